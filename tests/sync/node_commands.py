"""What a node of the tests can be told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import call_command

from lakay.access.actions import add_staff, declare_agency, end_staff, grant_role, load_agencies
from lakay.access.models import Agency, Staff
from lakay.access.passwords import new_temporary_password
from lakay.border import actions as border
from lakay.border.passengers.inbox import tend
from lakay.border.passengers.receiving import program, receive
from lakay.border.rules import Direction
from lakay.journal import registry
from lakay.journal.checking import findings
from lakay.journal.keys import make_node_keys
from lakay.journal.models import Event, Unapplied
from lakay.journal.rebuild import drifts
from lakay.kernel.actors import Actor, system_actor
from lakay.places.actions import load_pack
from lakay.places.pack.load import read_pack
from lakay.sync import actions, exchange, joining, queries, receiving
from lakay.sync.enrolment.codes import make_code
from lakay.sync.losses import loss_of
from lakay.sync.models import Invitation, Peer
from lakay.sync.secrets import secrets
from lakay.sync.status import statuses

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
INSTALLER = system_actor("install", permissions=frozenset({"places:place:edit", "access:staff:manage", "access:grant:manage"}))
COMMANDS: dict[str, Callable[..., Any]] = {}
_minutes = 0


def command(function: Callable[..., Any]) -> Callable[..., Any]:
    """Something that a node can be told."""
    COMMANDS[function.__name__] = function
    return function


def now() -> datetime:
    """A clock that goes on by itself."""
    global _minutes  # noqa: PLW0603
    _minutes += 1
    return AT + timedelta(minutes=_minutes)


def keeper(number: int) -> Actor:
    return Actor(
        id=UUID(int=number),
        agency="DIE",
        post="",
        roles=frozenset({"administrator"}),
        permissions=frozenset({"node:peer:manage"}),
    )


def officer(number: int, post: str) -> Actor:
    held = {"border:shift:open", "border:encounter:open", "border:encounter:view", "border:crossing:record"}
    return Actor(id=UUID(int=number), agency="DIE", post=post, roles=frozenset({"inspector"}), permissions=frozenset(held))


@command
def tables() -> None:
    call_command("migrate", verbosity=0)


@command
def init(pack: bool) -> None:
    call_command("migrate", verbosity=0)
    make_node_keys()
    if pack:
        load_pack(by=INSTALLER, at=now())
        load_agencies(by=INSTALLER, at=now(), agencies=list(read_pack(settings.PACK).agencies))


@command
def run(what: str, **values: Any) -> Any:
    """A function of another module of tests: `tests.watchlist.stolen:listed`."""
    module, function = what.split(":")
    return getattr(import_module(module), function)(**values)


@command
def name() -> str:
    return secrets().node


@command
def found() -> None:
    actions.found_hub(by=keeper(1), at=now(), title="Hub", agency="MICT")


@command
def invite(role: str = "post", post: str = "HT-OUA", agency: str = "DIE", replaces: str = "") -> str:
    code = make_code(os.urandom)
    actions.invite(by=keeper(1), at=now(), code=code, role=role, post=post, agency=agency, days=7, replaces=replaces)
    return str(code)


@command
def ask(code: str, title: str) -> bytes:
    return joining.ask_to_join(code, title, now())


@command
def groups() -> str:
    return " ".join(secrets().fingerprint)


@command
def answer(request: bytes) -> bytes:
    return receiving.answer_request(request, now())


@command
def take(answer: bytes) -> str:
    return joining.take_answer(answer, now())


@command
def admit(groups: str, by: int = 2) -> None:
    waiting = Invitation.objects.get(status="asked")
    actions.admit(by=keeper(by), at=now(), invitation=waiting, groups=groups)


@command
def suspend(node: str, reason: str = "stolen") -> None:
    actions.suspend(by=keeper(1), at=now(), peer=Peer.objects.get(node=node), reason=reason)


@command
def confirm(node: str) -> None:
    actions.confirm(by=keeper(2), at=now(), peer=Peer.objects.get(node=node))


@command
def lift(node: str) -> None:
    actions.lift(by=keeper(2), at=now(), peer=Peer.objects.get(node=node))


@command
def offer(to: str, most: int = 200_000) -> bytes:
    return exchange.offer(to, most_bytes=most, at=now()).parcel


@command
def accept(parcel: bytes) -> dict[str, Any]:
    taken = exchange.accept(parcel, at=now())
    reasons = Counter(f"{fate.status}:{fate.reason}" for fate in taken.fates if fate.reason)
    return {"events": taken.events, "counts": dict(taken.counts), "more": taken.more, "reasons": dict(reasons)}


@command
def staff(username: str, post: str, agency: str = "DIE") -> str:
    made = add_staff(
        by=INSTALLER,
        at=now(),
        username=username,
        full_name=username.title(),
        agency=Agency.objects.get(code=agency),
        password_hash=new_temporary_password()[1],
    )
    person = Staff.objects.get(pk=made.id_of(Staff))
    grant_role(by=INSTALLER, at=now(), staff=person, role="inspector", post=post)
    return str(person.pk)


@command
def usernames() -> list[str]:
    return sorted(Staff.objects.values_list("username", flat=True))


@command
def rows() -> dict[str, int]:
    return {kind: count for kind, table in sorted(registry.tables().items()) if (count := table.model._default_manager.count())}


@command
def values(kind: str, fields: list[str]) -> list[Any]:
    return list(registry.tables()[kind].model._default_manager.order_by("pk").values_list(*fields))


@command
def unapplied() -> dict[str, int]:
    found = Unapplied.objects.select_related("event")
    return dict(Counter(f"{row.state} {row.reason} {row.event.action}" for row in found))


@command
def unsent() -> int:
    return queries.unsent()


@command
def actions_held(node: str) -> dict[str, int]:
    return dict(Counter(Event.objects.filter(node=node).values_list("action", flat=True)))


@command
def shift(post: str, number: int = 50) -> str:
    return str(
        border.open_shift(by=officer(number, post), at=now(), post=post, lane="1", direction=Direction.ENTRY).records[0][1]
    )


@command
def declare(code: str, label: str) -> None:
    names: dict[str, Any] = dict.fromkeys(("name_ht", "name_fr", "name_es", "name_en"), label)
    declare_agency(by=INSTALLER, at=now(), code=code, kind="ngo", **names)


@command
def end_staff_of(username: str) -> None:
    end_staff(by=INSTALLER, at=now(), staff=Staff.objects.get(username=username))


@command
def standing_staff() -> list[str]:
    return sorted(Staff.objects.filter(ended_at=None).exclude(username="").values_list("username", flat=True))


@command
def faults() -> list[str]:
    return [str(fault) for fault in [*findings(), *drifts()]]


@command
def statuses_of(at_hours: int = 1) -> dict[str, Any]:
    found = statuses(AT + timedelta(hours=at_hours))
    return {one.peer.title: {sign.what: sign.level.name for sign in one.signs} for one in found}


@command
def loss(node: str) -> dict[str, Any]:
    found = loss_of(Peer.objects.get(node=node))
    return {"people": found.people, "wrote": found.wrote, "staff": found.staff, "unsent": found.report.unsent}


@command
def peers() -> dict[str, str]:
    return {peer.node: peer.status for peer in Peer.objects.all()}


BUS = "Vwayaj;BIS-7\nSoti;Dajabón\nPou;HT-OUA\nSiyati;Non;Seks;Dat nesans;Nimewo paspo\nSanon;Evens;M;12/12/1979;RD7777777\n"


@command
def expect_bus() -> None:
    """The list of a bus to Ouanaminthe comes in."""
    receive(BUS.encode(), by=program(), at=now(), channel="inbox", name="bus.csv")


@command
def tend_lists(days: int = 0) -> int:
    """What the program does for lists by itself, so many days later."""
    return tend(now() + timedelta(days=days))
