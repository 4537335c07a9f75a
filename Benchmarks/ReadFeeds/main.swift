import FeedModel
import FeedReader
import Glibc

// Reads the files that are named and says how many entries they hold. A process of its own, to be
// compared with other processes.
func contents(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  fseek(file, 0, SEEK_END)
  let size = max(ftell(file), 0)
  rewind(file)
  return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = fread(buffer.baseAddress, 1, size, file)
  }
}

let reader = FeedReader()
var entries = 0
for path in CommandLine.arguments.dropFirst() {
  let document = SourceDocument(bytes: contents(of: path), name: path)
  if let feed = try? reader.read(document) { entries += feed.entries.count }
}
print(entries)
