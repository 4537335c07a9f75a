/// Whether hosts are one site's.
package enum SiteName {
  /// Whether two hosts share the part that somebody registered; an IP address is a site of its own.
  ///
  /// - Parameters: hosts in lower case, as addresses have them.
  package static func isSame(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Array(first.utf8), Array(second.utf8))
    let domain = a[RegistrableDomain.start(a.span, 0..<a.count)...]
    return domain.elementsEqual(b[RegistrableDomain.start(b.span, 0..<b.count)...])
  }
}
