/// The grid of maps that is called UTM, as Google's campaigns are.
enum MapGrid {
  private static let names = [
    "zone", "easting", "northing", "x", "y", "e", "n", "band", "hemisphere", "datum", "epsg", "lat",
    "lon", "lng", "coord", "coords", "coordinates", "square", "letter", "grid",
  ]

  /// Whether a parameter is a part of a place's coordinates: `utm_zone`, `utm_easting`.
  static func names(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.startsIgnoringCase("utm_".utf8) || name.startsIgnoringCase("utm-".utf8) else {
      return false
    }
    let rest = name.dropFirst(4)
    return names.contains { rest.equalsIgnoringCase($0.utf8) }
  }
}
