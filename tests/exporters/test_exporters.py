"""What is exported and imported again is the same: whatever organisations say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.builder import prepare
from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone, Place, Service
from hyperlocal.content.reading import TextJob, read_text
from hyperlocal.content.source import slug_of
from hyperlocal.dates import Moment
from hyperlocal.exporters import FORMS, Told, told
from hyperlocal.exporters.spreadsheet import spreadsheet
from hyperlocal.exporters.vcard import vcards
from hyperlocal.fields import Field, declared, written
from hyperlocal.frontmatter import write_head
from hyperlocal.importers import draft, survey
from tests.conftest import MakeSite

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SPECIAL = "=+-@'\",;\t#:[]{}|>&*!%()/\\ «“’£éŵ한ش🏠0123456789abcXYZ"
LINES = st.text(SPECIAL, max_size=12)
ODD = ("=1+1", "-5", "'0121", "@SUM(A1)", "-", "- number: 1", "x: y")
TEXTS = st.one_of(LINES, st.text(SPECIAL + "\n", max_size=30), st.sampled_from(ODD))


def values_for(field: Field) -> st.SearchStrategy[Any]:
    """Anything that a field may be asked to hold; what it makes of that is what counts."""
    if field.kind.inner is not None:
        inner = field.kind.inner
        first, *others = declared(inner)
        named = {first.name: LINES.filter(bool)}
        details = st.fixed_dictionaries(named, optional={one.name: values_for(one) for one in others})
        return st.lists(details.map(lambda found: inner(**found)), max_size=3)
    return {
        "text": TEXTS,
        "list": st.lists(LINES, max_size=3).map(tuple),
        "yes-no": st.booleans(),
        "number": st.integers(0, 99) if field.name in ("order", "minimum_age", "maximum_age") else st.just("-1.8998"),
        "date": st.dates(datetime.date(1900, 1, 1)).map(lambda day: Moment(day=day)) | st.none(),
        "email": st.sampled_from(["", "hello@example.org", "+hall@example.org"]),
        "web-address": st.sampled_from(["", "https://example.org/a,b?c=d#e", "www.example.org"]),
    }[field.kind.name]


PROFILES = st.lists(st.sampled_from(declared(Organisation)), unique=True, max_size=8).flatmap(
    lambda fields: st.fixed_dictionaries({field.name: values_for(field) for field in fields})
)


def read_back(data: bytes, path: str) -> Organisation | None:
    file = File(path=path, place="")
    return_value = read_text(TextJob(file=file, kind="organisations", trusted=False, digest="", data=data)).written
    assert return_value is None or isinstance(return_value, Organisation)
    return return_value


HALL = """\
---
name: Village Hall
phones:
  - 0121 496 0000 (office)
---

Open *daily*.

Come.
"""


def as_told(one: Organisation, text: str) -> Told:
    return Told(organisation=one, id=one.id or "urn:uuid:1", page="", slug=slug_of(one), text=text)


def facts(one: Organisation) -> Mapping[str, Any]:
    """All that its file says; its slug by what it comes to."""
    return {field.name: getattr(one, field.name) for field in declared(Organisation)} | {"slug": slug_of(one)}


def imported(data: bytes) -> Sequence[Organisation | None]:
    return [read_back(new.data, new.path) for new in draft(survey(data, "all.csv", {}), ()).new]


@given(PROFILES, st.text(SPECIAL + "\n", max_size=60))
@settings(max_examples=200)
def test_export_and_import_give_the_same_organisation(values: Mapping[str, Any], text: str) -> None:
    text = text.strip("\n").rstrip()
    path = "content/organisations/x.md"
    wanted = {**values, "title": str(values.get("title", "")).strip() or "Hall"}
    first = read_back(write_head(written(Organisation, wanted), f"{text}\n").encode(), path)
    assert first is not None
    # The readers of a file are not asked here whether they read what was written twice as they did once.
    again = read_back(write_head(written(Organisation, facts(first)), f"{text}\n").encode(), path)
    assert again is not None
    [found] = imported(spreadsheet([as_told(again, text)]))
    assert found is not None and facts(found) == facts(again)


def test_each_form_is_offered_under_its_name() -> None:
    assert {"csv": spreadsheet, "vcard": vcards} == FORMS


def test_a_whole_site_comes_back_with_its_texts(site: MakeSite) -> None:
    folder = site(
        {
            "content/organisations/hall.md": HALL,
            "content/organisations/old-hall.md": "# The old hall\n\nGone.\n",
            "content/organisations/draft.md": "---\nname: Draft\ndraft: yes\n---\n",
        }
    )
    found, problems = told(folder, prepare(folder, NOW))
    assert problems == () and [one.slug for one in found] == ["old-hall", "hall"]
    new = draft(survey(spreadsheet(found), "all.csv", {}), ()).new
    assert {one.path: Path(one.path).stem for one in new} == {
        "content/organisations/old-hall.md": "old-hall",
        "content/organisations/hall.md": "hall",
    }
    hall = next(one for one in new if one.title == "Village Hall")
    assert hall.data.decode().endswith("---\n\nOpen *daily*.\n\nCome.\n")


def test_three_kinds_of_details_come_back_from_one_cell() -> None:
    services = (Service(name="Debt advice", summary="help", cost="free", minimum_age=16), Service(name="Tea: hot"))
    places = (Place(name="Annexe", address="3 Mill Lane"), Place(name="Hut", latitude="52.1"))
    phones = (Phone(number="0121 496 0000", label="office"), Phone(number="1", hours="Monday 9am\nTuesday 10am"))
    wanted = {"title": "Hall", "services": services, "places": places, "phones": phones}
    first = read_back(write_head(written(Organisation, wanted), "").encode(), "content/organisations/hall.md")
    assert first is not None and first.services == services and first.places == places and first.phones == phones
    assert [facts(one) for one in imported(spreadsheet([as_told(first, "")])) if one] == [facts(first)]
