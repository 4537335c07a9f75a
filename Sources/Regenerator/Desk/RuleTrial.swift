import Archive
import ConfigurationModel
public import FeedModel
import HTML
import History
import Normalizer

/// What a selector under `remove` would do to the entries of a feed that are remembered.
public struct RuleTrial: Sendable {
  /// What it takes of one entry.
  public struct Loss: Sendable, Hashable {
    /// Names the entry within the archive.
    public var entry: Int64
    /// As its source wrote it.
    public var title: String
    /// Of its text, in thousandths.
    public var permille: Int
    /// How many pictures.
    public var images: Int
  }

  /// As it was written.
  public let selector: String
  /// The feed's configured `id`.
  public let feed: String
  /// Entries that may hold what it looks for, by the names of their markup, and all that are known so;
  /// `nil` where there is nothing to know it by.
  public var indexed: (holding: Int, all: Int)?
  /// Entries that were looked at.
  public internal(set) var looked = 0
  /// Those of which it takes something.
  public internal(set) var changed = 0
  /// Bytes of text.
  public internal(set) var textBytes = 0
  /// Bytes of text that it takes.
  public internal(set) var takenBytes = 0
  /// Those that lose most, most first.
  public internal(set) var worst: [Loss] = []
  /// Whether no entry is left to be looked at.
  public internal(set) var isWhole = false

  /// Of all the text that was looked at, in thousandths.
  public var permille: Int { textBytes > 0 ? takenBytes * 1000 / textBytes : 0 }

  /// Those of ``worst`` that are kept.
  private static let mostWorst = 10

  mutating func note(_ loss: Loss) {
    changed += 1
    let place = worst.firstIndex { ($0.permille, $0.images) < (loss.permille, loss.images) }
    worst.insert(loss, at: place ?? worst.count)
    if worst.count > Self.mostWorst { worst.removeLast() }
  }
}

extension FeedDesk {
  /// Entries that a trial looks at, at most.
  public static let mostTried = 10_000

  /// The blocks of an entry; `nil` where what its source wrote is not there.
  public func outline(
    of number: Int64, in id: String, now: Timestamp
  ) throws(Failure) -> (title: String, blocks: [OutlineBlock])? {
    let known = try read { session throws(ArchiveError) in
      let stored = try session.storedEntry(number)
      let head = try session.head(of: id)
      return Known(stored: stored, head: head)
    }
    guard let stored = known?.stored, let raw = stored.raw, stored.listed.feed == id,
      let feed = configured(id), let normalizer = normalizers[id]
    else { return nil }
    let context = feed.context(
      of: stored.listed.source, head: known?.head, normalizer: normalizer, now: now)
    let draft = normalizer.draft(of: raw, context: context)
    return (stored.listed.title, EntryOutline(draft).blocks)
  }

  private struct Known {
    var stored: StoredEntry?
    var head: NormalizedFeed?
  }

  /// The newest entry whose markup is there.
  public func newestEntry(of id: String) throws(Failure) -> Int64? {
    try read { session throws(ArchiveError) in
      try session.rawEntries(of: id, limit: 1).first?.number
    } ?? nil
  }

  /// Begins a trial: a selector that can be used, and what the index says of it.
  public func trial(of selector: String, in id: String) throws(Failure) -> RuleTrial {
    do throws(InvalidSelector) {
      _ = try Selector(parsing: selector)
    } catch {
      throw Failure(description: "\(error)")
    }
    var trial = RuleTrial(selector: selector, feed: id)
    let names = SelectorNames.needed(by: selector)
    if !names.isEmpty, configuration.search {
      trial.indexed =
        try read { session throws(ArchiveError) in
          session.canBeSearched ? try session.count(names: names, in: id) : nil
        } ?? nil
    }
    return trial
  }

  /// Goes on with a trial by so many entries, the newest first.
  public func goOn(
    _ trial: inout RuleTrial, by limit: Int, now: Timestamp
  ) throws(Failure) {
    guard !trial.isWhole, let feed = configured(trial.feed),
      let normalizer = normalizers[trial.feed],
      let selector = try? Selector(parsing: trial.selector)
    else {
      trial.isWhole = true
      return
    }
    let (start, id) = (trial.looked, trial.feed)
    let read = try read { session throws(ArchiveError) in
      Batch(
        entries: try session.rawEntries(of: id, from: start, limit: limit),
        head: try session.head(of: id))
    }
    let batch = read ?? Batch(entries: [], head: nil)
    for entry in batch.entries {
      let context = feed.context(
        of: entry.source, head: batch.head, normalizer: normalizer, now: now)
      Self.look(at: entry, normalizer.draft(of: entry.raw, context: context), selector, &trial)
    }
    trial.isWhole = batch.entries.count < limit || trial.looked >= Self.mostTried
  }

  private struct Batch {
    var entries: [StaleEntry]
    var head: NormalizedFeed?
  }

  private static func look(
    at entry: StaleEntry, _ draft: String, _ selector: Selector, _ trial: inout RuleTrial
  ) {
    let document = Document(parsingFragment: draft)
    trial.looked += 1
    let all = textBytes(document.root, document)
    trial.textBytes += all
    var (taken, images, hits) = (0, 0, 0)
    var outside: NodeID?
    for node in document.select(selector, under: document.root) {
      // What is inside of what goes anyway is not counted twice.
      if let outer = outside, document.isAttached(node, to: outer) { continue }
      outside = node
      hits += 1
      taken += textBytes(node, document)
      images += document.elements(.img, in: node).count + (document.isElement(node, .img) ? 1 : 0)
    }
    guard hits > 0 else { return }
    trial.takenBytes += taken
    trial.note(
      RuleTrial.Loss(
        entry: entry.number, title: entry.raw.title?.value ?? "",
        permille: all > 0 ? taken * 1000 / all : 0, images: images))
  }

  private static func textBytes(_ node: NodeID, _ document: borrowing Document) -> Int {
    var bytes: [UInt8] = []
    document.appendTextContent(of: node, to: &bytes)
    return bytes.count { $0 > 0x20 }
  }
}

/// What an entry must have for a selector to take anything of it.
enum SelectorNames {
  /// Names of tags, classes and ids (`div`, `.share`, `#more`) that all its matches need; empty where it
  /// has alternatives, or none of these.
  static func needed(by selector: String) -> [String] {
    var names: [String] = []
    var depth = 0
    var quote: Character?
    var current = ""
    func end() {
      if current.utf8.count > 1 || current.first?.isLetter ?? false { names.append(current) }
      current = ""
    }
    for character in selector {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\\": return []
      case "\"", "'": quote = character
      case "(", "[":
        end()
        depth += 1
      case ")", "]": depth -= 1
      case "," where depth == 0: return []
      case _ where depth > 0: break
      case ".", "#":
        end()
        current = String(character)
      case ":":
        end()
        current = ":"
      case " ", ">", "+", "~", "*": end()
      default: current.append(character)
      }
    }
    end()
    return names.filter { !$0.hasPrefix(":") }.map { name in
      name.hasPrefix(".") || name.hasPrefix("#") ? name : name.lowercased()
    }
  }
}
