import ArticleExtractor
import HTML
import Testing

/// What is decided of a part by the text that stands around it.
@Suite struct PartsTests {
  /// The paragraphs of the article with `part` behind the second.
  private func page(_ part: String) -> String {
    Pages.page(
      "<p>\(Pages.paragraphs[0])</p><p>\(Pages.paragraphs[1])</p>\(part)"
        + Pages.paragraphs[2...].map { "<p>\($0)</p>" }.joined())
  }

  @Test func aTableOfNumbersAmidTheTextIsTakenWhole() {
    let rows = (1...6).map { "<tr><td><div>P\($0)</div></td><td><div>\($0 * 7) %</div></td></tr>" }
    let html = Pages.extracted(page("<div><table>\(rows.joined())</table></div>")).html
    #expect(html.ranges(of: "<td>").count == 12)
  }

  @Test func aTableOfFactsBeforeTheTextIsTakenWhole() {
    let rows = (1...8).map { "<tr><th>Pier \($0)</th><td><a href=/p>Part \($0)</a></td></tr>" }
    let box = "<table class=infobox><tr><th>Bridge</th><td>North</td></tr>\(rows.joined())</table>"
    let html = Pages.extracted(Pages.page(box + Pages.paragraphs())).html
    #expect(html.ranges(of: "<td>").count == 9)
  }

  @Test func aTableOfOtherPagesBesideTheTextIsLeft() {
    let rows = (1...8).map { "<tr><td><a href=/\($0)>Story \($0)</a></td><td>\($0)</td></tr>" }
    let page = Pages.page(Pages.paragraphs()).replacing(
      "</main>",
      with: "</main><aside class=sidebar><h3>Most read</h3><table>\(rows.joined())</table></aside>")
    #expect(!Pages.extracted(page).html.contains("<td>"))
  }

  @Test func aListOfWordsAmidTheTextIsTakenWhole() {
    let html = Pages.extracted(page("<ul><li>Steel</li><li>Stone</li><li>Wood</li></ul>")).html
    #expect(html.ranges(of: "<li>").count == 3)
  }

  @Test(arguments: ["* * *", "⁂", "–"])
  func aSignBetweenParagraphsIsTaken(sign: String) {
    #expect(Pages.extracted(page("<p>\(sign)</p>")).html.contains("<p>\(sign)</p>"))
  }

  @Test func codeAmidTheTextIsTaken() {
    let html = Pages.extracted(page("<div class=hl><pre>$ make bridge\n$ make tunnel</pre></div>"))
      .html
    #expect(html.contains("$ make tunnel"))
  }

  @Test func aTabThatIsNotShownStandsAmidTheText() {
    let tab = """
      <div role=tabpanel><pre>let piers = 6\nlet cracked = 2\nprint(piers - cracked)</pre></div>
      <div role=tabpanel style="display:none"><pre>piers = 6\ncracked = 2\nprint(piers, cracked)</pre></div>
      """
    #expect(Pages.extracted(page(tab)).html.contains("print(piers, cracked)"))
  }

  @Test func aHiddenCopyBesideTheTextIsLeft() {
    let copy = Pages.paragraphs.joined(separator: " ")
    let text = Pages.text(Pages.page(Pages.paragraphs() + "<div hidden><p>\(copy)</p></div>"))
    for paragraph in Pages.paragraphs { #expect(text.ranges(of: paragraph).count == 1) }
  }

  @Test func aPartThatIsSentLaterIsShown() {
    let page = """
      <html><head><title>Harbour bridge to close in March</title></head><body>\(Pages.navigation)
      <main><h1>Harbour bridge to close in March</h1><template id="P:1"></template></main>
      \(Pages.footer)<div hidden id="S:1">\(Pages.paragraphs())</div></body></html>
      """
    let text = Pages.text(page)
    for paragraph in Pages.paragraphs { #expect(text.contains(paragraph)) }
  }

  @Test func aParagraphThatIsSaidTwiceIsNoCopy() {
    let twice = Pages.paragraphs[0]
    let page = Pages.page(
      "<div>\(Pages.paragraphs())</div><div><p>The council then asked everyone in the hall to hear "
        + "once more what it had decided, and to think of it until the summer.</p><p>\(twice)</p>"
        + "<p>Nobody in the hall said a word against it, and the meeting was closed at midnight.</p>"
        + "</div>")
    #expect(Pages.text(page).ranges(of: twice).count == 2)
  }

  @Test func aCaptionBesideItsPictureIsTakenWithoutAFigure() {
    let picture = """
      <div class=media><img src="/pier.jpg" width=600 height=400><figcaption>A pier.</figcaption></div>
      """
    #expect(Pages.extracted(page(picture)).html.contains("A pier."))
  }

  @Test func aCaptionBehindTheFigureIsTakenIntoIt() {
    let step = """
      <section><div><p>\(Pages.paragraphs[2])</p><p>\(Pages.paragraphs[3])</p>
      <p>\(Pages.paragraphs[4])</p></div><figure><img src="/pier.jpg"></figure>
      <figcaption>A pier.</figcaption></section>
      """
    let html = Pages.extracted(page(step)).html
    #expect(html.contains("<figcaption>A pier.</figcaption></figure>"))
  }
}
