internal import JSON

extension Rules {
  /// The tables, `images` and `sanitizer` as they are in force, in the language of the
  /// configuration: laid over the built-in rules, they give the same again.
  ///
  /// What a user writes for one feed (`remove`, `only`, …) is not among them.
  public func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for table in all.tables {
      writer.key(table.key.rawValue)
      writer.beginArray()
      for object in table.objects { writer.rule(object) }
      writer.endArray()
    }
    writer.key("images")
    writer.images(all.images)
    writer.key("sanitizer")
    all.sanitizer.write(to: &writer)
    writer.endObject()
    return writer.finish()
  }
}

extension JSONWriter {
  fileprivate mutating func rule(_ object: RuleObject) {
    beginObject()
    for name in object.keys {
      guard let value = object.value(name), name != "on", name != "always" else { continue }
      key(name)
      self.value(value)
    }
    if !object.isOn {
      key("on")
      bool(false)
    }
    endObject()
  }

  fileprivate mutating func images(_ policy: ImagePolicy) {
    beginObject()
    key("mode")
    switch policy.mode {
    case .original: string("original")
    case .keep: string("keep")
    case .proxy(let template): string(template)
    }
    if let resizers = policy.resizers {
      key("resizers")
      string(resizers.rawValue)
    }
    for (name, hosts) in [
      ("except", policy.exceptNames), ("noReferrer", policy.noReferrerNames),
    ] where !hosts.isEmpty {
      key(name)
      beginArray()
      for host in hosts { string(host) }
      endArray()
    }
    endObject()
  }
}
