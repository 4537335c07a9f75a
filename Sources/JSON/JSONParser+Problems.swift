extension JSONParser {
  func position(at offset: Int) -> JSONPosition {
    JSONPosition(offset: offset, lineStarts: lineStarts, textStart: textStart)
  }

  func problem(_ reason: InvalidJSON.Reason, at offset: Int) -> InvalidJSON {
    InvalidJSON(reason: reason, position: position(at: offset), path: path)
  }

  /// That something else than what is at `index` should be there.
  func unexpected(_ expected: String) -> InvalidJSON {
    problem(.unexpected(expected: expected, found: byte), at: index)
  }

  /// The path of the value that is being read.
  var path: String {
    var steps: [JSONPath.Step] = []
    for frame in frames where frame.isInside {
      if let name = frame.name {
        steps.append(.name(JSONStringDecoder.string(nodes[name], in: bytes)))
      } else {
        steps.append(.element(frame.count - 1))
      }
    }
    return JSONPath.description(steps)
  }

  mutating func report(_ kind: JSONFinding.Kind, at offset: Int) {
    guard findings.count < JSONDocument.maxFindings else {
      omittedFindings += 1
      return
    }
    findings.append(JSONFinding(kind: kind, position: position(at: offset), path: path))
  }

  // MARK: Duplicate keys

  /// Marks all but the last of the members of one name, and reports each repetition.
  ///
  /// Linear in the members, but for objects of a few, where comparing pairs is quicker.
  mutating func markDuplicates(of frame: Frame) {
    var names: [Int] = []
    var name = frame.node + 1
    while name + 1 < nodes.count {
      names.append(name)
      name = nodes[name + 1].next(after: name + 1)
    }
    if names.count <= 16 { comparePairs(names) } else { compareHashes(names) }
  }

  private mutating func comparePairs(_ names: [Int]) {
    for (position, name) in names.enumerated().dropFirst() {
      for earlier in names[..<position] where isSameName(earlier, name) {
        guard !nodes[earlier].flags.contains(.superseded) else { continue }
        supersede(earlier, by: name)
      }
    }
  }

  private mutating func compareHashes(_ names: [Int]) {
    var last: [[UInt8]: Int] = [:]
    for name in names {
      let key = Array(JSONStringDecoder.string(nodes[name], in: bytes).utf8)
      if let earlier = last.updateValue(name, forKey: key) { supersede(earlier, by: name) }
    }
  }

  private mutating func supersede(_ earlier: Int, by name: Int) {
    nodes[earlier].flags.insert(.superseded)
    let key = JSONStringDecoder.string(nodes[name], in: bytes)
    report(.duplicateKey(key), at: Int(nodes[name].start))
  }

  private func isSameName(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (nodes[a], nodes[b])
    guard a.flags.isEmpty, b.flags.isEmpty else {
      return JSONStringDecoder.string(a, in: bytes).utf8
        .elementsEqual(JSONStringDecoder.string(b, in: bytes).utf8)
    }
    guard a.extent - a.start == b.extent - b.start else { return false }
    return bytes[Int(a.start)..<Int(a.extent)].elementsEqual(bytes[Int(b.start)..<Int(b.extent)])
  }
}
