"""Every page x everybody x every state of a record, against a table written by hand; and the table seen to fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

import lakay.config.urls  # noqa: F401  (every page is declared when the addresses are read)
from lakay.web.shell import errors
from lakay.web.shell.pages import PAGES, SELF
from tests.access import mutants
from tests.web.matrix import ADMINISTRATORS, BORDER, MATRIX, OVERSEERS, Row, deviations, views
from tests.web.world import PEOPLE, VISITORS, World

pytestmark = pytest.mark.django_db

RECORD_ROWS = [row for row in MATRIX if row.status and not row.own]
GUARDED = sorted(
    name for name, page in PAGES.items() if page.permission not in {"", SELF}
)  # everyone has an account of their own

# Pages that ask for the permission once more by themselves, because what they open depends on the post or the agency too.
ASKED_TWICE = {
    "lakay.web.coordination.alerts.acknowledge",
    "lakay.web.coordination.briefing.briefing",
    "lakay.web.coordination.incidents.incident",
    "lakay.web.coordination.incidents.note",
    *(f"lakay.web.coordination.moves.{name}" for name in ("answer", "assess", "close", "hand_over", "involve")),
    *(f"lakay.web.coordination.patrols.{name}" for name in ("end", "find", "patrol")),
    *(f"lakay.web.coordination.tasks.{name}" for name in ("answer", "finish", "task", "withdraw")),
    "lakay.web.arrivals.feeds.approve",
    "lakay.web.arrivals.feeds.end",
    "lakay.web.arrivals.views.raw",
    *(f"lakay.web.forms.library.{name}" for name in ("close", "form", "give_back", "propose", "publish", "retire", "version")),
    "lakay.web.forms.library.workbook",
    *(f"lakay.web.forms.phones.{name}" for name in ("approve", "end")),
    *(f"lakay.web.forms.filled.{name}" for name in ("again", "file", "one")),
    *(f"lakay.web.forms.fill.{name}" for name in ("described", "media", "xml")),
    "lakay.web.forms.filling.sheet",
    "lakay.web.nodes.conflicts.conflict",
    "lakay.web.administration.posts.close",
    "lakay.web.administration.posts.reopen",
    "lakay.web.administration.sessions.end",
    "lakay.web.booth.photo.photo",
    "lakay.web.booth.register.movement",
    "lakay.web.booth.register.register",
    "lakay.web.booth.views.counting.uncount",
    "lakay.web.booth.views.deciding.undo",
    *(f"lakay.web.passes.records.{name}" for name in ("card", "one", "revoke", "ticket")),
    *(f"lakay.web.referral.answering.{name}" for name in ("answer", "feedback", "phone")),
    *(f"lakay.web.referral.preparing.{name}" for name in ("new", "take_back")),
    *(f"lakay.web.referral.sending.{name}" for name in ("follow", "packet", "receipt", "send", "withdraw")),
    *("lakay.web.referral.lists.of_file", "lakay.web.referral.lists.told", "lakay.web.referral.voices.answer"),
    *("lakay.web.referral.messages.again", "lakay.web.referral.messages.drop", "lakay.web.referral.deliveries.one"),
    *("lakay.web.statistics.saved.opened", "lakay.web.statistics.saved.remove"),
    *("lakay.web.statistics.alarms.end", "lakay.web.statistics.alarms.note"),
    *("lakay.web.services.keeping.count", "lakay.web.services.views.one"),
    *(f"lakay.web.protection.views.{name}" for name in ("call", "close", "photo", "sweep", "take")),
    "lakay.web.protection.files.from_call",
    *(f"lakay.web.protection.one_file.{name}" for name in ("close", "one", "receive", "signal")),
    *(f"lakay.web.protection.asking.{name}" for name in ("ask", "consent", "take_back")),
    *(f"lakay.web.whereabouts.persons.{name}" for name in ("card", "card_end", "lift", "lock", "person")),
    *(f"lakay.web.whereabouts.circles.{name}" for name in ("add", "again", "circle", "end", "look", "place", "seen")),
    *("lakay.web.whereabouts.cards.found", "lakay.web.whereabouts.reviews.review"),
    *(f"lakay.web.imports.views.{name}" for name in ("abandon", "describe", "faults", "faults_file", "run", "start", "stop")),
    "lakay.web.inspections.views.receipt",
    *(f"lakay.web.publication.releases.{name}" for name in ("give_back", "one", "publish")),
    "lakay.web.reported.views.one",
    "lakay.web.second_line.notice.refusal_notice",
    "lakay.web.watchlist.decide.proposal",
    "lakay.web.watchlist.detail.alert",
    "lakay.web.watchlist.files.batch",
    "lakay.web.watchlist.silences.move",
    "lakay.web.watchlist.registers.register",
}


def without_words(request: HttpRequest, template: str, values: dict[str, Any], status: int) -> HttpResponse:
    """A page of an error of which only the status is looked at. Four answers in five are one; what they say is told of elsewhere."""
    return HttpResponse(status=status)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors without their pages."""
    monkeypatch.setattr(errors, "render", without_words)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("row", MATRIX, ids=[row.label for row in MATRIX])
def test_everybody_gets_where_they_may_and_nowhere_else(world: World, row: Row) -> None:
    assert list(deviations(world, [row], VISITORS if connection.vendor == "sqlite" else of_each_kind(row))) == []


def of_each_kind(row: Row) -> list[str]:
    """One visitor for each thing that can happen at a page: enough to see on a second store that it answers there as well."""
    return list({row.expected(visitor): visitor for visitor in VISITORS}.values())


def test_every_page_is_in_the_table() -> None:
    in_program = {(name, method) for name, view in views() for method in view.page.methods if method != "HEAD"}
    in_table = {(row.name, row.method) for row in MATRIX}
    assert in_program == in_table


def test_every_page_wears_the_decorator() -> None:
    bare = [name for name, view in views() if not hasattr(view, "page")]
    assert bare == []
    assert {view.page.name for _, view in views()} == set(PAGES)


@pytest.mark.parametrize(
    "name", ["booth:movement", "oversight:event", "administration:staff_person", "entry:account_end_session"]
)
def test_a_record_that_does_not_exist_looks_like_one_that_is_not_yours(world: World, name: str) -> None:
    argument = {"booth:movement": "crossing", "oversight:event": "event", "administration:staff_person": "person"}.get(
        name, "session"
    )
    for visitor in PEOPLE:
        client = world.clients[visitor]
        call = client.post if name == "entry:account_end_session" else client.get
        assert call(reverse(name, kwargs={argument: uuid4()})).status_code == 404


def test_other_methods_are_refused_with_a_page(world: World) -> None:
    for name, who in (("booth:home", BORDER), ("oversight:reads", OVERSEERS), ("administration:node", ADMINISTRATORS)):
        for visitor in sorted(who):
            response = world.clients[visitor].delete(reverse(name))
            assert response.status_code == 405
            assert response["Allow"] == "GET"


def rows_of(page: str) -> list[Row]:
    """The rows of the table that go to one view."""
    names = {name for name, view in views() if view.page.name == page}
    return [row for row in MATRIX if row.name in names]


def first_deviation(world: World, wanted: Iterable[Row]) -> str:
    """The first place where the program does otherwise than the table says; empty if there is none."""
    return next(deviations(world, wanted), "")


@pytest.mark.slow
@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("name", GUARDED)
def test_the_table_notices_a_page_without_its_permission(world: World, name: str, monkeypatch: Any) -> None:
    monkeypatch.setitem(PAGES, name, replace(PAGES[name], permission=""))
    found = first_deviation(world, rows_of(name))
    assert bool(found) != (name in ASKED_TWICE), f"{name} without its permission: {found or 'went unnoticed'}"


# What the pages open by the rules of records. Their permissions are asked twice, by the page and by the rule; that the second
# asking works, and all rules of records that no page shows yet, is the matter of tests/access/test_visibility.py.
SHOWN_ON_PAGES = {
    "credentials.pass": "passes",
    "border.crossing": "booth",
    "access.staff": "administration",
    "watchlist.alert": "watchlist",
}
"""The kind of record, and the desk where it is noticed first."""
CONDITIONS = [mutant for mutant in mutants.mutants("condition") if mutant.rule.kind in SHOWN_ON_PAGES]


@pytest.mark.slow
@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("mutant", CONDITIONS, ids=[mutant.label for mutant in CONDITIONS])
def test_the_table_notices_a_rule_without_its_condition(world: World, mutant: mutants.Mutant) -> None:
    desk = SHOWN_ON_PAGES[mutant.rule.kind]
    with mutants.applied(mutant):
        found = first_deviation(world, sorted(RECORD_ROWS, key=lambda row: not row.name.startswith(desk)))
    assert found, f"{mutant.label} went unnoticed"
