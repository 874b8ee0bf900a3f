"""Promises 37 to 41 of the project's list, each shown on whole sites: the directory as open data, and JSON-LD.

What each record says is tested in tests/output/test_referraldata.py; how hosts answer, in test_openreferral.py.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hyperlocal.builder import build
from hyperlocal.cli import run
from tests import oruk, schema_org
from tests.conftest import SITE_YML, MakeSite
from tests.hosts import Kind, followed, hosted
from tests.profiles import profiles

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script> & <!-- Co"


def exported(folder: Path) -> dict[str, bytes]:
    """What stands below the stub, by its path there."""
    stub = folder / "_site" / "open-referral"
    return {file.relative_to(stub).as_posix(): file.read_bytes() for file in stub.rglob("*") if file.is_file()}


def built(folder: Path) -> Path:
    build(folder, folder / "_site", NOW)
    return folder / "_site"


def records(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from records(inner)


def ids(files: Mapping[str, bytes]) -> set[str]:
    return {one["id"] for data in files.values() for one in records(json.loads(data)) if "id" in one}


def schema_faults(files: Mapping[str, bytes]) -> list[str]:
    return [fault for path, data in files.items() for fault in oruk.faults(oruk.endpoint_of(path), json.loads(data))]


def test_the_schemas_can_find_fault() -> None:
    """What the official validator calls good is good here, and what it calls bad is bad."""
    for kind in ("Default", "Test"):
        assert [fault for endpoint, value in oruk.mocks(kind) for fault in oruk.faults(endpoint, value)] == [], kind
    told = "\n".join(fault for endpoint, value in oruk.mocks("Fail") for fault in oruk.faults(endpoint, value))
    assert "'profile' is a required property" in told and "is not a 'uri'" in told and "is not a 'email'" in told


def test_requirement_37_two_hundred_varied_profiles_have_no_fault_by_the_schemas(site: MakeSite) -> None:
    folder = site(profiles(200))
    built(folder)
    files = exported(folder)
    assert len({oruk.endpoint_of(path) for path in files}) == 11
    assert sum(path.startswith("services/") for path in files) > 2 * 300, "in two layouts"
    assert schema_faults(files) == []
    for path, data in files.items():
        for record in records(json.loads(data)):
            assert not [key for key, value in record.items() if value in (None, "", [], {}) and key != "contents"], path


def test_requirement_37_the_directory_kit_has_no_fault_by_the_schemas(tmp_path: Path) -> None:
    folder = tmp_path / "kit"
    assert run(["new", str(folder), "--yes", "--kit", "directory"]) == 0
    built(folder)
    files = exported(folder)
    assert len(json.loads(files["services.json"])["contents"]) == 6 and schema_faults(files) == []


def test_requirement_37_ids_outlive_a_rebuild_a_domain_and_a_neighbour(site: MakeSite) -> None:
    few = profiles(12)
    folder = site(few)
    built(folder)
    first = exported(folder)
    built(folder)
    assert exported(folder) == first, "the same bytes"
    for domain in ("base_url: https://another.example/deep/\n", ""):
        folder = site({**few, "site.yml": re.sub("base_url.*\n", domain, SITE_YML)})
        built(folder)
        assert ids(exported(folder)) == ids(first) and set(exported(folder)) == set(first)
    more = profiles(12)
    more["content/organisations/aardvark.md"] = "---\nname: Aardvark\ncategory: Food\n---\n"
    path, words = next((path, str(text)) for path, text in more.items() if "services:\n" in str(text))
    more[path] = words.replace("services:\n", "services:\n- name: Aardvarks first\n")
    folder = site(more)
    built(folder)
    assert set(first) < set(exported(folder)) and ids(first) < ids(exported(folder))


def test_requirement_38_ids_are_made_from_names_and_services_have_an_owner(site: MakeSite) -> None:
    folder = site(profiles(60))
    built(folder)
    files = exported(folder)
    found = ids(files)
    assert len(found) > 500 and {uuid.UUID(one).version for one in found} == {5}
    owners = {one["id"] for one in json.loads(files["organizations.json"])["contents"]}
    services = json.loads(files["services.json"])["contents"]
    assert {one["organization_id"] for one in services} == owners
    assert all(one["organization_id"] == one["organization"]["id"] for one in services)
    assert len({one["id"] for one in services}) == len(services), "two services of one name are two"


def test_requirement_38_an_address_is_whole_or_not_there(site: MakeSite) -> None:
    folder = site(profiles(200))
    built(folder)
    needed = {"address_1", "city", "state_province", "postal_code", "country", "address_type"}
    places = [
        one
        for path, data in exported(folder).items()
        if path.startswith("service_at_locations/")
        for one in records(json.loads(data))
        if "location_type" in one
    ]
    without = [one for one in places if "addresses" not in one]
    whole = [address for one in places for address in one.get("addresses", ())]
    assert len(without) > 50 and len(whole) > 50
    assert all(needed <= set(address) and all(address.values()) for address in whole)


@pytest.mark.parametrize("kind", [Kind.NETLIFY, Kind.CLOUDFLARE])
@pytest.mark.parametrize("layout", ["yes", "files"])
def test_requirement_39_hosts_with_rewrites_answer_the_endpoints(site: MakeSite, kind: Kind, layout: str) -> None:
    folder = site({"site.yml": f"{SITE_YML}open_referral: {layout}\n", **profiles(8)})
    with hosted(built(folder), kind) as get:
        assert get("/open-referral/").json()["version"] == "HSDS-UK-3.0"
        services = get("/open-referral/services").json()
        assert services["total_pages"] == 1 and len(services["contents"]) == services["total_items"] > 8
        assert get("/open-referral/services?page=1").json() == services
        one = services["contents"][0]
        assert get(f"/open-referral/services/{one['id']}").json()["name"] == one["name"]
        lists = ("taxonomies", "taxonomy_terms", "service_at_locations", "organizations")
        items = [f"/{name}/{get(f'/open-referral/{name}').json()['contents'][0]['id']}" for name in lists]
        paths = [
            "/",
            "/services",
            "/services?page=1",
            f"/services/{one['id']}",
            *(f"/{name}" for name in lists),
            *items,
        ]
        for path in paths:
            answer = get(f"/open-referral{path}")
            assert answer.status == 200 and answer.type == "application/json; charset=utf-8", (path, answer.headers)
            assert answer.headers["access-control-allow-origin"] == "*"
            assert oruk.faults(oruk.endpoint_of(path.partition("?")[0]), answer.json()) == []
        assert get("/open-referral").json() == get("/open-referral/").json()
        assert get("/open-referral/services/0").status == 404
        assert get("/").type.startswith("text/html") and "access-control-allow-origin" not in get("/").headers


def test_requirement_39_plain_hosts_answer_them_from_folders(site: MakeSite) -> None:
    folder = site(profiles(8))
    with hosted(built(folder), Kind.PLAIN) as get:
        one = get("/open-referral/services.json").json()["contents"][0]["id"]
        for path in ("", "/services", "/services?page=1", "/organizations", f"/services/{one}"):
            answer, way = followed(get, f"/open-referral{path}")
            assert answer.status == 200 and len(way) == 2 and way[1].endswith("/")
            assert answer.type.startswith("text/html"), "that is all such a host knows"
            assert oruk.faults(oruk.endpoint_of(path.partition("?")[0]), answer.json()) == []
        assert get(f"/open-referral/services/{one}.json").type == "application/json"


def test_requirement_40_json_that_may_be_served_as_html_holds_no_html(site: MakeSite) -> None:
    files = profiles(40)
    files["content/organisations/hostile.md"] = f"---\nname: '{HOSTILE}'\ncategory: '<img src=x>'\n---\n"
    folder = site(files)
    built(folder)
    found = exported(folder)
    names = {one.get("name") for one in records(json.loads(found["services/index.html"]))}
    assert HOSTILE in names, "it means the same"
    assert sum(path.endswith("index.html") for path in found) > 100
    for path, data in found.items():
        assert not re.search(rb"[<>&]", data) and not data.startswith(b"\xef\xbb\xbf"), path


LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize("address", ["base_url: https://hartleygreen.example/deep/\n", ""])
def test_requirement_41_json_ld_is_schema_org_and_cannot_break_out(site: MakeSite, address: str) -> None:
    files = profiles(60)
    files["content/organisations/hostile.md"] = (
        f"---\nname: '{HOSTILE}'\nkind: community centre\nservices: '{HOSTILE}'\naccess: '{HOSTILE}'\n---\n"
    )
    files["content/posts/2026-05-01-a.md"] = f"---\ntitle: '{HOSTILE}'\norganisation: hostile\n---\nWords."
    folder = site({"site.yml": re.sub("base_url.*\n", address, SITE_YML), **files})
    out = built(folder)
    types = set()
    pages = [file for file in sorted(out.rglob("*.html")) if "open-referral" not in file.parts]
    for file in pages:
        html = file.read_text(encoding="utf-8")
        assert "<script>alert" not in html
        found = LD.findall(html)
        assert html.count("application/ld+json") == len(found) <= 1
        for text in found:
            assert not re.search("[<>&]", text), file
            graph = json.loads(text)
            assert schema_org.faults(graph) == [], file
            types |= {node["@type"] for node in schema_org.nodes(graph)}
    assert "CommunityCenter" not in types
    assert {"NGO", "Place", "Service", "PropertyValue", "ContactPoint", "EventVenue", "BlogPosting"} <= types
    own = (out / "organisations/hostile/index.html").read_text(encoding="utf-8")
    assert HOSTILE in {node.get("name") for node in schema_org.nodes(json.loads(LD.findall(own)[0]))}
