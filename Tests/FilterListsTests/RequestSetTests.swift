import FeedModel
import Foundation
import JSON
import Testing

@testable import FilterLists

/// The public request set of Brave's engine: requests, and for each the rules that mean it.
///
/// Read from `filterlists/requests.json` in the folder that `REFEED_CORPUS` names, else
/// `../shared/corpus` beside the checkout.
@Suite struct RequestSetTests {
  private struct Request {
    var address: String
    var page: String
    var kind: String
    var rules: [String]
  }

  private static let requests: [Request] = {
    let path =
      ProcessInfo.processInfo.environment["REFEED_CORPUS"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus").path
    guard let data = FileManager.default.contents(atPath: path + "/filterlists/requests.json"),
      let elements = try? JSONDocument(parsing: Array(data)).root.elements
    else {
      FileHandle.standardError.write(
        Data("skipped: \(path)/filterlists/requests.json is not there\n".utf8))
      return []
    }
    return elements.map { value in
      Request(
        address: value["url"]?.string ?? "", page: value["sourceUrl"]?.string ?? "",
        kind: value["type"]?.string ?? "",
        rules: value["filters"]?.elements?.compactMap(\.string) ?? [])
    }
  }()

  private static func kind(_ name: String) -> RequestKind {
    switch name {
    case "script": .script
    case "image": .image
    case "stylesheet": .stylesheet
    case "xhr": .xhr
    case "subdocument": .subdocument
    case "media": .media
    case "font": .font
    default: .other
    }
  }

  @Test("A request is meant by each of its rules alone")
  func rulesMeanTheirRequests() {
    var failures: [String] = []
    var count = 0
    for request in Self.requests {
      guard let address = WebAddress(request.address) else { continue }
      // Where the set names no page, any other site's will do.
      let named = WebAddress(request.page).flatMap { $0.host == nil ? nil : $0 }
      let page = ListedPage(named ?? WebAddress("https://example.com/"))
      for rule in request.rules {
        let text = rule.hasPrefix("@@") ? String(rule.dropFirst(2)) : rule
        let lists = CompiledLists(compiling: [Array(text.utf8)])
        guard lists.unsupported.reasons.isEmpty, lists.networkRules == 1 else { continue }
        count += 1
        let verdict = lists.verdict(on: address, as: Self.kind(request.kind), from: page)
        if !verdict.isBlocked { failures.append("\(rule)  \(request)") }
      }
    }
    #expect(failures == [])
    #expect(Self.requests.isEmpty || count > 9000)
  }
}
