"""Nobody meets on any page, in any error or in the log what they may not: every byte is searched for markers planted in the records."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lakay.journal.models import Record
from lakay.kernel.fields import SEALED
from lakay.web.help import documents
from lakay.web.shell import errors
from lakay.web.shell.logs import SafeFormatter
from tests.web.canaries import WITHOUT, mark, may_meet, plant
from tests.web.matrix import MATRIX, Row, restore
from tests.web.world import VISITORS, World, awake, undone

pytestmark = pytest.mark.django_db

Met = tuple[str, str, str]
FIRST = b"zq"
"""How every marker begins."""


@pytest.fixture
def fields(world: World) -> list[str]:
    """The fields that hold a marker."""
    return plant(world)


class Faults:
    """Pages of errors: drawn in full once for each visitor, and after that only what is put into them. Four answers in five are one."""

    def __init__(self) -> None:
        self.drawn: set[tuple[str, int]] = set()
        self.visitor = ""

    def __call__(self, request: HttpRequest, template: str, values: dict[str, Any], status: int) -> HttpResponse:
        """The page, or its words."""
        if (self.visitor, status) in self.drawn:
            return HttpResponse(repr(values), status=status)
        self.drawn.add((self.visitor, status))
        return render(request, template, values, status=status)


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """The pages of errors."""
    made = Faults()
    monkeypatch.setattr(errors, "render", made)
    return made


def everything_sent(world: World, row: Row, visitor: str) -> bytes:
    """All that a page sends to a visitor: head and body."""
    client = world.clients[visitor]
    cookies = client.cookies.output()
    call = client.get if row.method == "GET" else client.post
    with undone():
        response = call(reverse(row.name, kwargs=row.url(world)), row.body(world))
        assert response.status_code < 500, f"{row.label} fails for {visitor}"  # a page that fails hides what it would show
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    restore(client, cookies)
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return body.lower() + head.lower().encode()


def meetings(world: World, fields: list[str], faults: Faults) -> Iterator[Met]:
    """Every marker met, by whom and where."""
    marks = {field: mark(field).encode() for field in fields}
    assert all(marker.startswith(FIRST) for marker in marks.values())
    for row in MATRIX:
        awake()
        for visitor in VISITORS:
            faults.visitor = visitor
            sent = everything_sent(world, row, visitor)
            if FIRST in sent:
                yield from ((field, row.name, visitor) for field, marker in marks.items() if marker in sent)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nobody_meets_what_they_may_not(world: World, fields: list[str], faults: Faults, capfd: Any) -> None:
    met = set(meetings(world, fields, faults))
    assert {visitor for visitor, _ in faults.drawn} == set(VISITORS)
    wrong = sorted(f"{visitor} met {field} on {page}" for field, page, visitor in met if not may_meet(field, page, visitor))
    assert wrong == [], "\n".join(wrong)
    logged = "".join(capfd.readouterr()).lower()
    assert "oversight:reads" in logged  # the log was searched, not an empty text
    assert [field for field in fields if mark(field) in logged] == []
    # the walk sees something at all
    assert ("people.name.whole", "booth:movement", "jean") in met
    assert ("access.passkey.name", "entry:account", "marie") in met
    assert ("whereabouts.place.address", "whereabouts:open", "nadege") in met
    assert ("whereabouts.place.address", "whereabouts:glass_open", "mirlande") in met


def test_every_delicate_field_holds_a_marker_or_is_named_as_one_that_cannot(fields: list[str]) -> None:
    delicate = {
        f"{model.kind}.{name}"
        for model in apps.get_models()
        if issubclass(model, Record) and model.__module__.startswith("lakay.")
        for name, field_class in model.classes.items()
        if field_class in SEALED
    }
    assert delicate - set(fields) - WITHOUT == {"access.passkey.credential_id"}  # it goes to the browser: that is its use


def test_an_error_shows_nothing_of_what_it_was_about(world: World, monkeypatch: Any, caplog: pytest.LogCaptureFixture) -> None:
    def break_down(name: str) -> None:
        raise ValueError(mark("people.name.family"))

    monkeypatch.setattr(documents, "find", break_down)
    monkeypatch.setattr(logging.getLogger("django.request"), "propagate", True)
    response = world.clients["guerda"].get(reverse("help:document", kwargs={"name": "zqpath"}))
    assert response.status_code == 500
    assert mark("people.name.family") not in response.content.decode()
    lines = [SafeFormatter().format(record) for record in caplog.records]
    assert any("ValueError" in line and "break_down" in line for line in lines)
    assert not any(mark("people.name.family") in line or "zqpath" in line for line in lines)
