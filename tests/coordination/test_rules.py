"""States and small decisions, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.coordination.rules import (
    INCIDENT_STATES,
    LANGUAGES,
    TASK_STATES,
    WAITING,
    IncidentStatus,
    NoText,
    TaskStatus,
    is_overdue,
    text_in,
    texts_given,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_closed_incident_and_a_task_that_is_over_stay_so():
    assert INCIDENT_STATES.ends == {IncidentStatus.CLOSED}
    assert TASK_STATES.ends == set(TaskStatus) - set(WAITING)


def test_a_task_is_done_only_after_somebody_took_it_on():
    assert not TASK_STATES.can_move(TaskStatus.ASKED, TaskStatus.DONE)
    assert TASK_STATES.can_move(TaskStatus.ACCEPTED, TaskStatus.DONE)


def test_somebody_has_the_turn_wherever_something_is_still_to_do():
    assert {state for state, turn in TASK_STATES.turns.items() if turn} == set(WAITING)
    assert {state for state, turn in INCIDENT_STATES.turns.items() if turn} == {IncidentStatus.OPEN, IncidentStatus.HANDED_OVER}


@pytest.mark.parametrize("status", list(TaskStatus))
def test_overdue_is_what_waits_after_its_deadline(status):
    assert is_overdue(status, NOON, NOON + timedelta(seconds=1)) == (status in WAITING)
    assert not is_overdue(status, NOON, NOON)


@given(st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(["", " ", "a", " b "])), st.sampled_from([*LANGUAGES, "pt"]))
def test_whoever_writes_in_one_language_is_read_in_any(texts, language):
    try:
        kept = texts_given(texts)
    except NoText:
        assert not "".join(texts.values()).strip()
        return
    assert text_in(kept, language) in {text.strip() for text in texts.values() if text.strip()}
    if texts.get(language, "").strip():
        assert text_in(kept, language) == texts[language].strip()
