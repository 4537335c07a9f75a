internal import Bytes
internal import FeedModel

/// A picture in a link that asks for something: to share, to follow, to listen, to give.
enum PictureButton {
  /// Pixels from which a picture is looked at for itself.
  private static let large = 400

  /// Whether a picture shows what its link does: the link shares something, or leads to where one gives,
  /// follows or listens and the picture is called so.
  ///
  /// A picture that a link shares is none of its buttons.
  static func isOne(
    _ picture: PictureCandidate, leadingTo target: WebAddress, _ rules: Rules
  ) -> Bool {
    guard picture.width ?? 0 < large, let parts = AddressParts(target) else { return false }
    if rules.promos.endpoints.know(target) {
      let source = Array(picture.address.href.utf8)
      return PercentCoding.decoded(parts.bytes).firstRange(ofBytes: source) == nil
    }
    return isService(parts) && picture.name.saysDeed
  }

  private static func isService(_ parts: AddressParts) -> Bool {
    services.contains { host, path in
      let name = parts.hostBytes
      return name.suffix(host.count).elementsEqual(host)
        && (name.count == host.count || name.dropLast(host.count).last == UInt8(ascii: "."))
        && parts.pathBytes.starts(with: path)
    }
  }

  /// Where one gives, follows, listens or gets an app: hosts, with the beginning of the path.
  private static let services: [(host: [UInt8], path: [UInt8])] = [
    "ko-fi.com", "buymeacoffee.com", "patreon.com", "liberapay.com", "paypal.com", "paypal.me",
    "flattr.com", "opencollective.com", "github.com/sponsors", "steadyhq.com", "tipeee.com",
    "facebook.com", "twitter.com", "x.com", "instagram.com", "linkedin.com", "t.me", "bsky.app",
    "threads.net", "pinterest.com", "tiktok.com", "discord.gg", "discord.com/invite",
    "whatsapp.com", "youtube.com/@", "youtube.com/channel/", "youtube.com/user/", "youtube.com/c/",
    "podcasts.apple.com", "itunes.apple.com", "apps.apple.com", "open.spotify.com/show/",
    "play.google.com/store", "podcasts.google.com", "overcast.fm", "pca.st",
    "feedly.com", "google.com/preferences", "news.google.com/publications",
  ].map { text in
    let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) ?? text.utf8.endIndex
    return (Array(text.utf8[..<slash]), Array(text.utf8[slash...]))
  }
}
