"""A site as it would be, in memory: planned again when the folder changes, each file made when it is asked for."""

from __future__ import annotations

import html as entities
import mimetypes
import posixpath
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from hyperlocal.builder import Prepared
from hyperlocal.output import Output
from hyperlocal.output.render import Renderer
from hyperlocal.problems import Problem, Stop, error, worst_first

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a browser gets: status, media type, the bytes, and where to go instead (for 301)."""

    status: int
    media_type: str
    body: bytes
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One state of the site."""

    outputs: dict[str, Output]
    renderer: Renderer
    problems: tuple[Problem, ...]


class Preview:
    """The newest good state of a site. `refresh` and `get` may be called from different threads."""

    def __init__(self, prepare: Callable[[], Prepared]) -> None:
        self._prepare = prepare
        self._lock = threading.Lock()
        self._shown: _Shown | None = None
        self._fault: Stop | None = None

    def refresh(self) -> tuple[Problem, ...]:
        """Read the folder again. When that cannot be done the last good state stays, and what is wrong is returned."""
        try:
            prepared = self._prepare()
        except Exception as fault:
            # Whatever it was, the next save may put it right: a preview must not end in the middle of somebody's work.
            stop = fault if isinstance(fault, Stop) else Stop(_unforeseen(fault))
            with self._lock:
                self._fault = stop
            return stop.problems
        outputs = {output.path: output for output in prepared.plan.outputs}
        with self._lock:
            self._shown = _Shown(outputs=outputs, renderer=prepared.renderer(), problems=prepared.problems)
            self._fault = None
        return prepared.problems

    def problems(self) -> tuple[Problem, ...]:
        """What there is to say now: about the newest reading, and about the pages that were looked at since."""
        with self._lock:
            if self._fault is not None:
                return self._fault.problems
            shown = self._shown
            return worst_first((*shown.problems, *shown.renderer.problems.values())) if shown else ()

    def get(self, target: str) -> Response:
        """Answer a request for a path, as a static host would."""
        with self._lock:
            if self._shown is None:
                return _fault_page(self._fault)
            return self._answer(self._shown, target)

    def _answer(self, shown: _Shown, target: str) -> Response:
        asked = re.split(r"[?#]", re.sub(r"^[a-z]+://[^/]*", "", target, flags=re.IGNORECASE))[0]
        path = posixpath.normpath("/" + unquote(asked).lstrip("/")).lstrip("/")
        if asked.endswith("/") or not path:
            path = posixpath.join(path, "index.html")
        elif path not in shown.outputs and f"{path}/index.html" in shown.outputs:
            return Response(status=301, media_type="text/plain", body=b"", location=quote(f"/{path}/"))
        output = shown.outputs.get(path)
        if output is None:
            return self._made(shown, shown.outputs["404.html"], 404)
        return self._made(shown, output, 200)

    @staticmethod
    def _made(shown: _Shown, output: Output, status: int) -> Response:
        try:
            return Response(status=status, media_type=media_type(output.path), body=shown.renderer.render(output))
        except Stop as fault:
            return _fault_page(fault)
        except OSError as fault:
            words = f"{output.path} could not be read just now: {fault.strerror or fault}. Try again."
            return Response(status=503, media_type="text/plain; charset=utf-8", body=words.encode("utf-8"))
        except Exception as fault:
            return _fault_page(Stop(_unforeseen(fault, output.source or output.path)))


def media_type(path: str) -> str:
    """The media type of an output by its name."""
    name = posixpath.basename(path)
    ending = posixpath.splitext(name)[1].casefold()
    found = _FEEDS.get(name) or _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(_TEXT) else found


def _fault_page(fault: Stop | None) -> Response:
    words = "The site has not been read yet." if fault is None else str(fault)
    page = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Something to mend</title></head>'
        f"<body><main><h1>Something to mend</h1><pre>{entities.escape(words)}</pre></main></body></html>"
    )
    return Response(status=500, media_type="text/html; charset=utf-8", body=page.encode("utf-8"))


def _unforeseen(fault: Exception, path: str = "") -> Problem:
    if isinstance(fault, OSError):
        message = f"A file could not be read: {fault.strerror or fault}."
        remedy = "Close other programs that have it open, and save again."
        return error("unreadable", str(fault.filename or path), None, message, remedy)
    message = f"Something went wrong inside hyperlocal ({type(fault).__name__}: {fault}). It is not your fault."
    return error("unforeseen", path, None, message, "Undo the last change and save, and tell whoever looks after it.")
