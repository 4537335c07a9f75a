/// Attributes in which scripts find the address of an image that is loaded late.
enum LazyTable {
  /// `always` outweighs an address in `src`; else it counts only where `src` is a placeholder.
  static let json = #"""
    [
      { "name": "lazy.source", "about": "Addresses that a script moves to src", "to": "src", "always": true,
        "attributes": ["data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "data-lazyload", "data-ll-src", "data-cfsrc", "data-ezsrc", "data-echo", "data-hi-res-src", "data-src-retina", "data-retina-src", "data-delayed-url", "data-li-src", "data-runner-src", "data-lazy", "data-flickity-lazyload", "data-wood-src", "data-bsrc", "ng-src", "lazy-src", "lazysrc", "real_src", "file", "zoomfile", "original", "data-rapid_p"] },
      { "name": "lazy.fallback", "about": "Other addresses of the same image", "to": "src",
        "attributes": ["data-orig-file", "data-large-file", "data-medium-file", "data-full-url", "data-orig-src", "data-wpfc-original-src", "nitro-lazy-src", "data-breeze", "data-lazysrc", "data-lazyload-src", "data-actual-src", "data-imgsrc", "data-src-lazy", "data-litespeed-src", "data-rocket-src", "data-opt-src", "data-full-src", "data-image", "data-image-src", "data-img-src", "data-url", "data-backsrc", "data-backh", "data-croporisrc", "data-pin-media", "data-savepage-src", "data-srcset-src"] },
      { "name": "lazy.canonical", "about": "The original of a picture behind camo", "to": "src", "always": true,
        "attributes": ["data-canonical-src"] },
      { "name": "lazy.candidates", "about": "Lists that a script moves to srcset", "to": "srcset", "always": true,
        "attributes": ["data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset", "nitro-lazy-srcset", "data-orig-srcset", "data-wpfc-original-srcset", "data-breeze-srcset"] },
      { "name": "lazy.poster", "about": "Pictures that a script moves to poster", "to": "poster",
        "attributes": ["data-poster", "data-lazy-poster"] },
      { "name": "lazy.background", "about": "Pictures behind elements that show nothing else", "to": "background",
        "attributes": ["data-bg", "data-background-image", "data-background", "data-bg-src", "data-background-src", "data-bgset", "data-lazy-background"] },
      { "name": "lazy.placeholder", "about": "Pictures that stand in until a script has run", "to": "placeholder",
        "words": ["blank.gif", "blank.png", "spacer.gif", "transparent.gif", "transparent.png", "placeholder", "lazyload", "lazy_load", "lazy-load", "loading.gif", "loading.svg", "loading.png", "pixel.gif", "grey.gif", "gray.gif", "1x1.gif", "1x1.png", "1x1.trans.gif", "clear.gif", "dot.gif", "space.gif", "default_image", "img_loading", "about:blank"] }
    ]
    """#
}
