"""The fast way gives what the plain way gives: every document equal, whatever was typed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.util import BLOCK_LEVEL_ELEMENTS

from hyperlocal.content import engine
from hyperlocal.content.lines import BLOCKS
from hyperlocal.content.markup import Document, Text, Unconvertible, convert, convert_with
from tests.content.awkward import PIECES, texts
from tests.content.corpus import posts

SHARES = 8
EACH = 750


def plainly(md: Markdown, text: Text) -> Document | str:
    try:
        return convert_with(lambda body: md.reset().convert(body), text)
    except Unconvertible as fault:
        md.parser.state.clear()
        return str(fault)


def quickly(text: Text) -> Document | str:
    try:
        return convert(text)
    except Unconvertible as fault:
        return str(fault)


def compare(given: Iterable[Text]) -> int:
    """Compare both ways, and say how many texts there were."""
    md = engine.plain()
    seen = 0
    for text in given:
        assert quickly(text) == plainly(md, text), text
        seen += 1
    return seen


@pytest.mark.parametrize("seed", range(SHARES))
def test_every_document_is_the_same_as_the_plain_way_makes_it(seed: int) -> None:
    assert compare(texts(EACH, seed)) == EACH
    assert SHARES * EACH >= 5_000


def test_ordinary_posts_are_the_same_as_the_plain_way_makes_them() -> None:
    assert compare(posts(200, seed=7)) == 200


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12), st.sampled_from(["", " ", "\n", "\n\n"]))
def test_pieces_put_together_in_any_way_are_the_same(pieces: list[str], between: str) -> None:
    compare([Text(body=between.join(pieces), trusted=True)])


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece_alone_and_among_words_is_the_same(piece: str) -> None:
    compare(Text(body=body, trusted=True) for body in (piece, f"a {piece} b", f"*{piece}*", f"- {piece}", f"# {piece}"))


def test_threads_do_not_disturb_each_other() -> None:
    given = list(texts(400, seed=99))
    expected = [quickly(text) for text in given]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(quickly, given)) == expected


@pytest.mark.parametrize("after", [20, 200, 1_000, 2_000, 3_000, 4_000])
def test_one_that_was_interrupted_is_never_used_again(after: int) -> None:
    """A time limit may raise at any point: here after so many calls."""
    text = '- a *b*\n    - `c`\n\n> [d](e)\n\n## F\n\nG[^1]\n\n[^1]: h *i* "j"\n' * 9
    before = engine.to_html(text)
    (used,) = engine.idle()[-1:]
    calls = 0

    class Late(Exception):
        pass

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"
        if calls == after:
            raise Late

    sys.setprofile(count)
    try:
        with pytest.raises(Late):
            engine.to_html(text)
    finally:
        sys.setprofile(None)
    assert used not in engine.idle()
    assert engine.to_html(text) == before


def test_one_instance_serves_one_thread_for_ever() -> None:
    engine.to_html("words")
    (first,) = engine.idle()[-1:]
    for text in islice(texts(50, seed=3), 50):
        quickly(text)
    assert first in engine.idle()


def test_our_blocks_are_those_of_python_markdown() -> None:
    assert frozenset(BLOCK_LEVEL_ELEMENTS) == BLOCKS


def test_neither_library_is_loaded_before_the_first_text_is_converted() -> None:
    program = (
        "import sys, hyperlocal.content, hyperlocal.content.markup as markup\n"
        "early = {'markdown', 'nh3'} & set(sys.modules)\n"
        "markup.convert(markup.Text(body='words'))\n"
        "print(sorted(early), sorted({'markdown', 'nh3'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] ['markdown', 'nh3']"
