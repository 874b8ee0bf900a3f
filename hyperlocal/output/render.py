"""An output -> its bytes. The one module that knows Jinja."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError

from hyperlocal.output import CopyFile, FeedFile, Output, PageFile, PictureFile, TextFile, feeds, picture
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.theme import OVERRIDES, Theme


class Renderer:
    """Makes the bytes of outputs, one at a time, in any order.

    `problems` grows by one for each of the site's own templates that fails; the theme's template is used instead, so
    that the page is still there. `pictures` are all pictures by path, since feeds state the length of some.
    """

    def __init__(self, theme: Theme, pictures: dict[str, PictureFile]) -> None:
        self.problems: dict[str, Problem] = {}
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
        except TemplateError as fault:
            if self._with_overrides is self._without:
                raise Stop(_broken(fault, page)) from fault
            self.problems.setdefault(f"{fault}", _broken(fault, page))
        try:
            return self._drawn(self._without, page)
        except TemplateError as fault:
            raise Stop(_broken(fault, page)) from fault

    @staticmethod
    def _drawn(environment: Environment, page: PageFile) -> str:
        drawn = environment.get_template(page.template).render(page=page.view, site=page.view.site)
        return drawn if drawn.endswith("\n") else f"{drawn}\n"

    def _length_of(self, path: str) -> int:
        if path not in self._lengths:
            self.render(self._pictures[path])
        return self._lengths[path]


class _Loader(BaseLoader):
    """Templates by name from the nearest folder; `commons:base.html` names a certain theme's."""

    def __init__(self, overrides: Path | None, theme: Theme) -> None:
        self._overrides = overrides
        self._theme = theme

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if ".." in template.split("/"):
            raise TemplateNotFound(template)
        owner, mark, name = template.rpartition(":")
        folders = [folder / "templates" for title, folder in self._theme.folders if not mark or title == owner]
        if self._overrides is not None and not mark:
            folders.insert(0, self._overrides)
        for folder in folders:
            file = folder / name
            if file.is_file():
                return file.read_text(encoding="utf-8-sig"), str(file), lambda: True
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


def _broken(fault: TemplateError, page: PageFile) -> Problem:
    """A template's fault with its file and line, in words for whoever changed it."""
    file, line = _place(fault)
    path = f"{OVERRIDES}/{file.name}" if file is not None else f"{OVERRIDES}/{page.template}"
    if isinstance(fault, TemplateNotFound):
        message = f"The template “{fault.name}” is not in the theme."
        remedy = "Check its name; docs/themes.md lists them all."
    elif isinstance(fault, UndefinedError):
        message = f"A name is used that this page does not have: {fault.message}."
        remedy = "docs/themes.md lists the names that each template may use."
    else:
        message = f"The template could not be read: {fault.message}"
        remedy = "Compare it with the theme's own template of this name."
    return error("broken-template", path, line, f"{message} The theme's own template was used instead.", remedy)


def _place(fault: TemplateError) -> tuple[Path | None, int | None]:
    if isinstance(fault, TemplateSyntaxError):
        return (Path(fault.filename) if fault.filename else None), fault.lineno
    trace = fault.__traceback__
    file, line = None, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            file, line = Path(name), trace.tb_lineno
        trace = trace.tb_next
    return file, line
