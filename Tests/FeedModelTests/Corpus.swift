#if canImport(Glibc)
  import Glibc
#endif

/// The shared corpus: `REFEED_CORPUS`, else `../shared/corpus` beside the checkout.
enum Corpus {
  /// The bytes of a file in the corpus; `nil`, said on standard error, when it is not there.
  static func bytes(_ name: String) -> [UInt8]? {
    let folder = getenv("REFEED_CORPUS").map { String(cString: $0) } ?? beside
    guard let file = fopen("\(folder)/\(name)", "rb") else {
      say("SKIPPED: \(folder)/\(name) is not there")
      return nil
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Writes a line to standard error.
  static func say(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  private static var beside: String {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + (parts + ["shared", "corpus"]).joined(separator: "/")
  }
}
