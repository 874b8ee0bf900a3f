"""The favicon and the touch icon, from initials and from a logo."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from hyperlocal.content.photo import Ground
from hyperlocal.output.icons import Icon, Kind, draw_icon, letters_on
from hyperlocal.palette import BLACK, WHITE, Colour, contrast

GREEN = Colour(27, 94, 69)
RED = Colour(200, 30, 30)


def icon(kind: Kind, letters: str = "HG", accent: Colour = GREEN) -> Icon:
    return Icon(kind=kind, letters=letters, accent=accent)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def at(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.convert("RGBA").getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def logo(size: tuple[int, int], colour: Colour = RED) -> Image.Image:
    """A see-through picture with a disc in it."""
    made = Image.new("RGBA", size)
    ImageDraw.Draw(made).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=colour.hex)
    return made


def test_the_tab_icon_has_three_sizes_and_round_see_through_corners() -> None:
    data = draw_icon(icon("tab"))
    image = Image.open(io.BytesIO(data))
    assert image.format == "ICO" and image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    shown = opened(data)
    assert at(shown, 0, 0)[3] == 0 and at(shown, 24, 3) == (27, 94, 69, 255)
    assert len(data) < 12_000


def test_the_touch_icon_is_not_see_through_anywhere() -> None:
    image = opened(draw_icon(icon("home screen")))
    assert (image.format, image.size, image.mode, image.info) == ("PNG", (180, 180), "RGB", {})
    assert at(image, 0, 0) == (27, 94, 69, 255)


@pytest.mark.parametrize("letters", ["H", "HG", "WW", "ŴŶ", "MM", "1"])
def test_the_letters_stand_in_the_middle(letters: str) -> None:
    image = opened(draw_icon(icon("home screen", letters))).convert("L")
    found = image.point(lambda grey: 255 * (grey > 150)).getbbox()
    assert found is not None
    left, top, right, bottom = found
    assert abs((left + right) / 2 - 90) <= 4 and abs((top + bottom) / 2 - 90) <= 14
    assert left >= 12 and right <= 168 and bottom - top >= 44


@pytest.mark.parametrize("accent", [GREEN, WHITE, BLACK, Colour(255, 214, 0), Colour(128, 128, 128)])
def test_the_letters_can_be_read_on_every_colour(accent: Colour) -> None:
    assert contrast(letters_on(accent), accent) >= 4
    image = opened(draw_icon(icon("home screen", accent=accent)))
    found = {Colour(*at(image, x, y)[:3]) for x in range(180) for y in range(90, 92)}
    assert max(contrast(one, accent) for one in found) >= 4


def test_the_same_icon_has_the_same_bytes() -> None:
    kinds: tuple[Kind, ...] = ("tab", "home screen")
    for kind in kinds:
        first = draw_icon(icon(kind))
        assert draw_icon(icon(kind)) == first
        assert draw_icon(icon(kind, "HX")) != first


def test_a_logo_is_shown_whole_and_not_squeezed() -> None:
    image = opened(draw_icon(replace(icon("home screen"), ground="light"), logo((400, 200))))
    reds = image.convert("RGB").split()[1].point(lambda part: 255 * (part < 120)).getbbox()
    assert reds is not None
    left, top, right, bottom = reds
    assert abs((right - left) - 2 * (bottom - top)) <= 3 and 130 <= right - left <= 146
    assert at(image, 2, 2) == (255, 255, 255, 255)
    tab = opened(draw_icon(icon("tab"), logo((400, 200))))
    assert at(tab, 24, 2)[3] == 0 and at(tab, 24, 24)[:3] == (200, 30, 30)


@pytest.mark.parametrize(
    ("ground", "accent", "under"),
    [
        ("light", GREEN, (255, 255, 255, 255)),
        ("dark", GREEN, (27, 94, 69, 255)),
        ("dark", Colour(255, 240, 200), (0, 0, 0, 255)),
    ],
)
def test_a_see_through_logo_stands_on_a_ground_on_which_it_is_seen(
    ground: Ground, accent: Colour, under: tuple[int, ...]
) -> None:
    one = Icon(kind="home screen", letters="HG", accent=accent, ground=ground)
    assert at(opened(draw_icon(one, logo((300, 300)))), 1, 1) == under


def test_the_ground_of_a_logo_goes_on_round_it() -> None:
    image = opened(draw_icon(icon("home screen"), Image.new("RGB", (50, 20), (10, 20, 30))))
    assert at(image, 1, 1) == at(image, 90, 90) == (10, 20, 30, 255)
