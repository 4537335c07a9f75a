#!/usr/bin/env python3
"""Writes Sources/HTML/Tokenizer/CharacterReferenceTable.swift: the table of §13.5.

The names come from Python's html.entities.html5, which holds the 2,231 names of the standard.
"""
import html.entities
import pathlib

names = sorted(html.entities.html5.items(), key=lambda item: item[0].encode())
assert len(names) == 2231
records = [f"{name}={'+'.join(f'{ord(c):X}' for c in value)}" for name, value in names]

lines, line = [], ""
for record in records:
    if len(line) + 1 + len(record) > 96:
        lines.append(line)
        line = ""
    line += (" " if line else "") + record
lines.append(line)

body = "".join(f"    {line} \\\n" for line in lines[:-1]) + f"    {lines[-1]} \\\n"
target = pathlib.Path(__file__).resolve().parent.parent
target = target / "Sources/HTML/Tokenizer/CharacterReferenceTable.swift"
target.write_text(f'''// Written by Scripts/generate-character-references.py: change that, not this.

extension NamedReferences {{
  /// The named character references (§13.5), sorted by their bytes: each name without its `&`, an
  /// equals sign, its one or two code points in hexadecimal joined by `+`, and a space.
  static let table: StaticString = """
{body}
    """
}}
''')
