extension EntryID {
  /// The id of an entry as its source published it, always the same for the same source.
  ///
  /// The source's own id, else the link, else the content; an absolute IRI passes unchanged (RFC
  /// 4287 §4.2.6), anything else becomes a version 5 `urn:uuid:`.
  /// - Parameters:
  ///   - sourceID: byte for byte as published; `nil` when absent or blank.
  ///   - rawLink: the link byte for byte as published; `nil` when absent or blank.
  ///   - homepage: of the feed; entries of two sites that both count 1, 2, 3 stay apart by its host.
  ///   - content: what stands for an entry that has neither, a hash of its raw title and body.
  public init(
    sourceID: String?, rawLink: String?, homepage: WebAddress?, content: @autoclosure () -> String
  ) {
    let name = sourceID ?? rawLink ?? content()
    if sourceID != nil || rawLink != nil, AbsoluteIRI.isValid(name),
      // Readers have been seen to open an id as if it were the page.
      !ExecutableAddress.matches(name)
    {
      self.init(iri: name)
    } else {
      // No host contains a line break: the pair can't be read in another way.
      self.init(iri: NameBasedUUID("\(homepage?.host ?? "")\n\(name)").urn)
    }
  }

  /// What a feed is known by: a version 5 `urn:uuid:` of its home page's address, `#`, and its
  /// configured `id`.
  public static func feedURN(homepage: String, id: String) -> String {
    NameBasedUUID("\(homepage)#\(id)").urn
  }
}
