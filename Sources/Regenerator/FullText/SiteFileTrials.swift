import ArticleExtractor
public import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import SiteRules

/// What became of a page that a site file names as its test.
public struct SiteFileTrial: Sendable, Hashable {
  /// The file's path.
  public let file: String
  /// The file and the line of the test: `sites/example.org.txt:9`.
  public let place: String
  /// The page's address as the file has it, without user name and password.
  public let address: String
  /// Where the parts of the rule are written that were followed.
  public internal(set) var followed: [String] = []
  /// Why the rule no longer holds, each a sentence; empty where it does.
  public internal(set) var reasons: [String] = []

  /// Whether the page was had, the file's rule followed, and the article holds what it should.
  public var holds: Bool { reasons.isEmpty }
}

/// Site files, tried on the pages that they name.
///
/// The pages are asked for as those of entries are: under the guard and politeness of all fetches,
/// with the headers and by the link to a single page that the rule names.
public struct SiteFileTrials: Sendable {
  /// Why nothing can be tried.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// A sentence that names the folder and the remedy.
    public let description: String
  }

  /// Files that name no page, by their paths.
  public private(set) var untested: [String] = []
  /// Files that can't be read, each a sentence with its remedy.
  public private(set) var problems: [String] = []
  private var tests: [(file: String, test: SiteRule.Test)] = []
  private let folder: String
  private let book: SiteRuleBook
  private let fetch: PageFetch

  /// How many pages are waited for at once; one host is asked in its own time.
  private static let width = 16

  /// - Parameters:
  ///   - path: a folder of site files.
  ///   - sites: names of files with or without `.txt`, or hosts; empty for all.
  ///   - settings: how to fetch.
  public init(
    inFolder path: String, of sites: [String], settings: FetchSettings = FetchSettings()
  ) throws(Failure) {
    let folder = SiteRuleFolder(path)
    guard folder.name != nil else {
      throw Failure(description: folder.problems.first ?? "\(path): can't be read")
    }
    (self.folder, book) = (folder.path, folder.book)
    problems = folder.problems
    let policy = FetchPolicy(settings)
    fetch = PageFetch(
      fetcher: SharedFetcher(policy: policy, memory: MemoryBudget(limit: policy.memory)),
      budget: PageBudget(perHost: .max, holds: [:], now: .epoch), limit: 1,
      rules: PageRules(nil, folder.book))
    let wanted = try Self.names(sites, folder)
    for (name, bytes) in folder.files.sorted(by: { $0.key < $1.key }) {
      guard wanted?.contains(name) ?? true else { continue }
      let file = "\(folder.path)/\(name)"
      let tests = SiteFile(bytes, name: file).rule.tests
      if tests.isEmpty { untested.append(file) }
      self.tests += tests.map { (name, $0) }
    }
    if tests.isEmpty {
      throw Failure(
        description: "\(path): none of the files names a page to try it on; add a line "
          + "\"test_url: https://…\"")
    }
  }

  /// `nil` for all.
  private static func names(
    _ sites: [String], _ folder: SiteRuleFolder
  ) throws(Failure) -> Set<String>? {
    guard !sites.isEmpty else { return nil }
    var names: Set<String> = []
    for site in sites {
      let own = [site, "\(site).txt", ".\(site).txt"].filter { folder.files[$0] != nil }
      let name = own.isEmpty ? folder.book.fileName(for: site.lowercased()) : nil
      names.formUnion(own + [name].compactMap(\.self))
      if own.isEmpty, name == nil {
        throw Failure(description: "\(folder.path): has no file for \(site)")
      }
    }
    return names
  }

  /// Asks for all pages.
  ///
  /// - Parameter tell: is given each outcome once, in the order of the files and their lines.
  public func run(_ tell: (SiteFileTrial) -> Void) async {
    await withTaskGroup(of: (Int, SiteFileTrial).self) { group in
      var (started, told) = (0, 0)
      var early: [Int: SiteFileTrial] = [:]
      while told < tests.count {
        while started < min(tests.count, told + Self.width) {
          let index = started
          group.addTask { (index, await trial(tests[index].file, tests[index].test)) }
          started += 1
        }
        guard let (index, outcome) = await group.next() else { return }
        early[index] = outcome
        while let next = early.removeValue(forKey: told) {
          tell(next)
          told += 1
        }
      }
    }
  }

  private func trial(_ file: String, _ test: SiteRule.Test) async -> SiteFileTrial {
    let address = WebAddress(test.address)
    var trial = SiteFileTrial(
      file: "\(folder)/\(file)", place: test.place,
      address: address?.removingCredentials.href ?? test.address)
    guard let address, address.isHTTP else {
      trial.reasons.append("it is no http or https address")
      return trial
    }
    switch await fetch.pages(of: address, source: nil) {
    case .pages(let pages), .begun(let pages, _):
      for page in pages.prefix(1) { read(page, file, test, &trial) }
    case .failed(let reason), .refused(let reason): trial.reasons.append(reason)
    case .postponed: trial.reasons.append("the host wants to be asked again later")
    }
    return trial
  }

  private func read(
    _ page: (address: WebAddress, html: [UInt8]), _ file: String, _ test: SiteRule.Test,
    _ trial: inout SiteFileTrial
  ) {
    let host = page.address.host ?? ""
    let named = book.fileName(for: host)
    if let named, named != file, file != "global.txt" {
      trial.reasons.append("pages of \(host) are read by \(folder)/\(named)")
    } else if named == nil, file != "global.txt" {
      trial.reasons.append("the page is one of \(host), which the file is not for")
    }
    let read = RuledPage(
      page.html, page.address, ArticleHints(), rule: book.rule(for: host))
    trial.followed = read.followed
    let own = "\(trial.file):"
    trial.reasons += read.remarks.filter { $0.utf8.starts(with: own.utf8) }
    if let refusal = read.article.refusal { trial.reasons.append(PageArticle.words(for: refusal)) }
    guard !test.texts.isEmpty else { return }
    let article = PlainBody.words(of: PlainBody.text(of: Text(.html, read.article.html)))
    for text in test.texts where !article.contains(PlainBody.words(of: text)) {
      trial.reasons.append("the article does not hold “\(text)”")
    }
  }
}
