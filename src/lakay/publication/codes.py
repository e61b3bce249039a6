"""The states of a release, and the other closed lists of the module."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States


class ReleaseStatus(StrEnum):
    """Where a release stands. What is published never changes; a revision is another release."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETURNED = "returned"


S = ReleaseStatus

RELEASE_STATES = States(
    starts=frozenset({S.PROPOSED}),
    allowed={S.PROPOSED: frozenset({S.PUBLISHED, S.RETURNED}), S.PUBLISHED: frozenset(), S.RETURNED: frozenset()},
    turns={S.PROPOSED: "second person", S.PUBLISHED: NOBODY, S.RETURNED: NOBODY},
)


class Sensitivity(StrEnum):
    """What is counted, and so how small a count must be hidden (lakay.disclosure.protect.CLASSES)."""

    MOVEMENTS = "movements"
    PROTECTION = "protection"


class DraftStatus(StrEnum):
    """Where a draft stands: waiting for the machine, being tried, proposed as a release, not possible, or stopped by a person."""

    ASKED = "asked"
    RUNNING = "running"
    PROPOSED = "proposed"
    REFUSED = "refused"
    STOPPED = "stopped"


OPEN_DRAFTS = (DraftStatus.ASKED, DraftStatus.RUNNING)


class Stage(StrEnum):
    """What is being done for a draft."""

    GATHER = "gather"
    HIDE = "hide"
    TRY = "try"


LICENCE = "CC BY 4.0"
"""Whoever names the source may use the figures."""
