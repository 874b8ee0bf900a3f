"""What photos.txt says of the people in a photo: whether it may be published.

A photo of children needs an explicit line that they may be shown. What is not certain counts as no.
"""

from __future__ import annotations

import re
from enum import Enum


class Consent(Enum):
    """GIVEN publishes the photo, and so does saying nothing; CHILDREN are in it and nobody has agreed; UNCLEAR words
    may mean either."""

    GIVEN = "given"
    CHILDREN = "children"
    UNCLEAR = "unclear"


_NOBODY = frozenset({"none", "no", "nobody", "no-one", "noone", "no-people", "no-persons", "0"})
_YES = frozenset({"yes", "y", "true", "agreed", "given", "ok", "granted"})
_CHILDREN = r"(?:children|child|kids?)"
_ADULTS = r"(?:adults?|grown-?ups?)"
_WHO = rf"(?:{_ADULTS}(?:-and-{_CHILDREN})?|{_CHILDREN}(?:-and-{_ADULTS})?)"
# As texts: Python makes patterns of them when the first photos.txt is read, and keeps those.
_AGREED = (
    rf"{_WHO}(?:-(?:and|their|the|whose))*(?:-(?:parents?|carers?|guardians?))?(?:-(?:have|has|all))*"
    "-(?:agreed|consented)"
)
_CHILDREN_ALONE = rf"{_CHILDREN}(?:-(?:not|have-not|nobody)-(?:agreed|asked)|-no-consent)?"
_CHILD = r"(?i)\b(?:child|children|kids?|minors?|pupils?|bab(?:y|ies)|toddlers?|teenagers?)\b"


def consent_of(people: str, asked: str = "") -> Consent:
    """What `people: …` (and `consent: …`, which some write beside it) say together; "" for a line that is not there."""
    who, answer = _plain(people), _plain(asked)
    if not who and answer not in _YES:
        who, answer = answer, ""  # `consent: children-agreed` says it all
    if answer and answer not in _YES:
        return Consent.CHILDREN if re.fullmatch(_CHILDREN_ALONE, who) else Consent.UNCLEAR
    if who in _NOBODY or re.fullmatch(_AGREED, who) or (answer and re.fullmatch(_WHO, who)):
        return Consent.GIVEN
    return Consent.CHILDREN if re.fullmatch(_CHILDREN_ALONE, who) else Consent.UNCLEAR


def speaks_of_children(words: str) -> bool:
    """Whether a line that was not understood may be about children."""
    return re.search(_CHILD, words) is not None


def _plain(typed: str) -> str:
    """`Children – agreed.` -> `children-agreed`."""
    return re.sub(r"[^\w]+|_+", "-", typed.casefold()).strip("-")
