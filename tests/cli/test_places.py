"""`lakay places`, of the pack without a database, and of a node."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime

from click.testing import CliRunner

from lakay.cli.places import places
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.places import queries
from lakay.places.actions import end_place, load_pack

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


def printed(*options: str) -> dict[str, list[dict[str, object]]]:
    result = CliRunner().invoke(places, ["--json", *options])
    assert result.exit_code == 0, result.output
    found: dict[str, list[dict[str, object]]] = json.loads(result.output)
    return found


def test_it_prints_every_place_once():
    found = printed()
    assert {key: len(rows) for key, rows in found.items() if key != "posts"} == {
        "departments": 10, "communes": 140, "regions": 10, "provinces": 32,
    }  # fmt: skip
    codes = [row["pcode"] for key in ("departments", "communes", "regions", "provinces") for row in found[key]]
    assert len(set(codes)) == 192


def test_a_place_says_its_code_names_parent_and_validity():
    [row] = [row for row in printed()["communes"] if row["pcode"] == "HT0421"]
    assert row == {
        "country": "HTI",
        "level": 2,
        "pcode": "HT0421",
        "name": "Ouanaminthe",
        "names": {"ht": "Wanament", "fr": "Ouanaminthe", "es": "Juana Méndez", "en": "Ouanaminthe"},
        "parent_pcode": "HT04",
        "valid_from": "1987-03-29",
        "valid_to": None,
        "unverified": [],
    }


def test_without_json_it_counts():
    assert " 140 communes" in CliRunner().invoke(places, []).output


def test_it_never_loads_django():
    run = "import sys; from lakay.cli.main import main; main(['places'], standalone_mode=False)"
    script = f"{run}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


def test_a_pack_that_is_wrong_is_refused_with_its_faults(tmp_path, monkeypatch):
    monkeypatch.setenv("LAKAY_PACK", str(tmp_path))
    result = CliRunner().invoke(places, ["--json"])
    assert result.exit_code == 1
    assert "pack.toml:0:" in result.output


def test_a_node_prints_what_the_office_has_changed(db):
    make_node_keys()
    keeper = Actor(id=new_id(), permissions=frozenset({"places:place:edit"}))
    load_pack(by=keeper, at=NOW)
    assert printed("--node") == printed()
    end_place(by=keeper, at=NOW, place=queries.place_by_pcode("HT0421"), last_on=date(2030, 1, 1))
    [row] = [row for row in printed("--node")["communes"] if row["pcode"] == "HT0421"]
    assert row["valid_to"] == "2030-01-01"
