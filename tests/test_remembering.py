"""What one site's folder remembers: which files need not be opened, and which results are kept."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal import unchanged
from hyperlocal.builder import build, prepare
from hyperlocal.content import load
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.files import File, files_below
from hyperlocal.content.photo import NotAPhoto, Photo, look_at
from hyperlocal.content.reading import TextJob, TextRead, digest_of, read_all, read_text
from hyperlocal.dates import parse_moment
from hyperlocal.memo import Memo
from hyperlocal.output.photoset import PhotoSet, cuts
from hyperlocal.output.picture import publish
from hyperlocal.remembering import LOOKS, PICTURES, TEXTS, Remembered
from hyperlocal.share import over_processes
from tests.conftest import MakeSite
from tests.everything import EVERYTHING, URDU
from tests.test_unchanged import age, trust
from tests.texts import jpeg

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea. ![A view of it](../photos/hall.jpg)\n"
FILES: dict[str, str | bytes] = {"content/posts/fair.md": FAIR, "content/photos/hall.jpg": jpeg()}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    """A site that was built a while ago."""
    found = site(FILES)
    age(found)
    build(found, found / "_site", NOW)
    trust(found)
    return found


def counts(folder: Path, output: str = "_site") -> dict[str, int]:
    """What another build has to work out."""
    found = build(folder, folder / output, NOW)
    trust(folder)
    assert found.prepared.remembered is not None
    return {name: count for name, count in found.prepared.remembered.memo.worked_out.items() if count}


def file_in(folder: Path, path: str) -> File:
    return next(
        one for one in files_below(folder, path.split("/")[0])[0] if one.path == unicodedata.normalize("NFC", path)
    )


# Which files are opened


def test_a_file_that_is_as_it_was_is_not_opened(folder: Path) -> None:
    remembered = Remembered(folder)
    file = file_in(folder, "content/posts/fair.md")
    file.file.unlink()
    assert remembered.digest(file) == digest_of(FAIR.encode()), "known from its size and time, of before it went"
    with pytest.raises(FileNotFoundError):
        Remembered(folder).digest(file)


@pytest.mark.parametrize("seconds", [-1.5, 0, 1])
def test_a_file_that_had_just_been_written_is_opened(folder: Path, seconds: float) -> None:
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    file = file_in(folder, "content/posts/fair.md")
    looked = file.file.stat().st_mtime_ns - int(seconds * 1e9)
    unchanged.save_table(str(folder), {**table, "scanned": looked})
    remembered = Remembered(folder)
    file.file.unlink()
    with pytest.raises(FileNotFoundError):
        remembered.digest(file)


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_file_of_another_size_or_time_is_opened(folder: Path, change: str) -> None:
    file = file_in(folder, "content/posts/fair.md")
    data = FAIR.replace("Tea", "Cake" if change == "size" else "Ale")
    before = file.file.stat()
    file.file.write_text(data, encoding="utf-8")
    if change == "size":
        os.utime(file.file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Remembered(folder).digest(file) == digest_of(data.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the two names are one")
def test_two_names_that_look_the_same_are_two_files(site: MakeSite, tmp_path: Path) -> None:
    """One is told of and left out; a change of the other is seen."""
    apart, together = (f"content/posts/{unicodedata.normalize(form, 'été')}.md" for form in ("NFD", "NFC"))
    assert apart != together
    folder = site({apart: FAIR, together: FAIR})
    age(folder)
    assert [problem.rule for problem in build(folder, folder / "_site", NOW).problems][:1] == ["same-address"]
    trust(folder)
    for name in (apart, together):
        (folder / name).write_text(FAIR.replace("Tea", f"Cake {len(name)}"), encoding="utf-8")
        build(folder, folder / "_site", NOW)
        trust(folder)
        build(folder, tmp_path / f"fresh{len(name)}", NOW)
        page = "news/2026/ete/index.html"
        assert (folder / "_site" / page).read_bytes() == (tmp_path / f"fresh{len(name)}" / page).read_bytes()


NAMES = [
    "cafe\u0301",
    "caf\u00e9",
    "a b & c",
    "\u00e9t\u00e9/index",
    *(["caf\udce9"] if sys.platform == "linux" else []),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_known_again(site: MakeSite, name: str) -> None:
    folder = site({})
    path = folder / f"content/posts/{name}.md"
    path.parent.mkdir(parents=True)
    path.write_text(FAIR, encoding="utf-8")
    age(folder)
    build(folder, folder / "_site", NOW)
    trust(folder)
    assert unchanged.nothing_to_do(unchanged.Asked(str(folder))) is not None
    remembered = Remembered(folder)
    (file,) = files_below(folder, "content")[0]
    path.unlink()
    assert remembered.digest(file) == digest_of(FAIR.encode())


def test_it_works_from_inside_the_folder_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    remembered = Remembered(Path())
    file = file_in(Path(), "content/posts/fair.md")
    file.file.unlink()
    assert remembered.digest(file) == digest_of(FAIR.encode())


# What is worked out


def test_the_second_build_works_nothing_out(folder: Path) -> None:
    assert counts(folder) == {}
    assert counts(folder, "elsewhere") == {}


def test_what_is_changed_back_is_remembered(folder: Path) -> None:
    text = folder / "content/posts/fair.md"
    text.write_text(FAIR + "More.\n", encoding="utf-8")
    assert counts(folder) == {"text": 1}
    text.write_text(FAIR, encoding="utf-8")
    assert counts(folder) == {}


def test_a_photo_is_looked_at_and_made_once_wherever_it_lies(folder: Path) -> None:
    (folder / "content/photos/hall.jpg").rename(folder / "content/posts/hall.jpg")
    shutil.copy(folder / "content/posts/hall.jpg", folder / "content/photos/same.jpg")
    text = folder / "content/posts/fair.md"
    text.write_text(FAIR + "![The same view](../photos/same.jpg)\n", encoding="utf-8")
    assert counts(folder) == {"text": 1}
    assert (folder / "_site/photos/same.40w.jpg").is_file()
    before = (folder / "_site/photos/same.40w.jpg").read_bytes()
    (folder / "content/photos/same.jpg").write_bytes(jpeg(colour="red"))
    assert counts(folder) == {"look": 1, "picture": 1}
    assert (folder / "_site/photos/same.40w.jpg").read_bytes() != before


def test_another_kind_of_the_same_photo_is_another_picture(site: MakeSite) -> None:
    """`static/` keeps names and so kinds; under content/ a TIFF becomes a JPEG."""
    target = io.BytesIO()
    Image.new("RGB", (8, 6)).save(target, "TIFF")
    text = FAIR.replace("hall.jpg", "hall.tif")
    folder = site(
        {"content/photos/hall.tif": target.getvalue(), "content/posts/a.md": text, "static/h.tif": target.getvalue()}
    )
    assert counts(folder) == {"text": 1, "look": 1, "picture": 2, "sketch": 3}
    assert counts(folder, "again") == {}
    for path, kind in (("photos/hall.8w.png", "PNG"), ("h.tif", "TIFF")):
        with Image.open(folder / "again" / path) as image:
            assert image.format == kind


def test_the_memory_may_be_deleted(folder: Path) -> None:
    shutil.rmtree(folder / ".hyperlocal")
    assert counts(folder) == {"text": 1, "look": 1, "picture": 1, "sketch": 3}
    assert counts(folder) == {}


def test_a_picture_that_lies_in_the_output_is_not_forgotten(folder: Path) -> None:
    for turn in range(40):
        for number in range(20):
            path = folder / f"content/pages/{number}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"# Page {number}\n\nTurn {turn}.\n", encoding="utf-8")
        build(folder, folder / "_site", NOW)
        trust(folder)
    shutil.rmtree(folder / "_site")
    assert counts(folder) == {}


# What is kept comes back as it was


def jobs_of(folder: Path) -> list[TextJob]:
    """What has to be read in a folder."""
    jobs: list[TextJob] = []

    def read(asked: Sequence[TextJob]) -> Sequence[TextRead]:
        jobs.extend(asked)
        return read_all(asked)

    load(folder, read=read)
    return jobs


@pytest.mark.parametrize("files", [EVERYTHING, URDU], ids=["everything", "urdu"])
def test_texts_come_back_as_they_were_read(site: MakeSite, tmp_path: Path, files: dict[str, str]) -> None:
    folder = site(files)
    jobs = jobs_of(folder)
    assert len(jobs) > 5
    memo = Memo(tmp_path / "store")
    plain = read_all(jobs)
    assert memo.map(TEXTS, jobs) == plain
    assert memo.map(TEXTS, jobs) == plain
    memo.close()
    assert memo.worked_out["text"] == len(jobs)


def test_texts_can_be_read_by_new_processes(site: MakeSite) -> None:
    """As on macOS and Windows: function, jobs and results are sent to and fro."""
    jobs = jobs_of(site(URDU))
    (found,) = over_processes(read_text, jobs, least=1, start="spawn", most=2)
    assert found == read_all(jobs)


def photo_job(file: Path, data: bytes) -> FileJob:
    file.write_bytes(data)
    return FileJob(path="content/photos/hall.jpg", file=file, digest=digest_of(data))


PHOTOS = {"whole": jpeg(), "half": jpeg(300, 200)[:900], "empty": b"", "none": b"words"}


@pytest.mark.parametrize("name", PHOTOS)
def test_what_is_seen_of_a_photo_comes_back(tmp_path: Path, name: str) -> None:
    job = photo_job(tmp_path / "hall.jpg", PHOTOS[name])
    other = replace(job, path="content/photos/other.jpg")
    memo = Memo(tmp_path / "store")
    plain = look_at(job)
    for asked in (job, job, other):
        (seen,) = memo.map(LOOKS, [asked])
        if isinstance(plain, NotAPhoto):
            assert isinstance(seen, NotAPhoto) and (seen.message, seen.remedy) == (plain.message, plain.remedy)
        else:
            assert seen == replace(plain, path=asked.path)
    memo.close()
    assert memo.worked_out["look"] == 1


def test_a_photo_that_could_not_be_read_is_looked_at_each_time(tmp_path: Path) -> None:
    job = FileJob(path="content/photos/hall.jpg", file=tmp_path / "hall.jpg", digest="")
    memo = Memo(tmp_path / "store")
    assert isinstance(memo.map(LOOKS, [job])[0], NotAPhoto)
    job.file.write_bytes(jpeg())
    assert isinstance(memo.map(LOOKS, [job])[0], Photo)
    memo.close()


def test_a_photo_that_was_replaced_after_its_digest_was_taken_is_not_remembered_as_that(tmp_path: Path) -> None:
    """Else it would be published under another's name, whenever that one comes back."""
    first, second = jpeg(40, 30), jpeg(8, 6, "red")
    job = photo_job(tmp_path / "hall.jpg", first)
    photo = look_at(job)
    assert isinstance(photo, Photo)
    picture = PhotoSet(photo=photo, cuts=cuts(photo))
    wanted = publish(picture)
    job.file.write_bytes(second)
    memo = Memo(tmp_path / "store")
    memo.map(LOOKS, [job])
    memo.map(PICTURES, [picture])
    job.file.write_bytes(first)
    assert memo.map(LOOKS, [job]) == [photo]
    assert memo.map(PICTURES, [picture]) == [wanted]
    memo.close()


def test_a_photo_that_has_gone_cannot_be_made(tmp_path: Path) -> None:
    job = photo_job(tmp_path / "hall.jpg", jpeg())
    photo = look_at(job)
    assert isinstance(photo, Photo)
    job.file.unlink()
    memo = Memo(tmp_path / "store")
    with pytest.raises(OSError, match=r"hall\.jpg"):
        memo.map(PICTURES, [PhotoSet(photo=photo, cuts=cuts(photo))])
    memo.close()


# What was built before


def test_what_is_known_of_outputs_is_that_of_the_same_options(folder: Path) -> None:
    options = unchanged.Asked(str(folder)).options
    found = Remembered(folder).before(options)
    assert {"index.html", "news/2026/fair/index.html", "photos/hall.40w.jpg"} <= found.keys()
    assert Remembered(folder).before([*options[:-1], True]) == {}
    assert Remembered(folder).before([]) == {}


def test_an_output_that_had_just_been_written_is_not_trusted(folder: Path) -> None:
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    modified = (folder / "_site/index.html").stat().st_mtime_ns
    unchanged.save_table(str(folder), {**table, "saved": modified + 10**9})
    assert "index.html" not in Remembered(folder).before(table["options"])


def test_what_was_known_is_known_while_a_build_goes_on_and_after_it_was_broken_off(folder: Path) -> None:
    options = unchanged.Asked(str(folder)).options
    remembered = Remembered(folder)
    known = remembered.before(options)
    remembered.begin()
    assert unchanged.nothing_to_do(unchanged.Asked(str(folder))) is None
    assert Remembered(folder).before(options) == known != {}


def test_another_recipe_knows_nothing(folder: Path) -> None:
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    unchanged.save_table(str(folder), {**table, "recipe": "other"})
    assert Remembered(folder).before(table["options"]) == {}
    assert counts(folder) == {}, "the store has a recipe of its own"


def test_few_pages_are_drawn_for_a_small_change(site: MakeSite) -> None:
    posts = {
        f"content/posts/2026-01-{day:02d}-p{day}.md": f"# Post {day}\n\nFirst.\n\nWords.\n" for day in range(1, 29)
    }
    folder = site(posts)
    age(folder)
    built = build(folder, folder / "_site", NOW)
    assert built.written.drawn == len(built.prepared.plan.outputs) > 35
    trust(folder)
    assert build(folder, folder / "_site", NOW).written.drawn == 0
    trust(folder)
    text = folder / "content/posts/2026-01-03-p3.md"
    text.write_text("# Post 3\n\nFirst.\n\nOther words.\n", encoding="utf-8")
    again = build(folder, folder / "_site", NOW)
    assert (again.written.drawn, again.written.written) == (1, ("news/2026/p3/index.html",))


# The preview looks again and again


def test_the_preview_sees_each_change_and_reads_nothing_twice(folder: Path) -> None:
    remembered = Remembered(folder, warm=True)
    again = partial(prepare, folder, NOW, remembered=remembered)
    again()
    text = folder / "content/posts/fair.md"
    for turn in range(3):
        text.write_text(FAIR + "More.\n" * turn, encoding="utf-8")
        remembered.look_again()
        (post,) = again().site.posts
        assert post.post.document.html.count("More.") == turn
        assert remembered.memo.worked_out["text"] == turn
    remembered.memo.close()


LOOKED = """
import sys
from hyperlocal.__main__ import main
try:
    main()
except SystemExit:
    pass
print("PIL" in sys.modules)
"""


@pytest.mark.parametrize("edited", [False, True])
def test_where_no_photo_changed_none_is_decoded(folder: Path, edited: bool) -> None:
    """What is not even imported decodes nothing."""
    if edited:
        text = folder / "content/posts/fair.md"
        text.write_text(text.read_text(encoding="utf-8") + "\nMore tea.\n", encoding="utf-8")
    words = [sys.executable, "-c", LOOKED, "build", str(folder), "--now", "2026-11-22"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "False", done.stdout
    (folder / "content/photos/hall.jpg").write_bytes(jpeg(colour="red"))
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "True", "or this test tells nothing"
