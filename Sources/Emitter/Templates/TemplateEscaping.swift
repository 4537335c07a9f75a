import FeedModel
import JSON
import Mustache

/// Escaping by the format that a template writes.
///
/// Mustache's own escaping compares whole characters and so leaves a quotation mark alone when a
/// combining mark follows it: a title could break out of an attribute. This one looks at bytes.
enum TemplateEscaping {
  /// The pragma that makes a template escape by its format. It has to stand in each file, because
  /// Mustache begins each partial with its own default.
  static func pragma(for escaping: TemplateFile.Escaping) -> String {
    _ = isRegistered
    return switch escaping {
    case .markup: "{{% CONTENT_TYPE: REFEED-MARKUP}}\n"
    case .json: "{{% CONTENT_TYPE: REFEED-JSON}}\n"
    case .none: "{{% CONTENT_TYPE: TEXT}}\n"
    }
  }

  private static let isRegistered: Bool = {
    MustacheContentTypes.register(Markup(), named: "REFEED-MARKUP")
    MustacheContentTypes.register(JSONText(), named: "REFEED-JSON")
    return true
  }()

  private struct Markup: MustacheContentType {
    func escapeText(_ text: String) -> String {
      var bytes: [UInt8] = []
      XMLCharacters.appendEscaped(text, in: .markup, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private struct JSONText: MustacheContentType {
    func escapeText(_ text: String) -> String {
      var writer = JSONWriter(format: .compact)
      writer.string(text)
      return String(decoding: writer.finish().dropFirst().dropLast(), as: UTF8.self)
    }
  }
}
