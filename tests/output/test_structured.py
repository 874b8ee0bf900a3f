"""JSON-LD: only what schema.org has, only where it may stand, and never a way out of its element."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.builder import prepare
from hyperlocal.output import PageFile
from hyperlocal.output.structured import inert
from tests import schema_org
from tests.conftest import MakeSite
from tests.schema_org import nodes

ORGANISATION = """---
name: The Crossing
kind: {kind}
also_known_as: [Crossing House]
email: hello@example.org
phones: 0121 496 0120 (office)
website: https://example.org/
address: 3 Market Square
town: Quillbury
postcode: B89 4AB
uprn: 100070000000
latitude: 52.4814
longitude: -1.8998
founded: 1998
parent: The Trust
---
Help.
"""


def graphs(site: MakeSite, files: dict[str, str | bytes]) -> dict[str, Any]:
    found = prepare(site(files), datetime(2026, 11, 22, tzinfo=UTC)).plan.outputs
    pages = [one for one in found if isinstance(one, PageFile) and hasattr(one.view, "head")]
    return {one.address: json.loads(str(one.view.head.json_ld)) for one in pages if one.view.head.json_ld}  # type: ignore[union-attr]


FILES: dict[str, str | bytes] = {
    "content/posts/2026-05-01-a.md": (
        "---\ntitle: A\ndate: 1 May 2026 7.30pm\norganisation: o\nupdated: 2026-05-03\n---\nA."
    ),
    "content/posts/2026-05-02-b.md": "---\ntitle: B\nauthor: Jo\ntags: x\n---\nB.",
    "content/pages/about.md": "About.",
}


@pytest.mark.parametrize(
    "kind", ["charity", "sports club", "council", "business", "school", "news", "community centre", ""]
)
def test_types_and_properties_are_those_of_schema_org(site: MakeSite, kind: str) -> None:
    found = graphs(site, {**FILES, "content/organisations/o.md": ORGANISATION.format(kind=kind)})
    assert {"/", "/news/2026/a/", "/news/2026/b/", "/about/", "/organisations/o/"} <= set(found)
    assert [(address, fault) for address, graph in found.items() for fault in schema_org.faults(graph)] == []


def test_what_is_not_of_schema_org_is_found() -> None:
    """So that the tests above can fail."""
    context = {"@context": "https://schema.org"}
    for node, told in (
        ({"@type": "CommunityCenter", "name": "X"}, "CommunityCenter is no class"),
        ({"@type": "NGO", "openingHoursSpecification": [1]}, "openingHoursSpecification is not on NGO"),
        ({"@type": "Organization", "charity": "1"}, "charity is not on Organization"),
        ({"@type": "Place", "url": "/x/"}, "url: /x/ is no whole address"),
        ({"@type": "Place", "name": ""}, "name is empty"),
        ({"@type": "NGO", "location": {"@id": "https://a.example/#x"}}, "https://a.example/#x is not there"),
    ):
        assert told in schema_org.faults({**context, "@graph": [node]})


def test_a_post_says_when_by_whom_and_where(site: MakeSite) -> None:
    found = graphs(site, {**FILES, "content/organisations/o.md": ORGANISATION.format(kind="charity")})
    post = found["/news/2026/a/"]["@graph"][0]
    assert post["datePublished"] == "2026-05-01T19:30:00+01:00" and post["dateModified"] == "2026-05-03"
    assert post["author"] == {"@type": "NGO", "name": "The Crossing",
                              "url": "https://hartleygreen.example/organisations/o/"}  # fmt: skip
    assert found["/news/2026/b/"]["@graph"][0]["author"] == {"@type": "Person", "name": "Jo"}
    crumbs = found["/news/2026/a/"]["@graph"][1]["itemListElement"]
    assert [step["item"] for step in crumbs][-1] == "https://hartleygreen.example/news/2026/a/"


def test_without_a_web_address_nothing_claims_one(site: MakeSite) -> None:
    found = graphs(
        site, {**FILES, "site.yml": "title: T\nid: t\n", "content/organisations/o.md": "---\nname: O\n---\nO"}
    )
    for graph in found.values():
        for node in nodes(graph):
            assert node["@type"] != "BreadcrumbList" and not {"@id", "url", "item"} & set(node)


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_inert_json_means_the_same_and_holds_nothing_that_html_would_take(value: object) -> None:
    text = inert(value)
    assert json.loads(text) == value and not re.search("[<>&\u2028\u2029]", text)
