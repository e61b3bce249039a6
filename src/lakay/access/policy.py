"""The policy: what can be permitted, which role holds what, and who sees which records. One table each; nothing else permits.

A rule opens records of a kind to those who hold a permission by a role that works for the purpose, where the condition holds,
and of these records the field classes named. What no rule opens stays shut.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.access.agreements import opened
from lakay.kernel.fields import FieldClass
from lakay.kernel.predicates import Always, FieldEquals, FieldIn, FieldIs, FieldIsNull, Predicate
from lakay.kernel.purposes import Purpose


class Permission(StrEnum):
    """Every permission, as `module:record:verb`. Stable: they stand in tests, pages and other modules' checks."""

    SHIFT_OPEN = "border:shift:open"
    SHIFT_SUPERVISE = "border:shift:supervise"
    ENCOUNTER_OPEN = "border:encounter:open"
    ENCOUNTER_VIEW = "border:encounter:view"
    CROSSING_RECORD = "border:crossing:record"
    REGISTER_READ = "border:register:read"
    SECOND_LOOK_VIEW = "border:second_look:view"
    SECOND_LOOK_DECIDE = "border:second_look:decide"
    SECOND_LOOK_CONFIRM = "border:second_look:confirm"
    INSPECTION_RECORD = "border:inspection:record"
    LATE_ENTER = "border:late:enter"
    IMPORT_RUN = "border:import:run"
    CALL_ANSWER = "border:call:answer"
    PATTERN_SWEEP = "border:pattern:sweep"
    PATTERN_REVIEW = "border:pattern:review"
    ARRIVAL_VIEW = "border:arrival:view"
    PASSENGER_VIEW = "border:passenger:view"
    PASSENGER_BRING = "border:passenger:bring"
    FEED_MANAGE = "border:feed:manage"
    PERSON_SEARCH = "people:person:search"
    PERSON_VIEW = "people:person:view"
    PERSON_EDIT = "people:person:edit"
    CONSENT_RECORD = "people:consent:record"
    MERGE_PROPOSE = "people:merge:propose"
    MERGE_DECIDE = "people:merge:decide"
    INCIDENT_VIEW = "coordination:incident:view"
    INCIDENT_WRITE = "coordination:incident:write"
    TASK_WRITE = "coordination:task:write"
    PATROL_WRITE = "coordination:patrol:write"
    RAPID_SEND = "coordination:alert:send"
    BRIEFING_READ = "coordination:briefing:read"
    PLACE_VIEW = "places:place:view"
    PLACE_EDIT = "places:place:edit"
    POST_EDIT = "places:post:edit"
    POST_CLOSE = "places:post:close"
    HOLIDAY_EDIT = "places:holiday:edit"
    EVENT_VIEW = "journal:event:view"
    EVENT_EXPORT = "journal:event:export"
    CHAIN_VERIFY = "journal:chain:verify"
    SUBJECT_ERASE = "journal:subject:erase"
    CONFLICT_DECIDE = "journal:conflict:decide"
    STAFF_VIEW = "access:staff:view"
    STAFF_MANAGE = "access:staff:manage"
    GRANT_MANAGE = "access:grant:manage"
    SESSION_REVOKE = "access:session:revoke"
    SELF_MANAGE = "access:self:manage"
    ALERT_LIST = "watchlist:alert:list"
    ALERT_OPEN = "watchlist:alert:open"
    ALERT_PROPOSE = "watchlist:alert:propose"
    ALERT_DECIDE = "watchlist:alert:decide"
    ALERT_RAISE = "watchlist:alert:raise"
    OUTCOME_RECORD = "watchlist:outcome:record"
    BACKUP_VERIFY = "backup:copy:verify"
    NODE_VIEW = "node:state:view"
    NODE_MANAGE = "node:peer:manage"
    NODE_CARRY = "node:stick:carry"
    NODE_CLOSE = "node:vault:close"
    NODE_WIPE = "node:vault:wipe"
    TRUST_VIEW = "credentials:trust:view"
    TRUST_EDIT = "credentials:trust:edit"
    ISSUER_VIEW = "credentials:issuer:view"
    ISSUER_PROPOSE = "credentials:issuer:propose"
    ISSUER_APPROVE = "credentials:issuer:approve"
    FORM_VIEW = "forms:form:view"
    FORM_WRITE = "forms:form:write"
    FORM_PUBLISH = "forms:form:publish"
    PHONE_MANAGE = "forms:phone:manage"
    SUBMISSION_SEND = "forms:submission:send"
    SUBMISSION_VIEW = "forms:submission:view"
    PERMIT_VIEW = "credentials:pass:view"
    PERMIT_ISSUE = "credentials:pass:issue"
    AUTHORISATION_ISSUE = "credentials:authorisation:issue"
    PERMIT_REVOKE = "credentials:pass:revoke"
    INTAKE_WORK = "protection:intake:work"
    INTAKE_FOLLOW = "protection:intake:follow"
    INTAKE_SUPERVISE = "protection:intake:supervise"
    STATUS_DECIDE = "protection:status:decide"


P = Permission


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its stable code, its name and description for people, what it holds and what it works for."""

    code: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]
    purposes: frozenset[Purpose]


EVERYONE = Role("everyone", "", "", frozenset({P.SELF_MANAGE, P.PLACE_VIEW}), frozenset(Purpose))
"""What every person who is logged in holds: their own account, and the map of places and posts."""

_GIVE_UP = {P.NODE_CLOSE, P.NODE_WIPE}
_BOOTH = {P.SHIFT_OPEN, P.ENCOUNTER_OPEN, P.ENCOUNTER_VIEW, P.CROSSING_RECORD, P.REGISTER_READ, P.PERSON_SEARCH, P.PERSON_VIEW}
_BOOTH |= _GIVE_UP | {P.ARRIVAL_VIEW}
_PERSONS = {P.PERSON_SEARCH, P.PERSON_VIEW, P.PERSON_EDIT, P.CONSENT_RECORD, P.MERGE_PROPOSE}
_SECOND_PERSON = {P.SECOND_LOOK_VIEW, P.SECOND_LOOK_CONFIRM}
_TOGETHER = {P.INCIDENT_VIEW, P.INCIDENT_WRITE, P.TASK_WRITE}
_BORDER = {Purpose.BORDER_CONTROL, Purpose.COORDINATION}
_CARE = {Purpose.PROTECTION}
_CALLS = {P.CALL_ANSWER, P.PATTERN_SWEEP, P.INTAKE_WORK, P.INTAKE_FOLLOW}
_FORMS = {P.SUBMISSION_SEND, P.SUBMISSION_VIEW}


def _role(code: str, name: str | Promise, description: str | Promise, holds: set[Permission], works_for: set[Purpose]) -> Role:
    return Role(code, name, description, frozenset(holds), frozenset(works_for))


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(
            "inspector",
            _("Immigration inspector"),
            _("Reads documents at a booth and decides on entry and exit."),
            _BOOTH | {P.LATE_ENTER, P.PASSENGER_BRING} | _TOGETHER,
            _BORDER,
        ),
        _role(
            *("booth_supervisor", _("Booth supervisor")),
            _("Does the work of an inspector, closes the shifts of others and corrects persons."),
            (_BOOTH | _TOGETHER | {P.RAPID_SEND, P.BRIEFING_READ})
            | {P.OUTCOME_RECORD, P.SHIFT_SUPERVISE, P.POST_CLOSE, P.PERSON_EDIT, P.MERGE_PROPOSE}
            | _SECOND_PERSON
            | {P.SECOND_LOOK_DECIDE, P.INSPECTION_RECORD, P.LATE_ENTER, P.IMPORT_RUN, P.NODE_CARRY}
            | {P.PASSENGER_VIEW, P.PASSENGER_BRING},
            _BORDER,
        ),
        _role(
            *("border_police", _("Border police")),
            _("Reads the register of the post and checks documents; does not decide on travellers."),
            (_BOOTH - {P.SHIFT_OPEN, P.CROSSING_RECORD})
            | {P.OUTCOME_RECORD, P.INSPECTION_RECORD, P.PASSENGER_VIEW}
            | _SECOND_PERSON
            | _TOGETHER
            | {P.PATROL_WRITE, P.RAPID_SEND, P.BRIEFING_READ},
            _BORDER,
        ),
        _role(
            "protection_officer",
            _("Protection officer"),
            _("Screens and refers persons who may need protection."),
            _PERSONS
            | _CALLS
            | _FORMS
            | {P.ALERT_OPEN, P.ALERT_RAISE, P.OUTCOME_RECORD, P.STATUS_DECIDE}
            | _TOGETHER
            | {P.PATROL_WRITE, P.RAPID_SEND, P.BRIEFING_READ},
            _CARE | {Purpose.COORDINATION},
        ),
        _role(
            *("alert_officer", _("Alert officer")),
            _("Proposes alerts, their changes and their end; another person approves."),
            {P.ALERT_LIST, P.ALERT_OPEN, P.ALERT_PROPOSE},
            {Purpose.SECURITY, Purpose.PROTECTION},
        ),
        _role(
            *("alert_approver", _("Alert approver")),
            _("Approves or rejects what others propose for the alert list."),
            {P.ALERT_LIST, P.ALERT_OPEN, P.ALERT_DECIDE},
            {Purpose.SECURITY, Purpose.PROTECTION},
        ),
        _role(
            "social_worker",
            _("Social worker"),
            _("Screens, refers and follows persons at the border resource centre."),
            _PERSONS | _CALLS | _FORMS | _TOGETHER,
            _CARE | {Purpose.COORDINATION},
        ),
        _role(
            *("reception_officer", _("Reception officer"), _("Registers returned people on arrival and sends them home.")),
            _PERSONS | _TOGETHER | {P.BRIEFING_READ},
            {Purpose.RECEPTION, Purpose.COORDINATION},
        ),
        _role(
            *("customs_officer", _("Customs officer")),
            _(
                "Looks into luggage, vehicles and goods of travellers sent to them, and works with the other agencies at the post."
            ),
            _TOGETHER | {P.INSPECTION_RECORD, P.PATROL_WRITE, P.RAPID_SEND, P.BRIEFING_READ},
            _BORDER,
        ),
        _role(
            *("partner_officer", _("Partner officer")),
            _("Sits on the other side of the border and works with the post on what concerns both."),
            _TOGETHER | {P.RAPID_SEND},
            {Purpose.COORDINATION},
        ),
        _role(
            "case_worker",
            _("Case worker"),
            _("Plans and follows the assistance to the persons assigned to them."),
            _PERSONS | {P.INTAKE_FOLLOW},
            _CARE,
        ),
        _role(
            *("protection_supervisor", _("Supervisor of protection")),
            _("Sees every file of the protection desk of a post, hands on what waits too long, and decides about trafficking."),
            _PERSONS | _CALLS | _FORMS | {P.INTAKE_SUPERVISE, P.STATUS_DECIDE},
            _CARE | {Purpose.COORDINATION},
        ),
        _role("shelter_keeper", _("Shelter keeper"), _("Keeps the places and the people of one shelter."), set(), _CARE),
        _role("tracing_officer", _("Tracing officer"), _("Looks for the families of separated children."), _PERSONS, _CARE),
        _role(
            *("pass_officer", _("Pass officer")),
            _("Issues border passes to residents and traders, prints them and takes them back."),
            {P.PERMIT_ISSUE, P.PERMIT_VIEW, P.PERMIT_REVOKE, P.PERSON_SEARCH, P.PERSON_VIEW, P.PERSON_EDIT},
            {Purpose.ADMINISTRATION},
        ),
        _role(
            *("authorisation_officer", _("Officer for authorisations")),
            _("Gives children leave to travel on the word of a parent, prints it and takes it back."),
            {P.AUTHORISATION_ISSUE, P.PERMIT_VIEW, P.PERMIT_REVOKE, P.PERSON_SEARCH, P.PERSON_VIEW, P.PERSON_EDIT},
            {Purpose.ADMINISTRATION},
        ),
        _role("directory_officer", _("Directory officer"), _("Keeps the directory of the diaspora."), set(), set()),
        _role("campaigner", _("Campaigner"), _("Runs campaigns and surveys."), set(), set()),
        _role("trainer", _("Trainer"), _("Runs trainings and keeps the list of equipment."), set(), {Purpose.TRAINING}),
        _role("analyst", _("Analyst"), _("Works with figures, never with names."), set(), {Purpose.STATISTICS}),
        _role("ministry_reader", _("Ministry reader"), _("Reads published figures."), set(), {Purpose.STATISTICS}),
        _role(
            *("data_protection_officer", _("Data protection officer")),
            _("Sees who looked at whom, answers persons about their data and decides on merges and erasures."),
            {P.EVENT_VIEW, P.EVENT_EXPORT, P.CHAIN_VERIFY, P.SUBJECT_ERASE, P.MERGE_DECIDE, P.PERSON_SEARCH, P.PERSON_VIEW}
            | {P.CONFLICT_DECIDE}
            | {P.ISSUER_VIEW, P.ISSUER_APPROVE, P.PATTERN_REVIEW},
            {Purpose.OVERSIGHT, Purpose.SUBJECT_REQUEST},
        ),
        _role(
            *("auditor", _("Auditor"), _("Reads the log of actions and checks that the journal is whole.")),
            {P.EVENT_VIEW, P.CHAIN_VERIFY, P.NODE_VIEW, P.TRUST_VIEW, P.PATTERN_REVIEW},
            {Purpose.OVERSIGHT},
        ),
        _role(
            *(
                "administrator",
                _("Administrator"),
                _("Manages machines and the accounts of the own agency; never reads records of people."),
            ),
            {P.PLACE_EDIT, P.POST_EDIT, P.POST_CLOSE, P.HOLIDAY_EDIT, P.NODE_VIEW, P.NODE_MANAGE, P.CHAIN_VERIFY, P.BACKUP_VERIFY}
            | _GIVE_UP
            | {P.NODE_CARRY}
            | {P.STAFF_VIEW, P.STAFF_MANAGE, P.GRANT_MANAGE, P.SESSION_REVOKE, P.TRUST_VIEW, P.TRUST_EDIT}
            | {P.ISSUER_VIEW, P.ISSUER_PROPOSE, P.ISSUER_APPROVE, P.FEED_MANAGE}
            | {P.FORM_VIEW, P.FORM_WRITE, P.FORM_PUBLISH, P.PHONE_MANAGE},
            {Purpose.ADMINISTRATION, Purpose.SECURITY},
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Opens records of a kind. `purposes` None is any purpose that the role works for."""

    kind: str
    permission: Permission
    when: Predicate
    classes: frozenset[FieldClass]
    purposes: frozenset[Purpose] | None = None


OPEN = frozenset({FieldClass.PUBLIC, FieldClass.INTERNAL})
NAMED = OPEN | {FieldClass.PERSONAL}
TOLD = NAMED | {FieldClass.SENSITIVE}
URGENT = OPEN | {FieldClass.SENSITIVE}
"""How urgent somebody is and why, without saying who it is: what a queue shows to the whole desk."""

SAME_POST = FieldIs("post", "post")
OWN_SHIFT = FieldIs("officer", "id")
SELF = FieldIs("id", "id")
OWN = FieldIs("staff_id", "id")
PROTECTIVE = FieldEquals("protective", True)
SILENT = FieldEquals("silent", True)
HANDED_OVER = FieldIs("opened_by", "id")
SEEN_AT_POST = FieldIs("encounter__post", "post")
UNDONE_AT_POST = FieldIs("crossing__post", "post")
PROPOSER = FieldIs("proposed_by", "id")
OWN_AGENCY = FieldIs("agency__code", "agency")
ISSUED_HERE = FieldIs("agency", "agency")
FILLED_HERE = FieldIs("agency", "agency")
OF_FILLED_HERE = FieldIs("submission__agency", "agency")
OF_PROTECTION = FieldEquals("submission__purpose", Purpose.PROTECTION.value)
IN_MY_HANDS = FieldIs("assigned_to", "id")
STAFF_OF_OWN_AGENCY = FieldIs("staff__agency__code", "agency")

BORDER = frozenset({Purpose.BORDER_CONTROL})
PROTECTING = frozenset({Purpose.PROTECTION})
CARE = frozenset({Purpose.PROTECTION, Purpose.RECEPTION})
REQUEST = frozenset({Purpose.SUBJECT_REQUEST})
ISSUING = frozenset({Purpose.ADMINISTRATION})
TOGETHER = frozenset({Purpose.COORDINATION})

_PLACES = ("place", "place_formerly", "post", "post_formerly", "closure", "holiday")

KINDS_OF_A_PERSON: dict[str, str] = {
    "people.person": "id",
    "people.name": "person_id",
    "people.document": "person_id",
    "people.document_status": "person_id",
    "people.photo": "person_id",
    "people.contact": "person_id",
    "people.relation": "person_id",
    "people.consent_given": "person_id",
    "people.consent_withdrawn": "person_id",
}
"""Kinds of record that belong to a person, and the field with the person's id."""


def _of_a_person(kind: str, path: str) -> tuple[Rule, ...]:
    before_them = FieldIn(path, "live")
    return (
        Rule(kind, P.PERSON_VIEW, before_them, NAMED),
        Rule(kind, P.PERSON_VIEW, before_them, TOLD, CARE),
        Rule(kind, P.PERSON_VIEW, Always(), NAMED, REQUEST),
    )


RULES: tuple[Rule, ...] = (
    *(Rule(each.kind, P.INCIDENT_VIEW, each.when, TOLD if each.told else OPEN, TOGETHER) for each in opened()),
    *(Rule(f"places.{name}", P.PLACE_VIEW, Always(), OPEN) for name in _PLACES),
    Rule("border.shift", P.SHIFT_OPEN, OWN_SHIFT, OPEN),
    Rule("border.shift", P.SHIFT_SUPERVISE, SAME_POST, OPEN),
    Rule("border.lane_reader", P.SHIFT_OPEN, SAME_POST, OPEN),
    Rule("border.encounter", P.ENCOUNTER_VIEW, SAME_POST, NAMED),
    Rule("border.crossing", P.REGISTER_READ, SAME_POST, NAMED),
    Rule("border.second_look", P.ENCOUNTER_VIEW, HANDED_OVER, OPEN),
    Rule("border.second_look", P.SECOND_LOOK_VIEW, SAME_POST, TOLD),
    *(Rule(f"border.{name}", P.INSPECTION_RECORD, SAME_POST, TOLD) for name in ("inspection", "seizure")),
    Rule("border.inspection_request", P.INSPECTION_RECORD, SAME_POST, OPEN),
    Rule("border.encounter", P.INSPECTION_RECORD, SAME_POST & FieldIn("person_id", "live"), OPEN, BORDER),
    Rule("people.name", P.INSPECTION_RECORD, FieldIn("person_id", "live"), NAMED, BORDER),
    Rule("people.document", P.INSPECTION_RECORD, FieldIn("person_id", "live"), OPEN, BORDER),
    Rule("border.import_run", P.IMPORT_RUN, SAME_POST, NAMED),
    Rule("border.import_fault", P.IMPORT_RUN, FieldIs("run__post", "post"), NAMED),
    Rule("border.passenger_list", P.ARRIVAL_VIEW, SAME_POST, OPEN),
    Rule("border.passenger_file", P.PASSENGER_VIEW, SAME_POST, NAMED),
    Rule("border.passenger", P.PASSENGER_VIEW, FieldIs("listing__post", "post"), NAMED),
    Rule("border.passenger_screening", P.SECOND_LOOK_VIEW, SAME_POST & ~PROTECTIVE, TOLD, BORDER),
    Rule("border.passenger_screening", P.CALL_ANSWER, SAME_POST & PROTECTIVE, TOLD, PROTECTING),
    Rule("border.feed", P.FEED_MANAGE, Always(), OPEN),
    Rule("border.undo", P.REGISTER_READ, UNDONE_AT_POST, OPEN),
    Rule("border.tally", P.REGISTER_READ, SAME_POST, OPEN),
    *(Rule(f"border.{name}", P.ENCOUNTER_VIEW, SEEN_AT_POST, NAMED) for name in ("identification", "declaration", "minor_check")),
    Rule("border.chip_check", P.ENCOUNTER_VIEW, SEEN_AT_POST, OPEN),
    Rule("border.hit", P.ENCOUNTER_VIEW, SEEN_AT_POST & ~PROTECTIVE & ~SILENT, TOLD, BORDER),
    Rule("border.hit", P.SHIFT_SUPERVISE, SEEN_AT_POST & SILENT, TOLD, BORDER),
    Rule("border.hit", P.ALERT_LIST, SILENT, TOLD),
    Rule("border.call", P.ENCOUNTER_VIEW, SAME_POST & ~FieldIsNull("encounter"), OPEN, BORDER),
    *(Rule(f"border.{name}", P.CALL_ANSWER, SAME_POST, TOLD, PROTECTING) for name in ("call", "firing")),
    *(rule for kind, path in KINDS_OF_A_PERSON.items() for rule in _of_a_person(kind, path)),
    Rule("protection.intake", P.INTAKE_WORK, SAME_POST, URGENT, PROTECTING),
    Rule("protection.intake", P.INTAKE_FOLLOW, IN_MY_HANDS, TOLD, PROTECTING),
    Rule("protection.intake", P.INTAKE_SUPERVISE, SAME_POST, TOLD, PROTECTING),
    *(
        Rule(f"protection.{name}", permission, when, TOLD, PROTECTING)
        for name in ("screening", "consent", "consent_end", "decision")
        for permission, when in (
            (P.INTAKE_FOLLOW, FieldIs("intake__assigned_to", "id")),
            (P.INTAKE_SUPERVISE, FieldIs("intake__post", "post")),
        )
    ),
    *(Rule(f"forms.{name}", P.FORM_VIEW, Always(), OPEN) for name in ("form", "version", "media")),
    *(Rule(f"forms.{name}", P.SUBMISSION_SEND, Always(), OPEN, CARE) for name in ("form", "version", "media")),
    Rule("forms.phone_key", P.PHONE_MANAGE, Always(), OPEN),
    Rule("forms.submission", P.SUBMISSION_VIEW, FILLED_HERE & FieldEquals("purpose", "protection"), TOLD, PROTECTING),
    *(
        Rule(f"forms.{name}", P.SUBMISSION_VIEW, OF_FILLED_HERE & OF_PROTECTION, TOLD, PROTECTING)
        for name in ("attachment", "mapped")
    ),
    *(Rule(f"credentials.{name}", P.TRUST_VIEW, Always(), OPEN) for name in ("trust_anchor", "revocation_list")),
    *(
        Rule(f"watchlist.{name}", P.ALERT_LIST, Always(), TOLD)
        for name in ("alert", "change", "batch", "outcome", "list", "redress", "screening", "finding", "silence")
    ),
    Rule("watchlist.alert", P.ALERT_OPEN, PROTECTIVE, TOLD),
    Rule("credentials.issuer", P.ISSUER_VIEW, Always(), OPEN),
    Rule("credentials.pass", P.PERMIT_VIEW, ISSUED_HERE, TOLD),
    Rule("credentials.pass", P.PERSON_VIEW, Always(), NAMED, REQUEST),
    Rule("credentials.revocation", P.PERMIT_VIEW, Always(), OPEN),
    Rule("backup.drill", P.BACKUP_VERIFY, Always(), OPEN),
    *(Rule(f"sync.{name}", P.NODE_VIEW, Always(), OPEN) for name in ("peer", "invitation", "release")),
    Rule("people.merge", P.MERGE_PROPOSE, PROPOSER, TOLD),
    Rule("people.merge", P.MERGE_DECIDE, Always(), TOLD),
    Rule("access.agency", P.SELF_MANAGE, Always(), OPEN),
    Rule("access.staff", P.SELF_MANAGE, SELF, NAMED),
    Rule("access.staff", P.STAFF_VIEW, OWN_AGENCY, NAMED),
    Rule("access.grant", P.SELF_MANAGE, OWN, OPEN),
    Rule("access.grant", P.STAFF_VIEW, STAFF_OF_OWN_AGENCY, OPEN),
    Rule("access.passkey", P.SELF_MANAGE, OWN, NAMED),
)

SHUT = frozenset(
    {
        "access.password",
        "access.totp",
        "access.recovery_code",
        "people.token",
        "watchlist.key",
        "watchlist.lock",
        "watchlist.cleared",
    }
)
"""Kinds that no rule opens, on purpose: secrets, and the keys that names are found by."""


@dataclass(frozen=True, slots=True)
class Writable:
    """Fields of a kind that a page may set, for those with a permission where the condition holds."""

    kind: str
    permission: Permission
    when: Predicate
    fields: frozenset[str]


WRITABLE: tuple[Writable, ...] = (
    Writable("access.staff", P.SELF_MANAGE, SELF, frozenset({"language"})),
    Writable("access.staff", P.STAFF_MANAGE, OWN_AGENCY, frozenset({"full_name", "language"})),
)


@dataclass(frozen=True, slots=True)
class Search:
    """How persons may be looked for. `live`: with a person or document before one; `exact`: by whole keys, never by names."""

    permission: Permission
    purposes: frozenset[Purpose]
    live: bool
    exact: bool


SEARCHES: tuple[Search, ...] = (
    Search(P.PERSON_SEARCH, BORDER, live=True, exact=True),
    Search(P.PERSON_SEARCH, CARE, live=True, exact=False),
    Search(P.PERSON_SEARCH, REQUEST, live=False, exact=True),
    Search(P.PERSON_SEARCH, ISSUING, live=False, exact=True),
)
