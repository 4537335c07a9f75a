internal import FeedModel
internal import FilterLists
internal import HTML

/// What filter lists know of an entry, once they have looked at it.
struct ListsOfEntry {
  let page: ListedPage
  /// Whether an exception keeps all rules off its page.
  let isAllowed: Bool
  /// `nil` while nothing was suspected.
  var share: ListedShare?
}

/// How much of an entry filter lists may take on suspicion, and how much they have taken.
///
/// What a list says of a class, an id or a kind of address is a suspicion: all that go by such rules
/// may not be more than a fifth of an entry's text, nor all of its pictures.
struct ListedShare {
  private let text: Int
  private let images: Int
  private var lostText = 0
  private var lostImages = 0
  /// How many parts stay that rules have wanted.
  private(set) var kept = 0

  init(text: Int, images: Int) {
    self.text = text
    self.images = images
  }

  /// What a rule wants.
  struct Suspect {
    var node: NodeID
    var rule: ListedRule
    var text: Int
    var images: Int
  }

  /// Whether all of them may go, as one: their order and their sizes decide nothing.
  mutating func takes(_ suspects: [Suspect]) -> Bool {
    let text = suspects.reduce(0) { $0 + $1.text }
    let images = suspects.reduce(0) { $0 + $1.images }
    guard text == 0 || (lostText + text) * 5 <= self.text,
      images == 0 || lostImages + images < self.images
    else {
      kept += suspects.count
      return false
    }
    lostText += text
    lostImages += images
    return true
  }
}
