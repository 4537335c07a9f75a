import ArgumentParser
import ConfigurationModel
import FeedModel
import Publisher
import Regenerator

struct LearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "List blocks that recur in the entries of a source, and what would become of them.",
    discussion: """
      Reads what the archive holds of a feed of the configuration (of all without an argument), or \
      a file, a folder, an address. For every block that recurs it says how often, where, what \
      speaks for and against its being a promo, and the rule that takes it out. Nothing is changed \
      but by --apply, which writes the rules of promos into the configuration, and --forget, which \
      takes back what "promos": "learn" has learned of a feed.

      EXAMPLES
        refeed learn
        refeed learn world --apply
        refeed learn world --apply --take 3f9a0c12de
        refeed learn feed.xml --json | jq '.sources[0].candidates'
        refeed learn world --forget
      """)

  @Argument(
    help: ArgumentHelp(
      "A feed of the configuration, a file, a folder or an address. Default: every feed.",
      valueName: "feed-or-input"),
    completion: .file())
  var input: String?

  @OptionGroup var likeness: LikenessOption

  @Flag(help: "Write the rules of promos into the configuration.")
  var apply = false

  @Option(
    help: ArgumentHelp(
      "With --apply or --forget: only this block, whatever is said of it. Can be repeated.",
      valueName: "id"))
  var take: [String] = []

  @Flag(help: "Take back what was learned of the feed; it is not learned again.")
  var forget = false

  @Flag(help: "Print what was found as JSON.")
  var json = false

  @Flag(help: "Let addresses lead to this machine or a private network.")
  var allowPrivateNetworks = false

  func validate() throws {
    if apply && forget { throw ValidationError("--apply and --forget exclude each other") }
    if !take.isEmpty && !apply && !forget {
      throw ValidationError("--take goes with --apply or --forget")
    }
    if forget && input == nil { throw ValidationError("name the feed whose promos to forget") }
  }

  func run() async throws {
    if let input, let configuration = try configured(input) {
      if forget { return try await takeBack(of: input, configuration) }
      try await show(learned(from: configuration, [input]), configuration)
    } else if let input {
      guard !apply && !forget else {
        throw CommandFailure.because(
          "there is no feed \(input) in the configuration to write rules for", ExitCode(64))
      }
      try await show(read(input), nil)
    } else {
      let configuration = try likeness.config.load()
      try await show(learned(from: configuration, []), configuration)
    }
  }

  /// The configuration, if the argument names one of its feeds.
  private func configured(_ name: String) throws -> Configuration? {
    guard FeedConfiguration.isValid(id: name), likeness.like == nil else { return nil }
    if apply || forget || likeness.config.path != nil { return try loaded(with: name) }
    guard let configuration = try? Configuration.load(path: nil),
      configuration.feeds.contains(where: { $0.id == name })
    else { return nil }
    return configuration
  }

  private func loaded(with name: String) throws -> Configuration? {
    let configuration = try likeness.config.load()
    return configuration.feeds.contains { $0.id == name } ? configuration : nil
  }

  private func learned(
    from configuration: Configuration, _ ids: [String]
  ) async throws -> LearnReport {
    do {
      return try await Setup.regenerator(configuration).learn(ids, now: Setup.now())
    } catch let error as RunError {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
  }

  private func read(_ input: String) async throws -> LearnReport {
    var request = ConversionRequest(inputs: [input])
    request.allowPrivateNetworks = allowPrivateNetworks
    try likeness.apply(to: &request)
    do {
      return try await Conversion.findings(of: request, standardInput: Setup.standardInput)
    } catch {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
  }

  private func show(_ report: LearnReport, _ configuration: Configuration?) throws {
    for failure in report.failures {
      Console.note("refeed: " + Console.printable("\(failure.name): \(failure.reason)"))
    }
    if report.sources.isEmpty && !report.failures.isEmpty { throw ExitCode.nothingDone }
    Console.print(json ? LearnJSON.text(report) : LearnTable(report).text())
    if apply, let configuration { try write(report, configuration) }
    if !report.failures.isEmpty { throw ExitCode.someFailed }
  }

  private func write(_ report: LearnReport, _ configuration: Configuration) throws {
    let path = configuration.path ?? "config.json"
    var rules: [(feed: String, promos: [LearnedPromo])] = []
    for source in report.sources {
      guard let feed = source.feed else { continue }
      let chosen = source.candidates.filter { take.isEmpty ? $0.isPromo : take.contains($0.id) }
      if !chosen.isEmpty { rules.append((feed, chosen.map(\.learned))) }
    }
    do throws(LearnedRules.Failure) {
      let count = rules.reduce(0) { $0 + $1.promos.count }
      let isNew = rules.isEmpty ? false : try LearnedRules.write(rules, to: path)
      Console.note(
        Console.printable(
          isNew
            ? "\(path): \(counted(count, "rule")) written"
            : "\(path): nothing to write, left as it is"))
    } catch {
      if case .configuration(let invalid) = error { throw CommandFailure.because(invalid) }
      throw CommandFailure.because(error.description)
    }
  }

  private func takeBack(of feed: String, _ configuration: Configuration) async throws {
    let back: [LearnedPromo]
    do {
      back = try await Setup.regenerator(configuration).forgetLearned(
        take.isEmpty ? nil : take, of: feed, now: Setup.now())
    } catch let error as RunError {
      throw CommandFailure.because(error.description, ExitCode(error.exitCode))
    }
    guard !back.isEmpty else {
      throw CommandFailure.because("nothing was learned of \(feed) that could be taken back")
    }
    for promo in back {
      Console.print(
        Console.printable("\(feed)  took back \(promo.id)  \(promo.lines.first ?? "")") + "\n")
    }
    Console.note("the next refresh puts it back into the entries")
  }
}
