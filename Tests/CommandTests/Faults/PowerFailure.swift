import Foundation

/// What a recorded run has done to files and folders, and what of it a power failure leaves.
///
/// The model: bytes are safe once their file was synced, names once their folder was. What was not
/// may be there or not, in any mixture.
struct PowerFailure {
  enum Survival: CaseIterable {
    /// Nothing that was not synced.
    case syncedOnly
    /// All names, but of the bytes only those synced.
    case names
    /// Each write and each name by chance; names of one folder in their order.
    case chance
  }

  private enum Step {
    case create(inode: UInt64, path: String)
    case write(inode: UInt64, offset: Int, bytes: [UInt8])
    case truncate(inode: UInt64, length: Int)
    case sync(inode: UInt64)
    case rename(from: String, to: String)
    case unlink(path: String)
  }

  private let steps: [Step]
  private let start: Disk
  var stepCount: Int { steps.count }

  /// - Parameters:
  ///   - log: what the shim wrote under `FAULT_LOG`.
  ///   - folder: the folder as it was before the run, with the inodes that the log names.
  init(log: Data, start: Disk) {
    self.start = start
    var reader = LogReader(bytes: [UInt8](log))
    var steps: [Step] = []
    var from = ""
    while let line = reader.line() {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3, let inode = UInt64(parts[1]) else { continue }
      let numbers = parts[2].split(separator: " ").compactMap { Int($0) }
      switch parts[0] {
      case "n": steps.append(.create(inode: inode, path: parts[2]))
      case "w":
        steps.append(
          .write(inode: inode, offset: numbers[0], bytes: reader.bytes(count: numbers[1])))
      case "t": steps.append(.truncate(inode: inode, length: numbers[0]))
      case "s": steps.append(.sync(inode: inode))
      case "f": from = parts[2]
      case "r": steps.append(.rename(from: from, to: parts[2]))
      case "u": steps.append(.unlink(path: parts[2]))
      default: break
      }
    }
    self.steps = steps
  }

  /// The files, by path, that are there when the power fails before a step.
  func files(
    before count: Int, _ survival: Survival, _ random: inout some RandomNumberGenerator
  ) -> [String: [UInt8]] {
    var disk = start
    for step in steps.prefix(count) {
      switch step {
      case .create(let inode, let path): disk.create(inode, path)
      case .write(let inode, let offset, let bytes): disk.change(inode, .init(offset, bytes))
      case .truncate(let inode, let length): disk.change(inode, .init(length: length))
      case .sync(let inode): disk.sync(inode)
      case .rename(let from, let to): disk.rename(from, to)
      case .unlink(let path): disk.unlink(path)
      }
    }
    return disk.survivors(survival, &random)
  }

  private struct LogReader {
    let bytes: [UInt8]
    var position = 0

    mutating func line() -> String? {
      guard position < bytes.count,
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n"))
      else { return nil }
      defer { position = end + 1 }
      return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    mutating func bytes(count: Int) -> [UInt8] {
      defer { position += count + 1 }
      return Array(bytes[position..<min(bytes.count, position + count)])
    }
  }
}
