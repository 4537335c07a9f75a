import Foundation
import Testing

@testable import HTML

@Suite struct TokenizerTests {
  @Test func everyCaseOfHTML5LibGivesTheExpectedTokens() throws {
    guard let files = Corpus.files(in: "html5lib-tests/tokenizer", suffix: ".test") else { return }
    #expect(!files.isEmpty)
    var passed = 0
    var failed = 0
    for file in files {
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      // xmlViolation.test describes another tokenizer, one that changes its input to fit XML.
      let root = json as? [String: Any] ?? [:]
      for case let test as [String: Any] in root["tests"] as? [Any] ?? [] {
        for state in test["initialStates"] as? [String] ?? ["Data state"] {
          if run(test, state, file.lastPathComponent) { passed += 1 } else { failed += 1 }
        }
      }
      if root["tests"] == nil { Corpus.say("  not run: \(file.lastPathComponent)") }
    }
    Corpus.say("html5lib tokenizer: \(passed) passed, \(failed) failed")
    #expect(failed == 0)
    #expect(passed > 0)
  }

  private func run(_ test: [String: Any], _ stateName: String, _ file: String) -> Bool {
    let isEscaped = test["doubleEscaped"] as? Bool ?? false
    let input = unescape(test["input"] as? String ?? "", isEscaped)
    let expected = (test["output"] as? [Any] ?? []).map { normal($0, isEscaped) }
    let found = tokens(
      of: input, in: state(stateName), lastStartTag: test["lastStartTag"] as? String)
    if found == joinedCharacters(expected) { return true }
    Corpus.say("\(file): \(test["description"] ?? "") in \(stateName)")
    Corpus.say("  input \(input.debugDescription)\n  expected \(expected)\n  found \(found)")
    return false
  }

  private func state(_ name: String) -> TokenizerState {
    switch name {
    case "PLAINTEXT state": .plaintext
    case "RCDATA state": .rcdata
    case "RAWTEXT state": .rawtext
    case "Script data state": .scriptData
    case "CDATA section state": .cdataSection
    default: .data
    }
  }

  /// `\uXXXX` in a doubly escaped text; a lone surrogate becomes U+FFFD, as decoding makes it.
  private func unescape(_ text: String, _ isEscaped: Bool) -> String {
    guard isEscaped else { return text }
    var units: [UInt16] = []
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("\\u"), let unit = UInt16(rest.dropFirst(2).prefix(4), radix: 16) {
        units.append(unit)
        rest = rest.dropFirst(6)
      } else {
        units += character.utf16
        rest = rest.dropFirst()
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// A token in one line of text.
  private func normal(_ token: Any, _ isEscaped: Bool) -> String {
    guard let parts = token as? [Any], let kind = parts.first as? String else { return "\(token)" }
    func text(_ index: Int) -> String {
      (parts[index] as? String).map { unescape($0, isEscaped) } ?? "nil"
    }
    switch kind {
    case "Character": return "Character " + text(1)
    case "StartTag":
      let attributes = (parts[2] as? [String: String] ?? [:])
        .map { "\(unescape($0, isEscaped))=\(unescape($1, isEscaped))" }.sorted()
      let isClosed = parts.count > 3
      return "StartTag \(text(1)) \(attributes)\(isClosed ? " /" : "")"
    case "DOCTYPE":
      return "DOCTYPE \(text(1)) \(text(2)) \(text(3)) \(parts[4] as? Bool == true)"
    default: return "\(kind) \(text(1))"
    }
  }

  private func joinedCharacters(_ tokens: [String]) -> [String] {
    var result: [String] = []
    for token in tokens {
      if token.hasPrefix("Character "), result.last?.hasPrefix("Character ") == true {
        result[result.count - 1] += token.dropFirst("Character ".count)
      } else {
        result.append(token)
      }
    }
    return result
  }

  func tokens(
    of text: String, in state: TokenizerState, lastStartTag: String?
  ) -> [String] {
    let input = preprocessed(Array(text.utf8))
    return ByteView.with(input) { view in
      var tokenizer = Tokenizer(input: view, document: Document(input: input), position: 0)
      tokenizer.state = state
      tokenizer.isInForeignContent = state == .cdataSection
      if let lastStartTag {
        tokenizer.lastStartTag = tokenizer.document.internElementName(lastStartTag)
      }
      var result: [String] = []
      repeat {
        tokenizer.next()
        if tokenizer.token.kind != .endOfFile { result.append(describe(tokenizer)) }
      } while tokenizer.token.kind != .endOfFile
      return joinedCharacters(result)
    }
  }

  private func describe(_ tokenizer: borrowing Tokenizer) -> String {
    let token = tokenizer.token
    switch token.kind {
    case .characters: return "Character " + string(token.data, tokenizer)
    case .null: return "Character \u{0}"
    case .comment: return "Comment " + string(token.data, tokenizer)
    case .endTag: return "EndTag " + tokenizer.document.string(token.name)
    case .startTag:
      let name = tokenizer.document.string(token.name)
      return "StartTag \(name) \(attributes(tokenizer))\(token.isSelfClosing ? " /" : "")"
    case .doctype:
      let doctype = tokenizer.doctype
      let texts = [doctype.name, doctype.publicID, doctype.systemID]
        .map { range in range.map { string($0, tokenizer) } ?? "nil" }
      return "DOCTYPE \(texts.joined(separator: " ")) \(!doctype.forcesQuirks)"
    case .endOfFile: return "EOF"
    }
  }

  private func attributes(_ tokenizer: borrowing Tokenizer) -> [String] {
    var result: [String] = []
    var index = tokenizer.token.firstAttribute
    while index != StoredAttribute.end {
      let attribute = tokenizer.document.storedAttributes[Int(index)]
      let name = tokenizer.document.string(attribute.name)
      result.append("\(name)=\(string(attribute.value, tokenizer))")
      index = attribute.next
    }
    return result.sorted()
  }

  private func string(_ range: ByteRange, _ tokenizer: borrowing Tokenizer) -> String {
    tokenizer.document.withBytes(range) { String(decoding: $0) }
  }
}
