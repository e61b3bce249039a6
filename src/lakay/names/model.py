"""The numbers that turn evidence into a score: read from `names/model.json` of the pack, made by `python -m bench.names.pairs_train`.

Two logistic models. `name` says whether two writings are of one name. `person` adds what stands beside the names, and how rare the
agreeing words are, and says whether two people are one. Each number is the change in log-odds by one unit of a feature.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from lakay.names.features import FEATURES
from lakay.names.tables import folder_of, pack_named


@dataclass(frozen=True, slots=True)
class Model:
    """`name` in the order of FEATURES. `person`: the coefficient of each piece of evidence by its code."""

    name_bias: float
    name: tuple[float, ...]
    person_bias: float
    person: Mapping[str, float]
    possible: float
    """From this score on a pair is worth a person's look."""
    strong: float
    even: float
    """From this score on two writings may be called one name: of the pairs we learnt from as many were found as were right."""


def model() -> Model:
    """The model of the pack in use."""
    return _load(pack_named())


@cache
def _load(named: str) -> Model:
    """Read a pack's file of coefficients. Raises OSError or KeyError if it is not there or lacks one."""
    read = json.loads((folder_of(named) / "model.json").read_text(encoding="utf-8"))
    return Model(
        name_bias=read["name"]["bias"],
        name=tuple(read["name"]["features"][feature] for feature in FEATURES),
        person_bias=read["person"]["bias"],
        person=read["person"]["evidence"],
        possible=read["bands"]["possible"],
        strong=read["bands"]["strong"],
        even=read["bands"]["even"],
    )


def logistic(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-max(-40.0, min(40.0, odds))))
