"""Values as text: what YAML says is read without its surprises, and what is written every other reader reads alike."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.yamltext import (
    NotYaml,
    Value,
    compose,
    one_line,
    printable,
    simple_list,
    toml_keys,
    toml_values,
    unquote,
    write_lines,
    write_list,
    write_scalar,
)

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(list(" :#'\"-[]{},&*!|>%@`?\n\t“”‘’")), max_size=30
)
SURPRISES = [
    *("yes", "No", "ON", "off", "y", "N", "true", "False", "null", "Null", "~", "", "=", "<<", ".inf", "-.INF", ".NaN"),
    *(
        "19:30",
        "01214960000",
        "1e10",
        "1E+5",
        "0x1F",
        "0x_",
        "0b101",
        "0o17",
        "+12",
        "1_000",
        "1,5",
        "12.",
        "-5 people",
    ),
    *("2026-05-06", "2026-11-31", "2026-5-6 10:00", "2001-12-14t21:59:43.10-05:00", "[Cancelled] fair", "{x}", "a]"),
    *(
        "Jumble sale: Saturday",
        "trailing:",
        "50% off #news",
        "#1",
        "@handle",
        "`code`",
        "'tis",
        "it's",
        '"Fair"',
        "'a'",
    ),
    *(
        "“Fair”",
        "‘Fair’",
        "- a",
        "? a",
        "a, b",
        "a?b",
        "a:b",
        "https://example.org/#x",
        " led",
        "trailed ",
        "a\tb",
        "a\nb",
    ),
    *(
        "\x7f",
        "\x85",
        "a\u2028b",
        "\ufeffa",
        "a\u00a0",
        "C:\\temp\\new",
        "!important",
        "&amp",
        "*",
        "%",
        "|",
        ">",
        "---",
        "...",
    ),
    *("é", "e\u0301", "🎉", "عيد", "\ue000", "\ufffe", "\x00", "\U0001ffff"),
]


@pytest.fixture(params=["with", "without"])
def libyaml(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML comes with or without its reader in C, and the two word their faults differently."""
    if request.param == "without":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)


@pytest.mark.parametrize(
    ("typed", "inside"),
    [
        ("'Summer fair'", "Summer fair"),
        ('"Summer fair"', "Summer fair"),
        ("'It''s on'", "It's on"),
        (r'"say \"yes\" \u00e9 \x41"', 'say "yes" é A'),
        (r'"C:\Users\jo"', r"C:\Users\jo"),
        ("'fair' # a note", "fair"),
        ('"fair"  ', "fair"),
        ("''", ""),
        ('""', ""),
        ("'fair'#3", None),
        ('"Fair" and "Fête"', None),
        ("'90s and '80s", None),
        ("'It's on'", None),
        ('"Fair', None),
        ("fair", None),
        ("'", None),
        ("", None),
    ],
)
def test_one_whole_quoted_text_loses_its_quotes(typed: str, inside: str | None) -> None:
    assert unquote(typed) == inside


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("“Summer fair”", "Summer fair"),
        ("‘It’s on’", "It’s on"),
        ("'It's on'", "It's on"),
        ("”Summer fair”", "Summer fair"),
        ('"Summer fair”', "Summer fair"),
        ("“ Summer fair ”", "Summer fair"),
        ("“”", ""),
        ("“Fair” and “Fête”", "“Fair” and “Fête”"),
        ("‘Fair’ and ‘Fête’", "‘Fair’ and ‘Fête’"),
        ("The “Fair”", "The “Fair”"),
        ("'90s and '80s'", "'90s and '80s'"),
        ("“", "“"),
        ("Jumble sale: Saturday #3", "Jumble sale: Saturday #3"),
        ("[Cancelled] fair", "[Cancelled] fair"),
        ("019:30", "019:30"),
        ("", ""),
    ],
)
def test_quotes_round_a_value_are_no_part_of_it(typed: str, text: str) -> None:
    assert one_line(typed) == text


@pytest.mark.parametrize(
    ("first", "more", "items"),
    [
        ("[fair, our hall]", (), ("fair", "our hall")),
        ("[#fair, 50% off #3, @jo, tea: cake, “x”,]  # a note", (), ("#fair", "50% off #3", "@jo", "tea: cake", "x")),
        ("[]", (), ()),
        ("", ("- fair", "- Tea: cake: scones"), ("fair", "Tea: cake: scones")),
        (
            "",
            ("  - @jo", "  ", "  # between", "  -\t50% off #3", "\t- `x`", "  - 'it''s'"),
            ("@jo", "50% off #3", "`x`", "it's"),
        ),
        ("# these", ("- fair # a note", "- #fête", "-"), ("fair", "#fête", "")),
        ("[fair, [a]]", (), None),
        ('["a, b", c]', (), None),
        ("[*all]", (), None),
        ("[a,", ("b]",), None),
        ("[a] b", (), None),
        ("fair", (), None),
        ("", ("words",), None),
        ("", ("- a", "  b: c"), None),
        ("", ("- - a",), None),
        ("", ("- fair", "- [a]"), None),
        ("", ("- *all",), None),
        ("", (), None),
    ],
)
def test_a_plain_list_is_read_as_it_stands(first: str, more: tuple[str, ...], items: tuple[str, ...] | None) -> None:
    assert simple_list(first, more) == items


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("k: 19:30", "19:30"),
        ("k: yes", "yes"),
        ("k: 2026-11-31", "2026-11-31"),
        ("k: |\n  one\n  two\n", "one\ntwo\n"),
        ("k: >-\n  one\n  two", "one two"),
        ("k:\n  - a: 1e10\n    b: ~\n  - c", ({"a": "1e10", "b": "~"}, "c")),
        ("k: {monday: [9am, 5pm], 1: x}", {"monday": ("9am", "5pm"), "1": "x"}),
        ("k:\n  ? [a, b]\n  : c", {"('a', 'b')": "c"}),
        ("k: !!python/object/apply:os.system ['echo']", ("echo",)),
        ('k: "a\\0b\\x0bc\\nd"', "abc\nd"),
        ("k:", ""),
    ],
)
def test_every_scalar_is_the_text_that_was_typed(libyaml: None, typed: str, value: Value) -> None:
    assert compose(typed, 1) == value


@pytest.mark.parametrize(
    ("typed", "line", "reason"),
    [
        ("k: [a, b", 7, "comma"),
        ("k: {a: b", 7, "}"),
        ("k: [a,", 7, "not closed"),
        ("k:\n  - a\n  - @b", 9, "quotation marks"),
        ('k: "a', 7, "not closed"),
        ("k:\n  a: b: c", 8, "second colon"),
        ("k: a\nl: b", 7, "name it belongs to"),
        ("k: 'a' b", 7, "not set out"),
        ('k: "\\U99999999"', 7, "not set out"),
        ("k: [&a x, b]", 7, "anchors"),
        ("k:\n  - *a", 8, "anchors"),
        ("k:\n  - <<: *a", 8, "anchors"),
    ],
)
def test_what_cannot_be_read_says_line_and_reason(libyaml: None, typed: str, line: int, reason: str) -> None:
    with pytest.raises(NotYaml) as told:
        compose(typed, 7)
    assert told.value.line == line
    assert reason in told.value.reason


@pytest.mark.parametrize(
    "trap",
    [
        "k: " + "[" * 100_000,
        "k: " + "{a: " * 50_000,
        "k:\n  " + "- " * 100_000,
        "k:\n" + "".join(" " * depth + f"a{depth}:\n" for depth in range(1, 1000)),
        "k: " + "[" * 30 + "]" * 30,
    ],
)
def test_deep_lists_are_refused_before_they_are_built(libyaml: None, trap: str) -> None:
    with pytest.raises(NotYaml, match="deep"):
        compose(trap, 1)


def test_a_laughing_billion_is_refused() -> None:
    rows = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    with pytest.raises(NotYaml, match="anchors"):
        compose(f"k:\n  a0: &a0 [lol]\n{rows}", 1)


def test_lists_of_small_groups_may_be_long() -> None:
    found = compose("k: [" + ", ".join("{day: [x]}" for _ in range(1000)) + "]", 1)
    assert isinstance(found, tuple) and len(found) == 1000


# --- TOML ---


def test_toml_is_text_with_the_line_of_each_name() -> None:
    lines = [
        'title = "Fair \\u00a35"',
        "# a note",
        "draft = true",
        "date = 2026-05-06T10:00:00Z",
        'text = """',
        "weight = 3",
        '"""',
        'note = """x"""',
        'size = "["',
        "size_too = 1e10",
        "[taxonomies]  # here",
        "tags = [",
        '  "c] = d",',
        "  'title = 9',",
        "]",
        "title = 'Kinds'",
        "[ extra . deep ]",
        '"title" = "inner"',
        "weight = 4",
        "box = { a = 1 }",
        "[[extra.rows]]",
        "x = 'y'",
        "[[extra.rows]]",
        "x = 'z'",
    ]
    assert toml_values(lines, 10) == [
        ("title", 10, "Fair £5"),
        ("draft", 12, "true"),
        ("date", 13, "2026-05-06 10:00:00+00:00"),
        ("text", 14, "weight = 3\n"),
        ("note", 17, "x"),
        ("size", 18, "["),
        ("size_too", 19, "1e10"),
        ("taxonomies.tags", 21, ("c] = d", "title = 9")),
        ("taxonomies.title", 25, "Kinds"),
        ("extra.deep.title", 27, "inner"),
        ("extra.deep.weight", 28, "4"),
        ("extra.deep.box.a", 29, "1"),
        ("extra.rows", 30, ({"x": "y"}, {"x": "z"})),
    ]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["a = 1", "b = Fair"], 6),
        (["a = 1", "", "date = 2026-11-31"], 7),
        (["a = " + "[" * 100_000], 5),
        (["a = " + "9" * 10_000], 5),
        (["a = 1", "a = 2"], 6),
    ],
)
def test_what_is_no_toml_says_where(lines: list[str], line: int) -> None:
    with pytest.raises(NotYaml) as told:
        toml_values(lines, 5)
    assert told.value.line == line


def test_toml_is_told_from_yaml_by_its_equals_signs() -> None:
    assert toml_keys(["", 'title = "Fair"']) and toml_keys(["a.b='c'"])
    assert not toml_keys(["title: a = b", "words = are here, not there".replace("=", "is")])


# --- writing ---


def safe(text: str) -> object:
    return yaml.load(f"k: {text}\n", Loader=yaml.SafeLoader)["k"]


@settings(max_examples=70)
@given(TEXTS)
def test_a_written_text_is_read_back_as_the_same_text_by_plain_yaml(text: str) -> None:
    assert safe(write_scalar(text)) == text
    assert "\n" not in write_scalar(text)


@pytest.mark.parametrize("text", SURPRISES)
def test_every_surprise_of_yaml_is_written_so_that_it_is_none(text: str) -> None:
    assert safe(write_scalar(text)) == text
    assert safe(write_list([text, "b", text])) == [text, "b", text]
    assert one_line(write_scalar(text)) == printable(text)


@settings(max_examples=70)
@given(st.lists(TEXTS, max_size=4))
@example([])
@example(["", "a"])
def test_a_written_list_is_read_back_by_plain_yaml_and_by_us(texts: list[str]) -> None:
    written = write_list(texts)
    assert safe(written) == texts
    ours = simple_list(written, ())
    assert (compose(f"k: {written}", 1) if ours is None else ours) == tuple(map(printable, texts))


@settings(max_examples=70)
@given(st.lists(TEXTS, max_size=5).map("\n".join))
@example("Village Hall\nWharf Road")
@example("a\n\n  b: c # d\n- e\n---\nf")
@example("\na")
@example("a\n ")
@example("a\x85\nb")
def test_a_text_of_several_lines_is_read_back_by_plain_yaml_and_by_us(text: str) -> None:
    written = write_lines(text)
    assert safe(written) == text
    assert compose(f"k: {written}", 1) == printable(text)


def test_lines_are_written_as_people_read_them() -> None:
    assert write_lines("Village Hall\n\nWharf Road") == "|-\n  Village Hall\n\n  Wharf Road"
    assert write_lines("Village Hall") == "Village Hall"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Summer fair, 5pm (free!) – it’s on", "Summer fair, 5pm (free!) – it’s on"),
        ("https://example.org/#top", "https://example.org/#top"),
        ("£5 for R&B", "£5 for R&B"),
        ("Sale: Saturday", '"Sale: Saturday"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("🎉: é", '"🎉: é"'),
    ],
)
def test_quotes_stand_only_where_they_must(text: str, written: str) -> None:
    assert write_scalar(text) == written


def test_what_means_a_date_or_yes_may_be_left_bare() -> None:
    assert [write_scalar(text, bare=True) for text in ("2026-11-22", "true", "10")] == ["2026-11-22", "true", "10"]
    assert write_scalar("a: b", bare=True) == '"a: b"'
    assert write_scalar("<<", bare=True) == '"<<"'


def test_what_is_no_text_at_all_is_not_written() -> None:
    assert write_scalar("a\ud800b") == '"ab"'
    assert not re.search("[\x00-\x08]", printable("a\x00\x01b"))


def test_a_group_keeps_its_names() -> None:
    found = compose("k:\n  Opening hours: 9-5\n  1: x", 1)
    assert isinstance(found, Mapping) and list(found) == ["Opening hours", "1"]
