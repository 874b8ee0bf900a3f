from __future__ import annotations

from hyperlocal.hours import read_hours, table
from hyperlocal.hours.week import Row


def test_a_row_for_each_rule() -> None:
    read = read_hours(
        "Mon-Fri 9-12, 1-5\nSat 10-12, ring first\nclosed bank holidays\nother times by appointment\nsnow"
    )
    assert table(read) == (
        Row(days="Monday to Friday", times="9am to midday and 1pm to 5pm"),
        Row(days="Saturday", times="10am to midday", note="ring first"),
        Row(days="Bank holidays", times="closed"),
        Row(days="Other times", times="by appointment"),
    )
    assert table(read_hours("")) == ()
