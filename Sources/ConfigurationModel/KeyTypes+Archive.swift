internal import Archive
internal import JSON

extension KeyType where Value == String {
  /// A file's path, or the address of a database of PostgreSQL; an address of another kind is a
  /// problem.
  static var fileOrDatabase: KeyType {
    KeyType(
      words: "path or `postgresql://` address", schema: { $0.type("string") },
      text: { "\"\($0)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        if let path = SourceLocation.path(of: text) { return reading.resolved(path) }
        guard let address = PostgresAddress(text) else {
          // Of an address nothing is repeated but its kind: it may hold a password.
          let scheme = text.prefix { $0 != ":" }
          reading.problems.add(
            "nothing can be remembered at an address that begins with \(scheme):; give a file, or "
              + "a database as postgresql://host/name", at: value)
          return nil
        }
        guard !address.holdsPassword else {
          reading.problems.add(
            "a password stands in the address; give it in PGPASSWORD, ~/.pgpass or a service file, "
              + "and take it out here", at: value)
          return nil
        }
        return text
      })
  }
}

extension Configuration {
  /// Whether the archive is in a database, which other machines may use too, and no file.
  public var hasDatabase: Bool { PostgresAddress(settings.archive) != nil }

  /// The archive as messages name it: a path, or an address without what is secret.
  public var shownArchive: String { PostgresAddress(settings.archive)?.shown ?? settings.archive }

  /// The path that begins the names of what this machine keeps beside the archive (fetched pages,
  /// copies of filter lists, what is still to be told): the archive's own; for a database
  /// `state/archive` beside the configuration, or `/var/lib/refeed/state/archive` where that is
  /// below `/etc`.
  public var stateFiles: String {
    guard hasDatabase else { return settings.archive }
    let path = path ?? ""
    if path.hasPrefix("/etc/") { return "/var/lib/refeed/state/archive" }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    return (slash.map { String(path[...$0]) } ?? "") + "state/archive"
  }
}
