import FeedModel
import Testing

@testable import Normalizer

/// Every row of the redirector table that carries its address in a parameter or behind `?`.
@Suite struct RedirectorTests {
  private static let rules = Rules.builtIn.redirectors.rules

  private func cleaned(_ text: String) -> String? {
    guard let address = WebAddress(text) else { return nil }
    return (Rules.builtIn.cleanedLink(address, ownHosts: []) ?? .init(address: address, rules: []))
      .address.href
  }

  /// A path that a pattern matches, with the slash it begins with.
  private func path(_ rule: UnwrappingRule) -> String {
    guard let pattern = rule.paths.first else { return "/" }
    let literal = String(decoding: pattern.literal, as: UTF8.self)
    return (literal.hasPrefix("/") ? "" : "/") + literal + (pattern.isOpenAfter ? "x" : "")
  }

  private func wrappers(_ rule: UnwrappingRule, around inner: String) -> [String] {
    rule.hosts.flatMap { host -> [String] in
      switch rule.extraction {
      case .parameter:
        rule.parameters.map { "https://\(host)\(path(rule))?zz=b&\($0)=\(inner)&z=1" }
      case .query: ["https://\(host)\(path(rule))?\(inner)"]
      default: []
      }
    }
  }

  @Test("Every parameter at every host gives the address inside")
  func everyRowUnwraps() {
    var count = 0
    for rule in Self.rules where !rule.allowsRelative {
      for text in wrappers(rule, around: "https%3A%2F%2Ftarget.example%2Fa%3Fb%3D1") {
        guard rule.extraction == .parameter else { continue }
        #expect(cleaned(text) == "https://target.example/a?b=1", "\(rule.name): \(text)")
        count += 1
      }
      for text in wrappers(rule, around: "https://target.example/a") {
        #expect(cleaned(text) == "https://target.example/a", "\(rule.name): \(text)")
      }
    }
    #expect(count > 100)
  }

  @Test(
    "What is no public web address inside leaves the link as it is",
    arguments: [
      "javascript%3Aalert(1)", "http%3A%2F%2F127.0.0.1%2F", "http%3A%2F%2F10.0.0.1%2F", "%2Fpath",
      "https%3A%2F%2Fuser%3Apw%40target.example%2F", "http%3A%2F%2Frouter.local%2F", "data%3A,x",
      "file%3A%2F%2F%2Fetc%2Fpasswd", "",
    ])
  func otherTargetsStay(inner: String) {
    for rule in Self.rules where !rule.allowsRelative && rule.extraction == .parameter {
      for text in wrappers(rule, around: inner) {
        let result = cleaned(text) ?? ""
        let host = WebAddress(result)?.host ?? ""
        #expect(rule.hosts.contains { host == $0 }, "\(rule.name): \(text) → \(result)")
      }
    }
  }

  @Test("Another host, or another path where the rule names one, leaves the link as it is")
  func otherPlacesStay() {
    let inner = "https%3A%2F%2Ftarget.example%2F"
    for rule in Self.rules where rule.extraction == .parameter {
      for name in rule.parameters {
        let elsewhere = "https://elsewhere.example\(path(rule))?\(name)=\(inner)"
        #expect(cleaned(elsewhere)?.hasPrefix("https://elsewhere.example") == true, "\(rule.name)")
        guard !rule.paths.isEmpty, rule.paths.allSatisfy({ !$0.isOpenBefore }) else { continue }
        let other = "https://\(rule.hosts[0])/some/other/page?\(name)=\(inner)"
        #expect(cleaned(other)?.hasPrefix("https://\(rule.hosts[0])/") == true, "\(rule.name)")
      }
    }
  }

  // MARK: Tracking parameters

  @Test(
    "Tracking parameters go and every other byte of the query stays",
    arguments: [
      ("https://e.org/?b=2&utm_source=x&a=%41+%20&&c=;d", "https://e.org/?b=2&a=%41+%20&&c=;d"),
      ("https://e.org/?utm_campaign=a&utm_term=b", "https://e.org/"),
      ("https://e.org/?mtm_kwd=1&q=%E4%bd%A0", "https://e.org/?q=%E4%bd%A0"),
      ("https://e.org/?x=1&fbclid=a&gclid=b&msclkid=c&yclid=d", "https://e.org/?x=1"),
      ("https://e.org/?spm=a2c4e.11153.0.0&x", "https://e.org/?x"),
      ("https://e.org/?ref=own.example&x=1", "https://e.org/?x=1"),
      ("https://e.org/?ref=https%3A%2F%2Fwww.own.example%2F", "https://e.org/"),
      ("https://mp.weixin.qq.com/s?__biz=1&from=timeline", "https://mp.weixin.qq.com/s?__biz=1"),
      (
        "https://www.bilibili.com/video/BV1?from=search&p=3",
        "https://www.bilibili.com/video/BV1?p=3"
      ),
      ("https://e.org/p#utm_source=a&utm_medium=b", "https://e.org/p"),
    ])
  func trackingGoes(pair: (String, String)) throws {
    let address = try #require(WebAddress(pair.0))
    let clean = Rules.builtIn.cleanedLink(address, ownHosts: ["own.example"])
    #expect((clean?.address ?? address).href == pair.1)
  }

  @Test(
    "What is no tracking stays",
    arguments: [
      "https://e.org/?from=2020-01-01&to=2020-02-01", "https://e.org/?ref=main&sha=1",
      "https://e.org/?ref=other.example", "https://e.org/?source=web", "https://e.org/?spm=12",
      "https://e.org/?utm=1", "https://e.org/?gclide=1", "https://e.org/?a=utm_source",
      "https://github.com/a/b/blob/x?ref=own.example.org", "https://e.org/?s=search&t=10",
      "https://e.org/?a=1&a=2&&=&b", "https://e.org/?q=a+b%20c%2bd", "https://e.org/#from=x",
      "https://e.org/#utm", "https://e.org/?igshidx=1", "https://e.org/?share=1",
      "https://e.org/??",
    ])
  func otherParametersStay(text: String) throws {
    let address = try #require(WebAddress(text))
    #expect(Rules.builtIn.cleanedLink(address, ownHosts: ["own.example"]) == nil)
    #expect(address.href == text)
  }
}
