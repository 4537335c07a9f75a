extension TreeBuilder {
  /// The mode that a DOCTYPE sets (§13.2.6.4.1).
  func quirksMode(of doctype: DoctypeToken) -> QuirksMode {
    let publicID = lowercasedString(doctype.publicID) ?? ""
    let systemID = lowercasedString(doctype.systemID)
    if doctype.forcesQuirks || !isHTML(doctype.name) { return .quirks }
    if QuirksTable.publicIDs.contains(publicID)
      || QuirksTable.publicPrefixes.contains(where: publicID.hasPrefix)
      || systemID == "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"
    {
      return .quirks
    }
    if QuirksTable.html4Prefixes.contains(where: publicID.hasPrefix) {
      return systemID == nil ? .quirks : .limitedQuirks
    }
    if QuirksTable.limitedPrefixes.contains(where: publicID.hasPrefix) { return .limitedQuirks }
    return .noQuirks
  }

  private func isHTML(_ name: ByteRange?) -> Bool {
    lowercasedString(name) == "html"
  }

  private func lowercasedString(_ range: ByteRange?) -> String? {
    guard let range else { return nil }
    return document.withBytes(range) { bytes in
      String(decoding: Array(copying: bytes).map(asciiLowercased), as: UTF8.self)
    }
  }
}

/// The public identifiers that mean quirks mode, in lower case (§13.2.6.4.1).
private enum QuirksTable {
  static let publicIDs = [
    "-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html",
  ]

  static let limitedPrefixes = [
    "-//w3c//dtd xhtml 1.0 frameset//", "-//w3c//dtd xhtml 1.0 transitional//",
  ]

  /// Quirks without a system identifier, limited quirks with one.
  static let html4Prefixes = [
    "-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//",
  ]

  static let publicPrefixes = [
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//", "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//", "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//", "-//ietf//dtd html 2.0//", "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//", "-//ietf//dtd html 3.2 final//", "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//", "-//ietf//dtd html level 0//", "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//", "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//", "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//", "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//", "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//", "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//", "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//", "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//", "-//w3c//dtd html 3.2 final//", "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//", "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//", "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//", "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
  ]
}
