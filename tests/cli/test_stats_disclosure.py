"""`lakay stats protect` and `lakay stats attack`, as they are typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lakay.cli.main import main

TABLE = "post,sex,count\nWanament,F,31\nWanament,M,2\nBeladè,F,18\nBeladè,M,44\nMalpas,F,25\nMalpas,M,60\n"
FALLS = "post,count\nA,\nB,20\n*,22\n"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["stats", *(str(word) for word in words)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_a_protected_table_is_written_whole_and_stands(table: Path, tmp_path: Path):
    safe = tmp_path / "safe.csv"
    told = run("protect", table, "--threshold", "5", "--out", safe)
    assert (told.exit_code, told.output) == (
        0,
        "12 cells, 4 hidden: 1 because they are small, 3 so that the others cannot be worked out.\n",
    )
    lines = safe.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 13
    assert "Wanament,M," in lines
    assert "*,*,180" in lines
    stands = run("attack", safe)
    assert (stands.exit_code, stands.output) == (0, "4 hidden cells in 1 tables: none of them can be worked out.\n")


def test_a_cell_that_falls_is_named_in_the_language_asked_for(tmp_path: Path):
    file = tmp_path / "naive.csv"
    file.write_text(FALLS, encoding="utf-8")
    told = run("attack", file, "--language", "ht")
    assert told.exit_code == 1
    assert told.output.splitlines() == ["naive.csv: post=A = 2", "Yo ka jwenn 1 sou 1 kaz kache."]


def test_earlier_tables_are_part_of_the_attack_and_of_the_protection(table: Path, tmp_path: Path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    run("protect", table, "--out", first)
    second.write_text("post,sex,count\n" + "".join(f"{line}\n" for line in TABLE.splitlines()[1:]), encoding="utf-8")
    naive = tmp_path / "naive.csv"
    naive.write_text("sex,count\nF,74\nM,106\n*,180\n", encoding="utf-8")
    assert run("attack", first, naive).exit_code == 0
    again = tmp_path / "again.csv"
    assert run("protect", second, "--out", again, "--earlier", first).exit_code == 0
    assert again.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")


def test_files_that_cannot_be_used_are_told_of(table: Path, tmp_path: Path):
    bad = tmp_path / "bad.csv"
    bad.write_text("post,count\nA,-3\n", encoding="utf-8")
    told = run("protect", bad, "--out", tmp_path / "out.csv", "--language", "fr")
    assert (told.exit_code, told.output) == (2, "bad.csv: ligne 2 : -3 est plus petit que 0\n")
    assert not (tmp_path / "out.csv").exists()
    other = tmp_path / "other.csv"
    other.write_text("post,count\nWanament,30\nBeladè,62\nMalpas,85\n*,177\n", encoding="utf-8")
    safe = tmp_path / "safe.csv"
    run("protect", table, "--out", safe)
    assert run("attack", safe, other).exit_code == 2


def test_no_database_is_loaded_for_it(table: Path, tmp_path: Path):
    words = ["stats", "protect", str(table), "--out", str(tmp_path / "safe.csv")]
    code = (
        f"import sys; from lakay.cli.main import main; main({words!r}, standalone_mode=False); assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
