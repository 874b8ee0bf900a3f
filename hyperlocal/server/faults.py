"""The page that is shown where none can be made, and words for what nobody foresaw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from hyperlocal.problems import Problem, Severity, error

HEADINGS = {Severity.ERROR: "To mend", Severity.WARNING: "Worth mending", Severity.ADVICE: "Good to know"}
"""As in the terminal."""


def panel_style() -> str:
    """The rules for lists of problems: of this page, and of the panel that lies over others."""
    return Path(__file__).with_name("panel.css").read_text(encoding="utf-8")


def fault_page(problems: Iterable[Problem]) -> bytes:
    """A whole page that says what to mend, for when there is no page to lay it over."""
    items = "".join(map(_item, problems))
    page = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Something to mend</title>
<link rel="icon" href="data:,">
<style>{panel_style()}</style>
</head>
<body class="alone">
<main class="panel">
<h1>Something to mend</h1>
<p class="lead">Mend it and save. This page then goes away by itself.</p>
<ol>{items or "<li>The site has not been read yet.</li>"}</ol>
</main>
</body>
</html>
"""
    return page.encode("utf-8")


def unforeseen(fault: Exception, path: str = "") -> Problem:
    """What to say when something failed that was not meant to: a save may put it right, and the preview goes on."""
    if isinstance(fault, OSError):
        message = f"A file could not be read: {fault.strerror or fault}."
        remedy = "Close other programs that have it open, and save again."
        return error("unreadable", str(fault.filename or path), None, message, remedy)
    message = f"Something went wrong inside hyperlocal ({type(fault).__name__}: {fault}). It is not your fault."
    return error("unforeseen", path, None, message, "Undo the last change and save, and tell whoever looks after it.")


def place_of(problem: Problem) -> str:
    """“content/posts/fair.md, line 3”."""
    place = problem.path or "this folder"
    return place if problem.line is None else f"{place}, line {problem.line}"


def in_pieces(remedy: str) -> list[str]:
    """A remedy as words, what to type, words ...: between the two stand two spaces or more."""
    return re.split(r" {2,}", remedy.strip())


def _item(problem: Problem) -> str:
    pieces = (
        f"<code>{escape(piece)}</code>" if number % 2 else escape(piece)
        for number, piece in enumerate(in_pieces(problem.remedy))
    )
    remedy = f'<p class="remedy">{" ".join(pieces)}</p>' if problem.remedy else ""
    place = f'<p class="place">{escape(place_of(problem))}</p>'
    return f'<li>{place}<p class="message">{escape(problem.message)}</p>{remedy}</li>'
