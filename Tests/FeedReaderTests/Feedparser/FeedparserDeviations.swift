/// Cases of feedparser's suite that are known to fail, with the reason.
enum FeedparserDeviations {
  /// The first reason whose key the case's name contains.
  static func reason(for name: String) -> String? {
    reasons.first { name.contains($0.key) }?.reason
  }

  private static let reasons: [(key: String, reason: String)] = [
    (
      "_crazy.xml",
      "the expectation is what feedparser's sanitizer leaves of broken markup, part of a script "
        + "shown as text; cleaning is another stage's work"
    ),
    (
      "itunes_channel_block_whitespace", "white space around the value is no part of it"
    ),
    ("explicit_whitespace", "white space around the value is no part of it"),
    (
      "item_dc_language", "an entry of which nothing but its language is said is left out"
    ),
    (
      "entry_created_multiple_values",
      "two dates of one kind contradict each other: the first is kept, as for every other field"
    ),
    (
      "entry_source_link_",
      "the source of an entry has its addresses in the model; titles and languages of its links are "
        + "kept in the extension element alone"
    ),
    (
      "feed_info_",
      "Atom 0.3's info, which Atom 1.0 dropped (RFC 4287 has none), is kept as an "
        + "extension element, whose inherited base and language are not"
    ),
  ]
}
