"""Search before create: who of those we know could this be? It proposes; a person decides.

At a post a search needs a document and exact keys (DESIGN §5): the pages there use `queries.find_document` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from lakay.kernel.partial_dates import ESTIMATE_YEARS, UNKNOWN, PartialDate
from lakay.names.folding import search_tokens
from lakay.people.blind import name_keys, number_key
from lakay.people.models import Document, Person, PersonToken
from lakay.people.queries import surviving
from lakay.people.rules.codes import Sex
from lakay.people.rules.given import DocumentGiven, NameGiven

MOST_LOOKED_AT = 500
MOST_SHOWN = 20


class Why(StrEnum):
    """What speaks for a candidate, the strongest first."""

    DOCUMENT = "document"
    NAME_AND_BIRTH = "name_and_birth"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody it could be, why, and how many words of the names are the same."""

    person: Person
    why: Why
    words: int = 0


def candidates(
    names: Sequence[NameGiven] = (), birth: PartialDate = UNKNOWN, sex: str = "", documents: Iterable[DocumentGiven] = ()
) -> list[Candidate]:
    """Known persons, the likeliest first, each once: those with one of the documents, then those whose names share two words
    (one, if only one is known) and whose birth and sex do not contradict. Merged records stand under the surviving one.
    """
    best: dict[Person, Candidate] = {}
    for candidate in [*_by_document(documents), *_by_name(names, birth, sex)]:
        known = best.get(candidate.person)
        if known is None or _rank(candidate) < _rank(known):
            best[candidate.person] = candidate
    return sorted(best.values(), key=_rank)[:MOST_SHOWN]


def _rank(candidate: Candidate) -> tuple[int, int, str]:
    return list(Why).index(candidate.why), -candidate.words, str(candidate.person.id)


def _by_document(documents: Iterable[DocumentGiven]) -> Iterator[Candidate]:
    keys = {number_key(shown.issuing_state, shown.number, shown.type) for shown in documents} - {""}
    if keys:
        for document in Document.objects.filter(number_key__in=keys).select_related("person__merged_into"):
            yield Candidate(surviving(document.person), Why.DOCUMENT)


def _by_name(names: Sequence[NameGiven], birth: PartialDate, sex: str) -> Iterator[Candidate]:
    keys = name_keys(search_tokens(*(part for name in names for part in name.parts)))
    shared = PersonToken.objects.filter(_may_be_born(birth), token__in=keys).values("person")
    counted = shared.annotate(words=Count("token", distinct=True)).filter(words__gte=min(2, len(keys)))
    words = dict(counted.order_by("-words", "person").values_list("person", "words")[:MOST_LOOKED_AT]) if keys else {}
    for person in Person.objects.filter(id__in=words).select_related("merged_into"):
        born = person.born
        if born.compatible(birth) and _can_be(person.sex, sex):
            sure = born.year is not None and birth.year is not None
            yield Candidate(surviving(person), Why.NAME_AND_BIRTH if sure else Why.NAME, words[person.id])


def _may_be_born(birth: PartialDate) -> Q:
    """A first, wide sieve by year in the database."""
    if birth.year is None:
        return Q()
    reach = 2 * ESTIMATE_YEARS + 1
    from_year, to_year = max(0, birth.year - reach), min(9999, birth.year + reach + 1)
    between = Q(person__birth__gte=f"{from_year:04}", person__birth__lt=f"{to_year:04}")
    return between | Q(person__birth="") | Q(person__birth__startswith="XXXX")


def _can_be(known: str, sex: str) -> bool:
    open_ended = {"", Sex.UNSPECIFIED.value}
    return known in open_ended or sex in open_ended or known == sex
