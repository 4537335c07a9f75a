import FeedModel
import HTML

@testable import Normalizer

/// Compares the text of a body before and after cleaning, and accounts for every difference.
struct Accounting {
  /// What no reader sees, so that losing it is no loss.
  private static let silent: Set<String> = [
    "script", "style", "template", "title", "noscript", "button", "select", "textarea", "iframe",
    "input", "svg",
  ]

  let before: [UInt8]
  let after: [UInt8]
  private(set) var unexplained: String?

  /// - Parameter entry: normalized with `explains`.
  init(body: String, entry: NormalizedEntry) {
    before = Accounting.text(of: body)
    after = Accounting.text(of: entry.content?.html ?? "")
    unexplained = difference(accounting: entry.changes, hiddenLast: true)
    if unexplained != nil { unexplained = difference(accounting: entry.changes, hiddenLast: false) }
  }

  /// What no change accounts for. Hidden labels stand anywhere, and an article may say their words
  /// too, before or behind them.
  private func difference(accounting changes: [Change], hiddenLast: Bool) -> String? {
    var expected = before
    var found = after
    for change in changes {
      if change.after.isEmpty, change.rule.hasPrefix("lead.") || change.rule.hasPrefix("promo.") {
        let isHidden = change.rule == "promo.wechat-hidden"
        Accounting.remove(
          Accounting.text(of: change.before), from: &expected,
          last: change.rule.hasPrefix("promo.") && (hiddenLast || !isHidden))
      } else if Accounting.addsText(change.rule) {
        Accounting.remove(Accounting.text(of: change.after), from: &found, last: false)
      }
    }
    return expected == found ? nil : Accounting.difference(expected, found)
  }

  /// Whether a rule puts text in the place of what had none: a frame, a picture.
  private static func addsText(_ rule: String) -> Bool {
    rule.hasPrefix("embed.")
      || ["repair.emoji", "repair.blank", "sanitizer.alternative"].contains(rule)
  }

  /// All text without blanks.
  static func text(of html: String) -> [UInt8] {
    let document = HTML.Document(parsingFragment: Array(html.utf8))
    var bytes: [UInt8] = []
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      if document.isElement(node), silent.contains(document.string(document.name(of: node))) {
        current = document.next(afterSubtree: node, in: document.root)
        continue
      }
      if document.isText(node) { document.appendTextContent(of: node, to: &bytes) }
      current = document.next(after: node, in: document.root)
    }
    return withoutBlanks(bytes)
  }

  private static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let length = UnicodeBlanks.length(at: index, count: bytes.count) { bytes[$0] }
      if length == 0 { output.append(bytes[index]) }
      index += max(length, 1)
    }
    return output
  }

  private static func remove(_ piece: [UInt8], from text: inout [UInt8], last: Bool) {
    guard !piece.isEmpty, piece.count <= text.count else { return }
    let starts = Array(0...(text.count - piece.count))
    for start in last ? starts.reversed() : starts
    where text[start] == piece[0] && text[start..<(start + piece.count)].elementsEqual(piece) {
      text.removeSubrange(start..<(start + piece.count))
      return
    }
  }

  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    let from = max(0, start - 30)
    let before = String(decoding: a[from..<min(a.count, start + 150)], as: UTF8.self)
    let after = String(decoding: b[from..<min(b.count, start + 150)], as: UTF8.self)
    return "expected …\(before)… found …\(after)…"
  }
}
