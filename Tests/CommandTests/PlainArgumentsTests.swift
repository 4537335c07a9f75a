import ArgumentParser
import Foundation
import Testing

@testable import refeed

/// What is read without ArgumentParser is what it would have read, and the rest is left to it.
@Suite struct PlainArgumentsTests {
  private func plain(_ words: [String]) throws -> String? {
    ConvertCommand(plain: words).map { String(describing: $0) }
  }

  @Test(arguments: [
    ["feed.xml"],
    ["one.xml", "-", "folder/"],
    ["feed.xml", "--to", "json", "-o", "out.json"],
    ["--to=json", "feed.xml", "--output=out.json", "--strict"],
    ["-o", "out.atom", "feed.xml", "--allow-private-networks"],
    ["feed.xml", "--title=a=b", "--homepage", "https://example.org/", "--language", "de"],
    ["feed.xml", "--base", "https://example.org/x", "--timezone", "Europe/Paris"],
    ["feed.xml", "--images", "keep", "--full-text", "truncated", "--limit", "20"],
    ["feed.xml", "--filter-list", "a.txt", "--filter-list", "b.txt", "--max-bytes", "64MiB"],
    ["feed.xml", "--like", "world", "--config", "c.json", "--since", "2024-10-25"],
    ["feed.xml", "--duplicates", "near"],
  ])
  func areReadAsArgumentParserReadsThem(_ words: [String]) throws {
    #expect(try plain(words) == String(describing: ConvertCommand.parse(words)))
  }

  @Test(arguments: [
    [], ["--help"], ["feed.xml", "-h"], ["feed.xml", "--version"], ["feed.xml", "--unknown"],
    ["feed.xml", "--to"], ["feed.xml", "--to", "-o"], ["feed.xml", "--to", "pdf"],
    ["feed.xml", "--strict=true"], ["feed.xml", "--limit", "0"], ["feed.xml", "--limit", "many"],
    ["feed.xml", "--images", "none"], ["feed.xml", "--since", "soon"], ["--", "-feed.xml"],
    ["feed.xml", "-ojson"], ["-", "-"], ["feed.xml", "--max-bytes", "large"],
    ["feed.xml", "--duplicates", "some"], ["feed.xml", "--to", "json", "--to", "atom"],
    ["feed.xml", "--timezone", "Mars/Base"], ["feed.xml", "--homepage", "home"],
  ])
  func thatNeedAWordAreLeftToArgumentParser(_ words: [String]) throws {
    #expect(try plain(words) == nil)
  }

  @Test(arguments: [
    ["feed.xml"], ["one.xml", "two.xml", "folder/"],
    ["feed.xml", "--to", "json", "-o", "out.json"], ["--output", "out.html", "feed.xml"],
    ["-o", "/dev/stdout", "feed.xml"],
    ["feed.xml", "--to", "page.html"],
  ])
  func usualConversionsAreWhatArgumentParserReads(_ words: [String]) throws {
    let direct = try #require(DirectConversion(words))
    let parsed = try ConvertCommand.parse(words)
    #expect(String(describing: direct.request) == String(describing: try parsed.request()))
    #expect(direct.output == parsed.output)
  }

  @Test(arguments: [
    [], ["-"], ["--help"], ["feed.xml", "-h"], ["feed.xml", "--to"], ["feed.xml", "--to", "pdf"],
    ["feed.xml", "--strict"], ["feed.xml", "-o", "x.pdf"], ["feed.xml", "-o", ""],
    ["feed.xml", "-o", "a.json", "--output", "b.json"],
    ["feed.xml", "--to", "json", "--to", "atom"], ["feed.xml", "--to=json"],
    ["feed.xml", "--limit", "3"], ["--", "-feed.xml"],
  ])
  func otherConversionsAreNotDirect(_ words: [String]) {
    #expect(DirectConversion(words) == nil)
  }

  @Test func everyOptionIsKnown() throws {
    let samples = [
      "--to": "json", "--output": "x.json", "--homepage": "https://example.org/",
      "--base": "https://example.org/", "--timezone": "Europe/Paris", "--images": "keep",
      "--full-text": "always", "--duplicates": "near", "--limit": "3", "--since": "2024-10-25",
      "--max-bytes": "1MiB",
    ]
    let help = ConvertCommand.helpMessage(columns: 200).split(separator: "\n")
    let options = help.compactMap { line in
      line.firstMatch(of: /^  (?:-\w, )?(--[a-z-]+)( <)?/).map { (String($0.1), $0.2 != nil) }
    }
    #expect(options.count > 15)
    for (name, takesValue) in options where name != "--help" && name != "--version" {
      let words = ["feed.xml", name] + (takesValue ? [samples[name] ?? "word"] : [])
      #expect(try plain(words) != nil, "\(words)")
    }
  }
}
