import HTML
import Testing

@Suite struct TreeTests {
  @Test func editsKeepTheOrderOfChildren() {
    var document = Document()
    let list = document.makeElement(.ul)
    document.append(list, to: document.root)
    let items = ["a", "b", "c"].map { text in
      let item = document.makeElement(.li)
      document.append(document.makeText(text), to: item)
      return item
    }
    document.append(items[2], to: list)
    document.insert(items[0], before: items[2])
    document.insert(items[1], after: items[0])
    #expect(html(document) == "<ul><li>a</li><li>b</li><li>c</li></ul>")
    document.detach(items[1])
    #expect(html(document) == "<ul><li>a</li><li>c</li></ul>")
    document.unwrap(items[0])
    #expect(html(document) == "<ul>a<li>c</li></ul>")
    document.unwrap(list)
    #expect(html(document) == "a<li>c</li>")
  }

  @Test func attributesAreSetReadAndRemoved() {
    var document = Document()
    let image = document.makeElement(.img)
    document.append(image, to: document.root)
    document.setAttribute(.src, to: "a&b\"", of: image)
    document.setAttribute(.alt, to: "x", of: image)
    document.setAttribute(document.internAttributeName("data-own"), to: "1", of: image)
    document.setAttribute(.alt, to: "<y>", of: image)
    #expect(document.attribute(.src, of: image) == "a&b\"")
    #expect(document.attribute(.title, of: image) == nil)
    #expect(
      html(document) == "<img src=\"a&amp;b&quot;\" alt=\"&lt;y&gt;\" data-own=\"1\">")
    document.removeAttribute(.src, of: image)
    #expect(document.attributeNames(of: image).map { document.string($0) } == ["alt", "data-own"])
  }

  @Test func aWalkGoesOnBehindWhatItDetachesAndIntoWhatItUnwraps() {
    var document = Document()
    let outer = document.makeElement(.div)
    document.append(outer, to: document.root)
    for name in [ElementName.p, .span, .aside] {
      let element = document.makeElement(name)
      document.append(element, to: outer)
      document.append(document.makeElement(.b), to: element)
    }
    var seen: [String] = []
    document.walk(from: document.root) { document, id in
      seen.append(document.string(document.name(of: id)))
      if document.isElement(id, .p) { document.detach(id) }
      if document.isElement(id, .span) { document.unwrap(id) }
      return .descend
    }
    #expect(seen == ["div", "p", "span", "b", "aside", "b"])
    #expect(html(document) == "<div><b></b><aside><b></b></aside></div>")
  }

  @Test func aCopyHasTheSameHTMLAndIsAnotherNode() {
    var document = Document()
    let outer = document.makeElement(.div)
    document.append(outer, to: document.root)
    document.setAttribute(.id, to: "x", of: outer)
    let inner = document.makeElement(.p)
    document.append(inner, to: outer)
    document.append(document.makeText("one"), to: inner)
    document.append(document.makeText("two"), to: outer)
    document.append(document.copy(outer), to: document.root)
    #expect(html(document) == String(repeating: "<div id=\"x\"><p>one</p>two</div>", count: 2))
  }

  private func html(_ document: borrowing Document) -> String {
    String(decoding: document.serialized(), as: UTF8.self)
  }
}
