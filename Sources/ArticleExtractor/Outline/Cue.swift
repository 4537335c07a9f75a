/// What a class, an id or a role says about the part of a page that bears it.
///
/// Never proof: each is one piece of evidence, weighed by the table with all others.
enum Cue: UInt8, CaseIterable, Sendable {
  case article, content, title, byline, date, caption, comment, share
  case related, promotion, navigation, sidebar, footer, header, subscription, popup
  case widget, tag, pager, breadcrumb, account, visuallyHidden, legal, biography
  case rating, form, action, card, thread, signature, lead, media

  /// Its place in a ``CueSet``.
  var bit: UInt32 { 1 << UInt32(rawValue) }
}

/// Several cues.
struct CueSet: OptionSet, BitwiseCopyable, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ cue: Cue) { rawValue = cue.bit }
  init(_ cues: [Cue]) { rawValue = cues.reduce(0) { $0 | $1.bit } }

  func contains(_ cue: Cue) -> Bool { rawValue & cue.bit != 0 }
}
