"""Heads as people and other programs write them are read, with the right lines; and one field is changed alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.frontmatter import (
    Entry,
    plain_name,
    read,
    read_lines,
    read_settings,
    set_field,
    write_head,
    write_list,
    write_scalar,
)
from hyperlocal.headfaults import MOST_ENTRIES
from hyperlocal.problems import Severity
from hyperlocal.yamltext import NotYaml, Value


def texts(head: str) -> dict[str, str | None]:
    return {entry.key: entry.text() for entry in read(head).entries}


def values(head: str) -> dict[str, Value]:
    return {entry.key: entry.value() for entry in read(head).entries}


def places(text: str) -> dict[str, int]:
    return {entry.key: entry.line for entry in read(text).entries}


def rules(text: str) -> list[tuple[str, int | None]]:
    return [(problem.rule, problem.line) for problem in read(text, path="a.md").problems]


# --- where the head is ---


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\ntitle: Fair\n---\nCome.\n", 4),
        ("----\ntitle: Fair\n---  \nCome.\n", 4),
        ("—\ntitle: Fair\n—\nCome.\n", 4),
        ("———\ntitle: Fair\n–-\nCome.\n", 4),
        ("–--\ntitle: Fair\n...\nCome.\n", 4),
        (" ---\n title: Fair\n ---\nCome.\n", 4),
        ("\n \n---\n\ntitle: Fair\n---\nCome.\n", 7),
        ("---\n# a note\n\ntitle: Fair\n---\nCome.\n", 6),
        ('+++\ntitle = "Fair"\n+++\nCome.\n', 4),
        ("+++\ntitle: Fair\n+++\nCome.\n", 4),
        ("Title: Fair\n\nCome.\n", 3),
        ("\nTITLE:Fair\n---\nCome.\n", 4),
        ("date: 2026-05-06\ntitle: Fair\n\nCome.\n", 4),
        ("tags: a\ntitle: Fair\n---\nCome.\n", 4),
        ("title: Fair\ntags:\n- a\n- b\n\nCome.\n", 6),
    ],
)
def test_a_head_is_found_however_it_is_fenced(text: str, body_line: int) -> None:
    head = read(text)
    named = head.get("title")
    assert named is not None and named.text() == "Fair"
    assert text.split("\n")[named.line - 1].casefold().replace(" ", "").startswith("title")
    assert (head.body, head.body_line, head.problems) == ("Come.\n", body_line, ())


@pytest.mark.parametrize(
    "text",
    [
        "Come to the fair.\n",
        "Note: the hall is closed.\n\nWe are sorry.\n",
        "Note: the hall is closed.\nTime: 19:30\n---\nWe are sorry.\n",
        "Date: that is the question.\nWe have none yet.\n",
        "https://example.org/fair\n",
        "---\n\nThe hall is closed.\n\n---\n\nNote: bring a cup.\n",
        "---\nThe hall is closed.\nWe meet at 19:30.\n---\nMore.\n",
        "---\n\nThe hall is closed.\n\nNote: bring a cup.\n\n---\nMore.\n",
        "---\nA short word. Note: bring a cup.\n---\nMore.\n",
        "---\nNote: bring a cup.\n\nMore.\n",
        "---\nCome to our fair.\nNote: bring a cup.\n---\nMore.\n",
        "---\n# Welcome\n---\nMore.\n",
        "---\nThe hall is closed.\n",
        "***\ntitle: Fair\n***\n",
        "+++\nThe hall is closed.\n+++\nMore.\n",
        "# Title: the fair\n",
        "- title: Fair\n",
        "",
        "\n\n",
    ],
)
def test_text_that_is_no_head_stays_text(text: str) -> None:
    head = read(text)
    assert (head.entries, head.body, head.body_line, head.problems) == ((), text, 1, ())


@pytest.mark.parametrize("text", ["---\n---\nCome.\n", "---\n\n---\nCome.\n"])
def test_an_empty_head_is_not_shown(text: str) -> None:
    head = read(text)
    assert (head.entries, head.body) == ((), "Come.\n")


def test_a_head_that_is_never_closed_is_read_up_to_the_first_empty_line() -> None:
    head = read("\n---\ntitle: Fair\ndate: 2026-05-06\n\nCome.\n", path="a.md")
    assert [(entry.key, entry.line) for entry in head.entries] == [("title", 3), ("date", 4)]
    assert (head.body, head.body_line) == ("\nCome.\n", 5)
    (problem,) = head.problems
    assert (problem.rule, problem.path, problem.line, problem.severity) == ("open-head", "a.md", 2, Severity.WARNING)
    assert "---" in problem.remedy


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: Fair\n\nCome along.\n\n---\n\nContact: Jo\n", "\nCome along.\n\n---\n\nContact: Jo\n"),
        ('+++\ntitle = "Fair"\n\nCome along.\n', "\nCome along.\n"),
        ("---\n \ntitle: Fair\n  \nCome along.\n", "  \nCome along.\n"),
        ("---\ntitle: Fair", ""),
    ],
)
def test_no_word_is_lost_when_the_second_fence_is_missing(text: str, body: str) -> None:
    assert texts(text) == {"title": "Fair"}
    assert read(text).body == body
    assert [rule for rule, _ in rules(text)] == ["open-head"]


def test_a_rule_further_down_is_part_of_the_text() -> None:
    assert read("---\ntitle: Fair\n---\nCome.\n\n---\n\nBye: now.\n").body == "Come.\n\n---\n\nBye: now.\n"


# --- what a line says ---


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("title: Jumble sale: Saturday #3", "Jumble sale: Saturday #3"),
        ("title: @handle and `code` – 50% off", "@handle and `code` – 50% off"),
        ("title: # of visitors", "# of visitors"),
        ("title: [Cancelled] The fair", "[Cancelled] The fair"),
        ("title: {maybe} *starred* & more", "{maybe} *starred* & more"),
        ("title: > 100 came", "> 100 came"),
        ("title: 'It''s on'", "It's on"),
        ('title: "A \\"fair\\": #1"  # a note', 'A "fair": #1'),
        ('title: "Fair" and "Fête"', '"Fair" and "Fête"'),
        ("title: “Summer fair”", "Summer fair"),
        ("title:Fair", "Fair"),
        ("TITLE : Fair  ", "Fair"),
        ("Title\t:\tFair", "Fair"),
        ("title:\u00a0Fair", "Fair"),
        ("'title': Fair", "Fair"),
        ("title: yes", "yes"),
        ("title: 19:30", "19:30"),
        ("title: 01214", "01214"),
        ("title: 1e10", "1e10"),
        ("title: ~", "~"),
        ("title: &a x", "&a x"),
        ("title: !!str x", "!!str x"),
        ("title:", ""),
        ("title: |\n  One: #1\n\n  Two", "One: #1\n\nTwo"),
        ("title: >-\n  Summer\n  fair", "Summer fair"),
        ("title: Summer\n  fair\n  # a note\n  for all", "Summer fair for all"),
        ("title:\n  Summer fair", "Summer fair"),
        ('title: "Summer\n  fair"', "Summer fair"),
        ('title: "Summer\n  fair', '"Summer fair'),
        ("title:\n  - Fair", None),
        ("title:\n  en: Fair", None),
    ],
)
def test_one_line_is_text_as_typed(typed: str, text: str | None) -> None:
    (entry,) = read(f"---\n{typed}\n---\n").entries
    assert (entry.name, entry.text(), entry.line) == ("title", text, 2)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("2026-05-06 # the day", "2026-05-06"),
        ("2026-05-06", "2026-05-06"),
        ("# not known yet", ""),
        ("#1d6b52", "#1d6b52"),
        ("teal #mine", "teal"),
        ('"#1d6b52" # mine', "#1d6b52"),
        ('"a # b"', "a # b"),
        ("a#b", "a#b"),
        ("[a]", "[a]"),
    ],
)
def test_a_note_after_a_value_can_be_left_out(typed: str, bare: str) -> None:
    assert Entry(key="k", line=1, first=typed).bare() == bare
    assert Entry(key="k", line=1, fixed="a # b").bare() == "a # b"
    assert Entry(key="k", line=1, fixed=("a",)).bare() is None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("tags: [fair, “our hall”, #1]", ("fair", "our hall", "#1")),
        ("tags: ['a, b', \"c\"]  # two", ("a, b", "c")),
        ("tags:\n- fair\n-  our hall\n\n- #1", ("fair", "our hall", "#1")),
        ("tags:\n\t- fair\n\t- Tea: cake", ("fair", "Tea: cake")),
        ("tags: # two\n  # one\n  - fair # a note\n  - 50% off #1", ("fair", "50% off #1")),
        ("tags: [\nfair,\nour hall\n]", ("fair", "our hall")),
        ("tags: [fair,\n  our hall]", ("fair", "our hall")),
        ("hours:\n  Monday: 9-5\n  Sunday:\n    - 10:30\n    - 12", {"Monday": "9-5", "Sunday": ("10:30", "12")}),
        ("links:\n  - label: Us\n    url: https://example.org/\n", ({"label": "Us", "url": "https://example.org/"},)),
        ("box: {a: 1e10, b: [yes]}", {"a": "1e10", "b": ("yes",)}),
        ("box: {\na: 1\n}", {"a": "1"}),
        ("text: |\n  a\n  # b\n\n", "a\n# b"),
        ("text: Summer\n  fair", "Summer fair"),
        ("text: plain", "plain"),
        ("text:", ""),
    ],
)
def test_lists_and_groups_keep_their_form(typed: str, value: Value) -> None:
    (entry,) = read(f"---\n{typed}\n---\n").entries
    assert entry.value() == value


@pytest.mark.parametrize("typed", ["tags: [&a x, *a]", "box: &b\n  - *b", "tags:\n  - a: 1\n    <<: *a", "x: {<<: *a}"])
def test_anchors_and_aliases_are_refused(typed: str) -> None:
    (entry,) = read(f"---\n{typed}\n---\n").entries
    with pytest.raises(NotYaml, match=r"\(&\).*\(\*\)"):
        entry.value()


def test_what_is_wrong_below_a_name_has_its_own_line() -> None:
    entry = read("---\ntitle: Fair\nbox:\n  a: 1\n  b: 2: 3\n---\n").get("box")
    assert entry is not None
    with pytest.raises(NotYaml) as told:
        entry.value()
    assert told.value.line == 5


def test_comments_and_empty_lines_mean_nothing() -> None:
    assert texts("---\n# title: Old\n\ntitle: Fair\n\n  # date: 1\ndate: 2\n---\n") == {"title": "Fair", "date": "2"}


def test_lines_set_in_by_a_space_are_lines_of_their_own() -> None:
    assert texts("---\n title: Fair\n date: 2026-05-06\n---\n") == {"title": "Fair", "date": "2026-05-06"}
    assert texts("---\ntitle: Fair\n date: 2026-05-06\n---\n") == {"title": "Fair", "date": "2026-05-06"}
    assert values("---\n tags:\n - a\n title: Fair\n---\n") == {"tags": ("a",), "title": "Fair"}


def test_hugos_groups_of_tags_have_their_own_names_and_lines() -> None:
    head = "---\ntaxonomies:\n  # kinds\n  tags: [a]\n  categories:\n    - b\n---\n"
    assert values(head) == {"taxonomies.tags": ("a",), "taxonomies.categories": ("b",)}
    assert places(head) == {"taxonomies.tags": 4, "taxonomies.categories": 5}
    assert values("---\ntaxonomies: {tags: [a]}\n---\n") == {"taxonomies.tags": ("a",)}
    assert places("---\ntaxonomies: {tags: [a]}\n---\n") == {"taxonomies.tags": 2}
    assert values("---\ntaxonomies: all\n---\n") == {"taxonomies": "all"}


def test_toml_is_read_with_its_lines() -> None:
    text = '\n+++\ntitle = "Fair #1"\ndraft = true\nsize = 1e10\n[taxonomies]\ntags = ["a", "b"]\n+++\nCome.\n'
    assert values(text) == {"title": "Fair #1", "draft": "true", "size": "1e10", "taxonomies.tags": ("a", "b")}
    assert places(text) == {"title": 3, "draft": 4, "size": 5, "taxonomies.tags": 7}
    assert (read(text).body, read(text).body_line) == ("Come.\n", 9)


def test_toml_that_cannot_be_read_is_told_with_its_line() -> None:
    head = read('+++\ntitle = "Fair"\ndate = Saturday\n+++\nCome.\n', path="a.md")
    (problem,) = head.problems
    assert (problem.rule, problem.line, problem.severity) == ("toml-head", 3, Severity.ERROR)
    assert (head.entries, head.body, head.body_line) == ((), "Come.\n", 5)


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        ("title Summer fair", "“title Summer fair” has no colon", "title: Summer fair"),
        ("Fair", "“Fair” has no colon", "fair: …"),
        ("- cake", "“- cake” has no colon", "title: Summer fair"),
        ("https://example.org/", "could not be read as a name, a colon and a value", "title: Summer fair"),
        ("x" * 500, f"“{'x' * 60}” has no colon", "x" * 40),
    ],
)
def test_a_line_that_is_no_name_and_value_is_told(typed: str, message: str, remedy: str) -> None:
    head = read(f"---\ndate: 2026-05-06\n\n{typed}\ntags: a\n---\nCome.\n", path="a.md")
    assert [entry.key for entry in head.entries] == ["date", "tags"]
    (problem,) = head.problems
    assert (problem.rule, problem.path, problem.line, problem.severity) == ("no-colon", "a.md", 4, Severity.ERROR)
    assert message in problem.message and remedy in problem.remedy


@pytest.mark.parametrize("first", ["title Fair", "summary We meet\ntags: a", "  Summer fair\ntags: a"])
def test_a_first_line_without_its_colon_does_not_lose_the_head(first: str) -> None:
    text = f"---\n{first}\ndate: 2026-05-06\n---\nCome.\n"
    assert texts(text)["date"] == "2026-05-06"
    assert (rules(text), read(text).body) == ([("no-colon", 2)], "Come.\n")
    assert f"“{first.split(chr(10))[0].strip()}”" in read(text).problems[0].message


def test_of_a_name_given_twice_the_last_counts_and_people_are_told() -> None:
    text = "---\ntags: a\ntitle: Old\nTags: b\nta_gs: c\n---\n"
    entry = read(text).get("tags")
    assert entry is not None and entry.text() == "c"
    assert rules(text) == [("key-twice", 4), ("key-twice", 5)]


@pytest.mark.parametrize(
    "typed", ["Opening hours", "opening_hours", "opening-hours", "openingHours", '"Opening hours"']
)
def test_small_differences_in_a_name_do_not_matter(typed: str) -> None:
    assert plain_name(typed) == plain_name("opening_hours")
    found = read(f"---\n{typed}: 9-5\n---\n").get("opening_hours")
    assert found is not None and found.text() == "9-5"


def test_a_name_that_is_not_there_gives_nothing() -> None:
    assert read("---\ntitle: Fair\n---\n").get("date") is None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("---\n" + "".join(f"key{n}: value\n" for n in range(5_000)) + "---\n", MOST_ENTRIES),
        ("---\ntitle: " + "x" * 2_000_000 + "\n---\n", 1),
        ('---\ntitle: "' + "x" * 500_000 + "\n---\n", 1),
        ("---\n" + "title " * 500_000 + "\n---\n", 0),
        ("---\ntitle: a\n" + "tags: [\n" * 4_000 + "---\n", MOST_ENTRIES),
        ("---\ntitle: a\n" + "\n" * 20_000 + "x: y\n---\n", 2),
        ("---\n" * 20_000, 0),
        ("title: a\n" * 4_000, MOST_ENTRIES),
        ("---\ntitle: [\n" + "x\n" * 4_000 + "---\n", 1),
    ],
    ids=range(9),
)
def test_huge_heads_are_read_at_once(text: str, entries: int) -> None:
    """Each of these would take minutes if the time grew with the square of the size."""
    head = read(text)
    assert len(head.entries) == entries
    assert all(entry.text() is not None for entry in head.entries)


@pytest.mark.parametrize(("fence", "sign"), [("---", ":"), ("+++", " =")])
def test_only_so_many_names_are_read_and_the_rest_is_told(fence: str, sign: str) -> None:
    lines = [f"name{number}{sign} 1" for number in range(MOST_ENTRIES)]
    exact = read("\n".join([fence, *lines, fence, "Words"]), path="a.md")
    assert len(exact.entries) == MOST_ENTRIES == 1_000 and exact.problems == ()
    more = read("\n".join([fence, *lines, f"more{sign} 1", f"more2{sign} 1", fence, "Words"]), path="a.md")
    assert more.entries == exact.entries and more.body == exact.body == "Words"
    (problem,) = more.problems
    assert (problem.rule, problem.path, problem.line, problem.severity) == (
        ("too-many-names", "a.md", MOST_ENTRIES + 2, Severity.ERROR)
    )
    assert "1,000" in problem.message and "left out" in problem.message and problem.remedy


def test_the_names_in_a_group_count_too() -> None:
    head = read("---\ntitle: T\ntaxonomies:\n" + "".join(f"  k{n}: [a]\n" for n in range(5_000)) + "---\n")
    assert len(head.entries) == MOST_ENTRIES and head.entries[0].key == "title"
    assert [(problem.rule, problem.line) for problem in head.problems] == [("too-many-names", 3)]


def test_lines_that_are_no_names_count_too() -> None:
    head = read("---\ntitle: T\n" + "no name here\n" * 5_000 + "---\n")
    assert len(head.problems) == MOST_ENTRIES and head.problems[-1].rule == "too-many-names"


# --- files that are all head ---


def test_settings_need_no_fences_and_may_have_them() -> None:
    for text in (
        "title: A\ncolour: teal\n",
        "---\ntitle: A\ncolour: teal\n",
        "---\ntitle: A\n---\n\ncolour: teal\n...",
    ):
        head = read_settings(text, path="site.yml")
        assert {entry.key: entry.text() for entry in head.entries} == {"title": "A", "colour": "teal"}
        assert all(text.split("\n")[entry.line - 1].startswith(entry.key) for entry in head.entries)
        assert (head.body, head.problems) == ("", ())


def test_settings_may_be_toml_and_go_on_after_it() -> None:
    head = read_settings('+++\ntitle = "A"\n+++\n\ncolour: teal\n')
    assert {entry.key: (entry.line, entry.text()) for entry in head.entries} == {
        "title": (2, "A"),
        "colour": (5, "teal"),
    }
    assert [(one.rule, one.line) for one in read_settings("+++\ntitle = A\n+++\n").problems] == [("toml-head", 2)]


def test_lines_alone_are_counted_from_where_they_stand() -> None:
    entries, problems = read_lines(["title: A", "oops", "tags: a"], line=7, path="x.yml")
    assert [(entry.key, entry.line) for entry in entries] == [("title", 7), ("tags", 9)]
    assert [(problem.path, problem.line) for problem in problems] == [("x.yml", 8)]


# --- every form, in every order: lines and values ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some lines of a head, and what they say; `value` is None for a comment or an empty line."""

    lines: tuple[str, ...]
    value: Value | None = None


WORDS = st.sampled_from(["Fair", "Sale: Saturday #3", "19:30", "yes", "@jo", "£5 – it’s on", "1e10", "a, b"])
QUIET = st.sampled_from(["Fair", "our hall", "19:30", "yes", "£5", "1e10"])
"""Words that plain YAML reads alike in a list or a block."""


def forms(words: str, others: Sequence[str]) -> list[tuple[tuple[str, ...], Value]]:
    """The ways to write a value after `KEY`, and the value."""
    listed = tuple(others)
    return [
        ((f"KEY: {words}",), words),
        ((f"KEY:{words.replace(':', '')}",), words.replace(":", "")),
        ((f"Key : {words}  ",), words),
        ((f"KEY: {write_scalar(words)}",), words),
        (("KEY:",), ""),
        (("KEY:", *(f"  - {one}" for one in others)), listed),
        (("KEY:", *(f"- {one}" for one in others)), listed),
        (("KEY:", "", *(f"\t- {one}" for one in others)), listed),
        ((f"KEY: [{', '.join(others)}]",), listed),
        (("KEY: [", *(f"{one}," for one in others), "]"), listed),
        (("KEY: |", *(f"  {one}" for one in others), "", "  last: #1"), "\n".join([*others, "", "last: #1"])),
        (("KEY: >-", *(f"  {one}" for one in others)), " ".join(others)),
        (("KEY:", *(f"  n{n}: {one}" for n, one in enumerate(others))), {f"n{n}": one for n, one in enumerate(others)}),
        (("KEY:", "  deep:", f"    - n: {others[0]}", "      m: 1"), {"deep": ({"n": others[0], "m": "1"},)}),
    ]


FORMS = st.builds(forms, WORDS, st.lists(QUIET, min_size=1, max_size=3)).flatmap(st.sampled_from)
ASIDES = st.sampled_from([(("# note: this",), None), (("",), None), (("# note", ""), None)])


def pieces(raw: Sequence[tuple[tuple[str, ...], Value | None]]) -> list[Piece]:
    """The pieces with a name of its own for each: k0, k1 …"""
    made = []
    for number, (lines, value) in enumerate(raw):
        named = (lines[0].replace("KEY", f"k{number}").replace("Key", f"K{number}"), *lines[1:])
        made.append(Piece(lines=named, value=value))
    return made


@settings(max_examples=70)
@given(
    st.lists(FORMS | ASIDES, max_size=6),
    st.sampled_from([("---", "---"), ("———", "—"), ("–-", "..."), ("-----", "---"), (" ---", " ---")]),
    st.integers(0, 2),
)
def test_every_value_in_every_form_is_read_with_its_line(
    raw: Sequence[tuple[tuple[str, ...], Value | None]], fences: tuple[str, str], above: int
) -> None:
    head = [Piece(lines=("title: T",), value="T"), *pieces(raw)]
    before = [""] * above + [fences[0]]
    expected, line = [], len(before) + 1
    for piece in head:
        if piece.value is not None:
            expected.append((line, piece.value))
        line += len(piece.lines)
    text = "\n".join([*before, *(one for piece in head for one in piece.lines), fences[1], "Come: along.", ""])
    found = read(text)
    assert [(entry.line, _ended(entry.value())) for entry in found.entries] == expected
    assert (found.body, found.body_line, found.problems) == ("Come: along.\n", line + 1, ())


def _ended(value: Value) -> Value:
    """Without the line end that a `|` block keeps."""
    return value.removesuffix("\n") if isinstance(value, str) else value


# --- changing one field ---

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), max_size=20)


@settings(max_examples=70)
@given(
    st.lists(FORMS | ASIDES, max_size=6),
    ENDS,
    VALUES | st.just("|-\n  one\n  two"),
    st.integers(0, 6),
    st.sampled_from(["change", "add", "drop"]),
)
def test_changing_a_field_changes_its_lines_and_no_other_byte(
    raw: Sequence[tuple[tuple[str, ...], Value | None]], end: str, words: str, which: int, what: str
) -> None:
    head = [Piece(lines=("title: T",), value="T"), *pieces(raw)]
    keyed = [number for number, piece in enumerate(head) if piece.value is not None]
    target = keyed[which % len(keyed)]
    key = head[target].lines[0].split(":")[0].strip()
    written = words if words.startswith("|-") else write_scalar(words)
    lines = f"{key}: {written}".split("\n")

    def whole(parts: Sequence[Piece]) -> str:
        return end.join(["---", *(one for piece in parts for one in piece.lines), "---", f"Key: body{end}last"])

    wanted = {
        "change": [*head[:target], Piece(lines=tuple(lines)), *head[target + 1 :]],
        "add": [*head, Piece(lines=tuple(f"new: {written}".split("\n")))],
        "drop": [*head[:target], *head[target + 1 :]],
    }[what]
    changed = set_field(whole(head), "new" if what == "add" else key, None if what == "drop" else written)
    assert changed == whole(wanted)
    entry = read(changed.replace("\r\n", "\n").replace("\r", "\n")).get("new" if what == "add" else key)
    if what == "drop":
        assert entry is None
    else:
        assert entry is not None and entry.text() == ("one\ntwo" if words.startswith("|-") else words)


@settings(max_examples=70)
@given(st.dictionaries(st.sampled_from(["title", "place", "summary", "k"]), VALUES, min_size=1), VALUES, ENDS)
def test_what_is_written_is_read_back_by_plain_yaml_and_by_us(fields: Mapping[str, str], new: str, end: str) -> None:
    text = write_head(
        {**{key: write_scalar(value) for key, value in fields.items()}, "tags": write_list([new, "b"])}, "Hi\n"
    )
    text = set_field(text.replace("\n", end), "extra", write_scalar(new))
    wanted = {**fields, "tags": [new, "b"], "extra": new}
    assert yaml.load(text.split(f"---{end}")[1], Loader=yaml.SafeLoader) == wanted
    head = read(text.replace(end, "\n"))
    assert head.problems == ()
    assert head.body == "\nHi\n"
    ours = {entry.key: entry.value() for entry in head.entries}
    assert ours == {**fields, "tags": (new, "b"), "extra": new}


@pytest.mark.parametrize(
    ("text", "key", "value", "changed"),
    [
        ("Come.\r\nAll.", "title", "Fair", "---\r\ntitle: Fair\r\n---\r\n\r\nCome.\r\nAll."),
        ("", "title", "Fair", "---\ntitle: Fair\n---\n\n"),
        ("---\n\nText\n\n---\n", "title", "Fair", "---\ntitle: Fair\n---\n\n---\n\nText\n\n---\n"),
        ("Come.\n", "title", None, "Come.\n"),
        ("---\ntitle: Fair\n---\n", "date", None, "---\ntitle: Fair\n---\n"),
        ("---\n---\nCome.\n", "title", "Fair", "---\ntitle: Fair\n---\nCome.\n"),
        ("Title: Fair\n\nCome.\n", "title", "Fête", "Title: Fête\n\nCome.\n"),
        ("title: Fair", "date", "2026-05-06", "title: Fair\ndate: 2026-05-06"),
        ("title: Fair\ntags: a\n\nCome.\n", "title", None, "---\ntags: a\n---\n\nCome.\n"),
        ("title: Fair\ndate: a\n\nCome.\n", "title", None, "date: a\n\nCome.\n"),
        ("---\r\ntitle: Fair\r\n\r\nCome.", "tags", "[a]", "---\r\ntitle: Fair\r\ntags: [a]\r\n\r\nCome."),
        ("—\ntitle: Fair # 1\n—\nCome.", "Title", "Fête", "—\ntitle: Fête\n—\nCome."),
        ("---\n title:Fair\n date: a\n---\n", "title", "Fête", "---\n title: Fête\n date: a\n---\n"),
        ("---\n title: Fair\n---\n", "text", "|-\n  a\n  b", "---\n title: Fair\n text: |-\n   a\n   b\n---\n"),
        ("---\ntitle: A\ntags: x\ntitle: B\n---\n", "title", "C", "---\ntitle: A\ntags: x\ntitle: C\n---\n"),
        ("---\ntitle: A\ntags: x\ntitle: B\n---\n", "title", None, "---\ntags: x\n---\n"),
        ("---\ntags:\n- a\n- b\n\ntitle: A\n---\n", "tags", "", "---\ntags:\n\ntitle: A\n---\n"),
        ("---\ntags:\n- a\n  # x\n  \ntitle: A\n---\n", "tags", "b", "---\ntags: b\n  # x\n  \ntitle: A\n---\n"),
        ("---\nOpening hours: 9-5\n---\n", "opening_hours", "10-4", "---\nOpening hours: 10-4\n---\n"),
    ],
)
def test_a_field_is_set_in_files_of_every_kind(text: str, key: str, value: str | None, changed: str) -> None:
    assert set_field(text, key, value) == changed


def test_a_toml_head_is_left_alone() -> None:
    text = '+++\ntitle = "Fair"\n+++\nCome.\n'
    for value in ("Fête", None):
        with pytest.raises(NotYaml, match="TOML"):
            set_field(text, "title", value)
