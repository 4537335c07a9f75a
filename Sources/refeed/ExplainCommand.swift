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
        refeed explain entry.md --html > changes.html
        refeed explain entry.md --like world
      """)

  @Argument(
    help: ArgumentHelp(
      "A file, a folder (with all below it), an address, or - for standard input.",
      valueName: "input"),
    completion: .file())
  var inputs: [String]

  @OptionGroup var overrides: FeedOverrides

  @OptionGroup var likeness: LikenessOption

  @OptionGroup var duplicates: DuplicatesOption

  @Option(help: ArgumentHelp("Only changes that touch this text.", valueName: "text"))
  var grep: String?

  @Option(
    help: ArgumentHelp("At most this many entries, in document order.", valueName: "count"))
  var limit: Int?

  @Flag(help: "Print the changes as JSON.")
  var json = false

  @Flag(help: "Print an HTML page with both versions side by side, their differences marked.")
  var html = false

  @OptionGroup var size: SizeOption

  @Flag(help: "Let addresses lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    if json && html { throw ValidationError("--json and --html exclude each other") }
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
    try overrides.validate()
  }

  func run() async throws {
    var request = ConversionRequest(inputs: inputs)
    overrides.apply(to: &request)
    request.allowPrivateNetworks = allowPrivateNetworks
    request.maxBytes = size.bytes
    request.limit = limit
    try likeness.apply(to: &request)
    request.duplicates = duplicates.rule
    let explained = try await Explainer(request).run()
    let shown =
      grep.map { text in explained.explanations.compactMap { $0.narrowed(to: text) } }
      ?? explained.explanations
    if html {
      Console.print(ExplanationPage(shown).html())
    } else {
      Console.print(json ? ExplanationJSON.text(shown) : ExplanationText(shown).text())
    }
    try explained.finish()
  }
}
