"""Cards and groups: the small views of lists."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.output.address import Linker
from hyperlocal.output.cards import (
    Listed,
    Teaser,
    by_letter,
    by_more_letters,
    cards,
    groups_by_category,
    listed,
    teaser,
)
from hyperlocal.site import Site
from tests.conftest import MakeSite

HOME = Linker(at="/")
DIRECTORY = Linker(at="/organisations/")


def connected(site: MakeSite, files: dict[str, str]) -> Site:
    return prepare(site(files), datetime(2026, 11, 22, tzinfo=UTC)).site


def directory(site: MakeSite, files: dict[str, str]) -> tuple[Listed, ...]:
    return tuple(listed(one) for one in connected(site, files).organisations)


def teasers(one: Site) -> list[Teaser]:
    return [teaser(placed, {each.address: each for each in one.organisations}) for placed in one.posts]


def organisation(name: str, more: str = "") -> str:
    return f"---\nname: {name}\n{more}\n---\nWords about {name}."


def test_a_card_says_what_when_and_whose(site: MakeSite) -> None:
    one = connected(
        site,
        {
            "content/posts/2026-05-01-a.md": "---\ntitle: A\norganisation: o\n---\nThe first words.\n\nMore.",
            "content/posts/2026-05-02-b.md": "---\ntitle: B\nsummary: In short.\n---\nLong.",
            "content/organisations/o.md": organisation("The O"),
        },
    )
    newest, oldest = cards(teasers(one), Linker(at="/tags/x/"))
    assert (newest.title, newest.summary, newest.organisation) == ("B", "In short.", None)
    assert (oldest.href, oldest.summary, oldest.day.short) == ("../../news/2026/a/", "The first words.", "1 May 2026")
    assert oldest.organisation is not None and oldest.organisation.href == "../../organisations/o/"
    assert [card.organisation for card in cards(teasers(one), DIRECTORY, owners=False)] == [None, None]


def test_a_teasers_name_changes_with_what_lists_show_and_with_nothing_else(site: MakeSite) -> None:
    def digest(text: str, name: str = "The O") -> str:
        files = {"content/posts/a.md": text, "content/organisations/o.md": organisation(name)}
        (one,) = teasers(connected(site, files))
        return one.digest

    text = "---\ntitle: A\ndate: 2026-05-01\norganisation: o\n---\nThe first words.\n\nMore."
    before = digest(text)
    assert digest(f"{text} And more.") == before
    for changed in (
        text.replace("title: A", "title: B"),
        text.replace("first", "last"),
        text.replace("05-01", "05-02"),
    ):
        assert digest(changed) != before
    assert digest(text, "The P") != before


def test_order_comes_before_the_name_and_a_front_page_shows_a_few(site: MakeSite) -> None:
    names = {f"content/organisations/{name}.md": organisation(name.upper(), "category: X") for name in "abcd"}
    first = {"content/organisations/z.md": organisation("Z", "category: x\norder: 1\nstrapline: Last is first")}
    one = directory(site, {**names, **first})
    (group,) = groups_by_category(one, HOME, most=3)
    assert [card.name for card in group.organisations] == ["Z", "A", "B"] and group.anchor == "to-x"
    assert group.organisations[0].strapline == "Last is first"


def test_without_any_category_there_is_one_group(site: MakeSite) -> None:
    one = directory(site, {"content/organisations/a.md": organisation("A")})
    assert [group.heading for group in groups_by_category(one, DIRECTORY)] == ["All organisations"]


def test_letters_of_other_scripts_and_accents_have_their_place(site: MakeSite) -> None:
    names = ["Écoles", "مسجد النور", "y Ganolfan", "“The” Club", "4 Streets"]
    files = {f"content/organisations/o{i}.md": organisation(name) for i, name in enumerate(names)}
    found = {letter: [one.name for one in members] for _, letter, members in by_letter(directory(site, files))}
    assert found["E"] == ["Écoles"] and found["م"] == ["مسجد النور"] and found["0–9"] == ["4 Streets"]
    assert found["G"] == ["y Ganolfan"]


def test_spellings_of_a_category_are_one_and_nobody_stands_twice_in_it(site: MakeSite) -> None:
    one = directory(
        site,
        {
            "content/organisations/a.md": organisation("A", "category: Sport, sport, Others"),
            "content/organisations/b.md": organisation("B"),
            "content/organisations/c.md": organisation("C", "category: The arts"),
        },
    )
    found = groups_by_category(one, DIRECTORY)
    assert [(group.heading, [card.name for card in group.organisations]) for group in found] == [
        ("The arts", ["C"]), ("Sport", ["A"]), ("Others", ["A", "B"])]  # fmt: skip
    # An id may be on a page only once.
    assert len({group.anchor for group in found}) == 3


def test_a_letter_with_very_many_is_cut_by_the_next_letters_that_differ(site: MakeSite) -> None:
    names = ["Scouts", "St John", "The Scrabble club", "Sŵn", "S"]
    files = {f"content/organisations/o{i}.md": organisation(name) for i, name in enumerate(names)}
    letters, groups = by_more_letters(directory(site, files), 1)
    found = {beginning: [one.name for one in some] for _, beginning, some in groups}
    assert letters == 2 and found["Sc"] == ["Scouts", "The Scrabble club"]
    assert found["S"] == ["S"] and found["St"] == ["St John"]
    assert len({slug for slug, _, _ in groups}) == len(found)
    same = [one for one in directory(site, files) if one.name.endswith(("Scouts", "Scrabble club"))]
    assert by_more_letters(same, 2)[0] == 3 and len(by_more_letters(same, 2)[1]) == 2
    assert len(by_more_letters(same[:1], 2)[1]) == 1


def test_what_lists_show_of_an_organisation_has_a_name_for_all_of_it(site: MakeSite) -> None:
    def digest(more: str) -> str:
        (one,) = directory(site, {"content/organisations/o.md": organisation("O", more)})
        return one.digest

    plain = digest("")
    assert digest("founded: 1900") == plain
    for more in ("town: Hartley", "access: lift", "languages: Urdu", "phone: 0121 496 0000", "category: X", "order: 1",
                 "services: Advice", "postcode: B89 1AA", "strapline: We"):  # fmt: skip
        assert digest(more) != plain, more
