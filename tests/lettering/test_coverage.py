"""The fonts that we ship: how large, what they can write, and by whom they are."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PIL import ImageFont

from hyperlocal.lettering import FONTS
from hyperlocal.lettering.words import covered

ROOT = Path(__file__).parent.parent.parent


def test_the_fonts_are_small() -> None:
    assert sum(file.stat().st_size for file in FONTS.iterdir()) <= 600_000


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox, £4,200 – “half” at 7½ °C: naïve café & Smørrebrød…",
        "Ŵŵ Ŷŷ Ẃẃ Ẅẅ Ẁẁ Ỳỳ Pob lwc",
        "Zażółć gęślą jaźń ŁĄĘŚŻŹĆŃÓ",
        "Tiếng Việt: Nước Đường Phở ưở ợ",
        "€ ₹ ₺ ₽ ₿ ৳",
        "السلام عليكم ٠١٢٣٤٥٦٧٨٩، ؟",
        "اردو: ٹ ڈ ڑ ں ے ہ ھ گ چ پ ژ ک ی ۰۱۲۳۴۵۶۷۸۹ ۔",
        "বাংলা সংবাদ ০১২৩৪৫৬৭৮৯ ক্ষ জ্ঞ শ্রী।",
        "ਪੰਜਾਬੀ ਖ਼ਬਰਾਂ ੦੧੨੩੪੫੬੭੮੯ ੴ॥",
    ],
)
def test_every_letter_is_there(text: str) -> None:
    assert [one for one in text if ord(one) not in covered()[0]] == []


@pytest.mark.parametrize(("name", "number"), [("bold", 0), ("regular", 1)])
def test_the_table_tells_the_truth_about_the_fonts(name: str, number: int) -> None:
    """A letter that a font has not is drawn as its empty box."""
    font = ImageFont.truetype(FONTS / f"{name}.ttf", 40, layout_engine=ImageFont.Layout.BASIC)
    box = bytes(font.getmask("\U0010fffd"))
    # What has no shape of its own (spaces, marks that join) is drawn as nothing.
    missing = [code for code in covered()[number] if bytes(font.getmask(chr(code))) == box]
    assert missing == []
    assert 0x4E2D not in covered()[number] and bytes(font.getmask("中")) == box


def test_the_licence_lies_beside_them_and_names_whose_they_are() -> None:
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    for name in ("NotoSerif Bold", "NotoNaskhArabic Bold", "NotoSerifBengali Bold", "NotoSerifGurmukhi Bold"):
        assert f"({name})" in text
    assert text.startswith("Copyright") and "SIL OPEN FONT LICENSE Version 1.1" in text and "TERMINATION" in text


def test_the_script_makes_the_same_bytes(tmp_path: Path) -> None:
    if importlib.util.find_spec("fontTools") is None:
        pytest.skip("fontTools (the extra `fonts`) is not installed")
    if not Path("/usr/share/fonts/truetype/noto/NotoSerifGurmukhi-Bold.ttf").is_file():
        pytest.skip("Debian's fonts-noto-core is not installed")
    spec = importlib.util.spec_from_file_location("make_fonts", ROOT / ".ci" / "make_fonts.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path)
    for name in ("fonts/bold.ttf", "fonts/regular.ttf", "fonts/OFL.txt", "coverage.py"):
        assert (tmp_path / name).read_bytes() == (FONTS.parent / name).read_bytes(), name
