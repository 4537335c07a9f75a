import HTML
import Testing

@testable import ArticleExtractor

/// Pictures, their labels and their captions.
@Suite struct FigureTests {
  /// The paragraphs of the article with `figure` behind the second.
  private func amid(_ figure: String) -> String {
    let paragraphs = Pages.paragraphs.map { "<div><p>\($0)</p></div>" }
    let content = paragraphs[..<2].joined() + "<div>\(figure)</div>" + paragraphs[2...].joined()
    return Pages.extracted(Pages.page(content)).html
  }

  @Test func aLabelBesideAPictureHidesItNot() {
    let html = amid(
      """
      <figure><div><span class=x1>Image</span><img src="/pier.jpg"></div>
      <figcaption>A pier of the bridge.</figcaption></figure>
      """)
    #expect(html.contains("/pier.jpg"))
    #expect(html.contains("A pier of the bridge."))
    #expect(!html.contains("Image"))
  }

  @Test func aPictureThatAScriptPutsInIsTakenFromTheFiguresAttributes() {
    let html = amid(
      """
      <figure itemid="https://pictures.example/pier-large.jpg?w=600"><div class=lazy></div>
      <figcaption>A pier of the bridge.</figcaption></figure>
      """)
    #expect(html.ranges(of: "<img").count == 1)
    #expect(html.contains("src=\"https://pictures.example/pier-large.jpg?w=600\""))
    #expect(html.contains("A pier of the bridge."))
  }

  @Test(arguments: [
    "<figure itemid='https://pictures.example/pier.jpg'><img src='/small.jpg'></figure>",
    "<figure data-page='https://news.example.org/pier'><blockquote>A pier.</blockquote></figure>",
    "<figure data-text='A file named pier.jpg'><blockquote>A pier.</blockquote></figure>",
  ])
  func noPictureIsPutWhereOneIsOrNoneIsNamed(figure: String) {
    #expect(amid(figure).ranges(of: "<img").count == figure.ranges(of: "<img").count)
  }

  @Test(
    arguments: [
      ("https://a.example/b.jpg", true), ("/b/c.webp?x=1", true), ("HTTPS://A.example/B.PNG", true),
      ("//a.example/b.jpeg#top", true), ("b.jpg is a file", false),
      ("https://a.example/b.html", false),
      ("https://a.example/b c.jpg", false), ("house.jpg", false), (".jpg", false),
    ])
  func addressesOfPicturesAreTold(text: String, isPicture: Bool) {
    let bytes = Array(text.utf8)
    let isAddress = ArticleTree.isPictureAddress(bytes.span)
    #expect(isAddress == isPicture)
  }

  @Test func thePictureOverTheTextIsTakenWithItsCaption() {
    let page = """
      <html><head><title>Harbour bridge to close in March</title></head><body>\(Pages.navigation)
      <main><article><header><h1>Harbour bridge to close in March</h1>
      <figure><img src="/lead.jpg"><figcaption>The bridge seen from the north.</figcaption></figure>
      </header><div class="article-body">\(Pages.paragraphs())</div></article></main>
      \(Pages.footer)</body></html>
      """
    let html = Pages.extracted(page).html
    #expect(html.contains("/lead.jpg"))
    #expect(html.contains("The bridge seen from the north."))
  }

  @Test func aPictureOfAnotherArticleBeforeTheTextIsLeft() {
    let page = """
      <html><head><title>Harbour bridge to close in March</title></head><body>\(Pages.navigation)
      <main><aside class="related"><figure><a href="/2"><img src="/other.jpg"></a></figure></aside>
      <article><h1>Harbour bridge to close in March</h1>
      <div class="article-body">\(Pages.paragraphs())</div></article></main></body></html>
      """
    #expect(!Pages.extracted(page).html.contains("/other.jpg"))
  }

  @Test func aPictureBehindTheLastParagraphIsTaken() {
    let steps = Pages.paragraphs.enumerated().map { number, text in
      "<section><p>\(text)</p><figure><img src=\"/\(number).jpg\"></figure></section>"
    }
    let html = Pages.extracted(Pages.page(steps.joined())).html
    for number in Pages.paragraphs.indices { #expect(html.contains("/\(number).jpg")) }
  }
}
