"""Make the letters of share cards from Debian's package `fonts-noto-core`: hyperlocal/lettering/fonts/ and coverage.py.

    apt install fonts-noto-core && pip install -e '.[fonts]' && python .ci/make_fonts.py

The same version of the package and of fontTools give the same bytes.
"""

from __future__ import annotations

import io
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

DEBIAN = Path("/usr/share/fonts/truetype/noto")
LICENCE = Path("/usr/share/doc/fonts-noto-core/copyright")
PACKAGE = Path(__file__).parent.parent / "hyperlocal" / "lettering"

# Latin-1, Latin Extended-A, what Romanian, Vietnamese and Azeri need of Extended-B, Extended Additional (Welsh,
# Vietnamese), punctuation, superscripts, currencies, arrows, fractions.
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x18F, 0x192, 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1CD, 0x1DD), 0x1E6, 0x1E7, *range(0x218, 0x21C), 0x259),
    *(0x2BB, 0x2BC, 0x2BD, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE)),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2028),
    *(0x202F, *range(0x2030, 0x203B), 0x203C, 0x203D, *range(0x2044, 0x204A)),
    *(0x2070, *range(0x2074, 0x208F)),
    *range(0x20A0, 0x20C0),
    *(0x2113, 0x2116, 0x2117, 0x2120, 0x2122, 0x2126, *range(0x2150, 0x215F)),
    *(*range(0x2190, 0x2194), 0x2202, 0x2212, 0x2215, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CF, 0x2605, 0x2713),
]
ARABIC = [*range(0x600, 0x700), 0x200C, 0x200D, 0x200E, 0x200F, 0xFD3E, 0xFD3F, 0xFDF2, 0xFDFA, 0xFDFB]
BENGALI = [0x964, 0x965, *range(0x980, 0xA00)]
GURMUKHI = [*range(0xA00, 0xA80), 0x262C]

# What shaping needs (OpenType 1.9, script development specifications), and kerning.
FEATURES = (
    "ccmp locl kern mark mkmk init medi fina isol rlig calt liga rclt curs nukt akhn rphf rkrf blwf half pstf vatu "
    "cjct pres abvs blws psts haln abvm blwm dist"
).split()
BOLD = (
    ("NotoSerif", LATIN),
    ("NotoNaskhArabic", ARABIC),
    ("NotoSerifBengali", BENGALI),
    ("NotoSerifGurmukhi", GURMUKHI),
)
REGULAR = (("NotoSans", LATIN),)

DAY_OF_ALL = 3_600_000_000
"""Seconds since 1904: the day on every file, so that the same fonts have the same bytes."""


def subsetted(name: str, wanted: Iterable[int]) -> TTFont:
    """A font of Debian's with the wanted letters alone."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0]
    options.drop_tables += ["DSIG", "STAT"]
    font = TTFont(DEBIAN / f"{name}.ttf", recalcTimestamp=False)
    shrinking = subset.Subsetter(options)
    shrinking.populate(unicodes=wanted)
    shrinking.subset(font)
    return font


def merged(fonts: list[TTFont]) -> TTFont:
    """One font with the letters of all, so that a line may mix them."""
    if len(fonts) == 1:
        return fonts[0]
    parts = []
    for font in fonts:
        part = io.BytesIO()
        font.save(part)
        part.seek(0)
        parts.append(part)
    return Merger().merge(parts)


def unhinted(font: TTFont) -> None:
    """A program that does nothing, but is longer than the usual one: without it FreeType would work out hints for each
    letter anew, which takes a third of the time of drawing, and bends large letters."""
    program = Program()
    program.fromBytecode(bytes([0xB8, 0x01, 0xFF, 0x85, 0xB0, 0x04, 0x8D, 0xB0, 0x00, 0x21]))
    font["prep"] = newTable("prep")
    font["prep"].program = program
    font["maxp"].maxStackElements = max(font["maxp"].maxStackElements, 4)


def named(font: TTFont, style: str, rights: str) -> None:
    """A name of its own, for it is a changed version, and a day that never changes."""
    font["head"].created = font["head"].modified = DAY_OF_ALL
    font.recalcTimestamp = False
    names = font["name"]
    names.names = []
    told = {0: rights, 1: "Hyperlocal Letters", 2: style, 4: f"Hyperlocal Letters {style}"}
    told |= {13: "SIL Open Font License, Version 1.1", 14: "https://openfontlicense.org"}
    for number, text in told.items():
        names.setName(text, number, 3, 1, 0x409)


def spans(codes: Iterable[int]) -> str:
    """`20-7e a0`: the code points, in hexadecimal."""
    found: list[list[int]] = []
    for code in sorted(codes):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return " ".join(f"{first:x}-{last:x}" if last > first else f"{first:x}" for first, last in found)


def coverage(bold: Iterable[int], regular: Iterable[int]) -> str:
    """The module that says what the fonts can write."""
    lines = ['"""The code points that our fonts can write, in hexadecimal. Made by .ci/make_fonts.py."""', ""]
    for name, codes in (("BOLD", bold), ("REGULAR", regular)):
        rows = textwrap.wrap(spans(codes), 110)
        told = [f'    "{row} "' for row in rows[:-1]] + [f'    "{rows[-1]}"']
        lines += [f"{name} = (", *told, ")"]
    return "\n".join(lines) + "\n"


def licence(rights: Iterable[str]) -> str:
    """OFL.txt: whose the fonts are, and the words of the licence as Debian has them."""
    text = LICENCE.read_text(encoding="utf-8").split("License: OFL-1.1\n PREAMBLE\n")[1]
    kept = [line for line in text.split("\nLicense:")[0].splitlines() if line == "" or line.startswith(" ")]
    words = "\n".join("" if line.strip() == "." else line.removeprefix(" ") for line in kept).strip()
    told = "\n".join(dict.fromkeys(rights))
    return (
        f"{told}\n\nThe fonts in this folder are parts of Noto (https://notofonts.github.io), made from Debian's\n"
        "package fonts-noto-core by .ci/make_fonts.py: fewer letters, several fonts in one, no hints, another name.\n\n"
        "This Font Software is licensed under the SIL Open Font License, Version 1.1, which follows.\n\n"
        f"SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\nPREAMBLE\n{words}\n"
    )


def main(target: Path) -> None:
    """Write everything."""
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    rights: list[str] = []
    covered: list[list[int]] = []
    for style, wanted in (("Bold", BOLD), ("Regular", REGULAR)):
        fonts = [subsetted(f"{name}-{style}", codes) for name, codes in wanted]
        own = [
            f"{font['name'].getDebugName(0)} ({name} {style})" for font, (name, _) in zip(fonts, wanted, strict=True)
        ]
        made = merged(fonts)
        unhinted(made)
        named(made, style, "; ".join(own))
        made.save(target / "fonts" / f"{style.lower()}.ttf")
        rights += own
        covered.append(sorted(made.getBestCmap()))
    (target / "fonts" / "OFL.txt").write_text(licence(rights), encoding="utf-8", newline="\n")
    (target / "coverage.py").write_text(coverage(*covered), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
