import Foundation
import Testing

/// Keeps the README true: what it shows is what the commands print.
@Suite struct ReadmeTests {
  private let readme: String
  private let place: Workplace

  init() throws {
    readme = try String(contentsOf: Command.root.appending(path: "README.md"), encoding: .utf8)
    place = try Workplace()
    for name in ["config.json", "seeds", "Templates"] {
      try FileManager.default.copyItem(
        at: Command.root.appending(path: name), to: place.folder.appending(path: name))
    }
  }

  /// The lines of all `console` blocks, each command with what follows it.
  private var examples: [(command: String, output: String)] {
    var examples: [(command: String, output: String)] = []
    for block in readme.split(separator: "```console\n").dropFirst() {
      for line in block.split(separator: "```")[0].split(separator: "\n") {
        if line.hasPrefix("$ ") {
          examples.append((String(line.dropFirst(2)), ""))
        } else if !examples.isEmpty {
          examples[examples.count - 1].output += line + "\n"
        }
      }
    }
    return examples
  }

  @Test func everyCommandPrintsWhatIsShown() throws {
    #expect(examples.count >= 7)
    for (command, output) in examples where command != "refeed serve" {
      let printed = try shell(command)
      #expect(timeless(printed) == timeless(output), "$ \(command)")
    }
  }

  @Test func theSeedComesOutAsTheTableShows() throws {
    let seed = "seeds/nytimes-cn/000_431ac9c165a41c3d.txt"
    let raw = try place.read(seed)
    let clean = try place.refeed("convert", seed, "--to", "json").output
      .replacing("\\\"", with: "\"")
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`") }
    #expect(rows.count == 7)
    for row in rows {
      let cells = row.split(separator: " | ", omittingEmptySubsequences: false)
      for piece in pieces(cells[1]) { #expect(raw.contains(piece), "before: \(piece)") }
      for piece in pieces(cells[2]) { #expect(clean.contains(piece), "after: \(piece)") }
    }
    let explained = try place.refeed("explain", seed).output
    #expect(explained.hasSuffix("  25 changes; article text: 0 characters changed\n"))
    #expect(readme.contains("lists 25 changes; article text: 0 characters changed"))
  }

  /// The code spans of a cell, cut where something was left out.
  private func pieces(_ cell: Substring) -> [Substring] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.flatMap { $0.element.split(separator: "…") }
  }

  private func timeless(_ text: String) -> String {
    text.replacing(/in \d+\.\d\d s/, with: "in … s")
  }

  /// Both streams, as a terminal shows them.
  private func shell(_ command: String) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = place.folder
    process.environment = [
      "PATH": Command.binary.deletingLastPathComponent().path + ":/usr/bin:/bin",
      "HOME": place.folder.path,
    ]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
