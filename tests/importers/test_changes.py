"""A change is made in its own lines, and no other byte of the file differs."""

from __future__ import annotations

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.raw import read_raw
from hyperlocal.fields import declared
from hyperlocal.importers.cells import Given, Typed, Where, given
from hyperlocal.importers.changes import DEFAULTS, changed, changes
from hyperlocal.importers.existing import Existing
from hyperlocal.yamltext import NotYaml

WHERE = Where(path="groups.csv", line=2, row=2)
PATH = "content/organisations/hall.md"


def existing(data: bytes) -> Existing:
    raw = read_raw(File(path=PATH, place=""), "organisations", Organisation, data)
    title = raw.reading.values.get("title", "Hall")
    return Existing(path=PATH, data=data, title=title, slug="hall", head=raw.head, values=raw.reading.values)


def says(**cells: str) -> list[Given]:
    found: list[Given] = []
    for field in declared(Organisation):
        if field.name in cells:
            one, _ = given(field, [Typed(heading=field.name, key=field.name, label="", text=cells[field.name])], WHERE)
            assert one is not None
            found.append(one)
    return found


def after(data: bytes, body: str = "", **cells: str) -> bytes:
    one = existing(data)
    return changed(one, changes(one, says(**cells), body))


def test_what_is_as_it_was_is_no_change() -> None:
    one = existing(
        b"---\nname: Hall\ncategories: [a, b]\nphone: 0121 496 0000 (office)\nemail: ring us\n---\n\nTea.\n\n"
    )
    said = says(title="Hall", category="a, b", phones="0121 496 0000 (office)", email="ring us", draft="no")
    assert changes(one, said, "Tea.") == ()
    assert changed(one, ()) == one.data


def test_a_change_says_what_was_and_what_will_be() -> None:
    one = existing(b"---\nname: Hall\ntel: 0121 496 0000\nemail: ring us\n---\nTea.\n")
    found = changes(one, says(phones="0121 496 0001 (office)", email="a@example.org", town="Ashby"), "Cake.")
    assert [(change.label, change.old, change.new) for change in found] == [
        ("Email", "ring us", "a@example.org"),
        ("Telephone", "0121 496 0000", "0121 496 0001 (office)"),
        ("Town", "", "Ashby"),
        ("Text", "Tea.", "Cake."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_no_other_byte_is_changed(end: str, encoding: str) -> None:
    before = (
        "---\n# ours\nName:   'Café'\ntel: 0121 496 0000   \nodd key: £5\ntown: Old Town\n---\n\n\n Text — here \n\n"
    )
    wanted = before.replace("Old Town", "New Town").replace("odd key: £5\n", "odd key: £5\n")
    assert after(before.replace("\n", end).encode(encoding), town="New Town") == wanted.replace("\n", end).encode(
        encoding
    )


def test_a_field_keeps_the_name_that_the_file_gives_it() -> None:
    assert after(b"---\nname: Hall\ntel: 1\n---\n", phones="2") == b'---\nname: Hall\ntel: \n  - number: "2"\n---\n'


def test_of_several_names_one_is_kept() -> None:
    before = b"---\nname: Hall\ntags: [a]\ncategory: [b]\n---\n"
    assert after(before, category="c, d") == b"---\nname: Hall\ncategory: [c, d]\n---\n"


def test_what_says_the_opposite_is_replaced() -> None:
    assert after(b"---\nname: Hall\npublished: false\n---\n", draft="no") == b"---\nname: Hall\ndraft: false\n---\n"


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (b"---\nname: Hall\n---\n", b"---\nname: Hall\n---\n\nCake.\n\nMore.\n"),
        (b"---\r\nname: Hall\r\n---\r\n\r\nTea.\r\n", b"---\r\nname: Hall\r\n---\r\n\r\nCake.\r\n\r\nMore.\r\n"),
        (b"---\nname: Hall\n---\nTea.\n\nMuch.", b"---\nname: Hall\n---\n\nCake.\n\nMore.\n"),
        (b"---\nname: Hall\n---", b"---\nname: Hall\n---\n\nCake.\n\nMore.\n"),
        (b"Tea.\n", b"\nCake.\n\nMore.\n"),
    ],
)
def test_the_text_is_replaced_as_a_whole(before: bytes, wanted: bytes) -> None:
    assert after(before, "Cake.\n\nMore.") == wanted


def test_a_field_and_the_text_of_a_file_without_a_head() -> None:
    assert after(b"Tea.\n", "Cake.", town="Ashby") == b"---\ntown: Ashby\n---\n\nCake.\n"
    assert after(b"", "Cake.", town="Ashby") == b"---\ntown: Ashby\n---\n\nCake.\n"


@pytest.mark.parametrize("data", [b"+++\nname = 'Hall'\n+++\n", b"\xef\xbb\xbf---\nname: Hall\n---\n\xa35"])
def test_a_file_that_cannot_be_written_back_is_left(data: bytes) -> None:
    with pytest.raises(NotYaml):
        after(data, town="Ashby")


def test_every_field_has_what_it_is_when_nobody_says_anything() -> None:
    assert set(DEFAULTS) == {field.name for field in declared(Organisation)}
    assert (DEFAULTS["draft"], DEFAULTS["phones"], DEFAULTS["checked"], DEFAULTS["town"]) == (False, (), None, "")
