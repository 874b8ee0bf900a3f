"""Whom a published document names, and whether a photo in it says where it was taken."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.content import docmeta
from hyperlocal.content.beside import read_documents, telling
from hyperlocal.content.docmeta import read_document
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.found import Told
from hyperlocal.problems import Severity

NOBODY = Told()
JANE = Told(author="Jane Smith")


def photo(*, located: bool) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 1.0), 3: "W", 4: (0.0, 7.0, 1.0)})
    target = io.BytesIO()
    Image.new("RGB", (6, 4)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return target.getvalue()


def core(inside: str) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": "<x/>", "docProps/core.xml": f"<cp:coreProperties>{inside}</cp:coreProperties>"}


def pdf(inside: bytes) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<<" + inside + b">>\nendobj\ntrailer <</Info 1 0 R>>\n%%EOF\n"


def object_stream(inside: bytes) -> bytes:
    data = zlib.compress(inside)
    return pdf(
        b"/Type /ObjStm /N 1 /Filter /FlateDecode /Length %d>>\nstream\r\n" % len(data) + data + b"\nendstream\n"
    )


def told(folder: Path, data: bytes, name: str) -> Told:
    (folder / name).write_bytes(data)
    return read_document(FileJob(path=f"static/{name}", file=folder / name, digest=""))


PDFS = {
    "plain": (pdf(b"/Author (Jane Smith)"), JANE),
    "no space": (pdf(b"/Title(x)/Author(Jane\\040Smith)"), JANE),
    "UTF-16": (
        pdf(b"/Author (" + "Zoë Smith".encode("utf-16-be").join([b"\xfe\xff", b""]) + b")"),
        Told(author="Zoë Smith"),
    ),
    "hexadecimal": (pdf(b"/Author <FEFF" + "Jane Smith".encode("utf-16-be").hex().encode() + b">"), JANE),
    "an odd digit": (pdf(b"/Author <4a616e6520536d697468 2>"), JANE),
    "escaped": (pdf(b"/Author (Jane \\(J\\) Smith)"), Told(author="Jane (J) Smith")),
    "packed": (object_stream(b"1 0 <</Author (Jane Smith)>>"), JANE),
    "XMP": (
        pdf(b"") + b"<dc:creator><rdf:Seq><rdf:li>Jane Smith</rdf:li></rdf:Seq></dc:creator>",
        JANE,
    ),
    "a program": (pdf(b"/Creator (Microsoft Word) /Producer (x)"), NOBODY),
    "nobody": (pdf(b"/Author ()"), NOBODY),
    "a user": (pdf(b"/Author (Microsoft Office User)"), NOBODY),
    "locked": (pdf(b"/Author (\x01\xfe)") + b"/Encrypt 5 0 R", NOBODY),
    "a located photo": (pdf(b"/Filter /DCTDecode>>stream\n" + photo(located=True)), Told(located=True)),
    "a photo": (pdf(b"/Filter /DCTDecode>>stream\n" + photo(located=False)), NOBODY),
    "broken packing": (pdf(b"/Type /ObjStm>>stream\nnonsense") + pdf(b"/Author (Jane Smith)"), JANE),
    "rubbish": (b"\xff" * 999, NOBODY),
    "empty": (b"", NOBODY),
}


@pytest.mark.parametrize("case", PDFS)
def test_whom_a_pdf_names(tmp_path: Path, case: str) -> None:
    data, expected = PDFS[case]
    assert told(tmp_path, data, "Minutes.PDF") == expected


OFFICE: Mapping[str, tuple[dict[str, str | bytes], Told]] = {
    "author": (core("<dc:creator>Jane Smith</dc:creator>"), JANE),
    "last changed by": (
        core("<dc:creator>python-docx</dc:creator><cp:lastModifiedBy>Jane &#83;mith</cp:lastModifiedBy>"),
        JANE,
    ),
    "nobody": (core("<dc:creator></dc:creator><cp:lastModifiedBy>Author</cp:lastModifiedBy>"), NOBODY),
    "a located photo": ({"word/media/image1.jpeg": photo(located=True)}, Told(located=True)),
    "a photo": ({"word/media/image1.jpeg": photo(located=False)}, NOBODY),
    "OpenDocument": ({"meta.xml": "<meta:initial-creator>Jane Smith</meta:initial-creator>"}, JANE),
    "OpenDocument, changed": ({"meta.xml": "<dc:creator>Jane Smith</dc:creator>"}, JANE),
    "both": ({**core("<dc:creator>Jane Smith</dc:creator>"), "xl/media/a.JPG": photo(located=True)},
             Told(author="Jane Smith", located=True)),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.docx", "b.xlsx", "c.pptx", "d.ODT"])
@pytest.mark.parametrize("case", OFFICE)
def test_whom_a_file_of_word_excel_powerpoint_and_libreoffice_names(tmp_path: Path, case: str, name: str) -> None:
    parts, expected = OFFICE[case]
    assert told(tmp_path, packed(parts), name) == expected


def bomb() -> bytes:
    return packed({"docProps/core.xml": bytes(300_000_000), "word/media/a.jpg": bytes(100_000_000)})


def lying() -> bytes:
    """A part that says it holds nothing, and does not."""
    data = packed(core("<dc:creator>Jane Smith</dc:creator>"))
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + bytes(4) + data[at + 28 :]


HOSTILE = {
    "a bomb": (bomb, "a.docx"),
    "a lie": (lying, "a.docx"),
    "cut off": (lambda: packed(core("<dc:creator>J</dc:creator>"))[:-30], "a.docx"),
    "no zip": (lambda: b"PK\x03\x04" + bytes(999), "a.odt"),
    "10,000 parts": (lambda: packed({f"word/media/{n}.jpg": b"x" for n in range(10_000)}), "a.docx"),
    "brackets": (lambda: b"/Author (" * 500_000, "a.pdf"),
    "authors": (lambda: b"/Author (Author)" * 300_000, "a.pdf"),
    "streams": (lambda: b"/ObjStm stream\n" * 300_000, "a.pdf"),
    "creators": (lambda: b"<dc:creator>" * 300_000, "a.pdf"),
    "swelling": (lambda: object_stream(bytes(300_000_000)), "a.pdf"),
    "exif": (lambda: b"Exif\0\0MM\0*" * 300_000, "a.pdf"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_requirement_30_a_hostile_document_costs_little(tmp_path: Path, case: str) -> None:
    make, name = HOSTILE[case]
    data = make()
    start = time.process_time()
    told(tmp_path, data, name)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("case", ["a bomb", "swelling"])
def test_requirement_30_what_is_packed_is_never_unpacked_whole(tmp_path: Path, case: str) -> None:
    make, name = HOSTILE[case]
    data = make()
    tracemalloc.start()
    try:
        told(tmp_path, data, name)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_what_takes_too_long_is_told_as_far_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docmeta, "SECONDS", 0.05)
    found = told(tmp_path, pdf(b"/Author (Jane Smith)") + b"/Author (Author)" * 600_000, "a.pdf")
    assert found.fleeting


def test_what_cannot_be_read_tells_nothing_for_now(tmp_path: Path) -> None:
    jobs = [FileJob(path="static/a.pdf", file=tmp_path / "gone.pdf", digest=digest) for digest in ("", "d1")]
    assert read_documents(jobs) == [Told(fleeting=True)] * 2


def test_all_documents_are_told_of_at_once_and_kindly() -> None:
    found = [(f"static/{name}.pdf", JANE) for name in "abcde"]
    (problem,) = telling([("static/0.pdf", NOBODY), *found])
    assert (problem.rule, problem.path, problem.severity) == ("document-author", "static/a.pdf", Severity.ADVICE)
    assert (
        "static/a.pdf (Jane Smith), static/b.pdf (Jane Smith), static/c.pdf (Jane Smith) and 2 more" in problem.message
    )
    assert "Inspect Document" in problem.remedy and "Reset Properties" in problem.remedy
    assert telling([("static/0.pdf", NOBODY)]) == ()


def test_a_place_in_a_document_is_worth_a_warning() -> None:
    (problem,) = telling([("static/a.docx", Told(located=True))])
    assert (problem.rule, problem.path, problem.severity) == ("document-place", "static/a.docx", Severity.WARNING)
    assert "where it was taken" in problem.message
