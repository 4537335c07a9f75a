// targets: JSON

import JSON

/// Any bytes: no crash; what is accepted is written and read back the same; every error and finding
/// has its sentence.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for options in [JSONOptions.strict, .feed, .configuration] {
    do throws(InvalidJSON) {
      check(try JSONDocument(parsing: bytes, options: options))
    } catch {
      precondition(!error.description.isEmpty && error.position.offset <= count)
      let (document, problem) = JSONDocument.salvaging(bytes, options: options)
      precondition(problem == error, "salvaging stops elsewhere")
      if let document { check(document) }
    }
  }
  return 0
}

private func check(_ document: JSONDocument) {
  for finding in document.findings { precondition(!finding.description.isEmpty) }
  visit(document.root)
  let compact = written(document.root, .compact)
  let pretty = written(document.root, .pretty)
  guard let again = try? JSONDocument(parsing: compact), let other = try? JSONDocument(parsing: pretty)
  else { preconditionFailure("what was written is no JSON") }
  precondition(again.findings.isEmpty, "what was written has faults")
  precondition(written(again.root, .compact) == compact)
  precondition(written(other.root, .compact) == compact)
}

private func written(_ value: JSONValue, _ format: JSONWriter.Format) -> [UInt8] {
  var writer = JSONWriter(format: format)
  writer.value(value)
  return writer.finish()
}

/// Asks everything that can be asked; the depth is bounded by the parser.
private func visit(_ value: JSONValue) {
  precondition(value.position.line > 0 && value.position.column > 0)
  _ = (value.string, value.int, value.double, value.bool, value.isNull)
  for element in value.elements.map({ Array($0.prefix(5)) }) ?? [] { visit(element) }
  for member in value.members.map({ Array($0.prefix(5)) }) ?? [] {
    precondition(member.isNamed(member.name) && value[member.name] != nil)
    precondition(!member.value.path.isEmpty && member.namePosition.line > 0)
    visit(member.value)
  }
}
