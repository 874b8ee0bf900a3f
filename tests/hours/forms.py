"""The forms of opening hours that are read, and what each gives; and those that are refused.

docs/hours.md shows the first four columns as they stand here. ` / ` keeps two lines apart.
"""

from __future__ import annotations

import re
from datetime import date

from hyperlocal.hours import Hours, opening_hours_specification, schedules, special_opening_hours_specification
from hyperlocal.values import dataclass

TODAY = date(2026, 11, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`typed`, and what is made of it; `schema` and `oruk` are written short by the two functions below."""

    typed: str
    english: str
    osm: str
    schema: str
    oruk: str


def lines(typed: str) -> str:
    """The text that is meant by a form in the table."""
    return typed.replace(" / ", "\n")


def schema_in_short(hours: Hours) -> str:
    """Every property of every specification, less their names."""
    told: list[str] = []
    for one in (*opening_hours_specification(hours), *special_opening_hours_specification(hours)):
        assert one["@type"] == "OpeningHoursSpecification"
        dates = "/".join(str(one[key]) for key in ("validFrom", "validThrough") if key in one)
        days = one.get("dayOfWeek", [])
        named = " ".join(day.removeprefix("https://schema.org/") for day in ([days] if isinstance(days, str) else days))
        named = re.sub(r"\b([MTWFS][a-z]{2})[a-z]*day\b", r"\1", named)
        assert set(one) <= {"@type", "validFrom", "validThrough", "dayOfWeek", "opens", "closes"}
        told.append(" ".join(part for part in (dates, named, f"{one['opens']}-{one['closes']}") if part))
    return "; ".join(told) or "nothing"


def oruk_in_short(hours: Hours) -> str:
    """Every property of every schedule but its description, which is our English."""
    told: list[str] = []
    for one in schedules(hours):
        known = ("valid_from", "valid_to", "freq", "interval", "byday", "dtstart", "opens_at", "closes_at")
        assert set(one) <= {*known, "description", "attending_type", "notes"} and one["description"]
        parts = [str(one[key]) for key in known if key in one]
        parts += [f"({one[key]})" for key in ("attending_type", "notes") if key in one]
        told.append(" ".join(parts) or "described only")
    return "; ".join(told)


FORMS = (
    Form(
        typed="Monday to Friday 9am to 5pm",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-5",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="MONDAY – FRIDAY: 9:00 – 17:00.",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Mon to Fri 0930-1730hrs",
        english="Monday to Friday: 9:30am to 5:30pm",
        osm="Mo-Fr 09:30-17:30",
        schema="Mon Tue Wed Thu Fri 09:30-17:30",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:30 17:30",
    ),
    Form(
        typed="Mon - Fri 9.30am - 5.30pm",
        english="Monday to Friday: 9:30am to 5:30pm",
        osm="Mo-Fr 09:30-17:30",
        schema="Mon Tue Wed Thu Fri 09:30-17:30",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:30 17:30",
    ),
    Form(
        typed="M-F 9-5",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Weekdays from 9am until 5pm",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Between 9am and 5pm on weekdays",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="9am to 5pm Monday to Friday",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Tues & Thurs 10-12",
        english="Tuesday and Thursday: 10am to midday",
        osm="Tu,Th 10:00-12:00",
        schema="Tue Thu 10:00-12:00",
        oruk="WEEKLY TU,TH 10:00 12:00",
    ),
    Form(
        typed="Mon/Wed/Fri 10-2",
        english="Monday, Wednesday and Friday: 10am to 2pm",
        osm="Mo,We,Fr 10:00-14:00",
        schema="Mon Wed Fri 10:00-14:00",
        oruk="WEEKLY MO,WE,FR 10:00 14:00",
    ),
    Form(
        typed="Mondays, Wednesdays and Fridays 10am till 2pm",
        english="Monday, Wednesday and Friday: 10am to 2pm",
        osm="Mo,We,Fr 10:00-14:00",
        schema="Mon Wed Fri 10:00-14:00",
        oruk="WEEKLY MO,WE,FR 10:00 14:00",
    ),
    Form(
        typed="Mon - Thurs 9-5, Fri 9-4.30",
        english="Monday to Thursday: 9am to 5pm / Friday: 9am to 4:30pm",
        osm="Mo-Th 09:00-17:00; Fr 09:00-16:30",
        schema="Mon Tue Wed Thu 09:00-17:00; Fri 09:00-16:30",
        oruk="WEEKLY MO,TU,WE,TH 09:00 17:00; WEEKLY FR 09:00 16:30",
    ),
    Form(
        typed="Mon-Fri 9-5 and Sat 10-4",
        english="Monday to Friday: 9am to 5pm / Saturday: 10am to 4pm",
        osm="Mo-Fr 09:00-17:00; Sa 10:00-16:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; Sat 10:00-16:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00; WEEKLY SA 10:00 16:00",
    ),
    Form(
        typed="Mon 9-5 / Tue 9-5 / Wed 9-1",
        english="Monday and Tuesday: 9am to 5pm / Wednesday: 9am to 1pm",
        osm="Mo,Tu 09:00-17:00; We 09:00-13:00",
        schema="Mon Tue 09:00-17:00; Wed 09:00-13:00",
        oruk="WEEKLY MO,TU 09:00 17:00; WEEKLY WE 09:00 13:00",
    ),
    Form(
        typed="Wednesday 7-9pm",
        english="Wednesday: 7pm to 9pm",
        osm="We 19:00-21:00",
        schema="Wed 19:00-21:00",
        oruk="WEEKLY WE 19:00 21:00",
    ),
    Form(
        typed="Monday evenings 7-9",
        english="Monday: 7pm to 9pm",
        osm="Mo 19:00-21:00",
        schema="Mon 19:00-21:00",
        oruk="WEEKLY MO 19:00 21:00",
    ),
    Form(
        typed="Tuesday mornings 10-12",
        english="Tuesday: 10am to midday",
        osm="Tu 10:00-12:00",
        schema="Tue 10:00-12:00",
        oruk="WEEKLY TU 10:00 12:00",
    ),
    Form(
        typed="Sunday noon-3",
        english="Sunday: midday to 3pm",
        osm="Su 12:00-15:00",
        schema="Sun 12:00-15:00",
        oruk="WEEKLY SU 12:00 15:00",
    ),
    Form(
        typed="Mon-Fri 9am-12 noon and 1pm-5pm",
        english="Monday to Friday: 9am to midday and 1pm to 5pm",
        osm="Mo-Fr 09:00-12:00,13:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-12:00; Mon Tue Wed Thu Fri 13:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 12:00; WEEKLY MO,TU,WE,TH,FR 13:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-12, 1-5",
        english="Monday to Friday: 9am to midday and 1pm to 5pm",
        osm="Mo-Fr 09:00-12:00,13:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-12:00; Mon Tue Wed Thu Fri 13:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 12:00; WEEKLY MO,TU,WE,TH,FR 13:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-5, closed for lunch 12-1",
        english="Monday to Friday: 9am to midday and 1pm to 5pm",
        osm="Mo-Fr 09:00-12:00,13:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-12:00; Mon Tue Wed Thu Fri 13:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 12:00; WEEKLY MO,TU,WE,TH,FR 13:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-5 (closed 1-2)",
        english="Monday to Friday: 9am to 1pm and 2pm to 5pm",
        osm="Mo-Fr 09:00-13:00,14:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-13:00; Mon Tue Wed Thu Fri 14:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 13:00; WEEKLY MO,TU,WE,TH,FR 14:00 17:00",
    ),
    Form(
        typed="every day 10-4",
        english="Every day: 10am to 4pm",
        osm="Mo-Su 10:00-16:00",
        schema="Mon Tue Wed Thu Fri Sat Sun 10:00-16:00",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 10:00 16:00",
    ),
    Form(
        typed="daily 10am-4pm",
        english="Every day: 10am to 4pm",
        osm="Mo-Su 10:00-16:00",
        schema="Mon Tue Wed Thu Fri Sat Sun 10:00-16:00",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 10:00 16:00",
    ),
    Form(
        typed="7 days a week, 8am to 10pm",
        english="Every day: 8am to 10pm",
        osm="Mo-Su 08:00-22:00",
        schema="Mon Tue Wed Thu Fri Sat Sun 08:00-22:00",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 08:00 22:00",
    ),
    Form(
        typed="weekends 10-4",
        english="Saturday and Sunday: 10am to 4pm",
        osm="Sa,Su 10:00-16:00",
        schema="Sat Sun 10:00-16:00",
        oruk="WEEKLY SA,SU 10:00 16:00",
    ),
    Form(
        typed="24 hours",
        english="Every day: 24 hours",
        osm="24/7",
        schema="Mon Tue Wed Thu Fri Sat Sun 00:00-23:59",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 00:00 23:59",
    ),
    Form(
        typed="always open",
        english="Every day: 24 hours",
        osm="24/7",
        schema="Mon Tue Wed Thu Fri Sat Sun 00:00-23:59",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 00:00 23:59",
    ),
    Form(
        typed="Open 24/7",
        english="Every day: 24 hours",
        osm="24/7",
        schema="Mon Tue Wed Thu Fri Sat Sun 00:00-23:59",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU 00:00 23:59",
    ),
    Form(
        typed="Saturday 24 hours",
        english="Saturday: 24 hours",
        osm="Sa 00:00-24:00",
        schema="Sat 00:00-23:59",
        oruk="WEEKLY SA 00:00 23:59",
    ),
    Form(
        typed="Friday 8pm to 1am",
        english="Friday: 8pm to 1am",
        osm="Fr 20:00-25:00",
        schema="Fri 20:00-01:00",
        oruk="WEEKLY FR 20:00 01:00",
    ),
    Form(
        typed="Saturday 7pm to midnight",
        english="Saturday: 7pm to midnight",
        osm="Sa 19:00-24:00",
        schema="Sat 19:00-00:00",
        oruk="WEEKLY SA 19:00 00:00",
    ),
    Form(
        typed="Friday from 7pm till late",
        english="Friday: 7pm till late",
        osm="Fr 19:00+",
        schema="nothing",
        oruk="WEEKLY FR 19:00",
    ),
    Form(
        typed="Fridays 7pm onwards",
        english="Friday: 7pm till late",
        osm="Fr 19:00+",
        schema="nothing",
        oruk="WEEKLY FR 19:00",
    ),
    Form(
        typed="Fri 19:00+",
        english="Friday: 7pm till late",
        osm="Fr 19:00+",
        schema="nothing",
        oruk="WEEKLY FR 19:00",
    ),
    Form(
        typed="Monday: closed / Tuesday: 9-5",
        english="Monday: closed / Tuesday: 9am to 5pm",
        osm="Mo off; Tu 09:00-17:00",
        schema="Tue 09:00-17:00",
        oruk="WEEKLY TU 09:00 17:00",
    ),
    Form(
        typed="Mon-Sat 9-5. Closed Sundays.",
        english="Monday to Saturday: 9am to 5pm / Sunday: closed",
        osm="Mo-Sa 09:00-17:00; Su off",
        schema="Mon Tue Wed Thu Fri Sat 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA 09:00 17:00",
    ),
    Form(
        typed="Closed Mondays, open Tues-Sun 10-5",
        english="Monday: closed / Tuesday to Sunday: 10am to 5pm",
        osm="Mo off; Tu-Su 10:00-17:00",
        schema="Tue Wed Thu Fri Sat Sun 10:00-17:00",
        oruk="WEEKLY TU,WE,TH,FR,SA,SU 10:00 17:00",
    ),
    Form(
        typed="daily 10-4 except Tuesdays",
        english="Monday and Wednesday to Sunday: 10am to 4pm / Tuesday: closed",
        osm="Mo,We-Su 10:00-16:00; Tu off",
        schema="Mon Wed Thu Fri Sat Sun 10:00-16:00",
        oruk="WEEKLY MO,WE,TH,FR,SA,SU 10:00 16:00",
    ),
    Form(
        typed="daily except Sunday 10-4",
        english="Monday to Saturday: 10am to 4pm / Sunday: closed",
        osm="Mo-Sa 10:00-16:00; Su off",
        schema="Mon Tue Wed Thu Fri Sat 10:00-16:00",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA 10:00 16:00",
    ),
    Form(
        typed="Mon-Fri 9-5 / Wed 9-8",
        english="Monday, Tuesday, Thursday and Friday: 9am to 5pm / Wednesday: 9am to 8pm",
        osm="Mo,Tu,Th,Fr 09:00-17:00; We 09:00-20:00",
        schema="Mon Tue Thu Fri 09:00-17:00; Wed 09:00-20:00",
        oruk="WEEKLY MO,TU,TH,FR 09:00 17:00; WEEKLY WE 09:00 20:00",
    ),
    Form(
        typed="first Saturday 10am-1pm",
        english="First Saturday of the month: 10am to 1pm",
        osm="Sa[1] 10:00-13:00",
        schema="nothing",
        oruk="MONTHLY 1SA 10:00 13:00",
    ),
    Form(
        typed="first and third Tuesday of the month 7.30pm to 9pm",
        english="First and third Tuesday of the month: 7:30pm to 9pm",
        osm="Tu[1,3] 19:30-21:00",
        schema="nothing",
        oruk="MONTHLY 1TU,3TU 19:30 21:00",
    ),
    Form(
        typed="2nd & 4th Wednesday 2-4pm",
        english="Second and fourth Wednesday of the month: 2pm to 4pm",
        osm="We[2,4] 14:00-16:00",
        schema="nothing",
        oruk="MONTHLY 2WE,4WE 14:00 16:00",
    ),
    Form(
        typed="last Friday 2pm-4pm",
        english="Last Friday of the month: 2pm to 4pm",
        osm="Fr[-1] 14:00-16:00",
        schema="nothing",
        oruk="MONTHLY -1FR 14:00 16:00",
    ),
    Form(
        typed="every first Monday 10-12",
        english="First Monday of the month: 10am to midday",
        osm="Mo[1] 10:00-12:00",
        schema="nothing",
        oruk="MONTHLY 1MO 10:00 12:00",
    ),
    Form(
        typed="second Tuesday of the month 10-12",
        english="Second Tuesday of the month: 10am to midday",
        osm="Tu[2] 10:00-12:00",
        schema="nothing",
        oruk="MONTHLY 2TU 10:00 12:00",
    ),
    Form(
        typed="every other Tuesday from 5 January 2027 10am-12",
        english="Every other Tuesday from 5 January 2027: 10am to midday",
        osm='Tu 10:00-12:00 unknown "Every other Tuesday from 5 January 2027"',
        schema="nothing",
        oruk="WEEKLY 2 TU 2027-01-05 10:00 12:00",
    ),
    Form(
        typed="alternate Saturdays 10am-1pm, from 9 January 2027",
        english="Every other Saturday from 9 January 2027: 10am to 1pm",
        osm='Sa 10:00-13:00 unknown "Every other Saturday from 9 January 2027"',
        schema="nothing",
        oruk="WEEKLY 2 SA 2027-01-09 10:00 13:00",
    ),
    Form(
        typed="Mon-Fri 9-5, closed bank holidays",
        english="Monday to Friday: 9am to 5pm / Bank holidays: closed",
        osm="Mo-Fr 09:00-17:00; PH off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; PublicHolidays 00:00-00:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Bank holidays: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 excluding bank holidays",
        english="Monday to Friday: 9am to 5pm / Bank holidays: closed",
        osm="Mo-Fr 09:00-17:00; PH off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; PublicHolidays 00:00-00:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Bank holidays: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 / bank holidays 10am-2pm",
        english="Monday to Friday: 9am to 5pm / Bank holidays: 10am to 2pm",
        osm="Mo-Fr 09:00-17:00; PH 10:00-14:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; PublicHolidays 10:00-14:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00; 10:00 14:00",
    ),
    Form(
        typed="Mon-Fri 9-5 including bank holidays",
        english="Monday to Friday: 9am to 5pm / Open on bank holidays as usual",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Open on bank holidays as usual)",
    ),
    Form(
        typed="Mo-Fr 09:00-17:00; PH off",
        english="Monday to Friday: 9am to 5pm / Bank holidays: closed",
        osm="Mo-Fr 09:00-17:00; PH off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; PublicHolidays 00:00-00:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Bank holidays: closed)",
    ),
    Form(
        typed="Mon-Fri 9.15am-3pm, term time only",
        english="Monday to Friday: 9:15am to 3pm, term time only",
        osm="Mo-Fr 09:15-15:00; SH off",
        schema="nothing",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:15 15:00 (Term time only)",
    ),
    Form(
        typed="Term time only: Tues 9.30-11.30",
        english="Tuesday: 9:30am to 11:30am, term time only",
        osm="Tu 09:30-11:30; SH off",
        schema="nothing",
        oruk="WEEKLY TU 09:30 11:30 (Term time only)",
    ),
    Form(
        typed="Mon-Fri 10-4, closed school holidays",
        english="Monday to Friday: 10am to 4pm / School holidays: closed",
        osm="Mo-Fr 10:00-16:00; SH off",
        schema="nothing",
        oruk="WEEKLY MO,TU,WE,TH,FR 10:00 16:00 (School holidays: closed)",
    ),
    Form(
        typed="school holidays 10am-2pm",
        english="School holidays: 10am to 2pm",
        osm="SH 10:00-14:00",
        schema="nothing",
        oruk="10:00 14:00",
    ),
    Form(
        typed="Mon-Fri 9-5 / not in August",
        english="Monday to Friday: 9am to 5pm / August: closed",
        osm="Mo-Fr 09:00-17:00; Aug off",
        schema="nothing",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (August: closed)",
    ),
    Form(
        typed="April to September daily 10am-6pm",
        english="April to September, every day: 10am to 6pm",
        osm="Apr-Sep 10:00-18:00",
        schema="nothing",
        oruk="10:00 18:00",
    ),
    Form(
        typed="April to September: Mon-Fri 10-6, Sat 10-4",
        english="April to September, Monday to Friday: 10am to 6pm / April to September, Saturday: 10am to 4pm",
        osm="Apr-Sep Mo-Fr 10:00-18:00; Apr-Sep Sa 10:00-16:00",
        schema="nothing",
        oruk="10:00 18:00; 10:00 16:00",
    ),
    Form(
        typed="Sat 10-4 October to March",
        english="October to March, Saturday: 10am to 4pm",
        osm="Oct-Mar Sa 10:00-16:00",
        schema="nothing",
        oruk="10:00 16:00",
    ),
    Form(
        typed="1 May to 15 September, weekends 11am-5pm",
        english="1 May to 15 September, Saturday and Sunday: 11am to 5pm",
        osm="May 01-Sep 15 Sa,Su 11:00-17:00",
        schema="nothing",
        oruk="11:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-5 / Open April to September",
        english="April to September, Monday to Friday: 9am to 5pm",
        osm="Apr-Sep Mo-Fr 09:00-17:00",
        schema="nothing",
        oruk="09:00 17:00",
    ),
    Form(
        typed="Mon-Fri 9-5 / closed 24 December to 2 January",
        english="Monday to Friday: 9am to 5pm / 24 December to 2 January: closed",
        osm="Mo-Fr 09:00-17:00; Dec 24-Jan 02 off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (24 December to 2 January: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 / closed 24 December 2026 to 2 January 2027",
        english="Monday to Friday: 9am to 5pm / 24 December 2026 to 2 January 2027: closed",
        osm="Mo-Fr 09:00-17:00; 2026 Dec 24-2027 Jan 02 off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; 2026-12-24/2027-01-02 00:00-00:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (24 December 2026 to 2 January 2027: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 / closed 25 and 26 December",
        english="Monday to Friday: 9am to 5pm / Christmas Day: closed / Boxing Day: closed",
        osm="Mo-Fr 09:00-17:00; Dec 25 off; Dec 26 off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Christmas Day: closed. Boxing Day: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 / closed 25/12/2026",
        english="Monday to Friday: 9am to 5pm / 25 December 2026: closed",
        osm="Mo-Fr 09:00-17:00; 2026 Dec 25 off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00; 2026-12-25/2026-12-25 00:00-00:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (25 December 2026: closed)",
    ),
    Form(
        typed="Mon-Fri 9-5 / closed Good Friday, Easter Monday and Christmas Day",
        english="Monday to Friday: 9am to 5pm / Christmas Day: closed / Good Friday: closed / Easter Monday: closed",
        osm="Mo-Fr 09:00-17:00; Dec 25 off; easter -2 days off; easter +1 day off",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Christmas Day: closed. Good Friday: closed. Easter Monday: closed)",
    ),
    Form(
        typed="Christmas Eve 10am to 1pm",
        english="Christmas Eve: 10am to 1pm",
        osm="Dec 24 10:00-13:00",
        schema="nothing",
        oruk="10:00 13:00",
    ),
    Form(
        typed="Thursday 24 December 10am-1pm",
        english="24 December 2026: 10am to 1pm",
        osm="2026 Dec 24 10:00-13:00",
        schema="2026-12-24/2026-12-24 10:00-13:00",
        oruk="2026-12-24 2026-12-24 10:00 13:00",
    ),
    Form(
        typed="1 June 2027 to 31 August 2027: Mon-Fri 10-6",
        english="1 June 2027 to 31 August 2027, Monday to Friday: 10am to 6pm",
        osm="2027 Jun 01-2027 Aug 31 Mo-Fr 10:00-18:00",
        schema="2027-06-01/2027-08-31 Mon Tue Wed Thu Fri 10:00-18:00",
        oruk="2027-06-01 2027-08-31 WEEKLY MO,TU,WE,TH,FR 10:00 18:00",
    ),
    Form(
        typed="by appointment only",
        english="Every day: by appointment",
        osm='Mo-Su unknown "by appointment"',
        schema="nothing",
        oruk="WEEKLY MO,TU,WE,TH,FR,SA,SU (By appointment)",
    ),
    Form(
        typed="Wednesdays by appointment",
        english="Wednesday: by appointment",
        osm='We unknown "by appointment"',
        schema="nothing",
        oruk="WEEKLY WE (By appointment)",
    ),
    Form(
        typed="Mon-Fri 9-5 by appointment",
        english="Monday to Friday: 9am to 5pm, by appointment",
        osm='Mo-Fr 09:00-17:00 unknown "by appointment"',
        schema="nothing",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (By appointment)",
    ),
    Form(
        typed="Mon-Fri 9-5, other times by appointment",
        english="Monday to Friday: 9am to 5pm / Other times: by appointment",
        osm='Mo-Fr 09:00-17:00 || unknown "by appointment"',
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00; (By appointment)",
    ),
    Form(
        typed="Tuesdays 10-12 (please ring first)",
        english="Tuesday: 10am to midday, ring first",
        osm='Tu 10:00-12:00 open "ring first"',
        schema="Tue 10:00-12:00",
        oruk="WEEKLY TU 10:00 12:00 (Ring first)",
    ),
    Form(
        typed="Mon-Fri 9-5 / Ring first",
        english="Monday to Friday: 9am to 5pm / Ring first",
        osm='Mo-Fr 09:00-17:00 open "ring first"',
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00 (Ring first)",
    ),
    Form(
        typed="Tuesdays 10-12, booking essential",
        english="Tuesday: 10am to midday, book first",
        osm='Tu 10:00-12:00 open "book first"',
        schema="Tue 10:00-12:00",
        oruk="WEEKLY TU 10:00 12:00 (Book first)",
    ),
    Form(
        typed="Tues 10-12, drop-in",
        english="Tuesday: 10am to midday, drop in",
        osm='Tu 10:00-12:00 open "drop in"',
        schema="Tue 10:00-12:00",
        oruk="WEEKLY TU 10:00 12:00 (Drop in)",
    ),
    Form(
        typed="Dydd Llun i Dydd Gwener 9yb-5yp",
        english="Monday to Friday: 9am to 5pm",
        osm="Mo-Fr 09:00-17:00",
        schema="Mon Tue Wed Thu Fri 09:00-17:00",
        oruk="WEEKLY MO,TU,WE,TH,FR 09:00 17:00",
    ),
    Form(
        typed="Sadwrn a Sul 10am-4pm",
        english="Saturday and Sunday: 10am to 4pm",
        osm="Sa,Su 10:00-16:00",
        schema="Sat Sun 10:00-16:00",
        oruk="WEEKLY SA,SU 10:00 16:00",
    ),
)

REFUSED = (
    ("31 June 9-5", "“31 June” is not a day of the calendar."),
    ("Mon 25:00-26:00", "“25:00” is no time of day: the clock goes from 00:00 to 23:59."),
    ("Tue 10.75-12", "“10.75” is no time of day: the clock goes from 00:00 to 23:59."),
    ("Monday 5pm to 5pm", "“5pm to 5pm” ends when it begins."),
    ("Mon 9-9", "“9 to 9” ends when it begins."),
    ("Mon 7-9", "“7 to 9” may be morning or evening, and people would come at the wrong time."),
    ("Mon 2-4", "“2 to 4” may be morning or evening, and people would come at the wrong time."),
    ("Monday 9am to 5am", "“9am to 5am” ends before it begins."),
    ("Sunday 9-12am", "“12am” may be noon or midnight."),
    ("Friday 7pm-12pm", "“7pm to midday” ends before it begins."),
    ("Monday 7pm", "“7pm” is one time, and opening hours need two."),
    ("9-5", "It is not said on which days the times hold."),
    ("Mon", "There are days here but no times."),
    ("most days", "“most” does not say exactly when, and people would come for nothing."),
    ("usually 9-5", "“usually” does not say exactly when, and people would come for nothing."),
    ("Tuesday mornings", "“morning” does not say from when to when."),
    ("Tuesday about 10-12", "“about” does not say exactly when, and people would come for nothing."),
    ("every 2nd Tuesday 10-12", "“every 2nd Tuesday” can mean one Tuesday a month, or one in every 2 weeks."),
    ("every third Thursday 10-12", "“every third Thursday” can mean one Thursday a month, or one in every 3 weeks."),
    (
        "alternate Tuesdays 10-12",
        "“alternate Tuesday” does not say which weeks: a date to count from is needed, with its year.",
    ),
    ("every other Tuesday from 6 January 2027 10-12", "The date to count from, 6 January 2027, is not a Tuesday."),
    ("fortnightly 10-12", "“fortnightly” does not say which weeks."),
    ("Moonday 9-5", "“moonday” is not a word that can be read here. Did you mean “Monday”?"),
    ("sunrise to sunset", "“sunrise” does not say exactly when, and people would come for nothing."),
    ("summer 10-6", "“summer” does not say from when to when."),
    ("T-F 9-5", "“T” may be Tuesday or Thursday."),
    ("first Saturday and Sunday 10-12", "“first Saturday and …” may be one of those days or all."),
    ("bank holiday Mondays 10-4", "“bank holiday mondays” is only some of the bank holidays."),
    ("closed Easter", "“Easter” may be one day or several."),
    (
        "closed between Christmas Day and New Year's Day",
        "“between” may or may not mean the first and the last day too.",
    ),
    (
        "closed Saturdays and Sundays in August",
        "“august” may belong to all of these days or to some. Use a line for each.",
    ),
    ("Tuesday 24 December 2026 10-12", "24 December 2026 is not a Tuesday."),
    ("29 February 2027 10-12", "“29 February 2027” is not a day of the calendar."),
    ("Monday or Tuesday 10-12", "“or” leaves open which of the two it is."),
    ("Mon-Fri 9-5 except when raining", "“when” is not a word that can be read here."),
    ("Mon-Fri 9-5 (last entry 4.30)", "“last” is followed by no day of the week."),
    ("Sundays after the service", "“after” is not a word that can be read here."),
    ("Monday to Monday 9-5", "“Monday to Monday” begins and ends with the same day."),
    ("from 1 September 2027 Mon 9-5", "“from 1 September 2027” is a first day without a last one."),
    ("closed", "It is not said on which days “closed” holds."),
)
"""Each with why."""
