#!/usr/bin/env python3
"""Writes MonthNames.swift and WeekdayNames.swift in Sources/FeedModel/Dates from CLDR's data (PyPI:
babel).

The names and abbreviations of the Gregorian months, and the words of the weekdays' whole names, in
every language listed below. Where two
languages mean different months by one word, the one that is listed first has it, and the other one
only in feeds that say that they are in it.
"""
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

LANGUAGES = """en de fr es pt it nl sv da nb fi pl cs hu ru uk tr el ro hr sr sr_Latn sk sl bg mk be
id ms vi ca gl eu is lt lv et sq az kk uz ar ar_SY ar_MA fa ur hi bn ta te th he ka hy fil sw af ga
cy""".split()
# Beside what CLDR has: spellings that software writes without a language's marks.
EXTRA = {
    "nb": {12: ["des"]},
    "tr": {2: ["subat", "sub"], 8: ["agustos", "agu"], 9: ["eylul"], 11: ["kasim"], 12: ["aralik"]},
    "es": {9: ["setiembre"]},
    # With a day before them they are in the genitive, which CLDR leaves to "14. oktobar".
    "sr": dict(enumerate(([name] for name in (
        "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра "
        "децембра").split()), 1)),
    "sr_Latn": dict(enumerate((names.split("|") for names in (
        "januara februara marta aprila maja juna jula avgusta|augusta septembra oktobra novembra "
        "decembra").split()), 1)),
    "id": {8: ["agt", "ags"], 11: ["nop", "nopember"], 2: ["pebruari"]},
}
# Where a language's words end otherwise with a day before them.
PREFIXES = ("de ", "d’", "d'")


def babel():
    if importlib.util.find_spec("babel") is None:
        folder = tempfile.mkdtemp()
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--target", folder, "babel"], check=True)
        sys.path.insert(0, folder)
    import babel.core
    return babel.core


def clean(name):
    name = name.replace("\u00a0", " ").replace("\u200f", "").lower().strip()
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name.rstrip(".׳॰").strip()


def forms(locale):
    """For each month all forms, the whole ones first."""
    months = {number: [] for number in range(1, 13)}
    for width in "wide", "abbreviated":
        for context in "format", "stand-alone":
            for number, name in locale.months[context][width].items():
                name = clean(name)
                usable = len(name) >= 2 and not re.search(r"[0-9.|]", name)
                if usable and name not in months[number]:
                    months[number].append(name)
    for number, names in EXTRA.get(str(locale), {}).items():
        months[number] += [name for name in names if name not in months[number]]
    return months


def main():
    core = babel()
    lines = []
    for code in LANGUAGES:
        months = forms(core.Locale.parse(code))
        if not all(months.values()):
            continue
        language = {"nb": "no", "fil": "tl"}.get(code, code.split("_")[0])
        lines.append(language + "; " + "; ".join("|".join(months[n]) for n in range(1, 13)))
    path = pathlib.Path(__file__).parent.parent / "Sources/FeedModel/Dates/MonthNames.swift"
    text = '''// Written by Scripts/generate-month-names.py from CLDR's data; `make generate` writes it again.

extension MonthTable {
  /// A line for each language: its tag, then the names of the twelve months in small letters.
  static let names: StaticString = """
'''
    for line in lines:
        while len(line) > 90:
            cut = line.rindex(" ", 0, 90)
            text += "    " + line[:cut + 1] + "\\\n"
            line = line[cut + 1:]
        text += "    " + line + "\n"
    path.write_text(text + '    """\n}\n', encoding="utf-8")
    weekdays(core)


def weekdays(core):
    """The words of the weekdays' whole names, each once."""
    words = {}
    for code in LANGUAGES + ["zh", "zh_Hant", "ja", "ko"]:
        names = core.Locale.parse(code).days
        for context in "format", "stand-alone":
            for name in names[context]["wide"].values():
                for word in re.split(r"[\s\u200c-]+", clean(name).replace("’", "'").replace("ʻ", "'")):
                    # Between digits a name stands without what an apostrophe cuts off.
                    for part in word.split("'"):
                        if len(part) > 1 or ord(part[:1] or " ") > 0x3000:
                            words[part] = None
    path = pathlib.Path(__file__).parent.parent / "Sources/FeedModel/Dates/WeekdayNames.swift"
    text = '''// Written by Scripts/generate-month-names.py from CLDR's data; `make generate` writes it again.

extension DateWords {
  /// The words of the weekdays' whole names in many languages, in small letters.
  static let weekdayNames: StaticString = """
'''
    line = "    "
    for word in words:
        if len(line) + len(word) > 96:
            text += line + "\\\n"
            line = "    "
        line += word + " "
    path.write_text(text + line.rstrip() + '\n    """\n}\n', encoding="utf-8")


main()
