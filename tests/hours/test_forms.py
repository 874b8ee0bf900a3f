"""The table of forms, column by column, and the page that shows it to people (requirement 36)."""

from __future__ import annotations

import pytest
from opening_hours import OpeningHours

from hyperlocal.hours import osm, read_hours
from tests.hours.forms import FORMS, REFUSED, TODAY, Form, lines, oruk_in_short, schema_in_short
from tests.test_docs import as_markdown, rows

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.typed)


@each_form
def test_a_form_gives_its_english_osm_schema_org_and_oruk(form: Form) -> None:
    hours = read_hours(lines(form.typed), today=TODAY)
    assert not hours.unread
    assert hours.typed == lines(form.typed)
    told = (" / ".join(hours.said), osm(hours), schema_in_short(hours), oruk_in_short(hours))
    assert told == (form.english, form.osm, form.schema, form.oruk)


@each_form
def test_what_is_said_back_can_be_read_again(form: Form) -> None:
    hours = read_hours(lines(form.typed), today=TODAY)
    again = read_hours("\n".join(hours.said))
    assert (again.rules, again.notes, again.otherwise, again.unread) == (hours.rules, hours.notes, hours.otherwise, ())
    assert again.said == hours.said


@each_form
def test_other_programs_can_read_our_osm(form: Form) -> None:
    assert OpeningHours(form.osm).warnings == []


@pytest.mark.parametrize(("typed", "why"), REFUSED)
def test_what_is_not_certain_is_refused_and_kept_as_typed(typed: str, why: str) -> None:
    hours = read_hours(f"  {typed}\nSunday 10am to 11am", today=TODAY)
    assert hours.said == ("Sunday: 10am to 11am",), "the other line is not lost"
    (unread,) = hours.unread
    assert (unread.line, unread.text) == (0, typed)
    assert unread.message.startswith(why)
    assert unread.suggestion.startswith("Type, for example, “")


def test_there_are_as_many_as_was_promised() -> None:
    assert len({form.typed for form in FORMS}) >= 60
    assert len({typed for typed, _ in REFUSED}) >= 20


def test_the_page_for_people_has_every_form() -> None:
    wanted = [(f"`{form.typed}`", form.english) for form in FORMS]
    assert rows("docs/hours.md", "What is read") == wanted, f"it should be:{as_markdown(wanted)}"


def test_the_page_for_people_has_every_refusal() -> None:
    wanted = [(f"`{typed}`", why) for typed, why in REFUSED]
    assert rows("docs/hours.md", "What is refused") == wanted, f"it should be:{as_markdown(wanted)}"


def test_the_page_for_people_has_what_programs_get() -> None:
    """Each week once, however it was typed."""
    once = {form.english: (form.english, f"`{form.osm}`", form.schema, form.oruk) for form in FORMS}
    wanted = list(once.values())
    assert rows("docs/hours.md", "What programs get") == wanted, f"it should be:{as_markdown(wanted)}"
