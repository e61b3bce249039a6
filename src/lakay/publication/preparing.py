"""A release is put together: tables protected together and with all earlier ones, then attacked. Takes seconds to a minute, so it is
done before anything is written, and the ledger must not have moved when it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from lakay.disclosure.attack import Recovered, Report, attack_releases, named
from lakay.disclosure.protect import CLASSES, protect
from lakay.disclosure.reading import written
from lakay.disclosure.system import Contradiction
from lakay.disclosure.tables import Table
from lakay.disclosure.watching import Watch, unwatched
from lakay.disclosure.wording import cell_name
from lakay.kernel import canonical
from lakay.kernel.refusals import NotAllowed
from lakay.publication.codes import LICENCE, Sensitivity
from lakay.publication.models import Release
from lakay.publication.queries import classes_of_measures, head, ledger, read, tables_of


class Falls(NotAllowed):
    """Hidden counts can be worked out of this release and the earlier ones. Names the first."""

    def __init__(self, recovered: Sequence[Recovered]) -> None:
        first = recovered[0]
        words = {"count": len(recovered), "table": first.table, "cell": cell_name(first.dimensions, first.cell)}
        super().__init__(_("Hidden counts can be worked out: %(count)s. The first one: %(table)s, %(cell)s.") % words)
        self.recovered = tuple(recovered)


class Disagrees(NotAllowed):
    """The tables cannot all be true: they do not add up with each other."""

    def __init__(self, cell: str) -> None:
        super().__init__(_("The tables do not agree with each other: %(cell)s.") % {"cell": cell})


class OtherClass(NotAllowed):
    """What is counted came out before under another rule, and would not be attacked together with it."""

    def __init__(self, measure: str) -> None:
        super().__init__(_("“%(measure)s” came out before in the other class. It must stay in that one.") % {"measure": measure})


@dataclass(frozen=True, slots=True)
class Stands:
    """An attack that nothing fell in: on what (`digest`), with the ledger as it was after release `head`."""

    digest: str
    head: int
    hidden: int
    attacked: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that can be proposed."""

    title: str
    sensitivity: Sensitivity
    method: str
    licence: str
    tables: tuple[Table, ...]
    revises: Release | None
    stands: Stands
    about: Mapping[str, Any] = field(default_factory=dict)


def prepare(
    tables: Sequence[Table],
    sensitivity: Sensitivity,
    *,
    title: str,
    method: str,
    licence: str = LICENCE,
    revises: Release | None = None,
    about: Mapping[str, Any] | None = None,
    watch: Watch = unwatched,
) -> Prepared:
    """Protect whole tables and attack them. Raises Falls, Disagrees, OtherClass. `watch` is told how far it is, and may stop it by raising."""
    _check_class(tables, sensitivity)
    earlier, number = ledger(sensitivity.value), head()
    try:
        safe = protect(tables, CLASSES[sensitivity.value], earlier, watch).tables
    except Contradiction as error:
        raise Disagrees(named([error.key])[0]) from error
    report = _attacked([*earlier, safe], sensitivity.value, watch)
    said = dict(about or {})
    digest = digest_of(title, method, licence, safe, said)
    hidden = sum(len(table.hidden) for table in safe)
    return Prepared(title, sensitivity, method, licence, safe, revises, Stands(digest, number, hidden, report.tables), said)


def _check_class(tables: Sequence[Table], sensitivity: Sensitivity) -> None:
    known = classes_of_measures()
    for table in tables:
        if known.get(table.measure, sensitivity.value) != sensitivity.value:
            raise OtherClass(table.measure)


def attack_again(release: Release) -> Stands:
    """Attack a proposed release with the ledger as it is now. Raises Falls, Disagrees."""
    tables, number = [read(table) for table in tables_of(release)], head()
    report = _attacked([*ledger(release.sensitivity), tables], release.sensitivity)
    digest = digest_of(release.title, release.method, release.licence, tables, release.about)
    return Stands(digest, number, sum(len(table.hidden) for table in tables), report.tables)


def _attacked(releases: Sequence[Sequence[Table]], sensitivity: str, watch: Watch = unwatched) -> Report:
    rule = CLASSES[sensitivity]
    try:
        report = attack_releases(releases, rule.threshold, zeros_shown=rule.zeros_shown, watch=watch)
    except Contradiction as error:
        raise Disagrees(named([error.key])[0]) from error
    if not report.stands:
        raise Falls(report.recovered)
    return report


def digest_of(title: str, method: str, licence: str, tables: Sequence[Table], about: Mapping[str, Any] | None = None) -> str:
    """The SHA-256 of what is published, in hexadecimal: over the canonical JSON of title, method, licence, each table, and what stands beside."""
    content = [[table.name, table.measure, [list(one) for one in table.narrowed], written(table)] for table in tables]
    said: dict[str, Any] = {"title": title, "method": method, "licence": licence, "tables": content}
    return sha256(canonical.to_bytes(said | ({"about": dict(about)} if about else {}))).hexdigest()
