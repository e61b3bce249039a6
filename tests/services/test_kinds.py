"""The kinds of service of the country pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from lakay.places.pack.reading import PackError
from lakay.protection.pack import the_pack
from lakay.services.pack import read_types, suggested, types
from lakay.services.rules import Pillar


def test_every_pillar_has_kinds_and_houses_are_hidden() -> None:
    assert {one.pillar for one in types().values()} == set(Pillar)
    assert [one.code for one in types().values() if one.hidden] == ["shelter-child", "shelter-women"]


def test_the_signals_of_the_kinds_are_those_of_the_desk() -> None:
    named = {signal for one in types().values() for signal in one.signals}
    assert named <= {row.code for row in the_pack().signals}


def test_a_child_alone_needs_a_guardian_and_a_house_first() -> None:
    assert suggested(frozenset({"child-alone"})) == ["guardian", "shelter-child", "tracing"]


def test_every_fault_of_a_table_is_told(tmp_path: Path) -> None:
    table = (settings.PACK / "services" / "types.csv").read_text(encoding="utf-8")
    (tmp_path / "services").mkdir()
    bad = table.replace("legal-aid,justice,no", "legal aid,peace,maybe")
    (tmp_path / "services" / "types.csv").write_text(bad, encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_types(tmp_path)
    assert len(refused.value.faults) == 3
