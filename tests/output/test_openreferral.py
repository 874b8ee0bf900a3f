"""The export: its files, how hosts serve them, and that nothing is written into JSON before it is needed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import Prepared, build, prepare
from hyperlocal.output import DataFile, TextFile
from hyperlocal.output.openreferral import LISTS, STUB
from tests.conftest import SITE_YML, MakeSite
from tests.hosts import Kind, hosted
from tests.test_unchanged import age, trust

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILES: dict[str, str | bytes] = {
    "content/organisations/a.md": "---\nname: A\ncategory: Food\ntown: Quillbury\nservices: [Lunch, Choir]\n---\n",
    "content/organisations/b.md": "---\nname: B\ncategory: food\n---\n",
}


def data(prepared: Prepared) -> dict[str, DataFile]:
    found = (one for one in prepared.plan.outputs if isinstance(one, DataFile))
    return {one.path: one for one in found if one.path.startswith("open-referral/")}


def small(prepared: Prepared) -> dict[str, str]:
    return {one.path: one.text for one in prepared.plan.outputs if isinstance(one, TextFile)}


def test_every_endpoint_is_there_in_two_layouts_with_the_same_words(site: MakeSite) -> None:
    found = data(prepare(site(FILES), NOW))
    plain = {path for path in found if path.endswith(".json")}
    assert {f"{STUB}/index.json", *(f"{STUB}/{name}.json" for name in LISTS)} <= plain
    assert len(plain) == 1 + len(LISTS) + 3 + 1 + 1 + 2 + 2, "services, taxonomy, term, places of two services, owners"
    for path in plain:
        folder = path.removesuffix(".json").removesuffix("/index")
        assert found[f"{folder}/index.html"].text == found[path].text
    assert len(found) == 2 * len(plain)


def test_a_list_is_one_page(site: MakeSite) -> None:
    found = json.loads(data(prepare(site(FILES), NOW))[f"{STUB}/services.json"].text)
    assert {key: value for key, value in found.items() if key != "contents"} == {
        "total_items": 3, "total_pages": 1, "page_number": 1, "size": 3, "first_page": True, "last_page": True,
        "empty": False,
    }  # fmt: skip
    assert [one["name"] for one in found["contents"]] == ["Lunch", "Choir", "B"]


def test_the_owner_chooses_a_layout_or_none(site: MakeSite) -> None:
    def with_setting(value: str) -> Prepared:
        return prepare(site({**FILES, "site.yml": f"{SITE_YML}open_referral: {value}\n"}), NOW)

    files, folders, none = with_setting("files"), with_setting("folders"), with_setting("no")
    assert {Path(path).suffix for path in data(files)} == {".json"}
    assert {Path(path).name for path in data(folders)} == {"index.html"}
    assert "_redirects" in small(files) and "_redirects" not in small(folders) and "_headers" in small(folders)
    assert not data(none) and not {"_headers", "_redirects"} & set(small(none))


def test_a_site_without_an_organisation_has_none(site: MakeSite) -> None:
    found = prepare(site({"content/pages/about.md": "About."}), NOW)
    assert not data(found) and not {"_headers", "_redirects"} & set(small(found))


def test_without_a_web_address_the_export_is_there_and_claims_none(site: MakeSite) -> None:
    found = data(prepare(site({**FILES, "site.yml": "title: T\nid: t\n"}), NOW))
    assert json.loads(found[f"{STUB}/index.json"].text)["openapi_url"].startswith("https://openreferraluk.org/")
    for path, one in found.items():
        assert path.count("/") < 2 or "hartleygreen" not in one.text
        assert '"uri"' not in one.text and '"url"' not in one.text


def test_old_addresses_keep_their_rules_before_ours(site: MakeSite) -> None:
    old = {"content/pages/about.md": "---\naliases: /old/\n---\nA."}
    lines = small(prepare(site({**FILES, **old}), NOW))["_redirects"].splitlines()
    assert lines[0] == "/old/ /about/ 301" and all(line.endswith(" 200") for line in lines[1:])
    placeholders = [":" in line for line in lines]
    assert placeholders == sorted(placeholders), "Cloudflare wants those without a placeholder first"
    assert len(lines) < 100


def test_a_file_wins_over_a_rule_at_netlify_and_says_the_same(site: MakeSite) -> None:
    """With both layouts a folder's index stands where a rule leads away from: the answer is the same either way."""
    folder = site(FILES)
    build(folder, folder / "_site", NOW)
    rules = folder / "_site/_redirects"
    forced = rules.read_text(encoding="utf-8").replace(" 200\n", " 200!\n")
    with hosted(folder / "_site", Kind.NETLIFY) as get:
        shadowed = get("/open-referral/services")
    rules.write_text(forced, encoding="utf-8")
    with hosted(folder / "_site", Kind.NETLIFY) as get:
        led = get("/open-referral/services")
    assert (shadowed.body, shadowed.headers["content-type"]) == (led.body, led.headers["content-type"])
    (folder / "_site/open-referral/services.json").write_text("{}", encoding="utf-8")
    with hosted(folder / "_site", Kind.NETLIFY) as get:
        assert get("/open-referral/services").body == b"{}", "forced, the rule is what counts"
    rules.write_text(forced.replace("200!", "200"), encoding="utf-8")
    with hosted(folder / "_site", Kind.NETLIFY) as get:
        assert get("/open-referral/services").body == shadowed.body, "not forced, the file is"
    with hosted(folder / "_site", Kind.CLOUDFLARE) as get:
        assert get("/open-referral/services").body == b"{}", "there the rule is, always"


def test_an_items_own_file_can_be_had_but_at_cloudflare(site: MakeSite) -> None:
    """There the rule for `/services/:id` takes `/services/<id>.json` too, as docs/open-data.md says."""
    folder = site(FILES)
    build(folder, folder / "_site", NOW)
    statuses = {}
    for kind in Kind:
        with hosted(folder / "_site", kind) as get:
            services = get("/open-referral/services.json")
            assert services.type.startswith("application/json")
            own_id = services.json()["contents"][0]["id"]
            statuses[kind] = get(f"/open-referral/services/{own_id}.json").status
    assert statuses == {Kind.NETLIFY: 200, Kind.CLOUDFLARE: 404, Kind.PLAIN: 200}


@pytest.mark.parametrize("layout", ["files", "yes"])
def test_headers_are_given_once(site: MakeSite, layout: str) -> None:
    """Where two rules match, hosts put both values into one header, and `*, *` is not what a browser wants."""
    folder = site({**FILES, "site.yml": f"{SITE_YML}open_referral: {layout}\n"})
    build(folder, folder / "_site", NOW)
    for kind in (Kind.NETLIFY, Kind.CLOUDFLARE):
        with hosted(folder / "_site", kind) as get:
            for path in ("/", "/services", "/services/", "/organizations/"):
                assert get(f"/open-referral{path}").headers["access-control-allow-origin"] == "*"


def test_a_build_with_nothing_changed_writes_no_json(site: MakeSite) -> None:
    folder = site(FILES)
    age(folder)
    outputs = prepare(folder, NOW).plan.outputs
    assert build(folder, folder / "_site", NOW).written.drawn == len(outputs)
    trust(folder)
    assert build(folder, folder / "_site", NOW).written.drawn == 0


def test_one_change_draws_the_lists_and_its_own_records_alone(site: MakeSite) -> None:
    folder = site(FILES)
    age(folder)
    build(folder, folder / "_site", NOW)
    trust(folder)
    path = folder / "content/organisations/b.md"
    path.write_text("---\nname: B\ncategory: food\ncost: Free\n---\n", encoding="utf-8")
    done = build(folder, folder / "_site", NOW).written
    ours = {path.removeprefix(f"{STUB}/") for path in done.written if path.startswith(STUB)}
    (own,) = (
        one
        for one in json.loads((folder / "_site/open-referral/services.json").read_text(encoding="utf-8"))["contents"]
        if one["name"] == "B"
    )
    lists = {f"{name}{ending}" for name in ("services",) for ending in (".json", "/index.html")}
    assert ours == lists | {f"services/{own['id']}{ending}" for ending in (".json", "/index.html")}
    assert done.drawn < 20, "its own records and the lists, and not the records of others"


def test_a_page_of_that_name_keeps_its_place_and_is_told(site: MakeSite) -> None:
    found = prepare(site({**FILES, "content/pages/open-referral.md": "Mine."}), NOW)
    (told,) = found.plan.problems
    assert told.rule == "same-address" and told.path == "content/pages/open-referral.md"
    assert f"{STUB}/index.html" not in data(found) and f"{STUB}/index.json" in data(found)
