public import FeedModel

/// Where a source is.
///
/// What may be done with it is asked of its properties; only who reads it looks at the case.
public enum SourceLocation: Sendable, Hashable {
  /// http or https.
  case web(WebAddress)
  /// Absolute, or relative to the working folder.
  case path(String)
  /// What only a conversion reads.
  case standardInput

  /// An http, https, feed or file address, or a path; `nil` for an address of another scheme.
  ///
  /// `-` is a path here: only a caller knows whether it means standard input.
  public init?(_ text: String) {
    let spelled = WebAddress.withoutFeedScheme(text)
    if let address = WebAddress(spelled), address.isHTTP {
      self = .web(address)
    } else if let path = Self.path(of: spelled) {
      self = .path(path)
    } else {
      return nil
    }
  }

  /// The path that a text means, as it is or as a file address; `nil` for any other address.
  static func path(of text: String) -> String? {
    guard let scheme = scheme(of: text) else { return text }
    guard scheme == "file" else { return nil }
    return WebAddress(text).map { PercentEncoding.decoded($0.path) }
  }

  /// The scheme, in lower case, of what is meant as an address: one with `//` behind it, or one that
  /// names no file. A path may hold a colon.
  private static func scheme(of text: String) -> String? {
    let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.endIndex != text.utf8.endIndex, scheme.count > 1, scheme.allSatisfy(isSchemeByte)
    else { return nil }
    let name = String(decoding: scheme, as: UTF8.self).lowercased()
    let isAddress = text.utf8[scheme.endIndex...].starts(with: "://".utf8)
    return isAddress || knownSchemes.contains(name) ? name : nil
  }

  private static let knownSchemes = [
    "file", "http", "https", "feed", "postgres", "postgresql", "sqlite", "s3",
  ]

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}

extension SourceLocation {
  /// The address that is asked; `nil` for what is on this machine.
  public var address: WebAddress? {
    if case .web(let address) = self { address } else { nil }
  }

  /// The file or folder; `nil` for what is none.
  public var path: String? {
    if case .path(let path) = self { path } else { nil }
  }

  /// Whether it is asked when it is due, and conditionally; what is on this machine is looked at in
  /// every run.
  public var isPolled: Bool { address != nil }

  /// Whose host's limits and turns count for it; `nil` for none.
  public var host: String? { address.map { $0.host ?? "" } }

  /// The address at which other readers can subscribe to it, without user name and password.
  public var exportedAddress: WebAddress? { address?.removingCredentials }

  /// Whether its name says that it is a list of subscriptions: it ends in `.opml`.
  public var isList: Bool {
    (path ?? address?.path ?? "").lowercased().hasSuffix(".opml")
  }

  /// Whether it is a list of subscriptions whose feeds take its place in a run.
  public var isLocalList: Bool { path != nil && isList }
}
