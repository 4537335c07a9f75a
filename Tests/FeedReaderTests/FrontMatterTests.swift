import FeedModel
import Testing

@testable import FeedReader

/// Front matter as people and programs write YAML.
@Suite struct FrontMatterTests {
  private func title(_ matter: String) throws -> String? {
    let feed = try read(
      "---\n\(matter)\ndate: 2024-03-12\nlink: https://x.example/1\n---\n<p>Text</p>\n")
    return try #require(feed.entries.first).title?.value
  }

  @Test(arguments: [
    ("title: >-\n  One line\n  and more", "One line and more"),
    ("title: >\n  One line\n\n  and more", "One line\nand more"),
    ("title: |\n  One line", "One line"), ("title: |-\n  a: b", "a: b"),
    ("title:\n  On its own line", "On its own line"),
    ("title: Over\n  two lines", "Over two lines"),
    ("title: \"Over\n  two: lines\"", "Over two: lines"),
    (#"title: "Caf\u00e9 \"x\" \x26 \U0001F600""#, "Café \"x\" & 😀"),
    (#"title: "\ud83d\ude00\tb""#, "😀\tb"), (#"title: "a\\b""#, #"a\b"#),
    ("title: 'It''s' # a note", "It's"), ("title: \"Plain\"  # a note", "Plain"),
    ("title: Plain # a note", "Plain"), ("\"title\": Quoted key", "Quoted key"),
    ("'title': Quoted key", "Quoted key"), ("# title: no\ntitle: Yes", "Yes"),
    ("title: Top #1", "Top #1"), ("title: C# and F#", "C# and F#"), ("title: a: b", "a: b"),
    ("title: \"Open", "\"Open"), ("title: \"A\" and \"B\"", "\"A\" and \"B\""),
    ("author:\n  name: Kim\n  title: Dr\ntitle: Kept", "Kept"),
  ])
  func titlesAreReadAsYAMLMeansThem(matter: String, expected: String) throws {
    #expect(try title(matter) == expected)
  }

  @Test func listsAndMapsAreToldApart() throws {
    let feed = try read(
      """
      ---
      title: Kept
      date: 2024-03-12
      link: https://x.example/1
      tags:
        - "one" # first
        - two
      categories: [three,
        'four']
      image:
        path: /x.png
        alt: y
      author: Kim
      ---
      Text
      """)
    let entry = try #require(feed.entries.first)
    #expect(entry.categories.map(\.term) == ["one", "two", "three", "four"])
    #expect(entry.authors.map(\.name) == ["Kim"])
  }
}
