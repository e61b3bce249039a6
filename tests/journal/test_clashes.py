"""Rules of the tables and nodes that had not seen each other: what two honest nodes can break, and what becomes of it.

A row that a rule refuses is never an error: its event goes to the list of refused ones, with the rule's name. But then two nodes differ
until somebody decides; so no rule may stand that honest work at two nodes can break.
"""

from typing import Any

import pytest
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from lakay.journal.registry import Table, tables

TOGETHER = "made with what it belongs to, in one event"
HUB = "only the hub writes these (packs/ht/exchange.csv)"
STAYS = "never leaves the machine it was made at (packs/ht/exchange.csv)"
ID = "the id follows from the same value, so two that make it make one record"

UNIQUE = {
    "places_place_pcode": HUB,
    "places_post_code": HUB,
    "places_holiday_once": HUB,
    "access.agency.code": HUB,
    "access_staff_username_once": HUB,
    "access_grant_held_once": HUB,
    "access.password.staff": STAYS,
    "access_totp_one_in_force": STAYS,
    "access.passkey.credential_id": STAYS,
    "credentials_issuer_key_once": "a key is made at one machine, at random",
    "credentials_trustanchor_once": ID,
    "forms_form_code_once": HUB,
    "forms_version_number_once": HUB,
    "forms_version_says_once": HUB,
    "forms_media_name_once": TOGETHER,
    "border.identification.encounter": TOGETHER,
    "border_passenger_once": TOGETHER,
    "publication_release_number_once": HUB,
    "publication_table_once": TOGETHER,
    "reported_series_code": HUB,
    "services_provider_code": HUB,
    "services_service_code": HUB,
    "sync.peer.node": HUB,
    "sample.stamp.number": "made to clash in tests",
}
"""Every unique rule, and why two honest nodes cannot break it without seeing each other."""

NEVER_CHANGED = {
    "people_contact_address_apart": "the kind of a contact never changes; of the others an action changes none",
    "people_person_not_into_itself": "speaks of one field and the record's own id",
    "people_mergeproposal_two_persons": "whom a proposal is about never changes",
    "sync_invitation_role": "what a machine is invited as never changes",
    "people_relation_two_persons": "whom a relation is about never changes",
    "statistics_limit_of_an_indicator_unless_silent": "what a limit looks at never changes: it is taken away",
}
"""Rules over several fields that need not be written together."""

FIRST_WRITTEN = {
    "proposed_by", "asked_by", "invited_by", "invited_at", "expires_at", "declared_by", "admitted_by",
}  # fmt: skip
"""Said when the record is made, and never again."""

BLANK_IS_FINE = {"people_person_sex", "people_contact_address_apart", "credentials_pass_leg", "credentials_pass_consent_how"}
"""Rules over sealed fields that hold when these are blank, as they are at a node without the key, and after an erasure."""

KEY_GOES_ALONG = {
    "watchlist.lock": "goes to hubs and posts alone, with its key, and nobody else may write it (packs/ht/exchange.csv)"
}
"""Records whose sealed fields are written together all the same."""


def fields_of(condition: Any) -> set[str]:
    if isinstance(condition, Q):
        return set().union(*map(fields_of, condition.children)) if condition.children else set()
    if isinstance(condition, tuple):
        return {condition[0].split("__")[0]} | fields_of(condition[1])
    if isinstance(condition, F):
        return {str(condition.deconstruct()[1][0])}
    parts = condition.get_source_expressions() if hasattr(condition, "get_source_expressions") else []
    return set().union(*map(fields_of, parts)) if parts else set()


def checks(table: Table) -> list[tuple[str, set[str]]]:
    rules = [rule for rule in table.model._meta.constraints if isinstance(rule, CheckConstraint)]
    return [(rule.name, fields_of(rule.condition) & table.by_name.keys()) for rule in rules]


def all_tables() -> list[Table]:
    return list(tables().values())


def unique_rules(table: Table) -> list[str]:
    named = [f"{table.kind}.{field.name}" for field in table.model._meta.concrete_fields if field.unique and field.name != "id"]
    return named + [rule.name for rule in table.model._meta.constraints if isinstance(rule, UniqueConstraint)]


@pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.kind)
def test_no_two_honest_nodes_can_break_a_unique_rule(table):
    assert [name for name in unique_rules(table) if name not in UNIQUE] == []


def test_nothing_is_explained_that_is_not_there():
    assert UNIQUE.keys() - {name for table in all_tables() for name in unique_rules(table)} == set()


@pytest.mark.parametrize("table", [table for table in all_tables() if table.is_file], ids=lambda table: table.kind)
def test_fields_that_a_rule_ties_are_written_together(table):
    for name, fields in checks(table):
        tied = fields - FIRST_WRITTEN
        if len(tied) > 1 and name not in NEVER_CHANGED:
            assert any(tied <= set(group) for group in table.model.together), name


@pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.kind)
def test_a_rule_holds_where_the_key_is_not_there(table):
    for name, fields in checks(table):
        assert name in BLANK_IS_FINE or not fields & table.sealed.keys(), name


@pytest.mark.parametrize("table", [table for table in all_tables() if table.is_file], ids=lambda table: table.kind)
def test_what_is_written_together_can_be_read_by_everybody_who_writes(table):
    """A node without the key would say of a sealed field that it is empty."""
    for group in table.model.together:
        assert set(group) <= table.by_name.keys()
        assert table.kind in KEY_GOES_ALONG or not set(group) & table.sealed.keys()
    grouped = [name for group in table.model.together for name in group]
    assert len(grouped) == len(set(grouped))
