import FeedModel
import Testing

@testable import Normalizer

/// Lines that begin a summary, and such as only look like its beginning.
@Suite struct SummaryLinesTests {
  private func summary(_ html: String, title: String = "A title") -> String? {
    var entry = ParsedEntry()
    entry.link = WebAddress("https://e.org/2024/post/")
    entry.title = Text(.plain, title)
    entry.content = Text(.html, html)
    return Normalizer().normalized(
      entry: entry, context: NormalizationContext(id: "urn:uuid:0"))?.summary
  }

  static let sentence =
    "Nobody in the village knows what to do about it now that the oil is sold and gone."

  @Test(
    "A short sentence begins a summary in a list and in a cell, too",
    arguments: [
      "<ul><li>The mast is oak.</li><li>The sails came by sea from Leith.</li></ul>",
      "<table><tr><td>The mast is oak.</td></tr></table><p>\(sentence)</p>",
    ])
  func shortSentences(html: String) {
    #expect(summary(html)?.hasPrefix("The mast is oak.") == true, "\(summary(html) ?? "")")
  }

  @Test("Labels there are none", arguments: ["Mast and sail", "Oak mast:", "Mast."])
  func labels(text: String) {
    #expect(
      summary("<table><tr><td>\(text)</td></tr></table><p>\(Self.sentence)</p>") == Self.sentence)
  }

  @Test(
    "Lines of dates are none",
    arguments: [
      "Publié le 3 mai 2024 à 10h12 – Mis à jour le 4 mai 2024 à 08h00",
      "Publicado el 3 de mayo de 2024 a las 10:12 h", "发布时间：2024-05-06 07:12　来源：新华网",
      "Pubblicato il 3 maggio 2024 alle ore 10:12",
    ])
  func dates(text: String) {
    #expect(summary("<p>\(text)</p><p>\(Self.sentence)</p>") == Self.sentence)
  }

  @Test(
    "Sentences that begin with a date are summaries",
    arguments: [
      "Publié le 3 mai 1963, le dernier tarif du moulin nomme neuf sortes de farine.",
      "发布时间：2024年的春天，桤木桥边的水磨在停了六十年之后又重新转动了起来。",
    ])
  func sentences(text: String) {
    #expect(summary("<p>\(text)</p><p>\(Self.sentence)</p>")?.hasPrefix(text) == true)
  }

  @Test("Rows of one kind begin with the first")
  func rows() {
    let html = "<p>茶11元/盒 5箱</p><p>咖啡黑巧克力18元/盒 5箱</p><p>可可粉25元/盒 8箱</p>"
    #expect(summary(html)?.hasPrefix("茶11元") == true)
    #expect(summary("<p>茶叶 2024</p><p>\(Self.sentence)</p>") == Self.sentence)
  }

  @Test("A sentence ends where the source glued the next to it")
  func glued() {
    let long = String(repeating: "og så kom den næste båd ", count: 12)
    let text =
      "Den første båd kom ind i denne sæson.Sidste båd \(long)ind og så videre endnu en gang."
    #expect(summary("<p>\(text)</p>") == "Den første båd kom ind i denne sæson.")
    let name = "The report on bold.dk and ASP.NET and java.util.List is \(long)long and goes on."
    #expect(summary("<p>\(name)</p>")?.hasPrefix("The report on bold.dk and ASP.NET") == true)
  }

  @Test("A line that ends in a dash goes on, and one that announces links is none")
  func goesOn() {
    #expect(
      summary("<div>This was my afternoon yesterday -</div><div>\(Self.sentence)</div>")
        .map { $0.hasSuffix(Self.sentence) } == true)
    let links = "<ul><li><a href=\"/a\">One</a></li><li><a href=\"/b\">Two</a></li></ul>"
    #expect(summary("<p>Before, we looked at:</p>\(links)<p>\(Self.sentence)</p>") == Self.sentence)
  }

  @Test("The title behind a label is the title again")
  func labelledTitle() {
    let html = "<p>Name of the book: The Last Boat to Leith</p><p>\(Self.sentence)</p>"
    #expect(summary(html, title: "The Last Boat to Leith") == Self.sentence)
    let other = "Name of the book: nobody knows it, and the printer has kept it a secret since."
    #expect(summary("<p>\(other)</p>", title: "The Last Boat to Leith") == other)
  }
}
