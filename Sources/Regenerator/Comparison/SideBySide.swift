/// Two versions of a body, line beside line, with what differs in each.
package struct SideBySide {
  /// A piece of a line.
  package struct Piece: Hashable, Sendable {
    package var text: String
    package var isChanged: Bool
  }

  /// A line of either side, or of both.
  package struct Row: Hashable, Sendable {
    package var old: [Piece]?
    package var new: [Piece]?
    package var isEqual: Bool
  }

  package let rows: [Row]

  package init(old: String, new: String) {
    let a = MarkupLines.lines(of: old)
    let b = MarkupLines.lines(of: new)
    var rows: [Row] = []
    for run in Difference.runs(a, b) {
      if run.isEqual {
        for line in a[run.old] {
          let pieces = [Piece(text: line.joined(), isChanged: false)]
          rows.append(Row(old: pieces, new: pieces, isEqual: true))
        }
      } else {
        rows += SideBySide.rows(Array(a[run.old]), Array(b[run.new]))
      }
    }
    self.rows = rows
  }

  /// Lines that became others: alike ones stand beside each other.
  private static func rows(_ old: [[String]], _ new: [[String]]) -> [Row] {
    var rows: [Row] = []
    var next = 0
    for line in old {
      // A few lines further down is far enough: blocks rarely change places.
      let candidates = new[next..<min(next + 12, new.count)]
      if let match = candidates.indices.first(where: { areAlike(line, new[$0]) }) {
        for skipped in next..<match { rows.append(added(new[skipped])) }
        rows.append(changed(line, new[match]))
        next = match + 1
      } else {
        rows.append(
          Row(old: [Piece(text: line.joined(), isChanged: true)], new: nil, isEqual: false))
      }
    }
    return rows + new[next...].map(added)
  }

  private static func added(_ line: [String]) -> Row {
    Row(old: nil, new: [Piece(text: line.joined(), isChanged: true)], isEqual: false)
  }

  /// Whether a third of the longer line's words are in the other, too.
  private static func areAlike(_ a: [String], _ b: [String]) -> Bool {
    var counts: [String: Int] = [:]
    for word in a where word.utf8.count > 1 { counts[word, default: 0] += 1 }
    let count = counts.values.reduce(0, +)
    var common = 0
    var others = 0
    for word in b where word.utf8.count > 1 {
      others += 1
      guard let left = counts[word], left > 0 else { continue }
      counts[word] = left - 1
      common += 1
    }
    let all = max(count, others)
    return all > 0 && common * 3 >= all
  }

  private static func changed(_ old: [String], _ new: [String]) -> Row {
    var left: [Piece] = []
    var right: [Piece] = []
    for run in Difference.runs(old, new) {
      if !run.old.isEmpty {
        left.append(Piece(text: old[run.old].joined(), isChanged: !run.isEqual))
      }
      if !run.new.isEmpty {
        right.append(Piece(text: new[run.new].joined(), isChanged: !run.isEqual))
      }
    }
    return Row(old: left, new: right, isEqual: false)
  }
}
