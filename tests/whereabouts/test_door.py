"""Every value that helps to find somebody leaves the tables by one door: who touches such a field is named here with the reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from lakay.access.address_lock import stripped
from lakay.access.shown import HIDDEN, shown
from lakay.kernel.purposes import Purpose
from lakay.people.actions import add_contact, declare_relation
from lakay.people.models import Contact, Person
from lakay.people.rules.codes import ContactKind, RelationKind, ToldBy
from lakay.people.rules.contacts import ContactGiven
from lakay.referral import known
from lakay.whereabouts.actions import set_lock
from tests.people.conftest import Register, register, rose  # noqa: F401  (fixtures)
from tests.protection.office import NOW, opened, person

pytestmark = pytest.mark.django_db
SOURCE = Path(known.__file__).parents[1]
LEADS = frozenset({"address", "address_key", "phone_key", "phone", "residence", "box", "wraps", "passed"})
MODELS = {
    **dict.fromkeys(("Contact", "Declaration", "Pass", "Stay", "Glass"), LEADS),
    "Referral": frozenset({"to_provider", "to_agency", "provider"}),
    "Agreed": frozenset({"recipient"}),
}
"""The names of fields that are looked for beside a model. Those that every model has, as `to` or `place`, would find everything."""

TOUCHES = {
    "border/actions/declarations.py": "writes what the traveller declares",
    "border/patterns/watching.py": "compares keys of addresses; no address is shown",
    "border/patterns/evidence.py": "looks keys of addresses up; no address is shown",
    "people/actions/contacts.py": "writes what the person says",
    "credentials/actions/passes.py": "writes the residence a pass was asked with",
    "whereabouts/actions/places.py": "writes what was closed before",
    "whereabouts/actions/glass.py": "writes what was closed before",
    "whereabouts/keeping.py": "opens with a keyholder's own key",
    "whereabouts/queries.py": "compares for which keys a place was closed",
    "web/whereabouts/glass.py": "hands on the second person's closed shares",
    "web/passes/issuing.py": "asks where a resident lives; the pass is made of it",
    "referral/actions/agreed.py": "writes to whom the person said yes",
    "referral/actions/announcing.py": "tells the telephone of the service, unless the lock stands",
    "referral/actions/referrals.py": "writes to whom it goes; what goes is by `stripped`",
    "referral/actions/deliveries.py": "goes to the machine of the service itself",
    "referral/delivering.py": "nothing is shown",
    "referral/preparing.py": "looks for the yes to a recipient; nothing is shown",
    "referral/permissions.py": "compares the agency of whoever answers",
    "referral/queries.py": "finds by the recipient; `told_of` is for the one page that names it, each look entered",
    "referral/sms.py": "answers in the language of the service, to the number that wrote",
    "web/referral/rows.py": "shows neither where `locked`",
    "web/referral/views.py": "compares the agency of the reader",
}
"""The modules that name a locked field beside a model that has it. A new one passes the door (`shown`, `stripped`) or is explained."""


def touching(path: Path) -> bool:
    """Whether a module takes in one of the models and names one of the fields, as an attribute, a keyword or a text."""
    text = path.read_text()
    if not any(name in text for name in MODELS):
        return False
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and ".models" in f"{node.module}"]
    taken = {alias.name for node in imports for alias in node.names}
    named = {
        *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)),
        *(node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)),
        *(node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)),
    }
    return any(named & fields for model, fields in MODELS.items() if model in taken)


def test_who_touches_a_locked_field_is_known() -> None:
    found = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "models" not in path.parts and "demo" not in path.parts and "migrations" not in path.parts and touching(path)
    }
    assert found == set(TOUCHES)


def phone_of(one: Person) -> object:
    """The telephone of somebody as a social worker with them before her sees it, on a page as on paper."""
    row = Contact.objects.get(person=one)
    return shown(person("nadege"), Purpose.PROTECTION, row, [one.pk]).value


def test_a_locked_persons_telephone_and_that_of_their_family_look_as_never_said(register: Register) -> None:  # noqa: F811
    hers, mothers, strangers = (register(given=name) for name in ("Ketia", "Rosemène", "Islande"))
    for number, one in enumerate((hers, mothers, strangers)):
        add_contact(by=person("nadege"), at=NOW, person=one, contact=ContactGiven(ContactKind.PHONE, f"+5093000{number}"))
    declare_relation(
        by=person("nadege"), at=NOW, person=hers, relative=mothers, relation=RelationKind.PARENT, told_by=ToldBy.PERSON
    )
    assert [phone_of(one) for one in (hers, mothers, strangers)] == ["+50930000", "+50930001", "+50930002"]
    assert Contact.objects.filter(person=hers).exists()
    set_lock(by=person("nadege"), at=NOW, intake=opened("nadege", person=hers.pk), reason="Her husband looks for her.")
    assert [phone_of(one) for one in (hers, mothers, strangers)] == ["", "", "+50930002"]
    assert phone_of(hers) is not HIDDEN  # dots would tell that there is something to hide


def test_a_packet_of_a_locked_file_leaves_out_the_family_and_the_post() -> None:
    intake = opened("nadege")
    told = {"called": "Ti Jo", "guardian": "Manman Jo", "from_post": "HT-OUA"}
    assert stripped("referral.packet", intake.pk, told) == told
    set_lock(by=person("nadege"), at=NOW, intake=intake, reason="Her husband looks for her.")
    assert stripped("referral.packet", intake.pk, told) == {"called": "Ti Jo"}
