public import ConfigurationModel
import FilterLists
import Publisher

/// What is understood of one filter list.
public struct FilterListSummary: Sendable, Hashable {
  /// Something that is not understood of a list.
  public struct Reason: Sendable, Hashable {
    /// As lists write it: `$csp`, `:matches-css()`.
    public var name: String
    /// How many rules have it.
    public var count: Int
    /// The first rule that has it.
    public var example: String
  }

  /// As it was named: a path or an address.
  public var name: String
  /// Network rules in force.
  public var networkRules = 0
  /// Cosmetic rules in force.
  public var cosmeticRules = 0
  /// Rules for what no feed asks for.
  public var inapplicable = 0
  /// The most frequent first.
  public var unsupported: [Reason] = []
  /// Why it can't be read; `nil` when it can.
  public var problem: String?

  /// How many rules are not understood.
  public var unsupportedRules: Int { unsupported.reduce(0) { $0 + $1.count } }

  /// - Parameters:
  ///   - name: as it is told.
  ///   - bytes: the list.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    let lists = CompiledLists(compiling: [bytes])
    networkRules = lists.networkRules
    cosmeticRules = lists.cosmeticRules
    inapplicable = lists.inapplicableRules
    unsupported = lists.unsupported.reasons.map {
      Reason(name: $0.name, count: $0.count, example: $0.example)
    }
  }

  init(name: String, problem: String) {
    self.name = name
    self.problem = problem
  }

  /// Every list that a configuration names, each once, without fetching any.
  public static func summaries(of configuration: Configuration) -> [FilterListSummary] {
    var locations: [SourceLocation] = []
    for feed in configuration.feeds.map(Optional.some) + [nil] {
      for list in ConfiguredFilterLists.lists(of: feed, in: configuration)
      where !locations.contains(list) {
        locations.append(list)
      }
    }
    let store = FilterListStore(
      folder: FilterListFolder(beside: configuration.stateFiles),
      limit: configuration.fetch.maxBytes, writes: false)
    return locations.map(store.summary(of:))
  }

  /// Files of lists.
  public static func summaries(of files: [String]) -> [FilterListSummary] {
    let store = FilterListStore(limit: FetchSettings().maxBytes, writes: false)
    return files.map { store.summary(of: .path($0)) }
  }
}

extension FilterListStore {
  fileprivate func summary(of location: SourceLocation) -> FilterListSummary {
    let file = file(of: location)
    do throws(LocalFileError) {
      return FilterListSummary(name: file.name, bytes: try contents(of: file.path))
    } catch {
      return FilterListSummary(name: file.name, problem: sentence(file, error))
    }
  }
}
