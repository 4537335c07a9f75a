/// A file call that failed, by its `errno`.
public struct SystemError: Error, Sendable, Hashable {
  /// The `errno` of the call.
  public let code: Int32

  public init(code: Int32) {
    self.code = code
  }
}

/// What is known of a file without opening it.
public struct FileStatus: Sendable, Hashable {
  /// What has the name.
  public enum Kind: String, Sendable, Hashable {
    case file = "file"
    case folder = "folder"
    case symbolicLink = "symbolic link"
    case pipe = "named pipe"
    case other = "device or socket"
  }

  /// What has the name.
  public var kind: Kind
  /// Permission bits, set-id and sticky bits included.
  public var mode: UInt32
  /// The owner's number.
  public var user: UInt32
  /// The group's number.
  public var group: UInt32
  /// The size in bytes.
  public var bytes: Int
  /// Seconds since 1970, rounded down.
  public var modifiedSeconds: Int
  /// What of a second is to be added to them; 0 where the file system counts whole ones.
  public var modifiedNanoseconds: Int
  /// The file's number on its file system; a replaced file has another.
  public var inode: UInt64
  /// Names that lead to it; 0 for an open file that was removed.
  public var names: Int

  public init(
    kind: Kind, mode: UInt32, user: UInt32, group: UInt32, bytes: Int, modifiedSeconds: Int,
    inode: UInt64, names: Int, modifiedNanoseconds: Int = 0
  ) {
    self.kind = kind
    self.mode = mode
    self.user = user
    self.group = group
    self.bytes = bytes
    self.modifiedSeconds = modifiedSeconds
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
    self.names = names
  }
}

/// How a file is opened. A symbolic link in the last place is never followed, except by
/// ``rootFolder`` and ``stream``.
public enum OpenMode: Sendable, Hashable {
  /// For reading; never waits for a writer at a pipe's other end.
  case reading
  /// For writing, and only if nothing has the name yet.
  case creating(mode: UInt32)
  /// A folder inside a folder.
  case folder
  /// A folder that the user named: symbolic links are followed.
  case rootFolder
  /// For writing to what is there, links followed: a device or a pipe that the user named.
  case stream
}

/// The seam of all file calls: each is one system call, so that tests can fail any of them.
///
/// Names are relative to an open folder; `nil` means the working folder, where a name may be any
/// path. `descriptor` values belong to who opened them.
public protocol FileSystem: Sendable {
  func open(_ name: String, in folder: Int32?, for mode: OpenMode) throws(SystemError) -> Int32
  /// Closes the descriptor even if it reports an error.
  func close(_ descriptor: Int32) throws(SystemError)
  /// The number of bytes read, 0 at the end.
  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int
  /// Writes `bytes` from `start` on; the number written, which may be fewer than there are.
  func write(_ descriptor: Int32, _ bytes: [UInt8], from start: Int) throws(SystemError) -> Int
  /// Waits until the file's bytes, or the folder's names, are on the disk.
  func sync(_ descriptor: Int32) throws(SystemError)
  /// Replaces what had the name `new`, in one step, within one folder.
  func rename(_ old: String, to new: String, in folder: Int32) throws(SystemError)
  func remove(_ name: String, in folder: Int32) throws(SystemError)
  /// Removes a folder that is empty.
  func removeFolder(_ name: String, in folder: Int32) throws(SystemError)
  func makeFolder(_ name: String, in folder: Int32?, mode: UInt32) throws(SystemError)
  func status(_ descriptor: Int32) throws(SystemError) -> FileStatus
  /// Of the name itself, not of what a symbolic link leads to.
  func status(of name: String, in folder: Int32?) throws(SystemError) -> FileStatus
  func setMode(_ mode: UInt32, of descriptor: Int32) throws(SystemError)
  func setOwner(user: UInt32, group: UInt32, of descriptor: Int32) throws(SystemError)
  func setModified(seconds: Int, of descriptor: Int32) throws(SystemError)
  /// Takes the file's lock for as long as the descriptor is open; `false` if another has it.
  func lock(_ descriptor: Int32) throws(SystemError) -> Bool
  /// The names in a folder but `.` and `..`, in byte order.
  func names(in descriptor: Int32) throws(SystemError) -> [String]
}
