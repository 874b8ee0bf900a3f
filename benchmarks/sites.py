"""The corpus on disk, in the layout of each tool. Run as a process of its own, so that the runner stays small:

    python -m benchmarks.sites WORK SIZE TOOL...

Writes WORK/sites/SIZE/TOOL/ afresh, and WORK/sites/SIZE/TOOL.json with what the runner has to know of it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks import photos
from benchmarks.checks import words
from benchmarks.corpus import PHOTOS, PICTURES, Corpus, Post, corpus, photo_site, post
from benchmarks.layouts import LAYOUTS, file_of
from benchmarks.plans import PHOTOS as PHOTO_SITE
from benchmarks.tools import BY_NAME, Tool, site_folder

PEERS = Path(__file__).parent / "peers"
ADDED = 8
"""So many posts are kept ready to be added."""
_SMALL = (480, 320)


def main(arguments: list[str]) -> None:
    """Write the sites that the arguments name."""
    work, size = Path(arguments[0]), arguments[1]
    made = photo_site() if size == PHOTO_SITE else corpus(int(size))
    for name in arguments[2:]:
        write_site(BY_NAME[name], made, work, size)


def write_site(tool: Tool, made: Corpus, work: Path, size: str) -> None:
    """The whole site of one tool, and the runner's notes beside it."""
    folder = site_folder(work, size, tool)
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(".json").unlink(missing_ok=True)
    folder.mkdir(parents=True)
    for name in tool.peers:
        shutil.copytree(PEERS / name, folder, dirs_exist_ok=True)
    layout = LAYOUTS[tool.layout]
    for path, text in layout(made):
        write(folder / path, text)
    if tool.style:
        write(folder / tool.style, (PEERS / "style.css").read_text(encoding="utf-8"))
    pictures = folder / tool.pictures
    shutil.copytree(small_pictures(work), pictures, dirs_exist_ok=True)
    if tool.modules:
        (folder / "node_modules").symlink_to((work / "tools" / tool.installed / "node_modules").resolve())
    if size == PHOTO_SITE:
        _link(large_photos(work), folder / tool.photos)
    posts = len(made.posts)
    notes = {
        "posts": posts,
        "middle": _noted(tool, made, made.middle),
        "added": [_noted(tool, made, post(posts + number, posts)) for number in range(ADDED)],
        "samples": [sample(made.posts[number]) for number in samples(posts)],
    }
    folder.with_suffix(".json").write_text(json.dumps(notes), encoding="utf-8")


def write(file: Path, text: str) -> None:
    """A file with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def small_pictures(work: Path) -> Path:
    """The folder with the few small pictures that posts share, made once."""
    folder = work / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        file = folder / f"place-{number}.jpg"
        if not file.is_file():
            photos.save(number, file, _SMALL)
    return folder


def large_photos(work: Path) -> Path:
    """The folder with the photos of twelve megapixels, made once: that takes a minute or two."""
    folder = work / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PHOTOS):
        file = folder / f"photo-{number}.jpg"
        if not file.is_file():
            part = file.with_suffix(".part")
            photos.save(number, part)
            part.rename(file)
    return folder


def _link(photos_in: Path, folder: Path) -> None:
    """The photos in a site, as links to one file each where the disk can do that: nothing writes into them."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(photos_in.iterdir()):
        try:
            (folder / file.name).hardlink_to(file)
        except OSError:
            shutil.copy2(file, folder / file.name)


def samples(size: int) -> list[int]:
    """Posts to be looked at: one with a picture, one with a table, one with code if there is one."""
    return sorted({min(number, size - 1) for number in (size // 2 // 12 * 12 + 5, size // 2 // 12 * 12 + 2, 0)})


def _noted(tool: Tool, made: Corpus, one: Post) -> dict[str, str]:
    """Where the post lies, stands, and what is in its file. A year that is new needs no index: it is in the corpus."""
    path, text = file_of(LAYOUTS[tool.layout], one, made)
    return {"file": path, "address": one.address, "text": text}


def sample(one: Post) -> dict[str, Any]:
    """What a reader of the post must find: its words, where its links and pictures lead, how many tables."""
    return {
        "address": one.address,
        "words": words(one.title + "\n" + plain(one.body)),
        "links": re.findall(r"(?<!!)\[[^\]]*\]\(([^)]*)\)", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", one.body)),
        "pictures": re.findall(r"!\[[^\]]*\]\(([^)]*)\)", one.body),
        "tables": one.body.count("| --- | ---:"),
    }


def plain(markdown: str) -> str:
    """The words between the marks."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(?m)^\d+\. ", "", text)


if __name__ == "__main__":
    main(sys.argv[1:])
