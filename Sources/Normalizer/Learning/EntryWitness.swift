internal import Bytes
internal import FeedModel
internal import HTML

/// Notes what is to be seen of an entry's lines.
enum EntryWitness {
  /// More lines of one entry are not kept: the first, the last, and between them those with links.
  static let most = 96
  private static let head = 16
  private static let tail = 32

  /// - Parameters:
  ///   - lines: of the clean body, before anything learned was taken out.
  ///   - key: of the entry's id.
  static func seen(_ lines: BodyLines, key: UInt64, site: LineSite) -> SeenLines {
    let witness = LineWitness(site)
    var seen = SeenLines(key: key)
    seen.count = lines.lines.count
    let joints = LineJoints(lines)
    let chosen = chosen(of: lines)
    for index in chosen {
      let line = lines.lines[index]
      guard line.print != 0 else { continue }
      var facts = witness.facts(of: line, in: lines)
      if joints.isJoined(index) { facts.insert(.joined) }
      if lines.lines.count == 1 { facts.insert(.only) }
      seen.lines.append(
        SeenLines.Line(
          print: line.print, place: UInt16(clamping: index), facts: facts.rawValue))
      seen.texts.append(Array(lines.text(of: line)))
    }
    return seen
  }

  private static func chosen(of lines: BodyLines) -> [Int] {
    let count = lines.lines.count
    guard count > most else { return Array(lines.lines.indices) }
    var left = most - head - tail
    return lines.lines.indices.filter { index in
      if index < head || index >= count - tail { return true }
      guard left > 0, !lines.lines[index].links.isEmpty || lines.lines[index].letters <= 300 else {
        return false
      }
      left -= 1
      return true
    }
  }
}

/// Which lines stand in one small block with the line before them.
struct LineJoints {
  private static let mostLines = 12

  private let lines: [BodyLine]
  private let root: NodeID
  private var blocks: [NodeID: Int] = [:]
  private var containers: [NodeID: Int] = [:]

  init(_ lines: BodyLines) {
    self.lines = lines.lines
    root = lines.root
    for line in self.lines {
      blocks[line.block, default: 0] += 1
      containers[line.container, default: 0] += 1
    }
  }

  func isJoined(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let (line, before) = (lines[index], lines[index - 1])
    if line.block == before.block {
      return line.block != root && isSmall(blocks[line.block])
    }
    return line.container == before.container && line.container != root
      && isSmall(containers[line.container])
  }

  /// An entry's wrapper is no block of its own.
  private func isSmall(_ count: Int?) -> Bool {
    let count = count ?? 0
    return count <= LineJoints.mostLines && count * 2 <= max(lines.count, 4)
  }
}

/// What was seen of an entry, once it is known whose it is.
enum SeenEntry {
  private static let millisecondsOfDay: Int64 = 86_400_000

  static func key(of id: EntryID) -> UInt64 { ByteHash.hash(id.iri.utf8) }

  static func completed(_ seen: SeenLines, by entry: NormalizedEntry) -> SeenLines {
    var seen = seen
    seen.key = key(of: entry.id)
    if let date = entry.published ?? (entry.hasInventedDate ? nil : entry.updated) {
      let days = date.milliseconds / millisecondsOfDay
      seen.day = Int32(clamping: days)
    }
    if !entry.authors.isEmpty {
      seen.author = ByteHash.hash(
        entry.authors.map { $0.name ?? "" }.joined(separator: "\u{0}").utf8)
    }
    return seen
  }
}
