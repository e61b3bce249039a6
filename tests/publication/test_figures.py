"""Figures of the desk become tables of a release: protected, tried, proposed by the machine in the name of who asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lakay.disclosure.attack import attack_releases
from lakay.kernel.clock import SystemClock
from lakay.publication import trying
from lakay.publication.actions import Chosen, TooMany, ask_draft, publish_release, stop_draft
from lakay.publication.choosing import BORDER, DoesNotAddUp, NotReleasable, Wanted, checked, measure_of, releasable
from lakay.publication.codes import Sensitivity
from lakay.publication.gathering import NotReady, about, gathered
from lakay.publication.models import Draft, Release
from lakay.publication.preparing import OtherClass, attack_again, digest_of, prepare
from lakay.publication.queries import ledger, read, tables_of
from lakay.publication.trying import work_through
from lakay.statistics.cube import Cube, look, read_cube
from lakay.statistics.registry import indicator, indicators
from lakay.statistics.running import Asked
from tests.publication.conftest import FABIENNE, MYRIAM, NOW
from tests.publication.figures import worked_out

pytestmark = pytest.mark.django_db
MOVEMENTS = Sensitivity.MOVEMENTS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cube of people who do not exist."""
    return worked_out(tmp_path_factory.mktemp("published"))


@pytest.fixture(autouse=True)
def cube(made: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cube:
    """This node has worked out its figures, and Fabienne has an account."""
    settings.STATISTICS = made
    monkeypatch.setattr(trying, "actor_behind", lambda staff, at, post: {FABIENNE.id: FABIENNE}[staff])
    found = read_cube(made / "cube")
    assert found is not None
    return found


def asked(period: str = "2025-Q1", wanted: tuple[Wanted, ...] = BORDER[:2]) -> Draft:
    chosen = Chosen(f"Border {period}", MOVEMENTS, period, wanted)
    return Draft.objects.get(pk=ask_draft(by=FABIENNE, at=NOW, chosen=chosen, language="fr"))


def test_tables_have_the_figures_of_the_cube_and_their_totals(cube: Cube) -> None:
    months, sexes = gathered(cube, BORDER[:1] + BORDER[2:3], "2025-Q1", MOVEMENTS)
    answer = look(cube, indicator("border.movements"), Asked(("month", "direction"), {"month": ["2025-02"]}))
    for _, direction, count in answer.rows:
        assert months.cells["2025-02", str(direction)] == count
    assert months.cells["*", "*"] == sexes.cells["*", "*"] == sum(months.cells[f"2025-0{n}", "*"] or 0 for n in (1, 2, 3))
    assert months.keys["*", "entry"] == sexes.keys["entry", "*"]
    assert "unknown" in sexes.categories[1]


def test_a_period_that_is_not_over_is_refused(cube: Cube) -> None:
    with pytest.raises(NotReady, match="do not reach"):
        gathered(cube, BORDER, "2026-Q4", MOVEMENTS)
    with pytest.raises(NotReady, match="nothing to publish"):
        gathered(cube, BORDER, "2019-Q1", MOVEMENTS)


def test_what_does_not_add_up_cannot_come_out() -> None:
    assert "border.movements" in releasable(MOVEMENTS)
    for code, by in (
        ("border.persons", ("sex",)),
        ("border.refusal_rate", ("post",)),
        ("border.movements", ("reason",)),
        ("x", ("y",)),
    ):
        with pytest.raises(NotReleasable):
            checked(Wanted(code, by), MOVEMENTS)
    with pytest.raises(NotReleasable):
        checked(Wanted("protection.intakes", ("sex",)), MOVEMENTS)


def test_persons_and_rates_are_refused_with_the_reason() -> None:
    for code, by in (("border.persons", "sex"), ("border.refusal_rate", "post")):
        with pytest.raises(DoesNotAddUp):
            checked(Wanted(code, (by,)), MOVEMENTS)
        draft = asked(wanted=(Wanted(code, (by,)),))
        work_through(SystemClock())
        draft.refresh_from_db()
        assert draft.status == "refused"
        assert draft.fault.startswith(f"{code}:{by} : les personnes et les taux ne s’additionnent pas")
    assert not Release.objects.exists()


def test_two_indicators_of_one_count_are_one_measure() -> None:
    known = indicators()
    one = known["border.movements"]
    assert measure_of(one) == "border.movements"
    assert len({measure_of(other) for other in known.values()}) <= len(known)


def test_a_draft_becomes_a_proposed_release_and_stands() -> None:
    draft = asked()
    assert work_through(SystemClock()) == 1
    draft.refresh_from_db()
    assert (draft.status, draft.fault) == ("proposed", "")
    release = Release.objects.get(title="Border 2025-Q1")
    assert draft.release_id == release.pk
    assert release.about["period"] == "2025-Q1"
    assert release.about["silent"]
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    assert attack_releases(ledger("movements"), 5, zeros_shown=True).stands
    tables = [read(one) for one in tables_of(release)]
    assert release.digest == digest_of(release.title, release.method, release.licence, tables, release.about)
    assert release.hidden


def test_what_is_not_possible_says_why_in_the_language_of_who_asked() -> None:
    draft = asked("2019-Q1")
    work_through(SystemClock())
    draft.refresh_from_db()
    assert (draft.status, draft.fault) == ("refused", "Il n’y a rien à publier pour 2019-Q1.")
    assert not Release.objects.exists()


def test_a_draft_that_somebody_stops_while_it_is_tried_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = asked()

    def stopped(*given: Any, **more: Any) -> Any:
        stop_draft(by=FABIENNE, at=NOW, draft=draft.pk)
        return prepare(*given, **more)

    monkeypatch.setattr(trying, "prepare", stopped)
    work_through(SystemClock())
    draft.refresh_from_db()
    assert (draft.status, draft.release_id) == ("stopped", None)
    assert not Release.objects.exists()


def test_only_some_wait_at_a_time() -> None:
    for number in range(5):
        asked(f"2025-0{number + 1}")
    with pytest.raises(TooMany):
        asked()


def test_a_measure_stays_in_its_class(cube: Cube) -> None:
    asked()
    work_through(SystemClock())
    tables = gathered(cube, BORDER[:1], "2025-Q2", MOVEMENTS)
    with pytest.raises(OtherClass, match="came out before"):
        prepare(tables, Sensitivity.PROTECTION, title="t", method="m")


def test_no_count_of_records_stands_beside_the_tables(cube: Cube) -> None:
    said = about(cube, "2025-Q1", MOVEMENTS)
    assert set(said) == {"period", "set", "made", "days", "on_time", "silent"}
    assert 0 <= said["on_time"] <= 100
