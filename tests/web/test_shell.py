"""What every page has: strict headers, one line in the log without a name, the words of the chosen language."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone, translation

from lakay.journal.writer import writer
from lakay.web.help import documents
from lakay.web.shell.desks import TABS
from lakay.web.shell.logs import pseudonym
from lakay.web.shell.tags import instant, short
from tests.web.world import World

AT = datetime(2026, 3, 4, 14, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ht", "4 mas 2026 14:41"), ("fr", "4 mars 2026 14:41"), ("es", "4 de marzo de 2026 14:41"), ("en", "4 March 2026 14:41")],
)
def test_each_language_writes_a_day_in_its_own_way(language: str, words: str) -> None:
    with translation.override(language), timezone.override(UTC):
        assert instant(AT) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("ht", "1\u202f234\u202f567,8"), ("fr", "1\u202f234\u202f567,8"), ("es", "1\u202f234\u202f567,8"), ("en", "1,234,567.8")],
)
def test_each_language_writes_a_number_in_its_own_way(language: str, words: str) -> None:
    with translation.override(language):
        assert formats.number_format(Decimal("1234567.8"), use_l10n=True, force_grouping=True) == words


def test_an_identifier_is_shown_by_its_end() -> None:
    assert short(UUID("019aa8b0-7c11-7000-8000-0123456789ab")) == "456789ab"


@pytest.mark.django_db
def test_every_page_is_private_and_strict(world: World) -> None:
    for client, name in (
        (Client(), "entry:login"),
        (world.clients["marie"], "booth:home"),
        (world.clients["guerda"], "oversight:reads"),
    ):
        response = client.get(reverse(name))
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert response["Cache-Control"] == "no-store"
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert ("camera=(self)" in response["Permissions-Policy"]) is name.startswith("booth:")
        assert "microphone=(), payment=()" in response["Permissions-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_part_of_a_page_is_light_and_may_do_nothing_by_itself(world: World) -> None:
    whole, part = (world.clients["marie"].get(reverse("booth:home"), headers=sent) for sent in ({}, {"HX-Request": "true"}))
    assert part["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert part["Cache-Control"] == "no-store"
    assert part["X-Content-Type-Options"] == "nosniff"
    weights = [len("".join(f"{name}: {value}\r\n" for name, value in answer.items())) for answer in (whole, part)]
    assert weights[1] < weights[0] - 400


@pytest.mark.django_db
def test_the_log_has_the_route_and_neither_path_nor_name(world: World, capsys: Any) -> None:
    crossing = world.records["crossing"]
    response = world.clients["marie"].get(reverse("booth:movement", kwargs={"crossing": crossing}))
    line = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert line["route"] == "booth:movement"
    assert line["status"] == 200
    assert line["request"] == response["X-Request-ID"]
    assert line["who"] == pseudonym(world.id_of("marie"))
    assert str(crossing) not in json.dumps(line)
    assert str(world.id_of("marie")) not in json.dumps(line)


@pytest.mark.django_db
def test_the_bar_shows_the_desks_that_a_person_may_use(world: World) -> None:
    page = world.clients["marie"].get(reverse("booth:home")).content.decode()
    assert "Ouanaminthe" in page
    assert reverse("booth:register") in page
    assert reverse("oversight:reads") not in page
    assert reverse("administration:staff") not in page
    page = world.clients["frantz"].get(reverse("administration:staff")).content.decode()
    assert 'href="/administration/staff" aria-current="page"' in page
    assert reverse("booth:home") not in page


def test_every_desk_has_a_page() -> None:
    assert all(reverse(tab.view) for tab in TABS)


def without_what_differs(response: Any) -> str:
    """A page without the number of the request, the tokens of its forms and its own address."""
    page = response.content.decode().replace(response["X-Request-ID"], "")
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page)


@pytest.mark.django_db
def test_a_missing_page_and_a_secret_one_look_the_same(world: World) -> None:
    client = world.clients["marie"]
    answers = [client.get(path) for path in ("/no-such-page", reverse("oversight:reads"))]
    assert {answer.status_code for answer in answers} == {404}
    bodies = [without_what_differs(answer) for answer in answers]
    assert bodies[0] == bodies[1]


@pytest.mark.django_db
def test_health_says_whether_work_can_be_recorded_and_nothing_else() -> None:
    response = Client().get(reverse("shell:health"))
    assert response.status_code == 200
    assert set(response.json()) == {"ok", "database", "writing", "version"}
    assert response.json()["ok"]


@pytest.mark.django_db
def test_health_is_bad_once_the_disk_has_refused_a_commit(monkeypatch: Any) -> None:
    monkeypatch.setattr(writer, "broken", RuntimeError("disk"))
    response = Client().get(reverse("shell:health"))
    assert response.status_code == 503
    assert not response.json()["writing"]


@pytest.mark.django_db
def test_a_time_is_shown_at_the_clock_of_the_post(world: World) -> None:
    page = world.clients["guerda"].get(reverse("oversight:journal")).content.decode()
    local = timezone.localtime(timezone=__import__("zoneinfo").ZoneInfo("America/Port-au-Prince"))
    assert f"{local:%H}:" in page


def test_the_docs_are_served_and_nothing_beside_them(client: Client, db: None) -> None:
    assert client.get("/help/docs/explanation/access.md").status_code == 200
    for name in ("../pyproject.toml", "explanation/../../pyproject.toml", "explanation", "reference/none.md", "/etc/passwd"):
        assert client.get(f"/help/docs/{name}").status_code == 404


def test_the_glossary_has_four_columns_and_no_style_of_its_own() -> None:
    html = documents.to_html("reference/glossary.md")
    assert "style=" not in html
    for language in ("Kreyòl", "Français", "Español", "English"):
        assert f"<th>{language}</th>" in html


def test_a_document_cannot_bring_html_of_its_own(tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "evil.md").write_text("# A\n\n<script>alert(1)</script>\n\n|a|\n|--:|\n|1|\n")
    monkeypatch.setattr(documents, "folder", lambda: tmp_path)
    html = documents.to_html("evil.md")
    assert "<script>" not in html
    assert 'class="number"' in html
    assert "style=" not in html


def test_what_people_typed_is_never_html_in_a_component() -> None:
    page = Template(
        "{% badge text %}{% panel title=text %}{{ text }}{% endpanel %}{% notice title=text %}{{ text }}{% endnotice %}{% empty text %}"
    )
    assert "<script>" not in page.render(Context({"text": "<script>alert(1)</script>"}))


def test_a_table_names_its_columns_for_everyone() -> None:
    html = Template('{% table "List" "Name" "#Age" last="Open" %}<tr><td>A</td></tr>{% endtable %}').render(Context())
    assert html.count('<th scope="col"') == 3
    assert 'class="number">Age' in html
    assert '<span class="visually-hidden">Open</span>' in html
    assert "<caption" in html
