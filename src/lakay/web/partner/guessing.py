"""Wrong codes and numbers are counted over everybody, never by address: behind one address sits a whole town."""

from __future__ import annotations

from lakay.access.guessing import Guesses

GUESSES = 30
"""So many wrong ones a minute and process. A receipt has 55 random bits: guessing one takes longer than any receipt lives."""

_wrong = Guesses(GUESSES)
may_guess, forget_guesses = _wrong.may_guess, _wrong.forget
