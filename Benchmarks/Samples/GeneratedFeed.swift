/// A feed of 2,000 entries and 27 MB in the shape of feedx's: a title, a link and a whole article.
public struct GeneratedFeed: Sendable {
  public enum Form: String, Sendable, CaseIterable {
    case sections = "CDATA"
    case escaped
  }

  public var bytes: [UInt8] = []
  private static let entries = 2_000
  private static let size = 27_000_000

  /// Empty where there are no bodies.
  public init(_ form: Form, bodies: [[UInt8]] = Samples.bodies) {
    guard !bodies.isEmpty else { return }
    bytes.reserveCapacity(GeneratedFeed.size + (1 << 20))
    add(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>\n"
        + "<title>每日新闻</title>\n<link>https://news.example/</link>\n<description/>\n")
    var next = 0
    for index in 0..<GeneratedFeed.entries {
      add(
        "<item>\n<title>第 \(index) 篇 &amp; more</title>\n<link>https://news.example/\(index)</link>\n"
          + "<guid isPermaLink=\"false\">\(index)</guid>\n"
          + "<pubDate>Thu, 01 Jan 2004 \(10 + index % 10):\(10 + index % 50):21 +0000</pubDate>\n"
          + "<description>")
      let end = (index + 1) * (GeneratedFeed.size / GeneratedFeed.entries)
      if form == .sections { add("<![CDATA[") }
      repeat {
        add(bodies[next % bodies.count], form)
        next += 1
      } while bytes.count < end
      if form == .sections { add("]]>") }
      add("</description>\n</item>\n")
    }
    add("</channel></rss>\n")
  }

  private mutating func add(_ text: String) { bytes += text.utf8 }

  private mutating func add(_ body: [UInt8], _ form: Form) {
    if form == .sections {
      // No article holds the end of a section.
      bytes += body
      return
    }
    for byte in body {
      switch byte {
      case UInt8(ascii: "<"): add("&lt;")
      case UInt8(ascii: ">"): add("&gt;")
      case UInt8(ascii: "&"): add("&amp;")
      default: bytes.append(byte)
      }
    }
  }
}
