"""What may stand in a published drawing: its elements, attributes and styles (SVG 2, and SMIL without script).

What is not named here is not published, so that nothing has to be thought of that could do harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ELEMENTS = frozenset(
    """
    a circle clipPath defs desc ellipse filter g image line linearGradient marker mask path pattern polygon polyline
    radialGradient rect stop style svg switch symbol text textPath title tspan use view
    animate animateMotion animateTransform mpath set
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()
)
WORDS_IN = frozenset({"text", "tspan", "textPath", "title", "desc", "a", "style"})
"""Elements whose own words mean something. Between others there are only line ends, or notes of a program."""
HARMFUL = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"})
"""What is worth telling when it was left out, whatever its namespace; all else that is not known is a note of a
program, and never seen."""

_STYLED = """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering cursor direction display dominant-baseline enable-background fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style font-variant
    font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
    lighting-color marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
    pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow
    text-rendering transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing
    writing-mode
    """.split()
_SHAPES = """
    cx cy d dx dy fr fx fy height offset pathLength points r rotate rx ry width x x1 x2 y y1 y2 transform viewBox
    gradientTransform patternTransform startOffset textLength stdDeviation
    """.split()
_OTHERS = """
    amplitude azimuth baseFrequency bias class clipPathUnits diffuseConstant divisor edgeMode elevation exponent
    filterRes filterUnits gradientUnits id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits media method mode numOctaves
    operator order orient patternContentUnits patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha
    preserveAspectRatio primitiveUnits radius refX refY result role scale seed side slope spacing specularConstant
    specularExponent spreadMethod stitchTiles surfaceScale systemLanguage tableValues targetX targetY type values
    version xChannelSelector yChannelSelector z
    accumulate additive attributeName attributeType begin by calcMode dur end fill from keyPoints keySplines keyTimes
    max min origin path repeatCount repeatDur restart to
    """.split()
MOVABLE = frozenset([*_STYLED, *_SHAPES, *_OTHERS[: _OTHERS.index("accumulate")]]) - {"class", "id", "lang", "type"}
"""Attributes that SMIL may change: no address, no handler, no style as a whole."""
ATTRIBUTES = frozenset([*_STYLED, *_SHAPES, *_OTHERS])
STYLED = frozenset([*_STYLED, "style", "from", "to", "by", "values"])
"""Attributes whose values are read as a style sheet's are, with url(…)."""
ARIA = re.compile(r"aria-[a-z]+$")

Picture = Callable[[str], str | None]
"""A `data:` address -> the same picture with nothing else in it; None when it is no picture that may stay."""
Tell = Callable[[str], None]
"""Told what was left out, in words."""

_AT_RULES = frozenset({"@media", "@supports", "@keyframes", "@-webkit-keyframes"})
_FUNCTIONS = frozenset(
    """
    url rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix var calc min max clamp
    translate translatex translatey translatez translate3d rotate rotatex rotatey rotatez rotate3d scale scalex scaley
    scalez scale3d skew skewx skewy matrix matrix3d perspective path polygon circle ellipse inset rect
    cubic-bezier steps linear blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
    not is where nth-child nth-last-child nth-of-type nth-last-of-type has lang dir and or only selector
    """.split()
)
# CSS Syntax 3: a comment, a string, an address without quotes, a function's beginning, an at-rule's, an escape.
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<url>url\(\s*+(?P<address>[^\s"'()\\]*+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*+\))
    |(?P<call>[-\w]+\()
    |(?P<at>@[-\w]*)
    |(?P<escape>\\[^\w\s])
    |(?P<odd>[\\"']|<!--|-->)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_FRAGMENT = re.compile(r"#[^\s\"'()\\]+")
_LINE_ENDS = re.compile(r"\r\n?|\f")
_STOPS = re.compile(r"[;{}]")
_BRACKETS = re.compile(r"[()]")
NOTHING = "none"
"""What stands in a style where an address was left out."""


def clean_style(css: str, picture: Picture, tell: Tell) -> str:
    """A style sheet, or the value of one property, that loads nothing: no imports, no addresses but `#fragment` and
    pictures inside the drawing itself, no functions and at-rules that are not known."""
    css = _LINE_ENDS.sub("\n", css)
    pieces: list[str] = []
    at = 0
    while found := _TOKEN.search(css, at):
        pieces.append(css[at : found.start()])
        at = found.end()
        kind, token = found.lastgroup, found.group()
        if found["url"] is not None:
            pieces.append(_address(found["address"].strip("\"'"), picture, tell))
        elif kind == "call" and token[:-1].casefold() not in _FUNCTIONS - {"url"}:
            tell(f"{token[:40]}…)")
            pieces.append(NOTHING)
            at = _after_call(css, at)
        elif kind == "at" and token.casefold() not in _AT_RULES:
            tell(token[:40])
            at = _after_rule(css, at)
        else:
            # A space, so that what stood around it does not become one word.
            pieces.append(" " if kind in ("comment", "odd") else token)
    pieces.append(css[at:])
    return "".join(pieces).strip()


def _address(address: str, picture: Picture, tell: Tell) -> str:
    if _FRAGMENT.fullmatch(address):
        return f"url({address})"
    kept = picture(address) if address[:5].casefold() == "data:" else None
    if kept is None:
        tell(f"url({address[:60]})")
        return NOTHING
    return f"url({kept})"


def _after_call(css: str, at: int) -> int:
    """Where the brackets of a function that was opened just before `at` are closed."""
    depth = 1
    for found in _BRACKETS.finditer(css, at):
        depth += 1 if found.group() == "(" else -1
        if not depth:
            return found.end()
    return len(css)


def _after_rule(css: str, at: int) -> int:
    """Where an at-rule ends: at its semicolon, or with its block."""
    depth = 0
    for found in _STOPS.finditer(css, at):
        if found.group() == "}":
            depth -= 1
            if depth < 0:  # of the block that it stands in
                return found.start()
        elif found.group() == "{":
            depth += 1
        if not depth:
            return found.end()
    return len(css)
