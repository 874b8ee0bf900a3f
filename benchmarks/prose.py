"""Made-up words about a made-up town: plain sentences, with the Markdown that people use. Seeded, no network."""

from __future__ import annotations

from random import Random

_THINGS = (
    "hall library garden path committee river market school bridge bus minutes allotment meeting kitchen raffle choir "
    "pond fence lamp noticeboard bench crossing survey grant newsletter gate orchard footpath clinic café team field "
    "pavilion roof hedge bin van road corner shop church mosque playgroup surgery lane lock towpath stall poster rota"
).split()
_PEOPLE = (
    "volunteers neighbours children members residents visitors walkers trustees parents gardeners drivers wardens "
    "councillors singers readers helpers newcomers pupils players stewards"
).split()
_DOINGS = (
    "mended opened painted counted planted measured moved found shared cleared borrowed agreed printed welcomed swept "
    "carried watered wrote offered finished started booked cleaned asked visited remembered repaired gathered kept"
).split()
_SORTS = (
    "old new small quiet wet bright long early spare second muddy heavy friendly careful broken narrow wooden open "
    "empty shared warm late public green"
).split()
_WHENS = (
    "last week|on Tuesday evening|after the rain|before Christmas|in the spring|at short notice|for the first time|"
    "until further notice|every other Friday|during the holidays|at half past seven|by the end of the month|"
    "as in other years|without much fuss|in good time"
).split("|")
_SAYINGS = (
    "It’s a start|We’d like more hands|Bring a cup|Don’t wait for us|There's room for everyone|Nobody minds the mud|"
    "It won't cost anything|Ask at the desk"
).split("|")
_SITES = (
    "https://example.org/",
    "https://www.example.com/minutes",
    "https://example.net/timetable?line=14",
    "https://example.org/map#hall",
)


def sentence(random: Random) -> str:
    """Some ten to twenty words, with a capital and a full stop, and now and then a quotation."""
    words = [
        random.choice(("The", "Our", "Some", "Many", "Two", "All the")),
        random.choice(_SORTS),
        random.choice(_PEOPLE),
        random.choice(_DOINGS),
        random.choice(("the", "a", "our", "another")),
        random.choice(_SORTS),
        random.choice(_THINGS),
        random.choice(("beside", "behind", "near", "for", "without", "past")),
        "the",
        random.choice(_THINGS),
        random.choice(_WHENS),
    ]
    text = " ".join(words)
    chance = random.random()
    if chance < 0.08:
        return f'{text}. "{random.choice(_SAYINGS)}," said one of the {random.choice(_PEOPLE)}.'
    if chance < 0.30:
        return f"{text}, and the {random.choice(_PEOPLE)} {random.choice(_DOINGS)} it too."
    return f"{text}."


def marked(random: Random, inside: str) -> str:
    """A sentence with emphasis, code or a link in it; `inside` is an address on this site."""
    one, two = random.choice(_SORTS), random.choice(_THINGS)
    forms = (
        f"Please note the **{one} {two}** by the door.",
        f"It was, as they say, *a {one} {two}*, and nobody minded.",
        f"See [what we wrote about the {two}]({inside}) for the rest.",
        f"The {two} is described [on another website]({random.choice(_SITES)}).",
        f"Ask for form `{two[:3].upper()}-{random.randrange(10, 99)}` at the desk.",
        f"The {two} -- the {one} one -- isn't open yet; **do not** use it.",
    )
    return random.choice(forms)


def phrase(random: Random) -> str:
    """A few words for a heading, a row or a title."""
    return f"{random.choice(_SORTS).capitalize()} {random.choice(_THINGS)} {random.choice(_WHENS)}"


def name(random: Random) -> str:
    """Somebody who does not exist."""
    first = random.choice(("Ada", "Bilal", "Carys", "Dilwyn", "Esi", "Farah", "Gwen", "Hari", "Iona", "Jo"))
    return f"{first} {random.choice(('Ashdown', 'Brook', 'Croft', 'Dale', 'Evans', 'Fell', 'Grove', 'Hill'))}"


def thing(random: Random) -> str:
    """One thing, as a word."""
    return random.choice(_THINGS)
