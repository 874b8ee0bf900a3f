"""A site that somebody keeps changing, at random but from a seed: texts, photos, files, settings, templates, a theme.

It knows, without asking hyperlocal, which texts have to be converted: see `texts`.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from random import Random

from PIL import Image

KINDS = ("posts", "pages", "organisations")
_WORDS = ("tea", "cake", "hall", "walk", "choir", "garden", "bridge", "canal", "market", "lantern", "otter", "willow")
_POSTS = ("2026-05-01-fair", "2026-05-02-tea", "2026-11-21-walk", "2025-12-31-ball", "quiz", "2026-05-03-été")
_PAGES = ("about", "home", "news", "tags", "feeds", "organisations", "404", "join", "about/history", "about/old/canal")
_ORGANISATIONS = ("choir", "scouts", "masjid")
_PHOTOS = ("photos/hall.jpg", "photos/hall.png", "posts/stall.jpg", "photos/hill.bmp", "photos/hill.png")
_FILES = ("files/minutes.pdf", "files/song.mp3")
_STATIC = ("notes.txt", "badge.png", "robots.txt", "about/index.html", "photos/hall.jpg", ".well-known/security.txt")
_LINKS = (
    "../posts/2026-05-01-fair.md", "../posts/quiz.md", "about.md", "../pages/about.md", "../pages/about.md#prices",
    "../organisations/choir.md", "#prices", "../files/minutes.pdf", "../files/song.mp3", "../photos/hall.jpg",
    "../posts/stall.jpg", "/news/", "/tags/tea/", "/notes.txt", "/badge.png", "https://example.org/a?b=c&d", "gone.md",
    "/old/fair/", "mailto:hello@example.org", "../pages/ABOUT.md", "/nowhere/",
)  # fmt: skip
_PIECES = (
    "Some *slanted* words, \"quoted\".", "## Prices {#prices}", "- one\n- two", "[[write this]]",
    "<script>alert(1)</script>", "| a | b |\n|---|---|\n| 1 | 2 |", "> said", "Over.<!-- more -->\n\nUnder.",
    "Term\n:   Meaning", "{{ site.url }}", "Caf\u00c3\u00a9", "```\ncode\n```", "Note.[^1]\n\n[^1]: A note.",
)  # fmt: skip
_OVERRIDES = {
    "post.html": '{% extends "commons:post.html" %}{% block kind %}post own{{ page.title }}{% endblock %}',
    "page.html": "{{ page.nonsense }}",
    "news.html": "{% if %}",
    "home.html": '{% extends "commons:home.html" %}{% block kind %}{% include "mine.html" %}{% endblock %}',
    "mine.html": "my own words",
    "parts/crumbs.html": "<p>crumbs</p>",
    "redirect.html": "<title>{{ page.target.label }}</title>",
}
_SETTINGS: dict[str, tuple[str, ...]] = {
    "title": ("Hartley Green", "Lower Field", "Maes Isaf & Co"),
    "tagline": ("Between canal and field", "Words for everyone"),
    "colour": ('"#ffd400"', '"#7a2e3b"', "mud"),
    "base_url": ("https://hartley.example/", "https://example.org/repo/"),
    "domain": ("www.hartley.example",),
    "feeds": ("all", "main", "rss"),
    "language": ("cy", "ur", "en-GB"),
    "timezone": ("America/New_York", "Pacific/Auckland", "Mars"),
    "raw_html": ("yes", "no"),
    "theme": ("mine", "commons", "nowhere", "design/ours"),
    "email": ("hello@example.org",),
    "phone": ("0121 496 0000",),
    "footer": ("Charity 1234567",),
    "place": ("Hartley",),
    "titel": ("unknown",),
}
_HEADS: dict[str, tuple[str, ...]] = {
    "title": ("Fair", "Tea at four", "A \u201cquoted\u201d name", "Fish & chips"),
    "summary": ("In short.", "In other words."),
    "updated": ("2026-11-20", "2026-05-09", "32 May"),
    "draft": ("yes", "no"),
    "publish": ("2026-11-23", "2026-06-01 18:30"),
    "expires": ("2026-11-22", "2026-12-24 12:00"),
    "slug": ("fair", "other-name"),
    "image": ("../photos/hall.jpg", "hall.png", "stall.jpg", "gone.jpg", "/badge.png"),
    "image_alt": ("A hall", "decorative"),
    "aliases": ("/old/fair/", "/2019/a.html", "/about/"),
    "lang": ("cy", "ur"),
    "id": ("tag:example.org,2019:1",),
    "mystery": ("kept",),
}
_OWN_HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "posts": {
        "date": ("2026-05-04", "2025-01-31 09:30", "5/6/2026", "31 June 2026", "2027-01-01"),
        "tags": ("tea", "Tea, walks", "walks", "Ffair"),
        "author": ("Ann", "Bo"),
        "organisation": ("choir", "The Scouts", "nobody"),
    },
    "pages": {"order": ("1", "70"), "menu": ("no", "footer", "Short", "yes")},
    "organisations": {
        "name": ("The Choir", "Scouts", "The Scouts"),
        "category": ("Music", "Music, Sport", "sport"),
        "strapline": ("Come and sing",),
        "order": ("1", "2"),
        "phones": ("0121 496 0001",),
        "town": ("Quillbury",),
    },
}


def picture(shade: str, size: tuple[int, int], ending: str) -> bytes:
    """A small picture in the format of an ending."""
    target = io.BytesIO()
    kind = {".jpg": "JPEG", ".png": "PNG", ".bmp": "BMP"}[ending]
    Image.new("RGB", size, shade).save(target, kind)
    return target.getvalue()


class ChangingSite:
    """A folder, and what is in it. `changes` makes some changes to the folder and says which."""

    def __init__(self, folder: Path, seed: int, *, old_posts: int = 0) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self._random = Random(seed)
        self._settings: dict[str, str] = {"title": "Hartley Green", "id": "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10"}
        if seed % 2:
            self._settings["theme"] = self._random.choice(("mine", "design/ours"))
            self._put("themes/mine/theme.yml", b"title: Mine\n")
            self._put("design/ours/theme.yml", b"title: Ours\nextends: mine\n")
        self._settle()
        for number in range(old_posts):
            day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            self._put(
                f"content/posts/{day}-old-{number}.md", f"---\ntags: old\n---\n# Old {number}\n\nWords.\n".encode()
            )
        for _ in range(12):
            self._text()

    def changes(self, most: int = 3) -> list[str]:
        """Change the folder in up to `most` ways."""
        ways: list[tuple[int, Callable[[], str]]] = [
            (10, self._text), (10, self._edit), (6, self._head), (4, self._rename), (4, self._delete),
            (5, self._photo), (3, self._file), (4, self._static), (4, self._template), (4, self._theme),
            (5, self._setting), (2, self._touch),
        ]  # fmt: skip
        weights, functions = zip(*ways, strict=True)
        chosen = self._random.choices(functions, weights, k=self._random.randint(1, most))
        return [change() for change in chosen]

    def texts(self) -> set[tuple[str, bytes, bool]]:
        """What the conversion of each text depends on: its path, its bytes, and whether raw HTML goes through."""
        trusted = self._settings.get("raw_html") == "yes"
        return {
            (path, data, trusted)
            for path, data in self.files.items()
            if path.startswith("content/") and path.endswith(".md") and path.split("/")[1] in KINDS
        }

    def _pick(self, prefix: str, ending: str = "") -> str | None:
        found = sorted(path for path in self.files if path.startswith(prefix) and path.endswith(ending))
        return self._random.choice(found) if found else None

    def _put(self, path: str, data: bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.files[path] = data

    def _take(self, path: str) -> bytes:
        (self.folder / path).unlink()
        return self.files.pop(path)

    def _settle(self) -> None:
        self._put("site.yml", "".join(f"{key}: {value}\n" for key, value in self._settings.items()).encode())

    def _new_place(self) -> str:
        kind = self._random.choices(KINDS, (6, 5, 2))[0]
        names = {"posts": _POSTS, "pages": _PAGES, "organisations": _ORGANISATIONS}[kind]
        folder = self._random.choice(("", "", "", "more/")) if kind != "pages" else ""
        return f"content/{kind}/{folder}{self._random.choice(names)}.md"

    def _head_of(self, kind: str) -> dict[str, str]:
        known = _HEADS | _OWN_HEADS[kind]
        names = self._random.sample(sorted(known), self._random.randint(0, 6))
        return {name: self._random.choice(known[name]) for name in names if self._random.random() < 0.8}

    def _body(self) -> str:
        pieces = [" ".join(self._random.sample(_WORDS, 4)).capitalize() + "."]
        for _ in range(self._random.randint(0, 4)):
            link = self._random.choice(_LINKS)
            photo = self._random.choice(
                ("../photos/hall.jpg", "../posts/stall.jpg", "hill.png", "../../static/badge.png")
            )
            pieces.append(
                self._random.choice((f"[see]({link})", f"![A view]({photo})", *self._random.sample(_PIECES, 2)))
            )
        return "\n\n".join(pieces) + "\n"

    def _written(self, kind: str) -> bytes:
        head = "".join(f"{name}: {value}\n" for name, value in self._head_of(kind).items())
        text = f"---\n{head}---\n\n{self._body()}" if head else self._body()
        return text.encode(self._random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16")))

    def _text(self) -> str:
        path = self._new_place()
        self._put(path, self._written(path.split("/")[1]))
        return f"wrote {path}"

    def _edit(self) -> str:
        path = self._pick("content/", ".md")
        if path is None:
            return self._text()
        data = self.files[path]
        if data[:2] == b"\xff\xfe":
            return self._text()
        word = self._random.choice(_WORDS).encode()
        self._put(path, data + b"\nAnd " + word + b".\n" if self._random.random() < 0.7 else data[: len(data) * 2 // 3])
        return f"edited {path}"

    def _head(self) -> str:
        """Another head with the same body."""
        path = self._pick("content/", ".md")
        if path is None or not self.files[path].startswith(b"---\n"):
            return self._edit()
        _, _, rest = self.files[path].removeprefix(b"---\n").partition(b"---\n")
        head = "".join(f"{name}: {value}\n" for name, value in self._head_of(path.split("/")[1]).items())
        self._put(path, f"---\n{head}---\n".encode() + rest)
        return f"changed the head of {path}"

    def _rename(self) -> str:
        path, new = self._pick("content/", ".md"), self._new_place()
        if path is None or new in self.files:
            return self._edit()
        self._put(new, self._take(path))
        return f"renamed {path} to {new}"

    def _delete(self) -> str:
        path = self._pick("content/")
        if path is None:
            return self._text()
        self._take(path)
        return f"deleted {path}"

    def _photo(self) -> str:
        path = f"content/{self._random.choice(_PHOTOS)}"
        if path in self.files and self._random.random() < 0.3:
            self._take(path)
            return f"deleted {path}"
        shade, size = self._random.choice(("teal", "red", "navy")), self._random.choice(((12, 8), (8, 12), (20, 20)))
        data = picture(shade, size, PurePosixPath(path).suffix)
        self._put(path, data if self._random.random() < 0.9 else data[: len(data) // 2])
        return f"photo {path}"

    def _file(self) -> str:
        path = f"content/{self._random.choice(_FILES)}"
        return self._toggle(path, self._random.choice((b"%PDF-1.4", b"ID3", b"other")))

    def _static(self) -> str:
        path = f"static/{self._random.choice(_STATIC)}"
        ending = PurePosixPath(path).suffix
        shade = self._random.choice(("olive", "gold"))
        return self._toggle(path, picture(shade, (6, 6), ending) if ending in (".png", ".jpg") else shade.encode())

    def _template(self) -> str:
        name = self._random.choice(sorted(_OVERRIDES))
        return self._toggle(
            f"templates/{name}", _OVERRIDES[name].encode() + self._random.choice((b"", b"\n\n<!-- -->"))
        )

    def _theme(self) -> str:
        name, text = self._random.choice(
            (
                ("theme.yml", "title: Mine\nextends: commons\ncolour: #123456\n"),
                ("theme.yml", "title: Mine\nextends: commons\nlight_paper: #ffffff\n"),
                ("static/style.css", f".own{self._random.randint(1, 9)} {{ color: inherit }}\n"),
                ("static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n"),
                ("templates/page.html", '{% extends "commons:page.html" %}{% block kind %}mine{% endblock %}'),
                ("templates/parts/crumbs.html", f"<p>{self._random.randint(1, 9)}</p>"),
            )
        )
        return self._toggle(f"{self._random.choice(('themes/mine', 'design/ours'))}/{name}", text.encode())

    def _toggle(self, path: str, data: bytes) -> str:
        if path in self.files and self._random.random() < 0.4:
            self._take(path)
            return f"deleted {path}"
        self._put(path, data)
        return f"wrote {path}"

    def _setting(self) -> str:
        name = self._random.choice(sorted(_SETTINGS))
        if name in self._settings and name != "title" and self._random.random() < 0.4:
            del self._settings[name]
        else:
            self._settings[name] = self._random.choice(_SETTINGS[name])
        self._settle()
        return f"set {name}: {self._settings.get(name)}"

    def _touch(self) -> str:
        path = self._pick("")
        assert path is not None
        self._put(path, self.files[path])
        return f"saved {path} again"
