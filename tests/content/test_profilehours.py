"""Opening hours of an organisation, its places and services, and the lines of the file that could not be read."""

from __future__ import annotations

import subprocess
import sys

from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.reading import TextJob, read_text
from hyperlocal.hours import osm
from tests.conftest import MakeSite


def read(head: str) -> tuple[Organisation, list[tuple[str, int | None]]]:
    file = File(path="content/organisations/a.md", place="nowhere")
    job = TextJob(file=file, kind="organisations", trusted=False, digest="", data=f"---\n{head}\n---\nB".encode())
    found = read_text(job)
    assert isinstance(found.written, Organisation)
    return found.written, [(one.rule, one.line) for one in found.problems]


def test_hours_closures_places_and_services_each_have_their_own() -> None:
    one, told = read(
        "name: A\nopening_hours: |\n  Monday to Friday 9am to 5pm\n  Closed bank holidays\n"
        "closures: 24 to 26 December\n"
        "places:\n  Annexe\n    hours: Sunday 10am to 4pm\n"
        "services:\n  Advice\n    hours: Tuesday 10am to noon\n  Tea"
    )
    assert told == []
    assert osm(one.hours) == "Mo-Fr 09:00-17:00; PH off; Dec 24-Dec 26 off"
    assert [osm(place.hours) for place in one.places] == ["Su 10:00-16:00"]
    assert [osm(service.hours) for service in one.services] == ["Tu 10:00-12:00", ""]


def test_what_is_not_understood_is_told_with_its_line_and_stays_as_typed() -> None:
    one, told = read(
        "name: A\nhours: |\n  Monday 9am to 5pm\n  most days\nclosures: whenever\nservices:\n  Tea\n    hours: soon"
    )
    assert told == [("bad-hours", 5), ("bad-hours", 6), ("bad-hours", 7)]
    assert [unread.text for unread in one.hours.unread] == ["most days", "closed whenever"]
    assert one.services[0].hours.unread[0].text == "soon"


def test_on_one_line_it_is_that_line() -> None:
    assert read("name: A\nstrapline: We\nopening_hours: usually")[1] == [("bad-hours", 4)]


def test_without_hours_there_is_nothing_to_say() -> None:
    one, told = read("name: A")
    assert told == [] and one.hours.rules == () and one.hours.typed == ""


def test_a_site_without_hours_does_not_wait_for_what_reads_them(site: MakeSite) -> None:
    folder = site({"content/organisations/a.md": "---\nname: A\nservices: Tea\n---\nB"})
    code = (
        "import sys; from hyperlocal.cli import run; run(['build', sys.argv[1]])\n"
        "print(*(name for name in sys.modules if name.startswith('hyperlocal.hours.') or name == 'holidays'))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) == {"hyperlocal.hours.bankholidays", "hyperlocal.hours.model"}
