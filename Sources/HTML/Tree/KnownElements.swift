// Written by Scripts/generate-html-names.py: change that, not this.

extension ElementName {
  /// `a`
  @inlinable
  public static var a: ElementName { ElementName(rawValue: 1) }
  /// `abbr`
  @inlinable
  public static var abbr: ElementName { ElementName(rawValue: 2) }
  /// `acronym`
  @inlinable
  public static var acronym: ElementName { ElementName(rawValue: 3) }
  /// `address`
  @inlinable
  public static var address: ElementName { ElementName(rawValue: 4) }
  /// `applet`
  @inlinable
  public static var applet: ElementName { ElementName(rawValue: 5) }
  /// `area`
  @inlinable
  public static var area: ElementName { ElementName(rawValue: 6) }
  /// `article`
  @inlinable
  public static var article: ElementName { ElementName(rawValue: 7) }
  /// `aside`
  @inlinable
  public static var aside: ElementName { ElementName(rawValue: 8) }
  /// `audio`
  @inlinable
  public static var audio: ElementName { ElementName(rawValue: 9) }
  /// `b`
  @inlinable
  public static var b: ElementName { ElementName(rawValue: 10) }
  /// `base`
  @inlinable
  public static var base: ElementName { ElementName(rawValue: 11) }
  /// `basefont`
  @inlinable
  public static var basefont: ElementName { ElementName(rawValue: 12) }
  /// `bdi`
  @inlinable
  public static var bdi: ElementName { ElementName(rawValue: 13) }
  /// `bdo`
  @inlinable
  public static var bdo: ElementName { ElementName(rawValue: 14) }
  /// `bgsound`
  @inlinable
  public static var bgsound: ElementName { ElementName(rawValue: 15) }
  /// `big`
  @inlinable
  public static var big: ElementName { ElementName(rawValue: 16) }
  /// `blink`
  @inlinable
  public static var blink: ElementName { ElementName(rawValue: 17) }
  /// `blockquote`
  @inlinable
  public static var blockquote: ElementName { ElementName(rawValue: 18) }
  /// `body`
  @inlinable
  public static var body: ElementName { ElementName(rawValue: 19) }
  /// `br`
  @inlinable
  public static var br: ElementName { ElementName(rawValue: 20) }
  /// `button`
  @inlinable
  public static var button: ElementName { ElementName(rawValue: 21) }
  /// `canvas`
  @inlinable
  public static var canvas: ElementName { ElementName(rawValue: 22) }
  /// `caption`
  @inlinable
  public static var caption: ElementName { ElementName(rawValue: 23) }
  /// `center`
  @inlinable
  public static var center: ElementName { ElementName(rawValue: 24) }
  /// `cite`
  @inlinable
  public static var cite: ElementName { ElementName(rawValue: 25) }
  /// `code`
  @inlinable
  public static var code: ElementName { ElementName(rawValue: 26) }
  /// `col`
  @inlinable
  public static var col: ElementName { ElementName(rawValue: 27) }
  /// `colgroup`
  @inlinable
  public static var colgroup: ElementName { ElementName(rawValue: 28) }
  /// `command`
  @inlinable
  public static var command: ElementName { ElementName(rawValue: 29) }
  /// `data`
  @inlinable
  public static var data: ElementName { ElementName(rawValue: 30) }
  /// `datalist`
  @inlinable
  public static var datalist: ElementName { ElementName(rawValue: 31) }
  /// `dd`
  @inlinable
  public static var dd: ElementName { ElementName(rawValue: 32) }
  /// `del`
  @inlinable
  public static var del: ElementName { ElementName(rawValue: 33) }
  /// `details`
  @inlinable
  public static var details: ElementName { ElementName(rawValue: 34) }
  /// `dfn`
  @inlinable
  public static var dfn: ElementName { ElementName(rawValue: 35) }
  /// `dialog`
  @inlinable
  public static var dialog: ElementName { ElementName(rawValue: 36) }
  /// `dir`
  @inlinable
  public static var dir: ElementName { ElementName(rawValue: 37) }
  /// `div`
  @inlinable
  public static var div: ElementName { ElementName(rawValue: 38) }
  /// `dl`
  @inlinable
  public static var dl: ElementName { ElementName(rawValue: 39) }
  /// `dt`
  @inlinable
  public static var dt: ElementName { ElementName(rawValue: 40) }
  /// `em`
  @inlinable
  public static var em: ElementName { ElementName(rawValue: 41) }
  /// `embed`
  @inlinable
  public static var embed: ElementName { ElementName(rawValue: 42) }
  /// `fieldset`
  @inlinable
  public static var fieldset: ElementName { ElementName(rawValue: 43) }
  /// `figcaption`
  @inlinable
  public static var figcaption: ElementName { ElementName(rawValue: 44) }
  /// `figure`
  @inlinable
  public static var figure: ElementName { ElementName(rawValue: 45) }
  /// `font`
  @inlinable
  public static var font: ElementName { ElementName(rawValue: 46) }
  /// `footer`
  @inlinable
  public static var footer: ElementName { ElementName(rawValue: 47) }
  /// `form`
  @inlinable
  public static var form: ElementName { ElementName(rawValue: 48) }
  /// `frame`
  @inlinable
  public static var frame: ElementName { ElementName(rawValue: 49) }
  /// `frameset`
  @inlinable
  public static var frameset: ElementName { ElementName(rawValue: 50) }
  /// `h1`
  @inlinable
  public static var h1: ElementName { ElementName(rawValue: 51) }
  /// `h2`
  @inlinable
  public static var h2: ElementName { ElementName(rawValue: 52) }
  /// `h3`
  @inlinable
  public static var h3: ElementName { ElementName(rawValue: 53) }
  /// `h4`
  @inlinable
  public static var h4: ElementName { ElementName(rawValue: 54) }
  /// `h5`
  @inlinable
  public static var h5: ElementName { ElementName(rawValue: 55) }
  /// `h6`
  @inlinable
  public static var h6: ElementName { ElementName(rawValue: 56) }
  /// `head`
  @inlinable
  public static var head: ElementName { ElementName(rawValue: 57) }
  /// `header`
  @inlinable
  public static var header: ElementName { ElementName(rawValue: 58) }
  /// `hgroup`
  @inlinable
  public static var hgroup: ElementName { ElementName(rawValue: 59) }
  /// `hr`
  @inlinable
  public static var hr: ElementName { ElementName(rawValue: 60) }
  /// `html`
  @inlinable
  public static var html: ElementName { ElementName(rawValue: 61) }
  /// `i`
  @inlinable
  public static var i: ElementName { ElementName(rawValue: 62) }
  /// `iframe`
  @inlinable
  public static var iframe: ElementName { ElementName(rawValue: 63) }
  /// `image`
  @inlinable
  public static var image: ElementName { ElementName(rawValue: 64) }
  /// `img`
  @inlinable
  public static var img: ElementName { ElementName(rawValue: 65) }
  /// `input`
  @inlinable
  public static var input: ElementName { ElementName(rawValue: 66) }
  /// `ins`
  @inlinable
  public static var ins: ElementName { ElementName(rawValue: 67) }
  /// `isindex`
  @inlinable
  public static var isindex: ElementName { ElementName(rawValue: 68) }
  /// `kbd`
  @inlinable
  public static var kbd: ElementName { ElementName(rawValue: 69) }
  /// `keygen`
  @inlinable
  public static var keygen: ElementName { ElementName(rawValue: 70) }
  /// `label`
  @inlinable
  public static var label: ElementName { ElementName(rawValue: 71) }
  /// `legend`
  @inlinable
  public static var legend: ElementName { ElementName(rawValue: 72) }
  /// `li`
  @inlinable
  public static var li: ElementName { ElementName(rawValue: 73) }
  /// `link`
  @inlinable
  public static var link: ElementName { ElementName(rawValue: 74) }
  /// `listing`
  @inlinable
  public static var listing: ElementName { ElementName(rawValue: 75) }
  /// `main`
  @inlinable
  public static var main: ElementName { ElementName(rawValue: 76) }
  /// `map`
  @inlinable
  public static var map: ElementName { ElementName(rawValue: 77) }
  /// `mark`
  @inlinable
  public static var mark: ElementName { ElementName(rawValue: 78) }
  /// `marquee`
  @inlinable
  public static var marquee: ElementName { ElementName(rawValue: 79) }
  /// `menu`
  @inlinable
  public static var menu: ElementName { ElementName(rawValue: 80) }
  /// `menuitem`
  @inlinable
  public static var menuitem: ElementName { ElementName(rawValue: 81) }
  /// `meta`
  @inlinable
  public static var meta: ElementName { ElementName(rawValue: 82) }
  /// `meter`
  @inlinable
  public static var meter: ElementName { ElementName(rawValue: 83) }
  /// `nav`
  @inlinable
  public static var nav: ElementName { ElementName(rawValue: 84) }
  /// `nobr`
  @inlinable
  public static var nobr: ElementName { ElementName(rawValue: 85) }
  /// `noembed`
  @inlinable
  public static var noembed: ElementName { ElementName(rawValue: 86) }
  /// `noframes`
  @inlinable
  public static var noframes: ElementName { ElementName(rawValue: 87) }
  /// `noscript`
  @inlinable
  public static var noscript: ElementName { ElementName(rawValue: 88) }
  /// `object`
  @inlinable
  public static var object: ElementName { ElementName(rawValue: 89) }
  /// `ol`
  @inlinable
  public static var ol: ElementName { ElementName(rawValue: 90) }
  /// `optgroup`
  @inlinable
  public static var optgroup: ElementName { ElementName(rawValue: 91) }
  /// `option`
  @inlinable
  public static var option: ElementName { ElementName(rawValue: 92) }
  /// `output`
  @inlinable
  public static var output: ElementName { ElementName(rawValue: 93) }
  /// `p`
  @inlinable
  public static var p: ElementName { ElementName(rawValue: 94) }
  /// `param`
  @inlinable
  public static var param: ElementName { ElementName(rawValue: 95) }
  /// `picture`
  @inlinable
  public static var picture: ElementName { ElementName(rawValue: 96) }
  /// `plaintext`
  @inlinable
  public static var plaintext: ElementName { ElementName(rawValue: 97) }
  /// `portal`
  @inlinable
  public static var portal: ElementName { ElementName(rawValue: 98) }
  /// `pre`
  @inlinable
  public static var pre: ElementName { ElementName(rawValue: 99) }
  /// `progress`
  @inlinable
  public static var progress: ElementName { ElementName(rawValue: 100) }
  /// `q`
  @inlinable
  public static var q: ElementName { ElementName(rawValue: 101) }
  /// `rb`
  @inlinable
  public static var rb: ElementName { ElementName(rawValue: 102) }
  /// `rbc`
  @inlinable
  public static var rbc: ElementName { ElementName(rawValue: 103) }
  /// `rp`
  @inlinable
  public static var rp: ElementName { ElementName(rawValue: 104) }
  /// `rt`
  @inlinable
  public static var rt: ElementName { ElementName(rawValue: 105) }
  /// `rtc`
  @inlinable
  public static var rtc: ElementName { ElementName(rawValue: 106) }
  /// `ruby`
  @inlinable
  public static var ruby: ElementName { ElementName(rawValue: 107) }
  /// `s`
  @inlinable
  public static var s: ElementName { ElementName(rawValue: 108) }
  /// `samp`
  @inlinable
  public static var samp: ElementName { ElementName(rawValue: 109) }
  /// `script`
  @inlinable
  public static var script: ElementName { ElementName(rawValue: 110) }
  /// `search`
  @inlinable
  public static var search: ElementName { ElementName(rawValue: 111) }
  /// `section`
  @inlinable
  public static var section: ElementName { ElementName(rawValue: 112) }
  /// `select`
  @inlinable
  public static var select: ElementName { ElementName(rawValue: 113) }
  /// `selectedcontent`
  @inlinable
  public static var selectedcontent: ElementName { ElementName(rawValue: 114) }
  /// `slot`
  @inlinable
  public static var slot: ElementName { ElementName(rawValue: 115) }
  /// `small`
  @inlinable
  public static var small: ElementName { ElementName(rawValue: 116) }
  /// `source`
  @inlinable
  public static var source: ElementName { ElementName(rawValue: 117) }
  /// `spacer`
  @inlinable
  public static var spacer: ElementName { ElementName(rawValue: 118) }
  /// `span`
  @inlinable
  public static var span: ElementName { ElementName(rawValue: 119) }
  /// `strike`
  @inlinable
  public static var strike: ElementName { ElementName(rawValue: 120) }
  /// `strong`
  @inlinable
  public static var strong: ElementName { ElementName(rawValue: 121) }
  /// `style`
  @inlinable
  public static var style: ElementName { ElementName(rawValue: 122) }
  /// `sub`
  @inlinable
  public static var sub: ElementName { ElementName(rawValue: 123) }
  /// `summary`
  @inlinable
  public static var summary: ElementName { ElementName(rawValue: 124) }
  /// `sup`
  @inlinable
  public static var sup: ElementName { ElementName(rawValue: 125) }
  /// `table`
  @inlinable
  public static var table: ElementName { ElementName(rawValue: 126) }
  /// `tbody`
  @inlinable
  public static var tbody: ElementName { ElementName(rawValue: 127) }
  /// `td`
  @inlinable
  public static var td: ElementName { ElementName(rawValue: 128) }
  /// `template`
  @inlinable
  public static var template: ElementName { ElementName(rawValue: 129) }
  /// `textarea`
  @inlinable
  public static var textarea: ElementName { ElementName(rawValue: 130) }
  /// `tfoot`
  @inlinable
  public static var tfoot: ElementName { ElementName(rawValue: 131) }
  /// `th`
  @inlinable
  public static var th: ElementName { ElementName(rawValue: 132) }
  /// `thead`
  @inlinable
  public static var thead: ElementName { ElementName(rawValue: 133) }
  /// `time`
  @inlinable
  public static var time: ElementName { ElementName(rawValue: 134) }
  /// `title`
  @inlinable
  public static var title: ElementName { ElementName(rawValue: 135) }
  /// `tr`
  @inlinable
  public static var tr: ElementName { ElementName(rawValue: 136) }
  /// `track`
  @inlinable
  public static var track: ElementName { ElementName(rawValue: 137) }
  /// `tt`
  @inlinable
  public static var tt: ElementName { ElementName(rawValue: 138) }
  /// `u`
  @inlinable
  public static var u: ElementName { ElementName(rawValue: 139) }
  /// `ul`
  @inlinable
  public static var ul: ElementName { ElementName(rawValue: 140) }
  /// `var`
  @inlinable
  public static var `var`: ElementName { ElementName(rawValue: 141) }
  /// `video`
  @inlinable
  public static var video: ElementName { ElementName(rawValue: 142) }
  /// `wbr`
  @inlinable
  public static var wbr: ElementName { ElementName(rawValue: 143) }
  /// `xmp`
  @inlinable
  public static var xmp: ElementName { ElementName(rawValue: 144) }
  /// `math`
  @inlinable
  public static var math: ElementName { ElementName(rawValue: 145) }
  /// `mi`
  @inlinable
  public static var mi: ElementName { ElementName(rawValue: 146) }
  /// `mo`
  @inlinable
  public static var mo: ElementName { ElementName(rawValue: 147) }
  /// `mn`
  @inlinable
  public static var mn: ElementName { ElementName(rawValue: 148) }
  /// `ms`
  @inlinable
  public static var ms: ElementName { ElementName(rawValue: 149) }
  /// `mtext`
  @inlinable
  public static var mtext: ElementName { ElementName(rawValue: 150) }
  /// `mglyph`
  @inlinable
  public static var mglyph: ElementName { ElementName(rawValue: 151) }
  /// `malignmark`
  @inlinable
  public static var malignmark: ElementName { ElementName(rawValue: 152) }
  /// `annotation`
  @inlinable
  public static var annotation: ElementName { ElementName(rawValue: 153) }
  /// `annotation-xml`
  @inlinable
  public static var annotationXml: ElementName { ElementName(rawValue: 154) }
  /// `semantics`
  @inlinable
  public static var semantics: ElementName { ElementName(rawValue: 155) }
  /// `mrow`
  @inlinable
  public static var mrow: ElementName { ElementName(rawValue: 156) }
  /// `mfrac`
  @inlinable
  public static var mfrac: ElementName { ElementName(rawValue: 157) }
  /// `msqrt`
  @inlinable
  public static var msqrt: ElementName { ElementName(rawValue: 158) }
  /// `mroot`
  @inlinable
  public static var mroot: ElementName { ElementName(rawValue: 159) }
  /// `msup`
  @inlinable
  public static var msup: ElementName { ElementName(rawValue: 160) }
  /// `msub`
  @inlinable
  public static var msub: ElementName { ElementName(rawValue: 161) }
  /// `msubsup`
  @inlinable
  public static var msubsup: ElementName { ElementName(rawValue: 162) }
  /// `mover`
  @inlinable
  public static var mover: ElementName { ElementName(rawValue: 163) }
  /// `munder`
  @inlinable
  public static var munder: ElementName { ElementName(rawValue: 164) }
  /// `munderover`
  @inlinable
  public static var munderover: ElementName { ElementName(rawValue: 165) }
  /// `mtable`
  @inlinable
  public static var mtable: ElementName { ElementName(rawValue: 166) }
  /// `mtr`
  @inlinable
  public static var mtr: ElementName { ElementName(rawValue: 167) }
  /// `mtd`
  @inlinable
  public static var mtd: ElementName { ElementName(rawValue: 168) }
  /// `mstyle`
  @inlinable
  public static var mstyle: ElementName { ElementName(rawValue: 169) }
  /// `mspace`
  @inlinable
  public static var mspace: ElementName { ElementName(rawValue: 170) }
  /// `mpadded`
  @inlinable
  public static var mpadded: ElementName { ElementName(rawValue: 171) }
  /// `mphantom`
  @inlinable
  public static var mphantom: ElementName { ElementName(rawValue: 172) }
  /// `merror`
  @inlinable
  public static var merror: ElementName { ElementName(rawValue: 173) }
  /// `menclose`
  @inlinable
  public static var menclose: ElementName { ElementName(rawValue: 174) }
  /// `mfenced`
  @inlinable
  public static var mfenced: ElementName { ElementName(rawValue: 175) }
  /// `mmultiscripts`
  @inlinable
  public static var mmultiscripts: ElementName { ElementName(rawValue: 176) }
  /// `mprescripts`
  @inlinable
  public static var mprescripts: ElementName { ElementName(rawValue: 177) }
  /// `maction`
  @inlinable
  public static var maction: ElementName { ElementName(rawValue: 178) }
  /// `svg`
  @inlinable
  public static var svg: ElementName { ElementName(rawValue: 179) }
  /// `animate`
  @inlinable
  public static var animate: ElementName { ElementName(rawValue: 180) }
  /// `circle`
  @inlinable
  public static var circle: ElementName { ElementName(rawValue: 181) }
  /// `cursor`
  @inlinable
  public static var cursor: ElementName { ElementName(rawValue: 182) }
  /// `defs`
  @inlinable
  public static var defs: ElementName { ElementName(rawValue: 183) }
  /// `desc`
  @inlinable
  public static var desc: ElementName { ElementName(rawValue: 184) }
  /// `ellipse`
  @inlinable
  public static var ellipse: ElementName { ElementName(rawValue: 185) }
  /// `filter`
  @inlinable
  public static var filter: ElementName { ElementName(rawValue: 186) }
  /// `g`
  @inlinable
  public static var g: ElementName { ElementName(rawValue: 187) }
  /// `line`
  @inlinable
  public static var line: ElementName { ElementName(rawValue: 188) }
  /// `marker`
  @inlinable
  public static var marker: ElementName { ElementName(rawValue: 189) }
  /// `mask`
  @inlinable
  public static var mask: ElementName { ElementName(rawValue: 190) }
  /// `metadata`
  @inlinable
  public static var metadata: ElementName { ElementName(rawValue: 191) }
  /// `mpath`
  @inlinable
  public static var mpath: ElementName { ElementName(rawValue: 192) }
  /// `path`
  @inlinable
  public static var path: ElementName { ElementName(rawValue: 193) }
  /// `pattern`
  @inlinable
  public static var pattern: ElementName { ElementName(rawValue: 194) }
  /// `polygon`
  @inlinable
  public static var polygon: ElementName { ElementName(rawValue: 195) }
  /// `polyline`
  @inlinable
  public static var polyline: ElementName { ElementName(rawValue: 196) }
  /// `rect`
  @inlinable
  public static var rect: ElementName { ElementName(rawValue: 197) }
  /// `set`
  @inlinable
  public static var set: ElementName { ElementName(rawValue: 198) }
  /// `stop`
  @inlinable
  public static var stop: ElementName { ElementName(rawValue: 199) }
  /// `switch`
  @inlinable
  public static var `switch`: ElementName { ElementName(rawValue: 200) }
  /// `symbol`
  @inlinable
  public static var symbol: ElementName { ElementName(rawValue: 201) }
  /// `text`
  @inlinable
  public static var text: ElementName { ElementName(rawValue: 202) }
  /// `tspan`
  @inlinable
  public static var tspan: ElementName { ElementName(rawValue: 203) }
  /// `tref`
  @inlinable
  public static var tref: ElementName { ElementName(rawValue: 204) }
  /// `use`
  @inlinable
  public static var use: ElementName { ElementName(rawValue: 205) }
  /// `view`
  @inlinable
  public static var view: ElementName { ElementName(rawValue: 206) }
  /// `altglyph`
  @inlinable
  public static var altglyph: ElementName { ElementName(rawValue: 207) }
  /// `altglyphdef`
  @inlinable
  public static var altglyphdef: ElementName { ElementName(rawValue: 208) }
  /// `altglyphitem`
  @inlinable
  public static var altglyphitem: ElementName { ElementName(rawValue: 209) }
  /// `animatecolor`
  @inlinable
  public static var animatecolor: ElementName { ElementName(rawValue: 210) }
  /// `animatemotion`
  @inlinable
  public static var animatemotion: ElementName { ElementName(rawValue: 211) }
  /// `animatetransform`
  @inlinable
  public static var animatetransform: ElementName { ElementName(rawValue: 212) }
  /// `clippath`
  @inlinable
  public static var clippath: ElementName { ElementName(rawValue: 213) }
  /// `feblend`
  @inlinable
  public static var feblend: ElementName { ElementName(rawValue: 214) }
  /// `fecolormatrix`
  @inlinable
  public static var fecolormatrix: ElementName { ElementName(rawValue: 215) }
  /// `fecomponenttransfer`
  @inlinable
  public static var fecomponenttransfer: ElementName { ElementName(rawValue: 216) }
  /// `fecomposite`
  @inlinable
  public static var fecomposite: ElementName { ElementName(rawValue: 217) }
  /// `feconvolvematrix`
  @inlinable
  public static var feconvolvematrix: ElementName { ElementName(rawValue: 218) }
  /// `fediffuselighting`
  @inlinable
  public static var fediffuselighting: ElementName { ElementName(rawValue: 219) }
  /// `fedisplacementmap`
  @inlinable
  public static var fedisplacementmap: ElementName { ElementName(rawValue: 220) }
  /// `fedistantlight`
  @inlinable
  public static var fedistantlight: ElementName { ElementName(rawValue: 221) }
  /// `fedropshadow`
  @inlinable
  public static var fedropshadow: ElementName { ElementName(rawValue: 222) }
  /// `feflood`
  @inlinable
  public static var feflood: ElementName { ElementName(rawValue: 223) }
  /// `fefunca`
  @inlinable
  public static var fefunca: ElementName { ElementName(rawValue: 224) }
  /// `fefuncb`
  @inlinable
  public static var fefuncb: ElementName { ElementName(rawValue: 225) }
  /// `fefuncg`
  @inlinable
  public static var fefuncg: ElementName { ElementName(rawValue: 226) }
  /// `fefuncr`
  @inlinable
  public static var fefuncr: ElementName { ElementName(rawValue: 227) }
  /// `fegaussianblur`
  @inlinable
  public static var fegaussianblur: ElementName { ElementName(rawValue: 228) }
  /// `feimage`
  @inlinable
  public static var feimage: ElementName { ElementName(rawValue: 229) }
  /// `femerge`
  @inlinable
  public static var femerge: ElementName { ElementName(rawValue: 230) }
  /// `femergenode`
  @inlinable
  public static var femergenode: ElementName { ElementName(rawValue: 231) }
  /// `femorphology`
  @inlinable
  public static var femorphology: ElementName { ElementName(rawValue: 232) }
  /// `feoffset`
  @inlinable
  public static var feoffset: ElementName { ElementName(rawValue: 233) }
  /// `fepointlight`
  @inlinable
  public static var fepointlight: ElementName { ElementName(rawValue: 234) }
  /// `fespecularlighting`
  @inlinable
  public static var fespecularlighting: ElementName { ElementName(rawValue: 235) }
  /// `fespotlight`
  @inlinable
  public static var fespotlight: ElementName { ElementName(rawValue: 236) }
  /// `fetile`
  @inlinable
  public static var fetile: ElementName { ElementName(rawValue: 237) }
  /// `feturbulence`
  @inlinable
  public static var feturbulence: ElementName { ElementName(rawValue: 238) }
  /// `foreignobject`
  @inlinable
  public static var foreignobject: ElementName { ElementName(rawValue: 239) }
  /// `glyphref`
  @inlinable
  public static var glyphref: ElementName { ElementName(rawValue: 240) }
  /// `lineargradient`
  @inlinable
  public static var lineargradient: ElementName { ElementName(rawValue: 241) }
  /// `radialgradient`
  @inlinable
  public static var radialgradient: ElementName { ElementName(rawValue: 242) }
  /// `textpath`
  @inlinable
  public static var textpath: ElementName { ElementName(rawValue: 243) }
  /// `altGlyph`
  @inlinable
  public static var altGlyph: ElementName { ElementName(rawValue: 244) }
  /// `altGlyphDef`
  @inlinable
  public static var altGlyphDef: ElementName { ElementName(rawValue: 245) }
  /// `altGlyphItem`
  @inlinable
  public static var altGlyphItem: ElementName { ElementName(rawValue: 246) }
  /// `animateColor`
  @inlinable
  public static var animateColor: ElementName { ElementName(rawValue: 247) }
  /// `animateMotion`
  @inlinable
  public static var animateMotion: ElementName { ElementName(rawValue: 248) }
  /// `animateTransform`
  @inlinable
  public static var animateTransform: ElementName { ElementName(rawValue: 249) }
  /// `clipPath`
  @inlinable
  public static var clipPath: ElementName { ElementName(rawValue: 250) }
  /// `feBlend`
  @inlinable
  public static var feBlend: ElementName { ElementName(rawValue: 251) }
  /// `feColorMatrix`
  @inlinable
  public static var feColorMatrix: ElementName { ElementName(rawValue: 252) }
  /// `feComponentTransfer`
  @inlinable
  public static var feComponentTransfer: ElementName { ElementName(rawValue: 253) }
  /// `feComposite`
  @inlinable
  public static var feComposite: ElementName { ElementName(rawValue: 254) }
  /// `feConvolveMatrix`
  @inlinable
  public static var feConvolveMatrix: ElementName { ElementName(rawValue: 255) }
  /// `feDiffuseLighting`
  @inlinable
  public static var feDiffuseLighting: ElementName { ElementName(rawValue: 256) }
  /// `feDisplacementMap`
  @inlinable
  public static var feDisplacementMap: ElementName { ElementName(rawValue: 257) }
  /// `feDistantLight`
  @inlinable
  public static var feDistantLight: ElementName { ElementName(rawValue: 258) }
  /// `feDropShadow`
  @inlinable
  public static var feDropShadow: ElementName { ElementName(rawValue: 259) }
  /// `feFlood`
  @inlinable
  public static var feFlood: ElementName { ElementName(rawValue: 260) }
  /// `feFuncA`
  @inlinable
  public static var feFuncA: ElementName { ElementName(rawValue: 261) }
  /// `feFuncB`
  @inlinable
  public static var feFuncB: ElementName { ElementName(rawValue: 262) }
  /// `feFuncG`
  @inlinable
  public static var feFuncG: ElementName { ElementName(rawValue: 263) }
  /// `feFuncR`
  @inlinable
  public static var feFuncR: ElementName { ElementName(rawValue: 264) }
  /// `feGaussianBlur`
  @inlinable
  public static var feGaussianBlur: ElementName { ElementName(rawValue: 265) }
  /// `feImage`
  @inlinable
  public static var feImage: ElementName { ElementName(rawValue: 266) }
  /// `feMerge`
  @inlinable
  public static var feMerge: ElementName { ElementName(rawValue: 267) }
  /// `feMergeNode`
  @inlinable
  public static var feMergeNode: ElementName { ElementName(rawValue: 268) }
  /// `feMorphology`
  @inlinable
  public static var feMorphology: ElementName { ElementName(rawValue: 269) }
  /// `feOffset`
  @inlinable
  public static var feOffset: ElementName { ElementName(rawValue: 270) }
  /// `fePointLight`
  @inlinable
  public static var fePointLight: ElementName { ElementName(rawValue: 271) }
  /// `feSpecularLighting`
  @inlinable
  public static var feSpecularLighting: ElementName { ElementName(rawValue: 272) }
  /// `feSpotLight`
  @inlinable
  public static var feSpotLight: ElementName { ElementName(rawValue: 273) }
  /// `feTile`
  @inlinable
  public static var feTile: ElementName { ElementName(rawValue: 274) }
  /// `feTurbulence`
  @inlinable
  public static var feTurbulence: ElementName { ElementName(rawValue: 275) }
  /// `foreignObject`
  @inlinable
  public static var foreignObject: ElementName { ElementName(rawValue: 276) }
  /// `glyphRef`
  @inlinable
  public static var glyphRef: ElementName { ElementName(rawValue: 277) }
  /// `linearGradient`
  @inlinable
  public static var linearGradient: ElementName { ElementName(rawValue: 278) }
  /// `radialGradient`
  @inlinable
  public static var radialGradient: ElementName { ElementName(rawValue: 279) }
  /// `textPath`
  @inlinable
  public static var textPath: ElementName { ElementName(rawValue: 280) }
}

extension ElementName {
  /// The texts of the known names, in the order of their numbers, from number 1.
  static let knownTexts: [StaticString] = [
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "command", "data", "datalist",
    "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input",
    "ins", "isindex", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map",
    "mark", "marquee", "menu", "menuitem", "meta", "meter", "nav", "nobr", "noembed", "noframes",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture",
    "plaintext", "portal", "pre", "progress", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "s",
    "samp", "script", "search", "section", "select", "selectedcontent", "slot", "small", "source",
    "spacer", "span", "strike", "strong", "style", "sub", "summary", "sup", "table", "tbody", "td",
    "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul",
    "var", "video", "wbr", "xmp", "math", "mi", "mo", "mn", "ms", "mtext", "mglyph", "malignmark",
    "annotation", "annotation-xml", "semantics", "mrow", "mfrac", "msqrt", "mroot", "msup", "msub",
    "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mstyle", "mspace",
    "mpadded", "mphantom", "merror", "menclose", "mfenced", "mmultiscripts", "mprescripts",
    "maction", "svg", "animate", "circle", "cursor", "defs", "desc", "ellipse", "filter", "g",
    "line", "marker", "mask", "metadata", "mpath", "path", "pattern", "polygon", "polyline", "rect",
    "set", "stop", "switch", "symbol", "text", "tspan", "tref", "use", "view", "altglyph",
    "altglyphdef", "altglyphitem", "animatecolor", "animatemotion", "animatetransform", "clippath",
    "feblend", "fecolormatrix", "fecomponenttransfer", "fecomposite", "feconvolvematrix",
    "fediffuselighting", "fedisplacementmap", "fedistantlight", "fedropshadow", "feflood",
    "fefunca", "fefuncb", "fefuncg", "fefuncr", "fegaussianblur", "feimage", "femerge",
    "femergenode", "femorphology", "feoffset", "fepointlight", "fespecularlighting", "fespotlight",
    "fetile", "feturbulence", "foreignobject", "glyphref", "lineargradient", "radialgradient",
    "textpath", "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion",
    "animateTransform", "clipPath", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
    "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef",
    "linearGradient", "radialGradient", "textPath",
  ]
}

extension ElementName {
  /// The table of SVG element names (§13.2.6.5).
  static let svgAdjustments: [(from: ElementName, to: ElementName)] = [
    (.altglyph, .altGlyph),
    (.altglyphdef, .altGlyphDef),
    (.altglyphitem, .altGlyphItem),
    (.animatecolor, .animateColor),
    (.animatemotion, .animateMotion),
    (.animatetransform, .animateTransform),
    (.clippath, .clipPath),
    (.feblend, .feBlend),
    (.fecolormatrix, .feColorMatrix),
    (.fecomponenttransfer, .feComponentTransfer),
    (.fecomposite, .feComposite),
    (.feconvolvematrix, .feConvolveMatrix),
    (.fediffuselighting, .feDiffuseLighting),
    (.fedisplacementmap, .feDisplacementMap),
    (.fedistantlight, .feDistantLight),
    (.fedropshadow, .feDropShadow),
    (.feflood, .feFlood),
    (.fefunca, .feFuncA),
    (.fefuncb, .feFuncB),
    (.fefuncg, .feFuncG),
    (.fefuncr, .feFuncR),
    (.fegaussianblur, .feGaussianBlur),
    (.feimage, .feImage),
    (.femerge, .feMerge),
    (.femergenode, .feMergeNode),
    (.femorphology, .feMorphology),
    (.feoffset, .feOffset),
    (.fepointlight, .fePointLight),
    (.fespecularlighting, .feSpecularLighting),
    (.fespotlight, .feSpotLight),
    (.fetile, .feTile),
    (.feturbulence, .feTurbulence),
    (.foreignobject, .foreignObject),
    (.glyphref, .glyphRef),
    (.lineargradient, .linearGradient),
    (.radialgradient, .radialGradient),
    (.textpath, .textPath),
  ]
}
