"""The ways in which programs save a file. After each, the post holds the text, and that alone is the same in all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

POST = "content/posts/fair.md"

Save = Callable[[Path, str], None]
"""Given the site's folder and the post's new text."""


def plain(folder: Path, text: str) -> None:
    """Opened, emptied and written: Notepad, nano."""
    (folder / POST).write_text(text, encoding="utf-8")


def in_pieces(folder: Path, text: str) -> None:
    """Written piece by piece, each on the disk before the next: large files, slow drives."""
    with (folder / POST).open("wb") as file:
        for letter in text.encode("utf-8"):
            file.write(bytes([letter]))
            file.flush()


def over_itself(folder: Path, text: str) -> None:
    """Written over what was there, and cut to its length at the end."""
    data = text.encode("utf-8")
    with (folder / POST).open("r+b") as file:
        file.write(data)
        file.truncate(len(data))


def atomic(folder: Path, text: str) -> None:
    """Written beside it and put in its place: VS Code's safe way, our own editor, most careful programs."""
    new = folder / f"{POST}.tmp"
    new.write_text(text, encoding="utf-8")
    new.replace(folder / POST)


def from_elsewhere(folder: Path, text: str) -> None:
    """Made in another folder and moved here: browsers, cloud folders, drag and drop."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as other:
        new = Path(other) / "download"
        new.write_text(text, encoding="utf-8")
        new.replace(folder / POST)


def vim(folder: Path, text: str) -> None:
    """The old one is put aside, a new one written, and the old one deleted. First it tries if that can be done."""
    post, aside, trial = folder / POST, folder / f"{POST}~", folder / "content/posts/4913"
    trial.touch()
    trial.unlink()
    post.rename(aside)
    post.write_text(text, encoding="utf-8")
    aside.unlink()


def word_processor(folder: Path, text: str) -> None:
    """A lock file for as long as it is open; the new one changes places with the old, which is deleted: Word, Pages."""
    lock, new, old = (folder / f"content/posts/{name}" for name in ("~$fair.md", "fair.md.new.tmp", "fair.md.old.tmp"))
    lock.touch()
    new.write_text(text, encoding="utf-8")
    (folder / POST).rename(old)
    new.rename(folder / POST)
    old.unlink()
    lock.unlink()


def deleted_first(folder: Path, text: str) -> None:
    """Deleted and made anew: some programs that synchronise."""
    (folder / POST).unlink()
    (folder / POST).write_text(text, encoding="utf-8")


def two_at_once(folder: Path, text: str) -> None:
    """“Save all”."""
    (folder / "content/pages/about.md").write_text(text.replace("Summer fair", "About us"), encoding="utf-8")
    (folder / POST).write_text(text, encoding="utf-8")


def burst(folder: Path, text: str) -> None:
    """Two hundred files in a moment, this one among them: a `git pull`, a folder that is copied in."""
    for number in range(200):
        other = folder / f"static/burst/{number:03}.txt"
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text(text, encoding="utf-8")
        if number == 100:
            (folder / POST).write_text(text, encoding="utf-8")


def whole_folder(folder: Path, text: str) -> None:
    """The folder is renamed and a copy of it put in its place: switching branches, restoring a backup."""
    posts, aside = folder / "content/posts", folder / "content/.posts-before"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(posts, folder / "content/.posts-after")
    (folder / "content/.posts-after/fair.md").write_text(text, encoding="utf-8")
    posts.rename(aside)
    (folder / "content/.posts-after").rename(posts)


SAVES: dict[str, Save] = {
    save.__name__: save
    for save in (
        plain,
        in_pieces,
        over_itself,
        atomic,
        from_elsewhere,
        vim,
        word_processor,
        deleted_first,
        two_at_once,
        burst,
        whole_folder,
    )
}
