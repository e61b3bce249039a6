"""`lakay names score`: a table in, the same table with a score, a band and a reason out."""

from __future__ import annotations

import csv
import subprocess
import sys
from io import StringIO
from itertools import islice, repeat

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from lakay.cli.names import names
from lakay.kernel.partial_dates import PartialDate
from lakay.names.rows import BadRow, Columns, rows

MESSY = b"""\xef\xbb\xbfnom 1;nom 2;date de naissance 1;birth_2;note
Jean-Baptiste Wilner;Janbatis Vilne;04/03/1991;1991;x

;Paul;;;
A;B
"Jean
Paul";Jean Paul;;;two lines
Pierre;Pedro;31/02/1990;;
Jos\xe9 P\xe9rez;Jose Peres;;;
Jean "le grand;Pierre;;;
"Jean;Pierre;;;
A. Louis;A Lwi;;;last
"""


def run(table: bytes, *options: str) -> Result:
    return CliRunner().invoke(names, ["score", "--csv", "-", *options], input=table)


def answers(result: Result, divider: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(result.stdout), delimiter=divider))


def test_a_pair_gets_score_band_and_reason():
    result = run(b"name1,name2\nToussaint Emmanuel,Tousen Manno\nPierre Jean,Paul Yves\n")
    found, other = answers(result)
    assert result.exit_code == 0
    assert 0.63 <= float(found["score"]) <= 1
    assert found["band"] in {"possible", "strong"}
    assert found["reason"] == "a word of the name the same by sound; a word of the name is a short form"
    assert (other["score"], other["band"]) == ("0.00", "none")


def test_family_and_given_names_and_what_else_is_known_are_found_by_their_headers():
    header = b"Family1,Given1,Dat nesans 1,sexe1,Apellido 2,Nombres 2,dob2,sex_2,id\n"
    found = answers(run(header + b"Dorcely,Wilner,1991-03-04,M,Dorsely,Vilner,1991-04-03,M,7\n"))[0]
    assert found["id"] == "7"
    assert found["reason"].endswith("day and month of birth swapped; same sex")
    assert found["reason"].startswith("family name the same by sound; given name the same by sound")


def test_bad_rows_keep_their_place_and_are_listed_with_their_line_while_the_rest_goes_on():
    result = run(MESSY)
    rows = answers(result, ";")
    assert result.exit_code == 0
    assert [bool(row["score"]) for row in rows] == [True, False, False, True, False, True, True, False, True]
    assert result.stderr.splitlines() == [
        "4: no name",
        "5: another number of cells than the header",
        "8: the birth date is no date",
        "11: a quote is not closed",
    ]
    assert rows[3]["nom 1"] == "Jean\nPaul"
    assert rows[5]["nom 1"] == "José Pérez"
    assert rows[8]["note"] == "last"


@pytest.mark.parametrize(("language", "told"), [("ht", "menm jan"), ("fr", "se prononce"), ("es", "suena"), ("en", "by sound")])
def test_reasons_and_faults_are_in_the_language_asked_for(language, told):
    result = run(b"name1,name2\nChery Pierre,Cheri Pye\n,\n", "--language", language)
    assert told in answers(result)[0]["reason"]
    assert (result.stderr == "3: no name\n") is (language == "en")


def test_a_table_without_names_is_refused_in_words():
    result = run(b"a,b\n1,2\n")
    assert result.exit_code == 1
    assert "name1 and name2" in result.stderr


def test_the_help_has_an_example_and_it_is_true():
    shown = CliRunner().invoke(names, ["score", "--help"]).stdout.splitlines()
    at = next(place for place, line in enumerate(shown) if "$ printf" in line)
    table = shown[at].split("'")[1].replace("\\n", "\n").encode()
    assert run(table).stdout.splitlines() == [line.strip() for line in shown[at + 1 : at + 3]]


def test_rows_are_answered_as_they_come_in():
    columns = Columns.found(["name1", "name2"])
    endless = rows(repeat("Pierre Paul,Pye Paul\n"), columns, ",", PartialDate.parse)
    assert [row.line for row in islice(endless, 3)] == [2, 3, 4]


def test_a_quote_that_nobody_closes_costs_its_own_line_only():
    lines = ['"Jean,Paul\n', *["Pierre,Pye\n"] * 200]
    found = list(rows(lines, Columns.found(["name1", "name2"]), ",", PartialDate.parse))
    assert [isinstance(row.people, BadRow) for row in found] == [True] + [False] * 200


@given(st.lists(st.text(alphabet='"",;\n\r aé<0Jn', max_size=12), max_size=8))
def test_no_row_stops_the_others(cells):
    lines = [*(cell + "\n" for text in cells for cell in text.splitlines()), *["Pierre,Pye\n"] * 60]
    found = list(rows(lines, Columns.found(["name1", "name2"]), ",", PartialDate.parse))
    assert found[-1].line == len(lines) + 1
    assert not isinstance(found[-1].people, BadRow)


def test_django_is_not_loaded():
    code = "import sys; import lakay.cli.names; sys.exit('django' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
