internal import FeedModel
internal import HTML

/// The picture that stands for an entry: the one that its source names, at its widest, else the
/// first of its body that is no small one; none rather than a wrong one.
enum EntryPicture {
  /// Pixels from which the first of several is taken, whatever comes behind it.
  private static let good = 600

  /// `named` are the source's candidates as they are published.
  static func choice(
    named: [PictureCandidate], in document: borrowing HTMLDocument, _ shown: ShownPictures,
    _ rules: Rules
  ) -> WebAddress? {
    let named = named.filter { !$0.isWrong(rules, isNamed: true) }
    if let picture = best(of: named), !picture.isSmall {
      var best = widest(picture, of: named)
      if best.width ?? 0 < good {
        BodyPictures.visit(in: document, shown, rules) { other, wider in
          best = widest(best, of: [other] + wider)
          return false
        }
      }
      return best.address
    }
    var found: PictureCandidate?
    var ornament: PictureCandidate?
    var repeated: Set<String>?
    BodyPictures.visit(in: document, shown, rules) { picture, others in
      if picture.isWrong(rules) { return false }
      let best = widest(picture, of: others + named)
      if picture.isFlat(at: best.width) { return false }
      if picture.isSmall, best.isSmall { return false }
      // A divider or the sign of a file stands wherever there is a place for it.
      if repeated?.contains(picture.address.href)
        ?? BodyPictures.areRepeated(picture.address, in: document)
      {
        // Where one is, others are: they are counted once for all.
        repeated = repeated ?? BodyPictures.repeated(in: document)
        ornament = ornament ?? best
        return false
      }
      found = best
      return true
    }
    return (found ?? ornament ?? best(of: named))?.address
  }

  /// The first that is wide enough, else the widest.
  private static func best(of named: [PictureCandidate]) -> PictureCandidate? {
    if let first = named.first(where: { $0.reach >= good }) { return first }
    var best: PictureCandidate?
    for candidate in named where candidate.reach > best?.reach ?? -1 { best = candidate }
    return best
  }

  /// The widest of the same picture.
  private static func widest(
    _ picture: PictureCandidate, of others: [PictureCandidate]
  ) -> PictureCandidate {
    var best = picture
    for candidate in others where candidate.reach > best.reach && candidate.isSame(as: picture) {
      best = candidate
    }
    return best
  }
}
