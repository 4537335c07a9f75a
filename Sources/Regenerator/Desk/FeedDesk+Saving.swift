import Bytes
public import ConfigurationModel
import FeedModel
import Foundation
import Glibc
import JSON
import Publisher
import Synchronization

/// What became of a change of the configuration's file.
public enum SaveOutcome: Sendable, Hashable {
  case saved
  /// The text is the same.
  case unchanged
  /// The file is another one than the change was made for.
  case stale
  /// It would not pass; sentences.
  case refused([String])
  /// It can't be written; why, and the text that is to be put into it.
  case notWritable(reason: String, text: String)
}

extension FeedDesk {
  /// Names the version of the configuration's file that is there now.
  public func fileDigest() throws(Failure) -> String { Self.digest(try file()) }

  private static func digest(_ bytes: [UInt8]) -> String {
    Hexadecimal.text(SHA256.digest(of: bytes))
  }

  private func file() throws(Failure) -> [UInt8] {
    guard let path = configuration.path else {
      throw Failure(description: "the configuration is in no file")
    }
    do {
      return try LocalFiles.contents(of: path, limit: 16 << 20)
    } catch {
      throw Failure(description: "\(path): \(error)")
    }
  }

  /// The text of the configuration, to be looked at.
  public func edit() throws(Failure) -> ConfigurationEdit {
    let bytes = try file()
    do throws(ConfigurationEdit.Failure) {
      return try ConfigurationEdit(bytes)
    } catch {
      throw Failure(description: error.description)
    }
  }

  /// One save after the other.
  private static let saving = Mutex(())

  /// Changes the configuration's file, whole or not at all: what would not pass `check`, and what was
  /// made for another version of the file, is not written.
  ///
  /// - Parameter digest: ``fileDigest()`` of the version that the change was made for.
  public func save(
    madeFor digest: String,
    _ change: (inout ConfigurationEdit) throws(ConfigurationEdit.Failure) -> Void
  ) throws(Failure) -> SaveOutcome {
    guard let path = configuration.path else {
      throw Failure(description: "the configuration is in no file")
    }
    do {
      return try Self.saving.withLock { _ in
        let before = try file()
        guard Self.digest(before).utf8.elementsEqual(digest.utf8) else { return .stale }
        var edit = try ConfigurationEdit(before)
        do throws(ConfigurationEdit.Failure) {
          try change(&edit)
        } catch {
          return .refused([error.description])
        }
        guard edit.bytes != before else { return .unchanged }
        let problems = Self.problems(of: edit.bytes, path: path)
        guard problems.isEmpty else { return .refused(problems) }
        if let reason = SavedFile.replace(path, with: edit.bytes) {
          return .notWritable(
            reason: reason, text: edit.changes(since: try ConfigurationEdit(before)))
        }
        return .saved
      }
    } catch {
      throw error as? Failure ?? Failure(description: "\(error)")
    }
  }

  private static func problems(of bytes: [UInt8], path: String) -> [String] {
    do throws(InvalidConfiguration) {
      let configuration = try Configuration.read(
        bytes, path: path, environment: ProcessInfo.processInfo.environment)
      _ = try Regenerator(configuration)
      return []
    } catch {
      return error.problems.map { "\($0.place): \($0.message)" }
    }
  }
}

/// A file that is replaced whole, its owner and permissions kept.
enum SavedFile {
  /// `nil` where it is done, else why it is not. Links are followed.
  static func replace(_ path: String, with bytes: [UInt8]) -> String? {
    let place = LocalFiles.resolved(path)
    var old = stat()
    guard stat(place, &old) == 0 else { return String(cString: strerror(errno)) }
    guard access(place, W_OK) == 0 else { return String(cString: strerror(errno)) }
    let number = UInt64.random(in: .min ... .max)
    let temporary = place + ".\(String(number, radix: 16)).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    // Only root may give a file away; who can't keep the owner keeps the rest.
    _ = fchown(descriptor, old.st_uid, old.st_gid)
    guard fchmod(descriptor, old.st_mode & 0o7777) == 0, write(bytes, to: descriptor),
      fsync(descriptor) == 0, rename(temporary, place) == 0
    else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      unlink(temporary)
      return reason
    }
    close(descriptor)
    syncFolder(of: place)
    return nil
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { Glibc.write(descriptor, $0 + start, bytes.count - start) } ?? -1
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      start += count
    }
    return true
  }

  private static func syncFolder(of path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}
