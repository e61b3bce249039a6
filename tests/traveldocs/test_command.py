"""The command `lakay mrz`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from click.testing import CliRunner

from lakay.cli.mrz import mrz
from lakay.traveldocs import FIELD_NAMES

GOOD = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]


def answers(*lines: object) -> list[dict[str, Any]]:
    given = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    result = CliRunner().invoke(mrz, ["--jsonl"], input=given)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_it_answers_each_line_as_the_manual_says():
    (answer,) = answers({"id": "a1", "lines": GOOD})
    assert list(answer) == ["id", "format", "verdict", "failed", "fields", "notes"]
    assert (answer["id"], answer["format"], answer["verdict"], answer["failed"]) == ("a1", "TD3", "valid", [])
    assert list(answer["fields"]) == list(FIELD_NAMES)
    assert answer["fields"]["birth_date"] == "740812"
    assert answer["notes"][0].startswith("specimen: ")


def test_a_bad_line_is_answered_and_the_next_ones_go_on():
    bad = [
        "junk",
        "[1]",
        "null",
        '{"id": 7}',
        '{"id": 8, "lines": "x"}',
        '{"id": 9, "lines": [3]}',
        "[" * 5000,
        '{"id": 1, "lines": []}',
    ]
    found = answers(*bad, {"id": "last", "lines": GOOD})
    assert [answer["id"] for answer in found] == [None, None, None, 7, 8, 9, None, 1, "last"]
    assert {answer["verdict"] for answer in found[:-1]} == {"reject"}
    assert all(answer["format"] is None and answer["notes"] for answer in found[:-1])
    assert found[-1]["verdict"] == "valid"


def test_rows_may_come_as_readers_give_them():
    (answer,) = answers({"id": 1, "lines": ["\r".join(GOOD).lower().replace("<", "_")]})
    assert (answer["format"], answer["verdict"]) == ("TD3", "valid")


def test_an_id_of_any_kind_comes_back():
    assert [answer["id"] for answer in answers({"id": [1], "lines": GOOD}, {"lines": GOOD}, {"id": "é", "lines": GOOD})] == [
        [1],
        None,
        "é",
    ]


@pytest.mark.parametrize(("rows", "code"), [(GOOD, 0), ([GOOD[0], GOOD[1][:-1] + "1"], 1), (["x"], 1)])
def test_for_people_it_shows_the_fields_and_tells_by_its_exit_code(rows, code):
    result = CliRunner().invoke(mrz, ["-"], input="\n".join(rows))
    assert result.exit_code == code
    assert result.stdout.startswith(("VALID", "INVALID", "REJECT"))


def test_it_starts_without_django():
    script = "import sys, lakay.cli.mrz; print(any(name.split('.')[0] == 'django' for name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_a_large_input_is_answered_to_the_last_line(tmp_path):
    source = tmp_path / "many.jsonl"
    source.write_text("".join(json.dumps({"id": number, "lines": GOOD}) + "\n" for number in range(3000)))
    result = CliRunner().invoke(mrz, ["--jsonl", str(source)])
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == list(range(3000))


def test_a_program_that_waits_for_each_answer_gets_it():
    command = [sys.executable, "-c", "from lakay.cli.mrz import mrz; mrz()", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin
        assert running.stdout
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "lines": GOOD}) + "\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=20) == 0
