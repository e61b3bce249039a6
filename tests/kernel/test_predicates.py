"""The algebra of conditions, in memory."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from lakay.kernel.predicates import (
    Always,
    And,
    AskerHas,
    FieldEquals,
    FieldIn,
    FieldIs,
    FieldIsNull,
    Never,
    Or,
    Predicate,
    Some,
    paths,
    value_at,
)

MARIE: dict[str, Any] = {"id": 7, "post": "HT-WAN", "agency": "DIE", "live": {1, 2}}
NOBODY: dict[str, Any] = {"id": None, "post": "", "live": set()}


def record(**fields: Any) -> SimpleNamespace:
    return SimpleNamespace(**fields)


def test_the_same_post_is_a_relation_and_another_is_not() -> None:
    assert FieldIs("post", "post").holds(record(post="HT-WAN"), MARIE)
    assert not FieldIs("post", "post").holds(record(post="HT-BEL"), MARIE)


def test_two_empty_posts_are_no_relation() -> None:
    assert not FieldIs("post", "post").holds(record(post=""), NOBODY)
    assert not FieldIs("officer", "id").holds(record(officer=None), NOBODY)
    assert not FieldEquals("post", "").holds(record(post=""), MARIE)


def test_a_person_is_before_the_officer_or_is_not() -> None:
    assert FieldIn("id", "live").holds(record(id=2), MARIE)
    assert not FieldIn("id", "live").holds(record(id=3), MARIE)
    assert not FieldIn("id", "live").holds(record(id=None), {"live": {None}})
    assert not FieldIn("id", "cases").holds(record(id=1), MARIE)


def test_a_path_goes_through_links_and_ends_where_a_link_is_missing() -> None:
    staff = record(agency=record(code="DIE"))
    assert FieldIs("staff__agency__code", "agency").holds(record(staff=staff), MARIE)
    assert not FieldIs("staff__agency__code", "agency").holds(record(staff=None), MARIE)
    assert value_at(record(staff=None), "staff__agency__code") is None


def test_what_the_asker_has_counts_for_every_record_alike() -> None:
    agreed = AskerHas("agreements", "incidents:involved")
    assert agreed.holds(record(), {"agreements": {"incidents:involved"}})
    assert not agreed.holds(record(), {"agreements": {"incidents:post"}})
    assert not agreed.holds(record(), MARIE)
    assert not AskerHas("agreements", "").holds(record(), {"agreements": {""}})


def hung(*rows: SimpleNamespace) -> SimpleNamespace:
    """What hangs on a record, as Django gives it."""
    return SimpleNamespace(all=lambda: list(rows))


def test_one_and_the_same_hanging_record_must_fulfil_the_whole_condition() -> None:
    takes_part = Some("participations", FieldIs("agency", "agency") & FieldIs("post", "post"))
    here, elsewhere = record(agency="DIE", post="HT-WAN"), record(agency="DIE", post="HT-BEL")
    neighbour = record(agency="AGD", post="HT-WAN")
    assert takes_part.holds(record(participations=hung(neighbour, here)), MARIE)
    assert not takes_part.holds(record(participations=hung(neighbour, elsewhere)), MARIE)
    assert not takes_part.holds(record(participations=hung()), MARIE)


def test_a_condition_on_what_hangs_on_a_linked_record_ends_where_the_link_is_missing() -> None:
    takes_part = Some("incident__participations", FieldIs("agency", "agency"))
    incident = record(participations=hung(record(agency="DIE")))
    assert takes_part.holds(record(incident=incident), MARIE)
    assert not takes_part.holds(record(incident=None), MARIE)
    assert list(paths(takes_part)) == ["incident__participations"]


def test_a_field_that_does_not_exist_is_an_error_not_a_no() -> None:
    with pytest.raises(AttributeError):
        FieldIs("pots", "post").holds(record(post="HT-WAN"), MARIE)


def test_null_is_not_an_empty_text() -> None:
    assert FieldIsNull("until").holds(record(until=None), MARIE)
    assert not FieldIsNull("until").holds(record(until=""), MARIE)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Always() & Never(), False),
        (Always() | Never(), True),
        (~Never(), True),
        (And(()), True),
        (Or(()), False),
        (~(Always() & ~Never()), False),
    ],
)
def test_conditions_combine(condition: Predicate, expected: bool) -> None:
    assert condition.holds(record(), MARIE) is expected


def test_every_field_that_a_condition_looks_at_is_named() -> None:
    condition = (
        (FieldIs("post", "post") | ~FieldIn("person_id", "live")) & (FieldEquals("open", True) | FieldIsNull("until")) & Always()
    )
    assert set(paths(condition)) == {"post", "person_id", "open", "until"}


def test_what_is_not_decided_by_a_subclass_is_an_error() -> None:
    with pytest.raises(NotImplementedError):
        Predicate().holds(record(), MARIE)
