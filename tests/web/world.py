"""A small country for the tests of the pages: everyone who may come to a page, and records of every status to come for.

Marie sits at a booth of Ouanaminthe with a traveller before her. Jean is her colleague at the next booth, Rose their supervisor,
Luckner a policeman at the same post, Wilner an inspector elsewhere, Ana one of another agency.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from PIL import Image

from lakay.access import passwords
from lakay.access.actions import add_staff, end_grant, end_staff, grant_role, load_agencies, lock_session
from lakay.access.login import demo_login
from lakay.access.models import Agency, Grant, Passkey, Session, Staff
from lakay.access.policy import Permission
from lakay.access.sessions import actor_for, new_device
from lakay.border.actions import open_shift
from lakay.border.models import Crossing, Encounter, Hit, SecondLook, Shift, Tally
from lakay.border.rules import Direction
from lakay.credentials.actions import bring_file, import_anchors
from lakay.credentials.models import TrustAnchor
from lakay.credentials.queries import trust as trust_queries
from lakay.journal.models import Event
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import SystemClock
from lakay.places.actions import load_pack
from lakay.places.models import Post
from lakay.places.pack.load import read_pack
from lakay.traveldocs.chips.specimen import make_authority
from lakay.watchlist.actions import decide_change, decide_list, propose_alert, propose_list, raise_alert, take_redress
from lakay.watchlist.actions.screening import ask_screening
from lakay.watchlist.actions.silences import propose_silence
from lakay.watchlist.loading import load_sheet
from lakay.watchlist.models import Alert, AlertList, Change, Redress, Screening, Silence
from lakay.watchlist.rules.sheet import Sheet
from tests.watchlist.conftest import A_LIST, lost, missing_child, wanted
from tests.web.booth.conftest import decide, lines, scan
from tests.web.coordination.gate import settle_gate
from tests.web.figures_world import settle_figures
from tests.web.forms_world import settle_forms
from tests.web.nodes.country import settle_disputes, settle_nodes
from tests.web.passenger_world import settle_passengers
from tests.web.passes.office import settle_passes
from tests.web.protection.desk import settle_files, settle_protection
from tests.web.referral_world import settle_referrals
from tests.web.releases_world import settle_releases
from tests.web.reported_world import settle_reported
from tests.web.second_world import settle_second_line
from tests.web.whereabouts_world import settle_whereabouts

FOUNDER = system_actor("tests", frozenset(Permission))
PASSWORD = "three quiet goats at noon"

# name: role, agency, post ("" is everywhere)
PEOPLE = {
    "marie": ("inspector", "DIE", "HT-OUA"),
    "jean": ("inspector", "DIE", "HT-OUA"),
    "wilner": ("inspector", "DIE", "HT-MAL"),
    "ana": ("inspector", "POLIFRONT", "HT-BEL"),
    "rose": ("booth_supervisor", "DIE", "HT-OUA"),
    "luckner": ("border_police", "POLIFRONT", "HT-OUA"),
    "mirlande": ("protection_officer", "BPM", "HT-OUA"),
    "nadege": ("social_worker", "IBESR", ""),
    "ginette": ("protection_supervisor", "IBESR", "HT-OUA"),
    "josue": ("reception_officer", "ONM", ""),
    "carole": ("case_worker", "IBESR", ""),
    "yves": ("shelter_keeper", "IBESR", ""),
    "tamara": ("tracing_officer", "IBESR", ""),
    "odette": ("pass_officer", "DIE", ""),
    "lunise": ("authorisation_officer", "IBESR", ""),
    "dieudonne": ("directory_officer", "MICT", ""),
    "esther": ("campaigner", "MICT", ""),
    "pierre": ("trainer", "MICT", ""),
    "fabienne": ("analyst", "ONM", ""),
    "gerald": ("ministry_reader", "MICT", ""),
    "guerda": ("data_protection_officer", "MICT", ""),
    "claudette": ("auditor", "MICT", ""),
    "frantz": ("administrator", "DIE", ""),
    "solange": ("administrator", "IBESR", ""),
    "kerline": ("alert_officer", "PNH", ""),
    "gesner": ("alert_approver", "DIE", ""),
    "kettly": ("customs_officer", "AGD", "HT-OUA"),
    "clerveau": ("customs_officer", "AGD", "HT-MAL"),
    "pedro": ("partner_officer", "DGM", "DO-DAJ"),
    "idle": ("", "DIE", ""),  # an account without any role
}
NOBODY, LOCKED, FRESH, FIRED, GONE, MOVED = "nobody", "locked", "fresh", "fired", "gone", "moved"
EXTRA = {LOCKED: PEOPLE["marie"], FRESH: PEOPLE["frantz"], FIRED: PEOPLE["frantz"], GONE: PEOPLE["wilner"], MOVED: PEOPLE["jean"]}
VISITORS = (*PEOPLE, *EXTRA, NOBODY)


@dataclass
class World:
    """Who is logged in, and what there is to see."""

    clients: dict[str, Client] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)

    def id_of(self, name: str) -> UUID:
        """The id of a person's account."""
        return self.staff[name].id


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def awake() -> None:
    """A long walk through the pages is no time in which somebody was away: without this, everybody is locked out in its midst."""
    Session.objects.filter(locked_at=None).update(last_seen_at=SystemClock().now())


def build() -> World:
    """Everything, once."""
    world, now = World(), SystemClock().now()
    pack = read_pack(settings.PACK)
    with one_turn():
        load_pack(by=FOUNDER, at=now)
        load_agencies(by=FOUNDER, at=now, agencies=list(pack.agencies))
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    hashed = passwords.hashed(PASSWORD)
    for name, (role, agency, post) in {**PEOPLE, **EXTRA}.items():
        world.staff[name] = hire(name, role, agencies[agency], post, hashed)
    with override_settings(MODE="demo"):
        for name in world.staff:
            world.clients[name] = sit_down(name)
    world.clients[NOBODY] = Client()
    for client in world.clients.values():
        client.raise_request_exception = False
    settle(world)
    return world


def hire(name: str, role: str, agency: Agency, post: str, hashed: str) -> Staff:
    """Open an account, with its role."""
    now = SystemClock().now()
    full_name = f"{name.capitalize()} of the tests"
    receipt = add_staff(by=FOUNDER, at=now, username=name, full_name=full_name, agency=agency, password_hash=hashed)
    staff = Staff.objects.select_related("agency").get(id=receipt.id_of(Staff))
    if role:
        grant_role(by=FOUNDER, at=now, staff=staff, role=role, post=post)
    return staff


def sit_down(name: str) -> Client:
    """The browser of a person who is logged in."""
    client, device = Client(), new_device()
    client.cookies["lakay_device"] = device
    client.cookies["lakay_session"] = demo_login(username=name, device=device, at=SystemClock().now()).token
    client.cookies["lakay_language"] = "en"
    return client


def settle(world: World) -> None:
    """The special visitors, and the records."""
    now = SystemClock().now()
    locked = Session.objects.get(staff=world.id_of(LOCKED))
    lock_session(by=Actor(world.id_of(LOCKED)), at=now, session=locked.id, staff=world.id_of(LOCKED))
    Session.objects.filter(staff=world.id_of(FRESH)).update(must_enrol=True)
    end_grant(by=FOUNDER, at=now, grant=Grant.objects.get(staff=world.id_of(FIRED)))
    trust(world)
    world.records |= settle_gate(lambda name, post: actor(world, name, post))
    world.records |= settle_files(lambda name, post: actor(world, name, post))
    world.records |= settle_referrals(lambda name, post: actor(world, name, post), world.records)
    world.records |= settle_whereabouts(lambda name, post: actor(world, name, post), world.records)
    border(world)
    moved(world)
    watch(world)
    settle_nodes(world)
    world.records |= settle_passes({name: staff.id for name, staff in world.staff.items()})
    world.records["shift"] = Shift.objects.get(officer=world.id_of("marie"), closed_at=None).pk
    world.records |= settle_second_line(lambda name, post: actor(world, name, post))
    taken = SecondLook.objects.get(pk=world.records["look_taken"])
    world.records["hit_look"] = a_hit(taken.encounter_id, world.records["alert"])
    world.records |= settle_protection(lambda name, post: actor(world, name, post), world.records["crossing"])
    world.records |= settle_passengers(lambda name, post: actor(world, name, post))
    world.records |= settle_forms(lambda name, post: actor(world, name, post))
    world.records |= settle_figures(lambda name, post: actor(world, name, post))
    world.records |= settle_releases(lambda name, post: actor(world, name, post))
    world.records |= settle_reported(lambda name, post: actor(world, name, post))
    settle_disputes(world)
    end_staff(by=FOUNDER, at=now, staff=world.staff[GONE])
    world.records |= {
        "session": Session.objects.filter(staff=world.id_of("wilner")).latest("created_at").id,
        "grant": Grant.objects.get(staff=world.id_of("wilner"), ended_at=None).id,
        "grant_ended": Grant.objects.get(staff=world.id_of(FIRED)).id,
        "passkey": a_passkey(world.staff["marie"]),
        "own_session": Session.objects.filter(staff=world.id_of("marie")).latest("created_at").id,
        "event": Event.objects.latest("at").id,
        "post": Post.objects.get(code="HT-OUA"),
    }


def trust(world: World) -> None:
    """One state is trusted, and Frantz has brought the key of another."""
    now = SystemClock().now()
    anchors = trust_queries.report_on(make_authority(not_before=now).certificate).new
    world.records["anchor"] = import_anchors(by=FOUNDER, at=now, source="tests", anchors=anchors).id_of(TrustAnchor)
    other = make_authority("XX", not_before=now).certificate
    world.records["upload"] = bring_file(by=actor(world, "frantz"), at=now, name="xx.cer", content=other).event


def border(world: World) -> None:
    """Marie's shift: one traveller admitted, one refused, one still before her."""
    marie = world.clients["marie"]
    marie.post("/booth/open/", {"lane": "1", "direction": "entry", "command": str(uuid4())})
    for number, decision, more in (("RD1234567", "admitted", {}), ("RD7654321", "refused", {"reason": "in-doubt"})):
        scan(marie, lines(number=number))
        decide(marie, waiting(), decision, **more)
    scan(marie, lines(number="RD1112223"))
    photograph(marie, waiting())
    world.records |= {
        "crossing": Crossing.objects.get(decision="admitted").id,
        "refusal": Crossing.objects.get(decision="refused").id,
        "encounter": waiting(),
        "shift": Shift.objects.get(officer=world.id_of("marie")).id,
    }
    one = {"sex": "F", "age_group": "60+", "direction": "entry", "shift": world.records["shift"], "command": str(uuid4())}
    assert marie.post("/booth/tally/", one).status_code == 200
    world.records |= {"tally": Tally.objects.get().id, "hit": a_hit(waiting())}


def a_hit(encounter: UUID, alert: UUID | None = None) -> UUID:
    """A note of the alert list about a traveller, put into the table directly."""
    person = Encounter.objects.get(pk=encounter).person
    about = {"alert": alert or uuid4(), "category": "wanted", "basis": "name", "evidence": ["name_same"]}
    made = Hit.objects.create(
        id=uuid4(),
        encounter_id=encounter,
        person=person,
        at=SystemClock().now(),
        protective=False,
        stops=False,
        versions={},
        **about,
    )
    return made.id


def photograph(client: Client, encounter: UUID) -> None:
    """A photo of the traveller in front."""
    held = BytesIO()
    Image.new("RGB", (48, 64), "#7a5230").save(held, "JPEG")
    sent = {"photo": SimpleUploadedFile("photo.jpg", held.getvalue()), "command": str(uuid4())}
    assert client.post(f"/booth/photo/{encounter}/", sent).status_code == 204


def moved(world: World) -> None:
    """An inspector whose role was taken back while the shift was open and a traveller stood there."""
    client = world.clients[MOVED]
    client.post("/booth/open/", {"lane": "3", "direction": "entry", "command": str(uuid4())})
    scan(client, lines(number="RD4445557"))
    decide(client, waiting())
    shift = Shift.objects.get(officer=world.id_of(MOVED))
    one = {"sex": "M", "age_group": "60+", "direction": "entry", "shift": shift.id, "command": str(uuid4())}
    client.post("/booth/tally/", one)
    scan(client, lines(number="RD4445556"))
    day = SystemClock().now().date() - timedelta(days=1)
    sits = actor(world, MOVED, "HT-OUA")
    open_shift(by=sits, at=SystemClock().now(), post="HT-OUA", lane="3", direction=Direction.ENTRY, late_for_on=day)
    world.records |= {
        "encounter_moved": waiting(),
        "hit_moved": a_hit(waiting()),
        "crossing_moved": Crossing.objects.get(shift=shift).id,
        "tally_moved": Tally.objects.get(shift=shift).id,
    }
    end_grant(by=FOUNDER, at=SystemClock().now(), grant=Grant.objects.get(staff=world.id_of(MOVED)))


def watch(world: World) -> None:
    """An alert on the list, one that waits for its second person, a missing child, and a file."""
    now = SystemClock().now()
    kerline, gesner, mirlande = (actor(world, name, PEOPLE[name][2]) for name in ("kerline", "gesner", "mirlande"))
    for_a_day: dict[str, Any] = {"from_at": now, "until_at": now + timedelta(days=100)}
    listed = propose_alert(by=kerline, at=now, contents=wanted(**for_a_day), reason="Warrant received.").id_of(Alert)
    change = Change.objects.get(alert=listed)
    decide_change(by=gesner, at=now, change=change, approve=True, reason="Warrant seen.")
    proposed = propose_alert(by=kerline, at=now, contents=lost(**for_a_day), reason="Reported today.")
    child = raise_alert(by=mirlande, at=now, contents=missing_child(**for_a_day), reason="The mother came at noon.")
    batch = load_sheet(Sheet([lost("RD5", **for_a_day)]), by=kerline, at=now, file_name="warrants.csv", reason="Weekly list.")
    silence = propose_silence(by=kerline, at=now, category="exit-ban", until_at=now + timedelta(days=9), reason="Followed.")
    world.records |= {
        "alert": listed,
        "alert_child": child.id_of(Alert),
        "change": proposed.id_of(Change),
        "change_decided": change.id,
        "batch": batch,
        "silence": silence.id_of(Silence),
        **lists_of_alerts(kerline, gesner),
    }


def lists_of_alerts(kerline: Actor, gesner: Actor) -> dict[str, UUID]:
    """A list that stands, one that waits, somebody who says that they are stopped wrongly, and a search that was stopped."""
    now = SystemClock().now()
    stands, waits = (
        propose_list(by=kerline, at=now, said=replace(A_LIST, code=code), reason="Needed.").id_of(AlertList)
        for code in ("un-1267", "interpol")
    )
    decide_list(by=gesner, at=now, of_list=AlertList.objects.get(pk=stands), approve=True, reason="Decree seen.")
    redress = take_redress(by=kerline, at=now, asked_by="Jan, 3712 0000", asked="It is not me.").id_of(Redress)
    search = ask_screening(by=kerline, at=now, changed_since=now).id_of(Screening)
    return {"register": stands, "register_waiting": waits, "redress": redress, "screening": search}


def waiting() -> UUID:
    """The traveller who came last and on whom nobody has decided yet."""
    return Encounter.objects.filter(crossings=None).latest("at").id


def a_passkey(staff: Staff) -> UUID:
    """A key in Marie's pocket; her second one, so that it may be removed."""
    made = [
        Passkey.objects.create(
            id=uuid4(),
            staff=staff,
            credential_id=f"a2V5LT{n}x",
            public_key=b"k",
            sign_count=0,
            backed_up=False,
            name=f"Key {n}",
            added_at=SystemClock().now(),
            versions={},
        )
        for n in (1, 2)
    ]
    return made[0].id


def actor(world: World, name: str, post: str = "") -> Actor:
    """A person as the actions see them."""
    return actor_for(world.staff[name], SystemClock().now(), post)
