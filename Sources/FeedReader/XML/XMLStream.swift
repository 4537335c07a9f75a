internal import CLibXML
internal import Glibc

/// libxml2's SAX2 push parser: the one file that holds its pointers.
///
/// It gets UTF-8 without a document type from ``XMLGuard``, so no entity can be declared, and it is
/// told to open nothing. `HUGE` and `RECOVER` are never set: text and CDATA of any size arrive in
/// pieces and are never gathered by libxml2, whose limit of 10 MB per text node is its tree's.
final class XMLStream {
  /// What was wrong, and where in the document as libxml2 saw it.
  struct Problem {
    var code: Int
    var line: Int
    var column: Int
  }

  /// The addresses of libxml2's own copies of a name, which it keeps to the end.
  private struct NamePlace: Equatable {
    var local: UnsafePointer<UInt8>
    var prefix: UnsafePointer<UInt8>?
    var uri: UnsafePointer<UInt8>?
  }

  private let handler: FeedHandler
  private let limits: FeedReader.Limits
  private var context: xmlParserCtxtPtr?
  // Every callback touches these, one after the other, so the checks of overlap are left out.
  @exclusivity(unchecked) private var places = [NamePlace?](repeating: nil, count: slots)
  /// The names that were made, each where its place is.
  @exclusivity(unchecked) private var names = [XMLName](repeating: noName, count: slots)
  private static let noName = XMLName(namespace: .core, uri: "", name: .unknown, local: "")
  /// More than most feeds have names; cleared for every document, so no more than that.
  private static let slots = 128
  /// The namespaces met, which are few.
  private var namespaces: [(address: UnsafePointer<UInt8>, uri: String, namespace: FeedNamespace)] =
    []
  @exclusivity(unchecked) private var declarations: [Int] = []
  @exclusivity(unchecked) private var namespacesInScope = 0
  @exclusivity(unchecked) private var depth = 0
  private(set) var problem: Problem?
  /// Whether the root element was closed, or the handler wants no more.
  @exclusivity(unchecked) private(set) var isFinished = false
  private(set) var hasUndeclaredPrefix = false
  /// Tags that libxml2 told of, an empty element's counted twice.
  @exclusivity(unchecked) private(set) var tags = 0
  /// Lines that the guard kept back, to be added to libxml2's count.
  var droppedLines = 0

  init?(handler: FeedHandler, limits: FeedReader.Limits) {
    self.handler = handler
    self.limits = limits
    XMLStream.prepareOnce
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = startElement
    sax.endElementNs = endElement
    sax.characters = characters
    sax.ignorableWhitespace = characters
    sax.cdataBlock = characters
    refeed_set_error_handler(&sax, noteError)
    let me = Unmanaged.passUnretained(self).toOpaque()
    guard let context = xmlCreatePushParserCtxt(&sax, me, nil, 0, nil) else { return nil }
    self.context = context
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    _ = xmlCtxtUseOptions(context, Int32(options))
    _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
  }

  private static let prepareOnce: Void = {
    xmlInitParser()
    refeed_forbid_entities()
  }()

  // MARK: - Input

  /// Hands over a piece; `false` once the document is known not to be well-formed.
  func push(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let context, problem == nil else { return false }
    if bytes.isEmpty || isFinished { return true }
    return bytes.withMemoryRebound(to: CChar.self) { piece in
      _ = xmlParseChunk(context, piece.baseAddress, Int32(clamping: piece.count), 0)
      return problem == nil || isFinished
    }
  }

  /// Ends the document; `false` when it was not well-formed.
  func finish() -> Bool {
    guard let context, problem == nil else { return false }
    _ = xmlParseChunk(context, nil, 0, 1)
    return problem == nil && isFinished
  }

  // MARK: - Callbacks

  fileprivate func start(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?,
    namespaces: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
  ) {
    if isFinished { return }
    tags += 1
    depth += 1
    namespacesInScope += namespaces
    declarations.append(namespaces)
    guard namespacesInScope <= limits.namespaces else {
      stop()
      problem = Problem(code: 0, line: 0, column: 0)
      return
    }
    var list: [XMLAttribute] = []
    if count > 0, let attributes {
      list.reserveCapacity(count)
      for i in 0..<count {
        if let attribute = attribute(attributes, i) { list.append(attribute) }
      }
    }
    handler.startElement(name(local, prefix: prefix, uri: uri), attributes: list)
    if handler.isStopped { stop() }
  }

  fileprivate func end() {
    if isFinished { return }
    tags += 1
    handler.endElement()
    depth -= 1
    namespacesInScope -= declarations.popLast() ?? 0
    if depth == 0 || handler.isStopped { stop() }
  }

  fileprivate func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if !isFinished { handler.characters(bytes) }
  }

  fileprivate func note(_ error: UnsafeRawPointer) {
    if isFinished || problem != nil { return }
    if refeed_error_code(error) == Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue) {
      hasUndeclaredPrefix = true
    }
    guard refeed_error_level(error) == Int32(XML_ERR_FATAL.rawValue) else { return }
    problem = Problem(
      code: Int(refeed_error_code(error)), line: Int(refeed_error_line(error)) + droppedLines,
      column: Int(refeed_error_column(error)))
  }

  private func stop() {
    isFinished = true
    if let context { xmlStopParser(context) }
  }

  // MARK: - Names

  /// libxml2 keeps every name once, so its address stands for it.
  private func name(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?
  ) -> XMLName {
    let bits = UInt64(UInt(bitPattern: local)) &* 31 ^ UInt64(UInt(bitPattern: uri ?? prefix))
    let slot = Int((bits &* 0x9E37_79B9_7F4A_7C15) >> 57)
    let place = NamePlace(local: local, prefix: prefix, uri: uri)
    if places[slot] == place { return names[slot] }
    let name = makeName(local, prefix: prefix, uri: uri)
    places[slot] = place
    names[slot] = name
    return name
  }

  private func makeName(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?
  ) -> XMLName {
    let bytes = UnsafeBufferPointer(start: local, count: Int(strlen(local)))
    var name = XMLName(
      namespace: .core, uri: "", name: NameTable.shared.name(bytes), local: UTF8Text.string(bytes))
    if let uri {
      (name.namespace, name.uri) = namespace(uri)
    } else if let prefix {
      let spelled = String(cString: prefix)
      (name.namespace, name.uri) = FeedNamespace.usual(forPrefix: spelled) ?? (.other, spelled)
    }
    return name
  }

  private func namespace(_ address: UnsafePointer<UInt8>) -> (FeedNamespace, String) {
    if let known = namespaces.first(where: { $0.address == address }) {
      return (known.namespace, known.uri)
    }
    let uri = String(cString: address)
    let namespace = FeedNamespace.named(uri)
    if namespaces.count < 32 { namespaces.append((address, uri, namespace)) }
    return (namespace, uri)
  }

  private func attribute(
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ i: Int
  ) -> XMLAttribute? {
    guard let local = attributes[5 * i], let value = attributes[5 * i + 3],
      let end = attributes[5 * i + 4]
    else { return nil }
    let bytes = UnsafeBufferPointer(start: value, count: max(0, end - value))
    return XMLAttribute(
      name: name(local, prefix: attributes[5 * i + 1], uri: attributes[5 * i + 2]),
      value: XMLStream.attributeValue(bytes))
  }

  /// Without entity replacement libxml2 spells an ampersand `&#38;` in attribute values.
  private static func attributeValue(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(0x26) else { return UTF8Text.string(bytes) }
    let scan = XMLScan(bytes: bytes)
    var value: [UInt8] = []
    value.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      value.append(bytes[i])
      i += scan.starts(with: "&#38;", at: i) ? 5 : 1
    }
    return String(decoding: value, as: UTF8.self)
  }
}

/// Calls back without retaining the stream, which outlives its parser.
@inline(__always)
private func withStream(_ context: UnsafeMutableRawPointer?, _ body: (XMLStream) -> Void) {
  guard let context else { return }
  Unmanaged<XMLStream>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
}

private let startElement: startElementNsSAX2Func = {
  context, local, prefix, uri, namespaces, _, count, _, attributes in
  guard let local else { return }
  withStream(context) {
    $0.start(
      local, prefix: prefix, uri: uri, namespaces: Int(namespaces), attributes: attributes,
      count: Int(count))
  }
}

private let endElement: endElementNsSAX2Func = { context, _, _, _ in
  withStream(context) { $0.end() }
}

private let characters: charactersSAXFunc = { context, bytes, count in
  guard let bytes, count > 0 else { return }
  withStream(context) { $0.text(UnsafeBufferPointer(start: bytes, count: Int(count))) }
}

private let noteError: @convention(c) (UnsafeMutableRawPointer?, UnsafeRawPointer?) -> Void = {
  context, error in
  guard let error else { return }
  withStream(context) { $0.note(error) }
}
