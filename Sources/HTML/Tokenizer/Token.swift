/// What the tokenizer found last. There is one, used again and again.
struct Token: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    /// Any number of characters, none of them U+0000 unless a state replaced it.
    case characters
    /// One U+0000, which the tree construction drops or replaces.
    case null
    case startTag
    case endTag
    case comment
    case doctype
    case endOfFile
  }

  var kind = Kind.endOfFile
  var isSelfClosing = false
  /// A tag's name.
  var name = ElementName.nameless
  /// The characters, or a comment's text.
  var data = ByteRange.empty
  /// The index of a start tag's first attribute in the document; they follow one another.
  var firstAttribute = StoredAttribute.end
  /// How many bytes of input a tag took, its attributes included.
  var sourceLength: UInt32 = 0
}

/// A DOCTYPE token (§13.2.5).
struct DoctypeToken: BitwiseCopyable {
  var name: ByteRange?
  var publicID: ByteRange?
  var systemID: ByteRange?
  var forcesQuirks = false
}

/// The states of the tokenizer that it can be in between two tokens or goes on in (§13.2.5), by the
/// names of the standard. The character reference states and those of comments run to their end in
/// one function each and need no case here.
enum TokenizerState: UInt8, BitwiseCopyable {
  case data, rcdata, rawtext, plaintext, cdataSection
  case scriptData, scriptDataLessThanSign, scriptDataEscapeStart, scriptDataEscapeStartDash
  case scriptDataEscaped, scriptDataEscapedDash, scriptDataEscapedDashDash
  case scriptDataEscapedLessThanSign, scriptDataDoubleEscapeStart
  case scriptDataDoubleEscaped, scriptDataDoubleEscapedDash, scriptDataDoubleEscapedDashDash
  case scriptDataDoubleEscapedLessThanSign, scriptDataDoubleEscapeEnd
  case tagOpen, tagName
  case beforeAttributeName, attributeName, afterAttributeName, beforeAttributeValue
  case attributeValueDoubleQuoted, attributeValueSingleQuoted, attributeValueUnquoted
  case afterAttributeValueQuoted, selfClosingStartTag
  case markupDeclarationOpen, comment, bogusComment
  case doctype, beforeDoctypeName, doctypeName, afterDoctypeName
  case afterDoctypePublicKeyword, beforeDoctypePublicIdentifier
  case doctypePublicIdentifierDoubleQuoted, doctypePublicIdentifierSingleQuoted
  case afterDoctypePublicIdentifier, betweenDoctypePublicAndSystemIdentifiers
  case afterDoctypeSystemKeyword, beforeDoctypeSystemIdentifier
  case doctypeSystemIdentifierDoubleQuoted, doctypeSystemIdentifierSingleQuoted
  case afterDoctypeSystemIdentifier, bogusDoctype
}
