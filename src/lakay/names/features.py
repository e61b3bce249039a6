"""What an alignment of two names shows, as the few numbers that the score is made of. Each can be said in words."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.fuzz import ratio

from lakay.names.aligning import Alignment, align
from lakay.names.forms import Form
from lakay.names.kinship import Kin

SHARES = (Kin.SOUND, Kin.NEAR, Kin.SHORT, Kin.CUT, Kin.LANGUAGE, Kin.INITIAL, Kin.LOOSE, Kin.GENDER)
FEATURES = (
    *(kin.name.lower() for kin in SHARES),
    "letters",
    "conflict",
    "conflicts",
    "extra",
    "lonely",
    "order",
    "joined",
    "unlike",
    "rare",
    "worst",
)
"""The shares are of the weight of the lighter name, by the kin of the words paired. `letters`: the weight of letters that differ in
pairs. `conflict`: the share that has no partner although the other name has words over; `conflicts`: how many such words. `extra`: the
share of the heavier name that the other lacks. `lonely`: fewer than two words agree. `order`: the words stand in another order. `joined`:
words written as one. `unlike`: one minus the likeness of the whole writing. `rare`: what agrees, in units of 20. `worst`: the
unlikeness of the least like pair."""
_RARE = 20.0
_AGREE = frozenset({Kin.SAME, Kin.SOUND, Kin.NEAR, Kin.SHORT, Kin.CUT, Kin.LANGUAGE})


def features(one: Form, two: Form) -> tuple[Alignment, list[float]]:
    """The alignment and the numbers, in the order of FEATURES."""
    aligned = align(one, two)
    lighter, heavier = sorted((one.total, two.total))
    shares = dict.fromkeys(SHARES, 0.0)
    letters = agreed = worst = 0.0
    agreeing = joined = 0
    for pair in aligned.pairs:
        if pair.kin is not Kin.SAME:
            shares[pair.kin] += pair.weight / lighter
            letters += pair.weight * (1 - pair.likeness) / lighter
            worst = max(worst, 1 - pair.likeness)
            joined |= pair.joined
        if pair.kin in _AGREE:
            agreed += pair.weight
            agreeing += 1 + pair.joined
    rest_one = sum([one.weights[i] for i in aligned.rest_one])
    rest_two = sum([two.weights[j] for j in aligned.rest_two])
    conflicts = min(len(aligned.rest_one), len(aligned.rest_two))
    return aligned, [
        *shares.values(),
        letters,
        min(rest_one, rest_two) / lighter,
        float(min(conflicts, 2)),
        max(rest_one, rest_two) / heavier if not conflicts else abs(rest_one - rest_two) / heavier,
        float(agreeing < 2),
        float(_out_of_order(aligned)),
        float(joined),
        1 - ratio("".join(one.words), "".join(two.words)) / 100,
        min(1.0, agreed / _RARE),
        1.0 if conflicts else worst,
    ]


def _out_of_order(aligned: Alignment) -> bool:
    """Whether paired words follow each other differently in the two names."""
    order = [pair.two for pair in sorted(aligned.pairs)]
    return any(later < earlier for earlier, later in pairwise(order))
