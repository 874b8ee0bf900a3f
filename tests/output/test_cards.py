"""Cards and groups: the small views of lists."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.output.cards import cards, groups_by_category, groups_by_letter
from hyperlocal.output.frame import Frame, frame_of
from tests.conftest import MakeSite


def frame(site: MakeSite, files: dict[str, str]) -> Frame:
    return frame_of(prepare(site(files), datetime(2026, 11, 22, tzinfo=UTC)).site, "v")


def organisation(name: str, more: str = "") -> str:
    return f"---\nname: {name}\n{more}\n---\nWords about {name}."


def test_a_card_says_what_when_and_whose(site: MakeSite) -> None:
    one = frame(
        site,
        {
            "content/posts/2026-05-01-a.md": "---\ntitle: A\norganisation: o\n---\nThe first words.\n\nMore.",
            "content/posts/2026-05-02-b.md": "---\ntitle: B\nsummary: In short.\n---\nLong.",
            "content/organisations/o.md": organisation("The O"),
        },
    )
    newest, oldest = cards(one, one.site.posts, "/tags/x/")
    assert (newest.title, newest.summary, newest.organisation) == ("B", "In short.", None)
    assert (oldest.href, oldest.summary, oldest.day.short) == ("../../news/2026/a/", "The first words.", "1 May 2026")
    assert oldest.organisation is not None and oldest.organisation.href == "../../organisations/o/"


def test_order_comes_before_the_name_and_a_front_page_shows_a_few(site: MakeSite) -> None:
    names = {f"content/organisations/{name}.md": organisation(name.upper(), "category: X") for name in "abcd"}
    first = {"content/organisations/z.md": organisation("Z", "category: x\norder: 1\nstrapline: Last is first")}
    one = frame(site, {**names, **first})
    (group,) = groups_by_category(one, "/", most=3)
    assert [card.name for card in group.organisations] == ["Z", "A", "B"] and group.anchor == "to-x"
    assert group.organisations[0].strapline == "Last is first"


def test_without_any_category_there_is_one_group(site: MakeSite) -> None:
    one = frame(site, {"content/organisations/a.md": organisation("A")})
    assert [group.heading for group in groups_by_category(one, "/organisations/")] == ["All organisations"]


def test_letters_of_other_scripts_and_accents_have_their_place(site: MakeSite) -> None:
    names = ["Écoles", "مسجد النور", "y Ganolfan", "“The” Club", "4 Streets"]
    files = {f"content/organisations/o{i}.md": organisation(name) for i, name in enumerate(names)}
    found = {
        group.heading: [one.name for one in group.organisations] for group in groups_by_letter(frame(site, files), "/")
    }
    assert found["E"] == ["Écoles"] and found["م"] == ["مسجد النور"] and found["0–9"] == ["4 Streets"]
    assert found["G"] == ["y Ganolfan"]


def test_spellings_of_a_category_are_one_and_nobody_stands_twice_in_it(site: MakeSite) -> None:
    one = frame(
        site,
        {
            "content/organisations/a.md": organisation("A", "category: Sport, sport, Others"),
            "content/organisations/b.md": organisation("B"),
            "content/organisations/c.md": organisation("C", "category: The arts"),
        },
    )
    found = groups_by_category(one, "/organisations/")
    assert [(group.heading, [card.name for card in group.organisations]) for group in found] == [
        ("The arts", ["C"]), ("Sport", ["A"]), ("Others", ["A", "B"])]  # fmt: skip
    # An id may be on a page only once.
    assert len({group.anchor for group in found}) == 3
