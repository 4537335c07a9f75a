import Foundation
import Samples

// Writes what `compare-reading` reads into the folder that is named: the generated feeds, and a list
// of the real ones.
let folder = URL(filePath: CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : ".")
for form in GeneratedFeed.Form.allCases {
  let feed = GeneratedFeed(form)
  try Data(feed.bytes).write(to: folder.appending(path: "\(form.rawValue).xml"))
}
let list = Samples.realWorld.map(\.path).joined(separator: "\n")
try Data(list.utf8).write(to: folder.appending(path: "realworld.txt"))
