"""The directory's pages: every organisation can be reached in every way, and no page has more than a phone can bear."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.builder import prepare
from hyperlocal.output import DataFile, PageFile
from hyperlocal.output import directory as subject
from hyperlocal.output.cards import Listed
from hyperlocal.output.views import DirectoryView
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def views(site: MakeSite, files: dict[str, str]) -> dict[str, DirectoryView]:
    outputs = prepare(site(files), NOW).plan.outputs
    found = {one.address: one.view for one in outputs if isinstance(one, PageFile)}
    return {address: one for address, one in found.items() if isinstance(one, DirectoryView)}


def profile(name: str, more: str = "") -> str:
    return f"---\nname: {name}\n{more}\n---\nW"


def many(count: int, more: str = "category: Sport") -> dict[str, str]:
    return {
        f"content/organisations/o{i}.md": profile(f"{'ABCDS'[i % 5]}{'aeiou'[i // 5 % 5]} club {i}", more)
        for i in range(count)
    }


def names(one: DirectoryView) -> list[str]:
    return [card.name for group in one.groups for card in group.organisations]


def test_what_is_there_for_people_and_the_languages_have_their_lists(site: MakeSite) -> None:
    found = views(
        site,
        {
            "content/organisations/a.md": profile("A", "access: Step-free, lift\nlanguages: Urdu"),
            "content/organisations/b.md": profile(
                "B", "services:\n  Advice\n    access: step-free\n    languages: urdu"
            ),
        },
    )
    assert [(group.heading, len(group.organisations)) for group in found["/organisations/by/access/"].groups] == [
        ("Lift", 1), ("Step-free", 2)]  # fmt: skip
    assert names(found["/organisations/by/access/lift/"]) == ["A"]
    assert names(found["/organisations/by/language/urdu/"]) == ["A", "B"]
    assert [step.label for step in found["/organisations/by/language/urdu/"].crumbs] == [
        "Home", "Organisations", "Languages", "Urdu"]  # fmt: skip


def test_by_day_each_stands_with_its_times_and_what_is_shut_does_not(site: MakeSite) -> None:
    head = "hours: |\n  Monday to Friday 9am to 5pm\n  Wednesday closed\n  first Saturday 10am to 1pm"
    found = views(site, {"content/organisations/a.md": profile("A", head), "content/organisations/b.md": profile("B")})
    groups = found["/organisations/by/day/"].groups
    assert [(group.heading, group.organisations[0].strapline) for group in groups] == [
        (day, "9am to 5pm") for day in ("Monday", "Tuesday", "Thursday", "Friday")
    ]


def test_a_way_that_leads_nowhere_is_not_offered(site: MakeSite) -> None:
    found = views(site, {"content/organisations/a.md": profile("A")})
    assert [link.label for link in found["/organisations/"].arrangements] == [
        "By category", "A to Z", "To print", "Large print"]  # fmt: skip
    assert "/organisations/by/language/" not in found


def test_forty_have_cards_and_a_hundred_and_twenty_lines(site: MakeSite) -> None:
    assert not views(site, many(40))["/organisations/"].compact
    lines = views(site, many(120))["/organisations/"]
    assert lines.compact and len(names(lines)) == 120 and lines.shelves == ()


def test_more_are_led_to_by_letter(site: MakeSite) -> None:
    found = views(site, many(650))
    root = found["/organisations/"]
    assert root.groups == () and [(link.label, link.href, link.count) for link in root.shelves] == [
        ("Sport", "by/category/sport/", 650)]  # fmt: skip
    category = found["/organisations/by/category/sport/"]
    assert [(link.label, link.count) for link in category.shelves] == [(letter, 130) for letter in "ABCDS"]
    letter = found["/organisations/by/category/sport/s/"]
    assert [(link.label, link.href, link.count) for link in letter.shelves][:2] == [
        ("Sa", "sa/", 26),
        ("Se", "se/", 26),
    ]
    two = found["/organisations/by/category/sport/s/sa/"]
    assert len(names(two)) == 26 and [step.label for step in two.crumbs][-3:] == ["Sport", "S", "Sa"]
    assert found["/organisations/print/"].shelves and found["/organisations/print/a/"].paper == "print"


def test_the_filter_box_finds_by_all_that_people_may_look_for(site: MakeSite) -> None:
    head = "town: Hartley\naka: The Hut\ncategory: Help\nservices: Debt advice\nlanguages: Urdu\npostcode: B89 1AA"
    prepared = prepare(site({"content/organisations/a.md": profile("A <b>", head)}), NOW)
    (data,) = [one for one in prepared.plan.outputs if isinstance(one, DataFile) and one.path.endswith("filter.js")]
    assert not set("<>&") & set(data.text.removesuffix(";\n"))
    ((name, href, place, words),) = json.loads(data.text.partition("=")[2].removesuffix(";\n"))
    assert (name, href, place) == ("A <b>", "a/", "Hartley")
    for word in ("hut", "help", "debt", "urdu", "b89"):
        assert word in words.split()


def test_from_a_usb_stick_each_link_names_its_file(site: MakeSite) -> None:
    prepared = prepare(site({"content/organisations/a.md": profile("A")}), NOW, portable=True)
    (data,) = [one for one in prepared.plan.outputs if isinstance(one, DataFile) and one.path.endswith("filter.js")]
    assert '"a/index.html"' in data.text


def test_before_the_first_organisation_there_are_the_owners_words(site: MakeSite) -> None:
    found = views(site, {"content/pages/organisations.md": "# Who is who\n\nAsk."})
    assert found["/organisations/"].title == "Who is who" and found["/organisations/"].filter == ""


def entry(name: str, categories: tuple[str, ...]) -> Listed:
    plain = {"strapline": "", "place": "", "order": None, "image": None, "words": ""}
    nothing: tuple[str, ...] = ()
    return Listed(
        address=f"/organisations/{name}/", name=name, categories=categories, access=nothing, languages=nothing,
        lines=nothing, open=nothing, digest=name, **plain,  # type: ignore[arg-type]
    )  # fmt: skip


NAMES = st.text(st.sampled_from("aAbBsSéل4 -'"), min_size=1, max_size=4).filter(lambda name: bool(name.strip()))


@settings(max_examples=60, deadline=None)
@example(["4", "4-4"], 1)
@given(st.lists(NAMES, unique=True, max_size=30), st.sampled_from([1, 2, 5, 10]))
def test_every_way_leads_to_every_organisation_and_no_page_stands_twice(found: list[str], most: int) -> None:
    entries = [entry(name, ("X", "Y") if len(name) % 2 else ()) for name in found]
    before = subject.MOST_LINES, subject.MOST_PRINTED
    subject.MOST_LINES = subject.MOST_PRINTED = most
    try:
        for way in subject.ways(entries):
            pages = list(subject.shelves(way))
            addresses = [page.address for page in pages]
            assert len(addresses) == len(set(addresses))
            assert {one.name for page in pages for _, members in page.groups for one in members} == set(found)
            led = {address for page in pages for _, address, _ in page.shelves}
            assert led <= set(addresses)
    finally:
        subject.MOST_LINES, subject.MOST_PRINTED = before
