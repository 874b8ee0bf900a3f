"""Which sizes and formats a photo has, where they stand, and how pages name them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from hyperlocal.content.photo import Photo
from hyperlocal.output.address import Linker
from hyperlocal.output.photoset import (
    Cut,
    PhotoSet,
    address_of,
    cuts,
    largest,
    media_type,
    plain_tag,
    tag,
    view,
    whole,
)
from hyperlocal.output.views import Picture
from tests.texts import tags


def photo(width: int, height: int, **more: object) -> Photo:
    given: dict[str, object] = {"ending": ".jpg", "located": False, "digest": "d", **more}
    return Photo(path="content/fair.jpg", file=Path("fair.jpg"), width=width, height=height, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), [480, 960, 1600]), ((1600, 1200), [480, 960, 1600]), ((1700, 1200), [480, 960, 1600]),
        ((1000, 500), [480, 1000]), ((1070, 500), [480, 960, 1070]), ((480, 300), [480]), ((500, 300), [500]),
        ((1, 1), [1]), ((3000, 4000), [480, 960, 1600]), ((2, 40_000), [1]),
    ],
)  # fmt: skip
def test_a_photo_has_the_widths_that_pages_need_and_is_never_enlarged(size: tuple[int, int], widths: list[int]) -> None:
    made = cuts(photo(*size))
    assert [cut.width for cut in made if cut.ending == ".webp"] == widths
    assert [cut.width for cut in made if cut.ending == ".jpg"] == widths
    for cut in made:
        assert 1 <= cut.height <= 16_383, "WebP holds no more"
        assert abs(cut.height - cut.width * size[1] / size[0]) <= 0.5 or cut.height == 16_000


@pytest.mark.parametrize(
    ("sort", "ending", "avif", "endings"),
    [
        ("photo", ".jpg", False, [".webp", ".jpg"]), ("photo", ".png", False, [".webp", ".jpg"]),
        ("photo", ".jpg", True, [".avif", ".webp", ".jpg"]), ("drawing", ".png", False, [".webp", ".png"]),
        ("drawing", ".gif", True, [".avif", ".webp", ".png"]), ("moving", ".gif", True, [".gif"]),
    ],
)  # fmt: skip
def test_the_format_that_every_browser_knows_comes_last(sort: str, ending: str, avif: bool, endings: list[str]) -> None:
    made = cuts(photo(300, 200, sort=sort, ending=ending), avif=avif)
    assert [cut.ending for cut in made] == endings


def test_what_moves_has_one_size() -> None:
    assert cuts(photo(4000, 3000, sort="moving", ending=".gif")) == (Cut(width=1600, height=1200, ending=".gif"),)


@pytest.mark.parametrize(
    ("address", "cut", "place"),
    [
        ("/photos/fair.jpg", Cut(width=480, height=360, ending=".webp"), "/photos/fair.480w.webp"),
        ("/photos/fair.png", Cut(width=480, height=360, ending=".webp"), "/photos/fair.png.480w.webp"),
        ("/photos/fair.jpeg", Cut(width=9, height=3, ending=".jpg"), "/photos/fair.jpeg.9w.jpg"),
        ("/photos/fair.jpg", whole("/photos/fair.jpg"), "/photos/fair.jpg"),
    ],
)  # fmt: skip
def test_each_size_has_its_place_and_no_two_photos_share_one(address: str, cut: Cut, place: str) -> None:
    assert address_of(address, cut) == place


def test_the_largest_is_one_that_everybody_can_show() -> None:
    assert largest(photo(4000, 3000), "/photos/fair.jpg") == "/photos/fair.1600w.jpg"
    assert largest(photo(40, 30, sort="drawing"), "/photos/logo.png") == "/photos/logo.png.40w.png"


def test_what_is_made_together_is_named_by_all_that_it_depends_on() -> None:
    one = photo(4000, 3000)
    plain = PhotoSet(photo=one, cuts=cuts(one))
    others = [
        PhotoSet(photo=photo(4000, 3000, digest="e"), cuts=cuts(one)),
        PhotoSet(photo=one, cuts=cuts(one, avif=True)),
        PhotoSet(photo=one, cuts=(*cuts(one), whole("a.jpg"))),
        PhotoSet(photo=one, cuts=(*cuts(one), whole("a.tiff"))),
    ]
    assert len({made.key for made in (plain, *others)}) == 5


def test_a_page_names_every_size_and_the_browser_chooses() -> None:
    shown = view(photo(4000, 3000, colour="#112233"), "/photos/fair.jpg", "Tea", Linker(at="/news/2026/fair/"))
    up = "../../../photos/fair"
    assert shown.src == f"{up}.960w.jpg" and shown.large == f"{up}.1600w.jpg"
    assert (shown.width, shown.height, shown.alt, shown.colour) == (1600, 1200, "Tea", "#112233")
    assert shown.srcset == f"{up}.480w.jpg 480w, {up}.960w.jpg 960w, {up}.1600w.jpg 1600w"
    assert [(one.media_type, one.srcset) for one in shown.sources] == [
        ("image/webp", shown.srcset.replace(".jpg", ".webp"))
    ]


def test_avif_is_named_where_it_is_made() -> None:
    shown = view(photo(400, 300), "/photos/fair.jpg", "", Linker(at="/", avif=True))
    assert [one.media_type for one in shown.sources] == ["image/avif", "image/webp"] and shown.srcset == ""


THEME = Path(__file__).parents[2] / "themes/commons/templates"
PICTURE = Picture(src='a"b.jpg', width=4, height=3, alt="Tea & cake", srcset="x 4w", colour="#112233")


def test_the_html_is_whole_and_safe() -> None:
    assert tag(PICTURE, lazy=True, sizes="5rem") == (
        '<img src="a&quot;b.jpg" srcset="x 4w" sizes="5rem" width="4" height="3" alt="Tea &amp; cake" loading="lazy" '
        'decoding="async" style="background-color:#112233">'
    )
    assert "loading" not in tag(PICTURE, lazy=False)


def test_a_style_of_the_owners_stays_and_there_is_one_only() -> None:
    made = tag(PICTURE, lazy=False, more=[("class", "wide"), ("style", "float: right")])
    assert made.endswith('class="wide" style="float: right; background-color:#112233">') and made.count("style=") == 1


@pytest.mark.parametrize("lazy", [True, False])
@pytest.mark.parametrize(
    "picture",
    [
        view(photo(2000, 1000, colour="#aabbcc"), "/photos/fair.jpg", "A & “B” <i>", Linker(at="/", avif=True)),
        view(photo(300, 200, sort="drawing", ground="dark"), "/photos/logo.png", "", Linker(at="/")),
        Picture(src="a.svg", width=3, height=2, alt="A"),
    ],
)
def test_a_text_and_the_theme_write_the_same_of_a_photo(picture: Picture, *, lazy: bool) -> None:
    templates = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    line = '{% from "parts/picture.html" import photo %}{{ photo(picture, lazy=lazy, sizes="50vw") }}'
    theirs = templates.from_string(line).render(picture=picture, lazy=lazy)
    ours = tag(picture, lazy=lazy, sizes="50vw")
    for name in ("source", "img"):
        assert [dict(one) for one in tags(theirs, name)] == [dict(one) for one in tags(ours, name)]
    assert len(tags(ours, "img")) == 1 and theirs.count("picture>") == ours.count("picture>")


def test_readers_of_feeds_get_one_size() -> None:
    assert plain_tag(PICTURE) == '<img src="a&quot;b.jpg" width="4" height="3" alt="Tea &amp; cake">'


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.jpg", "image/jpeg"), ("a.JPEG", "image/jpeg"), ("a.png", "image/png"), ("a.gif", "image/gif"),
        ("a.webp", "image/webp"), ("a.avif", "image/avif"), ("a.tif", "image/tiff"), ("a.bmp", "image/bmp"),
    ],
)  # fmt: skip
def test_the_media_type_is_that_of_the_ending(path: str, kind: str) -> None:
    assert media_type(f"news/2026/{path}") == kind


@pytest.mark.parametrize(
    ("more", "plate"),
    [
        ({"sort": "photo", "colour": "#112233"}, ""), ({"sort": "moving", "colour": "#112233"}, ""),
        ({"sort": "drawing", "colour": "#112233"}, "light"), ({"sort": "drawing", "ground": "light"}, "light"),
        ({"sort": "drawing", "ground": "dark"}, "dark"),
    ],
)  # fmt: skip
def test_a_drawing_stands_on_a_plate_and_has_no_colour_besides(more: dict[str, object], plate: str) -> None:
    shown = view(photo(800, 400, **more), "/photos/logo.png", "Logo", Linker(at="/"))
    assert shown.plate == plate and shown.colour == ("" if plate else "#112233")
    made = tag(shown, lazy=False, more=[("class", "wide")])
    assert (f'class="wide plate {plate}"' if plate else 'class="wide"') in made
