import Foundation
import JSON
import Testing

@testable import Normalizer

/// `docs/sanitizer.md` says what the built-in policy is.
@Suite struct SanitizerDocumentTests {
  private static let document: String = {
    let checkout = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let data = FileManager.default.contents(
      atPath: checkout.appending(path: "docs/sanitizer.md").path)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }()

  private let lines = Set(document.split(separator: "\n").map(String.init))

  private func policy() throws -> JSONValue {
    try JSONDocument(parsing: Array(SanitizerTable.json.utf8)).root
  }

  private func code(_ list: JSONValue?) -> String {
    let words = (list?.elements.map(Array.init) ?? []).compactMap(\.string)
    return words.isEmpty ? "—" : words.map { "`\($0)`" }.joined(separator: " ")
  }

  @Test("Every element is there with its attributes, and no other")
  func elements() throws {
    let elements = try policy()["elements"]?.members.map(Array.init) ?? []
    let rows = elements.map { "| `\($0.name)` | \(code($0.value)) |" }
    #expect(!rows.isEmpty && rows.allSatisfy(lines.contains))
    let table =
      Self.document.components(separatedBy: "## Elements and their attributes").last?
      .components(separatedBy: "Global attributes").first ?? ""
    #expect(table.components(separatedBy: "\n| `").count - 1 == rows.count)
  }

  @Test("The other lists are there word for word")
  func lists() throws {
    let policy = try policy()
    #expect(lines.contains("Global attributes: \(code(policy["global"]))"))
    #expect(lines.contains(code(policy["drop"])))
    #expect(lines.contains("MathML elements: \(code(policy["math"]))"))
    #expect(lines.contains("Their attributes: \(code(policy["mathGlobal"]))"))
    #expect(lines.contains("SVG elements: \(code(policy["svg"]))"))
    #expect(lines.contains("Their attributes: \(code(policy["svgGlobal"]))"))
    let images = "Images may also be `data:image/` of these types, in base64: "
    #expect(lines.contains(images + code(policy["dataImages"])))
    #expect(Self.document.contains("with `\(policy["idPrefix"]?.string ?? "")` before it"))
    for member in policy["rename"]?.members.map(Array.init) ?? [] {
      #expect(lines.contains("| `\(member.name)` | `\(member.value.string ?? "")` |"))
    }
    for member in policy["schemes"]?.members.map(Array.init) ?? [] {
      #expect(lines.contains("| \(member.name) | \(code(member.value)) |"))
    }
  }

  @Test("Every kind of difference from other sanitizers is explained")
  func differences() {
    for difference in SanitizerComparison.Difference.allCases where difference != .other {
      let words = difference.rawValue.map { $0.isUppercase ? " \($0.lowercased())" : String($0) }
      let kind = words.joined()
      #expect(lines.contains { $0.hasPrefix("| \(kind)") }, "\(kind)")
    }
  }
}
