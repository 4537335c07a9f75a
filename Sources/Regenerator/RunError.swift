/// Why a run could do nothing at all.
public enum RunError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Another refresh holds the lock of this output folder.
  case anotherRunIsActive(output: String)
  /// `--feed` named a feed that the configuration does not have.
  case unknownFeed(String, known: [String])
  /// The output folder can't be written.
  case output(PublishError)
  /// A rule of the configuration does not compile.
  case configuration(InvalidConfiguration)

  public var description: String {
    switch self {
    case .anotherRunIsActive(let output):
      "another refresh is publishing to \(output); this one leaves it to that"
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
    case .output: 2
    case .configuration: 78
    }
  }
}
