"""The tables of the policy are whole: every kind has its place, every word is in four languages, the page of the docs is current."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.utils import translation

from lakay.access import policy
from lakay.access.manual import in_words, manual
from lakay.access.policy import ROLES, RULES, SHUT, WRITABLE, Permission
from lakay.journal.models import Record
from lakay.kernel.fields import FieldClass
from lakay.kernel.predicates import And, FieldEquals, FieldIsNull, Never, Not, Or, paths
from lakay.kernel.purposes import Purpose

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "access.md"
KINDS = {model.kind: model for model in apps.get_models() if issubclass(model, Record) and model.__module__.startswith("lakay.")}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_is_opened_by_a_rule_or_shut_on_purpose(kind: str) -> None:
    opened = any(rule.kind == kind for rule in RULES)
    assert opened != (kind in SHUT), f"put {kind} into RULES or, if nobody reads it, into SHUT of access/policy.py"


def test_no_rule_speaks_of_a_kind_or_a_field_that_does_not_exist() -> None:
    conditions = [*((rule.kind, rule.when) for rule in RULES), *((row.kind, row.when) for row in WRITABLE)]
    for kind, when in conditions:
        model = KINDS[kind]
        for path in paths(when):
            first = path.split("__")[0]
            hanging = {relation.name for relation in model._meta.related_objects if not relation.hidden}
            assert first in hanging | {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    for row in WRITABLE:
        assert row.fields <= set(KINDS[row.kind].classes)


def test_no_rule_opens_whereabouts() -> None:
    assert not any(FieldClass.WHEREABOUTS in rule.classes for rule in RULES)


def test_nobody_sets_by_a_page_what_gives_power() -> None:
    for row in WRITABLE:
        assert not row.fields & {"agency", "username", "role", "post", "ended_at", "granted_by", "hash", "versions", "id"}


def test_every_permission_reads_module_record_verb_and_is_held_by_somebody() -> None:
    held = policy.EVERYONE.permissions.union(*(role.permissions for role in ROLES.values()))
    assert held == set(Permission)
    assert all(len(permission.split(":")) == 3 for permission in Permission)


def test_no_role_reads_persons_and_manages_accounts() -> None:
    for role in ROLES.values():
        assert not ({Permission.PERSON_VIEW} <= role.permissions and {Permission.GRANT_MANAGE} & role.permissions)


def test_border_roles_work_for_border_control_and_with_the_other_agencies_alone() -> None:
    for code in ("inspector", "booth_supervisor", "border_police"):
        assert ROLES[code].purposes == {Purpose.BORDER_CONTROL, Purpose.COORDINATION}


def test_what_is_done_together_opens_no_record_of_a_traveller() -> None:
    assert {rule.kind.split(".")[0] for rule in RULES if rule.purposes == frozenset({Purpose.COORDINATION})} == {"coordination"}
    assert ROLES["partner_officer"].purposes == {Purpose.COORDINATION}
    for code in ("customs_officer", "partner_officer"):
        assert not {Permission.PERSON_VIEW, Permission.PERSON_SEARCH, Permission.REGISTER_READ} & ROLES[code].permissions


def test_who_proposes_a_merge_is_not_who_decides() -> None:
    for role in ROLES.values():
        assert not {Permission.MERGE_PROPOSE, Permission.MERGE_DECIDE} <= role.permissions


@pytest.mark.parametrize("language", ["ht", "fr", "es"])
def test_every_role_has_a_name_and_a_description_in_every_language(language: str) -> None:
    with translation.override("en"):
        english = {role.code: (str(role.name), str(role.description)) for role in ROLES.values()}
    with translation.override(language):
        same = [code for code, words in english.items() if words[1] == str(ROLES[code].description)]
    assert same == []


def test_the_page_about_access_says_what_the_tables_say() -> None:
    assert PAGE.read_text() == manual(), "run `lakay staff manual > docs/explanation/access.md`"


def test_every_condition_has_words() -> None:
    condition = Or((And((FieldEquals("open", True), FieldIsNull("until"))), Not(FieldEquals("post", "x"))))
    assert in_words(condition) == "its `open` is True and its `until` is empty or not (its `post` is x)"
    with pytest.raises(TypeError):
        in_words(Never())
