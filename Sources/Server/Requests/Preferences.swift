/// What a request would rather have (RFC 9110 §12.5).
enum Preferences {
  /// Whether gzip is accepted: named, or meant by `*`, with a weight above zero.
  static func acceptGzip(_ field: String?) -> Bool {
    guard let field else { return false }
    let items = items(field)
    let weight = { (names: [String]) in items.first { names.contains($0.name) }?.weight }
    guard let gzip = weight(["gzip", "x-gzip"]) ?? weight(["*"]), gzip > 0 else { return false }
    return gzip >= weight(["identity"]) ?? 0
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
      let weight = weight(of: names, in: ranges)
      if weight > best?.weight ?? 0 { best = (index, weight) }
    }
    if let best { return best.index }
    // Families of the other names count where nothing else does: `text/*` for XML.
    return types.firstIndex { names in
      names.dropFirst().contains { name in
        ranges.contains { $0 == (family(name), $0.weight) && $0.weight > 0 }
      }
    }
  }

  /// The weight that the most exact range gives a type: its own name, another one of it, its family.
  private static func weight(of names: [String], in ranges: [(name: String, weight: Int)]) -> Int {
    let weight = { (name: String) in ranges.first { $0.name == name }?.weight }
    guard let name = names.first else { return 0 }
    return weight(name) ?? names.dropFirst().compactMap(weight).max()
      ?? weight(family(name)) ?? weight("*/*") ?? 0
  }

  private static func family(_ type: String) -> String { type.prefix { $0 != "/" } + "/*" }

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
