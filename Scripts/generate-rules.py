#!/usr/bin/env python3
"""Writes Sources/Normalizer/Tables/Compiled: the built-in tables of rules as Swift, so that nothing is
parsed when the program starts.

The tables beside that folder are the source; `BuiltInRulesTests` holds both together.
"""
import json
import pathlib
import re
import subprocess

TABLES = pathlib.Path(__file__).resolve().parent.parent / "Sources/Normalizer/Tables"
HEADER = "// Written by Scripts/generate-rules.py from {table}.swift: change that, not this.\n\n"


def table(name):
    text = (TABLES / f"{name}.swift").read_text()
    return json.loads(re.search(r'static let json = #"""\n(.*?)\n    """#', text, re.S)[1])


def string(text):
    plain = json.dumps(text, ensure_ascii=False)
    return re.sub(r"\\u([0-9a-f]{4})", r"\\u{\1}", plain).replace("\\b", "\\u{8}").replace("\\f", "\\u{c}")


def strings(texts):
    return "[" + ", ".join(map(string, [texts] if isinstance(texts, str) else texts)) + "]"


def lowercase(texts):
    return strings([text.lower() for text in texts])


def paths(texts):
    return f"PathPattern.all({strings(texts)})"


def bytes_(texts):
    return f"{strings(texts)}.map {{ Array($0.utf8) }}"


def flag(value):
    return "true" if value else "false"


def case(enumeration):
    """By raw value, in the words of the sources."""
    raw = {}
    for source in (TABLES.parent).rglob("*.swift"):
        if "Compiled" in source.parts:
            continue
        text = source.read_text()
        owner, name = enumeration.split(".")
        if not re.search(rf"(struct|class) {owner}\b", text):
            continue
        body = re.search(rf"enum {name}: String[^{{]*\{{(.*?)\n  \}}", text, re.S)
        for found in re.finditer(r'^    case (\w+)(?: = "([^"]+)")?$', body[1], re.M):
            raw[found[2] or found[1]] = "." + found[1]
    return lambda value: raw[value]


def integer(text):
    return str(int(text))


def attributes(pairs):
    return "[" + ", ".join(
        f"PromoRule.Attribute(name: {string(name)}, value: {string(value)})" for name, value in pairs.items()) + "]"


def selectors(texts):
    return f"PromoRule.builtInSelectors({strings(texts)})"


COMMON = [("name", "name", string), ("about", "about", string)]
UNWRAPPING = COMMON + [
    ("kind", "kind", case("UnwrappingRule.Kind")), ("hosts", "hosts", strings), ("paths", "paths", paths),
    ("take", "extraction", case("UnwrappingRule.Extraction")), ("parameters", "parameters", strings),
    ("having", "having", strings), ("to", "to", string), ("relative", "allowsRelative", flag),
    ("keep", "keepsByDefault", flag)]
# Table, type, name of the list, what stands for a missing key, and the keys in the order of the initializer.
RULES = [
    ("ImageProxyTable", "UnwrappingRule", "builtInProxies", {"kind": "proxy"}, UNWRAPPING),
    ("RedirectorTable", "UnwrappingRule", "builtInRedirectors", {"kind": "redirector"}, UNWRAPPING),
    ("TrackingTable", "TrackingRule", "builtIn", {}, COMMON + [
        ("hosts", "hosts", strings), ("parameters", "parameters", lowercase),
        ("value", "value", case("TrackingRule.Value"))]),
    ("EnclosureTable", "EnclosureRule", "builtIn", {}, COMMON + [("hosts", "hosts", strings)]),
    ("TrackerTable", "TrackerRule", "builtIn", {}, COMMON + [
        ("hosts", "hosts", strings), ("paths", "paths", paths), ("parameters", "parameters", strings),
        ("unseen", "sparesShown", flag)]),
    ("PromoTable", "PromoRule", "builtIn", {}, COMMON + [
        ("structure", "structure", case("PromoRule.Structure")), ("markers", "markers", bytes_),
        ("hosts", "hosts", strings), ("classes", "classes", strings),
        ("classPrefixes", "classPrefixes", strings), ("ids", "ids", strings),
        ("idPrefixes", "idPrefixes", strings), ("attributes", "attributes", attributes),
        ("select", "selectors", selectors), ("only", "only", case("PromoRule.Only")),
        ("within", "within", case("PromoRule.Place")), ("plugin", "isPlugin", flag), ("when", "when", strings),
        ("lines", "lines", strings)]),
    ("LeadTable", "RelatedRule", "builtIn", {}, COMMON + [
        ("texts", "texts", bytes_), ("language", "language", string)]),
    ("LazyTable", "LazyRule", "builtIn", {}, COMMON + [
        ("to", "target", case("LazyRule.Target")), ("attributes", "attributes", lowercase),
        ("words", "words", bytes_), ("always", "isStrong", flag)]),
    ("EmbedTable", "EmbedRule", "builtIn", {}, COMMON + [
        ("hosts", "hosts", strings), ("paths", "paths", paths), ("as", "outcome", case("EmbedRule.Outcome")),
        ("script", "isScript", flag), ("id", "id", string), ("to", "to", string), ("keep", "keep", strings),
        ("add", "add", string), ("link", "link", string), ("picture", "picture", string),
        ("label", "label", string), ("inner", "inner", strings), ("elements", "elements", lowercase),
        ("classes", "classes", strings), ("attributes", "attributes", lowercase), ("having", "having", strings),
        ("length", "length", integer)]),
    ("ImageHostTable", "ImageHostRule", "builtIn", {}, COMMON + [
        ("as", "care", case("ImageHostRule.Care")), ("hosts", "hosts", strings)]),
]


def write(name, table_name, text):
    folder = TABLES / "Compiled"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.swift").write_text(HEADER.format(table=table_name) + text)


def rules(table_name, kind, list_name, defaults, keys):
    lines = []
    maker = "made" + list_name[0].upper() + list_name[1:]
    for rule in table(table_name):
        rule = {**defaults, **rule}
        unknown = set(rule) - {key for key, _, _ in keys}
        assert not unknown, f"{table_name}: {rule['name']}: {unknown} is in no key of the generator"
        values = [f"{label}: {make(rule[key])}" for key, label, make in keys if key in rule]
        lines.append(f"    rules.append({kind}({values[0]}")
        for value in values[1:]:
            joined = lines[-1] + ", " + value
            if len(joined) <= 98:
                lines[-1] = joined
            else:
                lines[-1] += ","
                lines.append("      " + value)
        lines[-1] += "))"
    write(table_name.replace("Table", "Rules"), table_name, f"""extension {kind} {{
  /// The rules of ``{table_name}``.
  static let {list_name} = {maker}()

  private static func {maker}() -> [{kind}] {{
    var rules: [{kind}] = []
    rules.reserveCapacity({len(table(table_name))})
""" + "\n".join(lines) + """
    return rules
  }
}
""")


def sanitizer():
    lists = table("SanitizerTable")
    pairs = lambda entries, label, make: "[\n" + "".join(
        f"      ({string(name)}, {make(value)}),\n" for name, value in entries.items()) + "    ]"
    schemes = "[" + ", ".join(
        f"(.{use}, {strings(lists['schemes'].get(use, []))})" for use in ("link", "image", "media", "frame")) + "]"
    names = lambda key: f"    {key}: {strings(lists[key])},\n"
    write("SanitizerRules", "SanitizerTable", f"""extension SanitizerLists {{
  /// The lists of ``SanitizerTable``.
  static let builtIn = SanitizerLists(
    elements: {pairs(lists["elements"], "attributes", strings)},
{names("global")}{names("math")}{names("mathGlobal")}{names("svg")}{names("svgGlobal")}{names("drop")}\
    rename: {pairs(lists["rename"], "to", string)},
    schemes: {schemes},
{names("dataImages")}    idPrefix: {string(lists["idPrefix"])})
}}
""")


for row in RULES:
    rules(*row)
sanitizer()
subprocess.run(["swift", "format", "--in-place", "--recursive", TABLES / "Compiled"], check=True)
