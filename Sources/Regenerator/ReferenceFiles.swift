import ConfigurationModel
package import Publisher

/// The files of the manual that are made from the table of keys.
package enum ReferenceFiles {
  /// Why they can't be written.
  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  /// Writes `config.schema.json` into a folder, and its `configuration.md` with the tables of now.
  package static func write(to folder: String) throws(Failure) -> [PublishOutcome] {
    let manual = "\(folder)/configuration.md"
    do {
      let bytes = try LocalFiles.contents(of: manual, limit: 1 << 20)
      guard let text = KeyReference.manual(String(decoding: bytes, as: UTF8.self)) else {
        throw Failure(description: "\(manual): a mark <!-- keys: … --> is missing")
      }
      return [
        try Publisher().publish(Array(text.utf8), at: manual),
        try Publisher().publish(KeyReference.schema(), at: "\(folder)/config.schema.json"),
      ]
    } catch {
      throw error as? Failure ?? Failure(description: "\(manual): \(error)")
    }
  }
}
