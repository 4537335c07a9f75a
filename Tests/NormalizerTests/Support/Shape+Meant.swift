@testable import Normalizer

extension Shape {
  private static let sentence = "The tonnage fell from 31 in 1961 to 4 in 1963, and not again."

  /// What looks like nothing and is the article's.
  static let meant: [Shape] = [
    Shape(name: "icons in cells", before: "<table>") { _ in
      "<tr><td><i title=yes></i></td></tr>"
    },
    Shape(name: "icons in icons", close: "</span>") { _ in "<span role=img aria-label=a>" },
    Shape(name: "icons in links") { "<p><a href=/m\($0) title=Map><i></i></a></p>" },
    Shape(name: "rows of icons", before: "<p>") { "<a href=/m\($0) title=Map><i></i></a> " },
    Shape(name: "tabs") {
      "<button aria-controls=p\($0)>T</button><button aria-controls=p\($0)>U</button>"
        + "<div id=p\($0)>x</div>"
    },
    Shape(name: "lists of tabs", before: "<ul>", after: "</ul><div id=p>x</div>") { _ in
      "<li><button aria-controls=p>T</button>"
    },
    Shape(name: "tasks", before: "<ul>") { _ in "<li><input type=checkbox disabled> a" },
    Shape(name: "maps") {
      "<img src=/a.jpg usemap=#m\($0)><map name=m\($0)><area href=/b\($0) alt=b></map>"
    },
    Shape(
      name: "places of one map", before: "<img usemap=#m src=/a.jpg><map name=m>", after: "</map>"
    ) { "<area href=/b\($0) alt=b>" },
    Shape(name: "galleries in JSON") { "<div data-gallery='[{\"src\":\"/\($0).jpg\"}]'></div>" },
    Shape(name: "sentences for screen readers") { _ in "<p class=sr-only>\(sentence)</p>" },
    Shape(name: "labels in labels", close: "</span>") { _ in "<span class=sr-only>\(sentence)" },
    Shape(name: "answers before buttons") { _ in
      "<p>A: <b style='display:none'>x</b> <button>Show</button></p>"
    },
    Shape(name: "words in brackets") { "Map<K,V\($0)> <w\($0)> " },
    Shape(name: "elements in prose") { _ in "the <select> and <b> " },
    Shape(name: "formulas that show nothing") { _ in "<math alttext=h></math> " },
    Shape(name: "items without words", before: "<ol>") { _ in "<li>a<li>" },
    Shape(name: "blanks in code", before: "<p>") { _ in "<code> </code> a <u>&nbsp;</u>" },
    Shape(name: "drawings without a size") {
      "<img width=1 height=1 src=/uploads/\($0).svg>"
    },
  ]
}
