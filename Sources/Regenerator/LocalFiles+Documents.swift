import Fetcher
import Glibc
import Publisher

/// Files as documents: packed ones, and what they take of memory.
extension LocalFiles {
  /// What the documents of a file or folder take of memory, in bytes: its size, or `limit` for each
  /// that is packed, whose size nobody knows before.
  static func memory(of path: String, limit: Int) -> Int {
    guard let kind = try? kind(of: path) else { return 0 }
    switch kind {
    case .pipe: return limit
    case .file: return fileMemory(of: path, limit: limit)
    case .folder:
      let files = (try? files(below: path)) ?? []
      return files.reduce(0) { sum, file in
        min(sum + fileMemory(of: file, limit: limit), 1 << 50)
      }
    }
  }

  private static func fileMemory(of path: String, limit: Int) -> Int {
    let descriptor = open(LocalPath.bytes(of: path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return 0 }
    var head = [UInt8](repeating: 0, count: 3)
    let isPacked =
      pread(descriptor, &head, head.count, 0) == head.count && PackedDocument.isPacked(head)
    return isPacked ? limit : min(Int(status.st_size), limit)
  }

  /// What a file holds that is stored packed (`feed.xml.gz`); other bytes as they are.
  static func unpacked(
    _ bytes: [UInt8], named path: String, limit: Int
  ) throws(LocalFileError) -> [UInt8] {
    do throws(PackedDocument.Problem) {
      return try PackedDocument.unpacked(bytes, limit: limit)
    } catch {
      switch error {
      case .damaged: throw LocalFileError(path: path, reason: .damagedGzip)
      case .tooLarge: throw LocalFileError(path: path, reason: .tooLarge(limit: limit))
      }
    }
  }
}

extension LocalFileError {
  /// One sentence that names the remedy where its reader has it.
  func description(for place: RemedyPlace) -> String {
    description(limitKey: place == .configuration ? "fetch.maxBytes" : "--max-bytes")
  }
}
