extension TreeBuilder {
  /// The "in body" insertion mode (§13.2.6.4.7)
  @inline(__always)
  mutating func inBody() -> Outcome {
    switch token.kind {
    case .characters: return inBodyCharacters()
    case .startTag: return inBodyStartTag()
    case .endTag: return inBodyEndTag()
    case .comment:
      insertComment()
      return .done
    case .null, .doctype: return .done
    case .endOfFile: return templateModes.count > 0 ? inTemplate() : .done
    }
  }

  @inline(__always)
  private mutating func inBodyCharacters() -> Outcome {
    reconstructFormatting()
    insertCharacters(token.data)
    if framesetIsOK, !isBlank(token.data) { framesetIsOK = false }
    return .done
  }

  private mutating func inBodyStartTag() -> Outcome {
    switch token.name {
    case .p, .div, .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .dl,
      .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .search,
      .section, .summary, .ul:
      closeParagraph()
      insertElement()
    case .a: startAnchor()
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u:
      reconstructFormatting()
      insertFormattingElement()
    case .br, .img, .area, .embed, .keygen, .wbr:
      reconstructFormatting()
      insertVoidElement()
      framesetIsOK = false
    case .h1, .h2, .h3, .h4, .h5, .h6: startHeading()
    case .li: startListItem()
    case .dd, .dt: startDefinition()
    case .pre, .listing: startPreformatted()
    case .table: startTable()
    case .hr: startRule()
    default: return inBodyRareStartTag()
    }
    return .done
  }

  private mutating func inBodyRareStartTag() -> Outcome {
    switch token.name {
    case .html: startHTML()
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      return inHead()
    case .body: startBody()
    case .frameset: startFrameset()
    case .form: startForm()
    case .plaintext:
      closeParagraph()
      insertElement()
      tokenizer.state = .plaintext
    case .button: startButton()
    case .nobr: startNobr()
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertElement()
      insertMarker()
      framesetIsOK = false
    case .input: startInput()
    case .param, .source, .track: insertVoidElement()
    case .image:
      tokenizer.token.name = .img
      return .reprocess
    case .textarea: startTextArea()
    case .xmp:
      closeParagraph()
      reconstructFormatting()
      framesetIsOK = false
      parseText(.rawtext)
    case .iframe:
      framesetIsOK = false
      parseText(.rawtext)
    case .noembed: parseText(.rawtext)
    case .select: startSelect()
    case .option: startOption()
    case .optgroup: startOptionGroup()
    case .rb, .rtc: startRuby(except: .nameless)
    case .rp, .rt: startRuby(except: .rtc)
    case .math: startForeign(.mathML)
    case .svg: startForeign(.svg)
    case .td, .th, .tr: if endsHiding { partCell() }
    case .caption, .col, .colgroup, .frame, .head, .tbody, .tfoot, .thead: break
    default:
      reconstructFormatting()
      let id = insertElement()
      if token.name == .selectedcontent { noteSelectedContent(id) }
    }
    return .done
  }

  private mutating func inBodyEndTag() -> Outcome {
    switch token.name {
    case .p: endParagraph()
    case .div, .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir,
      .dl, .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav,
      .ol, .pre, .search, .section, .select, .summary, .ul:
      endBlock()
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
      if !adoptionAgency(token.name) { anyOtherEndTag() }
    case .li: endItem(in: .listItem)
    case .dd, .dt: endItem(in: .general)
    case .h1, .h2, .h3, .h4, .h5, .h6: endHeading()
    case .template: return inHead()
    case .body: if stack.has(.body, in: .general) { mode = .afterBody }
    case .html:
      guard stack.has(.body, in: .general) else { return .done }
      mode = .afterBody
      return .reprocess
    case .form: endForm()
    case .applet, .marquee, .object:
      if endBlock() { clearToLastMarker() }
    case .br: startBreakForEndTag()
    default: anyOtherEndTag()
    }
    return .done
  }

  /// Any other end tag
  mutating func anyOtherEndTag() {
    let name = token.name
    guard stack.mayContain(name) else { return }
    var index = stack.count - 1
    let end = stack.searchEnd
    while index >= end {
      stack.searchSteps += 1
      let element = stack[index]
      if element.isHTML(name) {
        generateImpliedEndTags(except: name)
        while stack.count > index { pop() }
        return
      }
      if element.isSpecial { return }
      index -= 1
    }
  }
}

// Implied end tags (§13.2.6.3)

extension TreeBuilder {
  @inline(__always)
  mutating func generateImpliedEndTags(except name: ElementName = .nameless) {
    while hasImpliedEndTag(stack.last), stack.last.name != name { pop() }
  }

  @inline(__always)
  private func hasImpliedEndTag(_ element: OpenElement) -> Bool {
    guard element.namespace == .html else { return false }
    switch element.name {
    case .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc: return true
    default: return false
    }
  }

  mutating func generateAllImpliedEndTagsThoroughly() {
    while stack.last.namespace == .html {
      switch stack.last.name {
      case .caption, .colgroup, .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc, .tbody,
        .td, .tfoot, .th, .thead, .tr:
        pop()
      default: return
      }
    }
  }
}
