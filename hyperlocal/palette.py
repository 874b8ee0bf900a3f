"""One colour of the owner's -> shades in which text can be read, by the contrast rules of WCAG 2.2.

Contrast is a number from 1 (the same) to 21 (black on white). Text needs 4.5 (success criterion 1.4.3, level AA).
Shades are sought in OKLCH, where a change of lightness keeps the hue that people see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import cbrt, floor

from hyperlocal.values import dataclass

READABLE = 4.5
"""The least contrast of text."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the screen (sRGB): red, green and blue from 0 to 255. Raises ValueError outside of that."""

    red: int
    green: int
    blue: int

    def __post_init__(self) -> None:
        if not all(0 <= part <= 255 for part in (self.red, self.green, self.blue)):
            raise ValueError(f"A colour's parts go from 0 to 255, not {self.red}, {self.green}, {self.blue}.")

    @property
    def hex(self) -> str:
        """`#fffdf9`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a theme chooses: the page, panels on it, text, quieter text, and lines (which are only decoration)."""

    paper: Colour
    surface: Colour
    ink: Colour
    muted: Colour
    line: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A theme's base with the owner's colour: `accent` for links and buttons, `on_accent` for words on a button.

    `tint` is a quiet wash of the accent, for panels. Ink, muted and accent can be read on paper, surface and tint.
    """

    paper: Colour
    surface: Colour
    ink: Colour
    muted: Colour
    line: Colour
    accent: Colour
    on_accent: Colour
    tint: Colour


def parse_colour(text: str) -> Colour | None:
    """Read `#c33`, `cc3333`, `rgb(204, 51, 51)`, `rgb(80% 20% 20%)` or a CSS name (`dark green`); None for others."""
    plain = re.sub(r"[\s_-]+(?=[a-z])", "", text.strip(" \t\"'“”‘’;").lower())
    plain = _NAMES.get(plain, plain).removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", plain):
        plain = "".join(digit * 2 for digit in plain)
    if re.fullmatch("[0-9a-f]{6}", plain):
        return _from_hex(plain)
    found = _RGB.fullmatch(plain)
    if not found:
        return None
    parts = [round(float(part[:-1]) * 2.55) if part.endswith("%") else int(part) for part in found.groups()]
    return Colour(*parts) if max(parts) <= 255 else None


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours can be told apart, from 1 to 21: WCAG 2.2, “contrast ratio”. The order does not matter."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Colour, against: Sequence[Colour], ratio: float = READABLE) -> Colour:
    """The nearest shade of the same hue that has `ratio` against every given colour; `colour` itself if it has.

    At the ends that is black or white. Where not even they reach the ratio: the better of the two.
    """
    if _stands_out(colour, against, ratio):
        return colour
    start = _oklab(colour)
    shades = [_towards(start, end, against, ratio) for end in (BLACK, WHITE) if _stands_out(end, against, ratio)]
    if shades:
        return min(shades, key=lambda shade: abs(_oklab(shade)[0] - start[0]))
    return max((BLACK, WHITE), key=lambda end: min(contrast(end, other) for other in against))


def derive(base: Base, accent: Colour) -> Scheme:
    """The whole scheme. Every text on every ground has a contrast of 4.5 or more, if the base's own colours have."""
    grounds = (base.paper, base.surface)
    wash = legible(accent, grounds)
    tints = [_mix(base.paper, wash, share) for share in _WASHES]
    tints = [tint for tint in tints if _stands_out(tint, (base.ink, base.muted))]
    # The owner's own colour is worth more than a strong wash.
    untouched = [tint for tint in tints if _stands_out(accent, (*grounds, tint))]
    tint = (untouched or tints or [base.paper])[0]
    accent = legible(accent, (*grounds, tint))
    if not _stands_out(accent, (*grounds, tint)):
        tint, accent = base.paper, wash
    return Scheme(
        paper=base.paper,
        surface=base.surface,
        ink=base.ink,
        muted=base.muted,
        line=base.line,
        accent=accent,
        on_accent=_text_on(accent, base),
        tint=tint,
    )


def faults(base: Base) -> tuple[str, ...]:
    """A sentence for each pair of the theme's own colours in which text cannot be read by everyone."""
    texts = (("text colour", base.ink), ("quieter text colour", base.muted))
    return tuple(
        f"The {name} {text.hex} on {ground.hex} has a contrast of {_shown(contrast(text, ground))} to 1; "
        f"{READABLE} is the least that everyone can read."
        for name, text in texts
        for ground in dict.fromkeys((base.paper, base.surface))
        if contrast(text, ground) < READABLE
    )


def css(light: Scheme, dark: Scheme) -> str:
    """The style rules that give a page both schemes; the reader's own setting chooses."""
    return (
        f":root{{color-scheme:light dark;{_variables(light)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(dark)}}}}}"
    )


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)

_WASHES = (0.12, 0.10, 0.08, 0.06, 0.04)
"""How much accent there may be in a tint, strongest first."""

_NUMBER = r"(\d{1,3}(?:\.\d+)?%|\d{1,3})"
_RGB = re.compile(rf"rgb\(\s*{_NUMBER}\s*[,\s]\s*{_NUMBER}\s*[,\s]\s*{_NUMBER}\s*\)")


def _from_hex(digits: str) -> Colour:
    return Colour(*bytes.fromhex(digits))


def _luminance(colour: Colour) -> float:
    """WCAG 2.2, “relative luminance”: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: Colour) -> tuple[float, float, float]:
    return _LINEAR[colour.red], _LINEAR[colour.green], _LINEAR[colour.blue]


_LINEAR = tuple(
    v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in range(256))
)
"""The light that each of the 256 values stands for."""


def _stands_out(colour: Colour, against: Sequence[Colour], ratio: float = READABLE) -> bool:
    return all(contrast(colour, other) >= ratio for other in against)


def _towards(start: _Oklab, end: Colour, against: Sequence[Colour], ratio: float) -> Colour:
    """Halve the way from a shade that does not reach the ratio to black or white, which does; keep what reaches it."""
    fails, reaches, best = start[0], _oklab(end)[0], end
    for _ in range(_HALVINGS):
        middle = (fails + reaches) / 2
        shade = _shade(middle, start)
        if _stands_out(shade, against, ratio):
            reaches, best = middle, shade
        else:
            fails = middle
    return best


_HALVINGS = 12
"""Finer than one step in 255."""

_Oklab = tuple[float, float, float]
"""Lightness 0 to 1, and the two colour axes a and b of Oklab: scaling those together keeps the hue."""


def _shade(lightness: float, like: _Oklab) -> Colour:
    """The colour of this lightness and the hue of `like`, as strong as `like` where the screen can show that."""
    weak, strong = 0.0, 1.0
    whole = _to_linear(lightness, like[1], like[2])
    if not _on_screen(whole):
        for _ in range(_HALVINGS):
            middle = (weak + strong) / 2
            if _on_screen(_to_linear(lightness, like[1] * middle, like[2] * middle)):
                weak = middle
            else:
                strong = middle
        whole = _to_linear(lightness, like[1] * weak, like[2] * weak)
    return Colour(*(_encoded(light) for light in whole))


def _on_screen(lights: tuple[float, float, float]) -> bool:
    return all(-0.0001 <= light <= 1.0001 for light in lights)


def _encoded(light: float) -> int:
    light = min(max(light, 0.0), 1.0)
    return round(255 * (light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def _oklab(colour: Colour) -> _Oklab:
    """Björn Ottosson's Oklab, as CSS Color 4 has it."""
    red, green, blue = _linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _to_linear(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _mix(paper: Colour, accent: Colour, share: float) -> Colour:
    pairs = ((paper.red, accent.red), (paper.green, accent.green), (paper.blue, accent.blue))
    return Colour(*(round(under + (over - under) * share) for under, over in pairs))


def _text_on(accent: Colour, base: Base) -> Colour:
    near_black = min(base.paper, base.ink, key=_luminance)
    better = max(WHITE, near_black, key=lambda text: contrast(text, accent))
    # Every colour has 4.5 with white or with black, but not always with a softer black.
    return better if contrast(better, accent) >= READABLE else BLACK


def _shown(ratio: float) -> str:
    """Rounded down: 4.49 must not be shown as the 4.5 it fails to be."""
    return f"{floor(ratio * 10) / 10}"


def _variables(scheme: Scheme) -> str:
    names = ("paper", "surface", "ink", "muted", "line", "accent", "on_accent", "tint")
    return ";".join(f"--{name.replace('_', '-')}:{getattr(scheme, name).hex}" for name in names)


# The named colours of CSS Color Module Level 4, section 6.1.
_NAMES: dict[str, str] = dict(
    re.findall(
        "([a-z]+) ([0-9a-f]{6})",
        "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 "
        "black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 "
        "cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc "
        "crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 "
        "darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f "
        "darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f "
        "darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 "
        "deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 "
        "floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 "
        "goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 "
        "indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 "
        "lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff "
        "lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 "
        "lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 "
        "lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff "
        "maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db "
        "mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc "
        "mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 "
        "navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 "
        "orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 "
        "papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 "
        "rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 "
        "sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb "
        "slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 "
        "tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 "
        "white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32 ",
    )
)
