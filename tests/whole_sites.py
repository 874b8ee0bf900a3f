"""Whole sites to look at: every kit, the sample neighbourhood, one with everything a page can show, one in Urdu.

Each is built three times: without a web address, with one, and for a USB stick (see the fixture in built_sites.py).
`serve` shows a built folder as a plain host would.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from hyperlocal.builder import build
from hyperlocal.dates import parse_moment
from hyperlocal.kits import Answers, demo_kit, kits
from hyperlocal.output import PageFile
from hyperlocal.output.views import YearView
from hyperlocal.problems import Severity
from hyperlocal.scaffolder import make
from tests.everything import EVERYTHING, URDU

NOW = parse_moment("2026-11-22")
BELOW = "/repo/"
BASE_URL = f"https://example.org{BELOW}"
ID = "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10"
_MEANT = "outside-picture"
"""The fault that a sample holds on purpose: the build must keep readers safe from it."""
KITS = tuple(kit.name for kit in kits())
NAMES = (*KITS, "demo", "everything", "urdu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One built site: its pages, and the folders of its three builds."""

    name: str
    plain: Path
    based: Path
    portable: Path
    pages: tuple[PageFile, ...]

    def ordinary(self) -> tuple[PageFile, ...]:
        """All pages but the small ones that only send the reader on."""
        return tuple(page for page in self.pages if page.template != "redirect.html")

    def kinds(self) -> tuple[PageFile, ...]:
        """One page of every kind: the longest, which shows the most."""
        longest: dict[object, PageFile] = {}
        for page in sorted(self.pages, key=self.size):
            longest[_kind(page)] = page
        return tuple(longest.values())

    def size(self, page: PageFile) -> int:
        """Bytes of a page's HTML."""
        return (self.plain / page.path).stat().st_size


def built(name: str, folder: Path) -> Whole:
    """Make and build the site of that name in an empty folder."""
    source = folder / "source"
    if name in ("everything", "urdu"):
        _write(source, EVERYTHING if name == "everything" else URDU)
    else:
        kit = demo_kit() if name == "demo" else next(kit for kit in kits() if kit.name == name)
        make(source, kit, Answers(title="Lower Field Neighbours", place="Quillbury"), NOW.day, ID)
    made = build(source, folder / "plain", NOW)
    build(source, folder / "based", NOW, base_url=BASE_URL)
    build(source, folder / "portable", NOW, portable=True)
    wrong = [str(one) for one in made.problems if one.severity is Severity.ERROR and one.rule != _MEANT]
    assert not wrong, "\n".join([f"the site “{name}” cannot serve as a sample:", *wrong])
    return Whole(
        name=name,
        plain=folder / "plain",
        based=folder / "based",
        portable=folder / "portable",
        pages=tuple(one for one in made.prepared.plan.outputs if isinstance(one, PageFile)),
    )


@contextmanager
def serve(folder: Path, below: str = "/") -> Iterator[str]:
    """Show a built folder on 127.0.0.1, below a path; gives the address of its front page."""
    handler = partial(_Host, directory=str(folder), below=below)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{below}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Host(SimpleHTTPRequestHandler):
    """What every host of static sites does: files below one path, index.html for folders, 404.html for the rest."""

    protocol_version = "HTTP/1.1"
    # Head and body are sent apart: held together by the system, each answer would take 40 ms more.
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, directory: str, below: str) -> None:
        self.below = below
        super().__init__(*args, directory=directory)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.below)
        return super().translate_path("/" + path.removeprefix(self.below) if inside else "/not/here")

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def photo(width: int, height: int, form: str = "JPEG", *, sideways: bool = False) -> bytes:
    """A drawing in some format, see-through where that can be; `sideways` as phones store portraits."""
    image = Image.new("RGBA" if form in ("PNG", "WEBP") else "RGB", (width, height), "#7aa7c7")
    ImageDraw.Draw(image).polygon([(0, height), (width // 2, height // 4), (width, height)], fill="#5b6b3a")
    exif = Image.Exif()
    if sideways:
        exif[0x0112] = 6
    target = io.BytesIO()
    image.save(target, form, exif=exif)
    return target.getvalue()


def _kind(page: PageFile) -> object:
    """What makes pages of one template differ in how they look: how deep they stand, their language, months apart."""
    whole_year = isinstance(page.view, YearView) and all(month.cards for month in page.view.months)
    return page.template, page.address.count("/"), getattr(page.view, "language", ""), whole_year


def _write(folder: Path, files: Mapping[str, str]) -> None:
    photos = {
        "content/photos/hall.jpg": photo(1600, 1000),
        "content/photos/portrait.jpg": photo(900, 600, sideways=True),
        "content/photos/badge.png": photo(300, 300, "PNG"),
        "content/photos/map.webp": photo(800, 600, "WEBP"),
        "content/photos/old.gif": photo(120, 80, "GIF"),
    }
    for path, data in {**{path: text.encode("utf-8") for path, text in files.items()}, **photos}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
