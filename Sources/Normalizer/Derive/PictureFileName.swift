internal import Bytes

/// What a picture's address tells of the picture.
struct PictureFileName {
  let bytes: [UInt8]
  let host: Range<Int>
  let path: Range<Int>
  private let query: Range<Int>?

  init(_ parts: AddressParts) {
    bytes = parts.bytes.map(\.lowercased)
    host = parts.host
    path = parts.path
    query = parts.query
  }

  // MARK: Size

  /// Width and height in pixels where the name gives them; either may be unknown.
  var size: (width: Int?, height: Int?) { measured() }

  /// Host and path without a size: the same for two sizes of one picture.
  var stem: [UInt8] {
    var stem = Array(bytes[host])
    var index = path.lowerBound
    for mark in marks().sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where mark.range.lowerBound >= index {
      stem += bytes[index..<mark.range.lowerBound]
      index = mark.range.upperBound
    }
    return stem + bytes[index..<path.upperBound]
  }

  private func measured() -> (Int?, Int?) {
    if let mark = marks().last { return (mark.width, mark.height) }
    guard let query else { return (nil, nil) }
    var width: Int?
    var height: Int?
    for pair in bytes[query].split(separator: UInt8(ascii: "&")) {
      guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = PercentCoding.decoded(pair[(equals + 1)...])
      switch String(decoding: pair[..<equals], as: UTF8.self) {
      case "w", "width", "imwidth", "wid": width = PictureFileName.number(value)
      case "h", "height", "imheight", "hei": height = PictureFileName.number(value)
      case "s", "sz": width = PictureFileName.number(value)
      case "resize", "fit", "size":
        let sides = value.split { ",x*".utf8.contains($0) }
        width = sides.first.flatMap(PictureFileName.number)
        height = sides.count > 1 ? PictureFileName.number(sides[1]) : nil
      default: break
      }
    }
    return (width, height)
  }

  private struct Mark {
    var range: Range<Int>
    var width: Int?
    var height: Int?
  }

  /// Sizes in the path: `-150x150.jpg`, `/s72-c/`, `=w120-h90`, `/220px-Name.jpg`, `/w_200,h_90/`.
  private func marks() -> [Mark] {
    var found: [Mark] = []
    var start = path.lowerBound
    while start < path.upperBound {
      let end = bytes[start..<path.upperBound].firstIndex(of: UInt8(ascii: "/")) ?? path.upperBound
      if end > start { mark(start..<end, &found) }
      start = end + 1
    }
    return found
  }

  private func mark(_ segment: Range<Int>, _ found: inout [Mark]) {
    if let mark = optionMark(segment) { found.append(mark) }
    guard segment.upperBound == path.upperBound else { return }
    if let mark = dimensions(segment) ?? movableTypeMark(segment) { found.append(mark) }
    let digits = bytes[segment].prefix { $0.isASCIIDigit }
    if !digits.isEmpty, bytes[digits.endIndex..<segment.upperBound].starts(with: "px-".utf8) {
      found.append(
        Mark(
          range: segment.lowerBound..<(digits.endIndex + 3), width: PictureFileName.number(digits)))
    }
  }

  /// Google's and Cloudinary's options, a whole segment or behind `=`.
  private func optionMark(_ segment: Range<Int>) -> Mark? {
    let equals = bytes[segment].lastIndex(of: UInt8(ascii: "="))
    let isLast = segment.upperBound == path.upperBound
    let range = equals.map { $0..<segment.upperBound } ?? segment
    if equals == nil, isLast || !mayHoldOptions(segment) { return nil }
    let options = bytes[range].drop { $0 == UInt8(ascii: "=") }.split {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",")
    }
    var mark = Mark(range: range)
    for option in options {
      guard let letter = option.first, "swh".utf8.contains(letter) else { continue }
      let rest = option.dropFirst()
      let value = PictureFileName.number(rest.first == UInt8(ascii: "_") ? rest.dropFirst() : rest)
      guard let value, value >= 16 else { return nil }
      if letter == UInt8(ascii: "h") { mark.height = value } else { mark.width = value }
    }
    return mark.width == nil && mark.height == nil ? nil : mark
  }

  /// A folder called `s100` is no size, but at Google's hosts, and `w_100` is one.
  private func mayHoldOptions(_ segment: Range<Int>) -> Bool {
    let text = bytes[segment]
    if text.count > 2, text[text.startIndex + 1] == UInt8(ascii: "_") { return true }
    // None of Google's hosts ends otherwise.
    guard bytes[host].last == UInt8(ascii: "m") else { return false }
    return ["bp.blogspot.com", "googleusercontent.com", "ggpht.com"].contains {
      bytes[host].suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// `-150x150`, `_150x150` right before the ending, or nothing else.
  private func dimensions(_ segment: Range<Int>) -> Mark? {
    let dot = bytes[segment].lastIndex(of: UInt8(ascii: ".")) ?? segment.upperBound
    let height = bytes[segment.lowerBound..<dot].reversed().prefix { $0.isASCIIDigit }
    let cross = dot - height.count - 1
    guard !height.isEmpty, cross > segment.lowerBound, bytes[cross] == UInt8(ascii: "x") else {
      return nil
    }
    let width = bytes[segment.lowerBound..<cross].reversed().prefix { $0.isASCIIDigit }
    let start = cross - width.count
    // The whole name, or behind a mark.
    let mark = start == segment.lowerBound ? start : start - 1
    guard !width.isEmpty,
      mark == start || bytes[mark] == UInt8(ascii: "-") || bytes[mark] == UInt8(ascii: "_")
    else { return nil }
    return Mark(
      range: mark..<dot, width: PictureFileName.number(bytes[start..<cross]),
      height: PictureFileName.number(bytes[(cross + 1)..<dot]))
  }

  /// Movable Type's `-thumb-120x80-278` and `-thumb-500xauto-278`.
  private func movableTypeMark(_ segment: Range<Int>) -> Mark? {
    let name = Array(bytes[segment].prefix { $0 != UInt8(ascii: ".") })
    guard let sign = name.firstRange(ofBytes: PictureFileName.movableTypeSign) else { return nil }
    let parts = name[sign.upperBound...].split(separator: UInt8(ascii: "-"))
    guard parts.count == 2, PictureFileName.number(parts[1]) != nil else { return nil }
    let sides = parts[0].split(separator: UInt8(ascii: "x"), maxSplits: 1)
    guard sides.count == 2, let width = PictureFileName.number(sides[0]) else { return nil }
    let start = segment.lowerBound
    return Mark(
      range: (start + sign.lowerBound)..<(start + name.count), width: width,
      height: PictureFileName.number(sides[1]))
  }

  private static let movableTypeSign = Array("-thumb-".utf8)

  private static func number(_ text: some Collection<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 5, text.allSatisfy(\.isASCIIDigit) else { return nil }
    return Int(String(decoding: Array(text), as: UTF8.self))
  }

  /// Whether two files are called the same but for words of sizes, in whatever folders.
  func isNamed(as other: PictureFileName) -> Bool {
    let words = ownWords
    return !words.isEmpty && words == other.ownWords
  }

  /// The words of the file's name that say nothing of its size.
  private var ownWords: [ArraySlice<UInt8>] {
    let slash = bytes[path].lastIndex(of: UInt8(ascii: "/")) ?? path.lowerBound
    var words: [ArraySlice<UInt8>] = []
    forEachWord(in: slash..<path.upperBound) { word in
      if !PictureFileName.sizes.contains(word), !PictureFileName.isDimensions(word) {
        words.append(word)
      }
    }
    return words
  }

  /// `300x200`
  private static func isDimensions(_ word: ArraySlice<UInt8>) -> Bool {
    let sides = word.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
    return sides.count == 2 && sides.allSatisfy { number($0) != nil }
  }

  // MARK: Kind

  /// Whether a word of the file's name asks for something.
  var saysDeed: Bool {
    let slash = bytes[path].lastIndex(of: UInt8(ascii: "/")) ?? path.lowerBound
    var isOne = false
    forEachWord(in: slash..<path.upperBound) { word in
      isOne = isOne || PictureFileName.deeds.contains(word)
    }
    return isOne
  }

  /// Whether host or folder are where portraits lie, at whatever size. Yandex keeps all pictures at
  /// hosts of that name.
  var isPortrait: Bool {
    if holdsPart(of: host, UInt8(ascii: "."), PictureFileName.portraitHosts) { return !isYandex }
    let file = bytes[path].lastIndex { $0 != UInt8(ascii: "/") } ?? path.lowerBound
    let folders = bytes[path.lowerBound..<file].lastIndex(of: UInt8(ascii: "/"))
    if let folders,
      holdsPart(
        of: path.lowerBound..<folders, UInt8(ascii: "/"), PictureFileName.portraitFolders)
    {
      return true
    }
    // Google's round portraits: `=s900-c-k-c0x00ffffff-no-rj`.
    let service = "ggpht.com".utf8
    let name = bytes[host]
    return name.last == UInt8(ascii: "m") && name.suffix(service.count).elementsEqual(service)
      && (name.count == service.count
        || bytes[name.endIndex - service.count - 1] == UInt8(ascii: "."))
      && bytes[path].firstRange(ofBytes: Array("-c-k-".utf8)) != nil
  }

  private static let portraitHosts = ["avatars", "gravatar", "libravatar"].map { Array($0.utf8) }
  private static let portraitFolders = ["avatars", "user_avatar", "profile_images"]
    .map { Array($0.utf8) }

  /// Whether what stands between two separators is one of some words.
  private func holdsPart(of range: Range<Int>, _ separator: UInt8, _ words: [[UInt8]]) -> Bool {
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound
    where index == range.upperBound || bytes[index] == separator {
      let length = index - start
      if words.contains(where: { $0.count == length && bytes[start..<index].elementsEqual($0) }) {
        return true
      }
      start = index + 1
    }
    return false
  }

  private var isYandex: Bool {
    ["mds.yandex.net", "dzeninfra.ru"].contains {
      bytes[host].suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// Whether it ends as files of pictures do.
  var isPicture: Bool {
    let dot = bytes[path].lastIndex(of: UInt8(ascii: ".")) ?? path.upperBound
    return ["jpg", "jpeg", "png", "gif", "webp", "avif"].contains {
      bytes[min(dot + 1, path.upperBound)..<path.upperBound].elementsEqual($0.utf8)
    }
  }

  /// Whether host, folder or file say that it stands for a person, a mood or a function, and not for
  /// what the entry is about.
  ///
  /// Badges, icons, buttons and smileys are drawn: a photograph that is called after something else as
  /// well shows that.
  var isSign: Bool {
    if isSignByPlace { return true }
    let file = file
    if holds(PictureFileName.portraits, in: file) { return true }
    var words = 0
    var isFunction = false
    forEachWord(in: file) { word in
      words += 1
      isFunction = isFunction || PictureFileName.functions.contains(word)
    }
    return (words <= 4 && isFunction || holds(PictureFileName.signs, in: file)) && !isPhotograph
  }

  /// Whether it lies where no pictures of entries do, is drawn by a service, or stands for a kind of
  /// file or a missing picture, whatever else it is called.
  var isSignByPlace: Bool {
    let slash = file.lowerBound
    return holds(PictureFileName.signs, in: (isYandex ? path : host).lowerBound..<slash)
      || !isPictureOfItself || isDrawn || isFileType(slash)
  }

  /// Where the file's name begins, with its slash, and ends.
  private var file: Range<Int> {
    (bytes[path].lastIndex(of: UInt8(ascii: "/")) ?? path.lowerBound)..<path.upperBound
  }

  private func holds(_ signs: ShortWords, in range: Range<Int>) -> Bool {
    var isOne = false
    forEachWord(in: range) { word in isOne = isOne || signs.contains(word) }
    return isOne
  }

  /// The same for a picture that the publisher names as the entry's: one that is called after something
  /// else as well is that thing's.
  var isSignOfSite: Bool {
    guard isSign else { return false }
    if isSignByPlace || holds(PictureFileName.signs, in: file) { return true }
    let slash = file.lowerBound
    let dot = bytes[slash..<path.upperBound].lastIndex(of: UInt8(ascii: ".")) ?? path.upperBound
    var isOwn = true
    forEachWord(in: slash..<dot) { word in
      isOwn =
        isOwn
        && (PictureFileName.functions.contains(word) || PictureFileName.variants.contains(word)
          || word.allSatisfy(\.isASCIIDigit)
          || bytes[host].firstRange(ofBytes: Array(word)) != nil)
    }
    return isOwn
  }

  /// `icons/pdf.gif`: named as a kind of file is.
  private func isFileType(_ slash: Int) -> Bool {
    let name = bytes[(slash < path.upperBound ? slash + 1 : slash)..<path.upperBound]
      .prefix { $0 != UInt8(ascii: ".") }
    return PictureFileName.fileTypes.contains { name.elementsEqual($0.utf8) }
  }

  private static let fileTypes = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "mp3", "jpg", "jpeg", "gif", "png",
    "txt", "rar", "mp4", "avi",
  ]

  /// Whether a service has drawn it: the state of a build, a formula.
  private var isDrawn: Bool {
    let name = bytes[host]
    let isOfService = PictureFileName.services.contains { service in
      name.suffix(service.count).elementsEqual(service)
        && (name.count == service.count
          || bytes[name.endIndex - service.count - 1] == UInt8(ascii: "."))
    }
    if isOfService || query.map({ bytes[$0].starts(with: "tex=".utf8) }) == true { return true }
    // A site's own sign, whatever it is called.
    if bytes[path].suffix(4).elementsEqual(".ico".utf8) { return true }
    return path.dropLast().contains { index in
      bytes[index] == UInt8(ascii: "/")
        && PictureFileName.drawnStarts.contains(bytes[index + 1])
        && PictureFileName.drawn.contains { bytes[index..<path.upperBound].starts(with: $0) }
    }
  }

  private static let services = [
    "shields.io", "badge.fury.io", "badgen.net", "travis-ci.org", "travis-ci.com", "codecov.io",
    "coveralls.io", "appveyor.com", "circleci.com", "goreportcard.com", "codeclimate.com",
    "codacy.com", "snyk.io", "codecogs.com", "math.now.sh", "upmath.me", "quicklatex.com",
    "icons.duckduckgo.com", "icon.horse", "favicone.com", "faviconkit.com", "icons.bitwarden.net",
  ].map { Array($0.utf8) }

  /// Folders and files of badges, formulas and kinds of files.
  private static let drawn = [
    "/badge.svg", "/badge.png", "/badge/", "/badges/", "/math/render/", "/latex.php",
    "/mathtex.cgi", "/mimetex.cgi", "/fileicons/", "/file/icons/", "/file_icons/", "/filetypes/",
    "/filetype/", "/faviconv2", "/mimetypes/", "/mimetype/", "/wp-includes/images/media/",
  ].map { Array($0.utf8) }

  /// Their first letters.
  private static let drawnStarts = ByteSet(drawn.map { $0[1] })

  /// Whether any part of the address says that it stands for a person or a mood.
  var isPortraitOrSmiley: Bool {
    holds(PictureFileName.signs, in: (isYandex ? path : host).lowerBound..<path.upperBound)
  }

  /// What stands in for a picture is none, however many words its name has.
  private var isPictureOfItself: Bool {
    let slash = bytes[path].lastIndex(of: UInt8(ascii: "/")) ?? path.lowerBound
    return !PictureFileName.standIns.contains {
      bytes[slash..<path.upperBound].firstRange(ofBytes: $0) != nil
    }
  }

  func forEachWord(in range: Range<Int>, _ body: (ArraySlice<UInt8>) -> Void) {
    var start = range.lowerBound
    for index in range where !bytes[index].isASCIILetter && !bytes[index].isASCIIDigit {
      if index > start { body(bytes[start..<index]) }
      start = index + 1
    }
    if range.upperBound > start { body(bytes[start..<range.upperBound]) }
  }

  private static let standIns = [
    "fallback-image", "default-image", "no-image", "noimage", "placeholder",
  ].map { Array($0.utf8) }

  /// In any part of an address.
  static let signs = ShortWords([
    "avatar", "avatars", "gravatar", "emoji", "emojis", "twemoji", "smiley", "smileys", "smilies",
    "emoticon", "emoticons", "favicon", "favicons", "userpic", "userpics",
  ])

  /// Of those, in names of photographs too.
  private static let portraits = ShortWords([
    "avatar", "avatars", "gravatar", "userpic", "userpics",
  ])

  /// Beside those, in names of a site's own signs.
  static let variants = ShortWords([
    "site", "blog", "feed", "header", "footer", "default", "main", "small", "large", "big", "new",
    "white", "black", "dark", "light", "square", "og", "share", "social", "web", "www", "the", "x",
  ])

  /// In names of files that are the same picture in several sizes, with the endings.
  private static let sizes = ShortWords([
    "thumb", "thumbs", "thumbnail", "th", "tn", "mini", "tiny", "small", "medium", "large", "big",
    "full", "orig", "original", "preview", "scaled", "resized", "xs", "sm", "md", "lg", "xl", "s",
    "m", "l", "t", "jpg", "jpeg", "png", "gif", "webp", "avif",
  ])
}
