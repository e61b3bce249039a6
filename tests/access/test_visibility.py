"""Who sees what: an inspector, her colleague, a stranger of another agency, an administrator and the overseer."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.http import Http404
from django.template import Context, Template
from django.utils import translation

from lakay.access.models import Grant, Passkey, Password, Staff
from lakay.access.policy import ROLES, SHUT, Permission
from lakay.access.sessions import actor_with
from lakay.access.shown import HIDDEN, NotShown, shown
from lakay.access.visibility import (
    SearchRefused,
    check_search,
    classes_visible,
    get_or_404,
    holds,
    may_see,
    visible,
    writable,
)
from lakay.border.models import Crossing, Encounter, ImportRun, PassengerList, Shift
from lakay.forms.models import Submission
from lakay.journal.models import Record
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.people.models import Contact, Person, PersonName, Relation
from lakay.protection.models import Intake
from lakay.referral.models import Delivery, Referral
from lakay.statistics.models import Limit
from tests.access import mutants
from tests.access.conftest import MORNING, Office

ADMIN, BORDER, CARE, REQUEST = Purpose.ADMINISTRATION, Purpose.BORDER_CONTROL, Purpose.PROTECTION, Purpose.SUBJECT_REQUEST


def at_work(*roles: str, post: str = "HT-WAN", agency: str = "DIE", who: UUID | None = None) -> Actor:
    return actor_with(who or uuid4(), agency, post, [(role, "") for role in roles])


@pytest.fixture
def traveller(db: None) -> Person:
    """A person with a name and an address, put into the tables directly."""
    person = Person.objects.create(id=uuid4(), sex="F", birth="1991-03-04", nationalities=["HTI"], versions={})
    PersonName.objects.create(id=uuid4(), person=person, name_kind="printed", family="JOSEPH", given="ANITE", versions={})
    return person


# ------------------------------------------------------------------ accounts


def test_marie_sees_her_own_account_and_nobody_elses(office: Office) -> None:
    marie = office.as_actor("marie")
    assert list(visible(marie, ADMIN, Staff)) == [office.marie]
    assert not may_see(marie, ADMIN, office.jean)
    with pytest.raises(Http404):
        get_or_404(marie, ADMIN, Staff, office.jean.id)


def test_an_administrator_sees_the_accounts_of_the_own_agency(office: Office) -> None:
    rose = office.as_actor("rose")
    assert set(visible(rose, ADMIN, Staff)) == {office.marie, office.jean, office.rose}
    assert {grant.staff_id for grant in visible(rose, ADMIN, Grant)} == {office.marie.id, office.jean.id, office.rose.id}
    with pytest.raises(Http404):
        get_or_404(rose, ADMIN, Staff, str(office.paul.id))


def test_what_is_not_an_id_at_all_is_not_found_either(office: Office) -> None:
    with pytest.raises(Http404):
        get_or_404(office.as_actor("rose"), ADMIN, Staff, "1' OR '1'='1")


def test_an_administrator_opens_no_record_of_a_traveller_for_any_purpose(traveller: Person) -> None:
    admin = at_work("administrator")
    for purpose in Purpose:
        assert not visible(admin, purpose, Person, live=[traveller.id]).exists()
        assert not visible(admin, purpose, Shift).exists()


def test_nobody_reads_a_secret(office: Office) -> None:
    for role in ROLES:
        for purpose in Purpose:
            assert not visible(at_work(role, who=office.marie.id), purpose, Password).exists()


# ------------------------------------------------------------------ persons


def test_an_inspector_sees_a_person_only_while_the_person_is_before_them(traveller: Person) -> None:
    marie = at_work("inspector")
    assert not visible(marie, BORDER, Person).exists()
    assert list(visible(marie, BORDER, Person, live=[traveller.id])) == [traveller]
    assert get_or_404(marie, BORDER, Person, traveller.id, live=[traveller.id]) == traveller
    assert not may_see(marie, BORDER, traveller, live=[uuid4()])


def test_a_border_role_gets_nothing_under_the_purpose_of_protection(traveller: Person) -> None:
    for role in ("inspector", "booth_supervisor", "border_police"):
        assert not may_see(at_work(role), CARE, traveller, live=[traveller.id])


def test_two_roles_of_one_person_do_not_lend_to_each_other(traveller: Person) -> None:
    both = at_work("inspector", "shelter_keeper")
    assert holds(both, Permission.PERSON_VIEW, BORDER)
    assert not holds(both, Permission.PERSON_VIEW, CARE), "the shelter keeper works for protection but holds no view of persons"
    assert not may_see(both, CARE, traveller, live=[traveller.id])


def test_a_border_role_never_sees_what_is_sensitive_or_where_somebody_lives(traveller: Person) -> None:
    live = [traveller.id]
    assert classes_visible(at_work("inspector"), BORDER, traveller, live) == {
        FieldClass.PUBLIC,
        FieldClass.INTERNAL,
        FieldClass.PERSONAL,
    }


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("purpose", list(Purpose))
def test_no_role_sees_whereabouts(traveller: Person, role: str, purpose: Purpose) -> None:
    contact = Contact(id=uuid4(), person=traveller, contact_kind="address")
    assert FieldClass.WHEREABOUTS not in classes_visible(at_work(role), purpose, contact, [traveller.id])


def test_the_overseer_finds_a_person_who_asks_about_their_data(traveller: Person) -> None:
    claire = at_work("data_protection_officer")
    assert may_see(claire, REQUEST, traveller)
    assert not may_see(claire, BORDER, traveller)


def test_the_program_itself_sees_nothing_through_the_policy(traveller: Person) -> None:
    program = system_actor("retention", frozenset(Permission))
    assert not any(may_see(program, purpose, traveller, live=[traveller.id]) for purpose in Purpose)


def test_a_permission_without_a_role_that_gives_it_opens_nothing(traveller: Person) -> None:
    forged = Actor(uuid4(), "DIE", "HT-WAN", frozenset(), frozenset(Permission))
    assert not any(may_see(forged, purpose, traveller, live=[traveller.id]) for purpose in Purpose)


def test_a_role_whose_permissions_were_taken_away_opens_nothing(traveller: Person) -> None:
    asleep = Actor(uuid4(), "DIE", "HT-WAN", frozenset({"inspector"}), frozenset())
    assert not may_see(asleep, BORDER, traveller, live=[traveller.id])


# ------------------------------------------------------------------ fields


def test_a_page_is_given_only_the_fields_of_the_classes_that_are_open(traveller: Person) -> None:
    view = shown(at_work("inspector"), BORDER, traveller, live=[traveller.id])
    assert (view.sex, view.birth, view.id) == ("F", "1991-03-04", traveller.id)
    blind = shown(at_work("analyst"), Purpose.STATISTICS, traveller)
    assert blind.sex is HIDDEN
    assert blind.id is HIDDEN
    assert not blind.sex


def test_a_linked_record_is_shown_under_its_own_rules(traveller: Person) -> None:
    name = PersonName.objects.get()
    view = shown(at_work("inspector"), BORDER, name, live=[traveller.id])
    assert (view.family, view.person.sex, view.person_id) == ("JOSEPH", "F", traveller.id)


def test_a_linked_person_who_is_not_before_one_stays_hidden(traveller: Person) -> None:
    relative = Person(id=uuid4(), sex="M")
    relation = Relation(id=uuid4(), person=traveller, relative=relative)
    view = shown(at_work("inspector"), BORDER, relation, live=[traveller.id])
    assert view.person.sex == "F"
    assert view.relative.sex is HIDDEN


@pytest.mark.parametrize("name", ["versions", "delete", "objects", "names", "whatever", "_state", "save", "person_set"])
def test_what_is_not_a_classified_field_is_an_error(traveller: Person, name: str) -> None:
    view = shown(at_work("inspector"), BORDER, traveller, live=[traveller.id])
    with pytest.raises(NotShown):
        getattr(view, name)


def test_a_template_that_asks_for_more_fails_loudly_and_prints_dots_for_what_is_hidden(traveller: Person) -> None:
    blind = shown(at_work("analyst"), Purpose.STATISTICS, traveller)
    assert Template("{{ p.sex }}").render(Context({"p": blind})) == "••••"
    with pytest.raises(NotShown):
        Template("{{ p.names.all }}").render(Context({"p": blind}))


def test_a_shown_record_cannot_be_written(traveller: Person) -> None:
    view: Any = shown(at_work("inspector"), BORDER, traveller, live=[traveller.id])
    with pytest.raises(AttributeError):
        view.sex = "M"


# ------------------------------------------------------------------ writing


def test_marie_may_set_her_language_and_nothing_else_of_her_account(office: Office) -> None:
    from lakay.access import actions

    marie = office.as_actor("marie")
    assert writable(marie, Staff, office.marie) == {"language"}
    assert writable(marie, Staff, office.jean) == frozenset()
    for field in [field.name for field in Staff._meta.concrete_fields]:
        values: dict[str, Any] = {field: "ht" if field == "language" else getattr(office.paul, field)}
        if field == "language":
            actions.change_staff(by=marie, at=MORNING, staff=office.marie, **values)
        else:
            with pytest.raises(NotAllowed):
                actions.change_staff(by=marie, at=MORNING, staff=office.marie, **values)
    stored = Staff.objects.get(id=office.marie.id)
    assert (stored.language, stored.full_name, stored.agency.code) == ("ht", "Marie Desir", "DIE")


def test_an_administrator_corrects_names_of_the_own_agency(office: Office) -> None:
    rose = office.as_actor("rose")
    assert writable(rose, Staff, office.marie) == {"full_name", "language"}
    assert writable(rose, Staff, office.paul) == frozenset()
    assert writable(rose, Staff) == frozenset()
    assert writable(rose, Passkey) == frozenset()


# ------------------------------------------------------------------ searching


@translation.override("en")
def test_at_a_post_a_search_needs_somebody_before_one_and_whole_keys() -> None:
    marie = at_work("inspector")
    check_search(marie, BORDER, live=[uuid4()], exact=True)
    with pytest.raises(SearchRefused, match="before you"):
        check_search(marie, BORDER, live=[], exact=True)
    with pytest.raises(SearchRefused, match="whole"):
        check_search(marie, BORDER, live=[uuid4()], exact=False)


def test_the_overseer_searches_by_whole_keys_without_anybody_there() -> None:
    claire = at_work("data_protection_officer")
    check_search(claire, REQUEST, live=[], exact=True)
    with pytest.raises(SearchRefused):
        check_search(claire, REQUEST, live=[], exact=False)


@pytest.mark.parametrize("role", ["administrator", "analyst", "auditor", "trainer", "shelter_keeper"])
def test_others_do_not_search_for_persons(role: str) -> None:
    for purpose in Purpose:
        with pytest.raises(SearchRefused):
            check_search(at_work(role), purpose, live=[uuid4()], exact=True)


def test_a_search_by_name_is_open_where_people_are_helped() -> None:
    check_search(at_work("social_worker"), CARE, live=[uuid4()], exact=False)
    with pytest.raises(SearchRefused):
        check_search(at_work("inspector"), CARE, live=[uuid4()], exact=True)


# ------------------------------------------------------------------ the policy with one thing less


def reach(who: UUID, live: list[UUID], record: Any) -> set[tuple[str, str, FieldClass, bool, str]]:
    """What every single role reaches of a record: for the one it concerns, a colleague elsewhere and a stranger, with
    somebody before them and without."""
    return {
        (role, str(purpose), seen, bool(before), post)
        for role in [*ROLES, ""]
        for someone, post, agency in ((who, "HT-WAN", "DIE"), (uuid4(), "HT-OUT", "DIE"), (uuid4(), "HT-BEL", "POLIFRONT"))
        for purpose in Purpose
        for before in ([], live)
        for seen in classes_visible(actor_with(someone, agency, post, [(role, "")] if role else []), purpose, record, before)
    }


def at_hand(who: UUID, staff: Staff, traveller: Person, post: str) -> dict[str, Any]:
    """What a record may hang on: Marie, her agency, and a traveller, a decision, a file of past movements and a passenger list of her post."""
    here: dict[str, Any] = {"id": uuid4(), "post": post}
    hers = dict.fromkeys(("officer", "proposed_by", "opened_by", "assigned_to", "holder", "owner"), who)
    alone: dict[str, Any] = {"person": traveller, "staff": staff, "post": post, "agency": staff.agency.code}
    hangs = {"encounter": Encounter(**here, person=traveller), "crossing": Crossing(**here), "run": ImportRun(**here)}
    hangs |= {"listing": PassengerList(**here), "intake": Intake(**here, assigned_to=who)}
    hangs |= {"limit": Limit(id=uuid4(), owner=who, agency=staff.agency.code)}
    hangs |= {"delivery": Delivery(id=uuid4(), to_agency=staff.agency.code)}
    sides = {"from_post": post, "to_agency": staff.agency.code}
    return hers | alone | hangs | sides | {"referral": Referral(id=uuid4(), holder=who, **sides)}


def made(model: type[Record], links: dict[str, Any]) -> Record:
    """A record with the links that its kind has, the ids of them where it keeps ids alone."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    own = {
        name: value.pk if isinstance(value, Record) and not fields[name].is_relation else value
        for name, value in links.items()
        if name in fields and not (name == "agency" and fields[name].is_relation)
    }
    return model(id=uuid4(), **own)


def one_of_each(office: Office, traveller: Person) -> dict[str, list[Any]]:
    """Records of every kind that a rule opens, standing in some relation to Marie at Ouanaminthe; those that may be for the
    protection of somebody both ways.
    """
    links = at_hand(office.marie.id, office.marie, traveller, "HT-WAN")
    records: dict[str, list[Any]] = {"people.person": [traveller], "access.staff": [office.marie]}
    for model in apps.get_models():
        if issubclass(model, Record) and model.kind not in {*records, *SHUT} and model.__module__.startswith("lakay."):
            own = {name: value for name, value in links.items() if model._meta.app_label != "places" or name != "post"}
            records[model.kind] = [made(model, own | ways) for ways in both_ways(model)]
    return records


def of_others(model: type[Record]) -> list[dict[str, Any]]:
    """At the desk of figures: what a colleague keeps for the agency, and for everybody who reads figures."""
    named: list[dict[str, Any]] = [{"owner": uuid4(), "seen_by": one} for one in ("agency", "all")]
    if "seen_by" in model.classes:
        return named
    return [{"limit": Limit(id=uuid4(), agency="DIE", **one)} for one in named] if "limit" in model.classes else []


def both_ways(model: type[Record]) -> list[dict[str, Any]]:
    """What a record may be or not: for somebody's protection, silent, filled for it, and raised at a booth."""
    if "protective" in model.classes:
        silent = [{"protective": False, "silent": True}] * ("silent" in model.classes)
        return [{"protective": True}, {"protective": False}, *silent]
    if model.kind == "forms.submission":
        return [{"purpose": "protection"}, {"purpose": "reception"}]
    if model.kind == "protection.intake":  # the second is elsewhere, in nobody's hands: its person stands there with their card
        return [{}, {"assigned_to": None, "post": "HT-BEL"}]
    if model.kind == "referral.referral":
        return [{"sent_at": MORNING}, {"sent_at": None}]
    if "submission" in model.classes:
        return [{"submission": Submission(id=uuid4(), agency="DIE", purpose=one)} for one in ("protection", "reception")]
    nobody_stood_there = {"encounter": None}
    fields = {field.name: field for field in model._meta.concrete_fields}
    return [{}, nobody_stood_there] if "encounter" in fields and fields["encounter"].null else [{}, *of_others(model)]


@pytest.mark.once
def test_every_guard_of_every_rule_matters(office: Office, traveller: Person) -> None:
    marie = office.marie.id
    # In records between agencies, and of where somebody stays, what hangs on them counts too: tests/coordination/test_agreements.py
    # and tests/whereabouts have those in the tables.
    in_tables = ("coordination.", "whereabouts.")
    records = {kind: some for kind, some in one_of_each(office, traveller).items() if not kind.startswith(in_tables)}
    live = [traveller.id, records["protection.intake"][1].id]
    whole = {kind: [reach(marie, live, record) for record in some] for kind, some in records.items()}
    survivors = []
    for mutant in (mutant for mutant in [*mutants.mutants(), *mutants.mutants("part")] if mutant.rule.kind in records):
        kind = mutant.rule.kind
        with mutants.applied(mutant):
            if [reach(marie, live, record) for record in records[kind]] == whole[kind]:
                survivors.append(mutant.label)
    assert not survivors, "\n".join(survivors)
    assert [reach(marie, live, traveller)] == whole["people.person"]
