public import ObjectStore
public import Publisher

/// Why published files could not be put in place or looked at.
public enum OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// In a folder.
  case folder(PublishError)
  /// In a bucket of an object store.
  case bucket(StoreError)

  public var description: String {
    switch self {
    case .folder(let error): error.description
    case .bucket(let error): error.description
    }
  }
}
