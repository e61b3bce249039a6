"""The bulletin of a release: told in four languages, of published tables alone. A hidden number stands nowhere in it."""

from __future__ import annotations

import csv
import io
import re
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lakay.disclosure.margins import with_margins
from lakay.disclosure.rollup import roll_up
from lakay.disclosure.tables import Cell, Table
from lakay.publication.actions import propose_release, publish_release
from lakay.publication.codes import Sensitivity
from lakay.publication.formats import FORMATS
from lakay.publication.models import Release
from lakay.publication.preparing import attack_again, prepare
from lakay.web.publication import printing
from lakay.web.shell.posts import post_name
from lakay.web.statistics import words
from tests.publication.conftest import FABIENNE, MYRIAM, NOW
from tests.web.releases_world import ABOUT
from tests.web.world import World

pytestmark = pytest.mark.django_db

MONTHS, POSTS = ("2026-01", "2026-02", "2026-03"), ("HT-OUA", "HT-BEL", "HT-MAL")
ABOUT_QUARTER = {**ABOUT, "period": "2026-Q1"}


def truth() -> list[Table]:
    """A quarter of three posts: one small count, and others that nobody could meet by chance."""
    by_post: dict[Cell, int | None] = {}
    for place, (post, direction) in enumerate(product(POSTS, ("entry", "exit"))):
        by_post[post, direction] = 1_000_003 + 737_113 * place
    by_post["HT-MAL", "exit"] = 3
    by_month: dict[Cell, int | None] = {}
    for direction in ("entry", "exit"):
        whole = sum(by_post[post, direction] or 0 for post in POSTS)
        last = max(whole - 5_000_011, 0)
        for month, count in zip(MONTHS, (whole - last, 0, last), strict=True):
            by_month[month, direction] = count
    return [
        Table("t1", ("post", "direction"), by_post, "border.movements", (("period", "2026-Q1"),)),
        Table("t2", ("period", "direction"), by_month, "border.movements"),
    ]


def put_out() -> tuple[Release, set[str]]:
    """The quarter as a release, and the true numbers that it hides (those that nobody meets by chance)."""
    tables = truth()
    prepared = prepare(tables, Sensitivity.MOVEMENTS, title="Fwontyè", method="", about=ABOUT_QUARTER)
    release = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    true = {(table.name, cell): count for table in tables for cell, count in table.cells.items()}
    hidden = {str(true[table.name, cell]) for table in prepared.tables for cell in table.hidden if (table.name, cell) in true}
    return release, {number for number in hidden if len(number) > 5}


def plain(content: bytes) -> str:
    """A page, or all that stands in a workbook, without what stands between the digits of large numbers."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return re.sub(r"(?<=\d)[\u202f\u00a0, .](?=\d{3})", "", content.decode())


def read(address: str, language: str = "en") -> bytes:
    client = Client()
    client.cookies["lakay_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content


def test_a_hidden_number_stands_in_no_page_and_no_file(world: World) -> None:
    release, canaries = put_out()
    assert canaries
    number = release.number
    pages = [
        read(reverse(f"published:{name}", args=[number]), code)
        for name in ("bulletin", "release")
        for code in ("ht", "fr", "es", "en")
    ]
    pages += [read(reverse("published:bulletin_file", args=[number, code])) for code in ("ht", "fr", "es", "en")]
    pages += [
        read(reverse("published:file", args=[number, place, ending]))
        for place in (1, 2)
        for ending in FORMATS
        if ending != "xlsx"
    ]
    pages.append(world.clients["gerald"].get(reverse("releases:one", args=[release.pk])).content)
    for page in pages:
        assert not [one for one in canaries if one in plain(page)]
    true = {str(count) for table in truth() for count in table.cells.values() if count and count > 99_999}
    shown = true - canaries
    assert shown
    assert all(any(one in plain(page) for page in pages) for one in shown)


def test_nobody_is_hidden_too_where_people_came_for_protection(world: World) -> None:
    cells: dict[Cell, int | None] = {
        (sex, age): 40 + 7 * place for place, (sex, age) in enumerate(product("FM", ("0-17", "18+", "60+")))
    }
    cells["F", "60+"] = 0
    table = Table("t", ("sex", "age_group"), cells, "protection.intakes", (("period", "2026-Q1"),))
    about = {**ABOUT_QUARTER, "set": "protection"}
    prepared = prepare([table], Sensitivity.PROTECTION, title="Pwoteksyon", method="", about=about)
    assert prepared.tables[0].cells["F", "60+"] is None
    release = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    page = read(reverse("published:bulletin", args=[release.number])).decode()
    assert '<td>60+</td><td class="number">0</td>' not in page
    rows = list(csv.DictReader(io.StringIO(read(reverse("published:file", args=[release.number, 1, "csv"])).decode())))
    assert [row["count"] for row in rows if (row["sex"], row["age_group"]) == ("F", "60+")] == [""]
    assert "0" not in {row["count"] for row in rows}


def test_a_category_that_was_joined_says_its_parts_and_not_their_counts(world: World) -> None:
    counts = {"HTI": 9_000_041, "DOM": 800_077, "CUB": 3, "PER": 777_013}
    table = with_margins(
        Table("t", ("nationality",), {(one,): n for one, n in counts.items()}, "border.movements", (("period", "2026-Q1"),))
    )
    joined = roll_up([table], "nationality", 5)
    prepared = prepare(joined, Sensitivity.MOVEMENTS, title="Nasyon", method="", about=ABOUT_QUARTER)
    release = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    pages = [read(reverse("published:bulletin", args=[release.number]))]
    pages += [read(reverse("published:file", args=[release.number, 1, ending])) for ending in FORMATS]
    with translation.override("en"):
        names = sorted(words.value("nationality", code) for code in ("CUB", "PER"))
    assert f"<td>{' + '.join(names)}</td>" in pages[0].decode()
    assert "777016" in plain(pages[0])
    assert not [page for page in pages if "777013" in plain(page)]


def test_a_bar_that_is_hidden_is_not_drawn(world: World) -> None:
    release, _ = put_out()
    page = read(reverse("published:bulletin", args=[release.number])).decode()
    chart = page[page.index('<svg class="chart"') :]
    chart = chart[: chart.index("</svg>")]
    hidden = page.count('<span class="quiet">hidden</span>')
    assert hidden >= 4
    assert "Malpasse, Exit" not in chart
    assert chart.count("<rect") < 6 + chart.count("gap")


def post_names(language: str) -> set[str]:
    """What the posts are called."""
    with translation.override(language):
        return {post_name(code) for code in POSTS}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ht", "soti janvye rive mas 2026"),
        ("fr", "ont été comptés de janvier à mars 2026"),
        ("es", "Se contaron"),
        ("en", "were counted from January to March 2026."),
    ],
)
def test_it_is_told_in_the_language_of_the_reader(world: World, language: str, said: str) -> None:
    release, _ = put_out()
    page = read(reverse("published:bulletin", args=[release.number]), language).decode()
    assert said in page
    assert post_names(language) <= set(re.findall(r"<td>([^<]+)</td>", page))


def test_the_file_needs_nothing_else_and_names_silent_posts(world: World) -> None:
    file = read(reverse("published:bulletin_file", args=[1, "fr"])).decode()
    assert 'lang="fr"' in file
    assert re.findall(r'(?:src|href)="(.{14})', file) == ["data:text/css;"]
    assert "Un poste silencieux" in file or "poste muet" in file or "silencieux" in file


def test_paper_is_an_extra_of_machines_with_a_browser(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "BROWSERS", ())
    assert Client().get(reverse("published:bulletin_pdf", args=[1, "fr"])).status_code == 404
    assert ".pdf" not in read(reverse("published:bulletin", args=[1])).decode()


def test_a_browser_that_fails_leaves_no_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "BROWSERS", ("false",))
    assert Client().get(reverse("published:bulletin_pdf", args=[1, "fr"])).status_code == 404


def test_tables_from_files_have_no_bulletin(world: World) -> None:
    Release.objects.filter(number=1).update(about={})
    assert Client().get(reverse("published:bulletin", args=[1])).status_code == 404
    assert Client().get(reverse("published:bulletin_file", args=[1, "ht"])).status_code == 404
    assert Client().get(reverse("published:bulletin_file", args=[1, "de"])).status_code == 404


def test_ages_and_lengths_stand_from_the_least_and_what_is_not_known_behind_them(world: World) -> None:
    bands = ("unknown", "0-4", "12-17", "18-59", "5-11", "60+")
    cells: dict[Cell, int | None] = {(band,): 1_000 + place for place, band in enumerate(bands)}
    table = with_margins(Table("t", ("age_group",), cells, "border.movements", (("period", "2026-Q1"),)))
    prepared = prepare([table], Sensitivity.MOVEMENTS, title="Laj", method="", about=ABOUT_QUARTER)
    release = Release.objects.get(pk=propose_release(by=FABIENNE, at=NOW, prepared=prepared).id_of(Release))
    publish_release(by=MYRIAM, at=NOW, release=release, stands=attack_again(release))
    release.refresh_from_db()
    page = read(reverse("published:release", args=[release.number])).decode()
    rows = re.findall(r"<tr><td>([^<]+)</td><td class=\"number\">", page)
    assert rows == ["0-4", "5-11", "12-17", "18-59", "60+", "not known", "Total"]
    bulletin = read(reverse("published:bulletin", args=[release.number])).decode()
    assert [label for label in re.findall(r"<text[^>]*>([^<]+)</text>", bulletin) if label in rows] == rows[:-1]
