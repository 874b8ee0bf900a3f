"""The command line as a whole: help, names, exit statuses, and never a traceback."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import sysconfig
import zlib
from pathlib import Path
from types import ModuleType

import click
import pytest

from hyperlocal import __version__
from hyperlocal.cli import COMMANDS, GROUPS, run
from tests.conftest import SITE_YML, MakeSite

HEAVY = {"markdown", "jinja2", "PIL", "feedgen", "lxml", "nh3", "yaml", "watchdog"}
NOW = ("--now", "2026-11-22")
HEAD = "---\ntitle: Fair\ndate: 2026-06-30\n---\n"

Captured = pytest.CaptureFixture[str]


def typed(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command just as a person types it."""
    script = Path(sysconfig.get_path("scripts")) / "hyperlocal"
    return subprocess.run(
        [script, *arguments], cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60
    )


def imported(report: str) -> set[str]:
    """The names in what Python says with PYTHONPROFILEIMPORTTIME."""
    return {line.rpartition("|")[2].strip() for line in report.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize(("arguments", "module"), [(["--help"], "cli.printing"), (["new", "--help"], "scaffolder")])
def test_help_pays_for_no_heavy_library(arguments: list[str], module: str) -> None:
    found = typed(*arguments, PYTHONPROFILEIMPORTTIME="1")
    assert found.returncode == 0
    assert found.stdout.startswith("Usage: hyperlocal")
    names = imported(found.stderr)
    assert f"hyperlocal.{module}" in names
    assert {name.partition(".")[0] for name in names} & HEAVY == set()


def test_help_lists_every_command_with_what_it_is_for(capsys: Captured) -> None:
    assert run(["--help"]) == 0
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    listed = {line[0]: line[1] for line in lines if line[0] in COMMANDS}
    assert listed == COMMANDS
    assert list(listed) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: Captured) -> None:
    assert run([name, "--help"]) == 0
    assert f"Usage: hyperlocal {name} [OPTIONS]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("other", "name"), [("init", "new"), ("preview", "serve"), ("server", "serve"), ("doctor", "check")]
)
def test_names_that_other_programs_use_work_too(other: str, name: str, capsys: Captured) -> None:
    assert run([other, "--help"]) == 0
    helped = capsys.readouterr().out
    run([name, "--help"])
    assert helped == capsys.readouterr().out.replace(f"hyperlocal {name} ", f"hyperlocal {other} ", 1)


def test_it_can_be_run_as_a_module_too() -> None:
    command = [sys.executable, "-m", "hyperlocal", "--version"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (found.returncode, found.stdout) == (0, f"hyperlocal, version {__version__}\n")


@pytest.mark.parametrize(
    ("name", "meant"), [("biuld", "build"), ("chek", "check"), ("Serve", "serve"), ("docter", "doctor")]
)
def test_a_slip_in_a_name_is_answered_with_the_nearest(name: str, meant: str, capsys: Captured) -> None:
    assert run([name]) == 2
    assert f"There is no command “{name}”. Did you mean “{meant}”?" in capsys.readouterr().err


def test_a_command_within_another_is_listed_and_meant_too(capsys: Captured) -> None:
    for name, inner in GROUPS.items():
        assert run([name, "--help"]) == 0
        listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
        assert inner.items() <= {line[0]: line[1] for line in listed if len(line) == 2}.items()
        assert all(run([name, one, "--help"]) == 0 for one in inner)
        capsys.readouterr()
        assert run([name, "organisatoins"]) == 2
        said = f"There is no command “{name} organisatoins”. Did you mean “organisations”?"
        assert said in capsys.readouterr().err
        assert run([name]) == 2


def test_a_name_like_no_other_is_not_guessed_at(capsys: Captured) -> None:
    assert run(["wordpress"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["build", "--nonsense"],
        ["build", "one", "two"],
        ["build", "a file"],
        ["build", "missing"],
        ["build", "empty"],
        ["check", "missing"],
        ["check", "--json", "empty"],
        ["pack", "empty"],
        ["serve", "empty"],
        ["build", "site", "--now", "31 June"],
        ["build", "site", "--output", "site/content/out"],
        ["pack", "site", "--base-url", "http://["],
        ["serve", "site", "--port", "99999"],
        ["serve", "site", "--port", "-1"],
        ["add"],
        ["add", "elephant", "Nelly"],
        ["add", "post", "Fair", "--in", "empty"],
        ["new", "a file", "--yes"],
        ["new", "fresh", "--yes", "--kit", "gruop"],
        ["new", "fresh", "--answers", "missing.txt"],
        ["new", "fresh", "--answers", "empty"],
    ],
    ids=" ".join,
)
def test_misuse_is_exit_status_2_with_a_word_about_it(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, arguments: list[str]
) -> None:
    site({})
    (tmp_path / "empty").mkdir()
    (tmp_path / "a file").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize(
    ("body", "strict", "status"),
    [("Tea.", True, 0), ("[[More?]]", False, 0), ("[[More?]]", True, 1), ("[x](nowhere.md)", False, 1)],
    ids=["fine", "a warning", "a warning that counts", "an error"],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_the_exit_status_tells_whether_there_is_something_to_mend(
    site: MakeSite, command: str, body: str, strict: bool, status: int
) -> None:
    folder = site({"content/posts/fair.md": f"{HEAD}{body}\n"})
    assert run([command, str(folder), *NOW, *(["--strict"] if strict else [])]) == status


def test_a_site_for_a_newer_hyperlocal_is_a_problem_of_the_site(site: MakeSite, capsys: Captured) -> None:
    assert run(["build", str(site({"site.yml": "format: 2\ntitle: Ash\n"}))]) == 1
    assert "site.yml, line 1\n  This site was made for a newer hyperlocal" in capsys.readouterr().err


def png(side: int) -> bytes:
    """The head of a picture that says it is so many pixels wide and high."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


HOSTILE: dict[str, dict[str, str | bytes]] = {
    "a line of a megabyte": {"content/posts/a.md": f"{HEAD}{'tea ' * 250_000}"},
    "a word of a megabyte": {"content/posts/a.md": f"{HEAD}{'x' * 1_000_000}"},
    "quotations in quotations": {"content/posts/a.md": f"{HEAD}{'>' * 2000} x"},
    "quotations with spaces": {"content/posts/a.md": f"{HEAD}{'> ' * 2000}x"},
    "lists in lists": {"content/posts/a.md": HEAD + "\n".join(" " * 4 * depth + "- x" for depth in range(120))},
    "open brackets": {"content/posts/a.md": f"{HEAD}{'[' * 500}"},
    "brackets in brackets": {"content/posts/a.md": f"{HEAD}{'[' * 300}{']' * 300}"},
    "open stars": {"content/posts/a.md": f"{HEAD}{'*' * 5000}\n\n{'*a ' * 5000}"},
    "open tags": {"content/posts/a.md": f"{HEAD}{'<div>' * 2000}"},
    "code that does not end": {"content/posts/a.md": f"{HEAD}{'`a``b' * 2000}"},
    "a head of brackets": {"content/posts/a.md": f"---\ntitle: A\ndate: 2026-06-30\ntags: {'[' * 5000}\n---\n"},
    "a head that names itself": {"content/posts/a.md": "---\ntitle: A\ndate: 2026-06-30\ntags: &a [*a]\n---\n"},
    "a date of nines": {"content/posts/a.md": f"---\ntitle: A\ndate: {'9' * 5000}\n---\n"},
    "the first and the last day": {
        "content/posts/a.md": "---\ntitle: A\ndate: 0001-01-01\n---\n",
        "content/posts/b.md": "---\ntitle: B\ndate: 2026-01-01\nexpires: 9999-12-31 23:59\n---\n",
    },
    "a text of bytes": {"content/posts/2026-06-30-a.md": bytes(range(256)) * 40},
    "a text of nothing": {"content/posts/2026-06-30-a.md": b""},
    "a photo of bytes": {"content/posts/a.md": f"{HEAD}![x](a.jpg)", "content/posts/a.jpg": bytes(range(256))},
    "a photo that claims to be enormous": {
        "content/posts/a.md": f"{HEAD}![x](a.png)",
        "content/posts/a.png": png(60_000),
    },
    "ways out of the folder": {
        "content/posts/a.md": "---\ntitle: A\ndate: 2026-06-30\nslug: ../../x\nimage: ../../../etc/passwd\n"
        "aliases: [/../../etc/passwd, 'http://[']\n---\n[x](../../../../etc/passwd) [y](http://[)\n"
    },
    "settings of nothing": {"site.yml": b""},
    "settings of bytes": {"site.yml": bytes(range(256))},
    "settings that lead elsewhere": {
        "site.yml": f"{SITE_YML}timezone: ../../etc/passwd\ntheme: ../..\nlanguage: '\"'\n"
    },
    "a template without end": {"content/posts/a.md": HEAD, "templates/post.html": "{% include 'post.html' %}"},
    "a template that divides by nothing": {"content/posts/a.md": HEAD, "templates/post.html": "{{ 1 / 0 }}"},
    "a template of bytes": {"content/posts/a.md": HEAD, "templates/post.html": b"\xff\xfe\x00"},
    "a file called content": {"content": "x"},
    "a file where a page must be": {"content/posts/a.md": HEAD, "_site/news": "x"},
    "a folder where a page must be": {"_site/index.html/x": "x"},
}


@pytest.mark.parametrize(
    ("command", "files"),
    [
        *(pytest.param("build", files, id=name) for name, files in HOSTILE.items()),
        *(
            pytest.param(command, files, id=f"{command}: {name}")
            for command in ("check", "pack")
            for name, files in HOSTILE.items()
            if name.startswith(("a template", "a photo", "settings", "ways out"))
        ),
    ],
)
def test_whatever_the_folder_holds_there_is_an_answer_in_plain_words(
    site: MakeSite, capsys: Captured, command: str, files: dict[str, str | bytes]
) -> None:
    assert run([command, str(site(files)), *NOW]) in (0, 1)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "inside hyperlocal" not in said.err


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Exception:
    """A command called `fail`, which raises this."""
    error = ZeroDivisionError("division by zero")

    @click.command("fail")
    def command() -> None:
        raise error

    module = ModuleType("hyperlocal.cli.fail")
    module.__dict__["command"] = command
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(COMMANDS, "fail", "Fails.")
    return error


@pytest.mark.usefixtures("fault")
def test_an_unforeseen_fault_is_told_without_a_traceback(capsys: Captured) -> None:
    assert run(["fail"]) == 1
    said = capsys.readouterr().err
    assert "inside hyperlocal (ZeroDivisionError: division by zero). It is not your fault." in said
    assert "--debug" in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("fault")
def test_a_traceback_is_there_for_whoever_asks(capsys: Captured) -> None:
    assert run(["--debug", "fail"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told_by_its_name(site: MakeSite, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert run(["pack", str(site({})), "--output", str(tmp_path / "notes.txt" / "a.zip")]) == 1
    said = capsys.readouterr().err
    assert "notes.txt\n  This could not be read or written: " in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="other users' files")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="nothing is kept from the superuser")
def test_a_text_that_may_not_be_read_is_told_by_its_name(site: MakeSite, capsys: Captured) -> None:
    folder = site({"content/posts/a.md": HEAD})
    (folder / "content/posts/a.md").chmod(0)
    assert run(["build", str(folder), *NOW]) == 1
    said = capsys.readouterr().err
    assert "content/posts/a.md\n" in said
    assert "Traceback" not in said


def test_whoever_stops_reading_halfway_sees_no_complaint() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        command = [sys.executable, "-m", "hyperlocal", "--help"]
        found = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60)
    finally:
        os.close(writing)
    assert (found.returncode, found.stderr) == (1, "")


def test_an_old_console_that_cannot_show_every_letter_stops_nobody(tmp_path: Path) -> None:
    found = typed("new", "ash", "--kit", "minimal", "--yes", cwd=tmp_path, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert (found.returncode, found.stderr) == (0, "")
    assert "from the kit ?minimal?." in found.stdout
