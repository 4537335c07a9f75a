/// Durations as the configuration and its rules write them: `30s`, `15m`, `2h`, `30d`, `8w`.
public enum DurationText {
  /// A whole number and one of `s`, `m`, `h`, `d`, `w`, in seconds; `nil` for anything else and for
  /// more than a thousand years, so that no sum of times overflows.
  public static func seconds(_ text: String) -> Int? {
    guard let unit = units.first(where: { text.utf8.last == $0.letter }) else { return nil }
    let digits = text.utf8.dropLast()
    guard (1...12).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let count = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit.seconds)
    return overflow || seconds > most ? nil : seconds
  }

  /// A duration as ``seconds(_:)`` reads it, in the largest unit that leaves no rest, weeks left
  /// aside.
  public static func text(seconds: Int) -> String {
    let unit = units.last { $0.letter != UInt8(ascii: "w") && seconds % $0.seconds == 0 }
    guard seconds > 0, let unit else { return "\(seconds)s" }
    return "\(seconds / unit.seconds)" + String(UnicodeScalar(unit.letter))
  }

  private static let most = 365_250 * 86_400
  private static let units: [(letter: UInt8, seconds: Int)] = [
    (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600),
    (UInt8(ascii: "d"), 86_400), (UInt8(ascii: "w"), 604_800),
  ]
}
