import FeedModel
import JSON
import Testing

@testable import FeedReader

/// feedparser's own tests, as neutral assertions over its result model.
@Suite struct FeedparserTests {
  @Test func passesNinetyEightOfAHundredCases() throws {
    guard let root = try Corpus.json("feedparser/expect.json") else { return }
    let cases = (root["tests"]?.elements.map(Array.init) ?? []).filter {
      $0["feedparser_6_0_14_original"]?.bool == true
    }
    var passed = 0
    var failing: [(name: String, problem: String)] = []
    for test in cases {
      guard let name = test["file"]?.string else { continue }
      let problems = FeedparserTests.problems(name, test)
      if problems.isEmpty { passed += 1 } else { failing.append((name, problems[0])) }
    }
    Corpus.say("feedparser: \(passed) of \(cases.count) pass")
    var unexplained = 0
    for (name, problem) in failing {
      let reason = FeedparserDeviations.reason(for: name)
      if reason == nil { unexplained += 1 }
      Corpus.say("  \(name): \(reason ?? "UNEXPLAINED") (\(problem))")
    }
    #expect(cases.count > 0)
    #expect(passed * 100 >= cases.count * 98)
  }

  private static func problems(_ name: String, _ test: JSONValue) -> [String] {
    guard let bytes = Corpus.bytes("feedparser/\(name)") else { return ["missing"] }
    let headers = test["served_as"]?["headers"]
    let type = headers?["content-type"]?.string ?? ""
    let address = headers?["content-location"]?.string ?? test["served_as"]?["url"]?.string
    let document = SourceDocument(
      bytes: bytes, name: name, address: address.flatMap { WebAddress($0) },
      mediaType: type.split(separator: ";").first.map {
        UTF8Text.lowered(UTF8Text.trimmed(String($0)))
      },
      charset: charset(type))
    do {
      let feed = try FeedReader().read(document)
      let view = FeedparserView(
        feed: feed, address: address, language: headers?["content-language"]?.string)
      let check = AssertionCheck(
        view: view.value, isASCII: bytes.allSatisfy { $0 < 0x80 })
      return check.problems(test["assert"])
    } catch {
      let check = AssertionCheck(
        view: .object([("bozo", .flag(true)), ("feed", .object([])), ("entries", .list([]))]),
        isASCII: true)
      return check.problems(test["assert"]).map { "\($0): \(error)" }
    }
  }

  private static func charset(_ type: String) -> String? {
    guard
      let parameter = type.split(separator: ";").dropFirst().first(where: {
        $0.contains("charset") && $0.contains("=")
      })
    else { return nil }
    return parameter.split(separator: "=").last.map {
      $0.filter { !"'\" ".contains($0) }
    }
  }
}

/// Evaluates the assertions of one case.
struct AssertionCheck {
  let view: PathValue
  /// Whether the document has ASCII alone, so that many encodings are right.
  let isASCII: Bool

  func problems(_ assertions: JSONValue?) -> [String] {
    (assertions?.elements.map(Array.init) ?? []).compactMap(problem)
  }

  private func problem(_ assertion: JSONValue) -> String? {
    guard let operation = assertion["op"]?.string else { return nil }
    if operation == "any" {
      let choices = assertion["of"]?.elements.map(Array.init) ?? []
      return choices.contains { problems($0).isEmpty } ? nil : "no alternative holds"
    }
    let path = assertion["path"]?.string ?? ""
    let found = view.value(at: path)
    let isRight = holds(operation, found, assertion["value"], path)
    return isRight ? nil : "\(path) \(operation) \(describe(assertion["value"])), found \(found)"
  }

  private func describe(_ value: JSONValue?) -> String {
    value?.string ?? value?.number?.text ?? value?.bool.map { "\($0)" } ?? "\(value?.kind as Any)"
  }

  private func holds(
    _ operation: String, _ found: PathValue, _ expected: JSONValue?, _ path: String
  ) -> Bool {
    switch operation {
    case "no-crash": return true
    case "==": return isEqual(found, expected, path)
    case "!=": return !isEqual(found, expected, path)
    case "len==": return found.count == expected?.int
    case "len>": return found.count ?? 0 > expected?.int ?? 0
    case "time==":
      let moment = expected?.string.flatMap { ParsedDate($0) }?.timestamp.milliseconds
      if case .moment(let seconds) = found { return seconds == (moment ?? 0) / 1_000 }
      return false
    case "truthy", "present": return found.isTruthy
    case "falsy": return !found.isTruthy
    case "absent": return found.isNone
    case "has-key": return !found.value(at: expected?.string ?? "").isNone
    case "lacks-key": return found.value(at: expected?.string ?? "").isNone
    case "==path":
      return "\(found)" == "\(view.value(at: expected?.string ?? ""))" && !found.isNone
    case "startswith":
      if case .text(let text) = found { return text.hasPrefix(expected?.string ?? "") }
      return false
    default: return false
    }
  }

  private func isEqual(_ found: PathValue, _ expected: JSONValue?, _ path: String) -> Bool {
    guard let expected else { return found.isNone }
    switch found {
    case .none: return expected.isNull || expected.string == ""
    case .text(let text):
      if let number = expected.number { return number.text == text }
      guard let wanted = expected.string else { return false }
      if path == "encoding" {
        return isASCII || EncodingLabels.name(of: wanted) ?? wanted == text
      }
      if path.hasSuffix("type"), wanted == "application/xhtml+xml" { return text == "text/html" }
      if path.hasSuffix("type"), wanted.contains("/"), !wanted.hasPrefix("text/") {
        return text == wanted || text.hasPrefix("text/")
      }
      return text == wanted || WebAddress(wanted).map { $0.href == text } ?? false
    case .number(let number): return expected.double == number
    case .flag(let flag): return expected.bool == flag || expected.int == (flag ? 1 : 0)
    case .moment(let seconds):
      guard let date = expected.string.flatMap({ ParsedDate($0) }) else { return false }
      return date.timestamp.milliseconds / 1_000 == seconds
    case .markup(let text, let base):
      return MarkupComparison.areEqual(text, base: base, expected.string ?? "")
    case .list(let items):
      let wanted = expected.elements.map(Array.init) ?? []
      return items.count == wanted.count && zip(items, wanted).allSatisfy { isEqual($0, $1, path) }
    case .object(let members):
      guard let wanted = expected.members else { return false }
      return Array(wanted).allSatisfy { member in
        isEqual(members.first { $0.0 == member.name }?.1 ?? .none, member.value, member.name)
      }
    }
  }
}
