"""Other names that one person may go by, as the pack lists them: short and pet forms, the same name in another language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lakay.names.tables import pack_named, tables


def other_forms(word: str) -> frozenset[str]:
    """What else a word may be written as; none for most. Weak evidence: Pierre and Pedro may be two people."""
    return _forms(pack_named()).get(word, frozenset())


@cache
def _forms(named: str) -> Mapping[str, frozenset[str]]:
    """Of every listed word, by the pack so named."""
    known, found = tables(), dict[str, set[str]]()
    for groups in (known.short, known.language, known.spelling):
        members: dict[str, set[str]] = {}
        for word, numbers in groups.items():
            for number in numbers:
                members.setdefault(number, set()).add(word)
        for word, numbers in groups.items():
            found.setdefault(word, set()).update(*(members[number] for number in numbers))
    return {word: frozenset(others - {word}) for word, others in found.items()}
