/// What a request would rather have (RFC 9110 §12.5).
enum Preferences {
  /// Whether gzip is accepted: named, or meant by `*`, with a weight above zero.
  static func acceptGzip(_ field: String?) -> Bool {
    guard let field else { return false }
    var any = false
    for (name, weight) in items(field) {
      if name == "gzip" || name == "x-gzip" { return weight > 0 }
      if name == "*" { any = weight > 0 }
    }
    return any
  }

  /// The index of the media type that is liked best; the first of several. `nil` where none is
  /// acceptable.
  ///
  /// - Parameter types: without parameters; each with others that mean the same.
  static func best(of types: [[String]], accept field: String?) -> Int? {
    guard let field, !field.isEmpty else { return types.isEmpty ? nil : 0 }
    let ranges = items(field)
    var best: (index: Int, weight: Int)?
    for (index, names) in types.enumerated() {
      let weight = names.map { self.weight(of: $0, in: ranges) }.max() ?? 0
      if weight > best?.weight ?? 0 { best = (index, weight) }
    }
    return best?.index
  }

  /// The weight that the most exact range gives a type.
  private static func weight(of type: String, in ranges: [(name: String, weight: Int)]) -> Int {
    let family = type.prefix { $0 != "/" } + "/*"
    for name in [type, String(family), "*/*"] {
      if let range = ranges.first(where: { $0.name == name }) { return range.weight }
    }
    return 0
  }

  /// The names of a list, in lower case, with their weights in thousandths.
  static func items(_ field: String) -> [(name: String, weight: Int)] {
    field.split(separator: ",", maxSplits: 32).map { item in
      let parts = item.split(separator: ";", maxSplits: 8)
      let name = parts.first.map { text($0) } ?? ""
      let quality = parts.dropFirst().lazy.map { text($0) }.first { $0.hasPrefix("q=") }
      return (name, quality.map { weight($0.dropFirst(2)) } ?? 1000)
    }
  }

  private static func text(_ part: Substring) -> String {
    String(part.filter { $0 != " " && $0 != "\t" }).lowercased()
  }

  /// `0.5` as 500; what is no weight counts as one.
  private static func weight(_ text: Substring) -> Int {
    let bytes = Array(text.utf8.prefix(5))
    guard let first = bytes.first, first == 0x30 || first == 0x31 else { return 1000 }
    if first == 0x31 { return 1000 }
    let digits = bytes.dropFirst(2).prefix(3)
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return 1000 }
    var value = 0
    for place in 0..<3 {
      value *= 10
      if digits.count > place { value += Int(digits[digits.startIndex + place] - 0x30) }
    }
    return value
  }
}
