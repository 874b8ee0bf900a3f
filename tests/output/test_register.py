"""Ids for good, and addresses that every program can read."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.output.register import Register, named, organisation_id, uri

SITE = uuid.UUID("0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10")


def test_an_id_of_version_5_stays_as_it_is() -> None:
    own = uuid.uuid5(SITE, "content/organisations/o.md")
    assert organisation_id(f"urn:uuid:{own}") == own


@pytest.mark.parametrize("typed", [f"urn:uuid:{SITE}", "tag:example.org,2011:7", "https://old.example/?p=7", "{x}"])
def test_any_other_is_made_into_one(typed: str) -> None:
    found = organisation_id(typed)
    assert found.version == 5 and found == organisation_id(typed) != organisation_id(f"{typed}!")


@given(st.uuids(), st.text())
def test_a_name_gives_the_uuid_of_version_5_that_the_standard_has_for_it(space: uuid.UUID, name: str) -> None:
    assert named(space, name) == str(uuid.uuid5(space, name))


def test_the_sites_own_ids_do_not_know_of_its_address() -> None:
    here = Register(id=SITE, title="A", base="https://a.example/", zone="Europe/London")
    there = Register(id=SITE, title="B", base="", zone="Europe/London")
    assert here.taxonomy_id == there.taxonomy_id and here.term_id("food") == there.term_id("food")
    assert here.digest != there.digest and here.there("/x/") == "https://a.example/x/" and there.there("/x/") is None
    assert len({here.taxonomy_id, here.term_id("food"), here.term_id("sport")}) == 3


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://example.org/", "https://example.org/"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/a b?q=é#x", "https://example.org/a%20b?q=%C3%A9#x"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("HTTP://Example.org:8080/x", "http://example.org:8080/x"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("https://example.org?q=1", "https://example.org?q=1"),
        ("https://example.org/100%", "https://example.org/100%25"),
    ],
)
def test_an_address_is_written_in_ascii(typed: str, written: str) -> None:
    assert uri(typed) == written


@pytest.mark.parametrize("typed", ["", "nowhere", "javascript:alert(1)", "https://", "https://[x/", "ftp://example.org/",
                                   "https://a b.example/", "https://example.org:99999/"])  # fmt: skip
def test_what_is_no_address_is_left_out(typed: str) -> None:
    assert uri(typed) == ""
