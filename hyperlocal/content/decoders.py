"""What Pillow can read and write on this computer, and that it says nothing while it does."""

from __future__ import annotations

import threading
import warnings
from contextlib import AbstractContextManager


class _Quiet:
    """Python has one list of the warnings that it lets through, for all threads: the first that enters changes it, and
    the last that leaves puts it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._kept = warnings.catch_warnings()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._kept = warnings.catch_warnings()
                self._kept.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1

    def __exit__(self, *told: object) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._kept.__exit__(None, None, None)


_QUIET = _Quiet()


def quiet_decoders() -> AbstractContextManager[None]:
    """While this lasts, no warnings about odd metadata and large pictures: what matters is checked here."""
    return _QUIET


def heic_ready() -> bool:
    """Whether photos from iPhones (HEIC) can be read here: they need the extra `hyperlocal[heic]`."""
    try:
        import pi_heif  # noqa: PLC0415 - optional
    except ImportError:
        return False
    pi_heif.register_heif_opener()
    return True


def avif_ready() -> bool:
    """Whether pictures can be written as AVIF here: some systems' Pillow was made without."""
    from PIL import features  # noqa: PLC0415 - only sites that ask for it

    return bool(features.check("avif"))
