"""The HTML of a text with its links written for where it is shown. Nothing else in it changes by one character."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.found import Svg
from hyperlocal.content.markup import Document, Text, convert
from hyperlocal.content.photo import Photo
from hyperlocal.output.address import Linker
from hyperlocal.output.bodies import body
from hyperlocal.site import PlacedPage, Shown
from hyperlocal.site.target import Leads, Target
from tests.texts import page, tags

HERE = "/news/2026/fair/"
TENT = "/photos/tent.jpg"
PHOTO = Photo(path="content/photos/tent.jpg", file=Path(), width=40, height=30, ending=".jpg", located=False)
NOWHERE = Target(leads=Leads.NOWHERE)
SHOWN = Target(leads=Leads.PHOTO, address=TENT, photo=PHOTO, shown=True)


def to(address: str) -> Target:
    return Target(leads=Leads.PAGE, address=address)


def out(address: str) -> Target:
    return Target(leads=Leads.ELSEWHERE, address=address)


def shown(
    text: str | Document,
    *targets: Target,
    feed: bool = False,
    trusted: bool = False,
) -> str:
    document = convert(Text(body=text, trusted=trusted)) if isinstance(text, str) else text
    placed = PlacedPage(address=HERE, id="x", updated=None, targets=targets, image=None, page=page(), section=None)
    link = Linker(at="/feed.xml", base="https://example.org/", absolute=True) if feed else Linker(at=HERE)
    return str(body(placed, document, link, feed=feed))


def test_links_are_written_for_the_page_that_shows_them() -> None:
    text = "See [us](about.md), [prices](#prices) and [them](https://example.org/?a=1&b=2)."
    targets = (to("/about/#a"), to(f"{HERE}#prices"), out("https://example.org/?a=1&b=2"))
    assert shown(text, *targets) == (
        '<p>See <a href="../../../about/#a">us</a>, <a href="#prices">prices</a> and '
        '<a href="https://example.org/?a=1&amp;b=2">them</a>.</p>'
    )
    assert shown(text, *targets, feed=True) == (
        '<p>See <a href="https://example.org/about/#a">us</a>, '
        '<a href="https://example.org/news/2026/fair/#prices">prices</a> and '
        '<a href="https://example.org/?a=1&amp;b=2">them</a>.</p>'
    )


def test_a_link_that_leads_nowhere_is_plain_words() -> None:
    written = shown("Some [**bold** words](gone.md).", NOWHERE)
    assert tags(written, "a") == [[]] and "<strong>bold</strong> words</a>." in written


def test_a_picture_gets_its_size_and_waits_until_it_is_seen() -> None:
    size = [("width", "40"), ("height", "30")]
    first, second = tags(shown("![A tent](tent.jpg) ![Too](tent.jpg)", SHOWN, SHOWN), "img")
    assert first == [("src", "../../../photos/tent.40w.jpg"), *size, ("alt", "A tent")], "on the first screen"
    assert second[-2:] == [("loading", "lazy"), ("decoding", "async")]
    assert shown("![A tent](tent.jpg)", SHOWN, feed=True) == (
        '<p><img src="https://example.org/photos/tent.40w.jpg" width="40" height="30" alt="A tent"></p>'
    )


def test_below_a_texts_own_photo_even_the_first_waits() -> None:
    image = Shown(photo=PHOTO, address=TENT, alt="")
    placed = PlacedPage(address=HERE, id="x", updated=None, targets=(SHOWN,), image=image, page=page(), section=None)
    document = convert(Text(body="![A tent](tent.jpg)"))
    assert 'loading="lazy"' in body(placed, document, Linker(at=HERE))


@pytest.mark.parametrize("alt", ["decorative", "Decorative ", ""])
def test_decoration_says_nothing(alt: str) -> None:
    assert ' alt=""' in shown(f"![{alt}](tent.jpg)", SHOWN)


def test_an_image_keeps_what_its_writer_gave_it_and_has_nothing_twice() -> None:
    raw = '<img class="wide" src="t.jpg" width="9" alt="A &quot;big&quot; &lt;tent&gt;" title="a" title="b" alt="c">'
    (attributes,) = tags(shown(raw, SHOWN, trusted=True), "img")
    assert attributes == [
        ("src", "../../../photos/tent.40w.jpg"), ("width", "40"), ("height", "30"), ("alt", 'A "big" <tent>'),
        ("class", "wide"), ("title", "a")]  # fmt: skip


def test_a_picture_with_two_sources_is_one_picture() -> None:
    written = shown('<p>A <img src="t.jpg" src="u.jpg" alt="b"> c.</p>', SHOWN, NOWHERE, trusted=True)
    assert len(tags(written, "img")) == 1 and written.startswith("<p>A <picture><source ")
    assert written.endswith("></picture> c.</p>")


def test_a_picture_on_another_website_is_a_link_to_it() -> None:
    outside = out('https://example.org/a b".jpg')
    assert shown("![A tent](x)", outside) == (
        '<p><a class="embed" href="https://example.org/a%20b%22.jpg">A tent</a></p>'
    )
    assert ">A picture at example.org</a>" in shown("![](x)", outside)


def test_no_link_stands_inside_a_link() -> None:
    outside = out("https://example.org/a.jpg")
    assert shown("[![A tent](x)](about.md)", to("/about/"), outside) == (
        '<p><a href="../../../about/"><span class="missing-photo">A tent</span></a></p>'
    )


def test_a_picture_that_is_missing_leaves_its_words() -> None:
    assert shown("See ![A <tent> & more](gone.jpg).", NOWHERE) == (
        '<p>See <span class="missing-photo">A &lt;tent&gt; &amp; more</span>.</p>'
    )
    assert shown("See ![](gone.jpg).", NOWHERE) == "<p>See .</p>"


def test_a_drawing_is_shown_as_it_is() -> None:
    drawing = Target(leads=Leads.FILE, address="/a #1.svg")
    assert shown("![A plan](plan.svg)", drawing) == '<p><img alt="A plan" src="../../../a%20%231.svg"></p>'


def test_a_drawing_has_its_size_so_that_the_page_does_not_jump() -> None:
    svg = Svg(path="content/pages/plan.svg", text="", width=300, height=200)
    drawing = Target(leads=Leads.FILE, address="/plan.svg", drawing=svg)
    assert shown("![A plan](plan.svg)", drawing) == (
        '<p><img alt="A plan" src="../../../plan.svg" width="300" height="200"></p>'
    )
    assert 'width="40"' in shown('<img src="plan.svg" alt="A plan" width="40">', drawing)
    assert "300" not in shown('<img src="plan.svg" alt="A plan" width="40">', drawing)
    unsized = Target(leads=Leads.FILE, address="/plan.svg", drawing=replace(svg, width=0, height=0))
    assert "width" not in shown("![A plan](plan.svg)", unsized)


def test_film_keeps_its_own_files_and_loses_those_from_elsewhere() -> None:
    raw = '<video src="https://example.org/a.mp4" poster="tent.jpg" controls=""></video>'
    (video,) = tags(shown(raw, out("https://example.org/a.mp4"), SHOWN), "video")
    assert dict(video) == {"poster": "../../../photos/tent.40w.jpg", "controls": ""}


def test_a_link_to_a_photo_leads_to_all_of_it() -> None:
    linked = Target(leads=Leads.PHOTO, address=TENT, photo=PHOTO)
    assert shown("[The tent](tent.jpg)", linked) == '<p><a href="../../../photos/tent.jpg">The tent</a></p>'


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    written = shown("[x](y)", out("https://example.org/\"onclick='alert(1)'><script>"))
    assert [[name for name, _ in link] for link in tags(written, "a")] == [["href"]]
    assert "<script>" not in written
    assert tags(shown("[x](y)", to('/about/#“quoted”"><b>')), "b") == []


WORDS = st.sampled_from(
    ["words ", "[link](a.md) ", "![p](t.jpg) ", "`[no](link)` ", "é & < > ", "\n\n", "**b** ", "[![p](t.jpg)](a.md) "]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=8).map("".join))
def test_what_is_not_a_link_stays_as_it_was(text: str) -> None:
    document = convert(Text(body=text))
    # Written as they stand, the whole text stands as it stood.
    as_typed = [out(one.target) for one in document.references if one.tag == "a"]
    targets = [
        out(one.target) if one.tag == "a" else Target(leads=Leads.FILE, address=HERE + one.target)
        for one in document.references
    ]
    assert len(as_typed) == document.html.count("<a ")
    assert shown(document, *targets) == document.html


def test_targets_that_do_not_fit_the_text_are_no_page() -> None:
    with pytest.raises(ValueError, match="shorter"):
        shown("[x](y)")
