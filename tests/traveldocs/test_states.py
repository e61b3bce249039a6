from __future__ import annotations

import re

from lakay.traveldocs import STATES, State, StateKind, state_of


def test_there_are_all_of_iso_3166_and_those_of_icao():
    kinds = [state.kind for state in STATES.values()]
    assert kinds.count(StateKind.STATE) == 250  # 249 of ISO 3166-1 with D in place of DEU, and Kosovo
    assert kinds.count(StateKind.ORGANISATION) == 16
    assert kinds.count(StateKind.BRITISH) == 5


def test_codes_are_three_places_and_have_names():
    for key, state in STATES.items():
        assert re.fullmatch("[A-Z]{3}|D<<", key)
        assert key.rstrip("<") == state.code
        assert state.name.strip() == state.name != ""


def test_codes_are_found_with_or_without_fillers():
    assert state_of("D") is state_of("D<<")
    assert state_of("HTI") == State("HTI", "Haiti", StateKind.STATE)
    assert state_of("ZZZ") is None
