import FeedModel
import Foundation
import Testing

@testable import FeedReader

/// Real feeds in the legacy encoding of their language, with nothing declared.
@Suite struct ReencodingTests {
  @Test func readsRealFeedsThatDeclareNothing() throws {
    let files = Corpus.files(in: "realworld").filter { !$0.hasSuffix(".expected.json") }
    if files.isEmpty { return }
    var read = 0
    var differing: [String] = []
    for file in files {
      guard let bytes = Corpus.bytes(file), let text = Self.text(bytes) else { continue }
      for encoding in Self.encodings(of: text) {
        guard let raw = Self.convert(Array(text.utf8), from: "UTF-8", to: encoding),
          let truth = Self.convert(raw, from: encoding, to: "UTF-8"),
          !raw.allSatisfy({ $0 < 0x80 }), !UTF8Reading.isNearly(raw)
        else { continue }
        read += 1
        if Self.texts(raw) != Self.texts(truth) { differing.append("\(file) as \(encoding)") }
      }
    }
    Corpus.say("re-encoded: \(read) documents, \(differing.count) read otherwise")
    for line in differing { Corpus.say("  \(line)") }
    #expect(read > 0)
    // Documents with one sign or two beyond ASCII, which no text around explains.
    #expect(differing.count * 50 <= read)
  }

  /// The document in UTF-8 without its declaration; `nil` for others, JSON, and plain ASCII.
  private static func text(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self),
      text.utf8.contains(where: { $0 > 0x7F }),
      let start = text.firstIndex(of: "<")
    else { return nil }
    var rest = text[start...]
    if rest.hasPrefix("<?xml"), let end = rest.range(of: "?>") { rest = rest[end.upperBound...] }
    return String(rest)
  }

  /// The encodings that the document's language was written in, by what it declares and by its
  /// letters.
  private static func encodings(of text: String) -> [String] {
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x400...0x4FF: counts["ru", default: 0] += 1
      case 0x3040...0x30FF: counts["ja", default: 0] += 3
      case 0xAC00...0xD7A3: counts["ko", default: 0] += 1
      case 0x4E00...0x9FFF: counts["zh", default: 0] += 1
      case 0x370...0x3FF: counts["el", default: 0] += 1
      default: break
      }
    }
    if let script = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), script.value >= 30
    {
      switch script.key {
      case "ru": return ["CP1251", "KOI8-R"]
      case "ja": return ["CP932", "EUC-JP"]
      case "ko": return ["CP949"]
      case "zh": return ["GB18030"]
      default: return ["CP1253", "ISO-8859-7"]
      }
    }
    switch text.range(of: "<language>").map({ text[$0.upperBound...].prefix(2).lowercased() }) {
    case "cs", "pl", "hu", "sk", "hr", "sl", "ro": return ["CP1250", "ISO-8859-2"]
    case "tr": return ["CP1254"]
    case "lt", "lv", "et": return ["CP1257"]
    default: return ["CP1252"]
    }
  }

  private static func texts(_ bytes: [UInt8]) -> [String] {
    guard let feed = try? FeedReader().read(SourceDocument(bytes: bytes, name: "test")) else {
      return []
    }
    return feed.entries.flatMap { [$0.title?.value ?? "", $0.content?.value ?? ""] }
  }

  /// What the encoding lacks is left out.
  private static func convert(_ bytes: [UInt8], from: String, to: String) -> [UInt8]? {
    let path =
      NSTemporaryDirectory() + "refeed-reencoding-\(ProcessInfo.processInfo.processIdentifier)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-c", "-f", from, "-t", to, path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let converted = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(converted)
  }

  private enum UTF8Reading {
    static func isNearly(_ bytes: [UInt8]) -> Bool {
      bytes.withUnsafeBufferPointer { UTF8Scan($0) }.multibyte > 0
    }
  }
}
