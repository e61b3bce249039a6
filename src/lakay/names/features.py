"""What an alignment of two names shows, as the few numbers that the score is made of. Each can be said in words."""

from __future__ import annotations

from lakay.names.aligning import Alignment, Pair, align
from lakay.names.forms import Form
from lakay.names.kinship import Kin, are_both_listed

SHARES = (Kin.NEAR, Kin.SHORT, Kin.CUT, Kin.LANGUAGE, Kin.INITIAL, Kin.LOOSE, Kin.GENDER)
FEATURES = (*(kin.name.lower() for kin in SHARES), "conflicts", "extra", "lonely", "order", "rare", "worst", "known")
"""The shares are of the weight of the lighter name, by the kin of the words paired; words that are the same, or sound the same, take
nothing away. `conflicts`: how many words have no partner although the other name has words over (2 stands for more). `extra`: the share of
the heavier name that the other lacks. `lonely`: fewer than two words agree. `order`: the words stand in another order. `rare`: what agrees,
in units of 20. `worst`: the unlikeness of the least like pair. `known`: the share in pairs of two names that the pack lists, so that
neither is a slip for the other (Roland, Ronald)."""
RARE = FEATURES.index("rare")
_RARE = 20.0
_SPELT = frozenset({Kin.NEAR, Kin.LOOSE})
"""The kins for which it matters how many letters differ."""
_MISTAKEN = frozenset({Kin.NEAR, Kin.LOOSE, Kin.CUT})
_AGREE = Kin.LANGUAGE
"""From this kin up two words are taken for one name."""


def features(one: Form, two: Form) -> tuple[Alignment, list[float]]:
    """The alignment and the numbers, in the order of FEATURES."""
    aligned = align(one, two)
    lighter, heavier = (one.total, two.total) if one.total < two.total else (two.total, one.total)
    by_kin = [0.0] * len(Kin)
    agreed = worst = known = 0.0
    agreeing = 0
    for pair in aligned.pairs:
        kin = Kin.SAME if _is_cut(one, two, pair) else pair.kin
        by_kin[kin] += pair.weight
        if kin >= _AGREE:
            agreed += pair.weight
            agreeing += 1 + pair.joined
        if kin in _SPELT and 1 - pair.likeness > worst:
            worst = 1 - pair.likeness
        if kin in _MISTAKEN and not pair.joined:
            known += pair.weight * are_both_listed(one.words[pair.one], two.words[pair.two])
    return aligned, [
        *[by_kin[kin] / lighter for kin in SHARES],
        float(min(len(aligned.rest_one), len(aligned.rest_two), 2)),
        _extra(one, two, aligned) / heavier,
        float(agreeing < 2),
        float(_out_of_order(aligned)),
        min(1.0, agreed / _RARE),
        worst,
        known / lighter,
    ]


def _extra(one: Form, two: Form, aligned: Alignment) -> float:
    """How much more one name has over than the other; nothing where the other may have been cut off."""
    if not aligned.rest_one and not aligned.rest_two:
        return 0.0
    over = sum([one.weights[i] for i in aligned.rest_one]) - sum([two.weights[j] for j in aligned.rest_two])
    shorter = two if over > 0 else one
    return 0.0 if shorter.cut >= 0 else abs(over)


def _is_cut(one: Form, two: Form, pair: Pair) -> bool:
    """Whether one word is the beginning of the other because the writing of its name ends there."""
    if pair.one == one.cut and two.words[pair.two].startswith(one.words[pair.one]):
        return True
    return pair.two == two.cut and one.words[pair.one].startswith(two.words[pair.two])


def _out_of_order(aligned: Alignment) -> bool:
    """Whether paired words follow each other differently in the two names."""
    order = [pair.two for pair in sorted(aligned.pairs)]
    return order != sorted(order)
