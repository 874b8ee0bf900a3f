"""Kit + answers -> somebody's new site; and one more post, page or organisation in a site that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hyperlocal import __version__
from hyperlocal.config import FILE as SITE_FILE
from hyperlocal.frontmatter import write_head, write_scalar
from hyperlocal.kits import KIT_FILE, Answers, Kit
from hyperlocal.output.write import replace
from hyperlocal.problems import Stop, error
from hyperlocal.shipped import shipped
from hyperlocal.slugs import slugify
from hyperlocal.wheel import NAME as WHEEL_NAME
from hyperlocal.wheel import own_wheel

_TOKEN = re.compile(r"\{(title|place|email|phone|base_url|colour|id|version|today|year)(?:-(\d{1,4}))?\}")
_WHOLE = re.compile(r"^[\w ]+:\s*\"?(\{\w+\})\"?\s*$")
_TEXT = frozenset({".md", ".txt", ".yml", ".yaml", ".html", ".svg", ".css", ".gitignore", ".gitattributes", ""})
_ASKED = {
    "title": "the name of your group",
    "place": "your village, town or area",
    "email": "your email address",
    "phone": "your telephone number",
    "base_url": "your web address",
}
_BODIES = {
    "post": "[[What happened, or what is going to happen? When, where, who is it for, and how can people join in?]]\n",
    "page": "[[What do people want to know about this? Answer it in a few short paragraphs.]]\n",
    "organisation": "[[Who are you, what do you do, and who is it for?]]\n",
}
_HEADS = {
    "post": {"summary": "", "tags": ""},
    "page": {"order": "50"},
    "organisation": dict.fromkeys(
        ("category", "strapline", "email", "phones", "website", "address", "postcode", "opening_hours"), ""
    ),
}
_FOLDERS = {"post": "posts", "page": "pages", "organisation": "organisations"}
KINDS_TO_ADD = tuple(_FOLDERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What `make` did, as paths in the folder. `kept` were there before and were not touched."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    already: bool = False


def make(folder: Path, kit: Kit, answers: Answers, today: date, site_id: str) -> Made:
    """Write a whole starter site into `folder`. What is there already is never changed.

    A folder that has a site.yml is somebody's site: then nothing at all is written.
    """
    if (folder / SITE_FILE).exists():
        return Made(written=(), kept=(SITE_FILE,), already=True)
    said = _said(kit, answers, today, site_id)
    written: list[str] = []
    kept: list[str] = []
    # site.yml last: until it is there, running the command again goes on where it stopped.
    files = sorted(_files(kit, said, today).items(), key=lambda pair: (pair[0] == SITE_FILE, pair[0]))
    for path, data in files:
        if (folder / path).exists():
            kept.append(path)
        else:
            replace(folder / path, data)
            written.append(path)
    return Made(written=tuple(sorted(written)), kept=tuple(kept))


def add(folder: Path, kind: str, title: str, today: date) -> str:
    """Start a new text of a kind (“post”) and give its path. Raises `Stop` when that file is there already."""
    if not (folder / SITE_FILE).is_file():
        raise Stop(
            error(
                "no-site",
                "",
                None,
                f"There is no site in {folder.resolve().name}: it has no {SITE_FILE}.",
                "Go to your site's folder and try again, or make a new site:  hyperlocal new my-site",
            )
        )
    slug = slugify(title)
    name = f"{today.isoformat()}-{slug}.md" if kind == "post" else f"{slug}.md"
    path = f"content/{_FOLDERS[kind]}/{name}"
    if (folder / path).exists():
        raise Stop(
            error(
                "already-there",
                path,
                None,
                "There is a file of this name already, so nothing was changed.",
                "Open that file, or choose another title.",
            )
        )
    values = {"title": write_scalar(title), **({"date": today.isoformat()} if kind == "post" else {}), **_HEADS[kind]}
    replace(folder / path, write_head(values, _BODIES[kind]).encode("utf-8"))
    return path


def _said(kit: Kit, answers: Answers, today: date, site_id: str) -> dict[str, str]:
    return {
        "title": answers.title or kit.default_title or "Our website",
        "place": answers.place,
        "email": answers.email,
        "phone": answers.phone,
        "base_url": answers.base_url,
        "colour": answers.colour or kit.colour or "",
        "id": site_id,
        "version": __version__,
        "year": str(today.year),
    }


def _files(kit: Kit, said: Mapping[str, str], today: date) -> dict[str, bytes]:
    """Every file of the new site. A kit's own file stands in place of the common one."""
    files: dict[str, bytes] = {}
    for root in (shipped("starter_site") / "common", kit.folder):
        for path, file in _below(root):
            data = file.read_bytes()
            files[path] = _filled(data, path, said, today) if file.suffix in _TEXT else data
    wheel = own_wheel()
    if wheel is not None:
        files[f"tools/{WHEEL_NAME}"] = wheel
    return files


def _below(root: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.is_file() and path != KIT_FILE and "__pycache__" not in path:
            yield path, file


def _filled(data: bytes, path: str, said: Mapping[str, str], today: date) -> bytes:
    """The text with its tokens filled in. A setting without an answer loses its line; in a text, a mark is left."""
    lines = []
    settings = path.endswith((".yml", ".yaml"))
    in_head = settings
    for number, typed in enumerate(data.decode("utf-8").split("\n")):
        if typed.rstrip() == "---" and path.endswith(".md"):
            in_head = number == 0
        whole = _WHOLE.match(typed) if in_head else None
        if whole and whole[1].strip("{}") in said and not said[whole[1].strip("{}")]:
            continue
        lines.append(_TOKEN.sub(partial(_one, said=said, today=today, in_head=in_head, typed=typed), typed))
    return "\n".join(lines).encode("utf-8")


def _one(match: re.Match[str], said: Mapping[str, str], today: date, in_head: bool, typed: str) -> str:
    name, back = match[1], int(match[2] or 0)
    if name == "today":
        return (today - timedelta(days=back)).isoformat()
    value = said[name]
    if not value:
        return f"[[{_ASKED.get(name, name)}]]"
    quoted_already = typed[match.start() - 1 : match.start()] == '"'
    alone = in_head and typed.rstrip().endswith(match[0]) and re.match(r"^[\w ]+:\s*\{", typed) is not None
    return write_scalar(value) if alone and not quoted_already else value
