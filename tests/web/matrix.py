"""Who gets in where: written by hand from the office's point of view, and never derived from the policy it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.web.whereabouts_world import opens, reads_card
from tests.web.world import FIRED, FRESH, GONE, LOCKED, MOVED, NOBODY, PASSWORD, PEOPLE, VISITORS, World, awake, undone

ANYONE = frozenset({*PEOPLE, FIRED, MOVED})
SELF = ANYONE | {FRESH}
INSPECTORS = frozenset({"marie", "jean", "wilner", "ana", "rose"})
BORDER = INSPECTORS | {"luckner"}
OUANAMINTHE = frozenset({"marie", "jean", "rose", "luckner"})
MARIE = frozenset({"marie"})
CARERS = frozenset({"mirlande", "nadege", "ginette"})
DESK = frozenset({"mirlande", "ginette"})
GINETTE = frozenset({"ginette"})
CAROLE = frozenset({"carole"})
NADEGE = frozenset({"nadege"})
KEEPERS = frozenset({"nadege", "carole", "mirlande", "ginette"})
MAY_HOLD = KEEPERS | {"yves"}
FILLERS = CARERS | {"ginette"}
RECEPTION = frozenset({"josue"})
OVERSEERS = frozenset({"guerda", "claudette"})
ADMINISTRATORS = frozenset({"frantz", "solange"})
FRANTZ = frozenset({"frantz"})
SOLANGE = frozenset({"solange"})
ALERT_KEEPERS = frozenset({"kerline", "gesner"})
KERLINE = frozenset({"kerline"})
GESNER = frozenset({"gesner"})
MIRLANDE = frozenset({"mirlande"})
FABIENNE = frozenset({"fabienne"})
GUERDA = frozenset({"guerda"})
FIGURES = frozenset({"fabienne", "gerald"})
YVES = frozenset({"yves"})
SENDERS = frozenset({"mirlande", "nadege", "ginette", "carole"})
ODETTE = frozenset({"odette"})
LUNISE = frozenset({"lunise"})
KEYHOLDERS = ADMINISTRATORS | {"guerda"}
CUSTOMS = frozenset({"kettly", "clerveau"})
TOGETHER = BORDER | CUSTOMS | {"mirlande", "nadege", "josue", "pedro"}
LUCKNER = frozenset({"luckner"})
KETTLY = frozenset({"kettly"})
PATROLLERS = CUSTOMS | {"luckner", "mirlande"}
ALERTERS = PATROLLERS | {"rose", "pedro"}
SECOND_LINE = frozenset({"rose", "luckner"})
ROSE = frozenset({"rose"})
JEAN = frozenset({"jean"})
INSPECTING = SECOND_LINE | CUSTOMS
AT_OUANAMINTHE_INSPECTING = SECOND_LINE | {"kettly"}
RUNS = ("uploaded", "checked", "stopped")
NOBODY_AT_ALL: frozenset[str] = frozenset()

Values = dict[str, Any]
Made = Callable[[World], Values]


def nothing(world: World) -> Values:
    """No arguments, or an empty form."""
    return {}


@dataclass(frozen=True)
class Row:
    """One page, one method, one record: who gets in. `status` tells the record's state, for the report.

    `own`: a page of one's own account, which also those must reach who still have to set it up. `while_locked`: the lock and
    the way out. `lands`: where those who get in are sent on to, if that is the log-in or the lock.
    """

    name: str
    method: str
    who: frozenset[str]
    status: str = ""
    url: Made = nothing
    body: Made = nothing
    public: bool = False
    own: bool = False
    while_locked: bool = False
    lands: str = "in"

    @property
    def label(self) -> str:
        """What to call it in a report."""
        return " ".join(part for part in (self.method, self.name, self.status) if part)

    def expected(self, visitor: str) -> str:
        """What must happen: in, login, lock, account or 404."""
        if self.public:
            return "in" if self.who else "404"
        if visitor in {NOBODY, GONE}:
            return "login"
        if visitor == LOCKED:
            return self.lands if self.while_locked else "lock"
        if visitor == FRESH and not self.own:
            return self.lands if self.while_locked else "account"
        return self.lands if visitor in self.who else "404"


def public(name: str, *methods: str, who: frozenset[str] = ANYONE, url: Made = nothing, body: Made = nothing) -> list[Row]:
    """A page for anyone."""
    return [Row(name, method, who, url=url, body=body, public=True) for method in methods or ("GET",)]


def rows(name: str, who: frozenset[str], *methods: str, **more: Any) -> list[Row]:
    """A page by its methods."""
    return [Row(name, method, who, **more) for method in methods or ("GET",)]


def of(kind: str, argument: str) -> Made:
    """The address of a record of the world."""
    return lambda world: {argument: world.records[kind]}


def about(name: str, **more: str) -> Made:
    """The address of somebody's account, and perhaps of something in it."""
    return lambda world: {"person": world.id_of(name), **{argument: world.records[kind] for argument, kind in more.items()}}


def conflict(record: str, kind: str, field: str) -> Made:
    """The address of a field of a record of the world that two machines wrote."""
    return lambda world: {"kind": kind, "record": world.records[record], "field": field}


def fixed(**arguments: str) -> Made:
    """An address that is the same in every world."""
    return lambda world: dict(arguments)


def admit(kind: str) -> Made:
    """Admit the traveller of an encounter."""
    return lambda world: {"encounter": str(world.records[kind]), "decision": "admitted", "command": str(uuid4())}


def about_traveller(kind: str, **more: str) -> Made:
    """A key about the traveller of an encounter."""
    return lambda world: {"encounter": str(world.records[kind]), "command": str(uuid4()), **more}


def before_marie(*records: str, whose: str = "", **more: str) -> Made:
    """A form at Marie's booth that names records of the world (`whose`: those of another officer)."""
    return lambda world: {**{name: str(world.records[name + whose]) for name in records}, "command": str(uuid4()), **more}


def taken_back(name: str, body: Made = nothing, method: str = "POST", **more: Any) -> list[Row]:
    """A page at which a traveller stood before an officer whose role was taken back since."""
    return rows(name, NOBODY_AT_ALL, method, status="role taken back since", body=body, **more)


def password(world: World) -> Values:
    """A form that is filled in wrong."""
    return {"old": PASSWORD}


CALLS = ("waiting", "taken", "closed")


def face(call: str) -> Made:
    """The photo of the person of a call."""
    return lambda world: {"call": world.records[call], "person": world.records["seen"]}


def answer_of_file(world: World) -> Values:
    """An answer about consent in Mirlande's file."""
    return {"intake": world.records["file_mirlande"], "consent": world.records["file_consent"]}


def file_of_form(world: World) -> Values:
    """A picture of a filled form."""
    return {"submission": world.records["form_filled"], "file": world.records["form_file"]}


def questions_of(record: str) -> Made:
    """The first look at somebody."""
    return lambda world: {"intake": world.records[record], "instrument": "rapid"}


def of_holder(world: World) -> Values:
    """A keyholder of the boy in Mirlande's file."""
    return {"circle": world.records["circle"], "holder": world.records["holder"]}


LOOKS = ("waiting", "taken", "proposed", "decided")


def of_hit_in_second_line(world: World) -> Values:
    """An alert that met this traveller."""
    return {"look": world.records["look_taken"], "hit": world.records["hit_look"]}


def of_look_without_alert(world: World) -> Values:
    """An alert that never met this traveller."""
    return {"look": world.records["look_taken"], "hit": uuid4()}


def refuse_in_second_line(world: World) -> Values:
    """Refuse a traveller in the second line."""
    return {"decision": "refused", "reason": "expired", "command": str(uuid4())}


def reason(world: World) -> Values:
    """Why something ends."""
    return {"reason": "its key was lost"}


def to_service(world: World) -> Values:
    """Mirlande's file, to the house."""
    return {"intake": world.records["file_mirlande"], "service": world.records["service"]}


def asks_after(world: World) -> Values:
    """The number of the complaint."""
    return {"number": world.records["complaint_number"]}


MATRIX: list[Row] = [
    # ---------------------------------------------------------------- the door
    *public("entry:login", "GET", "POST"),
    *public("entry:login_passkey", "POST"),
    *public("entry:login_passkey_options", "POST"),
    *public("entry:login_demo", "POST", who=NOBODY_AT_ALL),  # this is no demo
    *rows("entry:home", ANYONE),
    *rows("entry:logout", ANYONE, "POST", while_locked=True, lands="login"),
    *rows("entry:lock", ANYONE, "GET", while_locked=True),
    *rows("entry:lock", ANYONE, "POST", while_locked=True),
    *rows("entry:lock_now", ANYONE, "POST", while_locked=True, lands="lock"),
    *rows("entry:lock_passkey", ANYONE, "POST", while_locked=True),
    *rows("entry:lock_passkey_options", ANYONE, "POST", while_locked=True),
    *rows("entry:post", SELF, "GET", "POST", own=True),
    *rows("entry:account", SELF, own=True),
    *rows("entry:account_language", SELF, "POST", own=True),
    *rows("entry:account_password", SELF, "POST", own=True, body=password),
    *rows("entry:account_codes", SELF, "POST", own=True),
    *rows("entry:account_totp", SELF, "POST", own=True),
    *rows("entry:account_totp_remove", SELF, "POST", own=True),
    *rows("entry:account_passkey_add", SELF, "POST", own=True),
    *rows("entry:account_passkey_options", SELF, "POST", own=True),
    *rows("entry:account_end_session", MARIE, "POST", own=True, status="Marie's", url=of("own_session", "session")),
    *rows("entry:account_passkey_remove", MARIE, "POST", own=True, status="Marie's", url=of("passkey", "passkey")),
    # ---------------------------------------------------------------- no desk
    *public("shell:language", "POST"),
    *public("shell:theme", "POST"),
    *public("shell:health"),
    # ---------------------------------------------------------------- other nodes: who is none of them finds nothing
    *public("exchange:parcel", "POST", who=NOBODY_AT_ALL),
    *public("exchange:enrol", "POST", who=NOBODY_AT_ALL),
    *public("exchange:release", "POST", who=NOBODY_AT_ALL),
    *public("exchange:card", "POST", who=NOBODY_AT_ALL),
    *public("rehearsal:home", who=NOBODY_AT_ALL),  # this is no rehearsal
    *public("rehearsal:do", "POST", who=NOBODY_AT_ALL),
    # ---------------------------------------------------------------- the post itself: closed or given up
    *public("opening:open", "GET", "POST"),
    *rows("opening:close", BORDER | ADMINISTRATORS, "POST"),
    *rows("opening:evacuate", BORDER | ADMINISTRATORS, "GET", "POST"),
    *public("help:home"),
    *public("help:gallery"),
    *public("help:document", url=fixed(name="explanation/access.md")),
    # ---------------------------------------------------------------- the booth
    *rows("booth:home", BORDER),
    *rows("booth:open", INSPECTORS, "POST"),
    *rows("booth:turn", MARIE, "POST", status="only Marie's shift is open"),
    *rows("booth:close", MARIE, "GET", "POST", status="only Marie's shift is open"),
    *rows("booth:scan", BORDER, "POST"),
    *rows("booth:decide", MARIE, "POST", status="traveller before Marie", body=admit("encounter")),
    *rows("booth:decide", NOBODY_AT_ALL, "POST", status="role taken back since", body=admit("encounter_moved")),
    *rows("booth:identify", BORDER, "POST"),
    *rows("booth:group", BORDER, "POST"),
    *rows("booth:minor", MARIE, "POST", status="traveller before Marie", body=about_traveller("encounter", answer="parent")),
    *rows("booth:declare", MARIE, "POST", status="traveller before Marie", body=about_traveller("encounter", purpose="visit")),
    *rows("booth:acknowledge", MARIE, "POST", status="traveller before Marie", body=before_marie("encounter", "hit")),
    *rows("booth:call", MARIE, "POST", status="traveller before Marie", body=about_traveller("encounter")),
    *taken_back("booth:call", about_traveller("encounter_moved")),
    *rows("booth:calls", MARIE, status="traveller before Marie", url=of("encounter", "encounter")),
    *taken_back("booth:minor", about_traveller("encounter_moved", answer="parent")),
    *taken_back("booth:declare", about_traveller("encounter_moved", purpose="visit")),
    *taken_back("booth:acknowledge", before_marie("encounter", "hit", whose="_moved")),
    *taken_back("booth:calls", method="GET", url=of("encounter_moved", "encounter")),
    *taken_back("booth:chip", about_traveller("encounter_moved")),
    *taken_back("booth:undo", before_marie("crossing", whose="_moved")),
    *taken_back("booth:uncount", before_marie("tally", whose="_moved")),
    *rows("booth:chip", MARIE, "POST", status="traveller before Marie", body=about_traveller("encounter")),
    *rows("booth:undo", MARIE, "POST", status="decided by Marie", body=before_marie("crossing")),
    *rows("booth:second_line", MARIE, "POST", status="traveller before Marie", body=about_traveller("encounter")),
    *taken_back("booth:second_line", about_traveller("encounter_moved")),
    *rows("booth:count", MARIE, status="only Marie's shift is open"),
    *rows(
        *("booth:tally", MARIE, "POST"),
        status="only Marie's shift is open",
        body=before_marie("shift", sex="F", age_group="18-59", direction="entry"),
    ),
    *rows("booth:uncount", MARIE, "POST", status="counted by Marie", body=before_marie("tally")),
    *rows("booth:slip", OUANAMINTHE - {"luckner"}, status="admitted", url=of("crossing", "crossing")),
    *rows("booth:register", BORDER),
    *rows("booth:movement", OUANAMINTHE, status="admitted", url=of("crossing", "crossing")),
    *rows("booth:movement", OUANAMINTHE, status="refused", url=of("refusal", "crossing")),
    *rows("booth:capture", BORDER, url=fixed(kind="mrz")),
    *rows("booth:window", BORDER),
    *rows("booth:reader", INSPECTORS, "GET", "POST"),
    *rows("booth:photo", MARIE, "GET", "POST", status="traveller before Marie", url=of("encounter", "encounter")),
    *rows("booth:photo", NOBODY_AT_ALL, "GET", "POST", status="role taken back since", url=of("encounter_moved", "encounter")),
    # ---------------------------------------------------------------- the alert list: no border role, ever
    *rows("watchlist:list", ALERT_KEEPERS),
    *rows("watchlist:find", ALERT_KEEPERS, "POST"),
    *rows("watchlist:queue", ALERT_KEEPERS),
    *rows("watchlist:outcomes", ALERT_KEEPERS),
    *rows("watchlist:add", KERLINE, "GET", "POST"),
    *rows("watchlist:import", KERLINE, "GET", "POST"),
    *rows("watchlist:raise", MIRLANDE, "GET", "POST"),
    *rows("watchlist:alert", ALERT_KEEPERS, status="wanted person", url=of("alert", "alert")),
    *rows("watchlist:alert", ALERT_KEEPERS | MIRLANDE, status="missing child", url=of("alert_child", "alert")),
    *rows("watchlist:print", ALERT_KEEPERS, status="wanted person", url=of("alert", "alert")),
    *rows("watchlist:print", ALERT_KEEPERS, status="missing child", url=of("alert_child", "alert")),
    *rows("watchlist:change", KERLINE, "GET", "POST", url=of("alert", "alert")),
    *rows("watchlist:renew", KERLINE, "POST", url=of("alert", "alert")),
    *rows("watchlist:end", KERLINE, "POST", url=of("alert", "alert")),
    *rows("watchlist:proposal", ALERT_KEEPERS, status="waiting", url=of("change", "change")),
    *rows("watchlist:proposal", ALERT_KEEPERS, status="decided", url=of("change_decided", "change")),
    *rows("watchlist:decide", GESNER, "POST", status="waiting", url=of("change", "change")),
    *rows("watchlist:decide", GESNER, "POST", status="decided", url=of("change_decided", "change")),
    *rows("watchlist:batch", ALERT_KEEPERS, url=of("batch", "batch")),
    *rows("watchlist:batch_decide", GESNER, "POST", url=of("batch", "batch")),
    *rows("watchlist:batch_withdraw", KERLINE, "POST", url=of("batch", "batch")),
    *rows("watchlist:registers", ALERT_KEEPERS),
    *rows("watchlist:register_add", KERLINE, "GET", "POST"),
    *rows("watchlist:register", ALERT_KEEPERS, status="stands", url=of("register", "register")),
    *rows("watchlist:register", ALERT_KEEPERS, status="waits", url=of("register_waiting", "register")),
    *rows("watchlist:register_decide", GESNER, "POST", url=of("register_waiting", "register")),
    *rows("watchlist:register_close", KERLINE, "POST", url=of("register", "register")),
    *rows("watchlist:register_bring", KERLINE, "POST", url=of("register", "register")),
    *rows("watchlist:redress", ALERT_KEEPERS, "GET", "POST"),
    *rows("watchlist:redress_answer", GESNER, "POST", url=of("redress", "redress")),
    *rows("watchlist:screenings", ALERT_KEEPERS),
    *rows("watchlist:screening_move", KERLINE, "POST", url=of("screening", "screening")),
    *rows("watchlist:batch_settle", GESNER, "POST", url=of("batch", "batch")),
    *rows("watchlist:silences", ALERT_KEEPERS),
    *rows("watchlist:silence_ask", KERLINE, "POST"),
    *rows("watchlist:silence", ALERT_KEEPERS, "POST", url=of("silence", "silence")),
    *rows("watchlist:batch_stop", GESNER, "POST", url=of("batch", "batch")),
    *rows("watchlist:batch_read_in", KERLINE, "POST", url=of("batch", "batch")),
    # ---------------------------------------------------------------- the post
    *rows("coordination:home", TOGETHER),
    *rows("coordination:incidents", TOGETHER),
    *rows("coordination:incident_new", TOGETHER, "GET", "POST"),
    *rows("coordination:incident", OUANAMINTHE | {"kettly", "pedro"}, status="open", url=of("incident", "incident")),
    *rows("coordination:incident", OUANAMINTHE | KETTLY, status="handed over", url=of("incident_handed", "incident")),
    *rows("coordination:incident_note", frozenset({"luckner", "kettly", "pedro"}), "POST", url=of("incident", "incident")),
    *rows("coordination:incident_involve", LUCKNER, "POST", url=of("incident", "incident")),
    *rows("coordination:incident_assess", LUCKNER, "POST", url=of("incident", "incident")),
    *rows("coordination:incident_hand_over", LUCKNER, "POST", url=of("incident", "incident")),
    *rows("coordination:incident_answer", NOBODY_AT_ALL, "POST", status="open", url=of("incident", "incident")),
    *rows("coordination:incident_answer", KETTLY, "POST", status="handed over", url=of("incident_handed", "incident")),
    *rows("coordination:incident_close", LUCKNER, "POST", url=of("incident", "incident")),
    *rows("coordination:tasks", TOGETHER),
    *rows("coordination:task_new", TOGETHER, "GET", "POST"),
    *rows("coordination:task", LUCKNER | KETTLY, status="asked", url=of("task", "task")),
    *rows("coordination:task", LUCKNER | KETTLY, status="taken on", url=of("task_taken", "task")),
    *rows("coordination:task_answer", KETTLY, "POST", url=of("task", "task")),
    *rows("coordination:task_finish", KETTLY, "POST", url=of("task_taken", "task")),
    *rows("coordination:task_withdraw", LUCKNER, "POST", url=of("task", "task")),
    *rows("coordination:patrols", TOGETHER),
    *rows("coordination:patrol_new", PATROLLERS, "GET", "POST"),
    *rows("coordination:patrol", OUANAMINTHE | {"kettly", "mirlande"}, status="out", url=of("patrol", "patrol")),
    *rows("coordination:patrol_find", LUCKNER, "POST", url=of("patrol", "patrol")),
    *rows("coordination:patrol_end", LUCKNER, "POST", url=of("patrol", "patrol")),
    *rows("coordination:alerts", TOGETHER),
    *rows("coordination:alert_new", ALERTERS, "GET", "POST"),
    *rows("coordination:alert_acknowledge", frozenset({"wilner", "clerveau"}), "POST", url=of("rapid_alert", "alert")),
    *rows("coordination:alert_lift", frozenset({"rose"}), "POST", url=of("rapid_alert", "alert")),
    *rows("coordination:briefing", (PATROLLERS | {"rose"}), status="everybody with a post of their own"),
    # ---------------------------------------------------------------- the second line
    *rows("second_line:queue", SECOND_LINE),
    *(row for state in LOOKS for row in rows("second_line:look", SECOND_LINE, status=state, url=of(f"look_{state}", "look"))),
    *rows("second_line:take", ROSE, "POST", status="waiting", url=of("look_waiting", "look")),
    *rows("second_line:take", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:back", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:left", ROSE, "POST", status="waiting", url=of("look_waiting", "look")),
    *rows("second_line:call", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:inspect", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:alert", NOBODY_AT_ALL, "POST", status="no such alert", url=of_look_without_alert),
    *rows("second_line:alert", ROSE, "POST", status="taken", url=of_hit_in_second_line, body=fixed(outcome="other")),
    *rows("second_line:child", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:declare", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:decide", ROSE, "POST", status="taken", url=of("look_taken", "look"), body=refuse_in_second_line),
    *rows("second_line:propose", ROSE, "POST", status="taken", url=of("look_taken", "look")),
    *rows("second_line:withdraw", ROSE, "POST", status="proposed", url=of("look_proposed", "look")),
    *rows("second_line:answer", SECOND_LINE, "POST", status="proposed", url=of("look_proposed", "look")),
    *rows("second_line:notice", OUANAMINTHE, "GET", "POST", status="refused by the second line", url=of("notice", "crossing")),
    # ---------------------------------------------------------------- the protection
    *rows("protection:queue", CARERS),
    *rows("protection:sweep", DESK, "POST", status="Nadège has chosen no post"),
    *(row for state in CALLS for row in rows("protection:call", DESK, status=state, url=of(f"call_{state}", "call"))),
    *(row for state in CALLS for row in rows("protection:take", DESK, "POST", status=state, url=of(f"call_{state}", "call"))),
    *(row for state in CALLS for row in rows("protection:close", DESK, "POST", status=state, url=of(f"call_{state}", "call"))),
    *rows("protection:photo", MIRLANDE, status="taken by her", url=face("call_taken")),
    *rows("protection:photo", NOBODY_AT_ALL, status="waiting", url=face("call_waiting")),
    *rows("protection:photo", NOBODY_AT_ALL, status="closed", url=face("call_closed")),
    # ---------------------------------------------------------------- the files of protection
    *rows("files:list", CARERS | CAROLE),
    *rows("files:new", CARERS, "GET", "POST"),
    *rows("files:ageing", GINETTE),
    *rows("files:from_call", MIRLANDE, "POST", status="taken by her", url=of("call_taken", "call")),
    *rows("files:from_call", NOBODY_AT_ALL, "POST", status="waiting", url=of("call_waiting", "call")),
    *rows("files:one", DESK, status="waiting", url=of("file_waiting", "intake")),
    *rows("files:one", DESK, status="Mirlande's", url=of("file_mirlande", "intake")),
    *rows("files:one", DESK | CAROLE, status="Carole's", url=of("file_carole", "intake")),
    *rows("files:one", DESK, status="closed", url=of("file_closed", "intake")),
    *rows("files:receive", DESK, "POST", status="waiting", url=of("file_waiting", "intake")),
    *rows("files:receive", DESK, "POST", status="closed", url=of("file_closed", "intake")),
    *rows("files:assign", GINETTE, "POST", status="waiting", url=of("file_waiting", "intake")),
    *rows("files:signal", DESK, "POST", status="Mirlande's", url=of("file_mirlande", "intake")),
    *rows("files:signal", DESK | CAROLE, "POST", status="Carole's", url=of("file_carole", "intake")),
    *rows("files:voice", CARERS | CAROLE, url=fixed(version="1", code="interview", language="ht")),
    *rows("files:close", DESK, "POST", status="Mirlande's", url=of("file_mirlande", "intake")),
    *rows("files:close", DESK | CAROLE, "POST", status="Carole's", url=of("file_carole", "intake")),
    *rows("files:decide", DESK, "POST", status="Mirlande's", url=of("file_mirlande", "intake")),
    *rows("files:decide", DESK, "POST", status="Carole's", url=of("file_carole", "intake")),
    *rows("files:consent", MIRLANDE, "GET", "POST", status="Mirlande's", url=of("file_mirlande", "intake")),
    *rows("files:consent", CAROLE, "GET", "POST", status="Carole's", url=of("file_carole", "intake")),
    *rows("files:consent", NOBODY_AT_ALL, "GET", "POST", status="closed", url=of("file_closed", "intake")),
    *rows("files:take_back", DESK, "POST", status="Mirlande's", url=answer_of_file),
    *rows("files:ask", MIRLANDE, "GET", "POST", status="Mirlande's", url=questions_of("file_mirlande")),
    *rows("files:ask", CAROLE, "GET", "POST", status="Carole's", url=questions_of("file_carole")),
    *rows("files:ask", NOBODY_AT_ALL, "GET", "POST", status="waiting", url=questions_of("file_waiting")),
    # ---------------------------------------------------------------- inspections
    *rows("arrivals:board", BORDER),
    *rows("arrivals:bring", INSPECTORS, "POST"),
    *rows("arrivals:voyage", SECOND_LINE, status="a bus at Ouanaminthe", url=of("listed", "listed")),
    *rows("arrivals:raw", SECOND_LINE, status="a bus at Ouanaminthe", url=of("passenger_file", "file")),
    *rows("arrivals:protected", CARERS),
    *rows("arrivals:feeds", ADMINISTRATORS, "GET", "POST"),
    *rows("arrivals:feed_approve", ADMINISTRATORS, "POST", status="asked for by Frantz", url=of("feed", "feed")),
    *rows("arrivals:feed_end", ADMINISTRATORS, "POST", status="asked for by Frantz", url=of("feed", "feed")),
    *public("arrivals:upload", "POST", who=NOBODY_AT_ALL),  # without a key that holds
    *rows("inspections:home", INSPECTING),
    *rows("inspections:find", INSPECTING, "POST"),
    *rows("inspections:write", AT_OUANAMINTHE_INSPECTING, "GET", "POST", status="sent", url=of("sent", "encounter")),
    *rows("inspections:write", SECOND_LINE, "GET", "POST", status="not sent", url=of("not_sent", "encounter")),
    *rows("inspections:plate", AT_OUANAMINTHE_INSPECTING, "POST", status="sent", url=of("sent", "encounter")),
    *rows("inspections:plate", SECOND_LINE, "POST", status="not sent", url=of("not_sent", "encounter")),
    *rows("inspections:receipt", AT_OUANAMINTHE_INSPECTING, url=of("inspection", "inspection")),
    # ---------------------------------------------------------------- past movements
    *rows("imports:runs", ROSE, "GET", "POST"),
    *(row for state in RUNS for row in rows("imports:run", ROSE, status=state, url=of(f"run_{state}", "run"))),
    *rows("imports:describe", ROSE, "POST", status="uploaded", url=of("run_uploaded", "run")),
    *rows("imports:start", ROSE, "POST", status="checked", url=of("run_checked", "run")),
    *rows("imports:stop", ROSE, "POST", status="stopped", url=of("run_stopped", "run")),
    *rows("imports:abandon", ROSE, "POST", status="stopped", url=of("run_stopped", "run")),
    *rows("imports:faults", ROSE, status="stopped", url=of("run_stopped", "run")),
    *rows("imports:faults_file", ROSE, status="stopped", url=of("run_stopped", "run")),
    *rows("imports:paper", INSPECTORS),
    *rows("imports:paper_open", INSPECTORS, "POST"),
    *rows("imports:paper_enter", JEAN, "POST", status="only Jean may go on with a day begun"),
    *rows("imports:paper_count", JEAN, "POST", status="only Jean may go on with a day begun"),
    *rows("imports:paper_close", JEAN, "POST", status="only Jean may go on with a day begun"),
    # ---------------------------------------------------------------- the supervision
    *rows("supervision:home", ROSE),
    *rows("supervision:close", ROSE, "POST", status="Marie's", url=of("shift", "shift")),
    # ---------------------------------------------------------------- the oversight
    *rows("oversight:patterns", OVERSEERS),
    *rows("oversight:patterns_csv", OVERSEERS),
    *rows("oversight:officers", OVERSEERS),
    *rows("oversight:silences", OVERSEERS),
    *rows("oversight:reads", OVERSEERS),
    *rows("oversight:search", OVERSEERS, "POST"),
    *rows("oversight:export", frozenset({"guerda"}), "POST"),
    *rows("oversight:event", OVERSEERS, url=of("event", "event")),
    *rows("oversight:trust", ADMINISTRATORS | {"claudette"}),
    *rows("oversight:trust_bring", ADMINISTRATORS, "POST"),
    *rows("oversight:trust_file", ADMINISTRATORS | {"claudette"}, url=of("upload", "upload")),
    *rows("oversight:trust_accept", ADMINISTRATORS, "POST", status="brought by Frantz", url=of("upload", "upload")),
    *rows("oversight:trust_drop", ADMINISTRATORS, "POST", status="brought by Frantz", url=of("upload", "upload")),
    *rows("oversight:trust_state", ADMINISTRATORS | {"claudette"}, url=fixed(state="UT")),
    *rows("oversight:trust_anchor", ADMINISTRATORS | {"claudette"}, url=of("anchor", "anchor")),
    *rows("oversight:trust_withdraw", ADMINISTRATORS, "POST", status="trusted", url=of("anchor", "anchor"), body=reason),
    *rows("oversight:trust_restore", ADMINISTRATORS, "POST", status="trusted", url=of("anchor", "anchor")),
    *rows("oversight:journal", OVERSEERS | ADMINISTRATORS),
    *rows("oversight:verify", OVERSEERS | ADMINISTRATORS, "POST"),
    # ---------------------------------------------------------------- the passes
    *rows("passes:issued", ODETTE | LUNISE, "GET", "POST"),
    *rows("passes:issued_border", ODETTE, "GET", "POST"),
    *rows("passes:issued_minor", LUNISE, "GET", "POST"),
    *rows("passes:issued_one", ODETTE, status="border pass", url=of("pass", "issued")),
    *rows("passes:issued_one", ODETTE, status="taken back", url=of("pass_back", "issued")),
    *rows("passes:issued_one", LUNISE, status="authorisation", url=of("authorisation", "issued")),
    *rows("passes:issued_revoke", ODETTE, "POST", status="border pass", url=of("pass", "issued")),
    *rows("passes:issued_revoke", ODETTE, "POST", status="taken back", url=of("pass_back", "issued")),
    *rows("passes:issued_revoke", LUNISE, "POST", status="authorisation", url=of("authorisation", "issued")),
    *rows("passes:issued_card", ODETTE, status="border pass", url=of("pass", "issued")),
    *rows("passes:issued_card", ODETTE, status="taken back", url=of("pass_back", "issued")),
    *rows("passes:issued_card", LUNISE, status="authorisation", url=of("authorisation", "issued")),
    *rows("passes:issued_ticket", ODETTE, status="border pass", url=of("pass", "issued")),
    *rows("passes:issued_ticket", LUNISE, status="authorisation", url=of("authorisation", "issued")),
    *rows("passes:key_list", KEYHOLDERS, "GET", "POST"),
    *rows("passes:key_decide", KEYHOLDERS, "POST", status="waiting", url=of("key_waiting", "issuer")),
    *rows("passes:key_decide", KEYHOLDERS, "POST", status="in use", url=of("key", "issuer")),
    *rows("passes:key_withdraw", KEYHOLDERS, "POST", status="in use", url=of("key", "issuer")),
    *rows("passes:key_withdraw", KEYHOLDERS, "POST", status="withdrawn", url=of("key_gone", "issuer")),
    # ---------------------------------------------------------------- the administration
    *public("published:home"),
    *public("published:release", url=fixed(number="1")),
    *public("published:bulletin", url=fixed(number="1")),
    *public("published:bulletin_file", url=fixed(number="1", language="ht")),
    *public("published:bulletin_pdf", who=NOBODY_AT_ALL, url=fixed(number="1", language="de")),
    *public("published:file", url=fixed(number="1", position="1", ending="csv")),
    *rows("releases:home", FIGURES),
    *rows("releases:choose", FABIENNE, "GET", "POST", url=fixed(kind="movements")),
    *rows("releases:event", FABIENNE, "GET", "POST"),
    *rows("releases:profile", FIGURES),
    *rows("releases:profile_of", FIGURES, url=fixed(year="2026")),
    *rows("releases:draft", FABIENNE, status="asked for by Fabienne", url=of("draft", "draft")),
    *rows("releases:stop", FABIENNE, "POST", status="asked for by Fabienne", url=of("draft", "draft")),
    *rows("releases:propose", FABIENNE, "POST"),
    *rows("releases:one", FIGURES, status="proposed by Fabienne", url=of("release", "release")),
    *rows("releases:publish", FIGURES, "POST", status="proposed by Fabienne", url=of("release", "release")),
    *rows("releases:return", FIGURES, "POST", status="proposed by Fabienne", url=of("release", "release")),
    *rows("reported:home", FIGURES),
    *rows("reported:start", FABIENNE, "POST"),
    *rows("reported:one", FIGURES, url=of("series", "series")),
    *rows("reported:value", FABIENNE, "POST", url=of("series", "series")),
    *rows("reported:try", FABIENNE, "POST", url=of("series", "series")),
    *rows("reported:enter", FABIENNE, "POST", url=of("series", "series")),
    *rows("reported:end", FABIENNE, "POST", url=of("series", "series")),
    *rows("statistics:home", FIGURES),
    *rows("statistics:flows", FIGURES),
    *rows("statistics:place", FIGURES, url=fixed(code="HT04")),
    *rows("statistics:views", FIGURES),
    *rows("statistics:view_new", FIGURES, "GET", "POST"),
    *rows("statistics:view", FIGURES, status="for everybody who reads figures", url=of("view", "view")),
    *rows("statistics:view", FABIENNE, status="Fabienne's own", url=of("view_own", "view")),
    *rows("statistics:view_remove", FABIENNE, "POST", status="Fabienne's, for everybody", url=of("view", "view")),
    *rows("statistics:view_remove", FABIENNE, "POST", status="Fabienne's own", url=of("view_own", "view")),
    *rows("statistics:limits", FIGURES),
    *rows("statistics:limit_new", FIGURES, "GET", "POST"),
    *rows("statistics:limit_end", FABIENNE, "POST", status="Fabienne's, for everybody", url=of("limit", "limit")),
    *rows("statistics:limit_end", FABIENNE, "POST", status="Fabienne's own", url=of("limit_own", "limit")),
    *rows("statistics:alarm_note", FIGURES, "POST", status="for everybody who reads figures", url=of("alarm", "alarm")),
    *rows("statistics:alarm_note", FABIENNE, "POST", status="Fabienne's own", url=of("alarm_own", "alarm")),
    *rows("statistics:mend", ROSE),
    *rows("statistics:dictionary", FIGURES),
    *rows("statistics:one", FIGURES, url=fixed(code="border.movements")),
    *rows("statistics:file", FIGURES, url=fixed(code="border.movements", form="csv")),
    *rows("administration:places", ADMINISTRATORS),
    *rows("administration:place", ADMINISTRATORS, "GET", "POST", url=fixed(pcode="HT01")),
    *rows("administration:place_end", ADMINISTRATORS, "POST", url=fixed(pcode="HT01")),
    *rows("administration:place_post", ADMINISTRATORS, "GET", "POST", url=fixed(code="HT-OUA")),
    *rows("administration:place_post_end", ADMINISTRATORS, "POST", url=fixed(code="HT-OUA")),
    *rows("administration:place_post_close", ADMINISTRATORS | {"rose"}, "POST", status="Rose's post", url=fixed(code="HT-OUA")),
    *rows("administration:place_post_close", ADMINISTRATORS, "POST", status="another post", url=fixed(code="HT-MAL")),
    *rows("administration:place_post_reopen", ADMINISTRATORS | {"rose"}, "POST", status="Rose's post", url=fixed(code="HT-OUA")),
    *rows("administration:place_post_reopen", ADMINISTRATORS, "POST", status="another post", url=fixed(code="HT-MAL")),
    *rows("administration:staff", ADMINISTRATORS, "GET", "POST"),
    *rows("administration:staff_sessions", ADMINISTRATORS),
    *rows("administration:staff_session_end", FRANTZ, "POST", url=of("session", "session")),
    *rows("administration:staff_person", FRANTZ, "GET", "POST", status="open, of DIE", url=about("wilner")),
    *rows("administration:staff_person", FRANTZ, "GET", "POST", status="closed, of DIE", url=about(GONE)),
    *rows("administration:staff_person", SOLANGE, "GET", "POST", status="open, of IBESR", url=about("nadege")),
    *rows("administration:staff_reset", FRANTZ, "POST", status="open, of DIE", url=about("wilner")),
    *rows("administration:staff_reset", FRANTZ, "POST", status="closed, of DIE", url=about(GONE)),
    *rows("administration:staff_reset", SOLANGE, "POST", status="open, of IBESR", url=about("nadege")),
    *rows("administration:staff_end", FRANTZ, "POST", status="open, of DIE", url=about("wilner")),
    *rows("administration:staff_end", FRANTZ, "POST", status="closed, of DIE", url=about(GONE)),
    *rows("administration:staff_sessions_end", FRANTZ, "POST", url=about("wilner")),
    *rows("administration:staff_grant", FRANTZ, "POST", status="open, of DIE", url=about("wilner")),
    *rows("administration:staff_grant", FRANTZ, "POST", status="closed, of DIE", url=about(GONE)),
    *rows("administration:staff_grant_end", FRANTZ, "POST", status="in force", url=about("wilner", grant="grant")),
    *rows("administration:staff_grant_end", NOBODY_AT_ALL, "POST", status="ended", url=about(FIRED, grant="grant_ended")),
    *rows("backups:home", ADMINISTRATORS),
    *rows("backups:check", ADMINISTRATORS, "POST"),
    *rows("backups:stop", ADMINISTRATORS, "POST"),
    *rows("administration:node", ADMINISTRATORS | {"claudette"}),
    # ---------------------------------------------------------------- the machines
    *rows("nodes:home", ADMINISTRATORS | {"claudette"}),
    *rows("nodes:this", ADMINISTRATORS | {"claudette"}),
    *rows("nodes:found", ADMINISTRATORS, "POST"),
    *rows("nodes:speak", ADMINISTRATORS, "POST"),
    *(
        row
        for status in ("hub", "working", "stopped")
        for name, who, method in (
            ("node", ADMINISTRATORS | {"claudette"}, "GET"),
            ("lost", ADMINISTRATORS | {"claudette"}, "GET"),
            ("stop", ADMINISTRATORS, "POST"),
            ("end", ADMINISTRATORS, "POST"),
            ("back", ADMINISTRATORS, "POST"),
        )
        for row in rows(f"nodes:{name}", who, method, status=status, url=of(f"peer_{status}", "peer"))
    ),
    *rows("nodes:invitations", ADMINISTRATORS, "GET", "POST"),
    *(
        row
        for status in ("open", "asked")
        for name, method in (("invitation", "GET"), ("admit", "POST"), ("refuse", "POST"), ("withdraw", "POST"))
        for row in rows(f"nodes:{name}", ADMINISTRATORS, method, status=status, url=of(f"invitation_{status}", "invitation"))
    ),
    *rows("nodes:releases", ADMINISTRATORS, "GET", "POST"),
    *rows("nodes:request_file", ADMINISTRATORS, "POST"),
    *rows("nodes:stick", ADMINISTRATORS | ROSE, "GET", "POST"),
    *rows("nodes:stick_give", ADMINISTRATORS | ROSE, status="working", url=of("peer_working", "peer")),
    *rows("nodes:stick_give", NOBODY_AT_ALL, status="stopped", url=of("peer_stopped", "peer")),
    *rows("nodes:stick_give", NOBODY_AT_ALL, status="itself", url=of("peer_hub", "peer")),
    *rows("nodes:letters", ADMINISTRATORS | {"claudette"}),
    *rows("nodes:retry", ADMINISTRATORS, "POST", url=of("letter", "event")),
    *rows("nodes:conflicts", GUERDA),
    *rows("nodes:conflict", GUERDA, "GET", "POST", status="of a person", url=conflict("name_disputed", "people.name", "family")),
    *rows(
        "nodes:conflict", NOBODY_AT_ALL, "GET", "POST", status="of a call", url=conflict("call_disputed", "border.call", "note")
    ),
    *public("nodes:join", "GET", "POST", who=NOBODY_AT_ALL),
    *public("nodes:join_request", who=NOBODY_AT_ALL),
    *public("nodes:join_answer", "POST", who=NOBODY_AT_ALL),
    *public("nodes:bind", "GET", "POST", who=NOBODY_AT_ALL),
    *public("nodes:card", who=NOBODY_AT_ALL),
    # ---------------------------------------------------------------- forms
    *rows("forms:home", ADMINISTRATORS),
    *rows("forms:bring", ADMINISTRATORS, "POST"),
    *rows("forms:form", ADMINISTRATORS, status="filled", url=of("form", "form")),
    *rows("forms:close", ADMINISTRATORS, "POST", status="filled", url=of("form", "form")),
    *rows("forms:version", ADMINISTRATORS, status="proposed by Frantz", url=of("form_version", "version")),
    *(
        row
        for step in ("propose", "publish", "give_back", "retire")
        for row in rows(f"forms:{step}", ADMINISTRATORS, "POST", status="proposed by Frantz", url=of("form_version", "version"))
    ),
    *rows("forms:workbook", ADMINISTRATORS, status="proposed by Frantz", url=of("form_version", "version")),
    *rows("forms:phones", ADMINISTRATORS, "GET", "POST"),
    *rows("forms:phone_approve", ADMINISTRATORS, "POST", status="asked for by Frantz", url=of("form_phone", "phone")),
    *rows("forms:phone_end", ADMINISTRATORS, "POST", status="asked for by Frantz", url=of("form_phone", "phone")),
    *rows("forms:filled", FILLERS | RECEPTION),
    *rows("forms:one", RECEPTION, status="of the reception", url=of("form_received", "submission")),
    *rows("forms:again", RECEPTION, "POST", status="of the reception", url=of("form_received", "submission")),
    *rows("forms:one", MIRLANDE, status="of Mirlande's agency", url=of("form_filled", "submission")),
    *rows("forms:file", MIRLANDE, status="of Mirlande's agency", url=file_of_form),
    *rows("forms:again", MIRLANDE, "POST", status="of Mirlande's agency", url=of("form_filled", "submission")),
    *rows("filling:home", FILLERS | RECEPTION),
    *rows("filling:sheet", FILLERS, url=fixed(code="small")),
    *rows("forms:fill", FILLERS, url=fixed(code="small")),
    *rows("forms:fill_xml", FILLERS, url=fixed(code="small")),
    *rows("forms:fill_media", NOBODY_AT_ALL, url=fixed(code="small", name="none.png")),
    *rows("forms:fill_send", FILLERS | RECEPTION, "POST", url=fixed(code="small")),
    # ---------------------------------------------------------------- where protected people stay: no border role, ever
    *rows("whereabouts:home", MAY_HOLD),
    *rows("whereabouts:key", MAY_HOLD, "GET", "POST"),
    *rows("whereabouts:key_end", MAY_HOLD, "POST"),
    *rows("whereabouts:person", DESK, "GET", "POST", status="Mirlande's file", url=of("file_mirlande", "intake")),
    *rows("whereabouts:person", CAROLE | GINETTE, "GET", "POST", status="Carole's file", url=of("file_carole", "intake")),
    *(
        row
        for name in ("lock", "lift", "card", "card_end")
        for row in rows(f"whereabouts:{name}", DESK, "POST", status="Mirlande's file", url=of("file_mirlande", "intake"))
    ),
    *rows("whereabouts:circle", KEEPERS, url=of("circle", "circle")),
    *(
        row
        for name in ("place", "again", "seen", "add")
        for row in rows(f"whereabouts:{name}", KEEPERS, "POST", url=of("circle", "circle"))
    ),
    *rows("whereabouts:open", KEEPERS, "POST", status="with Nadège's key", url=of("circle", "circle"), body=opens("nadege")),
    *rows("whereabouts:end", KEEPERS, "POST", url=of_holder),
    *rows("whereabouts:ask", DESK, "POST", url=of("circle", "circle")),
    *(
        row
        for state in ("asked", "open", "over")
        for name, method in (("glass", "GET"), ("agree", "POST"), ("refuse", "POST"), ("glass_end", "POST"))
        for row in rows(f"whereabouts:{name}", DESK, method, status=state, url=of(f"glass_{state}", "glass"))
    ),
    *(
        row
        for state in ("asked", "open", "over")
        for row in rows(
            *("whereabouts:glass_open", DESK, "POST"), status=state, url=of(f"glass_{state}", "glass"), body=opens("mirlande")
        )
    ),
    *rows("whereabouts:reviews", GUERDA),
    *rows("whereabouts:review", GUERDA, "POST", status="over", url=of("glass_over", "glass")),
    *rows("whereabouts:card_read", CARERS, "GET", "POST", body=reads_card),
    *rows("whereabouts:card_found", MIRLANDE, status="shown to Mirlande", url=of("file_mirlande", "intake")),
    # ---------------------------------------------------------------- the directory of services, and referrals
    *rows("services:search", SENDERS | YVES),
    *rows("services:own", YVES),
    *rows("services:import", GINETTE, "GET", "POST"),
    *rows("services:enter", GINETTE, "POST"),
    *rows("services:one", SENDERS | YVES, url=of("service", "service")),
    *rows("services:count", GINETTE | YVES, "POST", status="of Yves's agency", url=of("service", "service")),
    *rows("services:end", GINETTE, "POST", url=of("service", "service")),
    *rows("referral:sent", SENDERS),
    *rows("referral:received", YVES),
    *rows("referral:delivery", YVES, "GET", "POST", status="sent to IBESR", url=of("delivery", "delivery")),
    *rows("referral:of_file", DESK, status="Mirlande's file", url=of("file_mirlande", "intake")),
    *rows("referral:told", DESK, status="Mirlande's file", url=of("file_mirlande", "intake")),
    *rows("referral:new", MIRLANDE, "GET", "POST", status="Mirlande's file", url=to_service),
    *rows("referral:take_back", MIRLANDE, "POST", status="Mirlande's file", url=of("agreed", "agreed")),
    *rows("referral:one", DESK, status="not sent", url=of("referral_drafted", "referral")),
    *rows("referral:one", DESK | YVES, status="sent to IBESR", url=of("referral_sent", "referral")),
    *(
        row
        for name in ("send", "withdraw")
        for row in rows(f"referral:{name}", DESK, "POST", url=of("referral_drafted", "referral"))
    ),
    *rows("referral:follow", MIRLANDE, "POST", status="of her file", url=of("referral_sent", "referral")),
    *rows("referral:phone", MIRLANDE, "POST", status="hers", url=of("referral_sent", "referral")),
    *rows("referral:feedback", MIRLANDE, "POST", status="hers", url=of("referral_sent", "referral")),
    *rows("referral:answer", YVES, "POST", status="sent to IBESR", url=of("referral_sent", "referral")),
    *rows("referral:receipt", NOBODY_AT_ALL, status="not sent", url=of("referral_drafted", "referral")),
    *rows("referral:receipt", MIRLANDE, status="hers", url=of("referral_sent", "referral")),
    *rows("referral:packet", MIRLANDE, status="hers", url=of("referral_sent", "referral")),
    *rows("referral:messages", SENDERS),
    *rows("referral:message_again", MIRLANDE, "POST", status="hers", url=of("message", "message")),
    *rows("referral:message_drop", MIRLANDE, "POST", status="hers", url=of("message", "message")),
    *rows("referral:voices", GINETTE),
    *rows("referral:log", NADEGE | GINETTE, "GET", "POST"),
    *rows("referral:answer_voice", GINETTE, "POST", url=of("complaint", "complaint")),
    # who has no account: a right code says nothing of anybody; a wrong one is nothing at all
    *public("partner:door", "GET", "POST"),
    *public("partner:answer", "GET", "POST", url=of("receipt_code", "code")),
    *public("partner:feedback", "POST", url=of("receipt_code", "code")),
    *public("partner:say", "GET", "POST"),
    *public("partner:asked", "POST", body=asks_after),
    *public("partner:sms", "POST", who=NOBODY_AT_ALL),
    # phones: without a key that holds
    *public("collect:list", who=NOBODY_AT_ALL, url=fixed(key="x")),
    *public("collect:form", who=NOBODY_AT_ALL, url=fixed(key="x", code="small")),
    *public("collect:manifest", who=NOBODY_AT_ALL, url=fixed(key="x", code="small")),
    *public("collect:media", who=NOBODY_AT_ALL, url=fixed(key="x", code="small", name="a.png")),
    *public("collect:submission", "POST", who=NOBODY_AT_ALL, url=fixed(key="x")),
    *rows("nodes:word", ADMINISTRATORS | ROSE, "POST"),
]


def visit(world: World, row: Row, visitor: str) -> str:
    """What happens to a visitor at a page."""
    client = world.clients[visitor]
    call = client.get if row.method == "GET" else client.post
    return outcome(call(reverse(row.name, kwargs=row.url(world)), row.body(world)), visitor, row)


def outcome(response: Any, visitor: str, row: Row) -> str:
    """The answer in one word."""
    if response.status_code == 302:
        path = response["Location"].partition("?")[0]
        sent = {"/login": "login", "/lock": "lock"}.get(path, "in")
        return "account" if visitor == FRESH and path == "/account" and not row.own else sent
    if response.status_code == 403 and row.name.startswith("collect:"):
        return "404"  # phones are told so: at 401 they ask the person for a password, at 404 they drop the form
    return "in" if response.status_code in {200, 204, 422} else str(response.status_code)


def deviations(world: World, wanted: Iterable[Row], visitors: Iterable[str] = VISITORS) -> Iterator[str]:
    """Where the program does otherwise than the table says."""
    for row in wanted:
        awake()
        for visitor in visitors:
            cookies = world.clients[visitor].cookies.output()
            with undone():
                happened = visit(world, row, visitor)
            restore(world.clients[visitor], cookies)
            if happened != row.expected(visitor):
                yield f"{row.label}: {visitor} got {happened}, not {row.expected(visitor)}"


def restore(client: Client, before: str) -> None:
    """A browser as it was: what it did has been undone."""
    client.cookies.clear()
    for line in before.splitlines():
        client.cookies.load(line.removeprefix("Set-Cookie: "))


def views(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Any]]:
    """Every page of the program by its name, with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from views(entry, inner)
        else:
            yield f"{space}{entry.name}", entry.callback
