"""Medians, ratios, goals and tables, from lines such as the runner writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import plans
from benchmarks.figures import figures, ratio, seconds, share
from benchmarks.goals import outcomes
from benchmarks.report import read, render, table


def line(size: str, scenario: str, tool: str, wall: float, **more: Any) -> dict[str, Any]:
    """One run."""
    usual = {"cpu": wall, "peak_mb": 100.0, "files": 3, "mb": 1.0, "written": 2, "check": "fine", "good": True}
    return {"size": size, "scenario": scenario, "tool": tool, "wall": wall, **usual, **more}


def test_the_median_of_all_runs_the_least_and_the_highest_peak() -> None:
    records = [
        line("1000", "cold", "hugo", 3.0, peak_mb=50.0),
        line("1000", "cold", "hugo", 1.0, peak_mb=70.0),
        line("1000", "cold", "hugo", 2.0, peak_mb=60.0),
        {"size": "1000", "scenario": "cold", "tool": "hugo", "failed": "it fell over"},
    ]
    one = figures(records)["1000", "cold", "hugo"]
    assert (one.runs, one.least, one.median, one.peak_mb, one.sum_mb) == (3, 1.0, 2.0, 70.0, None)


def test_one_wrong_run_makes_a_wrong_figure() -> None:
    records = [line("1000", "cold", "hugo", 1.0, good=False), line("1000", "cold", "hugo", 1.0)]
    assert not figures(records)["1000", "cold", "hugo"].good
    assert "WRONG" in render(records)


def test_ratios_are_of_medians() -> None:
    found = figures([line("1000", "cold", "hyperlocal", 1.0), line("1000", "cold", "hugo", 2.0)])
    own, hugo = found["1000", "cold", "hyperlocal"], found["1000", "cold", "hugo"]
    assert ratio(own, hugo) == 0.5
    assert ratio(own, None) is None


@pytest.mark.parametrize(
    ("value", "words"), [(1 / 15, "1/15"), (1 / 40.2, "1/40.2"), (0.5, "0.50"), (1.234, "1.23"), (None, "–")]
)
def test_ratios_in_words(value: float | None, words: str) -> None:
    assert share(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.0312, "0.031"), (0.312, "0.31"), (3.126, "3.13"), (31.26, "31.3")])
def test_seconds_in_words(value: float, words: str) -> None:
    assert seconds(value) == words


def met(records: list[dict[str, Any]]) -> dict[str, bool | None]:
    return {f"{one.what}: {one.goal}": one.met for one in outcomes(figures(records))}


def test_goals_are_met_missed_or_not_measured() -> None:
    records = [
        line("1000", "nothing", "hyperlocal", 0.04),
        line("1000", "nothing", "hugo", 0.6),
        line("10000", "nothing", "hyperlocal", 0.2),
        line("10000", "nothing", "hugo", 5.6),
    ]
    said = met(records)
    assert said["nothing changed, 1,000 posts: at most 1/15 of hugo"] is True
    assert said["nothing changed, 10,000 posts: at most 1/40 of hugo"] is False
    assert said["one post edited, 1,000 posts: at most 1/3 of hugo"] is None


def test_memory_is_that_of_all_processes_together_where_it_is_known() -> None:
    goal = "peak memory of a cold build, 10,000 posts: at most 400 MB"
    alone = [line("10000", "cold", "hyperlocal", 9.0, peak_mb=390.0)]
    assert met(alone)[goal] is True
    together = [*alone, line("10000", "memory", "hyperlocal", 9.0, peak_mb=390.0, sum_mb=410.0)]
    assert met(together)[goal] is False


def test_growth_is_from_one_thousand_to_ten_thousand() -> None:
    goal = "growth of a cold build from 1,000 to 10,000 posts: at most 11 times"
    records = [line("1000", "cold", "hyperlocal", 1.0), line("10000", "cold", "hyperlocal", 11.5)]
    assert met(records)[goal] is False


def test_the_preset_for_the_goals_measures_all_of_them_but_two_that_take_too_long() -> None:
    records = [
        line(step.size, step.scenario, tool, 1.0) for step in plans.issue() for tool, runs in step.runs.items() if runs
    ]
    assert [goal for goal, said in met(records).items() if said is None] == [
        "cold, 10,000 posts: at most 0.67 of jekyll",
        "cold, 10,000 posts: at most 0.67 of mkdocs",
    ]


def test_a_table_in_markdown() -> None:
    assert table(("", "s"), [("hugo", "0.6"), ("a|b", "1")]) == [
        "|  | s |",
        "| --- | ---: |",
        "| hugo | 0.6 |",
        "| a/b | 1 |",
    ]


def test_results_are_rendered_again_from_lines_even_if_the_last_was_cut_off(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"machine": {"Processor": "Abacus 2", "Cores": "2"}},
        {"versions": {"hugo": "hugo 0.168.0"}},
        line("1000", "cold", "hyperlocal", 1.5, run=0, missing=["/news/2020/a/ lacks 3 words"]),
        line("1000", "cold", "hugo", 0.5),
        line("photos", "cold", "hugo", 187.0, pictures={"jpg": [300, 64.0], "webp": [300, 60.0]}),
        {"size": "1000", "scenario": "cold", "tool": "zola", "failed": "ended with 1: no\nluck"},
        {"tool": "jekyll", "failed": "not installed: no Debian"},
    ]
    file = tmp_path / "results.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in records) + '{"size": "10', encoding="utf-8")
    text = render(read(file))
    assert "| Processor | Abacus 2 |" in text
    assert "| hyperlocal | 1.50 |" in text
    assert "| hugo | 3.00 |" in text
    assert "300 jpg 64 MB, 300 webp 60 MB" in text
    assert "- zola 1000 cold: ended with 1: no luck" in text
    assert "- jekyll: not installed: no Debian" in text
    assert "- hyperlocal 1000 cold: /news/2020/a/ lacks 3 words" in text
    assert "| cold, 1,000 posts | at most 2.00 of hugo | 3.00 (1.50 s, hugo 0.50 s) | **not met** |" in text


def test_only_tools_that_remember_take_part_where_memory_is_kept() -> None:
    steps = plans.asked(["100"], ["kept", "memory"], ["hyperlocal", "zola", "hugo"], 3)
    assert [(step.scenario, dict(step.runs)) for step in steps] == [
        ("kept", {"hyperlocal": 3, "hugo": 3}),
        ("memory", {"hyperlocal": 1}),
    ]


def test_on_the_site_with_photos_only_those_that_are_set_up_for_it() -> None:
    steps = plans.asked(["photos"], ["cold", "edit"], ["hyperlocal", "nikola", "hugo", "astro"], 1)
    assert [list(step.runs) for step in steps] == [["hyperlocal", "hugo", "astro"]]
    assert all("astro" not in step.runs for step in plans.asked(["100"], ["cold"], ["astro", "hugo"], 1))
