from __future__ import annotations

import pytest

from bench.mrz import documents, rate
from lakay.traveldocs import Format, parse


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(Format))
def test_a_core_checks_tens_of_thousands_a_second(kind):
    """The aim is 100,000 (bench/mrz.py tells the figure); the floor here is one that a busy machine also keeps."""
    assert rate(parse, documents(kind, 1000)) > 30_000


def test_the_documents_measured_hold_and_differ():
    given = documents(Format.TD3, 50)
    assert len(set(given)) == 50
    assert all(parse(rows).verdict == "valid" for rows in given)
