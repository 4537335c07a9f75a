import ArgumentParser
import ArticleExtractor
import FeedModel
import JSON
import Regenerator

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Take the article out of web pages.",
    discussion: """
      Prints the article of each page: its text, pictures with captions, lists, tables and code, \
      cleaned as the bodies of feeds are; without menus, advertisements and lists of other \
      articles. A page that is no article (a login, a question for consent, an error) is named on \
      standard error and gives nothing (exit code 1).

      EXAMPLES
        refeed extract https://example.org/news/1
        refeed extract page.html --url https://example.org/news/1 --to markdown
        curl -s https://example.org/news/1 | refeed extract - --to json | jq .title
        refeed extract page.html --explain
        refeed extract page.html --explain --to html > explained.html
        refeed extract page.html --entry feed.xml
        refeed extract page.html --keep 'div.story' --remove '.plug'
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case json
    case markdown
    case text
  }

  @Argument(
    help: ArgumentHelp("A file, an address, or - for standard input.", valueName: "page"),
    completion: .file())
  var pages: [String]

  @Option(
    help: ArgumentHelp("The page's address, for one that is no address.", valueName: "address"))
  var url: String?

  @Option(help: "html, json, markdown or text.")
  var to: Format?

  @Option(
    help: ArgumentHelp(
      "A feed or entry file that has the page's entry: its title and text must be in the article.",
      valueName: "feed"))
  var entry: String?

  @Option(
    help: ArgumentHelp(
      "A CSS selector of what holds the article; followed where it agrees with the page.",
      valueName: "selector"))
  var keep: [String] = []

  @Option(help: ArgumentHelp("A CSS selector of what is none of it.", valueName: "selector"))
  var remove: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder of rules for sites, in the form of FiveFilters' site configurations.",
      valueName: "folder"),
    completion: .directory)
  var siteRules: String?

  @Flag(
    help: """
      Print the page's outline: what was taken, what was left, and why; with --to html beside the \
      article.
      """)
  var explain = false

  @OptionGroup var size: SizeOption

  @Flag(help: "Let addresses lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    if pages.filter({ $0 == "-" }).count + (entry == "-" ? 1 : 0) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    if let url, WebAddress(url)?.isHTTP != true {
      throw ValidationError("--url \(url) is not an http or https address")
    }
    if url != nil && pages.count > 1 {
      throw ValidationError("--url is the address of one page; \(pages.count) are given")
    }
    if explain && to == .markdown {
      throw ValidationError("--explain is printed as text, or with --to json or html")
    }
  }

  func run() async throws {
    var missing = 0
    for page in pages where try await !extract(page) { missing += 1 }
    if missing == pages.count { throw ExitCode.nothingDone }
    if missing > 0 { throw ExitCode.someFailed }
  }

  /// Prints one page's article; whether there is one.
  private func extract(_ page: String) async throws -> Bool {
    var request = ExtractionRequest(page: page)
    request.address = url.flatMap { WebAddress($0) }
    request.entryFile = entry
    request.explains = explain
    (request.keep, request.remove, request.siteRules) = (keep, remove, siteRules)
    request.allowPrivateNetworks = allowPrivateNetworks
    request.maxBytes = size.bytes
    let extraction: PageExtraction
    do {
      extraction = try await PageExtraction(request, standardInput: Setup.standardInput)
    } catch {
      Console.note("refeed: " + Console.printable(error.description))
      return false
    }
    if let refusal = extraction.refusal {
      Console.note("refeed: " + Console.printable("\(page): \(refusal.sentence)"))
    }
    for place in extraction.followedRules {
      Console.note("refeed: " + Console.printable("\(page): rule followed: \(place)"))
    }
    for remark in extraction.ruleRemarks {
      Console.note("refeed: " + Console.printable("\(page): \(remark)"))
    }
    if explain {
      Console.print(explained(extraction))
    } else if extraction.refusal == nil || to == .json {
      Console.print(written(extraction))
    }
    return extraction.refusal == nil
  }

  private func explained(_ extraction: PageExtraction) -> String {
    switch to {
    case .json: ExtractionOutline(extraction).json()
    case .html: ExtractionPage(extraction).html()
    default: ExtractionOutline(extraction).text()
    }
  }

  private func written(_ extraction: PageExtraction) -> String {
    switch to {
    case .html, nil: (extraction.content?.html ?? "") + "\n"
    case .markdown: extraction.markdown
    case .text: extraction.text
    case .json: ExtractionOutline(extraction).json()
    }
  }
}

extension Refusal {
  /// For people, without the page's name.
  fileprivate var sentence: String {
    switch self {
    case .nothingFound: "the page has no text that could be an article"
    case .loginWall: "the page asks for a login or a subscription"
    case .consentPage: "the page asks for consent"
    case .notFound: "the page says that it is not there"
    case .needsScript: "the page asks for JavaScript, or for proof that a person reads it"
    case .otherText: "the page does not hold what the feed says of the entry"
    }
  }
}
