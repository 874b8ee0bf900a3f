"""python -m benchmarks.manyphotos: a thousand photos, and single photos of 48 megapixels, and what they take.

A thousand photos of two megapixels in a hundred posts: cold, with nothing changed, after one post was edited. Then one
photo of 48 megapixels in each format that people bring: the memory of the whole build. The runs are hyperlocal's alone;
beside its peers it is measured on a hundred photos of twelve megapixels (RESULTS.md). Writes PHOTOS.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks import machine, measure, options, photos

PHOTOS, POSTS = 1_000, 100
SIZE = (1_632, 1_224)
LARGE = (8_064, 6_048)
"""The 48 megapixels of a telephone."""
MOST_MB = 600
_RUNS = 3
_WRITE = """
import sys, pathlib
from benchmarks.manyphotos import write
write(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
"""
_SETTINGS = "title: A thousand photos\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b11\nbase_url: https://photos.example/\n"
FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": ("jpg", "RGB", {"quality": 90}),
    "JPEG in layers (progressive)": ("jpg", "RGB", {"quality": 90, "progressive": True}),
    "JPEG of inks (CMYK)": ("jpg", "CMYK", {"quality": 90}),
    "PNG": ("png", "RGB", {"compress_level": 1}),
    "PNG, see-through": ("png", "RGBA", {"compress_level": 1}),
    "PNG, 65,536 greys": ("png", "I;16", {"compress_level": 1}),
    "WebP": ("webp", "RGB", {"quality": 80, "method": 0}),
    "AVIF": ("avif", "RGB", {"quality": 60, "speed": 10}),
    "TIFF": ("tif", "RGB", {}),
}
"""What is brought: its ending, Pillow's name for its colours, how it is saved."""


def write(folder: Path, count: int = PHOTOS) -> None:
    """The site with many photos. Photos that are there already stay: they take some minutes to make."""
    for made in ("_site", ".hyperlocal", "content/posts"):
        shutil.rmtree(folder / made, ignore_errors=True)
    posts = folder / "content/posts"
    posts.mkdir(parents=True)
    (folder / "content/photos").mkdir(exist_ok=True)
    (folder / "site.yml").write_text(_SETTINGS, encoding="utf-8")
    for number in range(count):
        file = folder / f"content/photos/many-{number}.jpg"
        if not file.is_file():
            part = file.with_suffix(".part")
            photos.save(number, part, SIZE)
            part.rename(file)
    for number in range(POSTS):
        shown = "\n\n".join(f"![View {one}](../photos/many-{one}.jpg)" for one in range(number, count, POSTS))
        head = f"---\ntitle: Walk {number}\ndate: 2026-{number % 9 + 1:02d}-{number % 27 + 1:02d}\n---\n"
        (posts / f"walk-{number}.md").write_text(f"{head}\n{shown}\n", encoding="utf-8")


def runs(folder: Path, script: Path) -> Iterator[tuple[str, list[measure.Timed]]]:
    """A cold build, builds with nothing to do, and builds after one post was edited."""
    yield "cold", [_build(folder, script, watched=True)]
    _build(folder, script)  # what was touched a moment ago is looked at once more
    yield "nothing changed", [_build(folder, script) for _ in range(_RUNS)]
    edited = []
    for number in range(_RUNS):
        with (folder / "content/posts/walk-7.md").open("a", encoding="utf-8") as text:
            text.write(f"\nIt rained again ({number}).\n")
        edited.append(_build(folder, script))
    yield "one post edited", edited


def save_large(folder: Path) -> None:
    """One photo of 48 megapixels in each format, `0.jpg` and so on."""
    picture = photos.photo(1, (LARGE[0] // 4, LARGE[1] // 4)).resize(LARGE, Image.Resampling.BICUBIC)
    folder.mkdir(parents=True, exist_ok=True)
    for number, (ending, mode, how) in enumerate(FORMS.values()):
        file = folder / f"{number}.{ending}"
        if not file.is_file():
            changed = picture.convert("I").point(lambda value: value * 257) if mode == "I;16" else picture
            changed.convert(mode).save(file, **how)


def large(work: Path, script: Path) -> Iterator[tuple[str, measure.Timed]]:
    """A build with one photo of 48 megapixels in it, for each format."""
    # By another process: a child's peak memory counts from what its parent had when it was started.
    words = "import sys, pathlib; from benchmarks.manyphotos import save_large; save_large(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", words, str(work / "large")], check=True, cwd=Path(__file__).parent.parent)
    folder = work / "large-photo"
    for number, (name, (ending, _, _)) in enumerate(FORMS.items()):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "content/posts").mkdir(parents=True)
        (folder / "site.yml").write_text(_SETTINGS, encoding="utf-8")
        post = f"---\ntitle: Large\ndate: 2026-05-01\n---\n![Large](large.{ending})\n"
        (folder / "content/posts/large.md").write_text(post, encoding="utf-8")
        shutil.copy(work / f"large/{number}.{ending}", folder / f"content/posts/large.{ending}")
        yield name, _build(folder, script, watched=True)


def _build(folder: Path, script: Path, *, watched: bool = False) -> measure.Timed:
    words = [str(script), "build", str(folder)]
    return measure.run(words, folder, os.environ, log=folder.with_suffix(".log"), longest=1800, watched=watched)


def report(folder: Path, script: Path, found: dict[str, list[measure.Timed]], single: dict[str, measure.Timed]) -> str:
    """Both tables."""
    described = machine.describe(folder, script)
    output = folder / "_site"
    pictures = [file for file in output.glob("photos/**/*") if file.is_file()]
    lines = [
        "# Many photos, and large ones",
        "",
        f"Made by `python -m benchmarks.manyphotos`: {PHOTOS:,} photos of {SIZE[0]:,} × {SIZE[1]:,} pixels, "
        f"{POSTS} posts.",
        f"{described['Cores']} cores, {described['Memory']}; load over one minute {machine.load():.1f}, ours included.",
        "",
        "| | least s | median s | peak MB, largest process |",
        "|---|---:|---:|---:|",
    ]
    for name, all_runs in found.items():
        walls = sorted(run.wall for run in all_runs)
        peak = max(run.peak_mb for run in all_runs)
        lines.append(f"| {name} | {walls[0]:.3f} | {walls[len(walls) // 2]:.3f} | {peak:.0f} |")
    megabytes = sum(file.stat().st_size for file in pictures) / 1e6
    lines += [
        "",
        f"{len(pictures):,} pictures, {megabytes:.0f} MB.",
        "",
        f"## One photo of {LARGE[0]:,} × {LARGE[1]:,} pixels",
        "",
        f"The whole build; at most {MOST_MB} MB is the aim.",
        "",
        "| brought as | s | peak MB |",
        "|---|---:|---:|",
        *(
            f"| {name}{' (told, and left out)' if run.status else ''} | {run.wall:.1f} | {run.peak_mb:.0f} |"
            for name, run in single.items()
        ),
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Write, build, measure, report. The exit status is 1 when a build took more memory than it may, or failed: but a
    large photo may be told and left out."""
    parser = options.parser("benchmarks.manyphotos", __doc__, "PHOTOS.md")
    parser.add_argument("--count", type=int, default=PHOTOS, help="fewer photos, to try it")
    asked = parser.parse_args()
    folder: Path = asked.work / "many-photos"
    subprocess.run(
        [sys.executable, "-c", _WRITE, str(folder), str(asked.count)], check=True, cwd=Path(__file__).parent.parent
    )
    found = dict(runs(folder, asked.hyperlocal))
    single = dict(large(asked.work, asked.hyperlocal))
    asked.out.write_text(report(folder, asked.hyperlocal, found, single), encoding="utf-8")
    sys.stderr.write(f"Written: {asked.out}\n")
    many = [run for all_runs in found.values() for run in all_runs]
    heavy = any(run.peak_mb > MOST_MB for run in (*many, *single.values()))
    return int(heavy or any(run.status for run in many) or any(run.status not in (0, 1) for run in single.values()))


if __name__ == "__main__":
    sys.exit(main())
