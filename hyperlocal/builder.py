"""The whole pipeline on one page: a folder -> Content -> Site -> Plan -> bytes -> a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hyperlocal.config import Config, read_config
from hyperlocal.content import load
from hyperlocal.dates import Moment
from hyperlocal.output import Output
from hyperlocal.output.plan import Plan, plan
from hyperlocal.output.render import Renderer
from hyperlocal.output.write import Written, write
from hyperlocal.problems import Problem, advice, worst_first
from hyperlocal.site import Site, connect
from hyperlocal.theme import Theme, adjusted, open_theme

OUTPUT = "_site"
Progress = Callable[[int, int], None]
"""Called with how many outputs are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A site that is known whole, with nothing rendered yet."""

    config: Config
    site: Site
    theme: Theme
    plan: Plan
    problems: tuple[Problem, ...]

    def renderer(self) -> Renderer:
        """What makes the bytes of this site's outputs."""
        return Renderer(self.theme, self.plan.pictures())


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: what it was made of, what was written, and every problem, worst first."""

    prepared: Prepared
    written: Written
    problems: tuple[Problem, ...]


def prepare(
    folder: Path, now: datetime | Moment, *, base_url: str = "", portable: bool = False, drafts: bool = False
) -> Prepared:
    """Read the folder and name every output, as things stand at `now` (aware; a bare day starts in the site's zone).

    With `drafts`, which is for the preview alone, what is held back has its outputs too.
    Raises `Stop` when there is no site in the folder.
    """
    config, told_config = read_config(folder, base_url=base_url)
    content = load(folder, trusted=config.raw_html)
    instant = now.at(config.zone) if isinstance(now, Moment) else now
    site = connect(content, config, instant, drafts=drafts)
    theme, told_theme = open_theme(config.theme, folder)
    planned = plan(site, theme, portable=portable)
    told = (*told_config, *site.problems, *told_theme, *adjusted(theme, config.colour), *_no_address(config, site))
    return Prepared(
        config=config, site=site, theme=theme, plan=planned, problems=worst_first((*told, *planned.problems))
    )


def build(
    folder: Path,
    output: Path,
    now: datetime | Moment,
    *,
    base_url: str = "",
    portable: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Make the site and bring the folder `output` into line with it. Raises `Stop` when that cannot be done."""
    prepared = prepare(folder, now, base_url=base_url, portable=portable)
    renderer = prepared.renderer()
    outputs = prepared.plan.outputs
    written = write(outputs, output, _counting(renderer.render, len(outputs), progress))
    problems = worst_first((*prepared.problems, *written.problems, *renderer.problems.values()))
    return Built(prepared=prepared, written=written, problems=problems)


def _counting(render: Callable[[Output], bytes], total: int, progress: Progress | None) -> Callable[[Output], bytes]:
    if progress is None:
        return render
    done = 0

    def counted(output: Output) -> bytes:
        nonlocal done
        data = render(output)
        done += 1
        progress(done, total)
        return data

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
