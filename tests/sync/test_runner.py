"""The thread that speaks in time: what it remembers of a line, and that one process of a node speaks alone."""

import pytest
from django.test import override_settings

from lakay.kernel.clock import SystemClock
from lakay.sync import runner
from lakay.sync.timing import Link, failed, went_through


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    with override_settings(DATA=tmp_path):
        yield


def test_what_was_learnt_of_a_line_is_known_after_the_next_start():
    rules, link = runner.rules(), Link()
    for _ in range(6):
        link = went_through(link, rules, 1.0, link.most, link.most / 8_000)
    link = failed(link, rules, 2.0, 0.5)
    runner.remember("0123456789abcdef", link)
    recalled = runner.recall("0123456789abcdef")
    assert recalled.speed == round(link.speed)
    assert recalled.stretch == round(link.stretch)
    assert (recalled.failures, recalled.spoke_at) == (0, None)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"speed": "x", "stretch": 1}', '{"speed": null, "stretch": 2}'])
def test_a_damaged_note_of_a_line_is_no_note(text, tmp_path):
    runner.remember("0123456789abcdef", Link())
    (tmp_path / "sync" / "line-0123456789abcdef.json").write_text(text)
    assert runner.recall("0123456789abcdef") == Link()


def test_one_process_of_a_node_speaks_alone():
    with runner.alone() as mine, runner.alone() as other:
        assert mine
        assert not other
    with runner.alone() as again:
        assert again


@pytest.mark.django_db(transaction=True)
def test_a_node_that_stands_alone_speaks_to_nobody_and_stops_when_it_is_told():
    exchanger = runner.Exchanger(SystemClock())
    exchanger.start()
    exchanger.end()
    exchanger.join(20)
    assert not exchanger.is_alive()
    assert runner.Exchanger(SystemClock()).turn() == []


def test_the_settings_of_the_line_are_its_rules():
    with override_settings(LINK_IDLE=33, LINK_CAP=4_000, LINK_NIGHT=(22, 4)):
        found = runner.rules()
    assert (found.idle_seconds, found.cap, found.night[0].hour, found.night[1].hour) == (33, 4_000, 22, 4)
