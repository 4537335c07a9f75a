import Glibc

/// Why a file could not be published; what stood there before is untouched.
public struct PublishError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was being done; the words stand in the message.
  public enum Action: String, Sendable, Hashable {
    case list = "list the folder"
    case openFolder = "open the folder"
    case makeFolder = "make the folder"
    case inspect = "look at the file"
    case compare = "read the old file"
    case create = "create a temporary file"
    case write = "write the file"
    case sync = "get the file onto the disk"
    case rename = "put the file in place"
    case remove = "remove the file"
  }

  /// Why it failed.
  public enum Cause: Sendable, Hashable {
    /// A system call failed with this `errno`.
    case system(Int32)
    /// Something else has the file's name.
    case occupied(FileStatus.Kind)
    /// The name is not one that Refeed publishes.
    case invalidName
  }

  /// The file or folder, below the output folder as it was given.
  public let path: String
  /// What was being done.
  public let action: Action
  /// Why it failed.
  public let cause: Cause

  public init(path: String, action: Action, cause: Cause) {
    self.path = path
    self.action = action
    self.cause = cause
  }

  /// Whether it failed because there is nothing of that name.
  var isMissing: Bool { cause == .system(ENOENT) }

  /// One line: the path, the cause, and what to do.
  public var description: String {
    switch cause {
    case .system(let code):
      "\(path): can't \(action.rawValue): \(Self.words(for: code)); \(remedy(for: code))"
    case .occupied(let kind):
      "\(path): is a \(kind.rawValue), not a file: nothing was written; move it away"
    case .invalidName:
      "\(path): not a name to publish under: letters, digits, '.', '_', '-' and '/' only"
    }
  }

  private static func words(for code: Int32) -> String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case EIO: "the disk reports an error"
    case EMFILE, ENFILE: "too many open files"
    case ENOTDIR: "a part of the path is no folder"
    case ELOOP: "a symbolic link is in the way"
    case ENOENT: "no such file or folder"
    case ESTALE: "another program has put something else in its place"
    case ENAMETOOLONG: "the name is too long"
    case EEXIST: "something has that name already"
    default: String(cString: strerror(code)).lowercased()
    }
  }

  private func remedy(for code: Int32) -> String {
    switch code {
    case ENOENT where action == .openFolder: "create it (mkdir -p)"
    case ENOSPC, EDQUOT: "free some space and run again"
    case EACCES, EPERM: "make it writable for the user that runs refeed"
    case EROFS: "mount it writable, or set another \"output\""
    case EIO: "check the disk"
    case EMFILE, ENFILE: "raise the limit (ulimit -n)"
    case ENOTDIR, ELOOP, EEXIST: "move it away, or set another \"output\""
    case ENAMETOOLONG: "set a shorter \"output\""
    default: "run again"
    }
  }
}
