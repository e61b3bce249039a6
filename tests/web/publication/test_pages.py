"""Figures for everybody without a log-in; proposed by one person and let out by another, in the browser."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.reading import read_published
from lakay.publication.formats import FORMATS
from lakay.publication.models import Release
from lakay.publication.queries import ledger
from tests.web.world import World

pytestmark = pytest.mark.django_db

TABLE = "post,sex,count\nWanament,F,31\nWanament,M,2\nBeladè,F,18\nBeladè,M,44\nMalpas,F,25\nMalpas,M,60\n"


def upload(text: str = TABLE, name: str = "Mouvman 2026-05.csv", **more: str) -> dict[str, object]:
    file = SimpleUploadedFile(name, text.encode())
    said = {"title": "Mouvman", "sensitivity": "movements", "measure": "movements", "method": "Konte nan gichè yo."}
    return {**said, "tables": file, **more}


def test_anybody_reads_a_release_and_takes_its_files(world: World) -> None:
    stranger = Client()
    assert b"Movements 1" in stranger.get(reverse("published:home")).content
    shown = stranger.get(reverse("published:release", args=[1]))
    assert shown.status_code == 200
    for ending in FORMATS:
        file = stranger.get(reverse("published:file", args=[1, 1, ending]))
        assert file.status_code == 200
        assert file["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in file
    table = read_published(stranger.get(reverse("published:file", args=[1, 2, "csv"])).content, "t.csv")
    hidden = sum(count is None for count in table.cells.values())
    page = shown.content.decode()
    assert hidden
    assert page.count('<span class="quiet">') >= hidden


def test_a_release_says_how_it_was_counted_under_which_licence_and_its_hash(world: World) -> None:
    release = Release.objects.get(number=1)
    page = Client(headers={"Accept-Language": "en"}).get(reverse("published:release", args=[1])).content.decode()
    for told in (release.method, release.licence, release.digest, "Release 1"):
        assert told
        assert told in page


def test_what_is_not_out_is_not_there(world: World) -> None:
    stranger = Client()
    assert b"Movements 2" not in stranger.get(reverse("published:home")).content
    for address in (reverse("published:release", args=[2]), reverse("published:file", args=[1, 9, "csv"]), "/open/1/table-1.exe"):
        assert stranger.get(address).status_code == 404


def test_a_release_is_proposed_by_one_and_published_by_another(world: World) -> None:
    fabienne, gerald = world.clients["fabienne"], world.clients["gerald"]
    answer = fabienne.post(reverse("releases:propose"), upload())
    assert answer.status_code == 302
    release = Release.objects.get(title="Mouvman")
    refused = fabienne.post(reverse("releases:publish", args=[release.pk]))
    assert refused.status_code == 422
    assert gerald.get(answer["Location"]).status_code == 200
    assert gerald.post(reverse("releases:publish", args=[release.pk])).status_code == 302
    release.refresh_from_db()
    assert release.number == 2
    rows = list(csv.DictReader(io.StringIO(Client().get(reverse("published:file", args=[2, 1, "csv"])).content.decode())))
    assert [row["count"] for row in rows if row["post"] == "Wanament" and row["sex"] == "M"] == [""]
    assert attack_releases(ledger("movements"), 5, zeros_shown=True).stands


def test_a_bad_file_is_refused_with_its_line_and_nothing_is_lost(world: World) -> None:
    fabienne = world.clients["fabienne"]
    fabienne.cookies["lakay_language"] = "fr"
    answer = fabienne.post(reverse("releases:propose"), upload("post,count\nA,-3\n", "mal.csv"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "mal.csv: ligne 2 : -3 est plus petit que 0" in page
    assert 'value="Mouvman"' in page
    assert not Release.objects.filter(title="Mouvman").exists()


def test_a_release_is_given_back_with_a_reason(world: World) -> None:
    gerald, address = world.clients["gerald"], reverse("releases:return", args=[world.records["release"]])
    assert gerald.post(address, {"note": ""}).status_code == 422
    assert gerald.post(address, {"note": "Malpas manke."}).status_code == 302
    assert Release.objects.get(pk=world.records["release"]).note == "Malpas manke."
    assert gerald.post(address, {"note": "Ankò."}).status_code == 422
