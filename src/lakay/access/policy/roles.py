"""Which role holds what and what it works for: the description is also the manual."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.access.policy.permissions import P, Permission
from lakay.kernel.purposes import Purpose


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
_CALLS = {P.CALL_ANSWER, P.PATTERN_SWEEP, P.INTAKE_WORK, P.INTAKE_FOLLOW, P.PLACE_HOLD}
_REFERS = {P.SERVICE_VIEW, P.REFERRAL_SEND}
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
            | _REFERS
            | {P.ALERT_OPEN, P.ALERT_RAISE, P.OUTCOME_RECORD, P.STATUS_DECIDE, P.GLASS_BREAK}
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
            _PERSONS | _CALLS | _FORMS | _TOGETHER | _REFERS | {P.VOICE_LOG},
            _CARE | {Purpose.COORDINATION},
        ),
        _role(
            *("reception_officer", _("Reception officer"), _("Registers returned people on arrival and sends them home.")),
            _PERSONS | _TOGETHER | {P.BRIEFING_READ, P.SUBMISSION_SEND, P.SUBMISSION_VIEW},
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
            _PERSONS | {P.INTAKE_FOLLOW, P.PLACE_HOLD} | _REFERS,
            _CARE,
        ),
        _role(
            *("protection_supervisor", _("Supervisor of protection")),
            _("Sees every file of the protection desk of a post, hands on what waits too long, and decides about trafficking."),
            (_PERSONS | _CALLS | _FORMS | {P.INTAKE_SUPERVISE, P.STATUS_DECIDE, P.GLASS_BREAK})
            | _REFERS
            | {P.DIRECTORY_MANAGE, P.VOICE_LOG, P.VOICE_HEAR},
            _CARE | {Purpose.COORDINATION},
        ),
        _role(
            *("shelter_keeper", _("Shelter keeper"), _("Keeps the places and the people of one shelter.")),
            {P.PLACE_HOLD, P.SERVICE_VIEW, P.SERVICE_KEEP, P.REFERRAL_ANSWER},
            _CARE,
        ),
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
        _role(
            *("analyst", _("Analyst"), _("Works with figures, never with names.")),
            {P.FIGURE_READ, P.FIGURE_SMALL, P.REPORTED_WRITE, P.RELEASE_VIEW, P.RELEASE_PROPOSE, P.RELEASE_APPROVE},
            {Purpose.STATISTICS},
        ),
        _role(
            *("ministry_reader", _("Ministry reader"), _("Reads figures, and agrees to what is published.")),
            {P.FIGURE_READ, P.RELEASE_VIEW, P.RELEASE_APPROVE},
            {Purpose.STATISTICS},
        ),
        _role(
            *("data_protection_officer", _("Data protection officer")),
            _("Sees who looked at whom, answers persons about their data and decides on merges and erasures."),
            {P.EVENT_VIEW, P.EVENT_EXPORT, P.CHAIN_VERIFY, P.SUBJECT_ERASE, P.MERGE_DECIDE, P.PERSON_SEARCH, P.PERSON_VIEW}
            | {P.CONFLICT_DECIDE}
            | {P.ISSUER_VIEW, P.ISSUER_APPROVE, P.PATTERN_REVIEW, P.GLASS_REVIEW},
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
