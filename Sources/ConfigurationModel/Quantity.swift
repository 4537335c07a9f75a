/// A number with a unit, as the configuration writes it, and between which bounds it may be.
package struct Quantity: Sendable {
  /// As written.
  let least: String
  let most: String
  let range: ClosedRange<Int>
  /// `nil` for what is no such quantity.
  let read: @Sendable (String) -> Int?

  /// The bounds are literals of the table; one that can't be read leaves nothing in range.
  init(least: String, most: String, read: @escaping @Sendable (String) -> Int?) {
    self.least = least
    self.most = most
    self.read = read
    let (lower, upper) = (read(least) ?? .max, read(most) ?? .max)
    range = min(lower, upper)...upper
  }

  /// A whole number and one of `B`, `KiB`, `MiB`, `GiB`, `TiB`, `KB`, `MB`, `GB`; `nil` for
  /// anything else or more than fits.
  package static func bytes(_ text: String) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard let count = Int(String(digits) ?? ""),
      let size = units.first(where: { text.utf8[digits.endIndex...].elementsEqual($0.name.utf8) })
    else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size.bytes)
    return overflow ? nil : product
  }

  /// A size as ``bytes(_:)`` reads it: `32MiB`.
  static func text(bytes: Int) -> String {
    let unit = units.filter { bytes > 0 && bytes % $0.bytes == 0 }.max { $0.bytes < $1.bytes }
    return unit.map { "\(bytes / $0.bytes)\($0.name)" } ?? "\(bytes)B"
  }

  private static let units: [(name: String, bytes: Int)] = [
    ("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
  ]
}
