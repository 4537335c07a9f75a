#!/usr/bin/env python3
"""Writes Sources/HTML/Tree/KnownElements.swift and KnownAttributes.swift.

A known name is a small integer that is the same in every document; it lets the parser and its
callers compare names as integers. Add a name to a list below, run this script, commit the result.
"""
import pathlib
import re

HTML = """a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
blink blockquote body br button canvas caption center cite code col colgroup command data datalist
dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd
keygen label legend li link listing main map mark marquee menu menuitem meta meter nav nobr noembed
noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q
rb rbc rp rt rtc ruby s samp script search section select selectedcontent slot small source spacer
span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title
tr track tt u ul var video wbr xmp""".split()

MATHML = """math mi mo mn ms mtext mglyph malignmark annotation annotation-xml semantics mrow mfrac
msqrt mroot msup msub msubsup mover munder munderover mtable mtr mtd mstyle mspace mpadded mphantom
merror menclose mfenced mmultiscripts mprescripts maction""".split()

# §13.2.6.1, "any other start tag" in foreign content: the table of SVG element names.
SVG_ADJUSTED = """altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform
clipPath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient
textPath""".split()

SVG = """svg animate circle cursor defs desc ellipse filter g line marker mask metadata mpath path
pattern polygon polyline rect set stop switch symbol text tspan tref use view""".split()

ATTRIBUTES = """abbr accept accept-charset accesskey action align alink allow allowfullscreen alt
archive aria-describedby aria-hidden aria-label aria-labelledby async autocapitalize autocomplete
autofocus autoplay axis background bgcolor border bordercolor capture cellpadding cellspacing char
charoff charset checked cite class classid clear code codebase codetype color cols colspan compact
content contenteditable controls coords crossorigin data data-actualsrc data-background data-caption
data-height data-hi-res-src data-id data-lazy data-lazy-src data-lazy-srcset data-original
data-original-src data-retina-src data-sizes data-src data-src-retina data-srcset data-type data-url
data-width datetime declare decoding default defer dir dirname disabled download draggable enctype
enterkeyhint face fetchpriority for form formaction formenctype formmethod formnovalidate formtarget
frame frameborder headers height hidden high href hreflang hspace http-equiv id imagesizes
imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind label
lang language link list loading longdesc loop low marginheight marginwidth max maxlength media
method min minlength multiple muted name nohref nomodule nonce noresize noshade novalidate nowrap
object onabort onblur onchange onclick onerror onfocus onkeydown onload onmousedown onmouseout
onmouseover onmouseup onresize onsubmit onunload open optimum part pattern ping placeholder
playsinline poster preload profile prompt property readonly referrerpolicy rel required rev reversed
role rows rowspan rules sandbox scheme scope scrolling selected shadowrootmode shape size sizes slot
span spellcheck src srcdoc srclang srcset standby start step style summary tabindex target text
title translate type usemap valign value valuetype version vlink vspace width wrap
clip-path cx cy d display fill fill-opacity fill-rule font-family font-size font-weight fx fy g1 g2
in in2 offset opacity operator points r result rx ry stop-color stop-opacity stroke stroke-linecap
stroke-linejoin stroke-width text-anchor transform visibility x x1 x2 y y1 y2
definitionurl encoding mathvariant displaystyle columnalign""".split()

# §13.2.6.1, "adjust SVG attributes".
SVG_ATTRIBUTES = """attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits
diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix
kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight
markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits
patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant
specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector
zoomAndPan""".split()

# §13.2.6.1, "adjust foreign attributes": the names that gain a namespace.
FOREIGN_ATTRIBUTES = """xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show xlink:title
xlink:type xml:lang xml:space xmlns xmlns:xlink""".split()

KEYWORDS = set("""associatedtype class deinit enum extension fileprivate func import init inout
internal let open operator private precedencegroup protocol public rethrows static struct subscript
typealias var break case catch continue default defer do else fallthrough for guard if in repeat
return throw switch where while any as await false is nil self super throws true try""".split())

HEADER = "// Written by Scripts/generate-html-names.py: change that, not this.\n\n"


def identifier(name):
    head, *rest = re.split(r"[-:]", name)
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def declared(name):
    return f"`{name}`" if name in KEYWORDS else name


def constants(type_name, rows):
    """rows: (identifier, shown, access)"""
    out = [f"extension {type_name} {{\n"]
    for number, (name, shown, access) in enumerate(rows, 1):
        line = f"  {access}static var {declared(name)}: {type_name} {{ {type_name}(rawValue: {number}) }}"
        if access:
            out.append(f"  /// {shown}\n  @inlinable\n")
        out.append(line + "\n")
    out.append("}\n")
    return "".join(out)


def string_table(type_name, names):
    lines, line = [], "   "
    for name in names:
        item = f' "{name}",'
        if len(line + item) > 100:
            lines.append(line)
            line = "   "
        line += item
    lines.append(line)
    body = "\n".join(lines)
    return (f"\nextension {type_name} {{\n  /// The texts of the known names, in the order of their numbers, "
            f"from number 1.\n  static let knownTexts: [StaticString] = [\n{body}\n  ]\n}}\n")


def pairs(type_name, label, comment, rows):
    out = [f"\nextension {type_name} {{\n  /// {comment}\n"
           f"  static let {label}: [(from: {type_name}, to: {type_name})] = [\n"]
    out += [f"    (.{a}, .{b}),\n" for a, b in rows]
    return "".join(out) + "  ]\n}\n"


def unique(names):
    return list(dict.fromkeys(names))


def main():
    root = pathlib.Path(__file__).resolve().parent.parent / "Sources/HTML/Tree"
    elements = unique(HTML + MATHML + SVG + [n.lower() for n in SVG_ADJUSTED] + SVG_ADJUSTED)
    rows = [(identifier(n), f"`{n}`", "public ") for n in elements]
    text = HEADER + constants("ElementName", rows) + string_table("ElementName", elements)
    text += pairs("ElementName", "svgAdjustments", "The table of SVG element names (§13.2.6.5).",
                  [(n.lower(), n) for n in SVG_ADJUSTED])
    (root / "KnownElements.swift").write_text(text)

    plain = unique(ATTRIBUTES + [n.lower() for n in SVG_ATTRIBUTES] + SVG_ATTRIBUTES
                   + ["definitionURL"])
    rows = [(identifier(n), f"`{n}`", "public ") for n in plain]
    rows += [("plain" + identifier(n)[:1].upper() + identifier(n)[1:], n, "")
             for n in FOREIGN_ATTRIBUTES]
    rows += [(identifier(n), f"`{n}` in its XML namespace, as foreign elements carry it.", "public ")
             for n in FOREIGN_ATTRIBUTES]
    texts = plain + FOREIGN_ATTRIBUTES + FOREIGN_ATTRIBUTES
    text = HEADER + constants("AttributeName", rows) + string_table("AttributeName", texts)
    text += pairs("AttributeName", "svgAdjustments", "Adjust SVG attributes (§13.2.6.1).",
                  [(n.lower(), n) for n in SVG_ATTRIBUTES])
    text += pairs("AttributeName", "foreignAdjustments", "Adjust foreign attributes (§13.2.6.1).",
                  [("plain" + identifier(n)[:1].upper() + identifier(n)[1:], identifier(n))
                   for n in FOREIGN_ATTRIBUTES])
    (root / "KnownAttributes.swift").write_text(text)


main()
