internal import HTML

/// What shows that a picture only stands in for one that a script puts there.
enum LateSign {
  /// Whole names of such files, without their endings.
  private static let names = [
    "loader", "preloader", "ajax-loader", "ajaxloader", "ajax_loader", "image-loader", "spinner",
    "loading-img", "no-image", "noimage", "no_image", "no-img", "noimg", "missing-image",
    "image-missing", "empty", "blank-image", "dummy",
  ].map { Array($0.utf8) }

  /// Endings that such files have.
  private static let endings = ["gif", "svg", "png", "webp"].map { Array($0.utf8) }

  /// Whether a file, in lower case, is called as what stands in is, and nothing else.
  static func isStandIn(_ file: [UInt8]) -> Bool {
    guard let dot = file.lastIndex(of: UInt8(ascii: ".")),
      endings.contains(where: { file[(dot + 1)...].elementsEqual($0) })
    else { return false }
    return names.contains { file[..<dot].elementsEqual($0) }
  }

  /// Which attributes may hold the picture for which an address stands that no name gives away; `nil` where
  /// it shows itself. Photographs don't stand in.
  ///
  /// An element of a class for late pictures says that its address will change. Of others, the attribute
  /// must say so.
  static func trust(
    _ source: [UInt8], of image: NodeID, in document: borrowing HTMLDocument
  ) -> UnnamedAttributes.Trust? {
    let suffix = PictureName.suffix(of: source)
    guard endings.dropLast().contains(where: { suffix.elementsEqual($0) }) else { return nil }
    let isLate = document.bytes(of: .class, image).map { words in
      words.split { $0 <= 0x20 }.contains { name in
        let parts = name.split { !$0.isASCIILetter }
        let isOne = { (words: [String]) in
          parts.contains { part in words.contains { part.equalsIgnoringCase($0.utf8) } }
        }
        return isOne(["lazy", "lazyload", "lozad", "unveil"]) && !isOne(["skip", "no", "not"])
      }
    }
    return isLate == true ? .ofPicture : .late
  }
}
