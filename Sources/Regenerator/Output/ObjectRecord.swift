import Archive
import Bytes
import FeedModel
import History
import ObjectStore
import Publisher

/// A file as it is put into a bucket: its bytes, its headers, and the notes that tell a later run
/// what it is without reading it.
struct ObjectRecord: Sendable {
  let object: NewObject
  let digest: Fingerprint
  private let isClosed: Bool

  /// - Parameter caching: `Cache-Control`.
  init(_ file: RenderedFile, caching: String, version: FileVersion) {
    var object = NewObject(
      name: file.name, bytes: file.bytes, mediaType: file.mediaType, caching: caching)
    digest = Fingerprint(file.bytes)
    isClosed = Publisher.isClosedPage(file.bytes)
    object.notes = Self.notes(version, digest, isClosed: isClosed)
    self.object = object
  }

  /// The compressed copy beside it; `nil` where zlib can't have its memory.
  ///
  /// It says that it is compressed, so that a store that is asked for it sends a feed.
  var compressed: NewObject? {
    guard let bytes = Gzip.compressed(object.bytes) else { return nil }
    var copy = object
    (copy.name, copy.bytes, copy.isZipped) = (object.name + ".gz", bytes, true)
    return copy
  }

  /// What the archive is to note of it.
  ///
  /// - Parameter tag: the entity tag that the store gave it.
  func noted(tag: String) -> PublishedFile {
    PublishedFile(
      object: object.name, bytes: object.bytes.count, tag: tag, digest: digest,
      headers: Self.print(object.mediaType, object.caching), isClosed: isClosed)
  }

  /// Whether a file that is in place holds the same and says the same of itself.
  func isSame(as file: PublishedFile) -> Bool {
    let own = noted(tag: "")
    return file.bytes == own.bytes && file.digest == digest && file.modified == own.modified
  }

  private static func notes(
    _ version: FileVersion, _ digest: Fingerprint, isClosed: Bool
  ) -> [(name: String, value: String)] {
    (isClosed ? [("refeed-closed", "1")] : [])
      + [("refeed-digest", digest.description), ("refeed-version", version.text)]
  }

  fileprivate static func print(_ mediaType: String, _ caching: String) -> UInt64 {
    Fingerprint(Array("\(mediaType)\n\(caching)".utf8)).firstWord
  }
}

extension ObjectHead {
  /// How new it is; `nil` for what Refeed did not put there.
  var version: FileVersion? { notes["refeed-version"].flatMap(FileVersion.init) }

  /// The object as a published file; `nil` for what Refeed did not put there.
  func file(named name: String) -> PublishedFile? {
    guard version != nil, let text = notes["refeed-digest"],
      let digest = Hexadecimal.decoded(Array(text.utf8)).flatMap({ Fingerprint(stored: $0) })
    else { return nil }
    return PublishedFile(
      object: name, bytes: bytes, tag: tag, digest: digest,
      headers: ObjectRecord.print(mediaType, caching), isClosed: notes["refeed-closed"] == "1")
  }
}

/// An object is noted as a file is: in the place of the file's number stands what its entity tag
/// comes to, in that of its time what its headers come to, and in the last bit of that whether it is
/// an archive page that is closed.
extension PublishedFile {
  fileprivate init(
    object name: String, bytes: Int, tag: String, digest: Fingerprint, headers: UInt64,
    isClosed: Bool
  ) {
    self.init(
      name: name, bytes: bytes, inode: Self.print(ofTag: tag),
      modified: Int64(bitPattern: headers & ~1 | (isClosed ? 1 : 0)), digest: digest)
  }

  /// Whether it is the object that a listing names.
  func isObject(tag: String, bytes: Int) -> Bool {
    self.bytes == bytes && inode == Self.print(ofTag: tag)
  }

  /// Of an object.
  var isClosedPage: Bool { modified & 1 == 1 }

  private static func print(ofTag tag: String) -> UInt64 {
    Fingerprint(Array(tag.utf8)).firstWord
  }
}

extension Fingerprint {
  fileprivate var firstWord: UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
