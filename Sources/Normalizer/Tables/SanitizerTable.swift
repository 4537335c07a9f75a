/// What the sanitizer lets through. Everything that is not named goes: an element leaves what it
/// contains, an attribute leaves nothing.
enum SanitizerTable {
  /// - `elements`: allowed, each with its attributes beside the global ones.
  /// - `global`: attributes of every allowed HTML element.
  /// - `math`: MathML elements; `mathGlobal`: their attributes.
  /// - `svg`: elements of drawings; `svgGlobal`: their attributes, beside `id` and `href`, which lead
  ///   to parts of the same drawing.
  /// - `drop`: elements that go with all that they contain.
  /// - `rename`: elements that become others.
  /// - `schemes`: of addresses, by use. `dataImages`: types of images in `data:` addresses.
  /// - `idPrefix`: put before the ids of headings and of what a link in the entry points to; no
  ///   other id stays.
  static let json = #"""
    {
      "elements": {
        "a": ["href", "hreflang", "type"],
        "abbr": [], "address": [], "article": [], "aside": [], "b": [], "bdi": [], "bdo": [],
        "audio": ["src", "controls", "preload"],
        "blockquote": ["cite"], "br": [], "caption": [], "cite": [], "code": [],
        "col": ["span"], "colgroup": ["span"],
        "data": ["value"], "dd": [], "del": ["cite", "datetime"], "details": ["open"], "dfn": [],
        "div": [], "dl": [], "dt": [], "em": [], "figcaption": [], "figure": [], "footer": [],
        "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "header": [], "hr": [],
        "i": [],
        "iframe": ["src", "width", "height", "allowfullscreen", "sandbox", "loading", "referrerpolicy"],
        "img": ["src", "srcset", "sizes", "alt", "width", "height", "referrerpolicy"],
        "ins": ["cite", "datetime"], "kbd": [], "li": ["value"], "main": [], "mark": [], "menu": [], "nav": [],
        "ol": ["start", "reversed", "type"], "p": [], "picture": [], "pre": [], "q": ["cite"],
        "rb": [], "rp": [], "rt": [], "rtc": [], "ruby": [],
        "s": [], "samp": [], "section": [], "small": [],
        "source": ["src", "srcset", "sizes", "media", "type", "width", "height"],
        "span": [], "strong": [], "sub": [], "summary": [], "sup": [],
        "table": [], "tbody": [], "tfoot": [], "thead": [], "tr": [],
        "td": ["colspan", "rowspan", "headers"], "th": ["colspan", "rowspan", "headers", "scope", "abbr"],
        "time": ["datetime"], "track": ["src", "kind", "srclang", "label", "default"],
        "u": [], "ul": [], "var": [],
        "video": ["src", "poster", "controls", "preload", "width", "height"],
        "wbr": []
      },
      "global": ["title", "lang", "dir", "id"],
      "math": ["math", "mi", "mo", "mn", "ms", "mtext", "annotation", "semantics", "mrow", "mfrac", "msqrt", "mroot", "msup", "msub", "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mspace", "mpadded", "mphantom", "merror", "menclose", "mfenced", "mmultiscripts", "mprescripts", "none"],
      "mathGlobal": ["display", "mathvariant", "displaystyle", "dir", "width", "height", "encoding", "columnalign", "open", "close", "separators", "stretchy", "fence", "accent", "accentunder", "linethickness", "scriptlevel", "notation", "lspace", "rspace", "columnspan", "rowspan", "rowalign", "alttext", "columnlines", "rowlines", "frame", "form", "separator", "minsize", "maxsize", "movablelimits", "largeop", "symmetric", "depth", "voffset", "rowspacing", "columnspacing"],
      "svg": ["svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker"],
      "svgGlobal": ["viewBox", "preserveAspectRatio", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "d", "points", "pathLength", "transform", "rotate", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity", "color", "visibility", "display", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "alignment-baseline", "baseline-shift", "letter-spacing", "word-spacing", "text-decoration", "textLength", "lengthAdjust", "startOffset", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits", "patternContentUnits", "patternTransform", "clip-path", "clip-rule", "clipPathUnits", "mask", "maskUnits", "maskContentUnits", "marker-start", "marker-mid", "marker-end", "markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient", "role", "aria-label"],
      "drop": ["script", "style", "template", "title", "head", "base", "link", "meta", "noscript", "noembed", "noframes", "frame", "frameset", "select", "optgroup", "option", "datalist", "textarea", "input", "keygen", "area", "param", "embed", "bgsound", "basefont", "portal"],
      "rename": { "center": "div", "form": "div", "fieldset": "div", "legend": "div", "dialog": "div", "hgroup": "div", "search": "div", "dir": "ul", "listing": "pre", "xmp": "pre", "plaintext": "pre", "strike": "s", "acronym": "abbr", "tt": "code" },
      "schemes": {
        "link": ["https", "http", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "matrix", "magnet", "geo", "ftp", "sftp", "gopher", "gemini", "news", "nntp", "sip", "sips", "webcal", "bitcoin", "ethereum"],
        "image": ["https", "http"],
        "media": ["https", "http"],
        "frame": ["https"]
      },
      "dataImages": ["png", "jpeg", "gif", "webp"],
      "idPrefix": "entry-"
    }
    """#
}
