import ArticleExtractor
import FeedModel
import JSON
import Regenerator

/// An extraction for people and scripts.
struct ExtractionOutline {
  private let extraction: PageExtraction

  init(_ extraction: PageExtraction) { self.extraction = extraction }

  /// A line for each block: `+` or `-`, how likely it is the article's, why it was taken or left,
  /// where it stands, how it begins.
  func text() -> String {
    var lines: [String] = []
    for block in extraction.blocks {
      let percent = Int((block.likelihood * 100).rounded())
      let beginning = String(block.text.prefix(60))
      lines.append(
        [
          block.isKept ? "+" : "-", "\(percent)%", block.reason.rawValue, block.path,
          Console.printable(beginning),
        ].joined(separator: "\t"))
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// One object on one line.
  func json() -> String {
    var json = JSONWriter(format: .compact)
    json.beginObject()
    json.optional("url", extraction.address?.href)
    json.optional("title", extraction.metadata.title)
    writeMetadata(&json)
    json.key("kind")
    json.string(extraction.kind.rawValue)
    json.optional("next", extraction.next?.href)
    json.optional("refusal", extraction.refusal?.rawValue)
    if !extraction.followedRules.isEmpty {
      json.key("rules")
      json.strings(extraction.followedRules)
    }
    if extraction.refusal == nil {
      json.optional("content_html", extraction.content?.html)
      json.optional("content_text", extraction.text)
    }
    if !extraction.blocks.isEmpty { writeBlocks(&json) }
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self) + "\n"
  }

  private func writeMetadata(_ json: inout JSONWriter) {
    let metadata = extraction.metadata
    if !metadata.authors.isEmpty {
      json.key("authors")
      json.beginArray()
      for author in metadata.authors { json.string(author) }
      json.endArray()
    }
    json.optional("date_published", metadata.published?.timestamp.rfc3339)
    json.optional("date_modified", metadata.modified?.timestamp.rfc3339)
    json.optional("site", metadata.siteName)
    json.optional("language", metadata.language)
    json.optional("image", metadata.image?.href)
    json.optional("canonical", metadata.canonical?.href)
  }

  private func writeBlocks(_ json: inout JSONWriter) {
    json.key("blocks")
    json.beginArray()
    for block in extraction.blocks {
      json.beginObject()
      json.key("taken")
      json.bool(block.isKept)
      json.key("reason")
      json.string(block.reason.rawValue)
      json.key("path")
      json.string(block.path)
      json.key("text")
      json.string(block.text)
      json.key("likelihood")
      json.number(Double(block.likelihood))
      json.key("length")
      json.number(Double(block.length))
      json.key("region")
      json.number(block.region)
      json.key("kind")
      json.number(block.kind)
      json.key("path_kind")
      json.number(block.pathKind)
      json.key("evidence")
      json.beginArray()
      for number in block.evidence { json.number(Double(number)) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    writeRegions(&json)
  }

  /// Where each region's blocks begin and end, and its parent; for `Scripts/article/fit.py`.
  private func writeRegions(_ json: inout JSONWriter) {
    json.key("regions")
    json.beginArray()
    for region in extraction.regions {
      json.beginArray()
      json.number(region.blocks.lowerBound)
      json.number(region.blocks.upperBound)
      json.number(region.parent)
      json.endArray()
    }
    json.endArray()
    json.key("evidence_names")
    json.strings(ArticleExtractor.evidenceNames)
  }
}
