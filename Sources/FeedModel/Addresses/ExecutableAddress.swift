/// Addresses that a reader which follows them would run, or that lead into its own machine.
///
/// The attack: browsers drop blanks and controls in a scheme, so `java\nscript:` is one.
public enum ExecutableAddress {
  /// Whether a text is such an address, whatever blanks and controls stand in it.
  ///
  /// - Parameter inProse: Whether it may be a sentence: `Data: what we know` is no address.
  public static func matches(_ text: String, inProse: Bool = false) -> Bool {
    var scheme: [UInt8] = []
    var index = text.utf8.startIndex
    while index < text.utf8.endIndex {
      let byte = text.utf8[index]
      text.utf8.formIndex(after: &index)
      if byte == UInt8(ascii: ":") {
        guard schemes.contains(where: { $0.elementsEqual(scheme) }) else { return false }
        return !inProse || text.utf8[index...].first.map { $0 > 0x20 } ?? false
      }
      if byte <= 0x20 || byte == 0x7F { continue }
      guard scheme.count < 12 else { return false }
      scheme.append(ASCII.lowercased(byte))
    }
    return false
  }

  private static let schemes = ["javascript", "vbscript", "livescript", "data", "file", "blob"]
    .map { Array($0.utf8) }
}
