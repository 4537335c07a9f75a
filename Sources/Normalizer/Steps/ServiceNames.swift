internal import Bytes
internal import HTML

/// Services whose things an element names by an id: `data-vimeo-id`, `type="youtube" video-id`,
/// `<YouTube id>`.
struct ServiceNames {
  private struct Service {
    /// In the name of an element or attribute, in a class, as the value of a provider.
    var words: [String]
    /// The rule for embeds that knows it.
    var rule: String
    var length: ClosedRange<Int>
    var isNumber = false
    /// Whether an attribute must name it: its word means other things, too.
    var isNamedAlone = false
  }

  private static let services = [
    Service(words: ["youtube", "yt"], rule: "embed.youtube", length: 11...11),
    Service(words: ["vimeo"], rule: "embed.vimeo", length: 6...11, isNumber: true),
    Service(words: ["dailymotion"], rule: "embed.dailymotion", length: 5...12),
    Service(
      words: ["tweet", "twitter"], rule: "embed.twitter", length: 9...20, isNumber: true),
    Service(words: ["tiktok"], rule: "embed.tiktok", length: 15...22, isNumber: true),
    Service(words: ["gist"], rule: "embed.gist", length: 5...40),
    Service(words: ["wistia"], rule: "embed.wistia", length: 10...10),
    Service(words: ["rutube"], rule: "embed.rutube", length: 32...32),
    Service(words: ["volume"], rule: "embed.volume", length: 8...12, isNamedAlone: true),
  ]

  /// Attributes that hold an id, and say nothing of whose; `id` on elements that HTML doesn't know.
  private static let ids = [
    "video-id", "videoid", "data-video-id", "data-videoid", "data-embed-id", "data-plyr-embed-id",
    "data-id", "status", "tweet-id", "tweetid", "data-status-id",
  ]
  /// Attributes that name a service.
  private static let providers = [
    "type", "provider", "service", "platform", "data-type", "data-provider", "data-service",
    "data-platform", "data-plyr-provider", "data-video-provider", "data-embed-type",
  ]

  private static let roles = AttributeRoles(
    ids.map { (text: $0, role: false) } + providers.map { (text: $0, role: true) })

  /// Attributes of the document that name both: the service by its number.
  private var named: [(name: AttributeName, service: Int)] = []
  private var plain: [AttributeName] = []
  private var byProvider: [AttributeName] = []

  init(_ document: borrowing HTMLDocument) {
    var named: [(name: AttributeName, service: Int)] = []
    document.forEachOwnAttributeName { name, text in
      guard (5...40).contains(text.count), text.holdsByte("-") else { return }
      let words = text.copied.split { !$0.isASCIILetter }
      let isID = ["id", "uuid"].contains { words.last?.elementsEqual($0.utf8) == true }
      guard isID || words.count == 2 else { return }
      if let service = ServiceNames.service(of: words, isAttribute: true) {
        named.append((name, service))
      }
    }
    self.named = named
    for (name, isProvider) in ServiceNames.roles.present(in: document) {
      if isProvider { byProvider.append(name) } else { plain.append(name) }
    }
  }

  /// Whether an element of HTML may name a thing so; `false` is certain.
  var mayStandOnKnown: Bool { !named.isEmpty || !plain.isEmpty }

  /// The thing that an element names, and whether one attribute names both; `nil` where its service or
  /// its id is none.
  func embed(
    of node: NodeID, in document: borrowing HTMLDocument, _ work: EntryWork
  ) -> (embed: Embed, isNamed: Bool)? {
    for (name, service) in named {
      if let value = document.bytes(of: name, node),
        let embed = ServiceNames.embed(service, Array(value.trimmedBlanks), work)
      {
        return (embed, true)
      }
    }
    let isOwn = document.isOwn(document.name(of: node))
    for name in isOwn ? plain + [.id] : plain {
      guard let value = document.bytes(of: name, node)?.trimmedBlanks, !value.isEmpty else {
        continue
      }
      // An id of the page's is none of the thing's, unless the element itself is the service's.
      guard let service = service(of: node, in: document) else { return nil }
      if let embed = ServiceNames.embed(service, Array(value), work) { return (embed, false) }
    }
    return nil
  }

  /// By the name of the element, by what names a provider, by class.
  private func service(of node: NodeID, in document: borrowing HTMLDocument) -> Int? {
    var words: [ArraySlice<UInt8>] = []
    let name = document.name(of: node)
    if document.isOwn(name) {
      words += Array(document.string(name).utf8).split { !$0.isASCIILetter }
    }
    for name in byProvider {
      let value = document.bytes(of: name, node) ?? []
      words += value.prefix(256).map(\.lowercased).split { !$0.isASCIILetter }
    }
    if let service = ServiceNames.service(of: words) { return service }
    // A button has a network's name in its class, too, and the entry's number in an attribute.
    let classes = (document.bytes(of: .class, node) ?? []).prefix(256).map(\.lowercased)
      .split { !$0.isASCIILetter }
    let isKind = classes.contains { word in
      ServiceNames.kinds.contains { word.elementsEqual($0.utf8) }
    }
    return isKind ? ServiceNames.service(of: classes) : nil
  }

  /// Words of classes of what shows something.
  private static let kinds = ["player", "embed", "video", "tweet", "lazy", "lite"]

  private static func service(
    of words: [ArraySlice<UInt8>], isAttribute: Bool = false
  ) -> Int? {
    services.firstIndex { service in
      (isAttribute || !service.isNamedAlone)
        && service.words.contains { name in words.contains { $0.elementsEqual(name.utf8) } }
    }
  }

  private static func embed(_ number: Int, _ id: [UInt8], _ work: EntryWork) -> Embed? {
    let service = services[number]
    guard service.length.contains(id.count),
      id.allSatisfy({
        $0.isASCIIDigit || !service.isNumber && ($0.isASCIILetter || "-_".utf8.contains($0))
      }),
      let rule = work.rules.embeds.rules.first(where: { $0.name.hasBytes(of: service.rule) })
    else { return nil }
    return Embed(rule: rule, id: String(decoding: id, as: UTF8.self))
  }
}
