"""hyperlocal itself as one file, so that a site's folder holds the tool that builds it.

A wheel is a zip with a fixed layout (Binary distribution format, packaging.python.org). It is made from the files
that are running, so it needs no network, and the same files give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

from hyperlocal import __version__
from hyperlocal.shipped import shipped

NAME = f"hyperlocal-{__version__}-py3-none-any.whl"
_INFO = f"hyperlocal-{__version__}.dist-info"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def own_wheel() -> bytes | None:
    """The wheel's bytes; None when hyperlocal runs without having been installed, so that its metadata is unknown."""
    try:
        installed = Distribution.from_name("hyperlocal")
    except PackageNotFoundError:
        return None
    metadata = installed.read_text("METADATA")
    if metadata is None or installed.version != __version__:
        return None
    files = dict(_package_files())
    files[f"{_INFO}/METADATA"] = metadata.encode("utf-8")
    files[f"{_INFO}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: hyperlocal\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{_INFO}/entry_points.txt"] = b"[console_scripts]\nhyperlocal = hyperlocal.__main__:main\n"
    licence = installed.read_text("licenses/LICENSE")
    if licence is not None:
        files[f"{_INFO}/licenses/LICENSE"] = licence.encode("utf-8")
    record = f"{_INFO}/RECORD"
    lines = [f"{_quoted(name)},sha256={_digest(data)},{len(data)}" for name, data in sorted(files.items())]
    files[record] = ("\n".join([*lines, f"{record},,"]) + "\n").encode("utf-8")
    return zipped(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on the names and contents alone."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return target.getvalue()


def _package_files() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parent
    for file in package.rglob("*"):
        if file.suffix in (".py", ".js", ".css"):
            yield f"hyperlocal/{file.relative_to(package).as_posix()}", file.read_bytes()
    yield "hyperlocal/py.typed", b""
    for folder in ("themes", "starter_site"):
        root = shipped(folder)
        for file in root.rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                yield f"hyperlocal/{folder}/{file.relative_to(root).as_posix()}", file.read_bytes()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")


def _quoted(name: str) -> str:
    return f'"{name}"' if "," in name else name
