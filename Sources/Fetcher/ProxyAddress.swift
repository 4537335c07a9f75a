internal import Glibc

/// A proxy's address in messages.
enum ProxyAddress {
  /// Without user name and password, which may hold an `@`; control characters out.
  static func shown(_ proxy: String) -> String {
    let text = String(
      String.UnicodeScalarView(proxy.unicodeScalars.prefix(300).filter { $0.value >= 0x20 }))
    let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let authority = text[start...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return String(text[..<start] + text[text.index(after: at)...])
  }

  /// What a proxy says that answers 407.
  static func refusal(of proxy: String) -> String {
    hasLogin(proxy) ? "it does not take this login (407)" : "it wants a login (407)"
  }

  private static func hasLogin(_ proxy: String) -> Bool {
    let start = proxy.firstRange(of: "://")?.upperBound ?? proxy.startIndex
    return proxy[start...].prefix { $0 != "/" }.contains("@")
  }
}

/// The descriptors that the process may open.
enum Descriptors {
  /// Whether none is left: a look-up that fails for want of one says only that it failed.
  static var areUsedUp: Bool {
    let probe = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard probe < 0 else {
      close(probe)
      return false
    }
    return errno == EMFILE || errno == ENFILE
  }
}
