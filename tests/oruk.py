"""The published schemas of Open Referral UK 3.0, from the folder `shared/oruk` beside this project or above it.

They are not ours to hand on, so they are not in here: HYPERLOCAL_ORUK names another folder that holds them. Where they
are absent, the tests that need them are skipped with a plain reason, also where every other program is required: nobody
can install them. What the records are made of is tested without them too, in tests/output/test_referraldata.py.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.browser import ROOT

_BASE = "https://openreferraluk.org/specifications/3.0/schema/"


def required_oruk() -> Path:
    """The folder with `schema/`, `mocks/` and `openapi.json`."""
    named = os.environ.get("HYPERLOCAL_ORUK", "")
    places = [Path(named)] if named else [above / "shared" / "oruk" for above in ROOT.parents]
    found = next((place for place in places if (place / "openapi.json").is_file()), None)
    if found is None:
        pytest.skip("The Open Referral UK 3.0 schemas are not here. Name their folder with HYPERLOCAL_ORUK.")
    return found


def faults(endpoint: str, value: Any) -> list[str]:
    """What is wrong with an answer of an endpoint (`/services/{id}`), by the schema that the OpenAPI names for it."""
    return [
        f"{endpoint} {'/'.join(map(str, fault.absolute_path))}: {fault.message}"
        for fault in _validator(required_oruk(), _schemas(required_oruk())[endpoint]).iter_errors(value)
    ]


def endpoint_of(path: str) -> str:
    """The endpoint of a file's path below the stub, in either layout."""
    plain = path.removesuffix("index.html").removesuffix(".json").strip("/")
    parts = [part for part in plain.split("/") if part and part != "index"]
    return "/" + "/".join([*parts[:1], *(["{id}"] if len(parts) > 1 else [])])


def mocks(kind: str) -> Iterator[tuple[str, Any]]:
    """The official validator's own answers: endpoint and value. `kind` is Default, Test, Warn or Fail."""
    names = {
        "api_details": "/", "service_list": "/services", "service_full": "/services/{id}",
        "organization_list": "/organizations", "organization_full": "/organizations/{id}",
        "taxonomy_list": "/taxonomies", "taxonomy": "/taxonomies/{id}", "taxonomy_term_list": "/taxonomy_terms",
        "taxonomy_term": "/taxonomy_terms/{id}", "service_at_location_list": "/service_at_locations",
        "service_at_location_full": "/service_at_locations/{id}",
    }  # fmt: skip
    for file in sorted((required_oruk() / "mocks" / f"V3.0-UK-{kind}").glob("*.json")):
        if file.stem in names:
            yield names[file.stem], json.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _schemas(folder: Path) -> dict[str, str]:
    """endpoint -> the address of its schema."""
    paths = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))["paths"]
    return {
        path: said["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        for path, said in paths.items()
    }


@lru_cache(maxsize=32)
def _validator(folder: Path, address: str) -> Draft202012Validator:
    registry: Registry[Any] = Registry()
    for file in (folder / "schema").glob("*.json"):
        schema = json.loads(file.read_text(encoding="utf-8"))
        registry = registry.with_resource(f"{_BASE}{file.name}", DRAFT202012.create_resource(schema))
    return Draft202012Validator({"$ref": address}, registry=registry, format_checker=_formats())


def _formats() -> FormatChecker:
    """Those of the library, and the two for which it would need others."""
    checker = FormatChecker(("uuid", "email", "date"))
    checker.checks("uri")(_is_uri)
    checker.checks("date-time")(_is_instant)
    return checker


def _is_uri(value: object) -> bool:
    """RFC 3986: a scheme, a host, and no character that it does not know."""
    if not isinstance(value, str):
        return True
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    known = re.fullmatch(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", value)
    return bool(known and parts.scheme and parts.hostname) and (port is None or port > 0)


def _is_instant(value: object) -> bool:
    """RFC 3339."""
    if not isinstance(value, str):
        return True
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", value):
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
