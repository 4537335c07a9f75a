internal import HTML

/// What no policy can let through, whoever wrote it; `nil` when there is nothing against a name.
final class SanitizerSafety {
  private let names = HTMLDocument()

  func knownElement(_ name: String) -> InvalidRule.Reason? {
    names.elementName(name) == nil ? .unknownKey(name, nearest: nil) : nil
  }

  /// Elements that run, load or send something, that change how the page around them is read, or
  /// whose content a parser reads in another way than a tree is written.
  func element(_ name: String) -> InvalidRule.Reason? {
    guard let known = names.elementName(name) else { return .unknownKey(name, nearest: nil) }
    switch known {
    case .script, .style, .template, .base, .meta, .link, .object, .embed, .applet, .frame,
      .frameset, .svg, .math, .noscript, .xmp, .plaintext, .listing, .noembed, .noframes,
      .textarea, .select, .title, .form, .button, .input, .option, .optgroup, .nobr, .html, .head,
      .body:
      return .unsafe(kind: "the element", name)
    default:
      return SanitizerSafety.others.contains(name) ? .unsafe(kind: "the element", name) : nil
    }
  }

  private static let others: Set<String> = [
    "datalist", "keygen", "param", "bgsound", "isindex", "slot", "image", "map", "area", "canvas",
    "marquee", "selectedcontent", "menuitem", "basefont", "dialog",
  ]

  /// Handlers, styles, and attributes that hold addresses which no check looks at.
  func attribute(_ name: String) -> InvalidRule.Reason? {
    guard names.attributeName(name) != nil else { return .unknownKey(name, nearest: nil) }
    let isUnsafe =
      name.utf8.starts(with: "on".utf8) || name.utf8.starts(with: "form".utf8)
      || name.utf8.contains(UInt8(ascii: ":")) || SanitizerSafety.attributes.contains(name)
    return isUnsafe ? .unsafe(kind: "the attribute", name) : nil
  }

  private static let attributes: Set<String> = [
    "style", "srcdoc", "action", "background", "ping", "data", "codebase", "classid", "archive",
    "longdesc", "usemap", "profile", "manifest", "icon", "dynsrc", "lowsrc", "is", "slot",
    "http-equiv", "content", "name", "imagesrcset", "autofocus", "contenteditable", "popover",
    "popovertarget", "command", "commandfor", "attributionsrc", "credentialless", "csp", "allow",
    "nonce", "autoplay", "xmlns", "shadowrootmode",
  ]

  static func scheme(_ name: String, for use: SanitizerPolicy.Use) -> InvalidRule.Reason? {
    let isScheme =
      name.utf8.first?.isASCIILetter == true
      && name.utf8.allSatisfy {
        ($0.isASCIILetter && $0.lowercased == $0) || $0.isASCIIDigit || "+-.".utf8.contains($0)
      }
    guard isScheme else {
      return .wrongType(expected: "a scheme in small letters, without its colon")
    }
    let isUnsafe =
      use == .link
      ? schemes.contains(name) : name != "http" && name != "https"
    return isUnsafe ? .unsafe(kind: "the scheme", name) : nil
  }

  private static let schemes: Set<String> = [
    "javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "file", "about",
    "view-source", "jar", "mhtml", "mk", "res", "chrome", "resource", "ms-its", "intent",
    "content", "wyciwyg", "feed", "pcast",
  ]

  /// Types that can't hold a script.
  static func imageType(_ name: String) -> InvalidRule.Reason? {
    let known = ["png", "jpeg", "gif", "webp", "avif", "bmp"]
    return known.contains(name) ? nil : .unknownValue(name, allowed: known)
  }
}
