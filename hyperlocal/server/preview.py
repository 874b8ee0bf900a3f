"""A site as it would be, in memory: planned again when the folder changes, each file made when it is asked for."""

from __future__ import annotations

import mimetypes
import posixpath
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from hyperlocal.builder import Prepared
from hyperlocal.output import CopyFile, DataFile, Output, PageFile, PictureFile, TextFile
from hyperlocal.output.render import Renderer
from hyperlocal.problems import Problem, Severity, Stop, worst_first
from hyperlocal.server import live
from hyperlocal.server.faults import fault_page, unforeseen
from hyperlocal.values import dataclass

_TYPES = {
    ".xml": "application/xml",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".txt": "text/plain",
    ".js": "text/javascript",
}
_FEEDS = {"feed.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
_TEXT = ("text/", "application/xml", "application/rss", "application/atom")
_HTML = "text/html; charset=utf-8"
_JSON = "application/json"
_STYLE = "theme/style.css"
_MOST_KEPT = 300
"""How many pages are kept as they were last made. Looking at one again is then quick, and one that fails stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a browser gets: status, media type, the bytes, where to go instead (for 301), and what the bytes are
    known by (an entity tag, RFC 9110, 8.8.3; "" for none)."""

    status: int
    media_type: str
    body: bytes
    location: str = ""
    etag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One state of the site. `notes` are what to say on pages that are held back, by the path of their text; `marks`
    the same by address; `faulty` the paths of what has errors; `static` the files that belong to the theme."""

    outputs: Mapping[str, Output]
    renderer: Renderer
    problems: tuple[Problem, ...]
    notes: Mapping[str, str]
    marks: Mapping[str, str]
    faulty: frozenset[str]
    style: str
    static: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A page as it was made in the state of this number."""

    number: int
    source: str
    body: bytes


class Preview:
    """The newest good state of a site. `read` is for one thread; everything else may be called from any."""

    def __init__(self, prepare: Callable[[], Prepared]) -> None:
        self._prepare = prepare
        self._start = secrets.token_hex(4)
        self._lock = threading.Lock()
        self._drawing = threading.Lock()
        self._number = 0
        self._shown: Shown | None = None
        self._fault: Stop | None = None
        self._broken: dict[str, Stop] = {}
        self._kept: OrderedDict[str, _Made] = OrderedDict()

    def refresh(self) -> tuple[Problem, ...]:
        """Read the folder again and show it. What is wrong is returned."""
        self.show(self.read())
        return self.problems()

    def read(self) -> Shown | Stop:
        """Read the folder again, and show nothing of it yet."""
        try:
            return _shown(self._prepare())
        except Stop as stop:
            return stop
        except Exception as fault:
            # Whatever it was, the next save may put it right: a preview must not end in the middle of somebody's work.
            return Stop(unforeseen(fault))

    def show(self, found: Shown | Stop) -> None:
        """Show what was read. When it could not be, the last good state stays, and what is wrong is told."""
        with self._lock:
            self._number += 1
            self._fault = found if isinstance(found, Stop) else None
            if isinstance(found, Shown):
                self._shown = found
                self._broken = {}

    def problems(self) -> tuple[Problem, ...]:
        """What there is to say now: about the newest reading, and about the pages that were looked at since."""
        with self._lock:
            shown, fault, broken = self._shown, self._fault, list(self._broken.values())
        if fault is not None:
            return fault.problems
        if shown is None:
            return ()
        drawn = [problem for stop in broken for problem in stop.problems]
        return worst_first((*shown.problems, *list(shown.renderer.problems.values()), *drawn))

    def state(self) -> dict[str, object]:
        """What open pages are told: which state this is, what is wrong, the style sheet, what is held back."""
        problems = self.problems()
        with self._lock:
            return {
                "start": self._start,
                "version": self._number,
                "style": self._shown.style if self._shown else "",
                "held": dict(self._shown.marks) if self._shown else {},
                "problems": live.told(problems),
            }

    def faults_seen(self) -> int:
        """How many faults looking at pages has shown since the newest reading: more means that there is more to say."""
        with self._lock:
            return len(self._broken) + (len(self._shown.renderer.problems) if self._shown else 0)

    def get(self, target: str, known: str = "") -> Response:
        """Answer a request for a path, as a static host would. `known` are the tags of what the browser has."""
        with self._lock:
            shown, number, stop = self._shown, self._number, self._fault
        if shown is None:
            return self._fault_page(stop.problems if stop else (), number)
        asked = re.split(r"[?#]", re.sub(r"^[a-z]+://[^/]*", "", target, flags=re.IGNORECASE))[0]
        path = posixpath.normpath("/" + unquote(asked).lstrip("/")).lstrip("/")
        if asked.endswith("/") or not path:
            path = posixpath.join(path, "index.html")
        elif path not in shown.outputs and f"{path}/index.html" in shown.outputs:
            return Response(status=301, media_type="text/plain", body=b"", location=quote(f"/{path}/"))
        output = shown.outputs.get(path)
        try:
            if output is None:
                return self._missing(shown, path, number)
            return self._found(shown, output, number, known)
        except Stop as fault:
            return self._fault_page(fault.problems, number)
        except OSError as gone:
            words = f"{path} could not be read just now: {gone.strerror or gone}. Try again."
            return Response(status=503, media_type="text/plain; charset=utf-8", body=words.encode("utf-8"))
        except Exception as fault:
            return self._fault_page((unforeseen(fault, path),), number)

    def _found(self, shown: Shown, output: Output, number: int, known: str) -> Response:
        kind = _JSON if isinstance(output, DataFile) and not output.path.endswith(".js") else media_type(output.path)
        if isinstance(output, PageFile) or kind == _HTML:
            return self._page(shown, output, number, 200)
        if isinstance(output, (PictureFile, CopyFile)):
            # A photo takes long to make: what its file says of itself shows that the browser has it already.
            etag = f'"{live.digest(repr(output).encode(), live.stamp(_file(output)).encode())}"'
            if etag in known:
                return Response(status=304, media_type=kind, body=b"", etag=etag)
            return Response(status=200, media_type=kind, body=shown.renderer.render(output), etag=etag)
        body = self._drawn(shown, output, number)
        etag = f'"{live.digest(body)}"'
        if etag in known:
            return Response(status=304, media_type=kind, body=b"", etag=etag)
        return Response(status=200, media_type=kind, body=body, etag=etag)

    def _missing(self, shown: Shown, path: str, number: int) -> Response:
        with self._lock:
            kept = self._kept.get(path)
        if kept is not None and kept.source in shown.faulty:
            # The text was there and has a fault now: its page stays as it was, and what is wrong is laid over it.
            return self._dressed(shown, path, kept.body, kept.source, number, 200)
        return self._page(shown, shown.outputs["404.html"], number, 404)

    def _page(self, shown: Shown, output: Output, number: int, status: int) -> Response:
        body = self._drawn(shown, output, number)
        return self._dressed(shown, output.path, body, output.source, number, status)

    def _dressed(self, shown: Shown, path: str, body: bytes, source: str, number: int, status: int) -> Response:
        note = shown.notes.get(source, "")
        key = _key(shown, path, body, note)
        told = {
            "start": self._start,
            "version": str(number),
            "page": key,
            "style": shown.style,
            "note": note,
            "source": source if note else "",
        }
        return Response(status=status, media_type=_HTML, body=live.dressed(body, **told), etag=f'W/"{key}"')

    def _drawn(self, shown: Shown, output: Output, number: int) -> bytes:
        """The bytes of an output; the last good ones when there are none now. Templates are not made for several
        threads, so pages are made one at a time."""
        with self._drawing if isinstance(output, PageFile) else nullcontext():
            with self._lock:
                kept = self._kept.get(output.path)
            if kept is not None and kept.number == number and isinstance(output, PageFile):
                return kept.body
            try:
                body = shown.renderer.render(output)
            except OSError:
                raise
            except Exception as fault:
                stop = fault if isinstance(fault, Stop) else Stop(unforeseen(fault, output.source or output.path))
                self._break(output.path, stop, number)
                if kept is None:
                    raise stop from fault
                return kept.body
            self._keep(output.path, _Made(number=number, source=output.source, body=body))
            return body

    def _break(self, path: str, stop: Stop, number: int) -> None:
        with self._lock:
            if number == self._number:
                self._broken[path] = stop

    def _keep(self, path: str, made: _Made) -> None:
        with self._lock:
            self._kept[path] = made
            self._kept.move_to_end(path)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def _fault_page(self, problems: tuple[Problem, ...], number: int) -> Response:
        body = fault_page(problems)
        key = live.digest(body)
        told = {"start": self._start, "version": str(number), "page": key, "fault": "yes"}
        return Response(status=500, media_type=_HTML, body=live.dressed(body, **told), etag=f'W/"{key}"')


def media_type(path: str) -> str:
    """The media type of an output by its name."""
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1].casefold()
    found = _FEEDS.get(name) or _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(_TEXT) else found


def _shown(prepared: Prepared) -> Shown:
    outputs = {output.path: output for output in prepared.plan.outputs}
    sheet = outputs.get(_STYLE)
    held = prepared.site.held
    addresses = {
        one.source: one.address
        for one in prepared.plan.outputs
        if isinstance(one, PageFile) and one.template != "redirect.html"
    }
    return Shown(
        outputs=outputs,
        renderer=prepared.renderer(),
        problems=prepared.problems,
        notes={one.path: live.note(one) for one in held},
        marks=live.marks(held, addresses),
        faulty=frozenset(one.path for one in prepared.problems if one.severity is Severity.ERROR),
        style=live.digest(sheet.text.encode("utf-8")) if isinstance(sheet, TextFile) else "",
        static=tuple(
            one.file for one in prepared.plan.outputs if isinstance(one, CopyFile) and one.path.startswith("theme/")
        ),
    )


def _key(shown: Shown, path: str, body: bytes, note: str) -> str:
    """What a page is known by. It is the same as long as the page looks the same but for the style sheet: pictures that
    were replaced under their old names count too."""
    files = list(shown.static)
    for address in dict.fromkeys(live.mentioned(body)):
        output = shown.outputs.get(_path(address, path))
        if isinstance(output, (PictureFile, CopyFile)):
            files.append(_file(output))
    stamps = "\n".join(map(live.stamp, files))
    return live.digest(live.without_style_version(body), stamps.encode(), note.encode("utf-8"))


def _path(address: str, page: str) -> str:
    """The path of what a page means by a relative address; "" when that is none."""
    try:
        return unquote(re.split(r"[?#]", urljoin(f"/{page}", address))[0].lstrip("/"))
    except ValueError:
        return ""


def _file(output: PictureFile | CopyFile) -> Path:
    return output.file if isinstance(output, CopyFile) else output.photo.file
