"""An output -> its bytes. The one module that knows Jinja."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError

from hyperlocal.output import CopyFile, FeedFile, Output, PageFile, PictureFile, TextFile, feeds, picture
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.theme import OVERRIDES, Theme, read_text


class Renderer:
    """Makes the bytes of outputs, one at a time, in any order.

    `problems` grows by one for each of the site's own templates that fails; the theme's template is used instead, so
    that the page is still there. `pictures` are all pictures by path, since feeds state the length of some.
    """

    def __init__(self, theme: Theme, pictures: dict[str, PictureFile]) -> None:
        self.problems: dict[str, Problem] = {}
        self._theme = theme
        self._pictures = pictures
        self._lengths: dict[str, int] = {}
        self._with_overrides = _environment(theme.overrides, theme)
        self._without = _environment(None, theme) if theme.overrides else self._with_overrides

    def render(self, output: Output) -> bytes:
        """The bytes of an output. Raises `Stop` when the theme itself is broken, OSError when a file has gone."""
        if isinstance(output, PageFile):
            return self._page(output).encode("utf-8")
        if isinstance(output, TextFile):
            return output.text.encode("utf-8")
        if isinstance(output, FeedFile):
            return feeds.write(output.feed, output.kind, self._length_of)
        if isinstance(output, PictureFile):
            data = picture.publish(output.photo, output.path)
            self._lengths[output.path] = len(data)
            return data
        assert isinstance(output, CopyFile)
        return output.file.read_bytes()

    def _page(self, page: PageFile) -> str:
        try:
            return self._drawn(self._with_overrides, page)
        # A template may raise anything: it is somebody's code.
        except Exception as fault:
            problem = _broken(fault, page, self._theme, own=self._with_overrides is not self._without)
            if self._with_overrides is self._without:
                raise Stop(problem) from fault
            self.problems.setdefault(str(problem), problem)
        try:
            return self._drawn(self._without, page)
        except Exception as fault:
            raise Stop(_broken(fault, page, self._theme, own=False)) from fault

    @staticmethod
    def _drawn(environment: Environment, page: PageFile) -> str:
        drawn = environment.get_template(page.template).render(page=page.view, site=page.view.site)
        return drawn if drawn.endswith("\n") else f"{drawn}\n"

    def _length_of(self, path: str) -> int:
        if path not in self._pictures:
            return 0  # “not known” in RSS: the picture had to make way for another file
        if path not in self._lengths:
            self.render(self._pictures[path])
        return self._lengths[path]


class _Loader(BaseLoader):
    """Templates by name from the nearest folder; `commons:base.html` names a certain theme's."""

    def __init__(self, overrides: Path | None, theme: Theme) -> None:
        self._overrides = overrides
        self._theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        owner, mark, name = template.rpartition(":")
        if ".." in name.split("/") or name.startswith("/") or "\\" in template:
            raise TemplateNotFound(template)
        folders = [folder / "templates" for title, folder in self._theme.folders if not mark or title == owner]
        if self._overrides is not None and not mark:
            folders.insert(0, self._overrides)
        for folder in folders:
            file = folder / name
            if file.is_file():
                return read_text(file), str(file), lambda: True
        raise TemplateNotFound(template)


def _environment(overrides: Path | None, theme: Theme) -> Environment:
    return Environment(
        loader=_Loader(overrides, theme),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
    )


def _broken(fault: Exception, page: PageFile, theme: Theme, *, own: bool) -> Problem:
    """A template's fault with its file and line, in words for whoever changed it. `own` is one of the site's."""
    file, line = _place(fault, theme)
    path = theme.said(file) if file is not None else f"{OVERRIDES if own else theme.name}/{page.template}"
    remedy = "Compare it with the theme's own template of this name." if own else "Mend the theme, or choose another."
    if isinstance(fault, TemplateNotFound):
        message = f"The template “{fault.name}” is not in the theme."
        remedy = "Check its name; docs/themes.md lists them all."
    elif isinstance(fault, UndefinedError):
        message = f"A name is used that this page does not have: {_missing_name(str(fault.message))}."
        remedy = "docs/themes.md lists the names that each template may use."
    elif isinstance(fault, TemplateSyntaxError):
        message = f"The template could not be read: {str(fault.message).rstrip('.')}."
    elif isinstance(fault, RecursionError):
        message = "The template contains itself, without an end."
    else:
        message = f"The template could not be filled in: {fault}."
    after = "The theme's own template was used instead." if own else "So no page can be made with it."
    return error("broken-template", path, line, f"{message} {after}", remedy)


def _missing_name(message: str) -> str:
    """The name in Jinja's words, without the class that has it not."""
    found = re.search(r"has no attribute '([^']*)'|^'([^']*)' is undefined", message)
    return f"“{found[1] or found[2]}”" if found else message.rstrip(".")


def _place(fault: Exception, theme: Theme) -> tuple[Path | None, int | None]:
    """The file and line: the site's own when it took part, else where it happened."""
    if isinstance(fault, TemplateSyntaxError):
        return (Path(fault.filename) if fault.filename else None), fault.lineno
    places: list[tuple[Path, int]] = []
    trace = fault.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            places.append((Path(name), trace.tb_lineno))
        trace = trace.tb_next
    own = [place for place in places if theme.overrides is not None and place[0].is_relative_to(theme.overrides)]
    return (own or places)[-1] if places else (None, None)
