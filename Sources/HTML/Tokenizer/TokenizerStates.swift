extension Tokenizer {
  /// Goes on in the current state; true once a token is ready.
  @inline(__always)
  mutating func step() -> Bool {
    switch state {
    case .data: return dataState()
    case .tagOpen: return tagOpenState()
    case .tagName: return tagNameState()
    case .beforeAttributeName: return beforeAttributeNameState()
    case .attributeName: return attributeNameState()
    case .afterAttributeName: return afterAttributeNameState()
    case .beforeAttributeValue: return beforeAttributeValueState()
    case .attributeValueDoubleQuoted: return attributeValueQuotedState(UInt8(ascii: "\""))
    case .attributeValueSingleQuoted: return attributeValueQuotedState(UInt8(ascii: "'"))
    case .attributeValueUnquoted: return attributeValueUnquotedState()
    case .afterAttributeValueQuoted: return afterAttributeValueQuotedState()
    case .selfClosingStartTag: return selfClosingStartTagState()
    case .rcdata: return rcdataState()
    case .rawtext: return rawtextState()
    case .plaintext: return plaintextState()
    case .cdataSection: return cdataSectionState()
    case .markupDeclarationOpen: return markupDeclarationOpenState()
    case .comment: return commentState()
    case .bogusComment: return bogusCommentState()
    default: return isScriptState ? scriptStep() : doctypeStep()
    }
  }

  private var isScriptState: Bool {
    state.rawValue >= TokenizerState.scriptData.rawValue
      && state.rawValue <= TokenizerState.scriptDataDoubleEscapeEnd.rawValue
  }

  private mutating func scriptStep() -> Bool {
    switch state {
    case .scriptData: return scriptDataState()
    case .scriptDataLessThanSign: return scriptDataLessThanSignState()
    case .scriptDataEscapeStart: return scriptDataEscapeStartState()
    case .scriptDataEscapeStartDash: return scriptDataEscapeStartDashState()
    case .scriptDataEscaped: return scriptDataEscapedState()
    case .scriptDataEscapedDash: return scriptDataEscapedDashState()
    case .scriptDataEscapedDashDash: return scriptDataEscapedDashDashState()
    case .scriptDataEscapedLessThanSign: return scriptDataEscapedLessThanSignState()
    case .scriptDataDoubleEscapeStart: return scriptDataDoubleEscapeStartState()
    case .scriptDataDoubleEscaped: return scriptDataDoubleEscapedState()
    case .scriptDataDoubleEscapedDash: return scriptDataDoubleEscapedDashState()
    case .scriptDataDoubleEscapedDashDash: return scriptDataDoubleEscapedDashDashState()
    case .scriptDataDoubleEscapedLessThanSign: return scriptDataDoubleEscapedLessThanSignState()
    default: return scriptDataDoubleEscapeEndState()
    }
  }

  private mutating func doctypeStep() -> Bool {
    switch state {
    case .doctype: return doctypeState()
    case .beforeDoctypeName: return beforeDoctypeNameState()
    case .doctypeName: return doctypeNameState()
    case .afterDoctypeName: return afterDoctypeNameState()
    case .afterDoctypePublicKeyword: return afterDoctypePublicKeywordState()
    case .beforeDoctypePublicIdentifier: return beforeDoctypePublicIdentifierState()
    case .doctypePublicIdentifierDoubleQuoted:
      return doctypePublicIdentifierQuotedState(UInt8(ascii: "\""))
    case .doctypePublicIdentifierSingleQuoted:
      return doctypePublicIdentifierQuotedState(UInt8(ascii: "'"))
    case .afterDoctypePublicIdentifier: return afterDoctypePublicIdentifierState()
    case .betweenDoctypePublicAndSystemIdentifiers:
      return betweenDoctypePublicAndSystemIdentifiersState()
    case .afterDoctypeSystemKeyword: return afterDoctypeSystemKeywordState()
    case .beforeDoctypeSystemIdentifier: return beforeDoctypeSystemIdentifierState()
    case .doctypeSystemIdentifierDoubleQuoted:
      return doctypeSystemIdentifierQuotedState(UInt8(ascii: "\""))
    case .doctypeSystemIdentifierSingleQuoted:
      return doctypeSystemIdentifierQuotedState(UInt8(ascii: "'"))
    case .afterDoctypeSystemIdentifier: return afterDoctypeSystemIdentifierState()
    default: return bogusDoctypeState()
    }
  }
}
