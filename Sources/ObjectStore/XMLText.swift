internal import Bytes

/// Finds texts in the small XML documents of a store, which programs write: elements without
/// attributes that matter, texts without markup. Anything else is no element.
struct XMLText {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// What stands in each element of a name, in order; none inside another of the same name.
  func elements(_ name: String) -> [XMLText] {
    let (open, close) = (Array("<\(name)".utf8), Array("</\(name)>".utf8))
    var found: [XMLText] = []
    var rest = bytes
    while let start = rest.firstRange(of: open) {
      rest = rest[start.upperBound...]
      guard let next = rest.first else { break }
      // `<Key` is not `<KeyCount`.
      guard next == UInt8(ascii: ">") || next == UInt8(ascii: " ") else { continue }
      guard let tagEnd = rest.firstIndex(of: UInt8(ascii: ">")) else { break }
      let inside = rest[rest.index(after: tagEnd)...]
      guard let end = inside.firstRange(of: close) else { break }
      found.append(XMLText(inside[..<end.lowerBound]))
      rest = inside[end.upperBound...]
    }
    return found
  }

  /// The text of the first element of a name; `nil` where there is none.
  func text(_ name: String) -> String? { elements(name).first?.text }

  /// The text, its references decoded.
  var text: String {
    var output: [UInt8] = []
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
      output += rest[..<start]
      let tail = rest[rest.index(after: start)...]
      guard let end = tail.prefix(10).firstIndex(of: UInt8(ascii: ";")),
        let decoded = Self.reference(tail[..<end])
      else {
        output.append(UInt8(ascii: "&"))
        rest = tail
        continue
      }
      output += decoded
      rest = tail[tail.index(after: end)...]
    }
    return String(decoding: output + rest, as: UTF8.self)
  }

  private static func reference(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    let name = String(decoding: name, as: UTF8.self)
    if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][name] {
      return Array(known.utf8)
    }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
  }
}

/// One page of what is in a bucket (`ListObjectsV2`).
struct ObjectListing {
  var objects: [ListedObject] = []
  /// Where to go on; `nil` at the end.
  var next: String?

  /// `nil` for what is no listing.
  init?(_ body: [UInt8]) {
    guard let root = XMLText(body[...]).elements("ListBucketResult").first else { return nil }
    let isEncoded = root.text("EncodingType") == "url"
    for content in root.elements("Contents") {
      guard var key = content.text("Key"), let tag = content.text("ETag"),
        let bytes = content.text("Size").flatMap({ Int($0) })
      else { return nil }
      if isEncoded { key = String(decoding: PercentCoding.decoded(key.utf8), as: UTF8.self) }
      objects.append(ListedObject(key: key, tag: EntityTagText.quoted(tag), bytes: bytes))
    }
    guard root.text("IsTruncated") == "true" else { return }
    guard let token = root.text("NextContinuationToken") else { return nil }
    next = token
  }
}

/// An object as a listing names it.
package struct ListedObject: Sendable, Hashable {
  /// The whole key, the prefix with it.
  package var key: String
  /// With its quotes.
  package var tag: String
  package var bytes: Int
}

/// Entity tags of one spelling: some stores leave their quotes out of listings.
enum EntityTagText {
  static func quoted(_ tag: String) -> String {
    let plain = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
    return plain.hasPrefix("\"") ? String(plain) : "\"\(plain)\""
  }
}
