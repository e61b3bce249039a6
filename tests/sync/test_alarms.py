"""When something about a node is worth a look, and when it is bad."""

from __future__ import annotations

from pathlib import Path

import pytest

from lakay.places.pack import find_pack
from lakay.sync.alarms import WHAT, BadLimits, Level, judge, read_limits, worst
from lakay.sync.reports import Report

LIMITS = read_limits(find_pack() / "nodes.toml")


def test_the_pack_has_a_limit_for_everything():
    assert set(LIMITS) == set(WHAT)


@pytest.mark.parametrize(
    ("what", "value", "level"),
    [
        ("contact", 23, Level.GOOD),
        ("contact", 24, Level.LOOK),
        ("contact", 72, Level.BAD),
        ("contact", None, Level.LOOK),
        ("clock", 4, Level.GOOD),
        ("clock", -5, Level.LOOK),
        ("clock", -525_600, Level.BAD),
        ("disk", 50, Level.GOOD),
        ("disk", 15, Level.LOOK),
        ("disk", 5, Level.BAD),
        ("forks", 0, Level.GOOD),
        ("forks", 1, Level.BAD),
    ],
)
def test_how_bad_it_is(what, value, level):
    assert judge(LIMITS, what, value).level == level


def test_the_worst_counts():
    assert worst([judge(LIMITS, "forks", 0), judge(LIMITS, "unsent", 600)]) == Level.LOOK
    assert worst([]) == Level.GOOD


@pytest.mark.parametrize("text", ["", "[contact]\nlook = 9\nbad = 3\n", "not toml ["])
def test_limits_that_make_no_sense_are_refused(tmp_path: Path, text: str):
    whole = (find_pack() / "nodes.toml").read_text()
    bad = text if "contact" not in text else text + whole[whole.index("[unsent]") :]
    (tmp_path / "nodes.toml").write_text(bad)
    with pytest.raises(BadLimits):
        read_limits(tmp_path / "nodes.toml")


@pytest.mark.parametrize("said", [{}, {"t": "x", "u": -1, "d": True}, {"t": 10**30, "v": "x" * 99, "u": 1.5, "o": None}])
def test_a_strange_report_of_another_node_harms_nobody(said):
    report = Report.of(said)
    assert (report.at, report.unsent, report.oldest) == (None, 0, None)
    assert len(report.version) <= 20


def test_a_report_comes_back_as_it_was_said():
    said = {"v": "0.4", "t": 1_800_000_000, "u": 7, "o": 1_700_000_000, "w": 1, "r": 2, "n": 3, "f": 4, "c": 5, "d": 60}
    assert Report.of(said).as_json() == said
