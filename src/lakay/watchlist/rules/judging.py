"""Whether a traveller is the one whom an alert means, once it is weighed how likely both are one person (`weighing`), and what speaks for it.

Pure; the same for an open list and a locked one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Any

from lakay.kernel.partial_dates import PartialDate
from lakay.names.comparing import Band, band, compare, score_names
from lakay.names.forms import form_of
from lakay.names.model import model
from lakay.names.people import Person
from lakay.watchlist.rules.contents import WantedDocument, WantedName, birth_of, documents_of, names_of
from lakay.watchlist.rules.matching import Basis, Evidence, birth_evidence, document_text, name_evidence, sex_differs

ENOUGH_PARTS = 2
"""Of year, month and day: so many must agree, or it is another day."""
FAR = 4
"""Years: twice as far as an estimate may be wrong."""
FARTHEST = 40.0
"""Log-odds beyond which nothing changes."""
NOBODY_BY_NAME = -99.0
"""The log-odds of one whose name was not even weighed."""

SURE = 100
"""The score of the very document, in hundredths."""


ALIKE = "alike"
"""The code of how alike two people are, in hundredths: `alike.86`."""


@dataclass(frozen=True, slots=True)
class Read:
    """The traveller as read."""

    document: WantedDocument | None
    name: WantedName
    birth: PartialDate
    sex: str
    nationality: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom an alert means."""

    names: tuple[WantedName, ...]
    documents: tuple[WantedDocument, ...]
    birth: PartialDate
    sex: str
    nationalities: tuple[str, ...]

    @classmethod
    def of(cls, names: Any, documents: Any, birth: str, sex: str, nationalities: Any) -> Listed:
        """From the values of an alert's fields; erased ones come back empty."""
        return cls(
            names_of(names),
            documents_of(documents),
            birth_of(birth),
            sex,
            tuple(nationalities or ()),
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """By what a traveller was found, what agrees and what does not, and how likely it is the one meant (0 to 100).

    Evidence is a code of `matching.Evidence`, or one of `lakay.names.evidence` without the words of the names.
    """

    basis: Basis
    evidence: tuple[str, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Line:
    """From which log-odds on a traveller is stopped: where the names by themselves may be one; where name and date together speak for it."""

    by_names: float
    whole: float


def judge(read: Read, listed: Listed, *, by_name: bool, odds: float, least: Line) -> Judged | None:
    """None for somebody else. `by_name`: whether the name alone can mean the traveller; of a stolen document it does not.

    `odds`: the log-odds that both are one person (`weighing`); from `least` on the traveller is stopped.
    """
    text = document_text(read.document) if read.document else ""
    if text and text in map(document_text, listed.documents):
        name = name_evidence(read.name, listed.names)
        return Judged(Basis.DOCUMENT, (Evidence.DOCUMENT_SAME, *([name] if name else [])), SURE)
    return _by_name(read, listed, odds, least) if by_name else None


def _by_name(read: Read, listed: Listed, odds: float, least: Line) -> Judged | None:
    """The same words with the same whole date are a hit; anything else is weighed, unless the dates of birth contradict each other."""
    birth, name = birth_evidence(read.birth, listed.birth), name_evidence(read.name, listed.names)
    sure = name is not None and birth is Evidence.BIRTH_SAME
    if contradict(read.birth, listed.birth) or not (sure or _enough(read, listed, odds, least, same=name is not None)):
        return None
    beside: list[str] = [Evidence.SEX_DIFFERS] if sex_differs(read.sex, listed.sex) else []
    beside += [Evidence.NATIONALITY_SAME] if read.nationality in listed.nationalities else []
    score = SURE if sure else hundredths(odds)
    if name is not None and birth is not Evidence.BIRTH_DIFFERS:
        return Judged(Basis.NAME, (name, birth, *beside), score)
    names, told = _told(read, listed)
    told = birth if birth is not Evidence.BIRTH_DIFFERS else told
    return Judged(Basis.NAME, (*names, *([told] if told else []), *beside, f"{ALIKE}.{score}"), score)


def _enough(read: Read, listed: Listed, odds: float, least: Line, *, same: bool) -> bool:
    """Whether it is likely enough: for names that are the same or may be one by themselves, on a list as long as this is."""
    if odds >= least.whole:
        return True
    return odds >= least.by_names and (same or any(_may_be_one(read.name, name) for name in listed.names))


def _may_be_one(one: WantedName, two: WantedName) -> bool:
    forms = form_of(one.family, one.given), form_of(two.family, two.given)
    return all(form.words for form in forms) and band(score_names(*forms), model()) is not Band.NONE


def hundredths(odds: float) -> int:
    """How likely both are one person, never as sure as a document."""
    return min(SURE - 1, round(100 / (1 + exp(-max(-FARTHEST, min(FARTHEST, odds))))))


def contradict(one: PartialDate, two: PartialDate) -> bool:
    """Whether two dates of birth cannot be one, however written: whole days that differ in more than one part, or years far apart."""
    if birth_evidence(one, two) is not Evidence.BIRTH_DIFFERS:
        return False
    if one.exact is not None and two.exact is not None:
        return sum((one.year == two.year, one.month == two.month, one.day == two.day)) < ENOUGH_PARTS
    return one.year is not None and two.year is not None and abs(one.year - two.year) > FAR


def _told(read: Read, listed: Listed) -> tuple[tuple[str, ...], str]:
    """What the names show, by code, without the names; and what the birth dates show that contradict each other in something."""
    traveller = Person(read.name.family, read.name.given, read.birth, read.sex)
    others = [Person(name.family, name.given, listed.birth, listed.sex) for name in listed.names]
    if not others:
        return (), ""
    codes = [one.code for one in max((compare(traveller, other) for other in others), key=lambda found: found.score).evidence]
    names = tuple(dict.fromkeys(code for code in codes if code.startswith(_OF_NAMES)))
    return names, next((code for code in codes if code.startswith("birth.")), "")


_OF_NAMES = ("family.", "given.", "name.")
