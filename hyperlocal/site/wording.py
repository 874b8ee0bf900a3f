"""Words for photos, for people who cannot see them: those of the text, else those of photos.txt; and which photos have
none, worst first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from pathlib import PurePosixPath

from hyperlocal.content.photonotes import PhotoNote
from hyperlocal.problems import Problem, warning
from hyperlocal.values import dataclass

DECORATIVE = "decorative"
"""The word that stands for “this photo says nothing that the text does not”."""
_FEW = 3
"""Photos of a gallery that are named in a problem, and given as lines to paste."""


class Where(IntEnum):
    """Where a photo without words stands, the worst first."""

    FRONT = 1
    """On the front page, or as the photo of a text, which stands in lists too."""
    TEXT = 2
    GALLERY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordless:
    """A photo that nobody has said anything about, in one place: the photo's path, the text's, and the line there."""

    photo: str
    typed: str
    where: Where
    path: str
    line: int
    field: bool = False


def no_words(alt: str | None, target: str) -> bool:
    """No text alternative, or only the file's name, which tells nobody anything.

    “Rabbit” for rabbit.jpg may be all that there is to say; “IMG_1234” never is.
    """
    words = (alt or "").strip()
    name = target.rpartition("/")[2].casefold()
    stem = name.rpartition(".")[0]
    return not words or words.casefold() == name or (words.casefold() == stem and not stem.isalpha())


def words_for(path: str, notes: Mapping[str, PhotoNote]) -> str:
    """What photos.txt says that the photo shows; “” for nothing, or for its name."""
    note = notes.get(path)
    return "" if note is None or no_words(note.alt, path) else note.alt


def wordless(found: Sequence[Wordless]) -> Iterator[Problem]:
    """A problem for each place of a photo without words, and one for all those of a gallery that stand nowhere else.

    See `Where` for which is worse.
    """
    times = Counter(one.photo for one in found if one.where is not Where.GALLERY)
    galleries: dict[tuple[str, int], dict[str, Wordless]] = defaultdict(dict)
    for one in found:
        if one.where is not Where.GALLERY:
            yield _one_place(one, times[one.photo])
        elif one.photo not in times:
            times[one.photo] = 0  # in the first gallery alone
            galleries[one.path, one.line][one.photo] = one
    for members in galleries.values():
        yield _gallery(tuple(members.values()))


def _one_place(one: Wordless, times: int) -> Problem:
    how = "image_alt: What the photo shows" if one.field else f"![What the photo shows]({one.typed})"
    remedy = f"Say what it shows:  {how}   or, if it is only decoration, write  decorative"
    if times > 1:
        name = PurePosixPath(one.photo).name
        at_once = f"For all {times} places at once, write in {notes_of(one.photo)}:  {name}: What it shows"
        remedy = f"{remedy}  \n{at_once}"
    return warning(
        "no-alt",
        one.path,
        one.line,
        f"The photo {one.typed} has no words for people who cannot see it.",
        remedy,
        rank=_rank(one.where, times),
    )


def _gallery(members: Sequence[Wordless]) -> Problem:
    names = [PurePosixPath(one.photo).name for one in members]
    some = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
    photos = f"{len(names)} photos" if len(names) > 1 else "A photo"
    have = "have" if len(names) > 1 else "has"
    lines = "".join(f"\n{name}: What it shows" for name in names)
    return warning(
        "no-alt",
        members[0].path,
        members[0].line,
        f"{photos} of this gallery {have} no words for people who cannot see them: {some}.",
        f"Put these lines into {notes_of(members[0].photo)}, and say what each shows:  {lines}",
        rank=_rank(Where.GALLERY, len(names)),
    )


def notes_of(photo: str) -> str:
    """The file in which the words for a photo stand."""
    return f"{photo.rpartition('/')[0]}/photos.txt"


def _rank(where: Where, times: int) -> int:
    """More places come first among those alike."""
    return where * 1_000 - min(times, 999)
