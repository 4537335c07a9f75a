/// What an entry is known by for ever: an absolute IRI (RFC 4287 §4.2.6).
///
/// Compared and hashed as bytes: two spellings of one address are two ids.
public struct EntryID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The id as it is published: an absolute IRI (RFC 4287 §4.2.6), compared by its bytes.
  public let iri: String

  /// Takes what was stored or is known to be an absolute IRI.
  public init(iri: String) {
    self.iri = iri
  }

  public var description: String { iri }

  public static func == (a: EntryID, b: EntryID) -> Bool {
    a.iri.utf8.elementsEqual(b.iri.utf8)
  }

  public static func < (a: EntryID, b: EntryID) -> Bool {
    a.iri.utf8.lexicographicallyPrecedes(b.iri.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var iri = iri
    iri.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
