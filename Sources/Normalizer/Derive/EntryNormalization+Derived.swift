internal import FeedModel
internal import HTML

/// What a reader's list shows of an entry: summary, picture, files.
extension EntryNormalization {
  func recordLink(_ entry: ParsedEntry, _ link: WebAddress?, _ work: inout EntryWork) {
    guard let link, let page = entry.link, page != link else { return }
    work.log.record("link.original", field: "link", before: page.href, after: link.href)
  }

  /// The source's own, unless the content begins with it; else one that is made of the body.
  func summary(
    of entry: ParsedEntry, _ body: borrowing Body, _ work: inout EntryWork
  ) -> String? {
    let hasMedia = entry.attachments.contains { attachment in
      let type = attachment.mediaType?.utf8
      return type?.starts(with: "audio/".utf8) == true || type?.starts(with: "video/".utf8) == true
    }
    if let content = entry.content, !content.value.isEmpty,
      let written = entry.summary.flatMap({
        WrittenSummary.text($0, isBesideContent: true, hasMedia: hasMedia, &work)
      }),
      WrittenSummary.isOfItsOwn(written, hasMedia: hasMedia)
        || body.derived(&work, { DerivedSummary.repeatsStart(written, of: $0) }) == false
    {
      return written
    }
    let title = work.title
    return body.derived(&work) { DerivedSummary.text(of: $0, title: title) }
  }

  func fillPicture(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ pictures: NamedPictures,
    in body: borrowing Body, _ work: inout EntryWork
  ) {
    let named = pictures.candidates(of: entry)
    let shown = work.shownPictures
    let choice = body.derived(&work) { EntryPicture.choice(named: named, in: $0, shown, rules) }
    // Pictures of the body are clean.
    result.image =
      named.contains { $0.address == choice } ? image(choice, "image", &work) : choice
    if result.image == nil, let picture = relatedPicture(of: entry) {
      result.image = image(picture, "image", &work)
    }
  }

  /// A picture by its name that the source relates to an entry without any.
  private func relatedPicture(of entry: ParsedEntry) -> WebAddress? {
    entry.links.first { link in
      link.rel.utf8.elementsEqual("related".utf8) && link.address.isHTTP
        && PictureName.isPicture(Array(link.address.path.utf8))
        && PictureCandidate(link.address, guess: 400).map { !$0.isWrong(rules) } ?? false
    }?.address
  }

  /// The source's files and the body's, each once.
  func fillAttachments(
    _ result: inout NormalizedEntry, from entry: ParsedEntry, _ pictures: NamedPictures,
    in document: borrowing HTMLDocument, _ work: inout EntryWork
  ) {
    let shown = pictures.elements.isEmpty ? [] : shownPictures(in: document)
    let names =
      pictures.elements.isEmpty
      ? [] : Set(([result.image].compactMap(\.self) + shown).compactMap(sizelessName))
    var seen: Set<WebAddress> = []
    for attachment in OriginalAddresses.attachments(of: entry) + work.attachments.elements
    where attachment.address.isHTTP {
      if attachment.bytes == nil || pictures.isContent(attachment),
        Video.isPlayer(attachment.address, rules)
      {
        work.log.record(
          "attachment.shown", field: "attachments", before: attachment.address.href, after: "")
        continue
      }
      var clean = attachment
      var isImage = attachment.mediaType?.utf8.starts(with: "image/".utf8) == true
      if !isImage, let type = proxiedType(of: attachment) {
        isImage = true
        clean.mediaType = type
      }
      let cleaned = rules.cleanedFile(
        attachment.address, type: clean.mediaType, ownHosts: work.ownHosts)
      clean.address = take(cleaned, of: attachment.address, field: "attachments", &work)
      let title = attachment.title ?? (isImage ? pictures.caption(of: attachment.address) : nil)
      clean.title = title.map(PlainText.line).flatMap { $0.isEmpty ? nil : $0 }
      if let title = clean.title, isFileName(title, of: clean.address) { clean.title = nil }
      let isPlain = clean.title == nil && clean.address == result.image
      if pictures.isContent(attachment),
        isPlain || shown.contains(clean.address) || isNoFile(clean, isImage: isImage)
          || isImage && clean.title == nil
            && sizelessName(clean.address).map(names.contains) == true
      {
        work.log.record(
          "attachment.shown", field: "attachments", before: clean.address.href, after: "")
        continue
      }
      if seen.insert(clean.address).inserted { result.attachments.append(clean) }
    }
    for torrent in torrents(of: entry) where seen.insert(torrent.address).inserted {
      result.attachments.append(torrent)
    }
    recordOriginals(entry, &work)
  }

  /// Files that are had from whoever has them: an entry's own link may be such a file too.
  private func torrents(of entry: ParsedEntry) -> [Attachment] {
    let link = entry.link.map { [Attachment(address: $0)] } ?? []
    return (entry.attachments + link)
      .filter { $0.address.href.utf8.starts(with: "magnet:?".utf8) }
      .map { file in
        var torrent = file
        torrent.mediaType = file.mediaType ?? "application/x-bittorrent"
        torrent.title = file.title.map(PlainText.line)
        if torrent.bytes == 0 { torrent.bytes = nil }
        return torrent
      }
  }

  /// Whether a title is no more than the file's name.
  private func isFileName(_ title: String, of address: WebAddress) -> Bool {
    let file = PictureName.file(of: Array(address.path.utf8))
    let stem = file.prefix { $0 != UInt8(ascii: ".") }
    return stem.elementsEqual(title.utf8.map(\.lowercased))
      || file.elementsEqual(title.utf8.map(\.lowercased))
  }

  /// What is the same in the addresses of all sizes of a picture; `nil` for what is none by its name.
  private func sizelessName(_ address: WebAddress) -> [UInt8]? {
    AddressParts(address).map { PictureFileName($0) }.flatMap { $0.isPicture ? $0.stem : nil }
  }

  /// The type of a picture behind an image proxy, where the source gives none.
  private func proxiedType(of attachment: Attachment) -> String? {
    guard attachment.mediaType == nil || attachment.mediaType == "application/octet-stream",
      let inner = rules.cleanedImageLink(attachment.address, isAroundImage: false)
    else { return nil }
    return PictureName.mediaType(of: inner.address.path.utf8)
  }

  private func shownPictures(in document: borrowing HTMLDocument) -> Set<WebAddress> {
    var shown: Set<WebAddress> = []
    for image in document.elements(.img, in: document.root) {
      if let address = document.attribute(.src, of: image).flatMap({ WebAddress($0) }) {
        shown.insert(address)
      }
    }
    return shown
  }

  /// A portrait, an icon, or what needs Flash.
  private func isNoFile(_ attachment: Attachment, isImage: Bool) -> Bool {
    if attachment.mediaType == "application/x-shockwave-flash" { return true }
    guard isImage || attachment.mediaType == nil,
      let picture = PictureCandidate(attachment.address, guess: 0)
    else { return false }
    return picture.isWrong(rules)
  }

  private func recordOriginals(_ entry: ParsedEntry, _ work: inout EntryWork) {
    for (before, after) in zip(entry.attachments, OriginalAddresses.attachments(of: entry))
    where before.address != after.address {
      work.log.record(
        "link.original", field: "attachments", before: before.address.href,
        after: after.address.href)
    }
  }
}
