"""A small form of its own, people who write and publish forms, and what a phone would send."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from uuid import UUID

import pytest

from lakay.access.policy import ROLES
from lakay.forms.actions import draft_version, propose_version, publish_version
from lakay.forms.making import Made, put_together
from lakay.forms.models import Version
from lakay.forms.xlsform import Book, check_book, read_book
from lakay.forms.xlsform.converting import convert_here, plain
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

SMALL = """
| survey |
| | type | name | label::Kreyòl (ht) | label::English (en) | required | relevant |
| | select_one yn | safe | An sekirite? | Safe? | yes | |
| | integer | age | Laj | Age | | |
| | select_multiple yn | many | Plizyè | Several | | |
| | begin repeat | children | Timoun | Children | | |
| | text | name | Non | Name | yes | |
| | date | born | Dat | Date | | |
| | end repeat | children | | | | |
| | begin group | more | Plis | More | | ${safe} = 'no' |
| | decimal | weight | Pwa | Weight | yes | |
| | image | photo | Foto | Photo | | |
| | end group | more | | | | |
| choices |
| | list_name | name | label::Kreyòl (ht) | label::English (en) |
| | yn | yes | Wi | Yes |
| | yn | no | Non | No |
| settings |
| | form_title | form_id | version | default_language |
| | Ti fòm | small | 1 | Kreyòl (ht) |
"""

MAPPING = """
target = "tests.answers"
fixed = { instrument = "small" }
[fields]
age = "age"
safe = "safe"
[words.safe]
yes = "Y"
[each.children]
from = "children"
fields = { name = "name" }
"""


def staff(number: int, role: str, agency: str = "BPM") -> Actor:
    """Somebody at work."""
    permissions = frozenset(str(permission) for permission in ROLES[role].permissions)
    return Actor(UUID(int=number), agency, "HT-OUA", frozenset({role}), permissions)


FRANTZ, SOLANGE = staff(21, "administrator"), staff(22, "administrator")
MIRLANDE, MARIE = staff(23, "protection_officer"), staff(24, "inspector")


def book(text: str = SMALL) -> Book:
    """A workbook of Markdown tables."""
    return read_book(text.encode())


@cache
def made(text: str = SMALL, mapping: str = "") -> Made:
    """A form made of it, in this process."""
    found = book(text)
    assert check_book(found) == []
    return put_together(text.encode(), found, "small.md", convert_here(plain(found), "data"), mapping)


def published(text: str = SMALL, mapping: str = "", purpose: Purpose = Purpose.PROTECTION) -> Version:
    """A form that two people brought to publication."""
    kept = draft_version(by=FRANTZ, at=NOW, made=made(text, mapping), purpose=purpose)
    version = Version.objects.get(pk=kept.id_of(Version))
    propose_version(by=FRANTZ, at=NOW, version=version)
    publish_version(by=SOLANGE, at=NOW, version=version)
    return Version.objects.select_related("form").get(pk=version.pk)


def filled(instance: str = "uuid:1", answers: str = "<safe>yes</safe><age>12</age>", version: str = "1", meta: str = "") -> bytes:
    """What a phone sends."""
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="small" version="{version}">{answers}'
        f"<orx:meta><orx:instanceID>{instance}</orx:instanceID>{meta}</orx:meta></data>"
    ).encode()


@pytest.fixture
def small(db: None) -> Version:
    """The small form, published."""
    return published()
