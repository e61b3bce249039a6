"""A marker in every personal, sensitive and whereabouts field that holds words, and who may meet which marker where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from lakay.access.models import Passkey, Password, RecoveryCode, Session, Staff, Totp
from lakay.border import models as border
from lakay.border.models import Call, Crossing, Encounter, Firing
from lakay.border.rules import Problem
from lakay.coordination import models as post
from lakay.credentials.models import Pass
from lakay.journal.models import Conflict
from lakay.kernel.clock import SystemClock
from lakay.people import models as people
from lakay.people.models import Person
from lakay.watchlist.models import Alert, Batch, Change, Redress
from tests.web import forms_canaries as filled
from tests.web import passenger_canaries as expected
from tests.web import referral_canaries as referred
from tests.web import second_canaries as second
from tests.web import whereabouts_canaries as places
from tests.web.matrix import ALERT_KEEPERS, ANYONE, DESK, LUNISE, MIRLANDE, ODETTE, OUANAMINTHE, OVERSEERS
from tests.web.protection import canaries as files
from tests.web.whereabouts_world import PLACE_WORDS
from tests.web.world import World


def mark(field: str) -> str:
    """The marker of a field: letters that stand nowhere else, few enough for a short column of PostgreSQL."""
    if field in PLACE_WORDS:
        return PLACE_WORDS[field]
    return "zq" + field.removeprefix("border.").removeprefix("credentials.").replace(".", "").replace("_", "")


# Fields that cannot hold a marker: single letters, dates, codes of a fixed list, numbers, keys; who may read them stands in the rules
# beside the words that can.
WITHOUT = {
    *second.WITHOUT,
    *expected.WITHOUT,
    *filled.WITHOUT,
    *files.WITHOUT,
    *places.WITHOUT,
    *referred.WITHOUT,
    *("border.call.source", "border.call.agreed"),
    *("people.person.sex", "people.person.birth", "people.person.died_on", "people.token.token", "people.contact.shared"),
    *("people.document.issuing_state", "people.document.issued_on", "people.document.expires_on"),
    *("coordination.incident.encounter", "coordination.incident.inspection", "coordination.finding.to_protection"),
    *("watchlist.alert.birth", "watchlist.alert.sex", "watchlist.key.token", "watchlist.lock.slots", "watchlist.lock.box"),
    *("watchlist.cleared.token", "watchlist.finding.encounter", "watchlist.finding.evidence", "watchlist.finding.score"),
    *(f"credentials.pass.{name}" for name in ("number", "birth", "sex", "nationality", "companion_state", "leg", "destination")),
    *(f"credentials.pass.{name}" for name in ("several_trips", "consent_how", "consent_on")),
}

AT_THE_LOG = frozenset({"luckner", "kettly"})
ON_PATROL = frozenset({"luckner", "mirlande"})
WARNED = frozenset({"rose", "marie", "jean", "wilner", "clerveau"})


def pages(space: str, *names: str, who: frozenset[str]) -> dict[str, frozenset[str]]:
    """The pages of a desk where the same people meet a marker."""
    return {f"{space}:{name}": who for name in names}


GROUND = ("legal_basis", "legal_reference", "authority", "note")
HELD_BY_MARIE = frozenset({"marie"})
EVERYWHERE = "*"

DECIDED = {"nodes:conflict": frozenset({"guerda"})}  # both values of the name between which she decides
CALL = pages("protection", "call", "take", "close", who=MIRLANDE)  # the names on calls in her hands
WHY = pages("protection", "call", "take", "close", who=DESK)  # the calls of the post

ASKED_AT_THE_BOOTH = (
    *("home", "scan", "decide", "identify", "group", "acknowledge", "minor", "declare", "call", "calls", "chip", "undo"),
    "second_line",
)

BEFORE_HER = ("decide", "acknowledge", "call", "chip", "declare", "minor")  # show the traveller who stands at the booth

NAME = {
    **CALL,
    "booth:register": OUANAMINTHE,
    "booth:movement": OUANAMINTHE,
    **second.LAST_TRAVELLERS,
    **expected.ON_THE_LIST,  # who passed and is on no list
    **pages("booth", *ASKED_AT_THE_BOOTH, who=HELD_BY_MARIE),  # her own last travellers
    "booth:slip": OUANAMINTHE - {"luckner"},
}

OF_AN_ALERT = dict.fromkeys(
    (f"watchlist:{name}" for name in ("list", "alert", "print", "change", "renew", "end", "proposal", "decide")), ALERT_KEEPERS
)
OF_REDRESS = dict.fromkeys(("watchlist:redress", "watchlist:redress_answer"), ALERT_KEEPERS)
OF_A_FILE = dict.fromkeys(
    (f"watchlist:{name}" for name in ("queue", "batch", "batch_decide", "batch_settle", "batch_stop", "batch_read_in")),
    ALERT_KEEPERS,
)


def of_a_pass(office: frozenset[str]) -> dict[str, frozenset[str]]:
    """The pages of one pass, for the office that issued it."""
    return {f"passes:issued_{page}": office for page in ("one", "revoke", "card", "ticket")}


# marker -> page -> who may meet it there. What is not listed may be met by nobody, nowhere; not in the log of the program either.
MEETS: dict[str, dict[str, frozenset[str]]] = {
    "people.name.family": NAME | DECIDED,
    "people.name.given": NAME,
    "people.name.whole": NAME,
    "people.person.nationalities": CALL,
    "people.photo.image": pages("protection", "photo", who=MIRLANDE),
    "border.call.reason": WHY | pages("protection", "queue", who=DESK),
    "border.call.note": WHY,
    "border.firing.rule": pages("oversight", "patterns", "patterns_csv", who=OVERSEERS),
    **dict.fromkeys(("credentials.pass.surname", "credentials.pass.given_names"), {"passes:issued": ODETTE} | of_a_pass(ODETTE)),
    **dict.fromkeys(
        [f"credentials.pass.companion_{name}" for name in ("surname", "given_names", "number")],
        of_a_pass(LUNISE),
    ),
    "credentials.pass.consent_by": dict.fromkeys(("passes:issued_one", "passes:issued_revoke"), LUNISE),
    "coordination.note.text": pages(
        *("coordination", "incident", "incident_note", "incident_involve", "incident_assess", "incident_hand_over"),
        *("incident_close", "incident_answer"),
        who=AT_THE_LOG,
    ),
    **dict.fromkeys(
        (f"coordination.task.{name}" for name in ("text", "reason", "outcome")),
        pages("coordination", "task", "task_answer", "task_finish", "task_withdraw", who=AT_THE_LOG),
    ),
    **dict.fromkeys(
        ("coordination.patrol.route", "coordination.finding.note"),
        pages("coordination", "patrol", "patrol_find", "patrol_end", who=ON_PATROL),
    ),
    "coordination.alert.text_en": {
        "coordination:home": frozenset({"wilner", "clerveau"}),
        "coordination:alerts": WARNED,
        "coordination:briefing": frozenset({"rose", "clerveau"}),
    },
    "access.staff.full_name": {
        EVERYWHERE: HELD_BY_MARIE,  # her own name, in the bar
        "booth:movement": OUANAMINTHE,
        **dict.fromkeys(("supervision:home", "supervision:close"), frozenset({"rose"})),  # whose shift it is
        **WHY,  # who called
        **dict.fromkeys(("oversight:reads", "oversight:event", "oversight:export"), OVERSEERS),
        **DECIDED,  # who wrote which value
        **dict.fromkeys(("administration:staff", "administration:staff_sessions"), frozenset({"frantz"})),
    },
    "access.staff.username": {
        EVERYWHERE: HELD_BY_MARIE,
        "administration:staff": frozenset({"frantz"}),
    },
    "access.passkey.name": {EVERYWHERE: HELD_BY_MARIE},
    **dict.fromkeys(
        [f"watchlist.alert.{name}" for name in ("names", "documents", "nationalities", *GROUND)]
        + [f"watchlist.change.{name}" for name in ("values", "reason", "decision_reason")],
        OF_AN_ALERT,
    ),
    **second.MEETS,
    **expected.MEETS,
    **filled.MEETS,
    **files.MEETS,
    **places.MEETS,
    **referred.MEETS,
    **dict.fromkeys(
        ("border.hit.category", "border.hit.evidence"), second.OF_A_LOOK | pages("booth", *BEFORE_HER, who=HELD_BY_MARIE)
    ),
    "watchlist.alert.origin": {},
    **dict.fromkeys([f"watchlist.redress.{name}" for name in ("asked_by", "asked", "answer")], OF_REDRESS),
    **dict.fromkeys([f"watchlist.batch.{name}" for name in ("file_name", "faults", "reason", "decision_reason")], OF_A_FILE),
}


def may_meet(field: str, page: str, visitor: str) -> bool:
    """Whether the table lets a visitor see a marker on a page."""
    pages = MEETS.get(field, {})
    return visitor in pages.get(page, frozenset()) | pages.get(EVERYWHERE, frozenset()) & ANYONE


def plant(world: World) -> list[str]:
    """Put the markers into the records of Marie and of the traveller whom she admitted. Returns the fields marked."""
    crossing = Crossing.objects.select_related("person", "document").get(id=world.records["crossing"])
    planted = [
        *plant_traveller(crossing.person, crossing),
        *plant_care(crossing.person),
        *plant_staff(world),
        *plant_passes(world),
        *plant_gate(world),
        *plant_protection(),
        *plant_booth(world, crossing),
    ]
    planted += plant_alerts(world)
    planted += second.plant(world, mark)
    planted += expected.plant(world, mark)
    planted += filled.plant(world, mark)
    planted += files.plant(world, mark)
    planted += places.plant(world, mark)
    planted += referred.plant(world, mark)
    Conflict.objects.create(
        kind="people.person",
        record=crossing.person_id,
        field="sex",
        origin="a.b",
        seq=1,
        hlc=1,
        event=uuid4(),
        value=mark("conflict.value"),
    )
    return [*planted, "conflict.value"]


def put(rows: Any, kind: str, *fields: str) -> list[str]:
    """Write the marker of each field into rows that are there."""
    names = [f"{kind}.{field}" for field in fields]
    assert rows.update(**{field: mark(name) for field, name in zip(fields, names, strict=True)})
    return names


def plant_traveller(person: Person, crossing: Crossing) -> list[str]:
    """Names, document and zone."""
    names = people.PersonName.objects.filter(person=person)
    Person.objects.filter(id=person.id).update(nationalities=[mark("people.person.nationalities")])
    return [
        "people.person.nationalities",
        *put(names, "people.name", "family", "given", "whole"),
        *put(people.Document.objects.filter(person=person), "people.document", "number", "mrz", "number_key"),
        *put(Encounter.objects.filter(id=crossing.encounter_id), "border.encounter", "mrz"),
    ]


def made(model: type[Any], kind: str, fields: tuple[str, ...], **values: Any) -> list[str]:
    """A new record with markers in some fields."""
    names = [f"{kind}.{field}" for field in fields]
    versions: dict[str, Any] = {"versions": {}} if hasattr(model, "versions") else {}
    model.objects.create(
        id=uuid4(), **versions, **values, **{field: mark(name) for field, name in zip(fields, names, strict=True)}
    )
    return names


def plant_care(person: Person) -> list[str]:
    """Contacts, consent, relations, merges, the photo: what no page of today shows."""
    now, by = SystemClock().now(), uuid4()
    other = Person.objects.exclude(id=person.id).first()
    told = {"statement_version": "1", "language": "ht", "told": [], "method": "spoken", "taken_by": by}
    between = {"person": person, "relative": other, "told_by": "self"}
    declared = {"declared_by": by, "declared_at": now}
    proposed = {"choice": {}, "seen": {}, "proposed_by": by, "proposed_at": now}
    until = {"given_at": now, "valid_from": now, "until": now + timedelta(days=9)}
    planted = [
        *made(people.Contact, "people.contact", ("value",), person=person, contact_kind="phone"),
        *made(people.Contact, "people.contact", ("address", "place"), person=person, contact_kind="address"),
        *made(
            people.ConsentGiven,
            "people.consent_given",
            ("purpose", "recipient", "statement", "witness"),
            person=person,
            **told,
            **until,
        ),
        *made(people.Relation, "people.relation", ("relation", "verified_how", "end_reason"), **between, **declared),
        *made(people.MergeProposal, "people.merge", ("reason", "before"), kept=person, gone=other, **proposed),
    ]
    document = people.Document.objects.filter(person=person).first()
    planted += made(
        people.DocumentStatusChange,
        "people.document_status",
        ("reason",),
        document=document,
        person=person,
        status="lost",
        at=now,
    )
    consent = people.ConsentGiven.objects.get(person=person)
    planted += made(
        people.ConsentWithdrawn,
        "people.consent_withdrawn",
        ("reason",),
        consent=consent,
        person=person,
        withdrawn_at=now,
        taken_by=by,
    )
    image = mark("people.photo.image").encode()
    people.Photo.objects.create(id=uuid4(), person=person, image=image, width=1, height=1, source="live", taken_at=now)
    return [*planted, "people.photo.image"]


def plant_alerts(world: World) -> list[str]:
    """The alert on the list, a proposal about it, and a file."""
    alerts = Alert.objects.filter(id=world.records["alert"])
    changes = Change.objects.filter(id=world.records["change_decided"])
    batches = Batch.objects.filter(id=world.records["batch"])
    values = alerts.get().contents.as_json() | {"names": [[mark("watchlist.change.values"), ""]]}
    alerts.update(
        names=[[mark("watchlist.alert.names"), ""]],
        documents=[["HTI", mark("watchlist.alert.documents"), "passport"]],
        nationalities=[mark("watchlist.alert.nationalities")],
    )
    changes.update(what="change", values=values)
    batches.update(faults=[[2, mark("watchlist.batch.faults"), "day"]])
    return [
        *("watchlist.alert.names", "watchlist.alert.documents", "watchlist.alert.nationalities", "watchlist.change.values"),
        "watchlist.batch.faults",
        *put(alerts, "watchlist.alert", "origin", *GROUND),
        *put(Redress.objects.filter(id=world.records["redress"]), "watchlist.redress", "asked_by", "asked", "answer"),
        *put(changes, "watchlist.change", "reason", "decision_reason"),
        *put(batches, "watchlist.batch", "file_name", "reason", "decision_reason"),
    ]


def plant_passes(world: World) -> list[str]:
    """A border pass, and a child's authorisation."""
    border = Pass.objects.filter(id=world.records["pass"])
    minor = Pass.objects.filter(id=world.records["authorisation"])
    return [
        *put(border, "credentials.pass", "surname", "given_names", "residence", "text"),
        *put(
            minor,
            "credentials.pass",
            *("companion_surname", "companion_given_names", "companion_number", "consent_by", "consent_relation"),
        ),
    ]


def plant_gate(world: World) -> list[str]:
    """What the agencies at the post wrote to each other."""
    incident, alert = world.records["incident"], world.records["rapid_alert"]
    return [
        *put(post.Incident.objects.filter(id=incident), "coordination.incident", "outcome"),
        *put(post.Note.objects.filter(incident=incident), "coordination.note", "text"),
        *put(post.Task.objects.all(), "coordination.task", "text", "reason", "outcome"),
        *put(post.Patrol.objects.all(), "coordination.patrol", "route", "report"),
        *put(post.Finding.objects.all(), "coordination.finding", "note"),
        *put(post.RapidAlert.objects.filter(id=alert), "coordination.alert", "text_ht", "text_fr", "text_es", "text_en"),
        *put(post.AlertLifted.objects.all(), "coordination.alert_lifted", "reason"),
    ]


def plant_protection() -> list[str]:
    """Why the protection desk was called, what it found, and what a rule counted."""
    figures = {"children": mark("border.firing.values")}
    Firing.objects.update(values=figures, others=[mark("border.firing.others")])
    return [
        "border.firing.values",
        "border.firing.others",
        *put(Call.objects.all(), "border.call", "reason", "note"),
        *put(Firing.objects.all(), "border.firing", "rule"),
    ]


def plant_booth(world: World, crossing: Crossing) -> list[str]:
    """What Marie asked the traveller before her and the one whom she admitted; an alert about each that she may know, and one
    for their protection, which no booth learns of.
    """
    now, by = SystemClock().now(), world.id_of("marie")
    told, shown = ("address", "phone", "vehicle", "address_key", "phone_key"), ("paper", "companion_name")
    of_list: dict[str, Any] = {"alert": uuid4(), "stops": False, "basis": "name"}
    before_her = Encounter.objects.filter(pk=world.records["encounter"])
    before_her.update(problems=[Problem.ALERT_LOOK])
    planted = set()
    for encounter in (before_her.get(), crossing.encounter):
        about = {"encounter": encounter, "person": encounter.person, "at": now}
        planted |= {
            *made(border.Declaration, "border.declaration", told, **about),
            *made(border.MinorCheck, "border.minor_check", shown, **about, officer=by, answer="guardian"),
            *made(border.Hit, "border.hit", ("category",), **about, **of_list, protective=False),
            *made(border.Hit, "border.hit", ("category",), **about, **of_list, protective=True),
        }
    hits = border.Hit.objects.filter(alert=of_list["alert"])
    hits.update(evidence=[mark("border.hit.evidence")])
    hits.filter(protective=True).update(category=mark("protective.category"), evidence=[mark("protective.evidence")])
    return [*planted, "border.hit.evidence", "protective.category", "protective.evidence"]


def plant_staff(world: World) -> list[str]:
    """Marie's account: her name, her secrets."""
    marie = world.id_of("marie")
    now = SystemClock().now()
    Totp.objects.create(id=uuid4(), staff_id=marie, sealed_secret=mark("access.totp.sealed_secret").encode(), versions={})
    RecoveryCode.objects.create(id=uuid4(), staff_id=marie, digest=mark("access.recovery_code.digest"), made_at=now, versions={})
    Passkey.objects.filter(id=world.records["passkey"]).update(public_key=mark("access.passkey.public_key").encode())
    Session.objects.filter(staff=marie).exclude(id=world.records["own_session"]).delete()
    return [
        *("access.totp.sealed_secret", "access.recovery_code.digest", "access.passkey.public_key"),
        *put(Staff.objects.filter(id=marie), "access.staff", "full_name", "username"),
        *put(Password.objects.filter(staff=marie), "access.password", "hash"),
        *put(Passkey.objects.filter(id=world.records["passkey"]), "access.passkey", "name"),
    ]
