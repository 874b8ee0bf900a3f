from __future__ import annotations

import pytest

from hyperlocal.hours.clauses import Assembly, Line
from hyperlocal.hours.items import items
from hyperlocal.hours.model import NotHours
from hyperlocal.hours.words import words


def line(typed: str) -> Line:
    return Assembly().read(items(words(typed), None))


@pytest.mark.parametrize(
    ("typed", "count", "states"),
    [
        ("Mon-Fri 9-5", 1, "open"),
        ("Mon-Fri 9-5 Sat 9-12", 2, "open open"),
        ("9am-5pm Mon-Fri, 9am-noon Sat", 2, "open open"),
        ("closed Sundays, Mon-Sat 9-5", 2, "closed open"),
        ("Monday: closed, Tuesday 9-5", 2, "closed open"),
        ("Sun closed Mon 9-5", 2, "closed open"),
        ("daily 10-4 except Tuesdays", 2, "open closed"),
        ("Mon-Fri 9-5 except Wednesday 9-1", 2, "open open"),
        ("Wed by appointment", 1, "appointment"),
        ("by appointment Wed 9-5", 1, "appointment"),
        ("July, Mondays and Tuesdays: closed", 1, "closed"),
    ],
)
def test_clauses_of_a_line(typed: str, count: int, states: str) -> None:
    assert " ".join(clause.state for clause in line(typed).clauses) == states
    assert len(line(typed).clauses) == count


def test_a_break_is_only_for_its_times() -> None:
    found = line("Mon-Fri 9-5, closed 12-1")
    assert [clause.is_break for clause in found.clauses] == [False, True]


def test_what_holds_for_the_whole_line() -> None:
    assert line("Mon-Fri 9-3 term time only").term_only
    assert line("by appointment only").appointment == "by appointment only"
    assert line("Mon 9-5 or by appointment").otherwise
    assert line("ring first").notes == ("ring first",)
    assert line("Mon 9-5, ring first").clauses[0].note == "ring first"
    assert line("Open") == Line()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9-5", "which days"),
        ("Mon", "no times"),
        ("closed", "which days"),
        ("Mon-Fri 9-5, closed", "which days"),
        ("closed Mon, Tue, Wed 9-5", "which days belong"),
        ("9-5 Mon, Tue, Wed 10-4", "which days belong"),
        ("Mon-Fri 9-5, Sat 10-12 term time only", "all of this line or to its last part"),
        ("closed Saturdays and Sundays in August", "all of these days or to some"),
        ("closed Mondays in July and August", "all of these days or to some"),
        ("by appointment Wed 9-5, Thu 9-5", "which days belong"),
        ("Mon or Tue 9-5", "which of the two"),
        ("Mon lunch 12-1pm", "no time by itself"),
        ("Tuesday mornings", "from when to when"),
        ("Tuesday mornings 2pm-4pm", "not in the morning"),
        ("Mon 9-5, 10-6", "before the times"),
        ("Mon 9am to 5pm, 4pm to 6pm", "before the times"),
    ],
)
def test_what_is_not_certain_is_refused(typed: str, why: str) -> None:
    with pytest.raises(NotHours, match=why):
        line(typed)
