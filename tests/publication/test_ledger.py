"""Releases are let out by two people, attacked with all earlier ones, and never change."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.reading import written
from lakay.disclosure.tables import Cell, Table
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.publication.actions import Moved, propose_release, publish_release, return_release
from lakay.publication.codes import ReleaseStatus, Sensitivity
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.preparing import Disagrees, Falls, attack_again, digest_of, prepare
from lakay.publication.queries import ledger, published, read, tables_of
from tests.publication.conftest import FABIENNE, MYRIAM, NOW, at_work, counted, put_out, tables

pytestmark = pytest.mark.django_db


def proposed(seed: int = 1, period: str = "2026-01") -> Release:
    prepared = prepare(tables(period, counted(seed)), Sensitivity.MOVEMENTS, title=period, method="As counted.")
    return Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))


def test_a_release_is_out_when_a_second_person_agrees():
    first, second = put_out(tables("2026-01", counted(1))), put_out(tables("2026-02", counted(2)))
    assert (first.number, second.number) == (1, 2)
    assert [one.number for one in published()] == [2, 1]
    assert second.attacked == 4
    assert first.digest == digest_of(first.title, first.method, first.licence, [read(one) for one in tables_of(first)])


def test_nobody_lets_out_what_they_proposed():
    release = proposed()
    with pytest.raises(NotAllowed, match="yourself"):
        publish_release(by=FABIENNE, at=NOW, release=release, stands=attack_again(release))
    with pytest.raises(NotAllowed):
        publish_release(by=at_work(3, "trainer"), at=NOW, release=release, stands=attack_again(release))
    assert not published()


def test_no_true_number_of_a_hidden_cell_is_kept():
    months = counted(1)
    prepared = prepare(tables("2026-01", months), Sensitivity.MOVEMENTS, title="t", method="m")
    hidden = [cell for table in prepared.tables for cell in table.hidden]
    assert hidden
    release = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    kept = [read(one) for one in tables_of(release)]
    assert [cell for table in kept for cell in table.hidden] == hidden
    assert not ledger("movements")


def test_a_release_given_back_is_not_out_and_says_why():
    release = proposed()
    return_release(by=MYRIAM, at=NOW, release=release, note="The hours of Malpas are missing.")
    release.refresh_from_db()
    assert (release.status, release.number, release.note) == ("returned", None, "The hours of Malpas are missing.")
    with pytest.raises(CannotMove):
        publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))


def test_what_was_attacked_with_another_ledger_is_tried_again():
    first, second = proposed(1, "2026-01"), proposed(2, "2026-02")
    stands = attack_again(second)
    publish_release(by=MYRIAM, at=NOW, release=first, stands=attack_again(first))
    with pytest.raises(Moved):
        publish_release(by=MYRIAM, at=NOW, release=second, stands=stands)
    publish_release(by=MYRIAM, at=NOW, release=second, stands=attack_again(second))
    late = prepare(tables("2026-03", counted(3)), Sensitivity.MOVEMENTS, title="t", method="m")
    put_out(tables("2026-04", counted(4)))
    with pytest.raises(Moved):
        propose_release(by=FABIENNE, at=NOW, prepared=late)


@pytest.mark.tampers
def test_a_release_whose_content_was_changed_is_not_let_out():
    release = proposed()
    stands = attack_again(release)
    ReleaseTable.objects.filter(release=release, position=1).update(name="another")
    assert attack_again(release).digest != release.digest
    with pytest.raises(Moved):
        publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    assert stands.digest == release.digest


def test_tables_that_do_not_agree_are_refused():
    month, other = tables("2026-01", counted(1)), tables("2026-01", counted(2))
    with pytest.raises(Disagrees):
        prepare([month[0], other[1]], Sensitivity.MOVEMENTS, title="t", method="m")


@pytest.mark.tampers
def test_a_release_that_gives_an_earlier_one_away_is_blocked_and_the_cell_is_named():
    put_out(tables("2026-01", counted(1)))
    hidden = next(table for release in ledger("movements") for table in release if table.hidden)
    naive = Table(hidden.name, hidden.dimensions, {cell: n if n is not None else 3 for cell, n in hidden.cells.items()})
    naive = Table("naive", naive.dimensions, naive.cells, hidden.measure, hidden.narrowed)
    release = proposed(2, "2026-02")
    ReleaseTable.objects.filter(release=release, position=1).update(
        content=written(Table("naive", naive.dimensions, whole(naive))),
        narrowed=[list(one) for one in naive.narrowed],
    )
    ReleaseTable.objects.filter(release=release, position=2).delete()
    with pytest.raises(Falls, match="post="):
        attack_again(release)


def whole(table: Table) -> dict[Cell, int | None]:
    """The table with totals that fit its inner cells."""
    inner = {cell: n or 0 for cell, n in table.cells.items() if "*" not in cell}
    return {
        cell: sum(n for one, n in inner.items() if all(part in {"*", own} for part, own in zip(cell, one, strict=True)))
        for cell in table.cells
    }


def test_a_revision_is_a_new_release_with_the_old_pattern():
    month = counted(5)
    first = put_out(tables("2026-01", month))
    month[max(month, key=lambda cell: month[cell])] += 9
    second = put_out(tables("2026-01", month), "Movements, revised", revises=first)
    before, after = ([read(one) for one in tables_of(release)] for release in (first, second))
    assert second.revises == first
    for old, new in zip(before, after, strict=True):
        assert set(old.hidden) <= set(new.hidden)
    assert attack_releases([before, after], 5, zeros_shown=True).stands


def test_a_quarter_after_its_months_stands():
    months = [counted(seed) for seed in (6, 7, 8)]
    for number, month in enumerate(months, start=1):
        put_out(tables(f"2026-0{number}", month))
    quarter = put_out(tables("2026-Q1", *months))
    assert attack_releases(ledger("movements"), 5, zeros_shown=True).stands
    assert quarter.number == 4


def test_the_tables_hold_the_rule_of_two_people():
    release = proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(decided_by=FABIENNE.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(status=ReleaseStatus.PUBLISHED.value)
