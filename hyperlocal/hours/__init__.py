"""Opening hours, typed in English: read once, told in every form that people and programs want."""

from __future__ import annotations

from hyperlocal.hours.bankholidays import NATIONS, BankHolidays, bank_holidays
from hyperlocal.hours.machine import machine
from hyperlocal.hours.model import Dates, Hours, Rule, Span, Unread
from hyperlocal.hours.now import Now, open_at, say_now
from hyperlocal.hours.oruk import schedules
from hyperlocal.hours.osm import osm
from hyperlocal.hours.reading import read_hours
from hyperlocal.hours.saying import say_times
from hyperlocal.hours.schema_org import opening_hours_specification, special_opening_hours_specification
from hyperlocal.hours.week import Row, table

__all__ = [
    "NATIONS",
    "BankHolidays",
    "Dates",
    "Hours",
    "Now",
    "Row",
    "Rule",
    "Span",
    "Unread",
    "bank_holidays",
    "machine",
    "open_at",
    "opening_hours_specification",
    "osm",
    "read_hours",
    "say_now",
    "say_times",
    "schedules",
    "special_opening_hours_specification",
    "table",
]
