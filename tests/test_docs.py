"""The docs say what there is, no less and no more: a row that is missing, or one too many, fails here."""

from __future__ import annotations

import ast
import dataclasses
import re
import shlex
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import click
import pytest

from hyperlocal import __version__, checks
from hyperlocal.builder import prepare
from hyperlocal.cli import ALIASES, COMMANDS, GROUPS, command_line
from hyperlocal.config import Config
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.content.profile import Phone, Place, Service
from hyperlocal.content.reading import KINDS
from hyperlocal.content.source import Written
from hyperlocal.dates import NotADate, parse_moment, say
from hyperlocal.fields import declared, documentation
from hyperlocal.importers import survey
from hyperlocal.kits import Answers, Kit, kits
from hyperlocal.output import PageFile, views
from hyperlocal.palette import Base
from hyperlocal.scaffolder import KINDS_TO_ADD
from hyperlocal.theme import ThemeSettings, open_theme
from tests.conftest import MakeSite
from tests.test_architecture import ARROWS, LAYERS, MODULES, PACKAGE, name_of

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "themes" / "commons" / "templates"
PAGES = [
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
BASIC = {"str": "text", "int": "number", "bool": "yes or no", "Markup": "HTML"}
SEVERITIES = ("error", "warning", "advice")
DECLARING = (Config, Post, Page, Organisation, ThemeSettings, Kit, Answers)

_FENCED = re.compile(r"^ *(```+|~~~+)([^\n]*)\n(.*?)^ *\1[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading of any level, up to the next heading, without fenced examples."""
    text = _FENCED.sub("", page(name))
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,6}} |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"{name} has no part called “{heading}”"
    return found[2]


def rows(name: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table under a heading, less its head and the line beneath that."""
    table = re.search(r"^\|.*\|\n\|(?:[ :-]+\|)+\n((?:\|.*\|[ \t]*(?:\n|\Z))*)", section(name, heading), re.MULTILINE)
    assert table, f"{name} has no table under “{heading}”"
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in table[1].splitlines()]
    return [tuple(cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)) for line in lines]


def names(name: str, heading: str) -> list[str]:
    """What stands in the first column, without its backticks."""
    return [row[0].strip("`") for row in rows(name, heading)]


def field_rows(fields: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, ...]]:
    """Rows of `fields.documentation` as the docs write them."""
    return [
        (f"`{name}`", hint, f"`{example}`", ", ".join(f"`{other}`" for other in others.split(", ") if other))
        for name, example, hint, others in fields
    ]


def as_markdown(found: Iterable[Sequence[str]]) -> str:
    """The rows to paste when a table is out of date."""
    return "\n" + "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in found)


# --- fields and settings ---

OWN = len(documentation(Written))


@pytest.mark.parametrize(
    ("name", "heading", "fields"),
    [
        ("docs/settings.md", "All settings", documentation(Config)),
        ("docs/writing.md", "Every text", documentation(Written)),
        ("docs/writing.md", "Posts", documentation(Post)[OWN:]),
        ("docs/writing.md", "Pages", documentation(Page)[OWN:]),
        ("docs/writing.md", "Organisations", documentation(Organisation)[OWN:]),
        ("docs/writing.md", "A telephone", documentation(Phone)),
        ("docs/writing.md", "A further place", documentation(Place)),
        ("docs/writing.md", "A service", documentation(Service)),
        ("docs/organising.md", "A kit of your own", documentation(Kit)),
        ("docs/organising.md", "Answers from the RSVPs", documentation(Answers)),
    ],
)
def test_every_field_has_its_row(name: str, heading: str, fields: Sequence[tuple[str, str, str, str]]) -> None:
    wanted = field_rows(fields)
    assert rows(name, heading) == wanted, f"{name}, “{heading}” should be:{as_markdown(wanted)}"


def test_the_settings_that_are_left_out_are_as_the_docs_say() -> None:
    documented = {row[0]: row[1] for row in rows("docs/settings.md", "When a setting is left out")}
    assert {name.strip("`") for name in documented} <= {field.name for field in declared(Config)}
    left_out = Config()
    for name in ("language", "timezone", "theme", "feeds"):
        assert documented[f"`{name}`"] == f"`{getattr(left_out, name)}`"
    assert documented["`raw_html`"] == ("`yes`" if left_out.raw_html else "`no`")


def test_every_setting_of_a_theme_has_its_row() -> None:
    wanted = [row[:3] for row in field_rows(documentation(ThemeSettings))]
    assert rows("docs/themes.md", "What theme.yml may say") == wanted, f"it should be:{as_markdown(wanted)}"


def test_every_kind_of_text_shares_the_first_fields() -> None:
    """So that one table can serve them all."""
    assert OWN > 0
    assert all(documentation(kind)[:OWN] == documentation(Written) for kind in KINDS.values())
    assert set(KINDS.values()) == {Post, Page, Organisation}, "a new kind of text needs its table above"


def test_dates_are_read_as_the_docs_say() -> None:
    for typed, read in rows("docs/writing.md", "Dates that are read"):
        moment = parse_moment(typed.strip("`"))
        assert read == say(moment.day) + (f", {moment.time:%H:%M}" if moment.time else ""), typed


def test_dates_are_refused_as_the_docs_say() -> None:
    for typed in names("docs/writing.md", "Dates that are not read"):
        with pytest.raises(NotADate):
            parse_moment(typed)


MENDED: tuple[tuple[str | bytes, str], ...] = (
    ("Bring:\n- a cup\n- a spoon", "<ul>\n<li>a cup</li>"),
    ("•\ta cup", "<li>a cup</li>"),
    ("1) one", "<ol>\n<li>one</li>"),
    ("- a\n  - b", "<li>a<ul>\n<li>b</li>"),
    ("Words.\n\n#Opening hours", ">Opening hours</h2>"),
    ("#litterpick was fun", "<p>#litterpick was fun</p>"),
    ("See www.example.org.", '<a href="https://www.example.org">www.example.org</a>.'),
    ("1 Wharf Road\\\nQuillbury", "1 Wharf Road<br>"),
    ('"It\'s"', "“It’s”"),
    ("a -- b --- c...", "a – b — c…"),
    ("Words.\n\n# One\n\n#### Two", ">Two</h3>"),
    ("---\ntitle: The fair\n---\n# The fair\n\nCome.", "<p>Come.</p>"),
    ("[Home](HOME.md)", '<a href="../">Home</a>'),
    ("[news](example.org/news)", 'href="https://example.org/news"'),
    ("Café".encode("utf-16"), "<p>Café</p>"),
)
NOT_MENDED: tuple[tuple[str | bytes, str], ...] = (
    ("one\ntwo", "one\ntwo"),
    ("2026. A good year", '<ol start="2026">'),
    ("    four spaces", "<pre><code>four spaces"),
    ("- [ ] to do", "<li>[ ] to do</li>"),
    ("<div>\n**bold**\n</div>", "**bold**"),
    ("{{ gallery }}", "{{ gallery }}"),
    ("See [gallery: summer-fair]", "See [gallery: summer-fair]"),
    ("cafÃ©", "cafÃ©"),
)
"""One example for each row of the two tables in docs/writing.md, in their order."""


def test_what_is_mended_and_what_is_not(site: MakeSite) -> None:
    examples = (*MENDED, *NOT_MENDED)
    texts = {f"content/pages/example-{number}.md": typed for number, (typed, _) in enumerate(examples)}
    prepared = prepare(site({"content/pages/home.md": "Hello.", **texts}), datetime(2026, 11, 22, tzinfo=UTC))
    renderer = prepared.renderer()
    drawn = {one.path: renderer.render(one).decode() for one in prepared.plan.outputs if isinstance(one, PageFile)}
    for number, (typed, shown) in enumerate(examples):
        page_html = drawn[f"example-{number}/index.html"]
        assert shown in page_html, (typed, page_html[page_html.index("<main") : page_html.index("</main")])
    assert len(rows("docs/writing.md", "What is mended for you")) == len(MENDED)
    assert len(rows("docs/writing.md", "What is not mended")) == len(NOT_MENDED)


# --- commands ---


TYPED = [f"{name} {inner}".strip() for name in COMMANDS for inner in GROUPS.get(name, ("",))]
"""Every command as it is typed: `build`, `import organisations`."""


def command(name: str) -> click.Command:
    found: click.Command | None = command_line
    for word in name.split():
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), word)
    assert found is not None
    return found


def spellings(parameters: Iterable[click.Parameter]) -> set[str]:
    """`--kit` for an option, `FOLDER` for an argument."""
    found: set[str] = set()
    for one in parameters:
        found |= {*one.opts, *one.secondary_opts} if isinstance(one, click.Option) else {str(one.name).upper()}
    return found


def test_every_command_has_its_part() -> None:
    parts = re.findall(r"^## hyperlocal (.+)$", page("docs/commands.md"), re.MULTILINE)
    assert parts == TYPED


@pytest.mark.parametrize("name", TYPED)
def test_every_option_has_its_row(name: str) -> None:
    found = rows("docs/commands.md", f"hyperlocal {name}")
    documented = {word for row in found for word in re.findall(r"(?<![\w-])(?:--?[a-z-]+|[A-Z]{2,})", row[0])[:1]}
    assert documented == spellings(command(name).params)
    assert len(found) == len(documented)
    for parameter in command(name).params:
        row = next(" ".join(row) for row in found if spellings([parameter]) & set(re.findall(r"[\w-]+", row[0])))
        if isinstance(parameter.type, click.Choice):
            assert all(f"`{choice}`" in row for choice in parameter.type.choices), row
        if isinstance(parameter, click.Option) and parameter.show_default:
            assert f"`{parameter.default}`" in row


def test_the_options_of_hyperlocal_itself() -> None:
    context = click.Context(command_line, help_option_names=["-h", "--help"])
    documented = {
        word for cell in names("docs/commands.md", "Before the command") for word in re.findall(r"-[-a-z]+", cell)
    }
    assert documented == spellings(command_line.get_params(context))


def test_the_other_names_of_commands() -> None:
    found = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/commands.md", "Other names")}
    assert found == ALIASES


def test_what_add_can_add() -> None:
    assert set(KINDS_TO_ADD) == {"post", "page", "organisation"}, "docs/commands.md and docs/start.md name these"


def test_every_kit_has_its_row() -> None:
    assert names("docs/start.md", "The kits") == [kit.name for kit in kits()]


def commands_typed(name: str) -> Iterator[tuple[str, bool]]:
    """Every call of hyperlocal: a line in a fenced example (and True), or `…` in the text, perhaps cut short."""
    text = page(name)
    for fence in _FENCED.finditer(text):
        if fence[2].strip() in ("console", "sh", "powershell", "text", "bat"):
            for line in fence[3].splitlines():
                typed = re.sub(r"^[$>] ", "", line.strip())
                yield from ((part, True) for part in re.split(r" && |; ", typed) if _calls_hyperlocal(part))
    for code in _CODE.finditer(_FENCED.sub("", text)):
        if _calls_hyperlocal(code[2].strip()):
            yield code[2].strip(), False


def _calls_hyperlocal(typed: str) -> bool:
    first, _, rest = typed.partition(" ")
    return re.split(r"[/\\]", first)[-1] == "hyperlocal" and bool(rest)


def words_of(typed: str) -> list[str]:
    """What is typed after `hyperlocal`, without the options before the command."""
    words = shlex.split(typed.replace("\\", "/"), comments=True)[1:]
    context = click.Context(command_line, help_option_names=["-h", "--help"])
    while words and words[0].startswith("-"):
        assert words.pop(0) in spellings(command_line.get_params(context)), typed
    return words


@pytest.mark.parametrize("name", [str(one.relative_to(ROOT)) for one in PAGES])
def test_every_command_in_the_docs_can_be_typed(name: str) -> None:
    context = click.Context(command_line, info_name="hyperlocal", help_option_names=["-h", "--help"])
    for typed, whole in commands_typed(name):
        if words := words_of(typed):
            assert words[0] in {*COMMANDS, *ALIASES}, f"{name}: {typed}"
            if words[0] in GROUPS and len(words) > 1:
                words[:2] = [f"{words[0]} {words[1]}"]
            if words[1:] in (["--help"], ["-h"]):
                continue
            try:
                command(words[0]).make_context(words[0], words[1:], parent=context)
            except click.UsageError as fault:
                if whole or not isinstance(fault, click.MissingParameter):
                    pytest.fail(f"{name}: {typed}: {fault.format_message()}")


def test_every_command_is_shown_in_an_example() -> None:
    """Or the test above would see nothing."""
    typed = [typed for one in PAGES for typed, whole in commands_typed(str(one)) if whole]
    shown = {" ".join(words[:count]) for words in map(words_of, typed) for count in (1, 2)}
    assert shown >= set(TYPED)


def test_the_headings_of_spreadsheets_are_recognised_as_the_docs_say() -> None:
    found = [
        (row[0].strip("`"), row[1].strip("`")) for row in rows("docs/spreadsheets.md", "Headings that are recognised")
    ]
    sheet = survey(f"Name,{','.join(heading for heading, _ in found)}\nHall\n".encode(), "groups.csv", {})
    assert [(column.heading, column.field) for column in sheet.columns[1:]] == found


# --- problems ---


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def forwarders() -> dict[str, str]:
    """What tells of problems: the three, and functions like `def odd(self, rule, …): return warning(rule, …)`."""
    found = dict(zip(SEVERITIES, SEVERITIES, strict=True))
    for file in MODULES:
        for function in ast.walk(tree(file)):
            if isinstance(function, ast.FunctionDef) and name_of(file) != "hyperlocal.problems":
                for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                    if ast.unparse(call.func) in SEVERITIES and isinstance(call.args[0], ast.Name):
                        assert call.args[0].id in {one.arg for one in function.args.args}, ast.unparse(call)
                        found[function.name] = ast.unparse(call.func)
    return found


def told_in(file: Path, tellers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(rule, severity) of every call of error(), warning() or advice(), or of what hands on to them, in a module."""
    for node in ast.walk(tree(file)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if called in tellers and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value), tellers[called]
        elif called == "say_so":
            # The one rule that is made up: of a field's kind, an error where the field is vital.
            assert ast.unparse(node.args[0]) == "f'bad-{field.kind.name}'"
            for field in (field for one in DECLARING for field in declared(one)):
                yield f"bad-{field.kind.name}", "error" if field.vital else "warning"
        else:
            assert called not in SEVERITIES or isinstance(node.args[0], ast.Name), (
                f"not written out: {ast.unparse(node)}"
            )


def rules() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    tellers = forwarders()
    for file in MODULES:
        if name_of(file) != "hyperlocal.problems":
            for rule, severity in told_in(file, tellers):
                found[rule].add(severity)
    return dict(found)


def test_every_problem_has_its_row() -> None:
    documented = {row[0].strip("`"): set(row[1].split(", ")) for row in rows("docs/problems.md", "The rules")}
    known = rules()
    assert len(known) > 40
    assert documented == known
    ordered = names("docs/problems.md", "The rules")
    assert ordered == sorted(set(ordered))


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_problems_are_made_only_where_the_test_above_sees_them(file: Path) -> None:
    if name_of(file) == "hyperlocal.problems":
        return
    nodes = list(ast.walk(tree(file)))
    called = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
    assert not {"Problem", *(f"problems.{one}" for one in SEVERITIES)} & called
    called_by_name = [node.func for node in nodes if isinstance(node, ast.Call)]
    handed_on = [n for n in nodes if isinstance(n, ast.Name) and n.id in SEVERITIES and n not in called_by_name]
    assert not handed_on or name_of(file) == "hyperlocal.fields"


# --- themes ---


def views_in(module: ModuleType) -> dict[str, type]:
    return {name: one for name, one in vars(module).items() if isinstance(one, type) and dataclasses.is_dataclass(one)}


def in_words(annotation: str) -> str:
    """`tuple[Link, ...]` -> “list of Link”."""
    if annotation.endswith(" | None"):
        return f"{in_words(annotation.removesuffix(' | None'))} or none"
    several = re.fullmatch(r"tuple\[(.+), \.\.\.\]", annotation)
    if several:
        return f"list of {in_words(several[1])}"
    pair = re.fullmatch(r"tuple\[(\w+), (\w+)\]", annotation)
    if pair:
        return f"pairs of {in_words(pair[1])} and {in_words(pair[2])}"
    return BASIC.get(annotation, f"`{annotation}`")


def test_every_view_has_its_part() -> None:
    text = page("docs/themes.md")
    parts = re.findall(r"^### (\w+)$", text[text.index("## The views") :], re.MULTILINE)
    assert sorted(parts) == sorted(views_in(views))


@pytest.mark.parametrize("name", views_in(views))
def test_every_attribute_of_a_view_has_its_row(name: str) -> None:
    fields = dataclasses.fields(views_in(views)[name])
    wanted = [(f"`{field.name}`", in_words(str(field.type))) for field in fields]
    assert [row[:2] for row in rows("docs/themes.md", name)] == wanted, f"{name} should have:{as_markdown(wanted)}"
    assert all(len(row) == 3 and row[2] for row in rows("docs/themes.md", name)), f"{name}: say what each one is"


def test_every_template_has_its_row() -> None:
    there = {file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")}
    pieces = {name for name in there if name == "base.html" or name.startswith("parts/")}
    assert set(names("docs/themes.md", "The templates")) == there - pieces
    assert set(names("docs/themes.md", "The pieces")) == pieces


def test_every_template_gets_the_view_that_the_docs_say(site: MakeSite) -> None:
    folder = site(
        {
            "content/pages/about.md": "---\ntitle: About\naliases: /old/\n---\nWe.\n",
            "content/posts/2026-05-01-fair.md": "---\ntags: fairs\n---\nA fair.\n",
            "content/organisations/hall.md": "---\nname: Hall\n---\nA hall.\n",
        }
    )
    plan = prepare(folder, datetime(2026, 11, 22, tzinfo=UTC)).plan
    got = {one.template: type(one.view).__name__ for one in plan.outputs if isinstance(one, PageFile)}
    documented = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/themes.md", "The templates")}
    assert documented == got


def test_every_block_has_its_row() -> None:
    found = {
        name
        for file in TEMPLATES.rglob("*.html")
        for name in re.findall(r"\{%-? block (\w+)", file.read_text(encoding="utf-8"))
    }
    assert set(names("docs/themes.md", "The blocks")) == found


def test_every_colour_has_its_row(tmp_path: Path) -> None:
    theme, told = open_theme("commons", tmp_path)
    assert not told
    written = re.findall(r"(--[a-z-]+):#", theme.palette(None))
    documented = names("docs/themes.md", "The colours")
    assert len(documented) == len(set(documented))
    assert set(documented) == set(written)
    assert {f"--{field.name}" for field in dataclasses.fields(Base)} <= set(documented)


# --- the house ---


def test_every_module_is_in_the_drawing() -> None:
    drawing = next(fence[3] for fence in _FENCED.finditer(page("docs/architecture.md")) if "builder.py" in fence[3])
    drawn: list[str] = []
    folder = ""
    for line in drawing.splitlines():
        start = re.match(r" {2}(\w+/|\w+\.py) ", line)
        if start:
            folder = start[1] if start[1].endswith("/") else ""
        drawn += [folder + name for name in re.findall(r"\b\w+\.py\b", line)]
    assert sorted(drawn) == sorted(file.relative_to(PACKAGE).as_posix() for file in MODULES)


def test_the_layers_are_those_that_are_held() -> None:
    found = {
        part: int(row[0])
        for row in rows("docs/architecture.md", "The layers")
        for part in re.findall(r"`(\w+)`", row[1])
    }
    assert found == LAYERS


def test_the_arrows_are_those_that_are_held() -> None:
    found = re.findall(r"`(\w+)` →\s`(\w+)`", section("docs/architecture.md", "The layers"))
    assert sorted(found) == sorted(ARROWS)


def test_every_dependency_has_its_row() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    specs = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    documented = names("docs/architecture.md", "What we stand on")
    assert set(documented) == {re.split(r"[^\w.-]", spec)[0] for spec in specs}
    assert all(all(row) for row in rows("docs/architecture.md", "What we stand on")), "each with its use and licence"


def test_every_check_is_named() -> None:
    text = section("docs/architecture.md", "A check")
    assert all(f"`{one.__name__}`" in text for one in checks.CHECKS)


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", page("CHANGELOG.md"), re.MULTILINE)


# --- links ---


def anchors(file: Path) -> set[str]:
    """The ids that git hosts give to headings."""
    text = _FENCED.sub("", file.read_text(encoding="utf-8"))
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_leads_to_a_file(file: Path) -> None:
    text = _CODE.sub("", _FENCED.sub("", file.read_text(encoding="utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), f"{file.name} links to {target}"
        assert there.is_relative_to(ROOT), f"{file.name} links out of the project: {target}"
        assert not fragment or fragment in anchors(there), f"{file.name}: there is no heading #{fragment}"


def test_every_page_can_be_reached_from_the_first() -> None:
    todo, seen = [ROOT / "README.md"], set[Path]()
    while todo:
        file = todo.pop()
        seen.add(file)
        for target in re.findall(r"\]\(([^)\s#]+\.md)[^)]*\)", file.read_text(encoding="utf-8")):
            there = (file.parent / target).resolve()
            if there in PAGES and there not in seen:
                todo.append(there)
    assert seen >= set(PAGES)
