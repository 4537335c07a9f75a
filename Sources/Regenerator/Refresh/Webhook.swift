import Archive
import ConfigurationModel
import FeedModel
import Fetcher
import Glibc
import JSON
import Publisher

/// Tells an address of the owner's when sources change state (`notify`): one POST of JSON for each
/// run in which any has.
///
/// What could not be told waits in a file beside the archive, and goes along with the next one.
/// That file is written by whoever has the turn to tell; a run that did not get it leaves its news in
/// one of its own.
struct Webhook: Sendable {
  /// One source whose state has changed.
  struct News: Sendable, Hashable {
    var feed: String
    var source: String
    var state: String
    var message: String
    var at: String
  }

  private let address: WebAddress
  private let settings: NotifySettings
  private let policy: FetchPolicy
  private let path: String

  /// `nil` where nobody is to be told.
  init?(_ configuration: Configuration) {
    guard let address = configuration.notify.webhook else { return nil }
    self.address = address
    settings = configuration.notify
    var policy = FetchPolicy(configuration.fetch)
    policy.timeout = min(policy.timeout, Self.patience)
    policy.maxBytes = Self.longestAnswer
    // Sources may lead to private networks without what is told of them going there.
    policy.allowPrivateNetworks = false
    self.policy = policy
    path = configuration.stateFiles + ".notify"
  }

  private static let patience: Duration = .seconds(20)
  private static let longestAnswer = 1 << 20
  /// What waits is the newest, where it is more.
  private static let mostWaiting = 1000

  /// Tells what has changed in a run, and what is still to be told from before; gives what went
  /// wrong, in a sentence.
  ///
  /// - Parameter keeper: where other processes refresh, of whom one at a time tells.
  func tell(of report: RunReport, now: Timestamp, keeper: TurnKeeper? = nil) async -> String? {
    let news = Self.news(of: report, now: now)
    guard let keeper else { return await tell(news) }
    guard !news.isEmpty || !waiting.isEmpty else { return nil }
    do throws(ArchiveError) {
      if let turn = try await keeper.wait(for: TurnName.notify) {
        let problem = await tell(news)
        await keeper.end(turn)
        return problem
      }
    } catch {
      leave(news, of: keeper)
      return "`notify`: \(error.description); the next run tells it"
    }
    leave(news, of: keeper)
    return "`notify`: other processes are telling it for too long; the next run tells it"
  }

  private func tell(_ news: [News]) async -> String? {
    let waiting = waiting
    let before = waiting.flatMap(\.news).sorted { $0.at.utf8.lexicographicallyPrecedes($1.at.utf8) }
    let news = Array((before + news).suffix(Self.mostWaiting))
    guard !news.isEmpty else { return nil }
    if let problem = await problem(telling: news) {
      // Others may have left more meanwhile: only what was read goes.
      if keep(news, at: path) {
        for file in waiting where file.path != path { unlink(file.path) }
      }
      let host = address.host ?? ""
      return "`notify`: \(host) could not be told: \(problem); the next run tries again"
    }
    for file in waiting { unlink(file.path) }
    return nil
  }

  static func news(of report: RunReport, now: Timestamp) -> [News] {
    report.feeds.flatMap { feed in
      feed.sources.compactMap { source in
        source.change.map { change in
          News(
            feed: feed.id, source: SecretMask.masked(source.name), state: change.rawValue,
            message: SecretMask.masked(source.notice ?? ""), at: now.rfc3339)
        }
      }
    }
  }

  private func problem(telling news: [News]) async -> String? {
    var request = FetchRequest(address: address, name: "notify")
    request.content = .init(mediaType: "application/json", bytes: Self.text(of: news))
    request.allowHosts = settings.allowHosts
    request.authentication = settings.token.map { .bearer(token: $0) }
    switch await Fetcher(policy: policy).fetch(request) {
    case .document: return nil
    case .failed(let error):
      if case .addressRefused(let address, let network) = error.reason {
        return "\(address) is \(network); list the host in “notify.allowHosts”"
      }
      return SecretMask.masked("\(error.reason)")
    case .notModified(let facts), .gone(let facts), .retryLater(_, let facts):
      return "it answered \(facts.status ?? 0)"
    }
  }

  // MARK: As JSON

  /// `text` is what chats show: a line for each change.
  static func text(of news: [News]) -> [UInt8] {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    json.key("text")
    json.string(news.map { "\($0.feed): \($0.source) \($0.message)" }.joined(separator: "\n"))
    json.key("changes")
    write(news, to: &json)
    json.endObject()
    return json.finish()
  }

  private static func write(_ news: [News], to json: inout JSONWriter) {
    json.beginArray()
    for item in news {
      json.beginObject()
      let members = [
        ("feed", item.feed), ("source", item.source), ("state", item.state),
        ("message", item.message), ("at", item.at),
      ]
      for (name, value) in members {
        json.key(name)
        json.string(value)
      }
      json.endObject()
    }
    json.endArray()
  }

  // MARK: What waits

  /// The files in which something waits, of all runs.
  private var waiting: [(path: String, news: [News])] {
    RunFiles.all(path).map { ($0.path, Self.news(in: $0.path)) }.filter { !$0.1.isEmpty }
  }

  private static func news(in path: String) -> [News] {
    guard let bytes = try? LocalFiles.contents(of: path, limit: 16 << 20),
      let elements = try? JSONDocument(parsing: bytes).root.elements
    else { return [] }
    return elements.compactMap { item in
      guard let feed = item["feed"]?.string, let source = item["source"]?.string,
        let state = item["state"]?.string, let message = item["message"]?.string,
        let at = item["at"]?.string
      else { return nil }
      return News(feed: feed, source: source, state: state, message: message, at: at)
    }
  }

  /// Without the turn to tell.
  private func leave(_ news: [News], of keeper: TurnKeeper) {
    guard !news.isEmpty else { return }
    keep(news, at: RunFiles.path(path, of: keeper.owner))
  }

  /// Gives whether it is kept.
  @discardableResult
  private func keep(_ news: [News], at path: String) -> Bool {
    let news = Array(news.suffix(Self.mostWaiting))
    var json = JSONWriter(format: .compact)
    Self.write(news, to: &json)
    return (try? Publisher().publish(json.finish(), at: path)) != nil
  }

  // MARK: Whom it may tell

  /// Throws ``problems(of:)``.
  static func check(_ configuration: Configuration) throws(InvalidConfiguration) {
    let problems = problems(of: configuration)
    guard !problems.isEmpty else { return }
    throw InvalidConfiguration(path: configuration.path ?? "configuration", problems: problems)
  }

  /// Over http what is told, and the token, can be read on the way: that is for hosts that are named.
  static func problems(of configuration: Configuration) -> [ConfigurationProblem] {
    let settings = configuration.notify
    guard let address = settings.webhook, address.scheme != "https",
      !HostList(settings.allowHosts).contains(host: address.host ?? ""),
      let place = configuration.settings.place(of: \.notify)
    else { return [] }
    return [
      ConfigurationProblem(
        at: place["url"] ?? place,
        message: "must be https, or its host one of “allowHosts” of `notify`")
    ]
  }
}
