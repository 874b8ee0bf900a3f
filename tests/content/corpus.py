"""Posts as community groups write them, made up from a seed: 150 to 650 words, about 400 on average."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hyperlocal.content.markup import Text

_SOUND = (
    "the hall street community centre fair summer meeting volunteers council local every Saturday morning "
    "people neighbours garden library school children families tea cake raffle tickets door open from until "
    "will be held at for all ages free entry donations welcome thanks to everyone who came along last week we "
    "raised money new roof kitchen repair please bring your own mug chair parking is limited by the church "
    "path residents planning application road closure bins collection recycling bus timetable surgery "
    "councillor police report crime allotment flowers competition prize winners under eights football club "
    "training session coach pitch drainage match result history society talk speaker choir rehearsal concert "
    "Christmas lights switch-on carol singing harvest supper quiz night team table book early and a of in on "
    "with our you they it this that there was were has have had been can could would should more next"
)
_WORDS = _SOUND.split()


def posts(count: int, seed: int = 1) -> Iterator[Text]:
    """That many texts; the same ones for the same seed."""
    random = Random(seed)
    for number in range(count):
        yield Text(body=_post(random), title=f"Post {number}")


def _post(random: Random) -> str:
    wanted = random.randint(150, 650)
    blocks = [_paragraph(random, 40)]
    if random.random() < 0.25:
        blocks.insert(random.randint(0, 1), f"![{_words(random, 5)}]({random.choice(_WORDS)}.jpg)")
    if random.random() < 1 / 6:
        blocks.append(_table(random))
    while sum(len(block.split()) for block in blocks) < wanted:
        blocks.append(_section(random))
    return "\n\n".join(blocks) + "\n"


def _section(random: Random) -> str:
    pick = random.random()
    if pick < 0.13:
        return f"{'#' * random.choice((2, 2, 3))} {_words(random, random.randint(2, 6)).capitalize()}"
    if pick < 0.23:
        return "\n".join(f"- {_sentence(random, random.randint(4, 12))}" for _ in range(random.randint(3, 6)))
    if pick < 0.27:
        return "\n".join(f"{at}. {_sentence(random, random.randint(4, 12))}" for at in range(1, random.randint(4, 6)))
    if pick < 0.31:
        return "\n".join(f"> {_words(random, 11)}" for _ in range(random.randint(2, 4)))
    if pick < 0.325:
        return f"```\n{_words(random, 4)}\n{_words(random, 3)}\n```"
    if pick < 0.34:
        return f'!!! note "{_words(random, 3).capitalize()}"\n    {_sentence(random, 15)}'
    return _paragraph(random, random.randint(25, 90))


def _paragraph(random: Random, length: int) -> str:
    parts: list[str] = []
    while sum(part.count(" ") + 1 for part in parts) < length:
        parts.append(_sentence(random, random.randint(6, 18)))
    return _wrapped(" ".join(parts)) if random.random() < 0.5 else " ".join(parts)


def _wrapped(text: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + len(word) > 90:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".lstrip()
    return "\n".join([*lines, line])


def _sentence(random: Random, length: int) -> str:
    words = _words(random, length).capitalize().split()
    at = random.randrange(len(words))
    pick = random.random()
    if pick < 0.08:
        words[at] = f"[{words[at]}](https://example.org/{random.choice(_WORDS)}/)"
    elif pick < 0.11:
        words[at] = f"[{words[at]}](../posts/{random.choice(_WORDS)}.md)"
    elif pick < 0.17:
        words[at] = f"**{words[at]}**"
    elif pick < 0.21:
        words[at] = f"*{words[at]}*"
    elif pick < 0.29:
        words[at] = f"{words[at]}'s"
    elif pick < 0.33:
        words[at] = f'"{words[at]}"'
    elif pick < 0.345:
        words[at] = f"`{words[at]}`"
    elif pick < 0.36:
        words[at] = f"{words[at]} - {words[at]}"
    elif pick < 0.37:
        words[at] = "www.example.org"
    elif pick < 0.38:
        words[at] = "hello@example.org"
    elif pick < 0.39:
        words[at] = f"{words[at]} & co"
    return " ".join(words) + random.choice(("", "", "", ",")) + random.choice(".....!?")


def _table(random: Random) -> str:
    rows = [" | ".join(_words(random, random.randint(1, 3)) for _ in range(3)) for _ in range(random.randint(3, 7))]
    return "\n".join([f"| {rows[0]} |", "|---|---|---|", *(f"| {row} |" for row in rows[1:])])


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(_WORDS, k=count))
