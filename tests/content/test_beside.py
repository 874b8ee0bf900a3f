"""Drawings and documents beside the texts: cleaned, told of, and left out when they cannot be read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import Built, build
from hyperlocal.content import docmeta, svg
from hyperlocal.content.beside import as_published, drawn, jobs_for, read_documents, read_svgs
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.files import File
from hyperlocal.content.found import NotAnSvg, Svg
from hyperlocal.problems import Severity
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" height="2"/></svg>'
BAD = "<svg xmlns='http://www.w3.org/2000/svg'>\n<script>alert(1)</script><metadata>CANARY</metadata></svg>"
PDF = "%PDF-1.4 <</Author (Jane Smith)>>"


def built(site: MakeSite, files: Mapping[str, str | bytes]) -> tuple[Path, Built]:
    folder = site(files)
    return folder / "_site", build(folder, folder / "_site", NOW)


def page(body: str) -> dict[str, str | bytes]:
    return {"content/pages/about.md": f"---\ntitle: About\n---\n{body}\n"}


@pytest.mark.parametrize("place", ["content/pages/plan.svg", "static/plan.svg"])
def test_requirement_29_a_drawing_is_published_clean_wherever_it_lies(site: MakeSite, place: str) -> None:
    typed = "plan.svg" if place.startswith("content") else "/plan.svg"
    out, found = built(site, {**page(f"![A plan]({typed}) [The plan]({typed})"), place: BAD})
    (file,) = out.rglob("plan.svg")
    assert file.read_text() == '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n'
    (problem,) = (one for one in found.problems if one.path == place)
    assert (problem.rule, problem.line, problem.severity) == ("drawing-cleaned", 2, Severity.WARNING)
    assert "<script>" in problem.message and "CANARY" not in problem.message


def test_a_drawing_that_is_shown_has_its_size(site: MakeSite) -> None:
    out, found = built(site, {**page("![A plan](plan.svg)"), "content/pages/plan.svg": GOOD})
    (file,) = out.rglob("plan.svg")
    address = f"../{file.relative_to(out).as_posix()}"
    assert f'<img alt="A plan" src="{address}" width="800" height="533">' in (out / "about/index.html").read_text()
    assert not [one for one in found.problems if one.path.endswith(".svg")]


@pytest.mark.parametrize("place", ["content/pages/plan.svg", "static/plan.svg", "content/pages/plan.svgz"])
def test_requirement_30_a_broken_drawing_is_told_left_out_and_the_rest_is_there(site: MakeSite, place: str) -> None:
    name = place.rpartition("/")[2]
    typed = name if place.startswith("content") else f"/{name}"
    out, found = built(site, {**page(f"Here. ![A plan]({typed})"), place: "<svg>\n<g></svg>"})
    assert not list(out.rglob("plan*"))
    assert '<span class="missing-photo">A plan</span>' in (out / "about/index.html").read_text()
    problem = next(one for one in found.problems if one.path == place)
    assert (problem.rule, problem.line, problem.severity) == ("bad-drawing", 2, Severity.ERROR)
    assert problem.message.endswith("It was left out.")


def test_a_drawing_that_no_text_names_is_neither_read_nor_published(site: MakeSite) -> None:
    out, found = built(site, {**page("x"), "content/pages/plan.svg": BAD})
    assert not list(out.rglob("plan*")) and not [one for one in found.problems if one.path.endswith(".svg")]


def test_published_documents_that_name_a_person_are_told_of_once(site: MakeSite) -> None:
    files = {**page("[Minutes](minutes.pdf)"), "content/pages/minutes.pdf": PDF, "content/pages/private.pdf": PDF}
    out, found = built(site, {**files, "static/form.pdf": PDF})
    (problem,) = (one for one in found.problems if one.rule == "document-author")
    assert problem.severity is Severity.ADVICE and "private" not in problem.message
    assert "content/pages/minutes.pdf (Jane Smith), static/form.pdf (Jane Smith)" in problem.message
    assert (out / "form.pdf").read_text() == PDF


def test_a_second_build_reads_no_drawing_and_no_document_again(site: MakeSite) -> None:
    folder = site({**page("![A plan](plan.svg)"), "content/pages/plan.svg": BAD, "static/form.pdf": PDF})
    first = build(folder, folder / "_site", NOW)
    second = build(folder, folder / "_site", NOW)
    counts = [one.prepared.remembered.memo.worked_out for one in (first, second) if one.prepared.remembered]
    assert [(count["drawing"], count["document"]) for count in counts] == [(1, 1), (0, 0)]
    assert first.problems == second.problems
    (folder / "content/pages/plan.svg").write_text(GOOD, encoding="utf-8")
    third = build(folder, folder / "_site", NOW)
    assert not [one for one in third.problems if one.path.endswith(".svg")]
    assert 'height="533"' in (folder / "_site/about/index.html").read_text()
    (file,) = (folder / "_site").rglob("plan.svg")
    assert "<rect" in file.read_text()


def test_only_what_was_read_is_published(tmp_path: Path) -> None:
    names = ("good.svg", "bad.svg", "other.pdf", "gone.SVG")
    (tmp_path / "good.svg").write_text(GOOD)
    (tmp_path / "bad.svg").write_text("x")
    files = [File(path=f"static/{name}", place=str(tmp_path / name)) for name in names]
    drawings, problems = drawn(files, lambda file: "", read_svgs)
    assert set(drawings) == {"static/good.svg", "static/bad.svg", "static/gone.SVG"} and len(problems) == 2
    kept = list(as_published(files, drawings))
    assert [file.path for file in kept] == ["static/good.svg", "static/other.pdf"]
    assert kept[0].drawing is not None and kept[0].drawing.width == 800 and kept[1].drawing is None


def test_a_file_that_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    def gone(file: File) -> str:
        raise FileNotFoundError(file.path)

    file = File(path="static/a.svg", place=str(tmp_path))
    assert [job.digest for job in (*jobs_for([file], gone), *jobs_for([file], lambda one: one.path))] == ["", file.path]


IMPORTED = """
import sys
from pathlib import Path
from hyperlocal.content import load
load(Path(sys.argv[1]))
print(*sorted({"hyperlocal.content.svg", "hyperlocal.content.docmeta", "zipfile"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, ""),
        ({"static/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}, "hyperlocal.content.svg"),
        ({"static/a.pdf": "%PDF-1.4"}, "hyperlocal.content.docmeta zipfile"),
    ],
)
def test_a_site_without_them_does_not_wait_for_their_readers(
    site: MakeSite, more: dict[str, str | bytes], wanted: str
) -> None:
    folder = site({"content/posts/2026-05-02-fair.md": "Tea.", **more})
    words = [sys.executable, "-c", IMPORTED, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == wanted


def test_they_are_read_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>", encoding="utf-8")
    jobs = [FileJob(path=name, file=tmp_path / name, digest="d") for name in ("a.svg", "gone.svg")]
    found = read_svgs(jobs)
    assert found == [svg.read_svg(job) for job in jobs] and [type(one) for one in found] == [Svg, NotAnSvg]
    assert read_documents(jobs) == [docmeta.read_document(job) for job in jobs]
