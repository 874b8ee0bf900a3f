"""Drawings: what draws stays and looks the same; what runs, loads or tells is not published."""

from __future__ import annotations

import base64
import gzip
import io
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageChops
from playwright.sync_api import Request

from hyperlocal.content import svg
from hyperlocal.content.beside import read_svgs
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.found import NotAnSvg, Svg
from hyperlocal.content.svg import clean, read_svg
from tests.browser import open_chromium

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SECRET = "CANARY Jane"


def drawing(inside: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"<svg {NAMES} {attributes}>{inside}</svg>".encode()


def cleaned(data: bytes) -> Svg:
    found = clean("content/a.svg", data)
    assert isinstance(found, Svg), found
    root = etree.fromstring(found.text.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    # What was cleaned once is clean.
    again = clean("content/a.svg", found.text.encode())
    assert isinstance(again, Svg) and again.text == found.text and again.removed == ()
    return found


def refused(data: bytes) -> NotAnSvg:
    found = clean("content/a.svg", data)
    assert isinstance(found, NotAnSvg) and found.message and found.remedy
    return found


def test_a_drawing_that_only_draws_stays() -> None:
    inside = (
        '<title>A plan</title><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>'
        '<style>.a{fill:url(#g)}</style></defs><g transform="translate(1 2)" aria-label="hall"><path class="a" '
        'd="M0 0 L10 10z"/><use xlink:href="#g"/></g><text x="1" xml:space="preserve">Tea &amp;  cake &lt; 3</text>'
        '<a href="https://a.example/"><rect width="3" height="3"/></a>'
        '<circle r="3"><animate attributeName="r" from="1" to="3" dur="2s" repeatCount="indefinite"/></circle>'
    )
    found = cleaned(drawing(inside))
    assert found.text == f'<svg {NAMES} viewBox="0 0 100 50">{inside}</svg>\n' and found.removed == ()


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<script xlink:href='http://a.example/a.js'/>", "<script>"),
        ("<rect onclick='alert(1)'/>", "onclick"),
        ("<rect OnLoad='alert(1)'/>", "OnLoad"),
        ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>", "<foreignObject>"),
        ("<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "<script>"),
        ("<x:iframe xmlns:x='http://www.w3.org/1999/xhtml' src='http://a.example'/>", "<iframe>"),
        ("<a href='javascript:alert(1)'><text>x</text></a>", "a reference to javascript:alert(1)"),
        ("<a xlink:href=' java&#10;script:alert(1)'><text>x</text></a>", "a reference to java·script:alert(1)"),
        ("<a href='data:text/html,x'><text>x</text></a>", "something packed inside"),
        ("<image href='http://a.example/a.png'/>", "a reference to http://a.example/a.png"),
        ("<image href='a.png'/>", "a reference to a.png"),
        ("<image href='data:image/svg+xml,x'/>", "something packed inside"),
        ("<use href='b.svg#c'/>", "a reference to b.svg#c"),
        ("<use href='data:image/png;base64,AA'/>", "something packed inside"),
        ("<feImage href='//a.example/a'/>", "a reference to //a.example/a"),
        ("<a><set attributeName='href' to='javascript:alert(1)'/></a>", "an animation of href"),
        ("<a><animate attributeName=' xlink:href ' values='javascript:alert(1)'/></a>", "an animation of xlink:href"),
        ("<set attributeName='onclick' to='alert(1)'/>", "an animation of onclick"),
        ("<rect fill='url(http://a.example/a#b)'/>", "url(http://a.example/a#b)"),
        ("<rect style='filter:url(a.svg#b)'/>", "url(a.svg#b)"),
        ("<animate attributeName='fill' to='url(//a.example)'/>", "url(//a.example)"),
        ("<style>@import 'http://a.example/';</style>", "@import"),
        ("<style>@imp<!-- -->ort 'http://a.example/';</style>", "@import"),
        ("<style><![CDATA[a{fill:url(http://a.example)}]]></style>", "url(http://a.example)"),
    ],
)
def test_what_runs_or_loads_is_left_out_and_told_with_its_line(inside: str, told: str) -> None:
    found = cleaned(drawing(f"\n\n{inside}"))
    assert (found.removed, found.line) == ((told,), 3)
    for bad in ("script", "alert", "a.example", "foreign", "@import", "data:", "a.png", "b.svg", "a.svg"):
        assert bad not in found.text


def test_much_that_was_left_out_is_told_in_one_line() -> None:
    found = cleaned(drawing("".join(f"<rect on{name}='x'/>" for name in "abcdefg"), 'onload="x"'))
    assert found.removed == ("onload", "ona", "onb", "onc", "ond", "3 more")


def test_requirement_29_nothing_of_who_made_it_is_published_and_nobody_is_bothered() -> None:
    data = f"""<?xml version="1.0" encoding="UTF-8"?><!-- {SECRET} --><?adobe {SECRET}?>
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
      <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/"> <!ENTITY who "{SECRET}"> ]>
    <svg {NAMES} xmlns:i="&ns_ai;" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" data-name="{SECRET}"
      xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" sodipodi:docname="{SECRET}.svg"
      inkscape:export-filename="/home/jane/{SECRET}.png" viewBox="0 0 9 9" i:pages="{SECRET}">
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{SECRET}</rdf:RDF></metadata>
    <sodipodi:namedview inkscape:current-layer="{SECRET}"><inkscape:grid/></sodipodi:namedview>
    <switch><foreignObject requiredExtensions="&ns_ai;"><i:pgfRef xlink:href="#x">{SECRET}</i:pgfRef>
      <script>{SECRET}</script></foreignObject><g i:extraneous="self" inkscape:label="{SECRET}">{SECRET}
      <rect width="9" height="9"/></g></switch><i:pgf>{SECRET}</i:pgf></svg>
    <!-- {SECRET} -->""".encode()
    found = cleaned(data)
    assert found.text == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><switch><g><rect width="9" height="9"/></g></switch>'
        "</svg>\n"
    )
    assert found.removed == () and found.line is None


def test_requirement_29_a_photo_inside_a_drawing_is_cleaned() -> None:
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    Image.new("RGB", (6, 4), "red").save(target, "JPEG", exif=exif)
    assert SECRET.encode() in target.getvalue()
    packed = base64.b64encode(target.getvalue()).decode()
    found = cleaned(drawing(f'<image width="6" height="4" xlink:href="data:image/jpg;base64,{packed}"/>'))
    etree.fromstring(found.text.encode())
    inside = base64.b64decode(found.text.partition("base64,")[2].partition('"')[0])
    assert Image.open(io.BytesIO(inside)).size == (6, 4) and SECRET.encode() not in inside and found.removed == ()


def test_a_drawing_without_its_namespace_is_given_it() -> None:
    assert cleaned(b"<svg viewBox='0 0 1 1'><rect/></svg>").text.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_drawing_in_an_older_encoding_is_read(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f"<?xml version='1.0' encoding='{name}'?><svg {NAMES}><text>Café</text></svg>"
    assert "<text>Café</text>" in cleaned(text.encode(encoding)).text


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="300" height="200" viewBox="0 0 3 2"', (300, 200)),
        ('width="300px" height="200px"', (300, 200)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="3cm" height="72pt"', (113, 96)),
        ('width="50" viewBox="0 0 3 2"', (50, 33)),
        ('height="50" viewBox="0,0,3,2"', (75, 50)),
        ('width="100%" height="100%" viewBox="0 0 24 12"', (800, 400)),
        ('viewBox="-5 -5 1000 500"', (800, 400)),
        ('width="90000" height="45000"', (10_000, 5_000)),
        ('width="1e3" height="1e999"', (0, 0)),
        ('width="0" height="-3"', (0, 0)),
        ('viewBox="0 0 0 0"', (0, 0)),
        ('viewBox="0 0 nan inf"', (0, 0)),
        ('viewBox="a b"', (0, 0)),
        ('viewBox="0 0 1e9999 1e-9999"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_is_that_which_browsers_give_it(attributes: str, size: tuple[int, int]) -> None:
    found = cleaned(drawing("", attributes))
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "0 bytes"),
        (b" \n", "0 bytes"),
        (gzip.compress(drawing("")), "packed"),
        (b"hello", "damaged"),
        (b"<html><body/></html>", "damaged"),
        (b"<!DOCTYPE html><svg>", "damaged"),
        (drawing("<g>"), "damaged"),
        (drawing("<rect/>")[:-9], "damaged"),
        (drawing("<x:rect/>"), "damaged"),
        (drawing("&nbsp;"), "damaged"),
        (drawing("") * 2, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (b"\0" * 999, "damaged"),
        (b"<?xml version='1.0' encoding='nonsense'?><svg/>", "damaged"),
        (b"<notsvg:svg xmlns:notsvg='urn:x'/>", "damaged"),
    ],
)
def test_what_is_no_drawing_is_told(data: bytes, words: str) -> None:
    assert words in refused(data).message


def test_the_line_at_which_a_drawing_breaks_off_is_told() -> None:
    assert refused(b"<svg>\n\n<g></svg>").line == 3


def entities(count: int) -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1) + ";" if n else "ha"}{"&a" + str(n - 1) + ";" if n else ""}">'
                    for n in range(count))  # fmt: skip
    return f"<!DOCTYPE svg [{lines}]><svg {NAMES}><text>&a{count - 1};</text></svg>".encode()


HOSTILE = {
    "billion laughs": entities(60),
    "one laugh, very often": b"<!DOCTYPE svg [<!ENTITY a '" + b"ha" * 5_000 + b"'>]><svg><text>" + b"&a;" * 900_000
    + b"</text></svg>",
    "deep": b"<svg>" + b"<g>" * 1_000_000,
    "deep and unknown": b"<svg>" + b"<x>" * 1_000_000,
    "many": b"<svg>" + b"<g/>" * 1_000_000 + b"</svg>",
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_requirement_30_a_drawing_that_means_harm_is_refused_at_once(case: str) -> None:
    start = time.process_time()
    found = refused(HOSTILE[case])
    assert time.process_time() - start < 5
    # By our own limits, whatever those of the library are.
    assert ("entities" in found.message) == ("laugh" in case) and "damaged" not in found.message


HEAVY = {
    "a path of 9 MB": drawing(f'<path d="{"M0 0" * 2_000_000}"/>'),
    "a style of 9 MB of brackets": drawing(f"<style>{'((' * 4_000_000}</style>"),
    "a style of functions": drawing(f"<style>{'x(' * 2_000_000}</style>"),
    "a style of rules": drawing(f"<style>{'@a{' * 1_000_000}</style>"),
    "a style of comments": drawing(f"<style>{'/*' * 2_000_000}</style>"),
    "a style of quotation marks": drawing(f"<style>{'&#34;x' * 1_000_000}</style>"),
    "a style of addresses": drawing(f"<style>{'url(' * 2_000_000}</style>"),
    "a style of spaces": drawing(f"<style>url({' ' * 8_000_000}</style>"),
    "attributes": drawing("<g " + " ".join(f"a{n}='x'" for n in range(300_000)) + "/>"),
    "handlers": drawing("<g " + " ".join(f"on{n}='x'" for n in range(200_000)) + "/>"),
    "a size of a megabyte": drawing("", f'width="{"1" * 1_000_000}" viewBox="{"1 " * 1_000_000}"'),
    "a comment of 9 MB": drawing(f"<!-- {'x' * 9_000_000} -->"),
    "words of 9 MB": drawing(f"<text>{'&amp;' * 1_500_000}</text>"),
    "a broken picture": drawing(f'<image href="data:image/png;base64,{"A" * 9_000_000}"/>'),
}


@pytest.mark.parametrize("data", HEAVY.values(), ids=HEAVY)
def test_requirement_30_a_heavy_drawing_takes_no_longer_than_it_may(data: bytes) -> None:
    start = time.process_time()
    found = clean("a.svg", data)
    assert time.process_time() - start < 5
    assert isinstance(found, Svg) or "longer than" in found.message


def test_a_drawing_that_takes_too_long_may_do_better_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svg, "SECONDS", 0.02)
    found = refused(drawing("<g/>" * 150_000))
    assert "longer than 0.02 seconds" in found.message and found.fleeting


def test_files_are_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(drawing(""))
    with (tmp_path / "large.svg").open("wb") as large:
        large.truncate(svg.MOST_BYTES + 1)
    jobs = [
        FileJob(path=f"static/{name}", file=tmp_path / name, digest="") for name in ("a.svg", "large.svg", "gone.svg")
    ]
    good, large_one, gone = read_svgs(jobs)
    assert isinstance(good, Svg) and good.path == "static/a.svg"
    assert isinstance(large_one, NotAnSvg) and "10 MB" in large_one.message and not large_one.fleeting
    assert isinstance(gone, NotAnSvg) and "cannot be opened" in gone.message and gone.fleeting
    assert read_svg(jobs[0]) == good and jobs[0].key == "unread static/a.svg"


TAGS = st.sampled_from(
    ["<g>", "</g>", "<script>", "</script>", "<style>", "</style>", "<a href='javascript:x'>", "</a>", "<x:y>", "]]>",
     "<![CDATA[", "<!--", "-->", "<?x", "?>", "&lt;", "&#10;", "&a;", "alert", "'", '"', "<set to='javascript:x'/>",
     "<use href='http://a'/>", "<foreignObject>", "</foreignObject>", "\0", "é", "<image href='x'", "/>", "<"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=25).map("".join))
def test_whatever_is_in_it_what_comes_out_is_safe(inside: str) -> None:
    found = clean("a.svg", drawing(inside))
    if isinstance(found, Svg):
        for element in etree.fromstring(found.text.encode()).iter():
            assert etree.QName(element).localname not in ("script", "foreignObject")
            assert all(str(value)[:1] == "#" for name, value in element.attrib.items() if "href" in str(name))


LOOK = """
<defs><linearGradient id="g" x2="1"><stop offset="0" stop-color="#05a"/><stop offset="1" stop-color="gold"/>
</linearGradient><clipPath id="c"><circle cx="60" cy="60" r="40"/></clipPath><filter id="f"><feGaussianBlur
stdDeviation="2"/></filter><pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M0 0L8 8"
stroke="red"/></pattern><marker id="m" markerWidth="6" markerHeight="6" refX="3" refY="3"><circle cx="3" cy="3" r="3"/>
</marker><symbol id="s" viewBox="0 0 2 2"><rect width="2" height="1" fill="green"/></symbol>
<style>.t { font: bold 20px sans-serif; fill: rgb(200, 0, 80) } @media screen { .k { opacity: .5 } }</style></defs>
<rect width="300" height="200" fill="url(#g)"/><rect x="20" y="20" width="80" height="80" clip-path="url(#c)"
style="fill:url('#p')"/><g class="k" transform="rotate(10 150 100)"><ellipse cx="150" cy="100" rx="60" ry="30"
filter="url(#f)"/></g><use xlink:href="#s" x="200" y="20" width="60" height="60"/><polyline points="10,150 80,120
160,180 280,150" fill="none" stroke="#000" stroke-width="3" marker-mid="url(#m)"/><text class="t" x="120" y="190"
xml:space="preserve">Tea  &amp; <tspan dy="-4" fill="blue">cake</tspan></text>
"""


@pytest.mark.browser
def test_a_clean_drawing_looks_the_same_in_a_browser(tmp_path: Path) -> None:
    data = drawing(LOOK, 'viewBox="0 0 300 200" width="300" height="200"')
    found = cleaned(data)
    assert found.removed == () and found.text.encode() != data
    (tmp_path / "before.svg").write_bytes(data)
    (tmp_path / "after.svg").write_text(found.text, encoding="utf-8")
    shots = []
    with open_chromium() as browser:
        for name in ("before", "after"):
            page = browser.new_page(viewport={"width": 320, "height": 220})
            page.set_content("<!doctype html>")
            page.goto((tmp_path / f"{name}.svg").as_uri())
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            page.close()
    assert ImageChops.difference(*shots).getbbox() is None
    assert len(set(shots[0].resize((30, 20)).tobytes())) > 50  # there is something to be seen


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


@pytest.mark.browser
def test_a_hostile_drawing_asks_for_nothing_and_runs_nothing_in_a_browser(tmp_path: Path) -> None:
    bad = """<script>document.documentElement.setAttribute('ran', 1)</script>
    <style>@import 'http://127.0.0.1:9/a'; rect{fill:u\\72l(http://127.0.0.1:9/b#c);
    cursor:image-set('http://127.0.0.1:9/d' 1x)}
    </style><image href="http://127.0.0.1:9/e.png" width="9" height="9"/><use href="http://127.0.0.1:9/f.svg#g"/>
    <rect width="9" height="9" filter="url(http://127.0.0.1:9/h#i)"
    onload="document.documentElement.setAttribute('ran',1)"/>
    <set attributeName="x" to="1" begin="0s" onbegin="document.documentElement.setAttribute('ran',1)"/>
    <foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://127.0.0.1:9/j"/>
    </foreignObject>"""
    data = drawing(bad)
    (tmp_path / "raw.svg").write_bytes(data)
    (tmp_path / "clean.svg").write_text(cleaned(data).text, encoding="utf-8")
    seen = {}
    with open_chromium() as browser:
        for name in ("raw", "clean"):
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", partial(_note, asked))
            page.goto((tmp_path / f"{name}.svg").as_uri(), wait_until="load")
            seen[name] = (page.evaluate("document.documentElement.getAttribute('ran')"), len(asked))
            page.close()
    assert seen["clean"] == (None, 1)
    assert seen["raw"][0] == "1" and seen["raw"][1] > 3  # else this test would see nothing
