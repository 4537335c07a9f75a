import Testing

/// Inputs that take quadratic time or memory in a parser that is not careful.
struct Attack: Sendable, CustomTestStringConvertible {
  var name: String
  /// How often the repeated part is repeated at full size.
  var fullCount: Int
  var make: @Sendable (_ count: Int) -> String

  var testDescription: String { name }

  static let all: [Attack] = [
    Attack(name: "nested div", fullCount: 1_000_000) { repeated("<div>", $0) },
    Attack(name: "nested div, closed", fullCount: 500_000) {
      repeated("<div>", $0) + repeated("</div>", $0)
    },
    Attack(name: "b without end", fullCount: 1_000_000) { repeated("<b>", $0) },
    Attack(name: "20,000 b, then p", fullCount: 20_000) {
      repeated("<b>", $0) + repeated("<p>", $0 / 100)
    },
    Attack(name: "b with ids, then p", fullCount: 20_000) { count in
      numbered(count) { "<b id=\($0)>" } + repeated("<p>x", count / 100)
    },
    Attack(name: "a in a", fullCount: 100_000) { repeated("<a href=x>", $0) },
    Attack(name: "a in a in blocks", fullCount: 100_000) { repeated("<a><div>", $0) },
    Attack(name: "attributes on one element", fullCount: 50_000) { count in
      "<p " + numbered(count) { "a\($0)=1 " } + ">"
    },
    Attack(name: "the same attribute again", fullCount: 500_000) {
      "<p " + repeated("a ", $0) + ">"
    },
    Attack(name: "misnested tables", fullCount: 50_000) {
      repeated("<table><tr><td><b></table><i>x<tr></p>", $0)
    },
    Attack(name: "tables in tables", fullCount: 100_000) { repeated("<table><tr><td>", $0) },
    Attack(name: "text in tables", fullCount: 100_000) { "<table>" + repeated("x<tr>", $0) },
    Attack(name: "text in tables, with attributes between", fullCount: 50_000) {
      "<table>" + repeated("x<tr a='&amp;'>", $0)
    },
    Attack(name: "a 10 MB attribute", fullCount: 10_000_000) {
      "<p title='" + repeated("x", $0) + "'>"
    },
    Attack(name: "a 10 MB comment", fullCount: 10_000_000) { "<!--" + repeated("-", $0) },
    Attack(name: "unclosed everything", fullCount: 30_000) {
      repeated("<div><p><b><i><table><tr><td><ul><li><select><option><svg><g><button>", $0)
    },
    Attack(name: "templates in templates", fullCount: 200_000) { repeated("<template>", $0) },
    Attack(name: "p and b with ids", fullCount: 100_000) { count in
      numbered(count) { "<p><b id=\($0)>" }
    },
    Attack(name: "entities without end", fullCount: 1_000_000) { repeated("&amp", $0) },
    Attack(name: "half entities", fullCount: 300_000) { repeated("&CounterClockwiseCont", $0) },
    Attack(name: "a number without end", fullCount: 5_000_000) { "&#" + repeated("1", $0) },
    Attack(name: "li under div", fullCount: 200_000) { repeated("<li><div>", $0) },
    Attack(name: "dd under span", fullCount: 200_000) { repeated("<dd><span>", $0) },
    Attack(name: "end tags of what is far up", fullCount: 200_000) {
      "<x><i>" + repeated("<b>", $0) + repeated("</x></i>", $0)
    },
    Attack(name: "adoption that sinks", fullCount: 2_000) { count in
      repeated(
        numbered(60) { "<b id=\($0)>" } + repeated("<div>", 500) + repeated("</b>", 600),
        max(1, count / 100))
    },
    Attack(name: "attributes added to body", fullCount: 100_000) { count in
      numbered(count) { "<body a\($0)=1><html b\($0)>" }
    },
    Attack(name: "tables under a deep stack", fullCount: 100_000) {
      repeated("<div>", $0) + repeated("<table></table>", $0)
    },
    Attack(name: "formatting with many attributes", fullCount: 200) { count in
      repeated("<b " + numbered(500) { "a\($0)=\($0) " } + ">", count) + repeated("<p>x", count)
    },
    Attack(name: "a long attribute, reconstructed", fullCount: 100_000) {
      "<b title='" + repeated("x", $0 * 10) + "'>" + repeated("<p>x", $0)
    },
    Attack(name: "options into selectedcontent", fullCount: 50_000) {
      "<select><button><selectedcontent></button>" + repeated("<option selected><div>x", $0)
    },
    Attack(name: "svg end tags", fullCount: 200_000) {
      "<svg>" + repeated("<g>", $0) + repeated("</x>", $0)
    },
    Attack(name: "objects with markers", fullCount: 200_000) { repeated("<object><b>", $0) },
    Attack(name: "unknown names", fullCount: 100_000) { count in
      numbered(count) { "<x\($0) y\($0)>" }
    },
    Attack(name: "forms and buttons", fullCount: 200_000) { repeated("<form><button>", $0) },
    Attack(name: "nobr", fullCount: 200_000) { repeated("<nobr><p>", $0) },
    Attack(name: "invalid UTF-8 and carriage returns", fullCount: 1_000_000) {
      repeated("\r\n\u{0}", $0)
    },
    Attack(name: "less-than signs", fullCount: 5_000_000) { repeated("<", $0) },
    Attack(name: "script escapes", fullCount: 300_000) {
      "<script><!--" + repeated("<script ", $0)
    },
  ]
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

private func numbered(_ count: Int, _ text: (Int) -> String) -> String {
  (0..<count).map(text).joined()
}
