internal import FeedModel
internal import HTML

/// By what a picture and its copy are known to be the same: the addresses in its attributes.
struct PictureKeys {
  /// Whole, proxies unwrapped.
  private var addresses: Set<[UInt8]> = []
  /// Paths less the size at the end of the name.
  private var names: Set<[UInt8]> = []

  /// Of no picture.
  init() {}

  init(of image: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork) {
    var values: [[UInt8]] = []
    document.forEachAttribute(of: image) { name, value in
      guard value.count > 3, value.count <= 4096, name != .alt, name != .title, name != .style,
        name != .class
      else { return }
      let bytes = Array(value.copied.trimmedBlanks)
      guard !bytes.startsIgnoringCase("data:".utf8), bytes.contains(UInt8(ascii: "/")) else {
        return
      }
      if bytes.contains(where: \.isHTMLBlank) {
        values += SourceSet(parsing: bytes).candidates.map { Array($0.address.utf8) }
      } else {
        values.append(bytes)
      }
    }
    for value in values.prefix(24) {
      guard let address = WebAddress(String(decoding: value, as: UTF8.self), base: work.base) else {
        continue
      }
      let clean = work.rules.cleanedImage(address, ownHosts: [])?.address ?? address
      addresses.insert(Array(clean.href.utf8))
      if let name = PictureKeys.name(clean) { insert(name) }
    }
  }

  /// `a.jpg.webp` and `a.webp` are made of `a.jpg`.
  private mutating func insert(_ name: [UInt8]) {
    names.insert(name)
    let suffix = PictureName.suffix(of: name)
    guard suffix.elementsEqual("webp".utf8) || suffix.elementsEqual("avif".utf8) else { return }
    let source = Array(name.dropLast(suffix.count + 1))
    if PictureName.isPicture(source) {
      names.insert(source)
    } else {
      for other in [".jpg", ".jpeg", ".png"] { names.insert(source + other.utf8) }
    }
  }

  /// Takes in what another picture is known by.
  mutating func formUnion(_ other: PictureKeys) {
    addresses.formUnion(other.addresses)
    names.formUnion(other.names)
  }

  func isSame(as other: PictureKeys) -> Bool { !addresses.isDisjoint(with: other.addresses) }

  /// Another size, or another host of the same files.
  func isLike(_ other: PictureKeys) -> Bool { !names.isDisjoint(with: other.names) }

  /// Whether one path is the whole of the other behind something else: what a server of copies puts
  /// before it. One folder at least must agree.
  func isBehind(_ other: PictureKeys) -> Bool {
    names.contains { name in
      other.names.contains { second in
        let (short, long) = name.count < second.count ? (name, second) : (second, name)
        return short.count < long.count && short.first == UInt8(ascii: "/")
          && short.dropFirst().contains(UInt8(ascii: "/")) && PictureName.isPicture(short)
          && long.suffix(short.count).elementsEqual(short)
      }
    }
  }

  /// The path less the size in its name, with the query where the path names no picture.
  private static func name(_ address: WebAddress) -> [UInt8]? {
    guard let parts = AddressParts(address), parts.path.count > 1 else { return nil }
    let path = Array(parts.pathBytes)
    guard PictureName.isPicture(path) else { return path + (parts.queryBytes ?? []) }
    let dot = path.lastIndex(of: UInt8(ascii: ".")) ?? path.count
    return withoutWidth(stem(path[..<dot])) + path[dot...]
  }

  /// Without `/max/60`, `/w/60`, `/resize:fit:60`: a folder that says how large.
  private static func withoutWidth(_ path: [UInt8]) -> [UInt8] {
    folder(path).map { Array(path[..<$0.range.lowerBound] + path[$0.range.upperBound...]) } ?? path
  }

  private static func folder(_ path: [UInt8]) -> (range: Range<Int>, width: Int)? {
    for mark in ["/max/", "/w/", "/resize:fit:", "/resize:fill:", "/width/"] {
      guard let found = path.firstRange(ofBytes: Array(mark.utf8)) else { continue }
      let digits = path[found.upperBound...].prefix(while: \.isASCIIDigit)
      guard (1...5).contains(digits.count), digits.endIndex < path.count,
        path[digits.endIndex] == UInt8(ascii: "/"),
        let width = Int(String(decoding: digits, as: UTF8.self))
      else { continue }
      return (found.lowerBound..<digits.endIndex, width)
    }
    return nil
  }

  /// Without `-300x200`, `-scaled`, `@2x`.
  private static func stem(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var name = Array(name)
    if name.suffix(7).elementsEqual("-scaled".utf8) { name.removeLast(7) }
    if name.suffix(3).elementsEqual("@2x".utf8) { name.removeLast(3) }
    if let size = size(name[...]) { name.removeSubrange(size.start...) }
    return name
  }

  /// `-300x200` or `_300x200` at the end.
  private static func size(_ name: ArraySlice<UInt8>) -> (start: Int, width: Int)? {
    guard let mark = name.lastIndex(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    else { return nil }
    let sides = name[(mark + 1)...].split(
      separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
    guard sides.count == 2,
      sides.allSatisfy({ (2...4).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) })
    else { return nil }
    return (mark, Int(String(decoding: sides[0], as: UTF8.self)) ?? 0)
  }

  /// Whether an address names the larger picture of the two: one without a size is whole.
  static func isLarger(_ address: [UInt8], than other: [UInt8]) -> Bool {
    guard let size = width(other) else { return false }
    return (width(address) ?? .max) > size
  }

  /// Pixels that an address says its picture is wide.
  static func width(_ address: [UInt8]) -> Int? {
    let path = address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let dot = path.lastIndex(of: UInt8(ascii: ".")) ?? path.endIndex
    return size(path[..<dot])?.width ?? folder(Array(path))?.width
      ?? parameter(address[path.endIndex...].dropFirst())
  }

  /// `w=20` or `width=20` in a query.
  private static func parameter(_ query: ArraySlice<UInt8>) -> Int? {
    for pair in query.split(separator: UInt8(ascii: "&")) {
      for name in ["w=", "width="] where pair.starts(with: name.utf8) {
        let digits = pair.dropFirst(name.utf8.count).prefix(while: \.isASCIIDigit)
        if (1...5).contains(digits.count) { return Int(String(decoding: digits, as: UTF8.self)) }
      }
    }
    return nil
  }
}
