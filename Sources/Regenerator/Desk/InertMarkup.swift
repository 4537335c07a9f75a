import Bytes
public import FeedModel
import HTML

/// Markup of a source made fit to be looked at in a frame that may do nothing anyway.
public enum InertMarkup {
  /// A whole document for `srcdoc`: no script, no address that is loaded, but those of pictures where
  /// they are asked for.
  ///
  /// - Parameter base: what relative addresses of pictures are relative to.
  public static func document(
    _ markup: String, showsImages: Bool, base: WebAddress? = nil
  ) -> String {
    var document = Document(parsingFragment: Array(markup.utf8.prefix(mostBytes)))
    for node in document.descendants(of: document.root) where document.isElement(node) {
      let name = document.string(document.name(of: node))
      if gone.contains(name) {
        document.detach(node)
      } else {
        strip(&document, node, name, showsImages, base)
      }
    }
    let policy = showsImages ? "img-src http: https: data:" : "img-src 'none'"
    return "<!DOCTYPE html><meta charset=\"utf-8\">"
      + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \(policy); "
      + "style-src '\(styleHash)'\"><meta name=\"referrer\" content=\"no-referrer\">"
      + "<style>\(style)</style><body dir=\"auto\">"
      + String(decoding: document.serialized(), as: UTF8.self)
  }

  /// The style of these documents, by which a policy may let it in.
  public static let styleHash = "sha256-" + base64(SHA256.digest(of: style.utf8))

  private static let style =
    "html{color-scheme:light dark}body{font:15px/1.6 system-ui,\"Noto Sans CJK SC\",sans-serif;"
    + "margin:.75rem;overflow-wrap:break-word}img,video,table{max-width:100%;height:auto}"
    + "pre{white-space:pre-wrap}img:not([src]){display:inline-block;min-width:4rem;min-height:1.5rem;"
    + "border:1px dashed #888;padding:.25rem;color:#888}blockquote{margin-inline:1rem}"

  private static let mostBytes = 4 << 20

  /// What runs, loads or hides the rest.
  private static let gone: Set<String> = [
    "script", "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed",
    "applet", "portal", "template", "noscript", "title", "video", "audio", "source", "track",
    "input", "button", "select", "textarea", "form", "svg", "math", "dialog",
  ]

  private static let kept: Set<String> = [
    "alt", "title", "dir", "lang", "colspan", "rowspan", "cite", "datetime", "start", "value",
    "class", "id",
  ]

  private static func strip(
    _ document: inout Document, _ node: NodeID, _ name: String, _ showsImages: Bool,
    _ base: WebAddress?
  ) {
    let source = name == "img" ? document.attribute(.src, of: node) : nil
    for attribute in document.attributeNames(of: node)
    where !kept.contains(document.string(attribute)) {
      document.removeAttribute(attribute, of: node)
    }
    if let source, showsImages {
      let address = WebAddress(source, base: base)
      if source.lowercased().hasPrefix("data:image/") {
        document.setAttribute(.src, to: source, of: node)
      } else if let address, address.isHTTP {
        document.setAttribute(.src, to: address.href, of: node)
      }
    }
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    var text = Base64.urlEncoded(bytes).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
    return String(decoding: text, as: UTF8.self)
  }
}
