"""An output -> its bytes. The one module that knows Jinja."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context
from markupsafe import Markup

from hyperlocal import __version__
from hyperlocal.output import (
    CopyFile,
    DataFile,
    FeedFile,
    Output,
    PageFile,
    PictureFile,
    SketchFile,
    TextFile,
    feeds,
    picture,
    sketch,
)
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.photoset import PhotoSet
from hyperlocal.output.sketch import Sketch
from hyperlocal.output.views import View
from hyperlocal.output.write import Drawn, Kept
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.theme import OVERRIDES, Theme, read_text

Publish = Callable[[PhotoSet], Sequence[bytes]]
"""Makes all that a photo is published as. Raises OSError when that has gone."""


class Renderer:
    """Makes the bytes of outputs, one at a time, in any order.

    One of the site's own templates that fails is told, and the theme's template used instead, so that the page is still
    there; `problems` gathers them. `pictures` are all pictures by path, since feeds state the length of some;
    `publish` makes one, and `sketched` one that we draw ourselves; `before` is what the last build knew of its files.
    """

    def __init__(
        self,
        theme: Theme,
        pictures: Mapping[str, PictureFile],
        publish: Publish = picture.publish,
        sketched: Callable[[Sketch], bytes] = sketch.draw,
        before: Mapping[str, Kept] | None = None,
    ) -> None:
        self._theme = theme
        self._pictures = pictures
        self._publish = publish
        self._sketched = sketched
        self._before = before or {}
        self.problems: dict[str, Problem] = {}
        self._lengths: dict[str, int] = {}
        self._last = threading.local()
        self._style = theme.digest()
        self._with_overrides = _environment(theme.overrides, theme)
        self._without = _environment(None, theme) if theme.overrides else self._with_overrides

    def draw(self, output: Output) -> Drawn:
        """The bytes of an output. Raises `Stop` when the theme itself is broken, OSError when a file has gone."""
        if isinstance(output, PageFile):
            return self._page(output)
        if isinstance(output, (TextFile, DataFile)):
            return Drawn(data=output.text.encode("utf-8"))
        if isinstance(output, FeedFile):
            return Drawn(data=feeds.write(output.feed, output.kind, self._length_of))
        if isinstance(output, PictureFile):
            data = self._picture(output)
            self._lengths[output.path] = len(data)
            return Drawn(data=data)
        if isinstance(output, SketchFile):
            return Drawn(data=self._sketched(output.sketch))
        assert isinstance(output, CopyFile)
        return Drawn(data=output.file.read_bytes())

    def render(self, output: Output) -> bytes:
        """The bytes alone."""
        return self.draw(output).data

    def key(self, output: Output) -> str:
        """What the bytes depend on, in one name; "" for files whose content nobody has looked at."""
        if isinstance(output, PageFile):
            return digest_of("page", self._style, output.template, output.drawing.key)
        if isinstance(output, TextFile):
            return digest_of("text", output.text)
        if isinstance(output, DataFile):
            return digest_of("data", output.drawing.key)
        if isinstance(output, FeedFile):
            shown = tuple(
                self._pictures[path].photo.digest if path in self._pictures else "" for path in output.pictures
            )
            return digest_of("feed", output.kind, output.drawing.key, output.pictures, shown)
        if isinstance(output, CopyFile) and output.digest:
            return digest_of("copy", output.digest)
        if isinstance(output, PictureFile) and output.photo.digest:
            return digest_of("picture", output.photo.digest, output.cut.key)
        if isinstance(output, SketchFile) and (sketched := output.sketch.key):
            return digest_of("sketch", sketched)
        return ""

    def _picture(self, output: PictureFile) -> bytes:
        """All sizes of a photo are made at once, and asked for one after the other."""
        made = getattr(self._last, "made", None)
        if made is None or made[0] is not output.made:
            made = self._last.made = (output.made, self._publish(output.made))
        found: bytes = made[1][output.made.cuts.index(output.cut)]
        return found

    def _page(self, page: PageFile) -> Drawn:
        view = page.view
        try:
            return Drawn(data=self._filled(self._with_overrides, page, view))
        # A template may raise anything: it is somebody's code.
        except Exception as fault:
            problem = _broken(fault, page, self._theme, own=self._with_overrides is not self._without)
            if self._with_overrides is self._without:
                raise Stop(problem) from fault
            self.problems.setdefault(str(problem), problem)
        try:
            return Drawn(data=self._filled(self._without, page, view), problems=(problem,))
        except Exception as fault:
            raise Stop(_broken(fault, page, self._theme, own=False)) from fault

    @staticmethod
    def _filled(environment: Environment, page: PageFile, view: View) -> bytes:
        drawn = environment.get_template(page.template).render(page=view, site=view.site)
        return (drawn if drawn.endswith("\n") else f"{drawn}\n").encode("utf-8")

    def _length_of(self, path: str) -> int:
        if path not in self._pictures:
            return 0  # “not known” in RSS: the picture had to make way for another file
        if path not in self._lengths:
            picture, kept = self._pictures[path], self._before.get(path)
            if kept is not None and kept.key and kept.key == self.key(picture):
                return kept.size
            self.render(picture)
        return self._lengths[path]


class Once:
    """`once("parts/footer.html")` in a template: like an include, but a piece that looks at nothing of the page itself
    is drawn once for all pages with the same surroundings. What it looks at is read off the piece, not promised."""

    _WORTH_IT = 20
    """Uses of a piece after which it is looked into: taking it apart takes as long as drawing some."""

    def __init__(self) -> None:
        self._uses: Counter[str] = Counter()
        self._names: dict[str, frozenset[str] | None] = {}
        self._drawn: dict[tuple[object, ...], tuple[object, Markup]] = {}

    @pass_context
    def __call__(self, context: Context, name: str) -> Markup:
        self._uses[name] += 1
        environment = context.environment
        if self._uses[name] < self._WORTH_IT:
            return _piece(context, name)
        if name not in self._names:
            self._names[name] = names_in(environment, name)
        names = self._names[name]
        if names is None:
            return _piece(context, name)
        site = context.resolve_or_missing("site")
        values = tuple(context.get(each, "") for each in sorted(names - {"site"}))
        key = (name, id(site), values)
        if key not in self._drawn:
            self._drawn[key] = (site, _piece(context, name))
        return self._drawn[key][1]


def _piece(context: Context, name: str) -> Markup:
    template = context.environment.get_template(name)
    return Markup("".join(template.root_render_func(template.new_context(context.get_all(), shared=True))))


def names_in(environment: Environment, name: str) -> frozenset[str] | None:
    """The names that a piece looks at, with those that it includes; None when the page itself is among them, or when it
    cannot be told."""
    from jinja2 import meta  # noqa: PLC0415 - for builds of many pages

    assert environment.loader is not None
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    found = set(meta.find_undeclared_variables(tree)) - set(environment.globals)
    for other in (*tree.find_all(nodes.Include), *tree.find_all(nodes.Extends)):
        named = getattr(other, "template", None)
        inner = names_in(environment, named.value) if isinstance(named, nodes.Const) else None
        if inner is None:
            return None
        found |= inner
    return None if "page" in found else frozenset(found)


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


def _compiled() -> BytecodeCache | None:
    """Templates as Python reads them fastest, from one run to the next.

    They are code, so they lie where only this person can write, and not in the site's folder, which is handed on.
    """
    try:
        return FileSystemBytecodeCache(pattern=f"hyperlocal-{__version__}-%s.cache")
    except (OSError, RuntimeError):  # there is no such place on this computer
        return None


def _environment(overrides: Path | None, theme: Theme) -> Environment:
    made = Environment(
        loader=_Loader(overrides, theme),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        cache_size=-1,
        bytecode_cache=_compiled(),
    )
    made.globals["once"] = Once()
    return made


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
