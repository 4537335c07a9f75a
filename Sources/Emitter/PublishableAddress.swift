import FeedModel

extension WebAddress {
  /// Whether a reader may follow it: nothing that runs a program or opens a local file.
  var isLinkable: Bool {
    ["https:", "http:", "mailto:", "tel:", "magnet:"].contains { href.hasPrefix($0) }
  }

  /// Whether something is fetched from it.
  var isOnTheWeb: Bool { href.hasPrefix("https://") || href.hasPrefix("http://") }

  /// Whether a file can be had from it.
  var isDownloadable: Bool { isOnTheWeb || href.hasPrefix("magnet:") }
}

extension String {
  /// Whether there is nothing in it to be seen.
  var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}
