internal import FeedModel
internal import HTML

/// Takes out blocks that recur in the entries of their source and were learned to be promos, and
/// notes which lines there are to learn from.
///
/// Only detaches. What is all that an entry says stays.
enum LearnedStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let written = work.rules.promos.repeated
    guard work.observes || !work.learned.isEmpty || !written.isEmpty else { return }
    let lines = LineScan.lines(of: document, title: work.title, link: work.link)
    document.spend(lines.texts.count / 16)
    if work.observes {
      work.seen = EntryWitness.seen(lines, key: 0, site: LineSite(work.ownHosts))
    }
    let runs = runs(in: lines.lines, written, work.learned)
    guard !runs.isEmpty else { return }
    let taken = Set(runs.flatMap(\.lines))
    guard lines.lines.indices.contains(where: { !taken.contains($0) }) else {
      work.diagnostics.append(
        Diagnostic(
          .note, code: "promo-kept",
          "\(runs[0].name) would have taken all of the entry; it stays"))
      return
    }
    let staying = Set(
      lines.lines.indices.lazy.filter { !taken.contains($0) }.map { lines.lines[$0].block })
    for run in runs {
      work.rule = run.name
      record(run, lines, staying, document, &work)
      for index in run.lines { remove(lines.lines[index], of: lines, from: &document) }
    }
  }

  private struct Found {
    var name: String
    var lines: Range<Int>
  }

  private static func runs(
    in lines: [BodyLine], _ written: LearnedPromos, _ learned: LearnedPromos
  ) -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < lines.count {
      if let run = written.run(at: index, in: lines) ?? learned.run(at: index, in: lines) {
        found.append(Found(name: run.name, lines: index..<(index + run.prints.count)))
        index += run.prints.count
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: The record

  /// Blocks that go whole are told as such, else the line's own nodes.
  private static func record(
    _ run: Found, _ lines: BodyLines, _ staying: Set<NodeID>,
    _ document: borrowing HTMLDocument, _ work: inout EntryWork
  ) {
    guard work.log.isOn else { return work.log.count(run.name) }
    var told: Set<NodeID> = []
    for index in run.lines {
      let line = lines.lines[index]
      if line.block != document.root, !staying.contains(line.block) {
        if told.insert(line.block).inserted {
          work.log.recordRemoval(run.name, of: line.block, in: document)
        }
      } else {
        for node in lines.nodes[line.nodes] {
          work.log.recordRemoval(run.name, of: node, in: document)
        }
      }
    }
  }

  // MARK: The removal

  private static func remove(
    _ line: BodyLine, of lines: BodyLines, from document: inout HTMLDocument
  ) {
    if line.isWhole { return detach(line.block, from: &document) }
    if let last = lines.nodes[line.nodes].last, let end = breakBehind(last, line, document) {
      document.detach(end)
    }
    for node in lines.nodes[line.nodes] { detach(node, from: &document) }
  }

  /// The line break that ends a line, where one does.
  private static func breakBehind(
    _ node: NodeID, _ line: BodyLine, _ document: borrowing HTMLDocument
  ) -> NodeID? {
    var top = node
    while let parent = document.parent(of: top), parent != line.block {
      if document.nextVisibleSibling(of: top) != nil { return nil }
      top = parent
    }
    guard let next = document.nextVisibleSibling(of: top), document.isElement(next, .br) else {
      return nil
    }
    return next
  }

  /// Detaches a node, with all around it that then shows nothing.
  private static func detach(_ node: NodeID, from document: inout HTMLDocument) {
    var current = node
    while let parent = document.parent(of: current) {
      if let next = document.nextVisibleSibling(of: current), document.isElement(next, .hr),
        let previous = document.previousVisibleSibling(of: current),
        document.isElement(previous, .hr)
      {
        document.detach(next)
      }
      document.detach(current)
      guard parent != document.root, !document.hasVisibleChild(parent), !isCell(parent, document)
      else { return }
      current = parent
    }
  }

  /// Cells of a table stay where they are.
  private static func isCell(_ node: NodeID, _ document: borrowing HTMLDocument) -> Bool {
    switch document.name(of: node) {
    case .td, .th, .tr: true
    default: false
    }
  }
}
