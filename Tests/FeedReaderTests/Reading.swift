import FeedModel

@testable import FeedReader

/// Reads a document given as text, as if from a file.
func read(_ text: String, address: String? = nil) throws -> ParsedFeed {
  try FeedReader().read(document(text, address: address))
}

func document(_ text: String, address: String? = nil) -> SourceDocument {
  SourceDocument(
    bytes: Array(text.utf8), name: "test", address: address.flatMap { WebAddress($0) })
}
