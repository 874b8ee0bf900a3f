"""What can be read and written here; and that nothing is said meanwhile, however many are at work."""

from __future__ import annotations

import threading
import warnings

import pytest
from PIL import features

from hyperlocal.content.decoders import avif_ready, quiet_decoders


def test_whether_avif_can_be_written_is_what_pillow_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert avif_ready() == features.check("avif")
    monkeypatch.setattr(features, "check", lambda name: False)
    assert not avif_ready()


def test_decoders_are_quiet_until_the_last_thread_has_left() -> None:
    """The list of warnings is one for all threads."""
    inside, leave = threading.Event(), threading.Event()

    def decode() -> None:
        with quiet_decoders():
            inside.set()
            leave.wait()

    before = list(warnings.filters)
    other = threading.Thread(target=decode)
    other.start()
    inside.wait()
    with quiet_decoders():
        pass
    warnings.warn("odd metadata", stacklevel=1)  # would be raised in a test
    leave.set()
    other.join()
    assert list(warnings.filters) == before
    with pytest.raises(UserWarning):
        warnings.warn("odd metadata", stacklevel=1)
