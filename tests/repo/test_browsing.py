"""The browser tests see what they must: a breach of the security policy, a fault of accessibility, a page too wide."""

from collections.abc import Callable

import pytest

from tests.browsing import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Visit]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_the_first_page_is_sound(visit: Open, language: str, theme: str) -> None:
    opened = visit("/", language=language, theme=theme)
    opened.check()
    assert opened.page.locator("html").get_attribute("lang") == language
    assert opened.page.locator("html").get_attribute("data-bs-theme") == theme


def test_a_breach_of_the_security_policy_is_noted(visit: Open) -> None:
    opened = visit("/")
    opened.page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert any("Content Security Policy" in fault for fault in opened.faults)


def test_a_fault_of_accessibility_is_found(visit: Open) -> None:
    opened = visit("/")
    opened.page.evaluate("document.body.append(document.createElement('input'))")
    assert any(fault.startswith("label") for fault in opened.accessibility())


@pytest.mark.parametrize(("theme", "colour"), [("dark", "#222"), ("light", "#ddd")])
def test_a_colour_without_contrast_is_found_in_its_theme(visit: Open, theme: str, colour: str) -> None:
    for shown, found in ((theme, True), ({"dark": "light", "light": "dark"}[theme], False)):
        opened = visit("/", theme=shown)
        opened.page.evaluate("colour => { document.querySelector('h1, h2, p').style.color = colour; }", colour)
        assert any(fault.startswith("color-contrast") for fault in opened.accessibility()) == found


def test_a_page_too_wide_is_found(visit: Open) -> None:
    opened = visit("/")
    opened.page.evaluate("document.body.append('x'.repeat(4000))")
    assert opened.overflow() > 0
