"""The how-to pages in the help: each once, in the reader's language where it is told in it, and marked with the one it is in."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lakay.web.help import documents, guides


def test_every_file_of_the_shelf_is_of_one_guide() -> None:
    files = [guides.path_of(stem) for guide in guides.GUIDES for stem in guide.values()]
    assert sorted(files) == sorted(document.name for document in documents.shelves()[guides.SHELF])
    assert {language for guide in guides.GUIDES for language in guide} <= {code for code, _name in settings.LANGUAGES}


@pytest.mark.parametrize(
    ("language", "first"), [("ht", "premye-jou"), ("fr", "premier-jour"), ("es", "premier-jour"), ("en", "first-day")]
)
def test_a_guide_comes_in_the_language_of_the_reader_or_the_next_best(language: str, first: str) -> None:
    shown = guides.guides_in(language)
    assert len(shown) == len(guides.GUIDES)
    assert shown[0][0].name == guides.path_of(first)
    assert all(guides.language_of(document.name) == told for document, told in shown)


@pytest.mark.django_db
def test_a_page_says_its_language_and_leads_to_the_others(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ht"
    home = client.get(reverse("help:home")).content.decode()
    assert '<li lang="ht"><a href="/help/docs/how-to/jounen-giche.md">' in home
    assert "how-to/booth.md" not in home
    page = client.get("/help/docs/how-to/jounen-giche.md").content.decode()
    assert '<article class="reading" lang="ht">' in page
    assert '<a href="/help/docs/how-to/booth.md" lang="en" hreflang="en">English</a>' in page
    assert '<article class="reading" lang="en">' in client.get("/help/docs/explanation/access.md").content.decode()
