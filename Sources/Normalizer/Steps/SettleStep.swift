internal import HTML

/// Looks again at what stands first or last, and at what only the sanitizer laid bare: leads,
/// promotion blocks, links to places that are gone.
///
/// Only detaches, and makes paragraphs of a text that is left alone, so that what the sanitizer let
/// through stays safe; ends with a body that cleaning would leave as it is.
enum SettleStep {
  /// Each round takes something away; bodies of people need one or two.
  private static let rounds = 8

  static func apply(
    to document: inout HTMLDocument, _ work: inout EntryWork, hasAnchors: Bool
  ) {
    for _ in 0..<rounds {
      var changed = LiftStep.apply(to: &document, &work)
      changed = PromoStep.removeFooters(from: &document, &work) || changed
      changed = PromoStep.removeClosing(from: &document, &work) || changed
      if hasAnchors { changed = Anchors.settle(in: &document, &work) || changed }
      if !changed { return }
      TidyStep.apply(to: &document, &work)
      // The last block may have gone.
      TextParagraphs.apply(to: &document, &work)
    }
  }
}
