"""Shades in which text can be read."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import ImageColor

from hyperlocal.palette import (
    BLACK,
    READABLE,
    WHITE,
    Base,
    Colour,
    Scheme,
    contrast,
    css,
    derive,
    faults,
    legible,
    parse_colour,
)


def colour(text: str) -> Colour:
    found = parse_colour(text)
    assert found is not None
    return found


def base(paper: str, surface: str, ink: str, muted: str, line: str) -> Base:
    return Base(
        paper=colour(paper), surface=colour(surface), ink=colour(ink), muted=colour(muted), line=colour(line)
    )  # fmt: skip


LIGHT = base("#fffdf9", "#ffffff", "#1c1b1a", "#5c5852", "#ddd6cc")
DARK = base("#16181a", "#1f2225", "#ececea", "#aeb2b5", "#3a3f44")
COLOURS = st.builds(Colour, *(st.integers(0, 255) for _ in range(3)))


@pytest.mark.parametrize(
    "text",
    ["#cc3333", "CC3333", "#C33", "c33", " #cc3333; ", "rgb(204,51,51)", "RGB( 204 51 51 )", "rgb(80%, 20%, 20%)"],
)
def test_colours_as_people_write_them(text: str) -> None:
    assert parse_colour(text) == Colour(204, 51, 51)


@pytest.mark.parametrize("text", ["dark green", "Dark-Green", "darkgreen", "“DarkGreen”", "dark_green"])
def test_colours_by_name(text: str) -> None:
    assert parse_colour(text) == Colour(0, 100, 0)


def test_every_name_of_css_has_the_value_that_others_give_it() -> None:
    assert len(ImageColor.colormap) == 148
    for name in list(ImageColor.colormap):
        found = colour(name)
        assert (found.red, found.green, found.blue) == ImageColor.getrgb(name)


@pytest.mark.parametrize(
    "text", ["", "#12", "#12345", "#gggggg", "rgb(1,2)", "rgb(256,0,0)", "rgb(101%,0%,0%)", "mauvish"]
)
def test_what_is_no_colour(text: str) -> None:
    assert parse_colour(text) is None


def test_a_colour_has_parts_from_0_to_255() -> None:
    assert Colour(0, 128, 255).hex == "#0080ff"
    with pytest.raises(ValueError, match="from 0 to 255"):
        Colour(0, 0, 256)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    # The two greys every accessibility guide knows: the last that passes on white, and the first that does not.
    assert contrast(colour("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast(WHITE, colour("#777777")) == pytest.approx(4.48, abs=0.005)
    assert contrast(colour("#ff0000"), WHITE) == pytest.approx(4.0, abs=0.005)


def test_a_shade_that_can_be_read_is_left_alone() -> None:
    assert legible(colour("#006400"), [WHITE]) == colour("#006400")


def test_the_nearest_shade_keeps_its_hue() -> None:
    green = legible(colour("#2ecc71"), [WHITE])
    assert READABLE <= contrast(green, WHITE) < READABLE + 0.15
    assert green.green > green.red + 60 and green.green > green.blue + 30
    on_dark = legible(colour("#0000ff"), [colour("#16181a")])
    assert READABLE <= contrast(on_dark, colour("#16181a")) < READABLE + 0.15
    assert on_dark.blue > on_dark.red + 60 and on_dark.blue > on_dark.green + 60


def test_strong_colours_do_not_turn_into_others_at_the_edge_of_what_a_screen_shows() -> None:
    yellow = legible(colour("yellow"), [WHITE])
    assert abs(yellow.red - yellow.green) <= 2 and yellow.blue == 0
    cyan = legible(colour("cyan"), [WHITE])
    assert abs(cyan.green - cyan.blue) <= 2 and cyan.red == 0


def test_the_nearer_way_is_taken() -> None:
    grey = colour("#767676")  # Both black and white can be read on it.
    light, dark = legible(colour("#cccccc"), [grey]), legible(colour("#333333"), [grey])
    assert light.red > 0xCC and dark.red < 0x33
    assert min(contrast(light, grey), contrast(dark, grey)) >= READABLE


def test_black_and_white_are_the_last_resort() -> None:
    assert legible(colour("#777777"), [WHITE], 21) == BLACK
    assert legible(colour("#777777"), [BLACK], 21) == WHITE
    # Nothing has 4.5 against both: the better of the two, by its worse side.
    assert legible(colour("red"), [BLACK, WHITE, colour("#bbbbbb")]) in (BLACK, WHITE)
    assert legible(colour("red"), [colour("#aaaaaa"), colour("#999999")], 20) == BLACK


def below(scheme: Scheme) -> list[str]:
    """The pairs that cannot be read."""
    texts = {"ink": scheme.ink, "muted": scheme.muted, "accent": scheme.accent}
    grounds = {"paper": scheme.paper, "surface": scheme.surface, "tint": scheme.tint}
    pairs = [(f"{a} on {b}", text, ground) for a, text in texts.items() for b, ground in grounds.items()]
    pairs.append(("on_accent on accent", scheme.on_accent, scheme.accent))
    return [name for name, text, ground in pairs if contrast(text, ground) < READABLE]


@settings(max_examples=120, deadline=None)
@given(COLOURS)
@example(BLACK)
@example(WHITE)
@example(Colour(255, 255, 0))
@example(Colour(119, 119, 119))
def test_every_pair_of_a_derived_scheme_can_be_read(accent: Colour) -> None:
    for ground in (LIGHT, DARK):
        scheme = derive(ground, accent)
        assert below(scheme) == []
        assert (scheme.paper, scheme.surface, scheme.ink) == (ground.paper, ground.surface, ground.ink)
        assert scheme.tint != scheme.paper


@settings(max_examples=60, deadline=None)
@given(st.builds(Base, paper=COLOURS, surface=COLOURS, ink=COLOURS, muted=COLOURS, line=COLOURS), COLOURS)
def test_a_theme_with_unreadable_colours_still_gets_a_scheme(bad: Base, accent: Colour) -> None:
    scheme = derive(bad, accent)
    assert contrast(scheme.on_accent, scheme.accent) >= READABLE


def test_where_a_theme_leaves_no_room_the_page_matters_more_than_a_tint() -> None:
    muted_at_its_limit = base("#ffffff", "#ffffff", "#1c1b1a", "#767676", "#dddddd")
    assert below(derive(muted_at_its_limit, colour("navy"))) == []
    grey = base("#777777", "#777777", "#ffffff", "#ffffff", "#777777")
    scheme = derive(grey, colour("red"))
    assert contrast(scheme.accent, grey.paper) >= READABLE
    assert scheme.tint == grey.paper
    torn = base("#bbbbbb", "#000000", "#cccccc", "#cccccc", "#bbbbbb")
    assert (derive(torn, colour("red")).accent, derive(torn, colour("red")).on_accent) == (WHITE, BLACK)


def test_an_owners_readable_colour_is_kept() -> None:
    for readable in ("#006400", "#c2410c"):
        assert derive(LIGHT, colour(readable)).accent == colour(readable)
    assert derive(LIGHT, colour("yellow")).accent != colour("yellow")


def test_faults_name_both_colours_and_the_contrast() -> None:
    assert faults(LIGHT) == faults(DARK) == ()
    pale = base("#ffffff", "#ffffff", "#999999", "#777777", "#ffffff")
    assert faults(pale) == (
        "The text colour #999999 on #ffffff has a contrast of 2.8 to 1; 4.5 is the least that everyone can read.",
        "The quieter text colour #777777 on #ffffff has a contrast of 4.4 to 1; "
        "4.5 is the least that everyone can read.",
    )
    assert len(faults(base("#ffffff", "#000000", "#ffffff", "#000000", "#ffffff"))) == 2


def test_the_style_rules_hold_both_schemes_and_nothing_else() -> None:
    light = Scheme(**dict.fromkeys(("paper", "surface", "ink", "muted", "line", "accent", "on_accent", "tint"), WHITE))
    dark = Scheme(**dict.fromkeys(("paper", "surface", "ink", "muted", "line", "accent", "on_accent", "tint"), BLACK))
    names = ("paper", "surface", "ink", "muted", "line", "accent", "on-accent", "tint")
    whites = ";".join(f"--{name}:#ffffff" for name in names)
    blacks = ";".join(f"--{name}:#000000" for name in names)
    assert css(light, dark) == (
        f":root{{color-scheme:light dark;{whites}}}@media (prefers-color-scheme:dark){{:root{{{blacks}}}}}"
    )
