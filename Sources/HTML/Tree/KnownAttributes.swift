// Written by Scripts/generate-html-names.py: change that, not this.

extension AttributeName {
  /// `abbr`
  @inlinable
  public static var abbr: AttributeName { AttributeName(rawValue: 1) }
  /// `accept`
  @inlinable
  public static var accept: AttributeName { AttributeName(rawValue: 2) }
  /// `accept-charset`
  @inlinable
  public static var acceptCharset: AttributeName { AttributeName(rawValue: 3) }
  /// `accesskey`
  @inlinable
  public static var accesskey: AttributeName { AttributeName(rawValue: 4) }
  /// `action`
  @inlinable
  public static var action: AttributeName { AttributeName(rawValue: 5) }
  /// `align`
  @inlinable
  public static var align: AttributeName { AttributeName(rawValue: 6) }
  /// `alink`
  @inlinable
  public static var alink: AttributeName { AttributeName(rawValue: 7) }
  /// `allow`
  @inlinable
  public static var allow: AttributeName { AttributeName(rawValue: 8) }
  /// `allowfullscreen`
  @inlinable
  public static var allowfullscreen: AttributeName { AttributeName(rawValue: 9) }
  /// `alt`
  @inlinable
  public static var alt: AttributeName { AttributeName(rawValue: 10) }
  /// `archive`
  @inlinable
  public static var archive: AttributeName { AttributeName(rawValue: 11) }
  /// `aria-describedby`
  @inlinable
  public static var ariaDescribedby: AttributeName { AttributeName(rawValue: 12) }
  /// `aria-hidden`
  @inlinable
  public static var ariaHidden: AttributeName { AttributeName(rawValue: 13) }
  /// `aria-label`
  @inlinable
  public static var ariaLabel: AttributeName { AttributeName(rawValue: 14) }
  /// `aria-labelledby`
  @inlinable
  public static var ariaLabelledby: AttributeName { AttributeName(rawValue: 15) }
  /// `async`
  @inlinable
  public static var async: AttributeName { AttributeName(rawValue: 16) }
  /// `autocapitalize`
  @inlinable
  public static var autocapitalize: AttributeName { AttributeName(rawValue: 17) }
  /// `autocomplete`
  @inlinable
  public static var autocomplete: AttributeName { AttributeName(rawValue: 18) }
  /// `autofocus`
  @inlinable
  public static var autofocus: AttributeName { AttributeName(rawValue: 19) }
  /// `autoplay`
  @inlinable
  public static var autoplay: AttributeName { AttributeName(rawValue: 20) }
  /// `axis`
  @inlinable
  public static var axis: AttributeName { AttributeName(rawValue: 21) }
  /// `background`
  @inlinable
  public static var background: AttributeName { AttributeName(rawValue: 22) }
  /// `bgcolor`
  @inlinable
  public static var bgcolor: AttributeName { AttributeName(rawValue: 23) }
  /// `border`
  @inlinable
  public static var border: AttributeName { AttributeName(rawValue: 24) }
  /// `bordercolor`
  @inlinable
  public static var bordercolor: AttributeName { AttributeName(rawValue: 25) }
  /// `capture`
  @inlinable
  public static var capture: AttributeName { AttributeName(rawValue: 26) }
  /// `cellpadding`
  @inlinable
  public static var cellpadding: AttributeName { AttributeName(rawValue: 27) }
  /// `cellspacing`
  @inlinable
  public static var cellspacing: AttributeName { AttributeName(rawValue: 28) }
  /// `char`
  @inlinable
  public static var char: AttributeName { AttributeName(rawValue: 29) }
  /// `charoff`
  @inlinable
  public static var charoff: AttributeName { AttributeName(rawValue: 30) }
  /// `charset`
  @inlinable
  public static var charset: AttributeName { AttributeName(rawValue: 31) }
  /// `checked`
  @inlinable
  public static var checked: AttributeName { AttributeName(rawValue: 32) }
  /// `cite`
  @inlinable
  public static var cite: AttributeName { AttributeName(rawValue: 33) }
  /// `class`
  @inlinable
  public static var `class`: AttributeName { AttributeName(rawValue: 34) }
  /// `classid`
  @inlinable
  public static var classid: AttributeName { AttributeName(rawValue: 35) }
  /// `clear`
  @inlinable
  public static var clear: AttributeName { AttributeName(rawValue: 36) }
  /// `code`
  @inlinable
  public static var code: AttributeName { AttributeName(rawValue: 37) }
  /// `codebase`
  @inlinable
  public static var codebase: AttributeName { AttributeName(rawValue: 38) }
  /// `codetype`
  @inlinable
  public static var codetype: AttributeName { AttributeName(rawValue: 39) }
  /// `color`
  @inlinable
  public static var color: AttributeName { AttributeName(rawValue: 40) }
  /// `cols`
  @inlinable
  public static var cols: AttributeName { AttributeName(rawValue: 41) }
  /// `colspan`
  @inlinable
  public static var colspan: AttributeName { AttributeName(rawValue: 42) }
  /// `compact`
  @inlinable
  public static var compact: AttributeName { AttributeName(rawValue: 43) }
  /// `content`
  @inlinable
  public static var content: AttributeName { AttributeName(rawValue: 44) }
  /// `contenteditable`
  @inlinable
  public static var contenteditable: AttributeName { AttributeName(rawValue: 45) }
  /// `controls`
  @inlinable
  public static var controls: AttributeName { AttributeName(rawValue: 46) }
  /// `coords`
  @inlinable
  public static var coords: AttributeName { AttributeName(rawValue: 47) }
  /// `crossorigin`
  @inlinable
  public static var crossorigin: AttributeName { AttributeName(rawValue: 48) }
  /// `data`
  @inlinable
  public static var data: AttributeName { AttributeName(rawValue: 49) }
  /// `data-actualsrc`
  @inlinable
  public static var dataActualsrc: AttributeName { AttributeName(rawValue: 50) }
  /// `data-background`
  @inlinable
  public static var dataBackground: AttributeName { AttributeName(rawValue: 51) }
  /// `data-caption`
  @inlinable
  public static var dataCaption: AttributeName { AttributeName(rawValue: 52) }
  /// `data-height`
  @inlinable
  public static var dataHeight: AttributeName { AttributeName(rawValue: 53) }
  /// `data-hi-res-src`
  @inlinable
  public static var dataHiResSrc: AttributeName { AttributeName(rawValue: 54) }
  /// `data-id`
  @inlinable
  public static var dataId: AttributeName { AttributeName(rawValue: 55) }
  /// `data-lazy`
  @inlinable
  public static var dataLazy: AttributeName { AttributeName(rawValue: 56) }
  /// `data-lazy-src`
  @inlinable
  public static var dataLazySrc: AttributeName { AttributeName(rawValue: 57) }
  /// `data-lazy-srcset`
  @inlinable
  public static var dataLazySrcset: AttributeName { AttributeName(rawValue: 58) }
  /// `data-original`
  @inlinable
  public static var dataOriginal: AttributeName { AttributeName(rawValue: 59) }
  /// `data-original-src`
  @inlinable
  public static var dataOriginalSrc: AttributeName { AttributeName(rawValue: 60) }
  /// `data-retina-src`
  @inlinable
  public static var dataRetinaSrc: AttributeName { AttributeName(rawValue: 61) }
  /// `data-sizes`
  @inlinable
  public static var dataSizes: AttributeName { AttributeName(rawValue: 62) }
  /// `data-src`
  @inlinable
  public static var dataSrc: AttributeName { AttributeName(rawValue: 63) }
  /// `data-src-retina`
  @inlinable
  public static var dataSrcRetina: AttributeName { AttributeName(rawValue: 64) }
  /// `data-srcset`
  @inlinable
  public static var dataSrcset: AttributeName { AttributeName(rawValue: 65) }
  /// `data-type`
  @inlinable
  public static var dataType: AttributeName { AttributeName(rawValue: 66) }
  /// `data-url`
  @inlinable
  public static var dataUrl: AttributeName { AttributeName(rawValue: 67) }
  /// `data-width`
  @inlinable
  public static var dataWidth: AttributeName { AttributeName(rawValue: 68) }
  /// `datetime`
  @inlinable
  public static var datetime: AttributeName { AttributeName(rawValue: 69) }
  /// `declare`
  @inlinable
  public static var declare: AttributeName { AttributeName(rawValue: 70) }
  /// `decoding`
  @inlinable
  public static var decoding: AttributeName { AttributeName(rawValue: 71) }
  /// `default`
  @inlinable
  public static var `default`: AttributeName { AttributeName(rawValue: 72) }
  /// `defer`
  @inlinable
  public static var `defer`: AttributeName { AttributeName(rawValue: 73) }
  /// `dir`
  @inlinable
  public static var dir: AttributeName { AttributeName(rawValue: 74) }
  /// `dirname`
  @inlinable
  public static var dirname: AttributeName { AttributeName(rawValue: 75) }
  /// `disabled`
  @inlinable
  public static var disabled: AttributeName { AttributeName(rawValue: 76) }
  /// `download`
  @inlinable
  public static var download: AttributeName { AttributeName(rawValue: 77) }
  /// `draggable`
  @inlinable
  public static var draggable: AttributeName { AttributeName(rawValue: 78) }
  /// `enctype`
  @inlinable
  public static var enctype: AttributeName { AttributeName(rawValue: 79) }
  /// `enterkeyhint`
  @inlinable
  public static var enterkeyhint: AttributeName { AttributeName(rawValue: 80) }
  /// `face`
  @inlinable
  public static var face: AttributeName { AttributeName(rawValue: 81) }
  /// `fetchpriority`
  @inlinable
  public static var fetchpriority: AttributeName { AttributeName(rawValue: 82) }
  /// `for`
  @inlinable
  public static var `for`: AttributeName { AttributeName(rawValue: 83) }
  /// `form`
  @inlinable
  public static var form: AttributeName { AttributeName(rawValue: 84) }
  /// `formaction`
  @inlinable
  public static var formaction: AttributeName { AttributeName(rawValue: 85) }
  /// `formenctype`
  @inlinable
  public static var formenctype: AttributeName { AttributeName(rawValue: 86) }
  /// `formmethod`
  @inlinable
  public static var formmethod: AttributeName { AttributeName(rawValue: 87) }
  /// `formnovalidate`
  @inlinable
  public static var formnovalidate: AttributeName { AttributeName(rawValue: 88) }
  /// `formtarget`
  @inlinable
  public static var formtarget: AttributeName { AttributeName(rawValue: 89) }
  /// `frame`
  @inlinable
  public static var frame: AttributeName { AttributeName(rawValue: 90) }
  /// `frameborder`
  @inlinable
  public static var frameborder: AttributeName { AttributeName(rawValue: 91) }
  /// `headers`
  @inlinable
  public static var headers: AttributeName { AttributeName(rawValue: 92) }
  /// `height`
  @inlinable
  public static var height: AttributeName { AttributeName(rawValue: 93) }
  /// `hidden`
  @inlinable
  public static var hidden: AttributeName { AttributeName(rawValue: 94) }
  /// `high`
  @inlinable
  public static var high: AttributeName { AttributeName(rawValue: 95) }
  /// `href`
  @inlinable
  public static var href: AttributeName { AttributeName(rawValue: 96) }
  /// `hreflang`
  @inlinable
  public static var hreflang: AttributeName { AttributeName(rawValue: 97) }
  /// `hspace`
  @inlinable
  public static var hspace: AttributeName { AttributeName(rawValue: 98) }
  /// `http-equiv`
  @inlinable
  public static var httpEquiv: AttributeName { AttributeName(rawValue: 99) }
  /// `id`
  @inlinable
  public static var id: AttributeName { AttributeName(rawValue: 100) }
  /// `imagesizes`
  @inlinable
  public static var imagesizes: AttributeName { AttributeName(rawValue: 101) }
  /// `imagesrcset`
  @inlinable
  public static var imagesrcset: AttributeName { AttributeName(rawValue: 102) }
  /// `inert`
  @inlinable
  public static var inert: AttributeName { AttributeName(rawValue: 103) }
  /// `inputmode`
  @inlinable
  public static var inputmode: AttributeName { AttributeName(rawValue: 104) }
  /// `integrity`
  @inlinable
  public static var integrity: AttributeName { AttributeName(rawValue: 105) }
  /// `is`
  @inlinable
  public static var `is`: AttributeName { AttributeName(rawValue: 106) }
  /// `ismap`
  @inlinable
  public static var ismap: AttributeName { AttributeName(rawValue: 107) }
  /// `itemid`
  @inlinable
  public static var itemid: AttributeName { AttributeName(rawValue: 108) }
  /// `itemprop`
  @inlinable
  public static var itemprop: AttributeName { AttributeName(rawValue: 109) }
  /// `itemref`
  @inlinable
  public static var itemref: AttributeName { AttributeName(rawValue: 110) }
  /// `itemscope`
  @inlinable
  public static var itemscope: AttributeName { AttributeName(rawValue: 111) }
  /// `itemtype`
  @inlinable
  public static var itemtype: AttributeName { AttributeName(rawValue: 112) }
  /// `kind`
  @inlinable
  public static var kind: AttributeName { AttributeName(rawValue: 113) }
  /// `label`
  @inlinable
  public static var label: AttributeName { AttributeName(rawValue: 114) }
  /// `lang`
  @inlinable
  public static var lang: AttributeName { AttributeName(rawValue: 115) }
  /// `language`
  @inlinable
  public static var language: AttributeName { AttributeName(rawValue: 116) }
  /// `link`
  @inlinable
  public static var link: AttributeName { AttributeName(rawValue: 117) }
  /// `list`
  @inlinable
  public static var list: AttributeName { AttributeName(rawValue: 118) }
  /// `loading`
  @inlinable
  public static var loading: AttributeName { AttributeName(rawValue: 119) }
  /// `longdesc`
  @inlinable
  public static var longdesc: AttributeName { AttributeName(rawValue: 120) }
  /// `loop`
  @inlinable
  public static var loop: AttributeName { AttributeName(rawValue: 121) }
  /// `low`
  @inlinable
  public static var low: AttributeName { AttributeName(rawValue: 122) }
  /// `marginheight`
  @inlinable
  public static var marginheight: AttributeName { AttributeName(rawValue: 123) }
  /// `marginwidth`
  @inlinable
  public static var marginwidth: AttributeName { AttributeName(rawValue: 124) }
  /// `max`
  @inlinable
  public static var max: AttributeName { AttributeName(rawValue: 125) }
  /// `maxlength`
  @inlinable
  public static var maxlength: AttributeName { AttributeName(rawValue: 126) }
  /// `media`
  @inlinable
  public static var media: AttributeName { AttributeName(rawValue: 127) }
  /// `method`
  @inlinable
  public static var method: AttributeName { AttributeName(rawValue: 128) }
  /// `min`
  @inlinable
  public static var min: AttributeName { AttributeName(rawValue: 129) }
  /// `minlength`
  @inlinable
  public static var minlength: AttributeName { AttributeName(rawValue: 130) }
  /// `multiple`
  @inlinable
  public static var multiple: AttributeName { AttributeName(rawValue: 131) }
  /// `muted`
  @inlinable
  public static var muted: AttributeName { AttributeName(rawValue: 132) }
  /// `name`
  @inlinable
  public static var name: AttributeName { AttributeName(rawValue: 133) }
  /// `nohref`
  @inlinable
  public static var nohref: AttributeName { AttributeName(rawValue: 134) }
  /// `nomodule`
  @inlinable
  public static var nomodule: AttributeName { AttributeName(rawValue: 135) }
  /// `nonce`
  @inlinable
  public static var nonce: AttributeName { AttributeName(rawValue: 136) }
  /// `noresize`
  @inlinable
  public static var noresize: AttributeName { AttributeName(rawValue: 137) }
  /// `noshade`
  @inlinable
  public static var noshade: AttributeName { AttributeName(rawValue: 138) }
  /// `novalidate`
  @inlinable
  public static var novalidate: AttributeName { AttributeName(rawValue: 139) }
  /// `nowrap`
  @inlinable
  public static var nowrap: AttributeName { AttributeName(rawValue: 140) }
  /// `object`
  @inlinable
  public static var object: AttributeName { AttributeName(rawValue: 141) }
  /// `onabort`
  @inlinable
  public static var onabort: AttributeName { AttributeName(rawValue: 142) }
  /// `onblur`
  @inlinable
  public static var onblur: AttributeName { AttributeName(rawValue: 143) }
  /// `onchange`
  @inlinable
  public static var onchange: AttributeName { AttributeName(rawValue: 144) }
  /// `onclick`
  @inlinable
  public static var onclick: AttributeName { AttributeName(rawValue: 145) }
  /// `onerror`
  @inlinable
  public static var onerror: AttributeName { AttributeName(rawValue: 146) }
  /// `onfocus`
  @inlinable
  public static var onfocus: AttributeName { AttributeName(rawValue: 147) }
  /// `onkeydown`
  @inlinable
  public static var onkeydown: AttributeName { AttributeName(rawValue: 148) }
  /// `onload`
  @inlinable
  public static var onload: AttributeName { AttributeName(rawValue: 149) }
  /// `onmousedown`
  @inlinable
  public static var onmousedown: AttributeName { AttributeName(rawValue: 150) }
  /// `onmouseout`
  @inlinable
  public static var onmouseout: AttributeName { AttributeName(rawValue: 151) }
  /// `onmouseover`
  @inlinable
  public static var onmouseover: AttributeName { AttributeName(rawValue: 152) }
  /// `onmouseup`
  @inlinable
  public static var onmouseup: AttributeName { AttributeName(rawValue: 153) }
  /// `onresize`
  @inlinable
  public static var onresize: AttributeName { AttributeName(rawValue: 154) }
  /// `onsubmit`
  @inlinable
  public static var onsubmit: AttributeName { AttributeName(rawValue: 155) }
  /// `onunload`
  @inlinable
  public static var onunload: AttributeName { AttributeName(rawValue: 156) }
  /// `open`
  @inlinable
  public static var `open`: AttributeName { AttributeName(rawValue: 157) }
  /// `optimum`
  @inlinable
  public static var optimum: AttributeName { AttributeName(rawValue: 158) }
  /// `part`
  @inlinable
  public static var part: AttributeName { AttributeName(rawValue: 159) }
  /// `pattern`
  @inlinable
  public static var pattern: AttributeName { AttributeName(rawValue: 160) }
  /// `ping`
  @inlinable
  public static var ping: AttributeName { AttributeName(rawValue: 161) }
  /// `placeholder`
  @inlinable
  public static var placeholder: AttributeName { AttributeName(rawValue: 162) }
  /// `playsinline`
  @inlinable
  public static var playsinline: AttributeName { AttributeName(rawValue: 163) }
  /// `poster`
  @inlinable
  public static var poster: AttributeName { AttributeName(rawValue: 164) }
  /// `preload`
  @inlinable
  public static var preload: AttributeName { AttributeName(rawValue: 165) }
  /// `profile`
  @inlinable
  public static var profile: AttributeName { AttributeName(rawValue: 166) }
  /// `prompt`
  @inlinable
  public static var prompt: AttributeName { AttributeName(rawValue: 167) }
  /// `property`
  @inlinable
  public static var property: AttributeName { AttributeName(rawValue: 168) }
  /// `readonly`
  @inlinable
  public static var readonly: AttributeName { AttributeName(rawValue: 169) }
  /// `referrerpolicy`
  @inlinable
  public static var referrerpolicy: AttributeName { AttributeName(rawValue: 170) }
  /// `rel`
  @inlinable
  public static var rel: AttributeName { AttributeName(rawValue: 171) }
  /// `required`
  @inlinable
  public static var required: AttributeName { AttributeName(rawValue: 172) }
  /// `rev`
  @inlinable
  public static var rev: AttributeName { AttributeName(rawValue: 173) }
  /// `reversed`
  @inlinable
  public static var reversed: AttributeName { AttributeName(rawValue: 174) }
  /// `role`
  @inlinable
  public static var role: AttributeName { AttributeName(rawValue: 175) }
  /// `rows`
  @inlinable
  public static var rows: AttributeName { AttributeName(rawValue: 176) }
  /// `rowspan`
  @inlinable
  public static var rowspan: AttributeName { AttributeName(rawValue: 177) }
  /// `rules`
  @inlinable
  public static var rules: AttributeName { AttributeName(rawValue: 178) }
  /// `sandbox`
  @inlinable
  public static var sandbox: AttributeName { AttributeName(rawValue: 179) }
  /// `scheme`
  @inlinable
  public static var scheme: AttributeName { AttributeName(rawValue: 180) }
  /// `scope`
  @inlinable
  public static var scope: AttributeName { AttributeName(rawValue: 181) }
  /// `scrolling`
  @inlinable
  public static var scrolling: AttributeName { AttributeName(rawValue: 182) }
  /// `selected`
  @inlinable
  public static var selected: AttributeName { AttributeName(rawValue: 183) }
  /// `shadowrootmode`
  @inlinable
  public static var shadowrootmode: AttributeName { AttributeName(rawValue: 184) }
  /// `shape`
  @inlinable
  public static var shape: AttributeName { AttributeName(rawValue: 185) }
  /// `size`
  @inlinable
  public static var size: AttributeName { AttributeName(rawValue: 186) }
  /// `sizes`
  @inlinable
  public static var sizes: AttributeName { AttributeName(rawValue: 187) }
  /// `slot`
  @inlinable
  public static var slot: AttributeName { AttributeName(rawValue: 188) }
  /// `span`
  @inlinable
  public static var span: AttributeName { AttributeName(rawValue: 189) }
  /// `spellcheck`
  @inlinable
  public static var spellcheck: AttributeName { AttributeName(rawValue: 190) }
  /// `src`
  @inlinable
  public static var src: AttributeName { AttributeName(rawValue: 191) }
  /// `srcdoc`
  @inlinable
  public static var srcdoc: AttributeName { AttributeName(rawValue: 192) }
  /// `srclang`
  @inlinable
  public static var srclang: AttributeName { AttributeName(rawValue: 193) }
  /// `srcset`
  @inlinable
  public static var srcset: AttributeName { AttributeName(rawValue: 194) }
  /// `standby`
  @inlinable
  public static var standby: AttributeName { AttributeName(rawValue: 195) }
  /// `start`
  @inlinable
  public static var start: AttributeName { AttributeName(rawValue: 196) }
  /// `step`
  @inlinable
  public static var step: AttributeName { AttributeName(rawValue: 197) }
  /// `style`
  @inlinable
  public static var style: AttributeName { AttributeName(rawValue: 198) }
  /// `summary`
  @inlinable
  public static var summary: AttributeName { AttributeName(rawValue: 199) }
  /// `tabindex`
  @inlinable
  public static var tabindex: AttributeName { AttributeName(rawValue: 200) }
  /// `target`
  @inlinable
  public static var target: AttributeName { AttributeName(rawValue: 201) }
  /// `text`
  @inlinable
  public static var text: AttributeName { AttributeName(rawValue: 202) }
  /// `title`
  @inlinable
  public static var title: AttributeName { AttributeName(rawValue: 203) }
  /// `translate`
  @inlinable
  public static var translate: AttributeName { AttributeName(rawValue: 204) }
  /// `type`
  @inlinable
  public static var type: AttributeName { AttributeName(rawValue: 205) }
  /// `usemap`
  @inlinable
  public static var usemap: AttributeName { AttributeName(rawValue: 206) }
  /// `valign`
  @inlinable
  public static var valign: AttributeName { AttributeName(rawValue: 207) }
  /// `value`
  @inlinable
  public static var value: AttributeName { AttributeName(rawValue: 208) }
  /// `valuetype`
  @inlinable
  public static var valuetype: AttributeName { AttributeName(rawValue: 209) }
  /// `version`
  @inlinable
  public static var version: AttributeName { AttributeName(rawValue: 210) }
  /// `vlink`
  @inlinable
  public static var vlink: AttributeName { AttributeName(rawValue: 211) }
  /// `vspace`
  @inlinable
  public static var vspace: AttributeName { AttributeName(rawValue: 212) }
  /// `width`
  @inlinable
  public static var width: AttributeName { AttributeName(rawValue: 213) }
  /// `wrap`
  @inlinable
  public static var wrap: AttributeName { AttributeName(rawValue: 214) }
  /// `clip-path`
  @inlinable
  public static var clipPath: AttributeName { AttributeName(rawValue: 215) }
  /// `cx`
  @inlinable
  public static var cx: AttributeName { AttributeName(rawValue: 216) }
  /// `cy`
  @inlinable
  public static var cy: AttributeName { AttributeName(rawValue: 217) }
  /// `d`
  @inlinable
  public static var d: AttributeName { AttributeName(rawValue: 218) }
  /// `display`
  @inlinable
  public static var display: AttributeName { AttributeName(rawValue: 219) }
  /// `fill`
  @inlinable
  public static var fill: AttributeName { AttributeName(rawValue: 220) }
  /// `fill-opacity`
  @inlinable
  public static var fillOpacity: AttributeName { AttributeName(rawValue: 221) }
  /// `fill-rule`
  @inlinable
  public static var fillRule: AttributeName { AttributeName(rawValue: 222) }
  /// `font-family`
  @inlinable
  public static var fontFamily: AttributeName { AttributeName(rawValue: 223) }
  /// `font-size`
  @inlinable
  public static var fontSize: AttributeName { AttributeName(rawValue: 224) }
  /// `font-weight`
  @inlinable
  public static var fontWeight: AttributeName { AttributeName(rawValue: 225) }
  /// `fx`
  @inlinable
  public static var fx: AttributeName { AttributeName(rawValue: 226) }
  /// `fy`
  @inlinable
  public static var fy: AttributeName { AttributeName(rawValue: 227) }
  /// `g1`
  @inlinable
  public static var g1: AttributeName { AttributeName(rawValue: 228) }
  /// `g2`
  @inlinable
  public static var g2: AttributeName { AttributeName(rawValue: 229) }
  /// `in`
  @inlinable
  public static var `in`: AttributeName { AttributeName(rawValue: 230) }
  /// `in2`
  @inlinable
  public static var in2: AttributeName { AttributeName(rawValue: 231) }
  /// `offset`
  @inlinable
  public static var offset: AttributeName { AttributeName(rawValue: 232) }
  /// `opacity`
  @inlinable
  public static var opacity: AttributeName { AttributeName(rawValue: 233) }
  /// `operator`
  @inlinable
  public static var `operator`: AttributeName { AttributeName(rawValue: 234) }
  /// `points`
  @inlinable
  public static var points: AttributeName { AttributeName(rawValue: 235) }
  /// `r`
  @inlinable
  public static var r: AttributeName { AttributeName(rawValue: 236) }
  /// `result`
  @inlinable
  public static var result: AttributeName { AttributeName(rawValue: 237) }
  /// `rx`
  @inlinable
  public static var rx: AttributeName { AttributeName(rawValue: 238) }
  /// `ry`
  @inlinable
  public static var ry: AttributeName { AttributeName(rawValue: 239) }
  /// `stop-color`
  @inlinable
  public static var stopColor: AttributeName { AttributeName(rawValue: 240) }
  /// `stop-opacity`
  @inlinable
  public static var stopOpacity: AttributeName { AttributeName(rawValue: 241) }
  /// `stroke`
  @inlinable
  public static var stroke: AttributeName { AttributeName(rawValue: 242) }
  /// `stroke-linecap`
  @inlinable
  public static var strokeLinecap: AttributeName { AttributeName(rawValue: 243) }
  /// `stroke-linejoin`
  @inlinable
  public static var strokeLinejoin: AttributeName { AttributeName(rawValue: 244) }
  /// `stroke-width`
  @inlinable
  public static var strokeWidth: AttributeName { AttributeName(rawValue: 245) }
  /// `text-anchor`
  @inlinable
  public static var textAnchor: AttributeName { AttributeName(rawValue: 246) }
  /// `transform`
  @inlinable
  public static var transform: AttributeName { AttributeName(rawValue: 247) }
  /// `visibility`
  @inlinable
  public static var visibility: AttributeName { AttributeName(rawValue: 248) }
  /// `x`
  @inlinable
  public static var x: AttributeName { AttributeName(rawValue: 249) }
  /// `x1`
  @inlinable
  public static var x1: AttributeName { AttributeName(rawValue: 250) }
  /// `x2`
  @inlinable
  public static var x2: AttributeName { AttributeName(rawValue: 251) }
  /// `y`
  @inlinable
  public static var y: AttributeName { AttributeName(rawValue: 252) }
  /// `y1`
  @inlinable
  public static var y1: AttributeName { AttributeName(rawValue: 253) }
  /// `y2`
  @inlinable
  public static var y2: AttributeName { AttributeName(rawValue: 254) }
  /// `definitionurl`
  @inlinable
  public static var definitionurl: AttributeName { AttributeName(rawValue: 255) }
  /// `encoding`
  @inlinable
  public static var encoding: AttributeName { AttributeName(rawValue: 256) }
  /// `mathvariant`
  @inlinable
  public static var mathvariant: AttributeName { AttributeName(rawValue: 257) }
  /// `displaystyle`
  @inlinable
  public static var displaystyle: AttributeName { AttributeName(rawValue: 258) }
  /// `columnalign`
  @inlinable
  public static var columnalign: AttributeName { AttributeName(rawValue: 259) }
  /// `attributename`
  @inlinable
  public static var attributename: AttributeName { AttributeName(rawValue: 260) }
  /// `attributetype`
  @inlinable
  public static var attributetype: AttributeName { AttributeName(rawValue: 261) }
  /// `basefrequency`
  @inlinable
  public static var basefrequency: AttributeName { AttributeName(rawValue: 262) }
  /// `baseprofile`
  @inlinable
  public static var baseprofile: AttributeName { AttributeName(rawValue: 263) }
  /// `calcmode`
  @inlinable
  public static var calcmode: AttributeName { AttributeName(rawValue: 264) }
  /// `clippathunits`
  @inlinable
  public static var clippathunits: AttributeName { AttributeName(rawValue: 265) }
  /// `diffuseconstant`
  @inlinable
  public static var diffuseconstant: AttributeName { AttributeName(rawValue: 266) }
  /// `edgemode`
  @inlinable
  public static var edgemode: AttributeName { AttributeName(rawValue: 267) }
  /// `filterunits`
  @inlinable
  public static var filterunits: AttributeName { AttributeName(rawValue: 268) }
  /// `glyphref`
  @inlinable
  public static var glyphref: AttributeName { AttributeName(rawValue: 269) }
  /// `gradienttransform`
  @inlinable
  public static var gradienttransform: AttributeName { AttributeName(rawValue: 270) }
  /// `gradientunits`
  @inlinable
  public static var gradientunits: AttributeName { AttributeName(rawValue: 271) }
  /// `kernelmatrix`
  @inlinable
  public static var kernelmatrix: AttributeName { AttributeName(rawValue: 272) }
  /// `kernelunitlength`
  @inlinable
  public static var kernelunitlength: AttributeName { AttributeName(rawValue: 273) }
  /// `keypoints`
  @inlinable
  public static var keypoints: AttributeName { AttributeName(rawValue: 274) }
  /// `keysplines`
  @inlinable
  public static var keysplines: AttributeName { AttributeName(rawValue: 275) }
  /// `keytimes`
  @inlinable
  public static var keytimes: AttributeName { AttributeName(rawValue: 276) }
  /// `lengthadjust`
  @inlinable
  public static var lengthadjust: AttributeName { AttributeName(rawValue: 277) }
  /// `limitingconeangle`
  @inlinable
  public static var limitingconeangle: AttributeName { AttributeName(rawValue: 278) }
  /// `markerheight`
  @inlinable
  public static var markerheight: AttributeName { AttributeName(rawValue: 279) }
  /// `markerunits`
  @inlinable
  public static var markerunits: AttributeName { AttributeName(rawValue: 280) }
  /// `markerwidth`
  @inlinable
  public static var markerwidth: AttributeName { AttributeName(rawValue: 281) }
  /// `maskcontentunits`
  @inlinable
  public static var maskcontentunits: AttributeName { AttributeName(rawValue: 282) }
  /// `maskunits`
  @inlinable
  public static var maskunits: AttributeName { AttributeName(rawValue: 283) }
  /// `numoctaves`
  @inlinable
  public static var numoctaves: AttributeName { AttributeName(rawValue: 284) }
  /// `pathlength`
  @inlinable
  public static var pathlength: AttributeName { AttributeName(rawValue: 285) }
  /// `patterncontentunits`
  @inlinable
  public static var patterncontentunits: AttributeName { AttributeName(rawValue: 286) }
  /// `patterntransform`
  @inlinable
  public static var patterntransform: AttributeName { AttributeName(rawValue: 287) }
  /// `patternunits`
  @inlinable
  public static var patternunits: AttributeName { AttributeName(rawValue: 288) }
  /// `pointsatx`
  @inlinable
  public static var pointsatx: AttributeName { AttributeName(rawValue: 289) }
  /// `pointsaty`
  @inlinable
  public static var pointsaty: AttributeName { AttributeName(rawValue: 290) }
  /// `pointsatz`
  @inlinable
  public static var pointsatz: AttributeName { AttributeName(rawValue: 291) }
  /// `preservealpha`
  @inlinable
  public static var preservealpha: AttributeName { AttributeName(rawValue: 292) }
  /// `preserveaspectratio`
  @inlinable
  public static var preserveaspectratio: AttributeName { AttributeName(rawValue: 293) }
  /// `primitiveunits`
  @inlinable
  public static var primitiveunits: AttributeName { AttributeName(rawValue: 294) }
  /// `refx`
  @inlinable
  public static var refx: AttributeName { AttributeName(rawValue: 295) }
  /// `refy`
  @inlinable
  public static var refy: AttributeName { AttributeName(rawValue: 296) }
  /// `repeatcount`
  @inlinable
  public static var repeatcount: AttributeName { AttributeName(rawValue: 297) }
  /// `repeatdur`
  @inlinable
  public static var repeatdur: AttributeName { AttributeName(rawValue: 298) }
  /// `requiredextensions`
  @inlinable
  public static var requiredextensions: AttributeName { AttributeName(rawValue: 299) }
  /// `requiredfeatures`
  @inlinable
  public static var requiredfeatures: AttributeName { AttributeName(rawValue: 300) }
  /// `specularconstant`
  @inlinable
  public static var specularconstant: AttributeName { AttributeName(rawValue: 301) }
  /// `specularexponent`
  @inlinable
  public static var specularexponent: AttributeName { AttributeName(rawValue: 302) }
  /// `spreadmethod`
  @inlinable
  public static var spreadmethod: AttributeName { AttributeName(rawValue: 303) }
  /// `startoffset`
  @inlinable
  public static var startoffset: AttributeName { AttributeName(rawValue: 304) }
  /// `stddeviation`
  @inlinable
  public static var stddeviation: AttributeName { AttributeName(rawValue: 305) }
  /// `stitchtiles`
  @inlinable
  public static var stitchtiles: AttributeName { AttributeName(rawValue: 306) }
  /// `surfacescale`
  @inlinable
  public static var surfacescale: AttributeName { AttributeName(rawValue: 307) }
  /// `systemlanguage`
  @inlinable
  public static var systemlanguage: AttributeName { AttributeName(rawValue: 308) }
  /// `tablevalues`
  @inlinable
  public static var tablevalues: AttributeName { AttributeName(rawValue: 309) }
  /// `targetx`
  @inlinable
  public static var targetx: AttributeName { AttributeName(rawValue: 310) }
  /// `targety`
  @inlinable
  public static var targety: AttributeName { AttributeName(rawValue: 311) }
  /// `textlength`
  @inlinable
  public static var textlength: AttributeName { AttributeName(rawValue: 312) }
  /// `viewbox`
  @inlinable
  public static var viewbox: AttributeName { AttributeName(rawValue: 313) }
  /// `viewtarget`
  @inlinable
  public static var viewtarget: AttributeName { AttributeName(rawValue: 314) }
  /// `xchannelselector`
  @inlinable
  public static var xchannelselector: AttributeName { AttributeName(rawValue: 315) }
  /// `ychannelselector`
  @inlinable
  public static var ychannelselector: AttributeName { AttributeName(rawValue: 316) }
  /// `zoomandpan`
  @inlinable
  public static var zoomandpan: AttributeName { AttributeName(rawValue: 317) }
  /// `attributeName`
  @inlinable
  public static var attributeName: AttributeName { AttributeName(rawValue: 318) }
  /// `attributeType`
  @inlinable
  public static var attributeType: AttributeName { AttributeName(rawValue: 319) }
  /// `baseFrequency`
  @inlinable
  public static var baseFrequency: AttributeName { AttributeName(rawValue: 320) }
  /// `baseProfile`
  @inlinable
  public static var baseProfile: AttributeName { AttributeName(rawValue: 321) }
  /// `calcMode`
  @inlinable
  public static var calcMode: AttributeName { AttributeName(rawValue: 322) }
  /// `clipPathUnits`
  @inlinable
  public static var clipPathUnits: AttributeName { AttributeName(rawValue: 323) }
  /// `diffuseConstant`
  @inlinable
  public static var diffuseConstant: AttributeName { AttributeName(rawValue: 324) }
  /// `edgeMode`
  @inlinable
  public static var edgeMode: AttributeName { AttributeName(rawValue: 325) }
  /// `filterUnits`
  @inlinable
  public static var filterUnits: AttributeName { AttributeName(rawValue: 326) }
  /// `glyphRef`
  @inlinable
  public static var glyphRef: AttributeName { AttributeName(rawValue: 327) }
  /// `gradientTransform`
  @inlinable
  public static var gradientTransform: AttributeName { AttributeName(rawValue: 328) }
  /// `gradientUnits`
  @inlinable
  public static var gradientUnits: AttributeName { AttributeName(rawValue: 329) }
  /// `kernelMatrix`
  @inlinable
  public static var kernelMatrix: AttributeName { AttributeName(rawValue: 330) }
  /// `kernelUnitLength`
  @inlinable
  public static var kernelUnitLength: AttributeName { AttributeName(rawValue: 331) }
  /// `keyPoints`
  @inlinable
  public static var keyPoints: AttributeName { AttributeName(rawValue: 332) }
  /// `keySplines`
  @inlinable
  public static var keySplines: AttributeName { AttributeName(rawValue: 333) }
  /// `keyTimes`
  @inlinable
  public static var keyTimes: AttributeName { AttributeName(rawValue: 334) }
  /// `lengthAdjust`
  @inlinable
  public static var lengthAdjust: AttributeName { AttributeName(rawValue: 335) }
  /// `limitingConeAngle`
  @inlinable
  public static var limitingConeAngle: AttributeName { AttributeName(rawValue: 336) }
  /// `markerHeight`
  @inlinable
  public static var markerHeight: AttributeName { AttributeName(rawValue: 337) }
  /// `markerUnits`
  @inlinable
  public static var markerUnits: AttributeName { AttributeName(rawValue: 338) }
  /// `markerWidth`
  @inlinable
  public static var markerWidth: AttributeName { AttributeName(rawValue: 339) }
  /// `maskContentUnits`
  @inlinable
  public static var maskContentUnits: AttributeName { AttributeName(rawValue: 340) }
  /// `maskUnits`
  @inlinable
  public static var maskUnits: AttributeName { AttributeName(rawValue: 341) }
  /// `numOctaves`
  @inlinable
  public static var numOctaves: AttributeName { AttributeName(rawValue: 342) }
  /// `pathLength`
  @inlinable
  public static var pathLength: AttributeName { AttributeName(rawValue: 343) }
  /// `patternContentUnits`
  @inlinable
  public static var patternContentUnits: AttributeName { AttributeName(rawValue: 344) }
  /// `patternTransform`
  @inlinable
  public static var patternTransform: AttributeName { AttributeName(rawValue: 345) }
  /// `patternUnits`
  @inlinable
  public static var patternUnits: AttributeName { AttributeName(rawValue: 346) }
  /// `pointsAtX`
  @inlinable
  public static var pointsAtX: AttributeName { AttributeName(rawValue: 347) }
  /// `pointsAtY`
  @inlinable
  public static var pointsAtY: AttributeName { AttributeName(rawValue: 348) }
  /// `pointsAtZ`
  @inlinable
  public static var pointsAtZ: AttributeName { AttributeName(rawValue: 349) }
  /// `preserveAlpha`
  @inlinable
  public static var preserveAlpha: AttributeName { AttributeName(rawValue: 350) }
  /// `preserveAspectRatio`
  @inlinable
  public static var preserveAspectRatio: AttributeName { AttributeName(rawValue: 351) }
  /// `primitiveUnits`
  @inlinable
  public static var primitiveUnits: AttributeName { AttributeName(rawValue: 352) }
  /// `refX`
  @inlinable
  public static var refX: AttributeName { AttributeName(rawValue: 353) }
  /// `refY`
  @inlinable
  public static var refY: AttributeName { AttributeName(rawValue: 354) }
  /// `repeatCount`
  @inlinable
  public static var repeatCount: AttributeName { AttributeName(rawValue: 355) }
  /// `repeatDur`
  @inlinable
  public static var repeatDur: AttributeName { AttributeName(rawValue: 356) }
  /// `requiredExtensions`
  @inlinable
  public static var requiredExtensions: AttributeName { AttributeName(rawValue: 357) }
  /// `requiredFeatures`
  @inlinable
  public static var requiredFeatures: AttributeName { AttributeName(rawValue: 358) }
  /// `specularConstant`
  @inlinable
  public static var specularConstant: AttributeName { AttributeName(rawValue: 359) }
  /// `specularExponent`
  @inlinable
  public static var specularExponent: AttributeName { AttributeName(rawValue: 360) }
  /// `spreadMethod`
  @inlinable
  public static var spreadMethod: AttributeName { AttributeName(rawValue: 361) }
  /// `startOffset`
  @inlinable
  public static var startOffset: AttributeName { AttributeName(rawValue: 362) }
  /// `stdDeviation`
  @inlinable
  public static var stdDeviation: AttributeName { AttributeName(rawValue: 363) }
  /// `stitchTiles`
  @inlinable
  public static var stitchTiles: AttributeName { AttributeName(rawValue: 364) }
  /// `surfaceScale`
  @inlinable
  public static var surfaceScale: AttributeName { AttributeName(rawValue: 365) }
  /// `systemLanguage`
  @inlinable
  public static var systemLanguage: AttributeName { AttributeName(rawValue: 366) }
  /// `tableValues`
  @inlinable
  public static var tableValues: AttributeName { AttributeName(rawValue: 367) }
  /// `targetX`
  @inlinable
  public static var targetX: AttributeName { AttributeName(rawValue: 368) }
  /// `targetY`
  @inlinable
  public static var targetY: AttributeName { AttributeName(rawValue: 369) }
  /// `textLength`
  @inlinable
  public static var textLength: AttributeName { AttributeName(rawValue: 370) }
  /// `viewBox`
  @inlinable
  public static var viewBox: AttributeName { AttributeName(rawValue: 371) }
  /// `viewTarget`
  @inlinable
  public static var viewTarget: AttributeName { AttributeName(rawValue: 372) }
  /// `xChannelSelector`
  @inlinable
  public static var xChannelSelector: AttributeName { AttributeName(rawValue: 373) }
  /// `yChannelSelector`
  @inlinable
  public static var yChannelSelector: AttributeName { AttributeName(rawValue: 374) }
  /// `zoomAndPan`
  @inlinable
  public static var zoomAndPan: AttributeName { AttributeName(rawValue: 375) }
  /// `definitionURL`
  @inlinable
  public static var definitionURL: AttributeName { AttributeName(rawValue: 376) }
  static var plainXlinkActuate: AttributeName { AttributeName(rawValue: 377) }
  static var plainXlinkArcrole: AttributeName { AttributeName(rawValue: 378) }
  static var plainXlinkHref: AttributeName { AttributeName(rawValue: 379) }
  static var plainXlinkRole: AttributeName { AttributeName(rawValue: 380) }
  static var plainXlinkShow: AttributeName { AttributeName(rawValue: 381) }
  static var plainXlinkTitle: AttributeName { AttributeName(rawValue: 382) }
  static var plainXlinkType: AttributeName { AttributeName(rawValue: 383) }
  static var plainXmlLang: AttributeName { AttributeName(rawValue: 384) }
  static var plainXmlSpace: AttributeName { AttributeName(rawValue: 385) }
  static var plainXmlns: AttributeName { AttributeName(rawValue: 386) }
  static var plainXmlnsXlink: AttributeName { AttributeName(rawValue: 387) }
  /// `xlink:actuate` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkActuate: AttributeName { AttributeName(rawValue: 388) }
  /// `xlink:arcrole` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkArcrole: AttributeName { AttributeName(rawValue: 389) }
  /// `xlink:href` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkHref: AttributeName { AttributeName(rawValue: 390) }
  /// `xlink:role` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkRole: AttributeName { AttributeName(rawValue: 391) }
  /// `xlink:show` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkShow: AttributeName { AttributeName(rawValue: 392) }
  /// `xlink:title` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkTitle: AttributeName { AttributeName(rawValue: 393) }
  /// `xlink:type` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xlinkType: AttributeName { AttributeName(rawValue: 394) }
  /// `xml:lang` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xmlLang: AttributeName { AttributeName(rawValue: 395) }
  /// `xml:space` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xmlSpace: AttributeName { AttributeName(rawValue: 396) }
  /// `xmlns` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xmlns: AttributeName { AttributeName(rawValue: 397) }
  /// `xmlns:xlink` in its XML namespace, as foreign elements carry it.
  @inlinable
  public static var xmlnsXlink: AttributeName { AttributeName(rawValue: 398) }
}

extension AttributeName {
  /// The texts of the known names, in the order of their numbers, from number 1.
  static let knownTexts: [StaticString] = [
    "abbr", "accept", "accept-charset", "accesskey", "action", "align", "alink", "allow",
    "allowfullscreen", "alt", "archive", "aria-describedby", "aria-hidden", "aria-label",
    "aria-labelledby", "async", "autocapitalize", "autocomplete", "autofocus", "autoplay", "axis",
    "background", "bgcolor", "border", "bordercolor", "capture", "cellpadding", "cellspacing",
    "char", "charoff", "charset", "checked", "cite", "class", "classid", "clear", "code",
    "codebase", "codetype", "color", "cols", "colspan", "compact", "content", "contenteditable",
    "controls", "coords", "crossorigin", "data", "data-actualsrc", "data-background",
    "data-caption", "data-height", "data-hi-res-src", "data-id", "data-lazy", "data-lazy-src",
    "data-lazy-srcset", "data-original", "data-original-src", "data-retina-src", "data-sizes",
    "data-src", "data-src-retina", "data-srcset", "data-type", "data-url", "data-width", "datetime",
    "declare", "decoding", "default", "defer", "dir", "dirname", "disabled", "download",
    "draggable", "enctype", "enterkeyhint", "face", "fetchpriority", "for", "form", "formaction",
    "formenctype", "formmethod", "formnovalidate", "formtarget", "frame", "frameborder", "headers",
    "height", "hidden", "high", "href", "hreflang", "hspace", "http-equiv", "id", "imagesizes",
    "imagesrcset", "inert", "inputmode", "integrity", "is", "ismap", "itemid", "itemprop",
    "itemref", "itemscope", "itemtype", "kind", "label", "lang", "language", "link", "list",
    "loading", "longdesc", "loop", "low", "marginheight", "marginwidth", "max", "maxlength",
    "media", "method", "min", "minlength", "multiple", "muted", "name", "nohref", "nomodule",
    "nonce", "noresize", "noshade", "novalidate", "nowrap", "object", "onabort", "onblur",
    "onchange", "onclick", "onerror", "onfocus", "onkeydown", "onload", "onmousedown", "onmouseout",
    "onmouseover", "onmouseup", "onresize", "onsubmit", "onunload", "open", "optimum", "part",
    "pattern", "ping", "placeholder", "playsinline", "poster", "preload", "profile", "prompt",
    "property", "readonly", "referrerpolicy", "rel", "required", "rev", "reversed", "role", "rows",
    "rowspan", "rules", "sandbox", "scheme", "scope", "scrolling", "selected", "shadowrootmode",
    "shape", "size", "sizes", "slot", "span", "spellcheck", "src", "srcdoc", "srclang", "srcset",
    "standby", "start", "step", "style", "summary", "tabindex", "target", "text", "title",
    "translate", "type", "usemap", "valign", "value", "valuetype", "version", "vlink", "vspace",
    "width", "wrap", "clip-path", "cx", "cy", "d", "display", "fill", "fill-opacity", "fill-rule",
    "font-family", "font-size", "font-weight", "fx", "fy", "g1", "g2", "in", "in2", "offset",
    "opacity", "operator", "points", "r", "result", "rx", "ry", "stop-color", "stop-opacity",
    "stroke", "stroke-linecap", "stroke-linejoin", "stroke-width", "text-anchor", "transform",
    "visibility", "x", "x1", "x2", "y", "y1", "y2", "definitionurl", "encoding", "mathvariant",
    "displaystyle", "columnalign", "attributename", "attributetype", "basefrequency", "baseprofile",
    "calcmode", "clippathunits", "diffuseconstant", "edgemode", "filterunits", "glyphref",
    "gradienttransform", "gradientunits", "kernelmatrix", "kernelunitlength", "keypoints",
    "keysplines", "keytimes", "lengthadjust", "limitingconeangle", "markerheight", "markerunits",
    "markerwidth", "maskcontentunits", "maskunits", "numoctaves", "pathlength",
    "patterncontentunits", "patterntransform", "patternunits", "pointsatx", "pointsaty",
    "pointsatz", "preservealpha", "preserveaspectratio", "primitiveunits", "refx", "refy",
    "repeatcount", "repeatdur", "requiredextensions", "requiredfeatures", "specularconstant",
    "specularexponent", "spreadmethod", "startoffset", "stddeviation", "stitchtiles",
    "surfacescale", "systemlanguage", "tablevalues", "targetx", "targety", "textlength", "viewbox",
    "viewtarget", "xchannelselector", "ychannelselector", "zoomandpan", "attributeName",
    "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits", "diffuseConstant",
    "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits", "kernelMatrix",
    "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust", "limitingConeAngle",
    "markerHeight", "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "numOctaves",
    "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX",
    "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX",
    "refY", "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures",
    "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation",
    "stitchTiles", "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY",
    "textLength", "viewBox", "viewTarget", "xChannelSelector", "yChannelSelector", "zoomAndPan",
    "definitionURL", "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
    "xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns", "xmlns:xlink", "xlink:actuate",
    "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title", "xlink:type",
    "xml:lang", "xml:space", "xmlns", "xmlns:xlink",
  ]
}

extension AttributeName {
  /// Adjust SVG attributes (§13.2.6.1).
  static let svgAdjustments: [(from: AttributeName, to: AttributeName)] = [
    (.attributename, .attributeName),
    (.attributetype, .attributeType),
    (.basefrequency, .baseFrequency),
    (.baseprofile, .baseProfile),
    (.calcmode, .calcMode),
    (.clippathunits, .clipPathUnits),
    (.diffuseconstant, .diffuseConstant),
    (.edgemode, .edgeMode),
    (.filterunits, .filterUnits),
    (.glyphref, .glyphRef),
    (.gradienttransform, .gradientTransform),
    (.gradientunits, .gradientUnits),
    (.kernelmatrix, .kernelMatrix),
    (.kernelunitlength, .kernelUnitLength),
    (.keypoints, .keyPoints),
    (.keysplines, .keySplines),
    (.keytimes, .keyTimes),
    (.lengthadjust, .lengthAdjust),
    (.limitingconeangle, .limitingConeAngle),
    (.markerheight, .markerHeight),
    (.markerunits, .markerUnits),
    (.markerwidth, .markerWidth),
    (.maskcontentunits, .maskContentUnits),
    (.maskunits, .maskUnits),
    (.numoctaves, .numOctaves),
    (.pathlength, .pathLength),
    (.patterncontentunits, .patternContentUnits),
    (.patterntransform, .patternTransform),
    (.patternunits, .patternUnits),
    (.pointsatx, .pointsAtX),
    (.pointsaty, .pointsAtY),
    (.pointsatz, .pointsAtZ),
    (.preservealpha, .preserveAlpha),
    (.preserveaspectratio, .preserveAspectRatio),
    (.primitiveunits, .primitiveUnits),
    (.refx, .refX),
    (.refy, .refY),
    (.repeatcount, .repeatCount),
    (.repeatdur, .repeatDur),
    (.requiredextensions, .requiredExtensions),
    (.requiredfeatures, .requiredFeatures),
    (.specularconstant, .specularConstant),
    (.specularexponent, .specularExponent),
    (.spreadmethod, .spreadMethod),
    (.startoffset, .startOffset),
    (.stddeviation, .stdDeviation),
    (.stitchtiles, .stitchTiles),
    (.surfacescale, .surfaceScale),
    (.systemlanguage, .systemLanguage),
    (.tablevalues, .tableValues),
    (.targetx, .targetX),
    (.targety, .targetY),
    (.textlength, .textLength),
    (.viewbox, .viewBox),
    (.viewtarget, .viewTarget),
    (.xchannelselector, .xChannelSelector),
    (.ychannelselector, .yChannelSelector),
    (.zoomandpan, .zoomAndPan),
  ]
}

extension AttributeName {
  /// Adjust foreign attributes (§13.2.6.1).
  static let foreignAdjustments: [(from: AttributeName, to: AttributeName)] = [
    (.plainXlinkActuate, .xlinkActuate),
    (.plainXlinkArcrole, .xlinkArcrole),
    (.plainXlinkHref, .xlinkHref),
    (.plainXlinkRole, .xlinkRole),
    (.plainXlinkShow, .xlinkShow),
    (.plainXlinkTitle, .xlinkTitle),
    (.plainXlinkType, .xlinkType),
    (.plainXmlLang, .xmlLang),
    (.plainXmlSpace, .xmlSpace),
    (.plainXmlns, .xmlns),
    (.plainXmlnsXlink, .xmlnsXlink),
  ]
}
