"""Opening hours, typed in English: read once, told in every form that people and programs want."""

from __future__ import annotations

from hyperlocal.hours.model import Dates, Hours, Rule, Span, Unread
from hyperlocal.hours.osm import osm
from hyperlocal.hours.reading import read_hours

__all__ = ["Dates", "Hours", "Rule", "Span", "Unread", "osm", "read_hours"]
