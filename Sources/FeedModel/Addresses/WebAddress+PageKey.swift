extension WebAddress {
  /// As ``aliasKey``, and without what names the same page in most servers: a slash at the path's
  /// end, `index.html` and its like.
  public var pageKey: String { Self.pageKey(aliasKey) }

  /// An ``aliasKey`` without a slash at the path's end and without an index file's name.
  public static func pageKey(_ aliasKey: String) -> String {
    let bytes = aliasKey.utf8
    guard aliasKey.hasPrefix("//") else { return aliasKey }
    let pathEnd = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    var path = aliasKey[..<pathEnd]
    if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")),
      indexNames.contains(String(path[path.utf8.index(after: slash)...]))
    {
      path = path[...slash]
    }
    if path.utf8.last == UInt8(ascii: "/"), path.utf8.count > 2 {
      path = path[..<path.utf8.index(before: path.endIndex)]
    }
    return String(path) + aliasKey[pathEnd...]
  }

  /// Of the addresses that servers give a folder's own page by.
  public static let indexNames = ["index.html", "index.htm", "index.php"]

  /// What two addresses of one file have in common although they are signed or name a version:
  /// all but protocol, query and fragment.
  public var fileKey: String {
    String(aliasKey.prefix { $0 != "?" })
  }
}
