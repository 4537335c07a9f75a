import FeedModel
import Foundation
import FoundationXML

/// What podcast apps read of an RSS document, found by Foundation's parser and not by ours: guid,
/// enclosure, and every element of iTunes and Podcasting 2.0 with all that is in it.
struct PodcastDocument {
  struct Element: Hashable, CustomStringConvertible {
    /// `feed`, `item`, or `part` below one of the elements.
    var place: String
    /// With the usual prefix.
    var name: String
    var attributes: [String: String] = [:]
    /// Blanks made even.
    var text = ""
    var children: [Element] = []

    var description: String {
      "\(place) \(name) \(attributes) “\(text.prefix(100))” \(children)"
    }
  }

  /// The elements of each record: the channel's first, then each item's.
  let records: [[Element]]

  var isPodcast: Bool { records.joined().contains { $0.name.contains(":") } }

  /// `nil` when the document is not well-formed RSS.
  init?(_ bytes: [UInt8]) {
    let reader = Reader()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.delegate = reader
    guard parser.parse(), reader.isRSS else { return nil }
    records = [reader.feed] + reader.items
    // Foundation reads on behind an element that was never closed.
    if records.joined().contains(where: { $0.children.contains { $0.name == "item" } }) {
      return nil
    }
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var isRSS = false
    var feed: [Element] = []
    var items: [[Element]] = []
    private var path: [String] = []
    private var open: [Element] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      if path.isEmpty { isRSS = name == "rss" }
      if open.isEmpty, name == "item" { items.append([]) }
      path.append(name)
      let prefix = Self.prefix(of: namespaceURI ?? "")
      let isOwn = prefix == nil && (namespaceURI ?? "").isEmpty && path.count == 4
      guard !open.isEmpty || prefix != nil || isOwn && ["guid", "enclosure"].contains(name) else {
        return
      }
      guard !open.isEmpty || path.dropLast().last == "item" || path.dropLast().last == "channel"
      else { return }
      let place = !open.isEmpty ? "part" : path.dropLast().last == "item" ? "item" : "feed"
      open.append(
        Element(
          place: place, name: prefix.map { "\($0):\(name)" } ?? name,
          attributes: attributes.mapValues(Self.even)))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if !open.isEmpty { open[open.count - 1].text += text }
    }

    func parser(_ parser: XMLParser, foundCDATA data: Data) {
      self.parser(parser, foundCharacters: String(decoding: data, as: UTF8.self))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      path.removeLast()
      guard var element = open.popLast() else { return }
      element.text = Self.even(element.text)
      if !open.isEmpty {
        open[open.count - 1].children.append(element)
      } else if element.place == "item", !items.isEmpty {
        items[items.count - 1].append(element)
      } else {
        feed.append(element)
      }
    }

    private static func even(_ text: String) -> String {
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func prefix(of namespace: String) -> String? {
      let text = namespace.lowercased()
      if text.contains("itunes.com/dtds/podcast-1.0.dtd") { return "itunes" }
      return text.contains("podcastindex") ? "podcast" : nil
    }
  }
}
