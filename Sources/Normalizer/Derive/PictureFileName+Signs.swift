extension PictureFileName {
  /// Whether it lies where a service keeps its buttons, at whatever size.
  var isButton: Bool {
    PictureFileName.buttons.contains { service, folder in
      bytes[host].suffix(service.count).elementsEqual(service)
        && bytes[path].firstRange(ofBytes: folder) != nil
    }
  }

  private static let buttons: [(host: [UInt8], folder: [UInt8])] = [
    ("ko-fi.com", "/cdn/"), ("ko-fi.com", "/img/"), ("buymeacoffee.com", "/button"),
    ("patreon.com", "/external/"), ("liberapay.com", "/assets/widgets/"),
    ("i.creativecommons.org", "/l/"), ("mirrors.creativecommons.org", "/presskit/"),
    ("licensebuttons.net", "/l/"), ("paypalobjects.com", "/btn/"),
    ("opencollective.com", "/button"), ("applemediaservices.com", "/badges/"),
    ("play.google.com", "/badges/"), ("flattr.com", "/button"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  /// Whether it is a photograph by its ending, and called after something beside a function, a service
  /// and a mood: `police-badge-1890.jpg`, and not `facebook-icon.jpg`.
  var isPhotograph: Bool {
    let slash = bytes[path].lastIndex(of: UInt8(ascii: "/")) ?? path.lowerBound
    guard let dot = bytes[slash..<path.upperBound].lastIndex(of: UInt8(ascii: ".")) else {
      return false
    }
    let ending = bytes[(dot + 1)..<path.upperBound]
    guard ending.elementsEqual("jpg".utf8) || ending.elementsEqual("jpeg".utf8) else {
      return false
    }
    var isCalled = false
    forEachWord(in: slash..<dot) { word in isCalled = isCalled || isOwn(word) }
    return isCalled
  }

  /// Whether a word names a thing: none of a sign's, no number, and not the site's.
  private func isOwn(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count > 2, word.contains(where: \.isASCIILetter) else { return false }
    let isSigns =
      PictureFileName.functions.contains(word) || PictureFileName.signs.contains(word)
      || PictureFileName.variants.contains(word) || PictureFileName.deeds.contains(word)
      || PictureFileName.brands.contains(word)
    return !isSigns && bytes[host].firstRange(ofBytes: Array(word)) == nil
  }

  /// Services, and what their signs ask for.
  private static let brands = ShortWords([
    "facebook", "twitter", "instagram", "linkedin", "youtube", "telegram", "whatsapp", "google",
    "play", "apple", "app", "appstore", "store", "podcast", "podcasts", "spotify", "feed", "feeds",
    "email", "mail", "pdf", "print", "printer", "github", "amazon", "patreon", "kofi", "paypal",
    "discord", "mastodon", "reddit", "pinterest", "tiktok", "tumblr", "wechat", "weibo", "line",
    "vkontakte", "available", "download", "get", "buy", "now", "click", "here", "read", "more",
    "sign", "join", "home", "menu", "search", "close", "arrow", "left", "right", "next", "back",
    "top", "loading", "loader", "ajax", "comment", "comments", "contact", "info", "help", "link",
    "external", "user", "author", "profile", "face", "happy", "sad", "laugh", "grin", "wink",
  ])
}

/// A few words, found without making a string of what is looked up.
struct ShortWords {
  /// By first letter; the others hold none.
  private var words: [[[UInt8]]] = Array(repeating: [], count: 256)

  init(_ words: [String]) {
    for word in words {
      let bytes = Array(word.utf8)
      self.words[Int(bytes[0])].append(bytes)
    }
  }

  func contains(_ word: ArraySlice<UInt8>) -> Bool {
    words[Int(word[word.startIndex])].contains { $0.count == word.count && $0.elementsEqual(word) }
  }
}

extension PictureFileName {
  /// In names of pictures that ask for something.
  static let deeds = ShortWords([
    "button", "btn", "badge", "donate", "donation", "spenden", "subscribe", "abonnieren", "follow",
    "listen", "share", "tweet", "sponsor", "patron", "support",
  ])

  /// In the name of a file of few words.
  static let functions = ShortWords([
    "icon", "icons", "logo", "button", "btn", "badge", "sprite", "sprites", "spacer", "blank",
    "transparent", "1x1", "signature", "spinner", "feedicon", "rss", "mimetype", "filetype",
  ])
}
