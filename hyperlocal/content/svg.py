"""An SVG drawing as people bring it -> one that only draws: no script, nothing from elsewhere, no metadata.

A drawing is a program as well as a picture: opened by itself it may run scripts, and show pages of others; and it says
in its metadata who made it, with which program and in which folder. The published one is written anew from what
`svgrules` allows, so that nothing else can be in it. It looks the same. Standards: SVG 2, XML 1.0, Namespaces in XML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from xml.parsers import expat

from hyperlocal.content import svgrules as rules
from hyperlocal.content.embedded import Embedded
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.found import NotAnSvg, Svg
from hyperlocal.disk import TooLarge, read_file
from hyperlocal.timelimit import TooLong, within

MOST_BYTES = 10_000_000
DEEPEST = 250
"""Elements inside each other. Programs that draw make about ten."""
MOST_ELEMENTS = 200_000
SECONDS = 4.0
"""Seconds of processor time. A map of a town, of a megabyte, takes half of one."""
_SWOLLEN = 4_000_000
"""Bytes that entities may stand for in all."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_FRAGMENT = re.compile(r"#\S*")
_SIZE = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]{1,2})?)(px|pt|pc|mm|cm|in|q)?\s*$", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0, "q": 24 / 25.4}
_AS_WIDE_AS_ITS_PLACE = 800.0
"""Browsers make a drawing without a size of its own as wide as its place."""
_LARGEST = 10_000
_MOST_TOLD = 5


def read_svg(job: FileJob) -> Svg | NotAnSvg:
    """The drawing in a file, or why it is none."""
    try:
        return clean(job.path, read_file(job.file, MOST_BYTES))
    except TooLarge:
        return NotAnSvg(
            message=f"The drawing has more than {MOST_BYTES // 1_000_000} MB.",
            remedy="Save it as a PNG, or a simpler one as “Optimised SVG”.",
        )
    except OSError:
        return NotAnSvg(
            message="The drawing cannot be opened.",
            remedy="Close other programs that have it open, and try again.",
            fleeting=True,
        )


def clean(path: str, data: bytes) -> Svg | NotAnSvg:
    """What may be published of an SVG file. The same bytes give the same drawing."""
    if not data.strip():
        return NotAnSvg(
            message="The drawing is empty (0 bytes). It may still be on its way from a cloud folder.",
            remedy="Open it once on this computer, or copy it here again.",
        )
    if data.startswith(b"\x1f\x8b"):
        return NotAnSvg(
            message="The drawing is packed (SVGZ), and few websites send those so that browsers can show them.",
            remedy="Save it as a plain SVG, with the ending .svg.",
        )
    cleaner = _Cleaner(data)
    try:
        with within(SECONDS):
            cleaner.read()
    except TooLong:
        return NotAnSvg(
            message=f"The drawing took longer than {SECONDS:g} seconds to read.",
            remedy="Save it as a PNG, or make it simpler.",
            fleeting=True,
        )
    except _Refused as fault:
        return NotAnSvg(message=fault.message, remedy="Save it as a PNG, or make it simpler.", line=cleaner.line)
    # What is no XML at all, and what breaks off.
    except (expat.ExpatError, ValueError, LookupError):
        return NotAnSvg(
            message="The drawing is damaged, or no SVG at all: it cannot be read from here on.",
            remedy="Open it in the program that made it, and save it again as a plain SVG.",
            line=cleaner.line,
        )
    return cleaner.drawing(path)


class _Refused(Exception):
    """There is too much of something."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class _Cleaner:
    """Reads a drawing once from its beginning to its end, and writes what may stay."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pieces: list[str] = []
        self._open: list[str] = []
        self._skipping = 0
        self._unseen = False
        self._begun = False
        self._elements = 0
        self._words: list[str] = []
        self._removed: dict[str, int] = {}
        self._root: dict[str, str] = {}
        self._linked = False
        self._pictures = Embedded()
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        self._parser = parser

    @property
    def line(self) -> int:
        """Where the reading is, or came to its end."""
        return self._parser.CurrentLineNumber

    def read(self) -> None:
        """Raises `_Refused`, and ExpatError for what is no XML."""
        try:
            self._parser.Parse(self._data, True)
        finally:
            # Else the parser and this object would keep each other, with all their bytes, until the next collection.
            self._stop()

    def _stop(self) -> None:
        for name in ("StartElement", "EndElement", "CharacterData", "EntityDecl", "ProcessingInstruction"):
            setattr(self._parser, f"{name}Handler", None)

    def drawing(self, path: str) -> Svg:
        width, height = size_of(self._root)
        told = list(self._removed)
        if len(told) > _MOST_TOLD:
            told = [*told[:_MOST_TOLD], f"{len(told) - _MOST_TOLD} more"]
        names = f' xmlns="{_SVG}"' + (f' xmlns:xlink="{_XLINK}"' if self._linked else "")
        text = "".join(["<svg", names, *self._pieces, "\n"])
        line = min(self._removed.values(), default=None)
        return Svg(path=path, text=text, width=width, height=height, removed=tuple(told), line=line)

    def _tell(self, what: str) -> None:
        shown = "".join(one if one.isprintable() else "·" for one in what)
        self._removed.setdefault(shown, self.line)

    def _entity(
        self, name: str, parameter: bool, value: str | None, base: str | None, system: str | None, *_: object
    ) -> None:
        """Old programs for drawing shorten addresses with them. What stands for others of them, or for very much, is
        there to fill the memory; what lies in another file is never read."""
        if value is not None and not parameter and ("&" in value or len(value) * self._data.count(b"&") > _SWOLLEN):
            raise _Refused("The drawing has abbreviations in it (entities) that would swell to a very large text.")

    def _instruction(self, target: str, data: str) -> None:
        if target.casefold() == "xml-stylesheet":
            self._tell("a style sheet from elsewhere")

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        namespace, _, name = full.rpartition(" ")
        self._count()
        known = namespace in ("", _SVG) and name in rules.ELEMENTS
        if not self._begun and not (known and name == "svg"):
            raise ValueError("no <svg>")
        if self._skipping or not known or self._leads_elsewhere(attributes):
            # What asks for a certain program is not shown by browsers: its loss is no loss.
            self._unseen = self._unseen or "requiredExtensions" in attributes
            if name in rules.HARMFUL and not self._unseen:
                self._tell(f"<{name}>")
            self._skipping += 1
            return
        self._flush()
        kept = self._kept(name, attributes)
        shown = "".join(f' {key}="{_attribute(value)}"' for key, value in kept.items())
        if self._begun:
            self._pieces.append(f"<{name}{shown}>")
        else:
            self._begun, self._root = True, kept
            self._pieces.append(f"{shown}>")
        self._open.append(name)

    def _count(self) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _Refused(f"The drawing has more than {MOST_ELEMENTS:,} parts.")
        if len(self._open) + self._skipping > DEEPEST:
            raise _Refused(f"More than {DEEPEST} parts of the drawing lie inside each other.")

    def _leads_elsewhere(self, attributes: Mapping[str, str]) -> bool:
        """Whether this is an animation that would change where something leads, or what is done on a click."""
        changed = attributes.get("attributeName", "").strip()
        if not changed or changed in rules.MOVABLE:
            return False
        self._tell(f"an animation of {changed[:40]}")
        return True

    def _end(self, full: str) -> None:
        if self._skipping:
            self._skipping -= 1
            self._unseen = self._unseen and self._skipping > 0
            return
        self._flush()
        name = self._open.pop()
        if self._pieces[-1].startswith((f"<{name} ", f"<{name}>")):
            self._pieces[-1] = f"{self._pieces[-1][:-1]}/>"
        else:
            self._pieces.append(f"</{name}>")

    def _text(self, words: str) -> None:
        if not self._skipping and self._open and self._open[-1] in rules.WORDS_IN:
            self._words.append(words)

    def _flush(self) -> None:
        if not self._words:
            return
        words = "".join(self._words)
        self._words = []
        if self._open[-1] == "style":
            words = rules.clean_style(words, self._pictures.clean, self._tell)
        if words:
            self._pieces.append(escape(words, quote=False))

    def _kept(self, element: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """The attributes that may stay, as they are to be written, in their order."""
        kept: dict[str, str] = {}
        for full, value in attributes.items():
            namespace, _, name = full.rpartition(" ")
            if namespace == _XML and name in ("space", "lang"):
                kept[f"xml:{name}"] = value
            elif namespace in ("", _XLINK) and name == "href":
                address = self._address(element, value.strip())
                if address is not None:
                    self._linked = self._linked or bool(namespace)
                    kept["xlink:href" if namespace else "href"] = address
            elif namespace:
                continue
            elif name in rules.STYLED:
                kept[name] = self._styled(value)
            elif name in rules.ATTRIBUTES or rules.ARIA.match(name):
                kept[name] = value
            elif name[:2].casefold() == "on":
                self._tell(name[:40])
        return kept

    def _styled(self, value: str) -> str:
        """Most values are a number or a colour, and can hold no address."""
        if not any(sign in value for sign in "(\\@/\"'"):
            return value
        return rules.clean_style(value, self._pictures.clean, self._tell)

    def _address(self, element: str, address: str) -> str | None:
        """Where an element may lead or what it may show; None for what is left out."""
        if _FRAGMENT.fullmatch(address) or (element == "a" and _LINK.fullmatch(address)):
            return address
        if element in ("image", "feImage") and address[:5].casefold() == "data:":
            kept = self._pictures.clean(address)
            if kept is not None:
                return kept
        self._tell(f"a reference to {address[:60]}" if address[:5].casefold() != "data:" else "something packed inside")
        return None


def size_of(root: Mapping[str, str]) -> tuple[int, int]:
    """Width and height in CSS pixels (SVG 2, 8.12); (0, 0) when neither the size nor the `viewBox` tells them."""
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if not (width and height):
        box = [_number(one) for one in re.split(r"[\s,]+", root.get("viewBox", "")[:200].strip())]
        if len(box) != 4 or not (box[2] > 0 and box[3] > 0):
            return 0, 0
        if height and not width:
            width = height * box[2] / box[3]
        else:
            width = width or _AS_WIDE_AS_ITS_PLACE
            height = width * box[3] / box[2]
    shrink = min(1.0, _LARGEST / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _length(typed: str) -> float:
    """CSS pixels; 0 for none, and for shares of a place that is not known."""
    found = _SIZE.match(typed[:40])
    return _number(found[1]) * _PIXELS[(found[2] or "").casefold()] if found else 0.0


def _number(typed: str) -> float:
    """The number, if it is one of a drawing; else 0."""
    found = _SIZE.match(typed[:40])
    value = float(found[1]) if found and not found[2] else 0.0
    return value if 0.001 < value < 1e9 else 0.0


def _attribute(value: str) -> str:
    """As it may stand between quotation marks; line ends would come back as spaces (XML 1.0, 3.3.3)."""
    return escape(value).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
