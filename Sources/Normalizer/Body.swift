internal import FeedModel
internal import HTML

/// Runs the steps over one body, in the order of the design.
struct Body: ~Copyable {
  var document: HTMLDocument

  init(_ text: Text) {
    switch text.kind {
    case .html: document = HTMLDocument(parsingFragment: text.value)
    case .plain: document = HTMLDocument(parsingFragment: PlainMarkup.html(text.value))
    }
  }

  mutating func clean(_ work: inout EntryWork) {
    LiftStep.apply(to: &document, &work)
    RelatedStep.apply(to: document, &work)
    PromoStep.apply(to: &document, &work)
    RepairStep.apply(to: &document, &work)
    AddressStep.apply(to: &document, &work)
    TrackerStep.apply(to: &document, &work)
    FeedRuleStep.apply(to: &document, &work)
    let hasAnchors = SanitizeStep.apply(to: &document, &work)
    TidyStep.apply(to: &document, &work)
    SettleStep.apply(to: &document, &work, hasAnchors: hasAnchors)
    if document.reachedDepthLimit {
      work.diagnostics.append(
        Diagnostic(.note, code: "html-depth", "the body nests too deeply; it was flattened"))
    }
  }

  /// All that a reader sees.
  func text() -> [UInt8] {
    var bytes: [UInt8] = []
    document.appendTextContent(of: document.root, to: &bytes)
    return bytes
  }

  /// The clean markup; `nil` when nothing is left.
  func html() -> CleanHTML? {
    let text = document.serializedText()
    return text.isEmpty ? nil : CleanHTML(sanitized: text)
  }
}

/// Markup for plain text: paragraphs at empty lines, line breaks at the others.
enum PlainMarkup {
  static func html(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    var paragraph: [UInt8] = []
    for line in PlainText.clean(Array(text.utf8)).split(
      separator: 0x0A, omittingEmptySubsequences: false)
    {
      if line.isEmpty || line.trimmedBlanks.isEmpty {
        close(&paragraph, into: &output)
      } else {
        if !paragraph.isEmpty { paragraph += "<br>".utf8 }
        escape(line, into: &paragraph)
      }
    }
    close(&paragraph, into: &output)
    return output
  }

  private static func close(_ paragraph: inout [UInt8], into output: inout [UInt8]) {
    if paragraph.isEmpty { return }
    output += "<p>".utf8
    output += paragraph
    output += "</p>".utf8
    paragraph.removeAll(keepingCapacity: true)
  }

  private static func escape(_ text: ArraySlice<UInt8>, into output: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      default: output.append(byte)
      }
    }
  }
}
