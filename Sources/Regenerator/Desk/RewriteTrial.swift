import Archive
import ConfigurationModel
public import FeedModel
import HTML
import Normalizer

/// What a rewrite of addresses would do to the newest entries of a feed.
public struct RewriteTrial: Sendable {
  /// Entries that were looked at, and those that have such addresses.
  public var looked = 0
  /// Those that have such addresses.
  public var entries = 0
  /// Addresses that it changes.
  public var addresses = 0
  /// Some of them, before and after.
  public var samples: [(old: String, new: String)] = []
}

extension FeedDesk {
  /// Hosts of links and pictures of an entry with their schemes (`https://cdn.example/`), each once.
  public func hosts(of number: Int64, now: Timestamp) throws(Failure) -> [String] {
    let stored = try read { session throws(ArchiveError) in try session.storedEntry(number) }
    guard let stored = stored ?? nil, let raw = stored.raw,
      let feed = configured(stored.listed.feed),
      let normalizer = normalizers[feed.id]
    else { return [] }
    let context = feed.context(
      of: stored.listed.source, head: nil, normalizer: normalizer, now: now)
    var hosts: [String] = []
    Self.forEachAddress(in: normalizer.draft(of: raw, context: context)) { address in
      guard let parsed = WebAddress(address), parsed.isHTTP, let host = parsed.host else { return }
      let start = address.prefix { $0 != ":" } + "://" + host + "/"
      if !hosts.contains(start), hosts.count < 20 { hosts.append(start) }
    }
    return hosts
  }

  /// Counts what a rewrite changes in the newest entries.
  ///
  /// - Parameters:
  ///   - prefix: what addresses begin with.
  ///   - new: what stands there instead.
  public func rewriting(
    _ prefix: String, with new: String, in id: String, limit: Int, now: Timestamp
  ) throws(Failure) -> RewriteTrial {
    var trial = RewriteTrial()
    guard !prefix.isEmpty, let feed = configured(id), let normalizer = normalizers[id] else {
      return trial
    }
    let entries =
      try read { session throws(ArchiveError) in
        try session.rawEntries(of: id, limit: limit)
      } ?? []
    for entry in entries {
      let context = feed.context(of: entry.source, head: nil, normalizer: normalizer, now: now)
      trial.looked += 1
      let before = trial.addresses
      Self.forEachAddress(in: normalizer.draft(of: entry.raw, context: context)) { address in
        guard address.utf8.starts(with: prefix.utf8) else { return }
        trial.addresses += 1
        guard trial.samples.count < 5 else { return }
        let rest = String(decoding: address.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        trial.samples.append((address, new + rest))
      }
      if trial.addresses > before { trial.entries += 1 }
    }
    return trial
  }

  private static func forEachAddress(in markup: String, _ visit: (String) -> Void) {
    let document = Document(parsingFragment: markup)
    for node in document.descendants(of: document.root) where document.isElement(node) {
      for attribute in [AttributeName.href, .src, .poster, .cite] {
        if let address = document.attribute(attribute, of: node) { visit(address) }
      }
    }
  }
}
