internal import FeedModel
internal import HTML

/// Makes plain markup of what needs a script: lazy images, `noscript` copies, players, captions.
enum RepairStep {
  static func apply(to document: inout HTMLDocument, _ work: inout EntryWork) {
    let lazy = LazyAttributes(work.rules.lazy, document)
    let embeds = EmbedAttributes(work.rules.embeds, document)
    let blocks = DataBlocks(document)
    let things = NamedThings(document)
    let pym = PymFrames(document)
    var later = Later()
    var current = document.next(after: document.root, in: document.root)
    while let node = current {
      guard document.isElement(node), document.namespace(of: node) == .html else {
        current = document.next(after: node, in: document.root)
        continue
      }
      let following = document.next(afterSubtree: node, in: document.root)
      switch document.name(of: node) {
      case .noscript where work.rules.steps.contains(.noscript):
        current = noscript(node, in: &document, &work, &later) ?? following
      case .img:
        lazy.repair(node, in: &document, &work)
        if !Emoji.repair(node, in: &document, &work) { later.images.append(node) }
        current = following
      case .source, .video, .audio:
        lazy.repair(node, in: &document, &work)
        if document.isElement(node, .video) { later.films.append(node) }
        current = document.next(after: node, in: document.root)
      case .iframe, .embed, .object, .applet:
        lazy.repair(node, in: &document, &work)
        current = Embeds.repair(node, in: &document, &work) ?? following
      case .script:
        Embeds.repairScript(node, in: &document, &work)
        let isElsewhere =
          !document.hasAttribute(.src, of: node)
          && PymFrames.repair(script: node, in: &document, &work)
        // What was to follow may be where the frame is.
        current = isElsewhere ? document.next(afterSubtree: node, in: document.root) : following
      case .input where TaskList.write(node, in: &document, &work): current = following
      case .a where !document.hasVisibleChild(node):
        later.append(emptyLink: node, in: document)
        Embeds.nameLink(node, in: &document, &work)
        current = following
      case .figcaption:
        if !document.isInFigure(node) { later.looseCaptions.append(node) }
        current = document.next(after: node, in: document.root)
      case .i where WrittenEmoji.isOne(node, in: document):
        WrittenEmoji.undress(node, in: &document, &work)
        current = following
      case .small:
        later.captions.append(node)
        current = document.next(after: node, in: document.root)
      default:
        if document.isElement(node, .a), !document.showsText(node) {
          later.append(emptyLink: node, in: document)
        }
        if blocks.repair(node, in: &document, &work)
          || pym.repair(node, in: &document, &work)
          || EmbedWrapper.repair(node, in: &document, &work)
          || embeds.mayKnow(node, in: document)
            && Embeds.repairElement(node, embeds, in: &document, &work)
          || things.repair(node, in: &document, &work)
        {
          current = following
        } else {
          current = unknown(node, lazy, in: &document, &work) ?? following
        }
      }
    }
    later.settle(lazy, in: &document, &work)
  }

  /// What has to wait until all addresses are where they belong.
  private struct Later {
    var noscripts: [NodeID] = []
    var images: [NodeID] = []
    var films: [NodeID] = []
    var captions: [NodeID] = []
    var looseCaptions: [NodeID] = []
    var pictureLinks: [NodeID] = []
    var emptyLinks: [NodeID] = []

    mutating func append(emptyLink node: NodeID, in document: borrowing HTMLDocument) {
      if PictureLinks.leadsToPicture(node, in: document) {
        pictureLinks.append(node)
      } else if document.hasAttributes(node) {
        emptyLinks.append(node)
      }
    }

    func settle(
      _ lazy: LazyAttributes, in document: inout HTMLDocument, _ work: inout EntryWork
    ) {
      for node in noscripts { NoScript.settle(node, lazy, in: &document, &work) }
      Pictures.repair(lazy, in: &document, &work)
      for node in images where document.parent(of: node) != nil {
        lazy.takeFromAround(node, in: &document, &work)
      }
      PictureLinks.show(pictureLinks, in: &document, &work)
      NamedIcons.name(emptyLinks, in: &document, &work)
      NamedIcons.write(in: &document, &work)
      for node in films where document.parent(of: node) != nil {
        Pictures.keepPoster(of: node, in: &document, &work)
      }
      for node in captions where document.isAttached(node, to: document.root) {
        Captions.repair(node, in: &document, &work)
      }
      for node in images where document.parent(of: node) != nil {
        BlurredCopy.drop(node, in: &document, &work)
      }
      for node in looseCaptions where document.isAttached(node, to: document.root) {
        LooseCaption.settle(node, in: &document, &work)
      }
      for node in images where document.parent(of: node) != nil {
        Pictures.dropBlank(node, lazy, in: &document, &work)
      }
    }
  }

  /// What comes next.
  private static func noscript(
    _ node: NodeID, in document: inout HTMLDocument, _ work: inout EntryWork,
    _ later: inout Later
  ) -> NodeID? {
    let following = document.next(afterSubtree: node, in: document.root)
    NoScript.readWritten(node, in: &document, &work)
    guard NoScript.isNotice(node, in: document) else {
      later.noscripts.append(node)
      return document.next(after: node, in: document.root)
    }
    work.log.recordRemoval("repair.noscript", of: node, in: document)
    document.detach(node)
    return following
  }

  /// AMP's own elements of HTML's kinds, and pictures in the background of empty elements; what comes next.
  private static func unknown(
    _ node: NodeID, _ lazy: LazyAttributes, in document: inout HTMLDocument,
    _ work: inout EntryWork
  ) -> NodeID? {
    guard document.isOwn(document.name(of: node)) else {
      Backgrounds.repair(node, lazy, in: &document, &work)
      return document.next(after: node, in: document.root)
    }
    let next = document.next(after: node, in: document.root)
    switch document.string(document.name(of: node)) {
    case "amp-img", "amp-anim":
      recordAMP(node, after: "<img>", in: document, &work)
      AMPLayout.dropRatio(of: node, in: &document)
      document.rename(node, to: .img)
      document.detachChildren(of: node)
      lazy.repair(node, in: &document, &work)
      return document.next(afterSubtree: node, in: document.root)
    case "amp-video", "amp-audio":
      recordAMP(node, after: "<video> or <audio>", in: document, &work)
      AMPLayout.dropRatio(of: node, in: &document)
      document.rename(
        node, to: document.string(document.name(of: node)) == "amp-video" ? .video : .audio)
      return next
    case "amp-iframe", "amp-video-iframe", "amp-google-document-embed", "amp-playbuzz":
      recordAMP(node, after: "<iframe>", in: document, &work)
      AMPLayout.dropRatio(of: node, in: &document)
      document.rename(node, to: .iframe)
      return Embeds.repair(node, in: &document, &work)
    default:
      let following = document.next(afterSubtree: node, in: document.root)
      return OwnElements.repair(node, lazy, in: &document, &work) ? following : next
    }
  }
}

extension RepairStep {
  fileprivate static func recordAMP(
    _ node: NodeID, after: String, in document: borrowing HTMLDocument, _ work: inout EntryWork
  ) {
    work.log.recordChange(
      "repair.amp", of: node, before: document.openTag(of: node), after: after, in: document)
  }
}
