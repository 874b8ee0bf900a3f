"""The programs that some tests need: Chromium, axe-core, the Nu HTML checker with Java.

Where one is absent its tests are skipped with a plain reason; with HYPERLOCAL_REQUIRE_ALL=1 they fail instead.
HYPERLOCAL_CHROMIUM names a browser, HYPERLOCAL_NODE_MODULES a folder that holds axe-core and vnu-jar.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Were a page to ask for something elsewhere, the test must see it and the other side must not.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
# Both at once: npm takes away what it was not asked for in the same breath.
_NPM = "npm install --ignore-scripts --no-save --no-package-lock axe-core vnu-jar"
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
# Left to itself axe gives up on contrast wherever an ancestor has a ::before, and calls that “incomplete”, not wrong.
# So it is told to go on (the other options are its own defaults, which it wants to be told again), and what it still
# cannot decide about words that people read is a fault here.
_PREPARE_AXE = """
axe.configure({checks: [{id: "color-contrast", options: {
  ignorePseudo: true, ignoreUnicode: true, ignoreLength: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
  contrastRatio: {normal: {expected: 4.5}, large: {expected: 3}}, pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03}}]});"""
_RUN_AXE = """async rules => {
  const {violations, incomplete} = await axe.run(document, {runOnly: rules, iframes: false});
  const say = (rule, verdict) => rule.nodes.map(node => `${rule.id} ${verdict}: ${rule.help}: ${node.html}`);
  const unsure = incomplete.filter(rule => rule.id === "color-contrast").flatMap(rule => say(rule, "cannot be told"));
  return violations.flatMap(rule => say(rule, "is wrong")).concat(unsure.filter(one => !/aria-hidden/.test(one)));
}"""


def required_chromium() -> str:
    """The path of a Chromium or Chrome."""
    named = os.environ.get("HYPERLOCAL_CHROMIUM", "")
    candidates = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    found = next((path for path in map(shutil.which, candidates) if path), None)
    return found or absent("Chromium", "Install it, or name a browser with HYPERLOCAL_CHROMIUM.")


def required_java() -> str:
    """The path of Java."""
    return shutil.which("java") or absent("Java", "Install a Java runtime, such as default-jre-headless.")


def required_axe() -> str:
    """The script of axe-core (https://github.com/dequelabs/axe-core), to be given to a page before it is loaded."""
    return _required_module("axe-core", "axe.min.js").read_text(encoding="utf-8") + _PREPARE_AXE


def required_checker() -> Path:
    """The Nu HTML checker (https://validator.github.io/validator/), as a jar."""
    return _required_module("vnu-jar", "build/dist/vnu.jar")


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A browser with a fresh profile and nothing running by itself."""
    path = required_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page that was given it: WCAG 2.0 to 2.2, levels A and AA, and best practice."""
    found: list[str] = page.evaluate(_RUN_AXE, list(_RULES))
    return found


def _required_module(name: str, file: str) -> Path:
    folder = Path(os.environ.get("HYPERLOCAL_NODE_MODULES") or ROOT / "node_modules")
    path = folder / name / file
    if path.is_file():
        return path
    return absent(name, f"In the project's folder, type  {_NPM}")


def absent(what: str, remedy: str) -> NoReturn:
    reason = f"{what} is not installed here. {remedy}"
    if os.environ.get("HYPERLOCAL_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
