"""Kit + answers -> somebody's new site; and one more post, page or organisation in a site that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hyperlocal import __version__
from hyperlocal.config import FILE as SITE_FILE
from hyperlocal.dates import NotADate, file_name_date
from hyperlocal.encoding import decode
from hyperlocal.frontmatter import write_head, write_scalar
from hyperlocal.kits import KIT_FILE, Answers, Kit
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.shipped import shipped
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass
from hyperlocal.wheel import NAME as WHEEL_NAME
from hyperlocal.wheel import own_wheel

_TOKEN = re.compile(r"\{(title|place|email|phone|base_url|colour|id|version|today|year)(?:-(\d{1,4}))?\}")
_WHOLE = re.compile(r"^[\w ]+:\s*\"?(\{\w+\})\"?\s*$")
_TEXT = frozenset({".md", ".txt", ".yml", ".yaml", ".html", ".svg", ".css", ""})
_WRITTEN = frozenset({".md", ".markdown", ".mkd", ".txt"})
_LEFT_BY_COMPUTERS = re.compile(r"(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|__pycache__)$", re.IGNORECASE)
# What Markdown would take for a mark; an underscore inside a word is none.
_MARKS = re.compile(r"[\\`*\[\]{}|]|(?<!\w)_|_(?!\w)")
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

    A folder that has a site.yml is somebody's site: then nothing at all is written. Raises `Stop` when a file cannot
    be written.
    """
    if (folder / SITE_FILE).exists():
        return Made(written=(), kept=(SITE_FILE,), already=True)
    said = _said(kit, answers, today, site_id)
    # site.yml last: until it is there, running the command again goes on where it stopped.
    files = sorted(_files(kit, said, today).items(), key=lambda pair: (pair[0] == SITE_FILE, pair[0]))
    made = {path: _created(folder, path, data) for path, data in files}
    return Made(
        written=tuple(sorted(path for path, new in made.items() if new)),
        kept=tuple(path for path, new in made.items() if not new),
    )


def add(folder: Path, kind: str, title: str, today: date) -> str:
    """Start a new text of a kind (“post”) and give its path.

    Raises `Stop` when there is no site, when a file of its name is there already, or when it cannot be written.
    """
    if not (folder / SITE_FILE).is_file():
        raise Stop(_no_site(folder))
    path = f"content/{_FOLDERS[kind]}/{_file_name(folder, kind, title, today)}"
    values = {"title": write_scalar(title), **({"date": today.isoformat()} if kind == "post" else {}), **_HEADS[kind]}
    if not _created(folder, path, write_head(values, _BODIES[kind]).encode("utf-8")):
        raise Stop(_already_there(path))
    return path


def _created(folder: Path, path: str, data: bytes) -> bool:
    """Write a new file, whole or not at all; False, with nothing changed, when one is there. Raises `Stop`."""
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Stop(_cannot_write(path, fault)) from fault
    try:
        with file.open("xb") as target:
            try:
                target.write(data)
            except BaseException:
                file.unlink(missing_ok=True)
                raise
    except FileExistsError:
        return False
    except OSError as fault:
        raise Stop(_cannot_write(path, fault)) from fault
    return True


def _file_name(folder: Path, kind: str, title: str, today: date) -> str:
    """A name whose address is still free. Groups post “Next meeting” every month; two pages of one name are a slip."""
    slug = slugify(title)
    taken = _taken(folder, kind, today)
    if kind != "post":
        if slug in taken:
            raise Stop(_already_there(taken[slug]))
        return f"{slug}.md"
    for name in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))):
        file = f"{today.isoformat()}-{name}.md"
        if name not in taken:
            return file
        if taken[name].endswith(f"/{file}"):
            break
    raise Stop(_already_there(taken[name]))


def _taken(folder: Path, kind: str, today: date) -> dict[str, str]:
    """The names that texts of a kind have in their addresses (posts: in those of this year) -> their files."""
    root = folder / "content" / _FOLDERS[kind]
    # Pages in sub-folders have addresses of their own.
    files = [*root.glob("*.*"), *root.glob("*/index.*")] if kind == "page" else root.rglob("*.*")
    taken: dict[str, str] = {}
    for file in sorted(files):
        stem = file.parent.name if file.stem.casefold() == "index" else file.stem
        try:
            day, rest = file_name_date(stem)
        except NotADate:
            continue
        if file.suffix.casefold() in _WRITTEN and (kind != "post" or day is None or day.year == today.year):
            taken.setdefault(slugify(rest or stem), file.relative_to(folder).as_posix())
    return taken


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
            files[path] = _filled(decode(data).text, path, said, today) if file.suffix in _TEXT else data
    wheel = own_wheel()
    if wheel is not None:
        files[f"tools/{WHEEL_NAME}"] = wheel
    return files


def _below(root: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root)
        if file.is_file() and path != Path(KIT_FILE) and not any(map(_LEFT_BY_COMPUTERS.match, path.parts)):
            yield path.as_posix(), file


def _filled(text: str, path: str, said: Mapping[str, str], today: date) -> bytes:
    """The text with its tokens filled in. A setting without an answer loses its line; in a text, a mark is left."""
    lines = []
    settings = path.endswith((".yml", ".yaml"))
    in_head = settings
    for number, typed in enumerate(text.split("\n")):
        if typed.rstrip() == "---" and path.endswith(".md"):
            in_head = number == 0
        whole = _WHOLE.match(typed) if in_head else None
        if whole and whole[1].strip("{}") in said and not said[whole[1].strip("{}")]:
            continue
        one = partial(_one, said=said, today=today, in_head=in_head, prose=path.endswith(".md"), typed=typed)
        lines.append(_TOKEN.sub(one, typed))
    return "\n".join(lines).encode("utf-8")


def _one(match: re.Match[str], said: Mapping[str, str], today: date, in_head: bool, prose: bool, typed: str) -> str:
    name, back = match[1], int(match[2] or 0)
    if name == "today":
        return (today - timedelta(days=back)).isoformat()
    value = said[name]
    if not value:
        return f"[[{_ASKED.get(name, name)}]]"
    if not in_head:
        return _MARKS.sub(r"\\\g<0>", value).replace("<", "&lt;") if prose else value
    quoted_already = typed[match.start() - 1 : match.start()] == '"'
    alone = typed.rstrip().endswith(match[0]) and re.match(r"^[\w ]+:\s*\{", typed) is not None
    return write_scalar(value) if alone and not quoted_already else value


def _no_site(folder: Path) -> Problem:
    return error(
        "no-site",
        "",
        None,
        f"There is no site in {folder.resolve().name}: it has no {SITE_FILE}.",
        "Go to your site's folder and try again, or make a new site:  hyperlocal new my-site",
    )


def _already_there(path: str) -> Problem:
    return error(
        "already-there",
        path,
        None,
        "There is a file of this name already, so nothing was changed.",
        "Open that file, or choose another title.",
    )


def _cannot_write(path: str, fault: OSError) -> Problem:
    return error(
        "cannot-write",
        path,
        None,
        f"This file could not be written: {fault.strerror or fault}.",
        "Check that there is room on the disk, and that no file stands where a folder must be, and try again.",
    )
