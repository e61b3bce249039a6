"""The states of a version of a form, and the other closed lists of the module."""

from __future__ import annotations

from enum import StrEnum

from lakay.kernel.states import NOBODY, States


class VersionStatus(StrEnum):
    """Where a version stands. Only what is published is offered; what was filled with a retired one still comes in."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETIRED = "retired"


S = VersionStatus

VERSION_STATES = States(
    starts=frozenset({S.DRAFT, S.PUBLISHED}),
    allowed={
        S.DRAFT: frozenset({S.PROPOSED, S.RETIRED}),
        S.PROPOSED: frozenset({S.PUBLISHED, S.DRAFT}),
        S.PUBLISHED: frozenset({S.RETIRED}),
        S.RETIRED: frozenset(),
    },
    turns={S.DRAFT: "author", S.PROPOSED: "second person", S.PUBLISHED: "author", S.RETIRED: NOBODY},
)
"""A version of the country pack begins published: it was agreed upon where the pack was made."""


class Origin(StrEnum):
    """Where a form comes from."""

    PACK = "pack"
    PAGE = "page"


class Channel(StrEnum):
    """How a submission came."""

    PHONE = "phone"
    PAGE = "page"
