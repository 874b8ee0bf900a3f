"""Made-up photos: sky, hills, shapes and grain, which compress like what a telephone takes. Seeded, no network."""

from __future__ import annotations

from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDE, HIGH = 4032, 3024
"""Twelve megapixels, as telephones have them."""
TURNS = (1, 3, 6, 8)
"""How the camera was held (EXIF orientation), in turn."""
QUALITY = 93
"""Gives about 3.7 MB at full size."""
_ORIENTATION, _GPS = 0x0112, 0x8825


def photo(number: int, size: tuple[int, int] = (WIDE, HIGH), seed: int = 2026) -> Image.Image:
    """The picture itself, upright or not: `save` says how it was held."""
    random = Random(f"{seed} photo {number} {size}")
    small = Image.new("RGB", (size[0] // 4, size[1] // 4))
    _scenery(ImageDraw.Draw(small), small.size, random)
    image = small.filter(ImageFilter.GaussianBlur(1.2)).resize(size, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (size[0] // 2, size[1] // 2), random.randbytes((size[0] // 2) * (size[1] // 2)))
    # Grain of a sensor: coarse and faint, and finer on top.
    coarse = grain.resize(size, Image.Resampling.BILINEAR).point([round(8 + value / 16) for value in range(256)])
    fine = Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point([value // 22 for value in range(256)])
    noise = ImageChops.add(coarse, fine)
    return ImageChops.subtract(ImageChops.add(image, Image.merge("RGB", (noise, noise, noise))), _flat(size, 21))


def save(number: int, file: Path, size: tuple[int, int] = (WIDE, HIGH), seed: int = 2026) -> None:
    """Write photo `number` as a JPEG that says how it was held and where it was taken (EXIF 2.32)."""
    exif = Image.Exif()
    exif[_ORIENTATION] = TURNS[number % len(TURNS)]
    exif[_GPS] = {1: "N", 2: (52.0, 24.0, 36.0), 3: "W", 4: (1.0, 53.0, 24.0)}
    photo(number, size, seed).save(file, "JPEG", quality=QUALITY, exif=exif)


def _flat(size: tuple[int, int], value: int) -> Image.Image:
    return Image.new("RGB", size, (value, value, value))


def _scenery(draw: ImageDraw.ImageDraw, size: tuple[int, int], random: Random) -> None:
    """A sky that grows paler, hills, houses and leaves."""
    wide, high = size
    top, low = [tuple(random.randrange(60, 240) for _ in range(3)) for _ in range(2)]
    for row in range(high):
        part = row / high
        draw.line(
            ((0, row), (wide, row)),
            fill=tuple(round(a * (1 - part) + b * part) for a, b in zip(top, low, strict=True)),
        )
    for hill in range(5):
        edge = high * (0.45 + hill * 0.1)
        points = [(wide * step / 12, edge + random.uniform(-0.06, 0.06) * high) for step in range(13)]
        draw.polygon([(0, high), *points, (wide, high)], fill=_colour(random, 20, 170))
    for _ in range(40):
        left, upper = random.uniform(0, wide), random.uniform(high * 0.4, high * 0.9)
        across, down = random.uniform(0.01, 0.1) * wide, random.uniform(0.01, 0.12) * high
        draw.rectangle((left, upper, left + across, upper + down), fill=_colour(random, 40, 230))
    for _ in range(9000):
        left, upper, round_ = random.uniform(0, wide), random.uniform(high * 0.5, high), random.uniform(1, 5)
        draw.ellipse((left, upper, left + round_ * 2, upper + round_), fill=_colour(random, 20, 200))


def _colour(random: Random, least: int, most: int) -> tuple[int, int, int]:
    return random.randrange(least, most), random.randrange(least, most), random.randrange(least, most)
