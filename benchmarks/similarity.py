"""How like the photos in an output are to those that they were made of: SSIM, run as a process of its own.

python -m benchmarks.similarity PHOTOS OUTPUT    prints {"jpg 960": [mean SSIM, pictures, mean kilobytes], …} as JSON

Structural similarity (Wang, Bovik, Sheikh and Simoncelli, 2004) of the brightness (Rec. 601), in blocks of 8 × 8
pixels; 1 is the same picture. The picture to compare with is the photo, set upright and made smaller by Pillow's
Lanczos filter from all of its pixels. A few photos are enough: they are all of one kind. With the mean size of the file
beside it, two tools can be compared: more alike, or smaller.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from PIL import Image, ImageMath, ImageOps

WIDTHS = (480, 960, 1600)
_BLOCK = 8
_STEADY = ((0.01 * 255) ** 2, (0.03 * 255) ** 2)
_SAMPLE = 6
"""Photos that are compared; one decoded is 36 MB."""


def ssim(one: Image.Image, other: Image.Image) -> float:
    """From -1 to 1, of two pictures of one size."""
    size = one.width // _BLOCK * _BLOCK, one.height // _BLOCK * _BLOCK
    x, y = (image.convert("L").crop((0, 0, *size)).convert("F") for image in (one, other))
    means = {"mx": _blocks(x), "my": _blocks(y)}
    squares = {name: _blocks(_product(*pair)) for name, pair in {"xx": (x, x), "yy": (y, y), "xy": (x, y)}.items()}
    small, large = _STEADY

    def formula(of: dict[str, Any]) -> Any:
        mx, my = of["mx"], of["my"]
        across = of["xy"] - mx * my
        apart = of["xx"] - mx * mx + of["yy"] - my * my
        return ((mx * my * 2 + small) * (across * 2 + large)) / ((mx * mx + my * my + small) * (apart + large))

    found = ImageMath.lambda_eval(formula, **means, **squares)
    mean = found.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, float)
    return mean


def _blocks(image: Image.Image) -> Image.Image:
    return image.reduce(_BLOCK)


def _product(one: Image.Image, other: Image.Image) -> Image.Image:
    found: Image.Image = ImageMath.lambda_eval(lambda of: of["one"] * of["other"], one=one, other=other)
    return found


def compare(photos: Path, output: Path) -> dict[str, tuple[float, int, float]]:
    """For each kind and width: the mean likeness, of how many pictures, and their mean size (kilobytes)."""
    alike: dict[str, list[tuple[float, float]]] = defaultdict(list)
    made = _made(output)
    for photo in sorted(photos.glob("photo-*.jpg"), key=lambda file: _number(file) or 0)[:_SAMPLE]:
        with Image.open(photo) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
        for file in made.get(_number(photo), []):
            with Image.open(file) as image:
                if image.width in WIDTHS and abs(image.height - image.width * upright.height / upright.width) < 2:
                    wanted = upright.resize(image.size, Image.Resampling.LANCZOS)
                    kind = f"{file.suffix.lstrip('.').replace('jpeg', 'jpg')} {image.width}"
                    alike[kind].append((ssim(wanted, image), file.stat().st_size / 1000))
    return {
        kind: (sum(one for one, _ in found) / len(found), len(found), sum(kb for _, kb in found) / len(found))
        for kind, found in sorted(alike.items())
    }


def _made(output: Path) -> dict[int | None, list[Path]]:
    """The pictures in an output, by the number of their photo."""
    found: dict[int | None, list[Path]] = defaultdict(list)
    for file in sorted(output.rglob("photo-*")):
        if file.suffix in (".jpg", ".jpeg", ".webp", ".avif"):
            found[_number(file)].append(file)
    return found


def _number(file: Path) -> int | None:
    match = re.match(r"photo-(\d+)(?![\d])", file.name)
    return int(match[1]) if match else None


if __name__ == "__main__":
    print(json.dumps(compare(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201 - what it is for
