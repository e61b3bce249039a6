"""Tables with noise: no one can tell from them whether a single person was counted. Plain Python, whole numbers and fractions only.

Each count gets a whole number drawn from the discrete Laplace distribution, P(X = x) proportional to exp(-|x| / s) with the scale
s = contribution / epsilon. If one person can change the counts together by at most `contribution`, then for two registers that differ in
one person, and counts c and d of them, the chances of any table t are in the ratio
prod exp((|t_i - d_i| - |t_i - c_i|) / s) <= exp(sum |c_i - d_i| / s) <= exp(contribution / s) = exp(epsilon),
which is epsilon-differential privacy. Totals are added up from the noisy counts and cost nothing more; neither does a count below zero that is
told as zero.

The numbers are drawn as Canonne, Kamath and Steinke do (“The Discrete Gaussian for Differential Privacy”, 2020, algorithms 1 and 2): from
whole random numbers and fractions alone. Floating-point noise can give the true count away by its last bits (Mironov, 2012).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from fractions import Fraction
from math import isqrt

from lakay.disclosure.tables import Cell

Below = Callable[[int], int]
"""Gives a whole number from 0 to below another, each alike: `secrets.randbelow`."""

SURE = Fraction(95, 100)
WIDE = 2
"""Two standard deviations hold 95 of 100 of a sum of many."""


class TooRough(ValueError):
    """The noise would be larger than the floor of accuracy allows; `error` is how large, `least` the epsilon that would do."""

    def __init__(self, error: int, least: Fraction) -> None:
        super().__init__(f"an error of {error}")
        self.error, self.least = error, least


@dataclass(frozen=True, slots=True)
class Noisy:
    """A count with noise, and the error that 95 of 100 counts stay within."""

    count: int
    error: int


def happens(chance: Fraction, below: Below) -> bool:
    """True with a chance between 0 and 1."""
    return below(chance.denominator) < chance.numerator


def happens_exp(exponent: Fraction, below: Below) -> bool:
    """True with the chance exp(-exponent), for 0 <= exponent <= 1: von Neumann's alternating series (algorithm 1)."""
    number = 1
    while happens(exponent / number, below):
        number += 1
    return number % 2 == 1


def laplace(scale: Fraction, below: Below) -> int:
    """A whole number of the discrete Laplace distribution of a scale (algorithm 2)."""
    over, under = scale.numerator, scale.denominator
    while True:
        part = below(over)
        if not happens_exp(Fraction(part, over), below):
            continue
        times = 0
        while happens_exp(Fraction(1), below):
            times += 1
        size = (part + over * times) // under
        negative = happens(Fraction(1, 2), below)
        if not (negative and size == 0):
            return -size if negative else size


def error_of(scale: Fraction, cells: int = 1) -> int:
    """What 95 of 100 counts stay within: exact for one cell, by two standard deviations for a sum of several."""
    with localcontext() as exact:
        exact.prec = 40
        alpha = (-Decimal(scale.denominator) / Decimal(scale.numerator)).exp()
        if cells == 1:
            # P(|X| > t) = 2 alpha^(t + 1) / (1 + alpha)
            least = ((Decimal(1) - Decimal(95) / 100) * (1 + alpha) / 2).ln() / alpha.ln() - 1
            return max(int(least.to_integral_value(ROUND_CEILING)), 0)
        variance = 2 * alpha / (1 - alpha) ** 2
        return isqrt(int((variance * cells * WIDE**2).to_integral_value(ROUND_CEILING))) + 1


def check_accuracy(epsilon: Fraction, contribution: int, most: int) -> int:
    """The error of one count. It depends on no count, so that a refusal tells nothing. Raises TooRough."""
    error = error_of(contribution / epsilon)
    if error > most:
        raise TooRough(error, _least(contribution, most))
    return error


def _least(contribution: int, most: int) -> Fraction:
    """The smallest epsilon, in hundredths, that keeps the error of one count within a number."""
    hundredths = 1
    while error_of(Fraction(100 * contribution, hundredths)) > most:
        hundredths += 1
    return Fraction(hundredths, 100)


def with_noise(counts: Mapping[Cell, int], epsilon: Fraction, contribution: int, below: Below, most: int) -> dict[Cell, Noisy]:
    """Each inner count with noise. Every cell of the table must be among them, those of nobody too. Raises TooRough before anything is drawn."""
    error = check_accuracy(epsilon, contribution, most)
    scale = contribution / epsilon
    return {cell: Noisy(max(count + laplace(scale, below), 0), error) for cell, count in counts.items()}
