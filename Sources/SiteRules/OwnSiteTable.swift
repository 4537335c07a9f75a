import HTML

/// Rules of our own, for services that many sites are made with and whose markup is known to last.
///
/// It is to stay almost empty: a rule here is worth its line only where pages without it are read
/// wrongly. Like every rule it is evidence, and not followed where a page says otherwise.
enum OwnSiteTable {
  struct Row {
    /// A host, with all below it.
    let host: String
    var keep: [String] = []
    var remove: [String] = []
    var next: [String] = []
  }

  static let rows: [Row] = [
    Row(host: "substack.com", remove: [".subscription-widget-wrap", ".subscribe-widget"]),
    Row(host: "wordpress.com", remove: [".sharedaddy", "#jp-post-flair", ".wordads-ad"]),
    Row(host: "blogspot.com", keep: [".post-body"]),
  ]

  static func rule(for host: String) -> SiteRule? {
    let row = rows.first { row in
      host.utf8.elementsEqual(row.host.utf8)
        || host.utf8.count > row.host.utf8.count
          && host.utf8.suffix(row.host.utf8.count + 1)
            .elementsEqual(".\(row.host)".utf8)
    }
    return row.map { row in
      let parts = { (texts: [String]) in
        texts.compactMap { text in
          (try? Selector(parsing: text)).map {
            SiteRule.Part(.selector($0), place: "the built-in rule for \(row.host)")
          }
        }
      }
      var rule = SiteRule()
      (rule.keep, rule.remove, rule.next) = (parts(row.keep), parts(row.remove), parts(row.next))
      return rule
    }
  }
}
