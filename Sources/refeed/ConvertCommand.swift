import ArgumentParser
import ConfigurationModel
import FeedModel
import Publisher
import Regenerator

struct ConvertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Clean files, folders, addresses or standard input into one feed.",
    discussion: """
      Reads RSS, Atom, JSON Feed and entry files, told apart by their content. Many inputs become \
      one feed, newest entry first. An input that can't be read is named and the rest is written \
      (exit code 1).

      EXAMPLES
        refeed convert entry.md
        cat entry.md | refeed convert - --to json | jq .
        refeed convert archive/ -o archive.atom --title "My archive"
        refeed convert https://example.org/feed.xml --to json -o clean.json
        refeed convert feed.xml -o feed.html
        refeed convert one.xml two.xml --duplicates near
        refeed convert https://example.org/feed.xml --full-text truncated
        refeed convert feed.xml --like nytimes-cn --since 2024-10-01 --limit 20
      """)

  enum Images: String, ExpressibleByArgument, CaseIterable {
    case original
    case keep
  }

  @Argument(
    help: ArgumentHelp(
      "A file, a folder (with all below it), an address, or - for standard input.",
      valueName: "input"),
    completion: .file())
  var inputs: [String]

  @Option(
    help: ArgumentHelp(
      "\(FeedFormat.names.joined(separator: ", ")), or a template about one feed. Default: what the "
        + "name given to -o says, else atom.", valueName: "format"),
    completion: .list(FeedFormat.names))
  var to: String?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var overrides: FeedOverrides

  @Option(help: "Proxied images: back to their originals, or left as they are.")
  var images: Images = .original

  @Option(
    name: .customLong("filter-list"),
    help: ArgumentHelp(
      "A filter list in the syntax of Adblock Plus and uBlock Origin; may be repeated.",
      valueName: "file"),
    completion: .file())
  var filterLists: [String] = []

  enum Pages: String, ExpressibleByArgument, CaseIterable {
    case truncated
    case always
  }

  @Option(
    help: ArgumentHelp(
      "Fetch the pages of entries for their whole texts: of those that break off, or of all.",
      valueName: "entries"))
  var fullText: Pages?

  @OptionGroup var likeness: LikenessOption

  @OptionGroup var duplicates: DuplicatesOption

  @Option(help: ArgumentHelp("At most this many entries, the newest.", valueName: "count"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Only entries published on this date or later: 2024-10-25 or 2024-10-25T07:00:00Z.",
      valueName: "date"))
  var since: String?

  @OptionGroup var size: SizeOption

  @Flag(help: "Write nothing if any input can't be read.")
  var strict = false

  @Flag(help: "Let addresses lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    if inputs.filter({ $0 == "-" }).count > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more, not \(limit)") }
    if let since, Setup.date(since) == nil {
      throw ValidationError("--since \(since) is not a date such as 2024-10-25")
    }
    _ = try format
    try overrides.validate()
  }

  func run() async throws {
    try await Self.write(request(), to: output, isStrict: strict)
  }

  /// What is asked for.
  func request() throws -> ConversionRequest {
    var request = ConversionRequest(inputs: inputs)
    overrides.apply(to: &request)
    request.keepsImageProxies = images == .keep
    request.filterLists = filterLists
    request.limit = limit
    request.fullText = fullText?.rawValue
    request.since = since.flatMap(Setup.date)
    request.allowPrivateNetworks = allowPrivateNetworks
    request.maxBytes = size.bytes
    request.format = try format
    try likeness.apply(to: &request)
    request.duplicates = duplicates.rule
    return request
  }

  /// What `--to` says, else the ending of the file's name; one that means nothing is no format.
  private var format: String {
    get throws { try Self.format(to, output) }
  }

  static func format(_ to: String?, _ output: String?) throws -> String {
    if let to {
      // Only a template's name has an ending; whether there is one is known later.
      guard FeedFormat(rawValue: to) != nil || to.contains(".") else {
        throw ValidationError(
          "unknown format \"\(to)\"; known: \(FeedFormat.names.joined(separator: ", "))")
      }
      return to
    }
    guard let output, !isStream(output) else { return FeedFormat.atom.name }
    let name = output.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { String($0) } ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return FeedFormat.atom.name
    }
    let ending = name[name.index(after: dot)...].lowercased()
    switch ending {
    case "xml": return FeedFormat.atom.name
    case "htm": return FeedFormat.html.name
    default: break
    }
    guard let format = FeedFormat(rawValue: ending) else {
      throw ValidationError(
        "the ending .\(ending) of \(output) names no format; give --to "
          + FeedFormat.names.joined(separator: ", --to "))
    }
    return format.name
  }

  private static func isStandardOutput(_ path: String) -> Bool {
    ["-", "/dev/stdout", "/dev/fd/1"].contains(path)
  }

  /// Standard output, and devices that take what is written as it comes: nothing is replaced there.
  private static func isStream(_ path: String) -> Bool {
    path == "-" || path.hasPrefix("/dev/")
  }

  /// Converts, and writes what came of it.
  static func write(
    _ request: ConversionRequest, to output: String?, isStrict: Bool
  ) async throws {
    let conversion: Conversion
    do {
      conversion = try await Conversion(request, standardInput: Setup.standardInput)
    } catch {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    for failure in conversion.failures {
      Console.note("refeed: " + Console.printable("\(failure.name): \(failure.reason)"))
    }
    for warning in conversion.warnings {
      Console.note("refeed: warning: " + Console.printable(warning))
    }
    for remark in conversion.remarks {
      Console.note("refeed: " + Console.printable(remark))
    }
    if !conversion.failures.isEmpty && (isStrict || conversion.readInputs == 0) {
      if isStrict { Console.note("refeed: nothing written, because of --strict") }
      throw ExitCode.nothingDone
    }
    if let output, !isStandardOutput(output) {
      do {
        try conversion.save(to: output)
      } catch {
        throw CommandFailure.because(error.description)
      }
    } else {
      Console.write(conversion.bytes, to: 1)
    }
    if !conversion.failures.isEmpty { throw ExitCode.someFailed }
  }
}

/// What the user says of an input that does not say it of itself.
struct FeedOverrides: ParsableArguments {
  @Option(help: ArgumentHelp("The feed's title.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("The feed's home page.", valueName: "address"))
  var homepage: String?

  @Option(help: ArgumentHelp("What relative addresses are relative to.", valueName: "address"))
  var base: String?

  @Option(help: ArgumentHelp("The feed's language, a BCP 47 tag.", valueName: "tag"))
  var language: String?

  @Option(
    help: ArgumentHelp(
      "The zone of dates inside bodies: Europe/Paris. Without it they set no date.",
      valueName: "zone"))
  var timezone: String?

  func validate() throws {
    for (name, value) in [("--homepage", homepage), ("--base", base)] {
      if let value, WebAddress(value)?.isHTTP != true {
        throw ValidationError("\(name) \(value) is not an http or https address")
      }
    }
    if let timezone, !TimeZones.isKnown(timezone) {
      throw ValidationError("--timezone \(timezone) is not known; use a name such as Europe/Paris")
    }
  }

  func apply(to request: inout ConversionRequest) {
    request.title = title
    request.homepage = homepage.flatMap { WebAddress($0) }
    request.base = base.flatMap { WebAddress($0) }
    request.language = language
    request.timezone = timezone
  }
}
