internal import Bytes
internal import GRDB
internal import Glibc

/// Reading an archive that this process may perhaps not write to.
extension ArchiveFile {
  /// A connection that only reads.
  struct Reading {
    let queue: DatabaseQueue
    /// What the file was when it was opened, where SQLite does not look for writers.
    var still: Still?
  }

  /// A file that nobody writes to.
  struct Still: Sendable {
    private let path: String
    private let version: [Int]

    init(_ path: String) {
      self.path = path
      version = Still.version(of: path)
    }

    /// Throws where somebody has written to it since.
    func check() throws(ArchiveError) {
      guard Still.version(of: path) == version else { throw .busy(path: path) }
    }

    private static func version(of path: String) -> [Int] {
      var status = stat()
      guard stat(path, &status) == 0 else { return [] }
      return [
        Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
      ]
    }
  }

  /// Opens an archive beside a run that may be at work.
  ///
  /// SQLite reads a file with a write-ahead log through an index that it makes beside it, which
  /// takes a folder that can be written to. Where it can't, and the log is empty, the file alone
  /// is the archive and is read as one that nobody changes; that nobody did is seen afterwards.
  static func openForReading(path: String) throws(ArchiveError) -> Reading {
    do throws(ArchiveError) {
      return Reading(queue: try opened(path, as: path))
    } catch {
      guard isForWantOfWriting(error), isWriteProtected(folderOf: path) else { throw error }
      let log = path + "-wal"
      var status = stat()
      guard stat(log, &status) != 0 || status.st_size == 0 else {
        throw .cannotOpen(
          path: path,
          detail: "\(log) holds what a run that was ended has not yet put into it; let the user "
            + "who refreshes run this, or refresh once")
      }
      let still = Still(path)
      return Reading(queue: try opened(path, as: address(ofUnchanging: path)), still: still)
    }
  }

  private static func opened(
    _ path: String, as name: String
  ) throws(ArchiveError) -> DatabaseQueue {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(5)
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      let version = try queue.read { try Schema.userVersion($0) }
      guard version <= Schema.version else {
        throw ArchiveError.newerVersion(path: path, version: version)
      }
      return queue
    } catch {
      throw ArchiveError(error, path: path)
    }
  }

  /// As SQLite takes it (https://www.sqlite.org/uri.html), `immutable` among its parameters.
  private static func address(ofUnchanging path: String) -> String {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let encoded = parts.map { String(decoding: PercentCoding.encoded($0), as: UTF8.self) }
      .joined(separator: "/")
    return "file:" + (path.hasPrefix("/") ? "//" : "") + encoded + "?immutable=1"
  }

  private static func isForWantOfWriting(_ error: ArchiveError) -> Bool {
    switch error {
    case .cannotOpen, .readOnly: true
    default: false
    }
  }

  private static func isWriteProtected(folderOf path: String) -> Bool {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "."
    return access(folder, W_OK) != 0
  }
}
