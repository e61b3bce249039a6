"""The compiled filter and the check in memory are one rule: proven over random conditions, people and records."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakay.access.compile import compiled
from lakay.access.models import Agency, Grant, Staff
from lakay.access.policy import ROLES, RULES
from lakay.access.sessions import actor_with
from lakay.access.visibility import asker, may_see, visible
from lakay.journal.models import Record
from lakay.kernel.predicates import (
    Always,
    And,
    AskerHas,
    FieldEquals,
    FieldIn,
    FieldIs,
    FieldIsNull,
    Never,
    Not,
    Or,
    Predicate,
    Some,
)
from lakay.kernel.purposes import Purpose
from tests.access.conftest import MORNING

IDS = [UUID(int=number) for number in range(1, 7)]
CODES = ["DIE", "POLIFRONT", "IBESR"]
POSTS = ["", "HT-WAN", "HT-BEL"]

TEXT = st.sampled_from(["", "ht", "DIE", "POLIFRONT", "HT-WAN", "HT-BEL", "inspector"])
SOMEONE = st.sampled_from([None, *IDS])
FIELDS = st.sampled_from(["post", "role", "staff__agency__code", "staff__language", "staff_id", "granted_by", "ended_by"])
OWN = st.sampled_from(["id", "agency", "post", "live", "words"])
LEAVES = st.one_of(
    st.just(Always()),
    st.just(Never()),
    st.builds(FieldIs, st.sampled_from(["staff_id", "granted_by", "ended_by"]), st.just("id")),
    st.builds(FieldIs, st.sampled_from(["post", "staff__agency__code", "staff__language"]), st.sampled_from(["post", "agency"])),
    st.builds(FieldIn, st.sampled_from(["staff_id", "granted_by", "ended_by"]), st.just("live")),
    st.builds(FieldIn, st.sampled_from(["post", "role", "staff__language"]), st.just("words")),
    st.builds(FieldEquals, st.sampled_from(["post", "role"]), TEXT),
    st.builds(FieldIsNull, st.sampled_from(["ended_by", "until_at", "post", "staff__ended_at"])),
    st.builds(AskerHas, st.just("words"), TEXT),
    st.builds(Some, st.just("staff__grants"), st.builds(FieldIs, st.sampled_from(["post", "role"]), st.just("post"))),
    st.builds(
        lambda who, where: Some("staff__grants", who & where),
        st.builds(FieldIs, st.just("granted_by"), st.just("id")),
        st.builds(FieldEquals, st.just("post"), TEXT),
    ),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.builds(lambda some: And(tuple(some)), st.lists(parts, max_size=3)),
        st.builds(lambda some: Or(tuple(some)), st.lists(parts, max_size=3)),
    ),
    max_leaves=8,
)
ASKERS = st.fixed_dictionaries(
    {
        "id": SOMEONE,
        "agency": TEXT,
        "post": TEXT,
        "live": st.frozensets(SOMEONE, max_size=3),
        "words": st.frozensets(TEXT, max_size=3),
    }
)
COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}


@pytest.fixture
def grants(db: None) -> list[Grant]:
    """Grants of every mixture of filled and empty fields, put into the tables directly."""
    agencies = [Agency(id=UUID(int=index + 100), code=code, category="x", versions={}) for index, code in enumerate(CODES)]
    Agency.objects.bulk_create(agencies)
    people = [
        Staff(
            id=key,
            username=f"person{index}",
            full_name="x",
            agency=agencies[index % 3],
            language=["", "ht", "fr"][index % 3],
            ended_at=None if index % 2 else MORNING,
        )
        for index, key in enumerate(IDS)
    ]
    Staff.objects.bulk_create(people)
    rows = [
        Grant(
            id=UUID(int=1000 + index),
            staff=people[index % 6],
            role=["inspector", "administrator"][index % 2],
            post=POSTS[index % 3],
            starts_at=MORNING,
            until_at=None if index % 4 else MORNING + timedelta(days=1),
            granted_by=IDS[index % 5],
            ended_at=MORNING if index % 5 else None,
            ended_by=IDS[index % 3] if index % 5 else None,
        )
        for index in range(24)
    ]
    Grant.objects.bulk_create(rows)
    return list(Grant.objects.select_related("staff__agency").prefetch_related("staff__grants"))


@settings(max_examples=300, **COMMON)
@given(condition=CONDITIONS, who=ASKERS)
def test_a_filter_keeps_the_records_for_which_the_condition_holds(
    grants: list[Grant], condition: Predicate, who: dict[str, Any]
) -> None:
    kept = list(Grant.objects.filter(compiled(condition, who)).values_list("pk", flat=True))
    assert set(kept) == {grant.pk for grant in grants if condition.holds(grant, who)}
    assert len(kept) == len(set(kept)), "a record is listed once, however many hang on it"


ACTORS = st.builds(
    actor_with,
    st.sampled_from(IDS),
    st.sampled_from(["", *CODES]),
    st.sampled_from(POSTS),
    st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(POSTS)), max_size=3),
)


@settings(max_examples=200, **COMMON)
@given(actor=ACTORS, purpose=st.sampled_from(Purpose), model=st.sampled_from([Agency, Staff, Grant]))
def test_lists_and_single_looks_agree_for_every_role_and_purpose(
    grants: list[Grant], actor: Any, purpose: Purpose, model: type[Record]
) -> None:
    seen = set(visible(actor, purpose, model).values_list("pk", flat=True))
    assert seen == {record.pk for record in model._default_manager.all() if may_see(actor, purpose, record)}


def test_every_rule_of_the_policy_names_fields_that_exist(db: None) -> None:
    kinds = {model.kind: model for model in apps.get_models() if issubclass(model, Record)}
    somebody = asker(actor_with(IDS[0], "DIE", "HT-WAN", []), [IDS[1]])
    for rule in RULES:
        if rule.kind in kinds:
            assert list(kinds[rule.kind]._default_manager.filter(compiled(rule.when, somebody))) == []


def test_a_condition_that_is_not_in_the_algebra_has_no_filter() -> None:
    with pytest.raises(TypeError):
        compiled(Predicate(), {})
