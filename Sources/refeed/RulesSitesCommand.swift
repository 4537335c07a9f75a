import ArgumentParser
import ConfigurationModel
import JSON
import Regenerator

extension RulesCommand {
  struct Sites: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      // Spelt out: to make it of the type's name costs a millisecond at every start.
      commandName: "sites",
      abstract: "Try site files on the pages that they name.",
      discussion: """
        Each page that a site file names (test_url) is fetched and read. A rule holds where its \
        page is there, is an article, agrees with what the rule takes of it, and holds the texts \
        that the file says (test_contains). Exits with 1 where a rule does not.

        EXAMPLES
          refeed rules sites
          refeed rules sites sites/ --site paper.example
          refeed rules sites sites/ --json | jq '.trials[] | select(.holds | not)'
        """)

    @Argument(
      help: ArgumentHelp(
        "A folder of site files; by default the configuration's siteRules.", valueName: "folder"),
      completion: .directory)
    var folder: String?

    @Option(
      name: .customLong("site"),
      help: ArgumentHelp("Only the file for this host; may be repeated.", valueName: "host"))
    var sites: [String] = []

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    @OptionGroup var config: ConfigurationOption

    @Flag(help: "Let addresses lead to this machine or a private network.")
    var allowPrivateNetworks = false

    func run() async throws {
      let trials = try self.trials()
      for problem in trials.problems { Console.note("refeed: " + Console.printable(problem)) }
      var outcomes: [SiteFileTrial] = []
      await trials.run { outcome in
        outcomes.append(outcome)
        if !json { Console.print(SiteFileListing.lines(outcome)) }
      }
      if json { Console.print(SiteFileListing.json(outcomes, untested: trials.untested)) }
      let broken = outcomes.count { !$0.holds }
      Console.note(
        "refeed: \(outcomes.count - broken) of \(counted(outcomes.count, "test")) hold; "
          + "\(counted(trials.untested.count, "file")) without a test_url")
      if broken > 0 || !trials.problems.isEmpty { throw ExitCode.someFailed }
    }

    private func trials() throws -> SiteFileTrials {
      var settings = FetchSettings()
      var path = folder
      if path == nil || config.path != nil {
        let configuration = try config.load()
        settings = configuration.fetch
        path = path ?? configuration.siteRules
      }
      guard let path else {
        throw CommandFailure.because(
          "the configuration names no siteRules; name a folder of site files")
      }
      if allowPrivateNetworks { settings.allowPrivateNetworks = true }
      do throws(SiteFileTrials.Failure) {
        return try SiteFileTrials(inFolder: path, of: sites, settings: settings)
      } catch {
        throw CommandFailure.because(error.description)
      }
    }
  }
}

/// The outcomes of site files' tests, for people and for scripts.
enum SiteFileListing {
  /// One line, and one more for each reason.
  static func lines(_ trial: SiteFileTrial) -> String {
    let style = Style(isTerminal: Console.outputIsTerminal)
    let mark = trial.holds ? style.green("holds ") : style.red("broken")
    var text = "\(mark)  \(Console.printable("\(trial.place)  \(trial.address)"))\n"
    for reason in trial.reasons { text += "        \(Console.printable(reason))\n" }
    return text
  }

  static func json(_ trials: [SiteFileTrial], untested: [String]) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.key("trials")
    json.beginArray()
    for trial in trials {
      json.beginObject()
      json.key("file")
      json.string(trial.file)
      json.key("place")
      json.string(trial.place)
      json.key("url")
      json.string(trial.address)
      json.key("holds")
      json.bool(trial.holds)
      json.key("reasons")
      json.strings(trial.reasons)
      json.key("followed")
      json.strings(trial.followed)
      json.endObject()
    }
    json.endArray()
    json.key("untested")
    json.strings(untested)
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
