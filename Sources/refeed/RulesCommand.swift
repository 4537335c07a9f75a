import ArgumentParser
import Regenerator

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules that clean entries, and try them.",
    discussion: """
      Without options these are the built-in rules; with --config the configuration's are laid \
      over them, with --like a feed's too. What --json prints can stand under "rules" in the \
      configuration.

      EXAMPLES
        refeed rules
        refeed rules --json | jq '.promos[] | select(.name == "promo.feedx")'
        refeed rules --config config.json --like world
        refeed rules test 'https://images.weserv.nl/?url=example.com/a.jpg'
        refeed rules test entry.md
        refeed rules lists easylist.txt
        refeed rules sites sites/
      """,
    subcommands: [List.self, Test.self, Lists.self, Sites.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the rules in force.")

    @OptionGroup var likeness: LikenessOption

    @Flag(help: "Print the tables as JSON, in the language of the configuration.")
    var json = false

    func run() throws {
      let book = try likeness.ruleBook()
      if json {
        Console.write(book.json, to: 1)
      } else {
        Console.print(RuleListing(book.rules).text())
      }
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      // Spelt out: to make it of the type's name costs a millisecond at every start.
      commandName: "test",
      abstract: "Show which rules touch an address or a file's entries, and what comes out.",
      discussion: """
        An http or https address is not fetched: shown is what becomes of it in an entry, as a \
        link, as an image and as a frame. A file, a folder or - is read and cleaned.
        """)

    @Argument(
      help: ArgumentHelp("An address, a file, a folder, or -.", valueName: "input"),
      completion: .file())
    var input: String

    @OptionGroup var likeness: LikenessOption

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func run() async throws {
      let book = try likeness.ruleBook()
      if let uses = book.uses(of: input) {
        let trial = AddressTrial(address: input, uses: uses)
        Console.print(json ? trial.json() : trial.text())
        return
      }
      var request = ConversionRequest(inputs: [input])
      try likeness.apply(to: &request)
      let explained = try await Explainer(request).run()
      let trial = EntryTrial(explained.explanations)
      Console.print(json ? trial.json() : trial.text())
      try explained.finish()
    }
  }

  struct Lists: ParsableCommand {
    static let configuration = CommandConfiguration(
      // Spelt out: to make it of the type's name costs a millisecond at every start.
      commandName: "lists",
      abstract: "Say what is understood of filter lists.",
      discussion: """
        Files that are given, else the lists of the configuration. What is not understood is \
        counted by its name, with the first rule that has it. Nothing is fetched: of a list at an \
        address the copy beside the archive is read.
        """)

    @Argument(
      help: ArgumentHelp("Files of filter lists.", valueName: "file"), completion: .file())
    var files: [String] = []

    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let lists =
        files.isEmpty
        ? FilterListSummary.summaries(of: try config.load())
        : FilterListSummary.summaries(of: files)
      if lists.isEmpty { Console.note("refeed: the configuration names no filter lists") }
      Console.print(FilterListListing.text(lists))
      if lists.contains(where: { $0.problem != nil }) { throw ExitCode.someFailed }
    }
  }
}
