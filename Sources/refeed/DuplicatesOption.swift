import ArgumentParser
import FeedModel

/// `--duplicates`: what makes entries of several inputs one article.
struct DuplicatesOption: ParsableArguments {
  @Option(
    name: .customLong("duplicates"),
    help: ArgumentHelp(
      "What makes entries of several inputs one article: \(DuplicateRule.names.joined(separator: ", ")). "
        + "Default: what the feed of --like says, else same-address.", valueName: "rule"),
    completion: .list(DuplicateRule.names))
  var name: String?

  /// `nil` where nothing is said.
  var rule: DuplicateRule? { name.flatMap(DuplicateRule.init(rawValue:)) }

  func validate() throws {
    guard let name, rule == nil else { return }
    throw ValidationError(
      "--duplicates \(name) is none of \(DuplicateRule.names.joined(separator: ", "))")
  }
}
