import ArgumentParser
import FeedModel
import Regenerator

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what each rule changed, entry by entry.",
    discussion: """
      Cleans the inputs as `convert` does and prints, for every change, the rule, the place, and \
      the text before and after; then how much of the article's own text was touched.

      EXAMPLES
        refeed explain entry.md
        refeed explain entry.md --grep weserv
        refeed explain feed.xml --json | jq '.entries[0].changes'
      """)

  @Argument(
    help: ArgumentHelp(
      "A file, a folder (with all below it), an address, or - for standard input.",
      valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup var overrides: FeedOverrides

  @Option(help: ArgumentHelp("Only changes that touch this text.", valueName: "text"))
  var grep: String?

  @Flag(help: "Print the changes as JSON.")
  var json = false

  @Flag(help: "Let addresses lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    try overrides.validate()
  }

  func run() async throws {
    var request = ConversionRequest(inputs: inputs)
    overrides.apply(to: &request)
    request.allowPrivateNetworks = allowPrivateNetworks
    let result: (explanations: [Explanation], failures: [SourceReport.Failure])
    do {
      result = try await Conversion.explanations(
        of: request, standardInput: Setup.standardInput)
    } catch {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    for failure in result.failures {
      Console.note("refeed: " + Console.printable("\(failure.name): \(failure.reason)"))
    }
    if result.explanations.isEmpty && !result.failures.isEmpty { throw ExitCode.nothingDone }
    let shown =
      grep.map { text in result.explanations.compactMap { $0.narrowed(to: text) } }
      ?? result.explanations
    Console.print(json ? ExplanationJSON.text(shown) : ExplanationText(shown).text())
    if !result.failures.isEmpty { throw ExitCode.someFailed }
  }
}
