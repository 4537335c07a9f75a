import FeedModel
import Testing

@Suite struct EntryIDTests {
  @Test func comparesBytesNotCanonicalEquivalents() {
    #expect(EntryID(iri: "urn:x:\u{E9}") != EntryID(iri: "urn:x:e\u{301}"))
    #expect(EntryID(iri: "urn:x:a") < EntryID(iri: "urn:x:b"))
  }
}
