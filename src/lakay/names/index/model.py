"""The coefficients that turn evidence into a score: `names/search.json` of the pack, made by `python -m bench.names.detect --train`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lakay.names.index.evidence import FEATURES
from lakay.names.tables import folder

FILE = "search.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the log-odds are `bias` and the sum of each number of the evidence times its coefficient."""

    bias: float
    coefficients: npt.NDArray[np.float64]
    """In the order of FEATURES."""
    document: float
    """Added where a document number is the same. Set by hand: two numbers agree by chance once in millions of pairs."""
    possible: float
    """From this score on a pair is worth a person's look."""
    strong: float
    lists: tuple[tuple[float, float], ...] = ((0.0, 0.0),)
    """What is added to the log-odds on a list of so many people (their natural logarithm): the fewer, the less agrees by chance."""

    def constant(self, people: int) -> float:
        """What the log-odds begin with on a list of so many people, so that the thresholds mean the same on a short list as on a long one."""
        sizes, added = zip(*self.lists, strict=True)
        return self.bias + float(np.interp(np.log(max(people, 1)), sizes, added))


def model() -> Model:
    """The model of the pack in use."""
    return load(folder() / FILE)


@cache
def load(path: Path) -> Model:
    """Read a file of coefficients. Raises OSError or KeyError if it is not there or lacks one."""
    read = json.loads(path.read_text(encoding="utf-8"))
    return Model(
        bias=read["bias"],
        coefficients=np.array([read["features"][feature] for feature in FEATURES], dtype=np.float64),
        document=read["document"],
        possible=read["bands"]["possible"],
        strong=read["bands"]["strong"],
        lists=tuple((float(np.log(int(people))), added) for people, added in read["lists"].items()),
    )
