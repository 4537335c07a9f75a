import Foundation

/// Bytes in other forms, made by the system's own tools so that they prove something.
enum Encoded {
  static func bytes(_ text: String, as name: String) -> [UInt8]? {
    run("/usr/bin/iconv", ["-f", "UTF-8", "-t", name], Array(text.utf8))
  }

  static func gzip(_ text: String) -> [UInt8]? { gzip(Array(text.utf8)) }

  static func gzip(_ bytes: [UInt8]) -> [UInt8]? { run("/bin/gzip", ["-c"], bytes) }

  private static func run(_ tool: String, _ arguments: [String], _ input: [UInt8]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    guard (try? process.run()) != nil else { return nil }
    // Small enough for a pipe's buffer.
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input))
    try? stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(output) : nil
  }
}
