import ArgumentParser

/// Arguments of `convert` that are read without asking what options there are.
///
/// ArgumentParser finds a command's options by reflection, and each of its hundreds of questions ("is
/// this type an option?") goes through all ten thousand conformances of the program: half of the
/// instructions of a small conversion. What is right is told by name here; mistakes and calls for help
/// are left to it.
extension ConvertCommand {
  /// The command that ArgumentParser would make of the same arguments; `nil` where it has something to
  /// say of them.
  init?(plain arguments: some Collection<String>) {
    self = ConvertCommand.withoutOptions
    var seen: Set<String> = []
    var left = arguments[...]
    while let word = left.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        inputs.append(word)
        continue
      }
      if take(flag: word) { continue }
      let equals = word.hasPrefix("--") ? word.utf8.firstIndex(of: UInt8(ascii: "=")) : nil
      let name = equals.map { String(word[..<$0]) } ?? word
      let value = equals.map { String(word[word.utf8.index(after: $0)...]) } ?? left.popFirst()
      guard let value, !value.isEmpty, !value.hasPrefix("-"), take(name, value) else { return nil }
      let isList = name == "--filter-list"
      guard isList || seen.insert(name == "-o" ? "--output" : name).inserted else { return nil }
    }
    guard !inputs.isEmpty, (try? check()) != nil else { return nil }
  }

  private func check() throws {
    try size.validate()
    try duplicates.validate()
    try validate()
  }

  /// A property that has no value ends the program when it is asked for.
  private static var withoutOptions: ConvertCommand {
    var command = ConvertCommand()
    (command.inputs, command.filterLists) = ([], [])
    (command.to, command.output, command.limit, command.since) = (nil, nil, nil, nil)
    (command.images, command.fullText) = (.original, nil)
    (command.strict, command.allowPrivateNetworks) = (false, false)
    command.overrides = FeedOverrides.none
    command.likeness = LikenessOption.none
    command.duplicates = DuplicatesOption.none
    command.size = SizeOption.none
    return command
  }

  private mutating func take(flag: String) -> Bool {
    switch flag {
    case "--strict": strict = true
    case "--allow-private-networks": allowPrivateNetworks = true
    default: return false
    }
    return true
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--to": to = value
    case "-o", "--output": output = value
    case "--filter-list": filterLists.append(value)
    case "--since": since = value
    case "--title": overrides.title = value
    case "--homepage": overrides.homepage = value
    case "--base": overrides.base = value
    case "--language": overrides.language = value
    case "--timezone": overrides.timezone = value
    case "--like": likeness.like = value
    case "--config": likeness.config.path = value
    case "--duplicates": duplicates.name = value
    case "--max-bytes": size.maxBytes = value
    default: return take(name, counted: value)
    }
    return true
  }

  /// Options whose values are of few kinds.
  private mutating func take(_ name: String, counted value: String) -> Bool {
    switch name {
    case "--limit":
      limit = Int(value)
      return limit != nil
    case "--images":
      guard let choice = Images(rawValue: value) else { return false }
      images = choice
    case "--full-text":
      fullText = Pages(rawValue: value)
      return fullText != nil
    default: return false
    }
    return true
  }
}

extension FeedOverrides {
  fileprivate static var none: FeedOverrides {
    var options = FeedOverrides()
    (options.title, options.homepage, options.base) = (nil, nil, nil)
    (options.language, options.timezone) = (nil, nil)
    return options
  }
}

extension LikenessOption {
  fileprivate static var none: LikenessOption {
    var options = LikenessOption()
    options.like = nil
    options.config = ConfigurationOption()
    options.config.path = nil
    return options
  }
}

extension DuplicatesOption {
  fileprivate static var none: DuplicatesOption {
    var options = DuplicatesOption()
    options.name = nil
    return options
  }
}

extension SizeOption {
  fileprivate static var none: SizeOption {
    var options = SizeOption()
    options.maxBytes = nil
    return options
  }
}
