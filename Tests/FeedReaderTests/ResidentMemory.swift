import Foundation

/// How much memory of this process is resident, in bytes, as Linux counts it.
enum ResidentMemory {
  /// Forgets the peak so far; what is resident now, `nil` where the system does not say.
  static func beginPeak() -> Int? {
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return nil }
    try? file.write(contentsOf: Data("5".utf8))
    return value(of: "VmRSS:")
  }

  /// The most that was resident since.
  static func peak() -> Int? { value(of: "VmHWM:") }

  private static func value(of name: String) -> Int? {
    let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix(name) }
    return line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first
      .map { $0 * 1_024 }
  }
}
