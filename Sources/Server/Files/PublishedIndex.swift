/// What is there to be served at one moment, by the path of the request.
final class PublishedIndex: Sendable {
  /// What a path leads to.
  struct Place: Sendable {
    /// Its feed, by the order of the site; `nil` for a page about all feeds.
    var feed: Int?
    var kind: Kind
  }

  enum Kind: Sendable {
    case file(ServedFile)
    /// The documents of one feed, of which `Accept` chooses.
    case choice([ServedFile])
  }

  let site: ServedSite
  /// Whether everybody may read a feed, by the order of the site.
  let isOpen: [Bool]
  /// By the path: `/world.atom`, `/world`, `/world/2024-10.atom`.
  let places: [String: Place]

  /// The paths of each feed's archive pages, by its id.
  let pages: [String: [String]]

  init(_ site: ServedSite, _ places: [String: Place] = [:], pages: [String: [String]] = [:]) {
    self.site = site
    isOpen = site.feeds.map(\.isOpen)
    self.places = places
    self.pages = pages
  }

  /// The file of a name relative to the output folder; `nil` for none.
  func file(_ name: String) -> ServedFile? {
    guard case .file(let file)? = places["/" + name]?.kind else { return nil }
    return file
  }

  /// How many files there are, and their bytes.
  var totals: (files: Int, bytes: Int) {
    places.values.reduce(into: (0, 0)) { totals, place in
      guard case .file(let file) = place.kind else { return }
      totals.0 += 1
      totals.1 += file.identity.size
    }
  }
}
