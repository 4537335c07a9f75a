import Archive
import FeedModel
import History
import Publisher

/// Which of a feed's files are still those that were put in place.
///
/// A file is looked at, not read: it is the one that was written if its size, number and time are
/// those that the archive has noted. Where one of them is another, its bytes decide.
struct FilesInPlace: Sendable {
  /// Those that hold what was published, by name, each as it stands there now.
  private(set) var files: [String: PublishedFile] = [:]
  /// Those of ``files`` that another copy of the same bytes stands in for: a folder was copied.
  private(set) var moved: [PublishedFile] = []
  /// Names of those that are gone or hold something else.
  private(set) var lost: Set<String> = []

  /// Of no files.
  init() {}

  /// Takes in a file that was looked at.
  mutating func note(_ file: PublishedFile, isInPlace: Bool) {
    if isInPlace { files[file.name] = file } else { lost.insert(file.name) }
  }

  /// - Parameters:
  ///   - known: as the archive has noted them.
  ///   - output: the folder that they are in.
  init(_ known: [PublishedFile], in output: String) {
    for file in known {
      let path = "\(output)/\(file.name)"
      if let now = LocalFiles.identity(of: path), let found = file.found(as: now, at: path) {
        files[file.name] = found
        if found != file { moved.append(found) }
      } else {
        lost.insert(file.name)
      }
    }
  }

  /// Whether these files and all others that were noted are in place.
  func areAll(_ names: [String]) -> Bool {
    lost.isEmpty && names.allSatisfy { files[$0] != nil }
  }
}

extension PublishedFile {
  /// A file as it stands at a path now, whatever it holds; `nil` for one that can't be read.
  init?(_ name: String, standingIn output: String) {
    let path = "\(output)/\(name)"
    guard let now = LocalFiles.identity(of: path),
      let bytes = try? LocalFiles.contents(of: path, limit: Int(now.size), isInsideFolder: true)
    else { return nil }
    self.init(name, now, Fingerprint(bytes))
  }

  /// A file that was just put in place; `nil` for what is no file.
  init?(_ outcome: PublishOutcome, holding bytes: [UInt8]) {
    guard let status = outcome.status else { return nil }
    self.init(
      name: outcome.name, bytes: bytes.count, inode: status.inode,
      modified: Int64(status.modifiedSeconds) * 1_000_000_000 + Int64(status.modifiedNanoseconds),
      digest: Fingerprint(bytes))
  }

  private init(_ name: String, _ identity: LocalFileIdentity, _ digest: Fingerprint) {
    self.init(
      name: name, bytes: Int(identity.size), inode: identity.inode,
      modified: Int64(identity.seconds) * 1_000_000_000 + Int64(identity.nanoseconds),
      digest: digest)
  }

  /// The same file, or another that holds the same; `nil` for one that does not.
  fileprivate func found(as now: LocalFileIdentity, at path: String) -> PublishedFile? {
    guard Int(now.size) == bytes else { return nil }
    let same = PublishedFile(name, now, digest)
    if same == self { return self }
    guard
      let held = try? LocalFiles.contents(of: path, limit: bytes, isInsideFolder: true),
      Fingerprint(held) == digest
    else { return nil }
    return same
  }
}
