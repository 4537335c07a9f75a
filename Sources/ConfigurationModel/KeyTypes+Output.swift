internal import JSON
public import ObjectStore

extension KeyType where Value == String {
  /// A folder's path, or the address of a bucket; an address of another kind is a problem.
  static var folderOrBucket: KeyType {
    KeyType(
      words: "path or `s3://` address", schema: { $0.type("string") }, text: { "\"\($0)\"" },
      read: { value, _, reading in
        guard let text = reading.string(value) else { return nil }
        if let path = SourceLocation.path(of: text) { return reading.resolved(path) }
        guard Configuration.isBucket(text) else {
          // Of an address nothing is repeated but its kind: it may hold a password.
          let scheme = text.prefix { $0 != ":" }
          reading.problems.add(
            "files can't be put at an address that begins with \(scheme):; give a folder, or a "
              + "bucket as s3://bucket/prefix", at: value)
          return nil
        }
        do throws(InvalidStoreAddress) {
          _ = try StoreAddress(text)
          return text
        } catch {
          reading.problems.add(error.description, at: value)
          return nil
        }
      })
  }
}

extension Configuration {
  /// The bucket that files are put into; `nil` for a folder.
  public var bucket: StoreAddress? {
    Self.isBucket(settings.output) ? try? StoreAddress(settings.output) : nil
  }

  static func isBucket(_ output: String) -> Bool {
    output.utf8.prefix(5).elementsEqual("s3://".utf8)
      || output.utf8.prefix(5).elementsEqual("S3://".utf8)
  }
}
