/// Durations and sizes as the configuration writes them: `"30s"`, `"15m"`, `"2h"`, `"32MiB"`.
enum Quantity {
  /// A whole number and one of `s`, `m`, `h`, `d`; `nil` for anything else or an overflow.
  static func duration(_ text: String) -> Duration? {
    guard let (count, unit) = split(text), let seconds = durationUnits[unit] else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: seconds)
    return overflow ? nil : .seconds(product)
  }

  /// A whole number and one of `B`, `KiB`, `MiB`, `GiB`, `KB`, `MB`, `GB`.
  static func bytes(_ text: String) -> Int? {
    guard let (count, unit) = split(text), let size = sizeUnits[unit] else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size)
    return overflow ? nil : product
  }

  private static let durationUnits = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
  private static let sizeUnits = [
    "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "KB": 1000, "MB": 1_000_000,
    "GB": 1_000_000_000,
  ]

  private static func split(_ text: String) -> (Int, String)? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard let count = Int(String(digits) ?? "") else { return nil }
    return (count, String(text.utf8[digits.endIndex...]) ?? "")
  }
}
