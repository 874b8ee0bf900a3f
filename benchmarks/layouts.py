"""One corpus, written as each generator wants to find it: only heads and folders differ, never the words.

Each layout is a function from a corpus to (path, text) pairs. The settings and templates that go with it lie in
benchmarks/peers/NAME/ and are copied as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from benchmarks.corpus import Corpus, Post, Text

Files = Iterator[tuple[str, str]]
Layout = Callable[[Corpus], Files]
Values = Mapping[str, str | Iterable[str]]

ABOUT = Text(
    slug="about",
    title="About us",
    summary="Who writes this.",
    body="We write about our town.\n\nIf something is wrong, tell us and we will put it right.\n",
)
LISTS = {"organisations": "Organisations", "events": "Events"}
"""The two sections beside the news, and their titles."""


def yaml_head(values: Values) -> str:
    """A head between dashes; lists take a line for each item."""
    lines = ["---"]
    for key, value in values.items():
        lines += [f"{key}: {value}"] if isinstance(value, str) else [f"{key}:", *(f"  - {item}" for item in value)]
    return "\n".join((*lines, "---", ""))


def toml_head(values: Values) -> str:
    """A head between plus signs. JSON's strings and lists are TOML's too; a key `[x]` starts a table; days are bare."""
    lines = ["+++"]
    for key, value in values.items():
        if key.startswith("["):
            lines.append(key)
        elif key in ("date", "updated"):
            lines.append(f"{key} = {value}")
        else:
            lines.append(f"{key} = {json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)}")
    return "\n".join((*lines, "+++", ""))


def _post_values(post: Post, **more: str | Iterable[str]) -> dict[str, str | Iterable[str]]:
    """The ten lines that every layout's head has, in its own names."""
    return {
        "title": post.title,
        "slug": post.slug,
        "date": post.day.isoformat(),
        "updated": post.updated.isoformat(),
        "author": post.author,
        "summary": post.summary,
        "tags": post.tags,
        **({"image": post.photo, "image_alt": f"{post.title}, as it looked"} if post.photo else {}),
        **more,
    }


def _renamed(values: Values, names: Mapping[str, str]) -> dict[str, str | Iterable[str]]:
    return {names.get(key, key): value for key, value in values.items()}


def hyperlocal(corpus: Corpus, *, full: bool = False) -> Files:
    """content/posts/YEAR/SLUG.md. Photos are named by the way to their file. `full`: each post is an organisation's."""
    for post in corpus.posts:
        more = {"organisation": post.organisation} if full else {}
        text = post.body.replace("(/photos/", "(../../photos/")
        yield f"content/posts/{post.day.year}/{post.slug}.md", yaml_head(_post_values(post, **more)) + text
    for one in corpus.organisations:
        head = {"title": one.title, "strapline": one.summary, "category": "Groups"}
        yield f"content/organisations/{one.slug}.md", yaml_head(head) + one.body
    for one in corpus.events:
        yield f"content/pages/events/{one.slug}.md", yaml_head({"title": one.title, "summary": one.summary}) + one.body
    yield "content/pages/events.md", yaml_head({"title": "Events"}) + "What goes on.\n"
    yield "content/pages/about.md", yaml_head({"title": ABOUT.title, "summary": ABOUT.summary}) + ABOUT.body


def hyperlocal_full(corpus: Corpus) -> Files:
    """The same with all that hyperlocal makes: see `hyperlocal`."""
    return hyperlocal(corpus, full=True)


def hugo(corpus: Corpus, *, years: bool = False) -> Files:
    """content/news/YEAR/SLUG.md. `years`: a section for each year, and above a hundred posts for each month."""
    names = {"updated": "lastmod"}
    sections: dict[str, str] = {}
    many = {year for year, posts in groupby(corpus.posts, key=lambda post: post.day.year) if len(list(posts)) > 100}
    for post in corpus.posts:
        folder = f"content/news/{post.day.year}"
        sections[folder] = f"News from {post.day.year}"
        if years and post.day.year in many:
            folder = f"{folder}/{post.day.month:02}"
            sections[folder] = f"News from {post.day:%B %Y}"
        yield f"{folder}/{post.slug}.md", yaml_head(_renamed(_post_values(post), names)) + post.body
    yield "content/news/_index.md", yaml_head({"title": "News"})
    if years:
        yield from ((f"{folder}/_index.md", yaml_head({"title": title})) for folder, title in sections.items())
    yield from _sections(corpus, "content", "_index.md", yaml_head)


def hugo_years(corpus: Corpus) -> Files:
    """The same with lists by year and month, as hyperlocal has them, in place of numbered pages."""
    return hugo(corpus, years=True)


def zola(corpus: Corpus) -> Files:
    """content/news/YEAR/SLUG.md, each folder a transparent section, so that the front page can list all."""
    for post in corpus.posts:
        head = {
            "title": post.title,
            "slug": post.slug,
            "date": post.day.isoformat(),
            "updated": post.updated.isoformat(),
            "description": post.summary,
            "authors": (post.author,),
            "[taxonomies]": "",
            "tags": post.tags,
        }
        yield f"content/news/{post.day.year}/{post.slug}.md", toml_head(head) + post.body
    hidden = '+++\ntransparent = true\nrender = false\nsort_by = "date"\n+++\n'
    for year in sorted({post.day.year for post in corpus.posts}):
        yield f"content/news/{year}/_index.md", hidden
    yield "content/news/_index.md", hidden
    yield "content/_index.md", '+++\npaginate_by = 10\nsort_by = "date"\ntemplate = "index.html"\n+++\n'
    yield from _sections(corpus, "content", "_index.md", toml_head, summary="description", about="about/_index.md")


def eleventy(corpus: Corpus) -> Files:
    """content/news/YEAR/SLUG.md; what all of a folder share lies in peers/eleventy."""
    names = {"slug": "name"}
    for post in corpus.posts:
        head = yaml_head(_renamed(_post_values(post), names))
        yield f"content/news/{post.day.year}/{post.slug}.md", head + post.body
    for section, texts in _texts(corpus):
        for one in texts:
            yield f"content/{section}/{one.slug}.md", yaml_head({"title": one.title, "summary": one.summary}) + one.body
    yield "content/about.md", yaml_head({"title": ABOUT.title, "layout": "page.njk"}) + ABOUT.body


def astro(corpus: Corpus) -> Files:
    """src/content/news/YEAR/SLUG.md, and a collection each for the two sections."""
    for post in corpus.posts:
        head = _renamed(_post_values(post), {"slug": "name"})
        yield f"src/content/news/{post.day.year}/{post.slug}.md", yaml_head(head) + post.body
    for section, texts in _texts(corpus):
        for one in texts:
            head = {"title": one.title, "summary": one.summary}
            yield f"src/content/{section}/{one.slug}.md", yaml_head(head) + one.body


def pelican(corpus: Corpus) -> Files:
    """content/news/YEAR/SLUG.md with `Name: value` heads; pages say where they stand."""
    for post in corpus.posts:
        head = {
            "Title": post.title,
            "Slug": post.slug,
            "Date": post.day.isoformat(),
            "Modified": post.updated.isoformat(),
            "Authors": post.author,
            "Summary": post.summary,
            "Tags": ", ".join(post.tags),
        }
        yield f"content/news/{post.day.year}/{post.slug}.md", _plain_head(head) + post.body
    for section, texts in (*_texts(corpus), ("", (ABOUT,))):
        for one in texts:
            place = f"{section}/{one.slug}/".lstrip("/")
            head = {
                "Title": one.title,
                "Slug": one.slug,
                "Summary": one.summary,
                "Section": section,
                "URL": place,
                "Save_as": f"{place}index.html",
            }
            yield f"content/pages/{place.rstrip('/')}.md", _plain_head(head) + one.body


def _plain_head(values: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value) + "\n"


def nikola(corpus: Corpus) -> Files:
    """news/YEAR/SLUG.md, and folders of pages, with heads in Nikola's own form."""
    names = {"summary": "description"}
    for post in corpus.posts:
        head = _renamed(_post_values(post, tags=", ".join(post.tags)), names)
        yield f"news/{post.day.year}/{post.slug}.md", _dotted_head(head) + post.body
    for section, texts in (*_texts(corpus), ("about", (replace(ABOUT, slug="index"),))):
        for one in texts:
            head = {"title": one.title, "slug": one.slug, "description": one.summary, "date": "2016-01-01"}
            yield f"{section}/{one.slug}.md", _dotted_head(head) + one.body


def _dotted_head(values: Values) -> str:
    return "\n".join(("<!--", *(f".. {key}: {value}" for key, value in values.items()), "-->", "", ""))


def jekyll(corpus: Corpus) -> Files:
    """_posts/YEAR/DAY-SLUG.md, and a collection each for the two sections."""
    for post in corpus.posts:
        yield f"_posts/{post.day.year}/{post.day.isoformat()}-{post.slug}.md", yaml_head(_post_values(post)) + post.body
    for section, texts in _texts(corpus):
        for one in texts:
            yield f"_{section}/{one.slug}.md", yaml_head({"title": one.title, "summary": one.summary}) + one.body
    yield "about.md", yaml_head({"title": ABOUT.title, "layout": "page"}) + ABOUT.body


def mkdocs(corpus: Corpus) -> Files:
    """docs/news/posts/YEAR/SLUG.md for the blog plugin, whose categories stand for tags."""
    for post in corpus.posts:
        head = {
            "title": post.title,
            "slug": post.slug,
            "date": post.day.isoformat(),
            "author": post.author,
            "description": post.summary,
            "categories": post.tags,
        }
        text = f"# {post.title}\n\n{post.body}"
        yield f"docs/news/posts/{post.day.year}/{post.slug}.md", yaml_head(head) + text
    for section, texts in (*_texts(corpus), ("", (ABOUT,))):
        for one in texts:
            head = {"title": one.title, "description": one.summary}
            yield f"docs/{section}/{one.slug}.md".replace("//", "/"), yaml_head(head) + one.body
    yield "docs/index.md", yaml_head({"title": "Front page"}) + "Our town. [All news](news/index.md)\n"
    yield "docs/news/index.md", "# News\n"
    for section, texts in _texts(corpus):
        rows = "\n".join(f"- [{one.title}]({one.slug}.md)" for one in texts)
        yield f"docs/{section}/index.md", f"# {LISTS[section]}\n\n{rows}\n"


def _texts(corpus: Corpus) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    return (("organisations", corpus.organisations), ("events", corpus.events))


def _sections(
    corpus: Corpus,
    root: str,
    index: str,
    head: Callable[[Values], str],
    *,
    summary: str = "summary",
    about: str = "about.md",
) -> Files:
    """The two sections and the page about us, for those who take a folder with an index for a section."""
    for section, texts in _texts(corpus):
        yield f"{root}/{section}/{index}", head({"title": LISTS[section]})
        for one in texts:
            yield f"{root}/{section}/{one.slug}.md", head({"title": one.title, summary: one.summary}) + one.body
    yield f"{root}/{about}", head({"title": ABOUT.title, summary: ABOUT.summary}) + ABOUT.body


LAYOUTS: dict[str, Layout] = {
    "hyperlocal": hyperlocal,
    "hyperlocal-full": hyperlocal_full,
    "hugo": hugo,
    "hugo-years": hugo_years,
    "zola": zola,
    "eleventy": eleventy,
    "pelican": pelican,
    "nikola": nikola,
    "jekyll": jekyll,
    "mkdocs": mkdocs,
    "astro": astro,
}


def file_of(layout: Layout, post: Post, corpus: Corpus) -> tuple[str, str]:
    """Where this layout keeps a post, of the corpus or added to it, and its text."""
    posts = corpus.posts if post in corpus.posts else (*corpus.posts, post)
    written = layout(replace(corpus, posts=posts))
    return next((path, text) for path, text in written if path.endswith(f"{post.slug}.md"))
