"""`lakay passengers read` on files."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from lakay.cli.main import main
from tests.manifests import samples


def test_it_tells_what_is_in_files(tmp_path: Path) -> None:
    flight, boat = tmp_path / "flight.txt", tmp_path / "boat.csv"
    flight.write_bytes(samples.in_parts())
    boat.write_bytes(samples.BOAT)
    answer = CliRunner().invoke(main, ["passengers", "read", str(flight), str(boat), "--json"])
    one, two = map(json.loads, answer.output.splitlines())
    assert answer.exit_code == 0
    assert [message["counted"] for message in one["messages"]] == [1, 1, 0]
    assert one["messages"][2]["crew"][0]["surname"] == "SANON"
    assert (two["messages"][0]["stated"], two["messages"][0]["counted"], two["faults"]) == (2, 2, [])


def test_it_speaks_to_people_and_says_where_nothing_was(tmp_path: Path) -> None:
    file, letter = tmp_path / "flight.txt", tmp_path / "letter.txt"
    file.write_bytes(samples.WHOLE.replace("CNT+42:2", "CNT+42:9").encode())
    letter.write_text("Dear colleague")
    answer = CliRunner().invoke(main, ["passengers", "read", str(file), str(letter)])
    assert answer.exit_code == 1
    assert "DORCELY, WILNER J | M 1980-03-12 HTI | P HTI HT1234567 2030-01-01" in answer.output
    assert "people_count at byte" in answer.output
    assert "no_header" in answer.output
