"""Views: frozen values, so that a page depends on nothing else."""

from __future__ import annotations

import dataclasses
import inspect
import typing

import pytest
from markupsafe import Markup

from hyperlocal.output import views

ALL = [one for _, one in inspect.getmembers(views, dataclasses.is_dataclass)]
PLAIN = {str, int, bool, type(None), Markup}


@pytest.mark.parametrize("view", ALL, ids=lambda one: one.__name__)
def test_a_view_cannot_be_changed_and_holds_plain_values_and_other_views(view: type) -> None:
    for one in dataclasses.fields(view):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(object.__new__(view), one.name, None)
    assert not hasattr(view, "__dict__") or "__slots__" in vars(view)

    def plain(kind: object) -> bool:
        inner = [one for one in typing.get_args(kind) if one is not Ellipsis]
        return kind in PLAIN or kind in ALL or (bool(inner) and all(plain(one) for one in inner))

    for name, kind in typing.get_type_hints(view, vars(views)).items():
        assert plain(kind), f"{view.__name__}.{name} is a {kind}"


def test_every_page_view_has_what_the_base_template_needs() -> None:
    for view in typing.get_args(views.View):
        names = {field.name for field in dataclasses.fields(view)}
        assert "site" in names and ("head" in names or view is views.RedirectView)
