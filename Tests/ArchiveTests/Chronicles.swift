import FeedModel
import History

@testable import Archive

/// The table of histories.
enum Chronicles {
  static let a = "https://a.example/2024/one"
  static let b = "https://a.example/2024/two"
  static let c = "https://a.example/2024/three"

  static let identity: [Chronicle] = [
    Chronicle(
      "the same entry twice is one",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "a new entry joins",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("B", id: "2", link: b, at: 200), Item("A", id: "1", link: a, at: 100)]),
          ["B @200 @200", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "an entry that left its source stays",
      [
        (
          .serve([Item("B", id: "2", link: b, at: 200), Item("A", id: "1", link: a, at: 100)]),
          ["B @200 @200", "A @100 @100"]
        ),
        (.serve([Item("B", id: "2", link: b, at: 200)]), ["B @200 @200", "A @100 @100"]),
      ]),
    Chronicle(
      "the guid scheme changes",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "post-0001", link: a, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "post-0001", link: nil, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", link: nil, at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "http becomes https",
      [
        (
          .serve([Item("A", id: "http://a.example/x/y", link: "http://a.example/x/y", at: 100)]),
          ["A @100 @100"]
        ),
        (
          .serve([Item("A", id: "https://a.example/x/y", link: "https://a.example/x/y", at: 100)]),
          ["A @100 @100"]
        ),
      ]),
    Chronicle(
      "http becomes https in a guid without link",
      [
        (.serve([Item("A", id: "http://a.example/x/y", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "https://a.example/x/y", at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "the host changes",
      [
        (
          .serve([
            Item(
              "A", id: "https://old.example/2024/one", link: "https://old.example/2024/one",
              at: 100),
            Item(
              "B", id: "https://old.example/2024/two", link: "https://old.example/2024/two",
              at: 90),
          ]), ["A @100 @100", "B @90 @90"]
        ),
        (
          .serve([
            Item(
              "A", id: "https://new.example/2024/one", link: "https://new.example/2024/one",
              at: 100),
            Item(
              "B", id: "https://new.example/2024/two", link: "https://new.example/2024/two",
              at: 90),
          ]), ["A @100 @100", "B @90 @90"]
        ),
      ]),
    Chronicle(
      "a link without id gets a title change",
      [
        (.serve([Item("A", link: a, body: "x", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A!", link: a, body: "x", at: 100)]), ["A! @100 r1"]),
      ]),
    Chronicle(
      "one guid for two articles",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 200), Item("B", id: "1", link: b, at: 100)]),
          ["A @200 @200", "B @100 @100"]
        ),
        (
          .serve([Item("B", id: "1", link: b, at: 100), Item("A", id: "1", link: a, at: 200)]),
          ["A @200 @200", "B @100 @100"]
        ),
        (.serve([Item("B", id: "1", link: b, at: 100)]), ["A @200 @200", "B @100 @100"]),
      ]),
    Chronicle(
      "one guid for every article",
      [
        (.serve([Item("A", id: "x", link: a, at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("B", id: "x", link: b, at: 200)]), ["B @200 @200", "A @100 @100"]
        ),
        (
          .serve([Item("C", id: "x", link: c, at: 300), Item("B", id: "x", link: b, at: 200)]),
          ["C @300 @300", "B @200 @200", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "an entry listed twice in one document",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("A", id: "1", link: a, at: 100)]),
          ["A @100 @100"]
        )
      ]),
    Chronicle(
      "every entry links to the home page",
      [
        (
          .serve([
            Item("A", id: "1", link: "https://a.example/", at: 200),
            Item("B", id: "2", link: "https://a.example/", at: 100),
          ]), ["A @200 @200", "B @100 @100"]
        ),
        (
          .serve([
            Item("C", id: "3", link: "https://a.example/", at: 300),
            Item("A", id: "1", link: "https://a.example/", at: 200),
          ]), ["C @300 @300", "A @200 @200", "B @100 @100"]
        ),
      ]),
    Chronicle(
      "every entry links to the same page",
      [
        (
          .serve([
            Item("A", id: "1", link: "https://a.example/live/", at: 200_000),
            Item("B", id: "2", link: "https://a.example/live/", at: 100_000),
          ]), ["A @200000 @200000", "B @100000 @100000"]
        ),
        (
          .serve([Item("C", id: "3", link: "https://a.example/live/", at: 900_000)]),
          ["C @900000 @900000", "A @200000 @200000", "B @100000 @100000"]
        ),
      ]),
    Chronicle(
      "neither id nor link, the same content",
      [
        (.serve([Item("A", at: 100)]), ["A @100 @100"]),
        (.serve([Item("B", at: 200), Item("A", at: 100)]), ["B @200 @200", "A @100 @100"]),
      ]),
    Chronicle(
      "a guid with a session in it",
      [
        (.serve([Item("A", id: "1?s=abc", body: "long text", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1?s=def", body: "long text", at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "the link gains a fragment and a login",
      [
        (.serve([Item("A", link: a, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", link: a + "#comments", at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "the source is reordered",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("B", id: "2", link: b, at: 200)]),
          ["B @200 @200", "A @100 @100"]
        ),
        (
          .serve([Item("B", id: "2", link: b, at: 200), Item("A", id: "1", link: a, at: 100)]),
          ["B @200 @200", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "the same title and date are not the same article",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("A", id: "2", link: b, at: 100)]),
          ["A @100 @100", "A @100 @100"]
        )
      ]),
    Chronicle(
      "an entry that comes back after its time is not new",
      [
        (
          .serve([Item("A", id: "1", link: a), Item("B", id: "2", link: b)]),
          ["A r0 r0", "B r0-1 r0-1"]
        ),
        (.serve([Item("B", id: "2", link: b)]), ["A r0 r0", "B r0-1 r0-1"]),
        (.idle, ["B r0-1 r0-1"]), (.idle, ["B r0-1 r0-1"]),
        (
          .serve([Item("A", id: "1", link: a), Item("B", id: "2", link: b)]),
          ["A r0 r0", "B r0-1 r0-1"]
        ),
      ], retention: Retention(keep: .seconds(1800), entries: 100)),
    Chronicle(
      "an old entry beyond the count comes back where it was",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("B", id: "2", link: b, at: 200)]),
          ["B @200 @200", "A @100 @100"]
        ),
        (
          .serve([Item("C", id: "3", link: c, at: 300), Item("B", id: "2", link: b, at: 200)]),
          ["C @300 @300", "B @200 @200"]
        ),
        (
          .serve([Item("C", id: "3", link: c, at: 300), Item("A", id: "1", link: a, at: 100)]),
          ["C @300 @300", "B @200 @200", "A @100 @100"]
        ),
      ], retention: Retention(entries: 2)),
    Chronicle(
      "a forgotten entry never comes back",
      [
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("B", id: "2", link: b, at: 200)]),
          ["B @200 @200", "A @100 @100"]
        ),
        (.forget(a), ["B @200 @200"]),
        (
          .serve([Item("A", id: "1", link: a, at: 100), Item("B", id: "2", link: b, at: 200)]),
          ["B @200 @200"]
        ),
        (
          .serve([Item("A", id: "new", link: a, at: 100), Item("B", id: "2", link: b, at: 200)]),
          ["B @200 @200"]
        ),
      ]),
  ]

  static let dates: [Chronicle] = [
    Chronicle(
      "a version that is cut replaces nothing, and a whole one replaces it",
      [
        (.serve([Item("A", id: "1", body: "whole", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "wh", at: 100, isCut: true)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "whole", at: 100)]), ["A @100 @100"]),
        (
          .serve([
            Item("A", id: "1", body: "whole", at: 100),
            Item("B", id: "2", body: "be", at: 200, isCut: true),
          ]), ["B @200 @200", "A @100 @100"]
        ),
        (
          .serve([
            Item("A", id: "1", body: "whole", at: 100), Item("B", id: "2", body: "begun", at: 200),
          ]), ["B @200 r4", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "entries without dates are a second apart in document order",
      [
        (
          .serve([Item("A", id: "1"), Item("B", id: "2"), Item("C", id: "3")]),
          ["A r0 r0", "B r0-1 r0-1", "C r0-2 r0-2"]
        ),
        (
          .serve([Item("D", id: "4"), Item("A", id: "1"), Item("B", id: "2"), Item("C", id: "3")]),
          ["D r1 r1", "A r0 r0", "B r0-1 r0-1", "C r0-2 r0-2"]
        ),
      ]),
    Chronicle(
      "a date that comes later does not move published",
      [
        (.serve([Item("A", id: "1")]), ["A r0 r0"]),
        (.serve([Item("A", id: "1", at: 100)]), ["A r0 r0"]),
      ]),
    Chronicle(
      "published never changes",
      [
        (.serve([Item("A", id: "1", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", at: 500)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", at: 50)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1")]), ["A @100 @100"]),
      ]),
    Chronicle(
      "a date far ahead is published as first seen",
      [
        (.serve([Item("A", id: "1", at: Chronicler.start + 90_000)]), ["A r0 r0"]),
        (.serve([Item("A", id: "1", at: Chronicler.start + 90_000)]), ["A r0 r0"]),
      ]),
    Chronicle(
      "a date a little ahead is believed",
      [(.serve([Item("A", id: "1", at: Chronicler.start + 7200)]), ["A r2 r2"])]),
    Chronicle(
      "the source's own modification date is taken when it grows",
      [
        (.serve([Item("A", id: "1", at: 100, updated: 150)]), ["A @100 @150"]),
        (.serve([Item("A", id: "1", at: 100, updated: 300)]), ["A @100 @300"]),
        (.serve([Item("A", id: "1", at: 100, updated: 200)]), ["A @100 @300"]),
      ]),
    Chronicle(
      "a modification date before publication is none",
      [(.serve([Item("A", id: "1", at: 100, updated: 50)]), ["A @100 @100"])]),
    Chronicle(
      "a modification date far ahead is not believed",
      [
        (.serve([Item("A", id: "1", at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("A", id: "1", at: 100, updated: Chronicler.start + 900_000)]),
          ["A @100 @100"]
        ),
      ]),
    Chronicle(
      "a changed text moves updated to the run that saw it",
      [
        (.serve([Item("A", id: "1", body: "one", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "two", at: 100)]), ["A @100 r1"]),
        (.serve([Item("A", id: "1", body: "two", at: 100)]), ["A @100 r1"]),
      ]),
    Chronicle(
      "a text that changes back moves again",
      [
        (.serve([Item("A", id: "1", body: "one", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "two", at: 100)]), ["A @100 r1"]),
        (.serve([Item("A", id: "1", body: "one", at: 100)]), ["A @100 r2"]),
      ]),
    Chronicle(
      "markup that nobody sees moves nothing",
      [
        (.serve([Item("A", id: "1", body: "one <b>two</b>", at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("A", id: "1", body: "one  <i class=\"x>y\">two</i>", at: 100)]),
          ["A @100 @100"]
        ),
      ]),
    Chronicle(
      "another image moves updated",
      [
        (
          .serve([Item("A", id: "1", body: "<img src=\"https://i.example/1.png\">", at: 100)]),
          ["A @100 @100"]
        ),
        (
          .serve([Item("A", id: "1", body: "<img src=\"https://i.example/2.png\">", at: 100)]),
          ["A @100 r1"]
        ),
      ]),
    Chronicle(
      "a view counter over twenty runs moves nothing",
      (0..<20).map { run in
        (.serve([Item("A", id: "1", body: "text, \(run * 37) views", at: 100)]), ["A @100 @100"])
      }),
    Chronicle(
      "new rules move nothing",
      [
        (.serve([Item("A", id: "1", body: "text AD", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "text AD", at: 100)], rules: "AD"), ["A @100 @100"]),
      ]),
    Chronicle(
      "new rules and a changed promo move nothing",
      [
        (.serve([Item("A", id: "1", body: "text ADx", at: 100)], rules: "AD"), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "text ADxAD", at: 100)], rules: "ADx"), ["A @100 r1"]),
        (.serve([Item("A", id: "1", body: "text ADxADADx", at: 100)], rules: "ADx"), ["A @100 r1"]),
      ]),
    Chronicle(
      "new rules and a changed text move updated",
      [
        (.serve([Item("A", id: "1", body: "text AD", at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "other AD", at: 100)], rules: "AD"), ["A @100 r1"]),
      ]),
    Chronicle(
      "the build date of a document is no modification date",
      (0..<3).map { run in
        let time = 1000 + Int64(run) * 3600
        return (
          .serve([
            Item("A", id: "1", at: 300, updated: time), Item("B", id: "2", at: 200, updated: time),
            Item("C", id: "3", at: 100, updated: time),
          ]), ["A @300 @300", "B @200 @200", "C @100 @100"]
        )
      }),
    Chronicle(
      "a promo that changes under the same rules moves nothing",
      [
        (.serve([Item("A", id: "1", body: "text AD", at: 100)], rules: "AD"), ["A @100 @100"]),
        (.serve([Item("A", id: "1", body: "text ADAD", at: 100)], rules: "AD"), ["A @100 @100"]),
      ]),
  ]

  private static let five = (1...5).map {
    Item("E\($0)", id: "\($0)", link: "https://a.example/post/\($0)", at: Int64(100 * $0))
  }
  private static let fiveLines = (1...5).reversed().map { "E\($0) @\(100 * $0) @\(100 * $0)" }
  private static let foreign = (1...5).map {
    Item("X\($0)", id: "x\($0)", link: "https://parked.example/ad/\($0)", at: Int64(9100 * $0))
  }
  private static let foreignLines = (1...5).reversed().map {
    "X\($0) @\(9100 * $0) @\(9100 * $0)"
  }

  static let trust: [Chronicle] = [
    Chronicle(
      "a source that goes empty empties nothing",
      [(.serve(five), fiveLines)] + (0..<6).map { _ in (.serve([]), fiveLines) }),
    Chronicle(
      "a source that goes empty is believed after three runs",
      [
        (.serve(five), fiveLines), (.serve([]), fiveLines), (.serve([]), fiveLines),
        (.serve([]), ["E5 @500 @500"]),
      ], retention: Retention(entries: 1)),
    Chronicle(
      "a source that halves keeps its entries for a while",
      [
        (.serve(five), fiveLines), (.serve([five[0]]), fiveLines), (.serve([five[0]]), fiveLines),
        (.serve([five[0]]), ["E5 @500 @500", "E1 @100 @100"]),
      ], retention: Retention(entries: 1)),
    Chronicle(
      "a source that halves and recovers is whole",
      [
        (.serve(five), fiveLines), (.serve([five[0]]), fiveLines), (.serve(five), fiveLines),
        (.serve([five[1]]), fiveLines), (.serve([five[1]]), fiveLines),
      ], retention: Retention(entries: 1)),
    Chronicle(
      "a source that turns into another is believed after three runs",
      [
        (.serve(five), fiveLines), (.serve(foreign), fiveLines), (.serve(foreign), fiveLines),
        (.serve(foreign), foreignLines + fiveLines),
      ]),
    Chronicle(
      "a source that turns into another for one run loses nothing",
      [(.serve(five), fiveLines), (.serve(foreign), fiveLines), (.serve(five), fiveLines)]),
    Chronicle(
      "a feed that was never served is empty",
      [(.idle, []), (.serve([]), [])]),
  ]

  static let sources: [Chronicle] = [
    Chronicle(
      "two sources are one feed",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("B", id: "1", link: b, at: 200)], source: "t"),
          ["B @200 @200", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "the same article from two sources is one",
      [
        (.serve([Item("A", id: "1", link: a, body: "one", at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("A, again", id: "zz", link: a, body: "two", at: 200)], source: "t"),
          ["A @100 @100"]
        ),
        (.serve([Item("A", id: "1", link: a, body: "one", at: 100)]), ["A @100 @100"]),
      ]),
    Chronicle(
      "the same title from two sources is two",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (
          .serve([Item("A", id: "1x", link: b, at: 200)], source: "t"),
          ["A @200 @200", "A @100 @100"]
        ),
      ]),
    Chronicle(
      "an entry is offered while one of its sources offers it",
      [
        (.serve([Item("A", id: "1", link: a, at: 100)]), ["A @100 @100"]),
        (.serve([Item("A", id: "2", link: a, at: 100)], source: "t"), ["A @100 @100"]),
        (.serve([Item("B", id: "3", link: b, at: 200)]), ["B @200 @200", "A @100 @100"]),
      ], retention: Retention(entries: 1)),
    Chronicle(
      "more entries offered than published are all published",
      [(.serve(five), fiveLines)], retention: Retention(entries: 2)),
    Chronicle(
      "never more than the most",
      [(.serve(five), Array(fiveLines.prefix(3)))],
      retention: Retention(entries: 2, maxEntries: 3)),
  ]
}
