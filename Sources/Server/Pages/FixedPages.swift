import Hummingbird

/// Pages that never change.
enum FixedPages {
  static func add(to router: Router<PageContext>) {
    router.get("/robots.txt") { _, _ in
      Response(
        Message(
          200,
          fields: [
            ("content-type", "text/plain; charset=utf-8"),
            ("cache-control", "public, max-age=86400"),
          ], content: Array(robots.utf8)))
    }
    for path in ["/favicon.ico", "/favicon.svg"] {
      router.get(RouterPath(path)) { _, _ in
        Response(
          Message(
            200,
            fields: [
              ("content-type", "image/svg+xml"), ("cache-control", "public, max-age=86400"),
            ], content: Array(icon.utf8)))
      }
    }
  }

  /// Feeds are for everybody; what is made for one who asks is not.
  private static let robots = """
    User-agent: *
    Disallow: /-/
    Disallow: /t/
    Disallow: /clean
    Disallow: /makefulltextfeed.php
    Disallow: /*?action=

    """

  private static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" \
    rx="3" fill="#2b6cb0"/><circle cx="4.5" cy="11.5" r="1.5" fill="#fff"/><path d="M3 7a6 6 0 0 1 \
    6 6M3 3a10 10 0 0 1 10 10" fill="none" stroke="#fff" stroke-width="2"/></svg>

    """
}
