"""A file of another system, brought at the desk and read in the background."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from lakay.border.background import runner
from lakay.border.models import Crossing, ImportFault, ImportRun
from lakay.kernel.clock import SystemClock
from lakay.web.imports.shown import csv_lines
from tests.web.booth.conftest import Sit

pytestmark = pytest.mark.django_db

HEADER = "Fecha;Hora;Movimiento;Número de pasaporte;Nacionalidad;Apellidos;Nombres;Sexo"
GOOD = "25/03/2021;08:15;Entrada;RD5550001;Haití;Pierre;Marie;F"
STRANGE = "26/03/2021;09:15;Pasó;RD5550002;Haití;=cmd();Joseph;M"


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    yield


@pytest.fixture
def rose(sit: Sit) -> Client:
    """The supervisor of Ouanaminthe."""
    return sit("rose-laure")


def bring(client: Client, *rows: str) -> Any:
    """Bring a file as a spreadsheet in Windows writes it."""
    data = "\r\n".join((HEADER, *rows)).encode("cp1252")
    return client.post("/past/", {"file": SimpleUploadedFile("marzo.csv", data)})


def described(client: Client, run: ImportRun, **words: str) -> Any:
    """Say what the columns hold, as the page proposes it."""
    columns = {f"column-{place}": name for name, place in run.mapping["columns"].items()}
    return client.post(f"/past/{run.pk}/columns/", {**columns, "order": "dmy", **words})


def work() -> None:
    """What the program does in the background."""
    runner.work_through(SystemClock())


def test_the_page_proposes_what_each_column_holds(rose: Client) -> None:
    answer = bring(rose, GOOD)
    page = rose.get(answer["Location"]).content.decode()
    assert "RD5550001" in page
    assert ImportRun.objects.get().mapping["columns"] == {
        "date": 0, "time": 1, "direction": 2, "document_number": 3, "nationality": 4, "surname": 5, "given_names": 6, "sex": 7
    }  # fmt: skip
    assert '<option value="dmy" selected>' in page


def test_a_strange_word_is_explained_once_and_the_row_is_good(rose: Client) -> None:
    bring(rose, GOOD, STRANGE)
    run = ImportRun.objects.get()
    described(rose, run)
    work()
    run.refresh_from_db()
    assert (run.checked["good"], run.checked["faulty"]) == (1, 1)
    place = [word for word, _count in run.checked["words"]["direction"]].index("Pasó")
    described(rose, run, **{f"word-direction-{place}": "exit"})
    work()
    run.refresh_from_db()
    assert (run.checked["good"], run.checked["faulty"]) == (2, 0)


def test_a_file_is_read_and_its_bad_rows_can_be_mended_and_brought_again(rose: Client) -> None:
    bring(rose, GOOD, STRANGE)
    run = ImportRun.objects.get()
    described(rose, run)
    work()
    rose.post(f"/past/{run.pk}/start/")
    work()
    run.refresh_from_db()
    assert (run.status, run.written, run.faulty) == ("done", 1, 1)
    page = rose.get(f"/past/{run.pk}/faults/").content.decode()
    assert "is a word that nobody has explained" in page
    download = b"".join(rose.get(f"/past/{run.pk}/faults.csv")).decode("utf-8-sig")
    assert "'=cmd()" in download
    mended = download.replace("Pasó", "Salida")
    rose.post("/past/", {"file": SimpleUploadedFile("mended.csv", mended.encode())})
    again = ImportRun.objects.latest("at")
    described(rose, again)
    work()
    rose.post(f"/past/{again.pk}/start/")
    work()
    again.refresh_from_db()
    assert (again.written, again.faulty) == (1, 0)
    assert Crossing.objects.count() == 2


def test_a_file_like_one_before_is_described_already(rose: Client) -> None:
    bring(rose, GOOD)
    run = ImportRun.objects.get()
    described(rose, run, **{"column-7": ""})
    work()
    rose.post(f"/past/{run.pk}/start/")
    work()
    bring(rose, GOOD.replace("0001", "0003"))
    assert "sex" not in ImportRun.objects.latest("at").mapping["columns"]


def test_two_columns_cannot_hold_the_same(rose: Client) -> None:
    bring(rose, GOOD)
    answer = described(rose, ImportRun.objects.get(), **{"column-6": "surname"})
    assert answer.status_code == 422
    assert "Two columns" in answer.content.decode()


def test_without_a_direction_the_file_says_it_for_all_rows_or_is_not_tried(rose: Client) -> None:
    bring(rose, GOOD)
    run = ImportRun.objects.get()
    assert described(rose, run, **{"column-2": ""}).status_code == 422
    assert described(rose, run, **{"column-2": "", "direction": "exit"}).status_code == 302
    work()
    run.refresh_from_db()
    assert run.checked["good"] == 1


def test_a_picture_is_no_list(rose: Client) -> None:
    answer = rose.post("/past/", {"file": SimpleUploadedFile("x.csv", b"\x89PNG\r\n\x1a\n\x00\x00")})
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_while_the_program_works_the_page_asks_how_far_it_is(rose: Client) -> None:
    bring(rose, GOOD)
    run = ImportRun.objects.get()
    described(rose, run)
    part = rose.get(f"/past/{run.pk}/", headers={"HX-Request": "true"})
    assert b"being tried out" in part.content
    work()
    assert rose.get(f"/past/{run.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_an_inspector_brings_no_files(marie: Client) -> None:
    assert bring(marie, GOOD).status_code == 404
    assert not ImportFault.objects.exists()


def test_no_cell_of_a_download_is_a_formula() -> None:
    lines = "".join(csv_lines(["A"], [["=1+1"], ["-2"], ["@x"], ["plain"]])).splitlines()
    assert lines[1:] == ["'=1+1", "'-2", "'@x", "plain"]
