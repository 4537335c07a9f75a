// Written by Scripts/generate-rules.py from LazyTable.swift: change that, not this.

extension LazyRule {
  /// The rules of ``LazyTable``.
  static let builtIn = madeBuiltIn()

  private static func madeBuiltIn() -> [LazyRule] {
    var rules: [LazyRule] = []
    rules.reserveCapacity(7)
    rules.append(
      LazyRule(
        name: "lazy.source", about: "Addresses that a script moves to src",
        target: .src,
        attributes: [
          "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src",
          "data-lazyload", "data-ll-src", "data-cfsrc", "data-ezsrc", "data-echo",
          "data-hi-res-src", "data-src-retina", "data-retina-src", "data-delayed-url",
          "data-li-src", "data-runner-src", "data-lazy", "data-flickity-lazyload", "data-wood-src",
          "data-bsrc", "ng-src", "lazy-src", "lazysrc", "real_src", "file", "zoomfile", "original",
          "data-rapid_p",
        ],
        isStrong: true))
    rules.append(
      LazyRule(
        name: "lazy.fallback", about: "Other addresses of the same image",
        target: .src,
        attributes: [
          "data-orig-file", "data-large-file", "data-medium-file", "data-full-url", "data-orig-src",
          "data-wpfc-original-src", "nitro-lazy-src", "data-breeze", "data-lazysrc",
          "data-lazyload-src", "data-actual-src", "data-imgsrc", "data-src-lazy",
          "data-litespeed-src", "data-rocket-src", "data-opt-src", "data-full-src", "data-image",
          "data-image-src", "data-img-src", "data-url", "data-backsrc", "data-backh",
          "data-croporisrc", "data-pin-media", "data-savepage-src", "data-srcset-src",
        ]))
    rules.append(
      LazyRule(
        name: "lazy.canonical", about: "The original of a picture behind camo",
        target: .src, attributes: ["data-canonical-src"], isStrong: true))
    rules.append(
      LazyRule(
        name: "lazy.candidates", about: "Lists that a script moves to srcset",
        target: .srcset,
        attributes: [
          "data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset",
          "nitro-lazy-srcset", "data-orig-srcset", "data-wpfc-original-srcset",
          "data-breeze-srcset",
        ],
        isStrong: true))
    rules.append(
      LazyRule(
        name: "lazy.poster", about: "Pictures that a script moves to poster",
        target: .poster, attributes: ["data-poster", "data-lazy-poster"]))
    rules.append(
      LazyRule(
        name: "lazy.background",
        about: "Pictures behind elements that show nothing else", target: .background,
        attributes: [
          "data-bg", "data-background-image", "data-background", "data-bg-src",
          "data-background-src", "data-bgset", "data-lazy-background",
        ]))
    rules.append(
      LazyRule(
        name: "lazy.placeholder",
        about: "Pictures that stand in until a script has run", target: .placeholder,
        words: [
          "blank.gif", "blank.png", "spacer.gif", "transparent.gif", "transparent.png",
          "placeholder", "lazyload", "lazy_load", "lazy-load", "loading.gif", "loading.svg",
          "loading.png", "pixel.gif", "grey.gif", "gray.gif", "1x1.gif", "1x1.png", "1x1.trans.gif",
          "clear.gif", "dot.gif", "space.gif", "default_image", "img_loading", "about:blank",
        ].map { Array($0.utf8) }))
    return rules
  }
}
