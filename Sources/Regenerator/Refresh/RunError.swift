public import Archive
public import ConfigurationModel
public import Publisher

/// Why a run could do nothing at all.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Another refresh holds the lock of this archive.
  case anotherRunIsActive(archive: String)
  /// The archive can't be used; nothing was asked and nothing published.
  case archive(ArchiveError)
  /// `--feed` named a feed that the configuration does not have.
  case unknownFeed(String, known: [String])
  /// The output folder can't be written.
  case output(PublishError)
  /// A rule of the configuration does not compile.
  case configuration(InvalidConfiguration)

  public var description: String {
    switch self {
    case .anotherRunIsActive(let archive):
      "another refresh is at work with \(archive); this one leaves it to that"
    case .archive(let error): error.description
    case .unknownFeed(let id, let known):
      "there is no feed \(id) in the configuration; it has \(known.joined(separator: ", "))"
    case .output(let error): error.description
    case .configuration(let error): error.description
    }
  }

  /// Design §7; 75 is `EX_TEMPFAIL`.
  public var exitCode: Int32 {
    switch self {
    case .anotherRunIsActive: 75
    case .unknownFeed: 64
    case .output, .archive: 2
    case .configuration: 78
    }
  }
}
