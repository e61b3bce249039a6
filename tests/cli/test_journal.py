"""`lakay journal` and `lakay rebuild`, as a newcomer uses them."""

import pytest
from click.testing import CliRunner
from django.db import connection

from lakay.cli.journal import journal, rebuild
from lakay.kernel.ids import new_id
from tests.journal.conftest import NOW, card, marie  # noqa: F401  (fixtures)
from tests.journal.sample.actions import open_card

pytestmark = [pytest.mark.django_db, pytest.mark.tampers]


@pytest.fixture
def five(marie):  # noqa: F811
    return [open_card(by=marie, at=NOW, name=f"Card {number}", colour="red") for number in range(5)]


def run(command, *arguments):
    done = CliRunner().invoke(command, arguments)
    return done.exit_code, done.output


def by_hand(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_journal_is_said_to_be_whole(five):
    code, told = run(journal, "verify")
    assert code == 0
    assert "5 events, 0 findings" in told


def test_a_changed_event_is_named_by_id_number_action_and_time(five):
    by_hand("UPDATE journal_event SET action = 'sample.card.opem' WHERE seq = 3")
    code, told = run(journal, "verify", "--chain-only")
    assert code == 1
    assert f"event {five[2].event} no 3 sample.card.open 2026-11-23T15:00:00.000000Z" in told


def test_a_changed_row_is_named_with_its_field_and_its_event(five):
    by_hand("UPDATE sample_card SET colour = 'blue' WHERE colour = 'red'")
    code, told = run(journal, "verify")
    assert code == 1
    assert told.count("differs from the journal in colour; last written by event") == 5


def test_a_head_kept_on_paper_shows_a_cut(five):
    _, paper = run(journal, "head")
    by_hand("DELETE FROM journal_reference")
    by_hand("DELETE FROM journal_event")
    by_hand("DELETE FROM journal_head")
    code, told = run(journal, "verify", "--chain-only", "--head", paper.strip())
    assert code == 1
    assert "its end was cut off" in told


def test_the_head_is_a_picture_to_print(five, tmp_path):
    run(journal, "head", "--svg", str(tmp_path / "head.svg"))
    assert "<svg" in (tmp_path / "head.svg").read_text()


def test_what_is_no_head_is_refused(five):
    assert run(journal, "verify", "--head", "nonsense")[0] == 2


def test_an_event_is_shown_with_its_seals_closed(five):
    code, told = run(journal, "show", str(five[0].event))
    assert code == 0
    assert "sample.card.open" in told
    assert "Card 0" not in told
    assert run(journal, "show", str(new_id()))[0] == 1


def test_rebuild_mends_the_tables(five):
    by_hand("UPDATE sample_card SET colour = 'blue' WHERE colour = 'red'")
    code, told = run(rebuild)
    assert code == 0
    assert "Rebuilt 5 rows" in told
    assert run(journal, "verify")[0] == 0


def test_rebuild_refuses_a_journal_that_is_not_whole(five):
    by_hand("UPDATE journal_event SET post = 'HT-MAL' WHERE seq = 2")
    code, told = run(rebuild)
    assert code == 1
    assert "nothing was rebuilt" in told
