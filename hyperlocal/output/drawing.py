"""What is drawn later: a function with all that it may look at, and one name for both.

A page's view and a feed's entries are made only when somebody needs the bytes. The name (`key`) is known at once, from
the arguments: two drawings with one key give the same. So what a page depends on is not noted down anywhere, where it
could be forgotten: a function that is not given a thing cannot show it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Generic, Protocol, TypeVar

from hyperlocal.values import dataclass

Drawn = TypeVar("Drawn", covariant=True)


class Digested(Protocol):
    """A value that has a name which stands for all of it."""

    @property
    def digest(self) -> str: ...


Argument = object
"""A text, a number, a day, None, a `Digested` value, or a tuple of these."""


@dataclass(frozen=True, slots=True)
class Drawing(Generic[Drawn]):
    """`function(*arguments)`, to be called when it is needed."""

    function: Callable[..., Drawn]
    arguments: tuple[Argument, ...]

    def __call__(self) -> Drawn:
        return self.function(*self.arguments)

    @property
    def key(self) -> str:
        """What the result depends on."""
        return digest_of(f"{self.function.__module__}.{self.function.__qualname__}", *self.arguments)


def digest_of(*parts: Argument) -> str:
    """One name for all the parts. Raises TypeError for a value that has no digest."""
    return blake2b("\n".join(map(_told, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _told(value: Argument) -> str:
    """The value in words that no other value has."""
    kind = type(value)
    if kind is str:
        return f"{len(value)}:{value}"  # type: ignore[arg-type]
    if kind is tuple:
        return f"({','.join([_told(one) for one in value])})"  # type: ignore[attr-defined]
    digest = getattr(value, "digest", None)
    if digest and type(digest) is str:
        return f"<{digest}>"
    if value is None or isinstance(value, (bool, int)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no digest, so no page may depend on it")
