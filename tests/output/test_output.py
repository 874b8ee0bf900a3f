"""Outputs: every kind is planned for some site, and says which file it came from."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image

from hyperlocal.builder import prepare
from hyperlocal.output import CopyFile, FeedFile, PageFile, PictureFile, TextFile
from tests.conftest import MakeSite


def test_each_kind_of_output_names_its_source(site: MakeSite) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (8, 6)).save(photo, "PNG")
    folder = site(
        {
            "content/posts/2026-05-01-a.md": "![Black](p.png) [form](form.pdf)",
            "content/posts/p.png": photo.getvalue(),
            "content/posts/form.pdf": b"%PDF-1.4",
        }
    )
    outputs = {one.path: one for one in prepare(folder, datetime(2026, 11, 22, tzinfo=UTC)).plan.outputs}
    kinds = {path: (type(one), one.source) for path, one in outputs.items()}
    assert kinds["news/2026/a/index.html"] == (PageFile, "content/posts/2026-05-01-a.md")
    assert kinds["photos/posts/p.png.8w.png"] == (PictureFile, "content/posts/p.png")
    assert kinds["files/posts/form.pdf"] == (CopyFile, "content/posts/form.pdf")
    assert kinds["feed.xml"][0] is FeedFile and kinds["robots.txt"] == (TextFile, "")
