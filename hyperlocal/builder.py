"""The whole pipeline on one page: a folder -> Content -> Site -> Plan -> bytes -> a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hyperlocal.config import Config, read_config
from hyperlocal.content import Content, load
from hyperlocal.content.decoders import avif_ready
from hyperlocal.dates import Moment
from hyperlocal.lock import locked
from hyperlocal.output import Output, PictureFile, picture, sketch
from hyperlocal.output.plan import Plan, plan
from hyperlocal.output.render import Renderer
from hyperlocal.output.undo import Undone, look_back, put_back
from hyperlocal.output.write import Kept, Known, Written, write
from hyperlocal.problems import Problem, advice, worst_first
from hyperlocal.remembering import Remembered
from hyperlocal.site import Site, connect
from hyperlocal.site.visible import holds_between
from hyperlocal.theme import Theme, adjusted, open_theme
from hyperlocal.unchanged import MEMORY, Asked, drop_table
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a build has come: `done` of `total` things, and how many photos are left among those to do. First photos
    are looked at (`looking`), then files are made."""

    looking: bool
    done: int
    total: int
    photos: int


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site that is known whole, with nothing rendered yet. `span` is the time for which it stays as it is (POSIX:
    from, and before); `remembered` what its folder remembers, if it was asked."""

    config: Config
    site: Site
    theme: Theme
    plan: Plan
    problems: tuple[Problem, ...]
    span: tuple[float, float]
    remembered: Remembered | None

    def renderer(self, before: Mapping[str, Kept] | None = None) -> Renderer:
        """What makes the bytes of this site's outputs. `before` is what the last build knew of its files."""
        kept = self.remembered
        publish, sketched = (kept.publish, kept.sketched) if kept else (picture.publish, sketch.draw)
        return Renderer(self.theme, self.plan.pictures(), publish, sketched, before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: what it was made of, what was written, and every problem, worst first."""

    prepared: Prepared
    written: Written
    problems: tuple[Problem, ...]


def prepare(
    folder: Path,
    now: datetime | Moment,
    *,
    base_url: str = "",
    portable: bool = False,
    drafts: bool = False,
    remembered: Remembered | None = None,
) -> Prepared:
    """Read the folder and name every output, as things stand at `now` (aware; a bare day starts in the site's zone).

    With `drafts`, which is for the preview alone, what is held back has its outputs too. What is `remembered` is not
    worked out again; without it, the result is the same. Raises `Stop` when there is no site in the folder.
    """
    config, told_config = _settings(folder, base_url)
    content = _content(folder, config, remembered)
    instant = now.at(config.zone) if isinstance(now, Moment) else now
    site = connect(content, config, instant, drafts=drafts, joined=remembered.joined if remembered else None)
    theme, told_theme = open_theme(config.theme, folder)
    if remembered is not None:
        remembered.look_at_themes(theme.names)
    planned = plan(site, theme, portable=portable)
    told = (*told_config, *site.problems, *told_theme, *adjusted(theme, config.colour), *_no_address(config, site))
    texts = (*content.posts, *content.pages, *content.organisations)
    return Prepared(
        config=config,
        site=site,
        theme=theme,
        plan=planned,
        problems=worst_first((*told, *planned.problems)),
        span=holds_between(texts, instant, config.zone),
        remembered=remembered,
    )


def _settings(folder: Path, base_url: str) -> tuple[Config, tuple[Problem, ...]]:
    """The settings, without what cannot be done on this computer."""
    config, told = read_config(folder, base_url=base_url)
    if not config.avif or avif_ready():
        return config, tuple(told)
    missing = advice(
        "no-avif",
        "site.yml",
        None,
        "This computer cannot write AVIF pictures, so photos are published in the other formats alone.",
        "Nothing is missing for readers. To have AVIF too, type:  pip install --upgrade pillow",
    )
    return replace(config, avif=False), (*told, missing)


def previews(folder: Path) -> Callable[[datetime | Moment], Prepared]:
    """Prepares the site for the preview, as often as it is called: each time, only what has changed is read again."""
    remembered: list[Remembered] = []

    def prepared(now: datetime | Moment) -> Prepared:
        if not remembered:
            read_config(folder)
            remembered.append(Remembered(folder, warm=True))
        remembered[0].look_again()
        return prepare(folder, now, drafts=True, remembered=remembered[0])

    return prepared


def build(
    folder: Path,
    output: Path,
    now: datetime | Moment,
    *,
    base_url: str = "",
    portable: bool = False,
    progress: Progress | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Make the site and bring the folder `output` into line with it. Raises `Stop` when that cannot be done.

    `waiting` is called when another build of this site is under way, which has to end first.
    """
    read_config(folder)  # where there is no site, nothing is to be left behind
    options = Asked(str(folder), str(output), base_url, portable).options
    with locked(folder / MEMORY, waiting):
        remembered = Remembered(folder, looked=_looking(progress))
        with closing(remembered.memo):
            prepared = prepare(folder, now, base_url=base_url, portable=portable, remembered=remembered)
            before = remembered.before(options)
            renderer = prepared.renderer(before)
            known = Known(key=renderer.key, before=before, memory=folder / MEMORY)
            remembered.begin()
            outputs = prepared.plan.outputs
            written = write(outputs, output, renderer.draw, known=known, progress=_counting(outputs, progress))
            problems = worst_first((*prepared.problems, *written.problems))
            built = Built(prepared=prepared, written=written, problems=problems)
            planned = {one.path: one for one in outputs}
            remembered.save(options, prepared.span, written.kept, problems, summary(built), planned=planned)
    return built


def undo(folder: Path, *, waiting: Callable[[], None] = lambda: None) -> Undone:
    """Put the website back as it was before the last build. Raises `Stop` when that cannot be done."""
    read_config(folder)
    with locked(folder / MEMORY, waiting):
        undoing = look_back(folder / MEMORY)
        drop_table(str(folder))
        return put_back(undoing)


def summary(built: Built) -> str:
    """What there is, in one line: “Hartley Green: 1,204 files”."""
    count = built.written.unchanged + len(built.written.written)
    return f"{built.prepared.config.title}: {count:,} {'file' if count == 1 else 'files'}"


def _content(folder: Path, config: Config, remembered: Remembered | None) -> Content:
    if remembered is None:
        return load(folder, trusted=config.raw_html, logo=config.logo)
    known = load(
        folder,
        trusted=config.raw_html,
        digest=remembered.digest,
        read=remembered.read,
        look=remembered.look,
        logo=config.logo,
        draw=remembered.draw,
        search=remembered.search,
    )
    remembered.withhold(known.withheld)
    return known


def _looking(progress: Progress | None) -> Callable[[int, int], None]:
    def looked(done: int, total: int) -> None:
        if progress is not None:
            progress(Step(looking=True, done=done, total=total, photos=total - done))

    return looked


def _counting(outputs: Sequence[Output], progress: Progress | None) -> Callable[[Sequence[Output]], None]:
    """What was done in one step -> how far it has come in all."""
    done = 0
    photos = {one.photo.path for one in outputs if isinstance(one, PictureFile)}

    def counted(more: Sequence[Output]) -> None:
        nonlocal done
        done += len(more)
        photos.difference_update([one.photo.path for one in more if isinstance(one, PictureFile)])
        if progress is not None:
            progress(Step(looking=False, done=done, total=len(outputs), photos=len(photos)))

    return counted


def _no_address(config: Config, site: Site) -> tuple[Problem, ...]:
    """One advice while the site does not know where it will be: the normal case at a surgery."""
    if config.base_url or not site.posts:
        return ()
    return (
        advice(
            "no-base-url",
            "site.yml",
            None,
            "The site does not know its web address yet, so its feeds have short links and there is no sitemap.",
            "When you know where it will be, add a line:  base_url: https://example.org/",
        ),
    )
