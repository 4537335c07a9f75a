import ArticleExtractor
import ConfigurationModel
import FeedModel
import FeedReader
import Fetcher
import HTML
import History
import SiteRules
import Synchronization

/// How many pages a run may still fetch from each host, and which hosts want to be left alone.
final class PageBudget: Sendable {
  private struct State {
    var taken: [String: Int] = [:]
    var holds: [String: Timestamp]
    var hasNewHolds = false
  }

  private let perHost: Int
  private let now: Timestamp
  private let end: ContinuousClock.Instant?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - holds: hosts that wanted to be left alone in earlier runs, and until when.
  ///   - end: when no more pages are asked for, because somebody waits.
  init(
    perHost: Int, holds: [String: Timestamp], now: Timestamp, end: ContinuousClock.Instant? = nil
  ) {
    (self.perHost, self.now, self.end) = (perHost, now, end)
    state = Mutex(State(holds: holds.filter { $0.value > now }))
  }

  /// Whether one more page of a host may be fetched; then it counts.
  func take(_ host: String) -> Bool {
    if let end, .now >= end { return false }
    return state.withLock { state in
      guard state.holds[host] == nil, state.taken[host, default: 0] < perHost else { return false }
      state.taken[host, default: 0] += 1
      return true
    }
  }

  /// Leaves a host alone, for ten minutes where it does not say how long.
  func hold(_ host: String, for wait: Duration?) {
    state.withLock { state in
      state.holds[host] = now.adding(min(wait ?? .seconds(600), .seconds(7 * 86_400)))
      state.hasNewHolds = true
    }
  }

  /// The hosts that want to be left alone; `nil` where this run heard of none.
  var newHolds: [String: Timestamp]? {
    state.withLock { $0.hasNewHolds ? $0.holds : nil }
  }
}

/// Fetches the pages of one article, under the guard, politeness and memory of all sources.
struct PageFetch: Sendable {
  enum Outcome: Sendable {
    case pages(PageStore.Pages)
    /// The first pages, and where the article goes on, without any content; why that is still to come,
    /// `nil` where the budget of the host is spent.
    case begun(PageStore.Pages, String?)
    /// The budget of the host is spent; nothing was asked.
    case postponed
    /// Something that may pass.
    case failed(String)
    /// There is no page, or none that may be had.
    case refused(String)

    /// What was had.
    var found: PageStore.Pages? {
      switch self {
      case .pages(let pages), .begun(let pages, _): pages
      case .postponed, .failed, .refused: nil
      }
    }
  }

  let fetcher: SharedFetcher
  let budget: PageBudget
  /// The most pages of one article.
  let limit: Int

  /// What is known of sites.
  let rules: PageRules
  /// The hosts that may be read, whoever links or redirects to them; `nil` for any.
  var onlyHosts: HostList?
  /// Whether headers that rules for sites name are sent.
  var sendsHeaders = true

  /// - Parameters:
  ///   - source: the source that offers the entry: its headers and cookies go to pages of its own host.
  ///   - begun: the first pages with where the article goes on, where they were fetched before.
  func pages(
    of address: WebAddress, source: SourceConfiguration?, begun: PageStore.Pages? = nil
  ) async -> Outcome {
    if var pages = begun, let last = pages.popLast(), !pages.isEmpty {
      return await followed(pages, next: last.address, source)
    }
    let outcome = await page(at: address, source: source)
    guard case .pages(let found) = outcome, var page = found.first else { return outcome }
    var links = links(of: page, first: page.address, source)
    if let single = links.single,
      case .pages(let found) = await self.page(at: single, source: source),
      let whole = found.first
    {
      page = whole
      links = self.links(of: page, first: page.address, source)
    }
    return await followed([page], asked: address, next: links.next, source)
  }

  /// - Parameter pages: those that are there; one at least.
  private func followed(
    _ pages: PageStore.Pages, asked: WebAddress? = nil, next: WebAddress?,
    _ source: SourceConfiguration?
  ) async -> Outcome {
    var (pages, next) = (pages, next)
    var seen = Set(pages.map(\.address.href) + [asked?.href].compactMap(\.self))
    while let asked = next, pages.count < limit, seen.insert(asked.href).inserted {
      let begun = pages + [(asked, [])]
      switch await page(at: asked, source: source) {
      case .pages(let found), .begun(let found, _):
        guard let page = found.first else { return .pages(pages) }
        seen.insert(page.address.href)
        pages.append(page)
        next = links(of: page, first: pages[0].address, source).next
      // What will never be there leaves the others; what is late is asked for another time.
      case .refused: return .pages(pages)
      case .failed(let reason): return .begun(begun, reason)
      case .postponed: return .begun(begun, nil)
      }
    }
    return .pages(pages)
  }

  /// Where an article goes on, on the same host, and where it stands on one page.
  private func links(
    of page: (address: WebAddress, html: [UInt8]), first: WebAddress, _ source: SourceConfiguration?
  ) -> (next: WebAddress?, single: WebAddress?) {
    let rule = rules.rule(for: page.address, source: source)
    guard limit > 1 || rule?.single.isEmpty == false else { return (nil, nil) }
    let read = RuledPage(page.html, page.address, ArticleHints(), rule: rule, of: first)
    let next = read.next(of: first).flatMap { $0.host == page.address.host ? $0 : nil }
    let single = read.findings?.single.flatMap { address in
      address.pageKey != page.address.pageKey
        && PageFallback.mayBeAsked(address, page.address, page.address) ? address : nil
    }
    return (next, single)
  }

  func mayRead(_ host: String) -> Bool { onlyHosts?.contains(host: host) ?? true }

  /// One page, where the budget of its host allows it.
  func page(at address: WebAddress, source: SourceConfiguration?) async -> Outcome {
    guard address.isHTTP, let host = address.host else { return .refused("it has no web page") }
    guard mayRead(host) else { return .refused("its host may not be read") }
    guard budget.take(host) else { return .postponed }
    let held = await fetcher.fetch(request(address, source), setsDown: false)
    switch held.outcome {
    case .document(let fetched): return read(fetched)
    case .notModified: return .failed("the server says that nothing has changed")
    case .gone: return .refused("the page is gone (410)")
    case .retryLater(let wait, _):
      budget.hold(host, for: wait)
      return .failed("the host wants to be asked again later")
    case .failed(let error): return Self.isFinal(error) ? .refused("\(error)") : .failed("\(error)")
    }
  }

  private func read(_ fetched: FetchedDocument) -> Outcome {
    defer { withExtendedLifetime(fetched.lease) {} }
    let type = fetched.document.mediaType?.lowercased() ?? "text/html"
    guard type.contains("html") || type.contains("xml") || type.hasPrefix("text/") else {
      return .refused("it is no web page but \(type)")
    }
    guard let address = fetched.document.address else { return .failed("it has no address") }
    return .pages([(address, PageText.utf8(of: fetched.document))])
  }

  /// Whether asking again would change nothing.
  private static func isFinal(_ error: FetchError) -> Bool {
    switch error.reason {
    case .status(let status): (400..<500).contains(status) && status != 408 && status != 425
    case .invalidAddress, .addressRefused, .bodyTooLarge, .redirectLoop, .tooManyRedirects,
      .redirectRefused, .loginRefused, .unsupportedCoding:
      true
    default: false
    }
  }

  private func request(_ address: WebAddress, _ source: SourceConfiguration?) -> FetchRequest {
    var request = FetchRequest(address: address, name: address.removingCredentials.href)
    request.onlyHosts = onlyHosts
    request.headers = [
      .init(name: "Accept", value: "text/html, application/xhtml+xml, */*;q=0.8")
    ]
    // A site's rule speaks for its own host; what the source says itself comes behind it and counts.
    let headers = sendsHeaders ? rules.rule(for: address, source: source)?.headers : nil
    for header in headers ?? [] {
      if header.name.lowercased() == "user-agent" {
        request.userAgent = header.value
      } else {
        request.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
        request.headers.append(.init(name: header.name, value: header.value))
      }
    }
    guard let source else { return request }
    request.userAgent = source.userAgent ?? request.userAgent
    request.timeout = source.timeout
    request.proxy = source.proxy
    // What an entry links to is the publisher's say: what the source may do, only its own host may.
    if source.location.host == address.host {
      request.allowHosts = source.allowHosts
      request.allowPrivateNetworks = source.allowPrivateNetworks
      let own = source.requestHeaders.map { FetchRequest.Header(name: $0.name, value: $0.value) }
      let names = own.map { $0.name.lowercased() }
      request.headers.removeAll { names.contains($0.name.lowercased()) }
      request.headers += own
    }
    return request
  }
}
