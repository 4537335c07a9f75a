/// `${NAME}` in the configuration's strings, which stands for a variable of the environment.
package enum Variables {
  /// The text with what `value` gives in the place of each `${NAME}`; `$${` becomes `${`.
  ///
  /// A `${` without its `}` stays as it is.
  static func expanded(_ text: String, value: (String) -> String) -> String {
    var result: [UInt8] = []
    var rest = Substring(text).utf8
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      result += rest[..<dollar]
      rest = rest[dollar...]
      if rest.starts(with: "$${".utf8) {
        result += "${".utf8
        rest = rest.dropFirst(3)
      } else if rest.starts(with: "${".utf8), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
        result += value(String(rest[..<end].dropFirst(2)) ?? "").utf8
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(UInt8(ascii: "$"))
        rest = rest.dropFirst()
      }
    }
    result += rest
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a text names a variable, and so may hold a secret.
  package static func areNamed(in text: String) -> Bool {
    var isNamed = false
    _ = expanded(text) { _ in
      isNamed = true
      return ""
    }
    return isNamed
  }

  /// The text in which nothing stands for a variable, when it is written into a configuration.
  package static func escaped(_ text: String) -> String {
    text.replacing("${", with: "$${")
  }
}
