"""What each kind of value reads, writes back, and says of what it cannot read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.dates import Moment
from hyperlocal.fields import declared, read, written
from hyperlocal.frontmatter import read as read_head
from hyperlocal.frontmatter import write_head
from hyperlocal.problems import Severity
from tests.forms import Form, reading, value


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("title: Jumble sale: Saturday #3", "Jumble sale: Saturday #3"),
        ("title: |\n  Summer\n  fair", "Summer fair"),
        ("Name: “Fair”", "Fair"),
        ("title: [Cancelled] fair", "[Cancelled] fair"),
        ("title: null", "null"),
        ('title: "  Fair "', "Fair"),
        ("title: 01214", "01214"),
        ("address: Village Hall, Wharf Road # blue door", "Village Hall, Wharf Road # blue door"),
        ("address: |\n  Village Hall\n\n   Wharf Road", "Village Hall\nWharf Road"),
        ("street:\n  - Village Hall\n  - Wharf Road", "Village Hall\nWharf Road"),
        ("address:\n  Monday: 9am - 5pm\n  Sunday: closed", "Monday: 9am - 5pm\nSunday: closed"),
        ("tags: fair, our hall;  fête, fair", ("fair", "our hall", "fête")),
        ("tags: [fair, 'our hall']", ("fair", "our hall")),
        ("tags:\n- fair\n- “our hall”", ("fair", "our hall")),
        ("tags: #fair, #fête", ("fair", "fête")),
        ("tags: #fair #fête", ("fair", "fête")),
        ("tags: Room #3, C#  # two", ("Room #3", "C#")),
        ("tags: |\n  fair\n  fête, hall", ("fair", "fête", "hall")),
        ('tag: "fair, fête"', ("fair", "fête")),
        ("links: https://a.example/x, y", ("https://a.example/x, y",)),
        (
            "links:\n  - https://a.example/#us\n  - Us: https://b.example/",
            ("https://a.example/#us", "https://b.example/"),
        ),
        ("social:\n  them: https://a.example/\n  phone: 0121 496 0000", ("https://a.example/", "phone: 0121 496 0000")),
        ("raw_html: YES", True),
        ("raw_html: on # for now", True),
        ("raw_html: na", False),
        ("raw html: False", False),
        ("order: 10", 10),
        ("weight: -3 # low", -3),
        ("order: 0", 0),
        ("latitude: 52.4814", "52.4814"),
        ("lat: +52", "52"),
        ("lat: -1.8998", "-1.8998"),
        ("feeds: All", "all"),
        ("colour: #1d6b52", "#1d6b52"),
        ("colour: #1D6B52 # ours", "#1d6b52"),
        ('color: "#1d6b52"', "#1d6b52"),
        ("email: hello@example.org", "hello@example.org"),
        ("e-mail: <hello.us+x@mail.example.co.uk>  # shared", "hello.us+x@mail.example.co.uk"),
        ("contact: mailto:hello@example.org", "hello@example.org"),
        ("website: https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("website: www.example.org/news # ours", "https://www.example.org/news"),
        ("url: tŷ.example.cymru", "https://tŷ.example.cymru"),
        ("url: HTTP://localhost:8000/", "HTTP://localhost:8000/"),
    ],
)
def test_a_value_is_read_as_it_was_meant(typed: str, read_as: object) -> None:
    assert value(typed) == read_as


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("date: 2026-05-06", "2026-05-06", None),
        ("date: 05/06/2026 # Friday", "2026-06-05", None),
        ('date: "6 May 2026, 7.30pm"', "2026-05-06", "19:30"),
        ("lastmod: 2026-05-06T10:00:00+01:00", "2026-05-06", "10:00"),
    ],
)
def test_a_date_is_read_day_first(typed: str, day: str, time: str | None) -> None:
    found = value(typed)
    assert found.day.isoformat() == day
    assert (found.time.isoformat("minutes") if found.time else None) == time


def test_an_empty_value_is_no_value_and_no_mistake() -> None:
    for field in ("title", "tags", "links", "order", "latitude", "date", "colour", "email", "website"):
        for empty in ("", " ", '""', "''", "“”"):
            found = reading(f"{field}: {empty}")
            assert (dict(found.values), found.problems, found.whole) == ({}, (), True), (field, empty)
    assert dict(reading("tags: []\nlinks: [ ]").values) == {}


def test_what_other_programs_write_for_nothing_is_nothing() -> None:
    for field in ("tags", "raw_html", "draft", "order", "lat", "date", "feeds", "colour", "email", "url"):
        for nothing in ("~", "null", "# not known yet"):
            found = reading(f"{field}: {nothing}")
            assert (dict(found.values), found.problems, found.whole) == ({}, (), True), (field, nothing)


@pytest.mark.parametrize(
    ("typed", "kept_back"),
    [
        ("draft: yes", True),
        ("draft: true", True),
        ("draft: no", False),
        ("published: false", True),
        ("published: yes", False),
        ("status: draft", True),
        ("status: Hidden # for now", True),
        ("status: private", True),
        ("status: published", False),
        ("status: registered charity", False),
        ("draft: no\npublished: false", True),
        ("published: true\nstatus: draft", True),
        ("draft: yes\npublished: yes", True),
        ("draft: no\nstatus: published", False),
    ],
)
def test_a_text_is_kept_back_when_any_line_says_so(typed: str, kept_back: bool) -> None:
    found = reading(typed)
    assert found.values["draft"] is kept_back
    assert found.problems == () and found.whole


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("draft: maybe", "draft: yes"),
        ("published: no idea", "published: yes"),
        ("status: drfat", "Did you mean  status: draft"),
        ("draft: [yes]", "draft: yes"),
    ],
)
def test_in_doubt_nothing_is_published(typed: str, remedy: str) -> None:
    found = reading(typed)
    assert not found.whole
    (problem,) = found.problems
    assert (problem.rule, problem.severity, problem.line) == ("bad-yes-no", Severity.ERROR, 2)
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("typed", "rule", "read_as", "remedy"),
    [
        ("title:\n  - Fair", "bad-text", "“title” has a list or a group", "title: some words"),
        ("Name:\n  en: Fair", "bad-text", "“Name” has a list or a group", "Name: some words"),
        ("address: [a", "bad-text", "needs a comma", "address: [one, two]"),
        ("tags:\n  - a\n b", "bad-list", "not set out as a list or a text (line 4)", "tags: [one, two]"),
        ("links: [*all]", "bad-list", "anchors", "links: [one, two]"),
        ("raw_html: perhaps", "bad-yes-no", "“perhaps” is neither yes nor no", "raw_html: no"),
        ("title: " + "x" * 10_001, "bad-text", "“title” has 10,001 letters", "title: some words"),
        ("address: " + "x" * 10_001, "bad-text", "“address” has 10,001 letters", "address: some words"),
        ("website: https://x.org/" + "x" * 10_001, "bad-web-address", "letters", "website: some words"),
        ("tags: " + ",".join(map(str, range(501))), "bad-list", "“tags” has 501 parts", "tags: [one, two]"),
        ("links: " + "x" * 10_001, "bad-list", "one that is very long", "links: [one, two]"),
        ("order: ten", "bad-number", "“ten” is not a whole number", "order: 10"),
        ("weight: 1.5", "bad-number", "“1.5”", "weight: 10"),
        ("order: " + "9" * 5000, "bad-number", "9…”", "order: 10"),
        ("lat: 52°", "bad-number", "“52°” is not a number", "lat: 52.4814"),
        ("lat: nan", "bad-number", "“nan”", "lat: 52.4814"),
        ("updated: 31/11/2026", "bad-date", "November has 30", "updated: 2026-11-30"),
        ("updated: TBC", "bad-date", "“TBC”", "updated: 2026-11-22"),
        ("feeds: mian", "bad-choice", "“mian”", "Did you mean  feeds: main"),
        ("feeds: several", "bad-choice", "“several”", "Write main, all or none."),
        ("colour: sort of green", "bad-colour", "“sort of green” is not a colour", "teal"),
        ("email: hello at example.org", "bad-email", "“hello at example.org”", "email: hello@example.org"),
        ("email: a@example.org, b@example.org", "bad-email", "b@example.org", "hello@example.org"),
        ("email: hello@example.org.", "bad-email", "example.org.”", "hello@example.org"),
        ("website: none", "bad-web-address", "“none” is not a web address", "website: https://example.org/"),
        ("website: hello@example.org", "bad-web-address", "“hello@example.org”", "https://example.org/"),
        ("website: javascript:alert(1)", "bad-web-address", "“javascript:alert(1)”", "https://example.org/"),
        ("website: https:/example.org", "bad-web-address", "“https:/example.org”", "https://example.org/"),
        ('website: https://example.org/"><script>', "bad-web-address", "<script>", "https://example.org/"),
        ("website: not yet there.", "bad-web-address", "“not yet there.”", "https://example.org/"),
        ("website: 9.30", "bad-web-address", "“9.30”", "https://example.org/"),
    ],
)
def test_a_fault_says_what_was_read_and_what_to_type(typed: str, rule: str, read_as: str, remedy: str) -> None:
    found = reading(f"{typed}\nslug: fair")
    (problem,) = found.problems
    assert (problem.rule, problem.path, problem.line, problem.severity) == (rule, "a.md", 2, Severity.WARNING)
    assert read_as in problem.message and remedy in problem.remedy
    assert len(str(problem)) < 400
    assert dict(found.values) == {"slug": "fair"} and found.whole


@pytest.mark.parametrize(
    "trap", ["a." * 100_000, "a@" + "a." * 100_000 + "@", "#" * 200_000, " #" * 100_000, "-" * 200_000]
)
def test_no_value_takes_long_to_refuse(trap: str) -> None:
    for field in ("email", "website", "lat", "order", "colour", "feeds", "date"):
        assert all(len(str(problem)) < 400 for problem in reading(f"{field}: {trap}").problems)


def test_the_example_of_every_kind_is_one_that_it_reads() -> None:
    for field in declared(Form):
        if field.kind.name != "choice":
            assert value(f"{field.name}: {field.kind.example}") not in (None, "", ())


# --- writing back ---

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), max_size=20).map(
    lambda typed: " ".join(typed.split())
)
MOMENTS = st.builds(
    Moment,
    day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    time=st.none() | st.times(),
    offset=st.none(),
) | st.builds(
    Moment,
    day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    time=st.times(),
    offset=st.integers(-12 * 4, 14 * 4).map(lambda quarters: dt.timedelta(minutes=15 * quarters)),
)
NAMES = st.lists(LINE.map(lambda word: word.strip("\"'“”#,; ").strip()).filter(bool), unique=True, max_size=3)
FORMS = st.fixed_dictionaries(
    {},
    optional={
        "title": LINE,
        "address": st.lists(LINE.filter(bool), max_size=3).map("\n".join),
        "tags": NAMES.map(tuple),
        "links": NAMES.map(tuple),
        "raw_html": st.booleans(),
        "draft": st.booleans(),
        "order": st.integers(-999_999_999, 999_999_999),
        "latitude": st.sampled_from(["52.4814", "-1.8998", "0"]),
        "date": MOMENTS,
        "feeds": st.sampled_from(["main", "all"]),
        "colour": st.sampled_from(["#1d6b52", "#000000"]),
        "email": st.sampled_from(["", "hello@example.org"]),
        "website": st.sampled_from(["https://example.org/?a=b#c"]),
    },
)


@settings(max_examples=100)
@given(FORMS)
@example({"title": "“Fair”", "tags": ("yes", "a: b", "c#"), "address": "- a\n# b\nc: d"})
@example({"title": "null", "links": ("- a", "*", "&x")})
@example({"date": Moment(day=dt.date(2026, 6, 5), time=dt.time(23, 30), offset=dt.timedelta())})
@example({"date": Moment(day=dt.date(2026, 6, 5), time=dt.time(23, 30, 5, 250))})
def test_what_is_written_is_read_back_the_same(values: dict[str, Any]) -> None:
    made = written(Form, values)
    assert list(made) == [field.name for field in declared(Form) if values.get(field.name) not in (None, "", ())]
    found = read(Form, read_head(write_head(made, "Text.\n")), "a.md")
    assert found.problems == ()
    assert dict(found.values) == {name: one for name, one in values.items() if one not in ("", ())}


def test_what_is_written_is_what_people_would_type() -> None:
    values = {
        "title": "Sale: Saturday",
        "tags": ("fair", "our hall"),
        "address": "Village Hall\nWharf Road",
        "draft": True,
        "raw_html": False,
        "date": Moment(day=dt.date(2026, 6, 5), time=dt.time(19, 30)),
        "colour": "#1d6b52",
        "order": 0,
    }
    assert written(Form, values) == {
        "title": '"Sale: Saturday"',
        "address": "|-\n  Village Hall\n  Wharf Road",
        "tags": "[fair, our hall]",
        "raw_html": "false",
        "draft": "true",
        "order": "0",
        "date": "2026-06-05 19:30",
        "colour": '"#1d6b52"',
    }
