internal import FeedModel

/// Sites of films whose feeds name a film by its page alone, beside those of ``Video``.
///
/// Where the embeds' table knows no player at the address that is given here, a picture leads to the page.
struct VideoSite: Sendable {
  let hosts: [String]
  /// The parts of a page's path before the one that names the film.
  let folders: [String]
  /// What stands around the name in that part.
  var prefix = ""
  var suffix = ""
  let length: ClosedRange<Int>
  /// The player's address, with `{id}`; empty where no page tells it.
  var player = ""
  /// Whether a name begins with a digit or a sign.
  var isNumbered = false

  /// What else stands at the top of such a site.
  private static let pages = [
    "about", "login", "signup", "terms", "privacy", "pricing", "upload", "contact", "help", "blog",
  ]

  private static let all: [VideoSite] = [
    VideoSite(
      hosts: ["coub.com"], folders: ["view"], length: 4...10, player: "https://coub.com/embed/{id}"),
    VideoSite(
      hosts: ["bitchute.com"], folders: ["video"], length: 8...16,
      player: "https://www.bitchute.com/embed/{id}/"),
    VideoSite(
      hosts: ["streamable.com"], folders: [], length: 3...8,
      player: "https://streamable.com/e/{id}"),
    VideoSite(
      hosts: ["v.youku.com"], folders: ["v_show"], prefix: "id_", suffix: ".html", length: 8...24,
      player: "https://player.youku.com/embed/{id}"),
    VideoSite(
      hosts: ["acfun.cn"], folders: ["v"], prefix: "ac", length: 3...14,
      player: "https://www.acfun.cn/player/ac{id}"),
    VideoSite(
      hosts: ["ok.ru"], folders: ["video"], length: 6...16,
      player: "https://ok.ru/videoembed/{id}"),
    VideoSite(
      hosts: ["vk.com", "vkvideo.ru"], folders: [], prefix: "video", length: 6...32,
      isNumbered: true),
    VideoSite(
      hosts: ["v.qq.com"], folders: ["x", "page"], suffix: ".html", length: 8...16,
      player: "https://v.qq.com/txp/iframe/player.html?vid={id}"),
    VideoSite(hosts: ["rumble.com"], folders: [], prefix: "v", suffix: ".html", length: 8...200),
    VideoSite(hosts: ["tv.naver.com"], folders: ["v"], length: 5...14),
  ]

  /// What names the film whose page a path is, and its player; `nil` for other pages.
  static func known(
    host: String, path: [String]
  ) -> (name: String, player: WebAddress?)? {
    for site in all where site.hosts.contains(host) {
      guard let name = site.name(in: path) else { continue }
      return (name, WebAddress(site.player.replacing("{id}", with: Array(name.utf8))))
    }
    return nil
  }

  private func name(in path: [String]) -> String? {
    guard path.count == folders.count + 1, path.starts(with: folders), let last = path.last?.utf8,
      last.starts(with: prefix.utf8), last.suffix(suffix.utf8.count).elementsEqual(suffix.utf8),
      length.contains(last.count - prefix.utf8.count - suffix.utf8.count)
    else { return nil }
    let name = last.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
    let isName = name.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || "-_=".utf8.contains($0)
    }
    let isPage = folders.isEmpty && VideoSite.pages.contains { name.elementsEqual($0.utf8) }
    let isNumber = name.first.map { $0.isASCIIDigit || $0 == UInt8(ascii: "-") } ?? false
    return isName && !isPage && (isNumber || !isNumbered)
      ? String(decoding: Array(name), as: UTF8.self) : nil
  }
}
