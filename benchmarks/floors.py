"""What nothing can be quicker than: run as processes of their own, with as few imports as the work needs.

python floors.py rewrite SOURCES OUTPUT TARGET    read all sources, write all bytes of an output
python floors.py pictures SOURCES TARGET          each photo at three widths as JPEG and WebP, in two threads
"""

import os
import sys


def rewrite(sources: str, output: str, target: str) -> None:
    """Read everything in `sources`, and write everything that is in `output` (held in memory) into `target`."""
    made = {path: _bytes(os.path.join(output, path)) for path in _files(output)}
    for path in _files(sources):
        if not os.path.join(sources, path).startswith(os.path.join(output, "")):
            _bytes(os.path.join(sources, path))
    for path, data in made.items():
        file = os.path.join(target, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as opened:
            opened.write(data)


def pictures(sources: str, target: str) -> None:
    """Decoded once at a scale libjpeg has, then made smaller step by step, upright."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the other floor must not wait for it

    from PIL import Image, ImageOps  # noqa: PLC0415

    def one(name: str) -> None:
        with Image.open(os.path.join(sources, name)) as opened:
            sideways = opened.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            across = opened.height if sideways else opened.width
            for width in (1600, 960, 480):
                if width == 1600:
                    scale = 1600 / across
                    opened.draft("RGB", (round(opened.width * scale), round(opened.height * scale)))
                    turned = opened.convert("RGB")
                    turned.getexif()[0x0112] = opened.getexif().get(0x0112, 1)
                    image = ImageOps.exif_transpose(turned)
                image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
                stem = os.path.join(target, f"{name.rsplit('.', 1)[0]}-{width}")
                image.save(f"{stem}.jpg", quality=80)
                image.save(f"{stem}.webp", quality=80, method=2)

    os.makedirs(target, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, sorted(os.listdir(sources))))


def _files(folder: str, prefix: str = "") -> list[str]:
    found: list[str] = []
    for entry in os.scandir(os.path.join(folder, prefix)):
        path = os.path.join(prefix, entry.name)
        found += _files(folder, path) if entry.is_dir(follow_symlinks=False) else [path]
    return found


def _bytes(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


if __name__ == "__main__":
    if sys.argv[1] == "rewrite":
        rewrite(*sys.argv[2:])
    else:
        pictures(*sys.argv[2:])
