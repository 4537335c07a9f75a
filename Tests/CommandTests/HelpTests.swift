import Foundation
import Testing

/// The help and the manual pages are made of one source: what the program says of itself.
@Suite struct HelpTests {
  /// A command as `--experimental-dump-help` shows it.
  struct Help: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }
      var kind: String
      var names: [Name]?
      var valueName: String?
      var shouldDisplay: Bool

      var isOfEveryCommand: Bool {
        (names ?? []).contains { $0.name == "help" || $0.name == "version" }
      }
    }
    var commandName: String
    var superCommands: [String]?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Help]?
    var shouldDisplay: Bool

    /// What stands on the command line: `["rules", "test"]`.
    var path: [String] { ((superCommands ?? []) + [commandName]).filter { $0 != "refeed" } }

    /// The command and all below it that the help shows.
    var flat: [Help] {
      guard shouldDisplay, commandName != "help" else { return [] }
      return [self] + (subcommands ?? []).flatMap(\.flat)
    }
  }

  private let commands: [Help]
  private let place: Workplace

  init() throws {
    struct Dump: Decodable { var command: Help }
    place = try Workplace()
    let dumped = try place.refeed("--experimental-dump-help").output
    commands = try JSONDecoder().decode(Dump.self, from: Data(dumped.utf8)).command.flat
    try #require(commands.count > 15)
  }

  @Test func eightyColumnsBreakNoExampleLine() throws {
    var examples = 0
    for command in commands {
      let help = try place.refeed.run(
        command.path + ["--help"], environment: ["COLUMNS": "80"]
      ).output.split(separator: "\n")
      for line in (command.discussion ?? "").split(separator: "\n") where line.hasPrefix("  ") {
        examples += 1
        #expect(line.count <= 80, "refeed \(command.path): \(line)")
        #expect(help.contains(line), "refeed \(command.path): \(line)")
      }
    }
    #expect(examples > 40)
  }

  @Test func aPageOfTheManualNamesEveryOptionOfItsCommand() throws {
    for command in commands {
      let name = (["refeed"] + command.path.prefix(1)).joined(separator: "-")
      let page = try manual(name)
      for argument in command.arguments ?? [] {
        guard argument.shouldDisplay, !argument.isOfEveryCommand else { continue }
        let items = page.filter { $0.hasPrefix(".It ") }
        for option in argument.names ?? [] {
          let flag = "Fl " + (option.kind == "long" ? "-" : "") + option.name
          let isListed = items.contains {
            $0.dropFirst(4).components(separatedBy: " , ").contains {
              $0 == flag || $0.hasPrefix(flag + " Ar")
            }
          }
          #expect(isListed, "\(name): \(flag)")
        }
        if argument.kind == "positional" {
          let value = try #require(argument.valueName)
          #expect(items.contains { $0.hasPrefix(".It Ar \(value)") }, "\(name): \(value)")
        }
      }
    }
  }

  @Test func thePagesOfTheManualSayWhatTheHelpSays() throws {
    for command in commands {
      let name = (["refeed"] + command.path.prefix(1)).joined(separator: "-")
      let page = try manual(name)
      for line in (command.discussion ?? "").split(separator: "\n") where line.hasPrefix("  ") {
        let shown = line.dropFirst(2).replacing("\\", with: "\\e")
        #expect(page.contains { $0 == shown || $0 == "\\&" + shown }, "\(name): \(line)")
      }
    }
  }

  @Test func everyPageOfTheManualIsACommand() throws {
    let folder = Command.root.appending(path: "docs/man")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let pages = files.filter { $0.hasSuffix(".1") }
    let named = Set(commands.map { (["refeed"] + $0.path.prefix(1)).joined(separator: "-") })
    #expect(Set(pages.map { String($0.dropLast(2)) }) == named)
  }

  private func manual(_ name: String) throws -> [String] {
    let file = Command.root.appending(path: "docs/man/\(name).1")
    return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
  }
}
