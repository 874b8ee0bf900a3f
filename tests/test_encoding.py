"""Bytes as people saved them."""

from __future__ import annotations

import codecs
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.encoding import Decoded, composed, decode, double_encoded, first_double_encoded_line, lines, normalise

TEXT = "£5 – it’s “free”\r\nDewch i’r caffi\rcafé\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", b""),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", codecs.BOM_UTF8),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le", codecs.BOM_UTF32_LE),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be", codecs.BOM_UTF32_BE),
        (TEXT.encode("utf-16-le"), "utf-16-le", b""),
        (TEXT.encode("utf-16-be"), "utf-16-be", b""),
        (TEXT.encode("cp1252"), "windows-1252", b""),
    ],
)
def test_the_same_words_however_they_were_saved(data: bytes, encoding: str, bom: bytes) -> None:
    assert decode(data) == Decoded(text=TEXT, encoding=encoding, bom=bom)
    assert decode(data).encode(TEXT) == data


def test_the_five_bytes_windows_leaves_open_do_no_harm() -> None:
    data = b"caf\xe9 \x81\x8d\x8f\x90\x9d"
    read = decode(data)
    assert normalise(read.text) == "café "
    assert read.encode(read.text) == data


def test_bytes_that_do_not_fit_the_mark_are_told() -> None:
    mixed = decode(codecs.BOM_UTF8 + "tŷ ".encode() + b"\xa35")
    assert (mixed.text, mixed.repaired) == ("tŷ £5", True)
    odd = decode(codecs.BOM_UTF16_LE + "tŷ".encode("utf-16-le") + b"x")
    assert (odd.text, odd.repaired) == ("tŷ\ufffd", True)


def test_nul_bytes_alone_do_not_make_it_utf_16() -> None:
    assert decode(b"\0" * 50).encoding == "utf-8"
    assert decode(b"one\0two").text == "one\0two"
    assert decode(b"") == Decoded(text="", encoding="utf-8")


def test_what_an_encoding_cannot_hold_is_written_as_utf_8() -> None:
    read = decode("£5".encode("cp1252"))
    assert read.encode("£6") == b"\xa36"
    assert read.encode("ŵ £6") == "ŵ £6".encode()
    # As Windows-1252 these bytes would be UTF-8 for another text.
    assert read.encode("Ã©") == "Ã©".encode()
    # UTF-8 without a mark, but with every other byte NUL, would be taken for UTF-16.
    assert read.encode("a\0b\0") == codecs.BOM_UTF8 + b"a\0b\0"


@settings(max_examples=80)
@given(st.binary(max_size=60), st.text(max_size=30))
@example(b"\xff\xfe\x00\xd8", "")
def test_every_file_can_be_read_and_every_text_written_in_it(data: bytes, text: str) -> None:
    read = decode(data)
    assert decode(read.encode(text)).text == text
    assert (read.encode(read.text) == data) or read.repaired


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("one\u2028two\u2029three\u0085four\x0bfive\x0csix", "one two three four five six"),
        ("nul\0 bell\x07 del\x7f tab\t", "nul bell del tab\t"),
        ("soft\u00adhyphen zero\u200bwidth mark\ufeff", "softhyphen zerowidth mark"),
        ("\ufffe\uffff\ufdd0\U0001ffff\ud800x", "x"),
        ("cafe\u0301 w\u0302", "café ŵ"),
        ("non\u00a0breaking", "non\u00a0breaking"),
        ("نمی\u200cخواهم 👩\u200d🌾", "نمی\u200cخواهم 👩\u200d🌾"),
        ("\uf0b7 Word’s bullet", "• Word’s bullet"),
    ],
)
def test_normalise(typed: str, read: str) -> None:
    assert normalise(typed) == read


def test_lines_keep_their_ends() -> None:
    assert lines("a\r\nb\rc\n\nd\u2028e") == ["a\r\n", "b\r", "c\n", "\n", "d\u2028e"]
    assert lines("a\n") == ["a\n"]
    assert lines("") == []


@settings(max_examples=80)
@given(st.lists(st.sampled_from([*"\r\n\0\u2028\u0085\x0b\x1c é\u0301", "ab"]), max_size=14).map("".join))
def test_lines_have_the_numbers_an_editor_shows(text: str) -> None:
    assert "".join(lines(text)) == text
    separate = [normalise(line).removesuffix("\n") for line in lines(text)]
    assert normalise(text).split("\n")[: len(separate)] == separate
    assert normalise(normalise(text)) == normalise(text)


def mangled(text: str) -> str:
    """UTF-8, read as Windows-1252 as browsers do."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


GOOD = [
    "café",
    "it’s “free” – today… £5",
    "20°C, ½ price, © 2026 – naïve fiancée, Ångström, Øre, Österreich",
    "Te parti yn Nhŷ’r Ysgol, dŵr, tŷ, ẅ ẁ ẃ ỳ",
    "zażółć gęślą jaźń, świat, małą, będzie",
    "€10 ™ → ☎ ✓ ❤",
    "Fair 🎉 today",
    "عيد مبارك و كل عام",
    "বাংলা নববর্ষ।",
    "ਪੰਜਾਬੀ",
    "Привет",
    "one\u00a0two",
]


@pytest.mark.parametrize("text", GOOD)
def test_text_read_wrongly_once_is_put_right(text: str) -> None:
    assert double_encoded(mangled(text)) == text


@pytest.mark.parametrize("text", GOOD)
def test_right_text_is_left_alone(text: str) -> None:
    assert double_encoded(text) is None
    assert double_encoded(unicodedata.normalize("NFD", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "São João NÃO é “AMANHÔ",
        "A letra “Ô, “Ã…” e Ã.",
        "AMANHÃ…não",
        "CHÂTEAU, «GRÂ», le mot « Â »",
        "Âr, Tân, môr",
        "I love this café…”",
        "“CAFÉ” and “CAFÉ’S”",
        "voilà… là» l’été™",
        "ANGÅ’s 3 Å–4 Å and Å…",
        "SMÖRGÅS, Ä…, Äpfel",
        "Ø\u00a050 mm, 5 × 4",
        "¡Mañana! ESPAÑ… ¿Qué?",
        "5 £ §3 à § 4",
        "two Å’s",
        "La lettre Â\u00a0: bon",
        "plain words",
        "",
    ],
)
def test_real_words_are_left_alone(text: str) -> None:
    assert double_encoded(text) is None


def test_pieces_are_put_right_beside_right_words() -> None:
    assert double_encoded("café and cafÃ©: Â£5") == "café and café: £5"
    assert double_encoded(mangled(mangled("café – £5"))) == "café – £5"
    assert double_encoded("ï»¿# Title") == "# Title"
    # The last byte of ” is one that many programs throw away.
    assert double_encoded("â€œHelloâ€ she said") == "“Hello” she said"


def test_where_it_begins() -> None:
    assert first_double_encoded_line("fine\r\ncafé\rA lovely (cafÃ©), itâ€™s\n") == (3, "(cafÃ©),", "(café),")
    assert first_double_encoded_line("fine\n\nÂ£5 a week") == (3, "Â£5", "£5")
    assert first_double_encoded_line("Only Â£5") == (1, "Â£5", "£5")
    assert first_double_encoded_line("fine\ncafé") is None
    found = first_double_encoded_line("x" * 500 + "Ã©" + "y" * 500)
    assert found is not None and len(found[1]) < 100


@settings(max_examples=60)
@given(st.text(alphabet="abeinor ŵŷâêîôûäéèç£’“”–…ąćęłńóśźż.,", min_size=1, max_size=30))
def test_right_welsh_polish_and_french_never_look_wrong(text: str) -> None:
    assert double_encoded(text) is None


def test_a_megabyte_of_accents_is_put_in_order_at_once() -> None:
    """Requirement 70: this would take hours, inside one call that nothing can interrupt."""
    text = "a" + "\u0327\u0301" * 500_000
    start = time.process_time()
    assert normalise(text) == composed(text) == unicodedata.normalize("NFC", "a" + "\u0327\u0301" * 15)
    assert time.process_time() - start < 5


@given(st.text("aé\u0301\u0327ệxﬁ한\u1100", max_size=40), st.integers(0, 100))
def test_every_other_text_is_composed_as_unicode_says(piece: str, times: int) -> None:
    text = "x".join([piece] * times)
    assert composed(text) == unicodedata.normalize("NFC", text)
