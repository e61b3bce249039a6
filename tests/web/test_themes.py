"""Dark colours where the machine asks for them: made out of Bootstrap's own, nothing lost and nothing added."""

from __future__ import annotations

import re

import pytest
import themes


def test_only_the_rules_of_the_dark_theme_are_said_again_under_the_other_name() -> None:
    css = '@charset "UTF-8";a{color:red}[data-bs-theme=dark]{--x:1}.b,[data-bs-theme=dark] .c{background:url("data:{};")}'
    assert themes.automatic(css) == '[data-bs-theme=auto]{--x:1}\n[data-bs-theme=auto] .c{background:url("data:{};")}\n'


def test_another_file_is_refused() -> None:
    with pytest.raises(themes.NoDarkTheme):
        themes.automatic("a{color:red}")


def test_every_dark_rule_of_the_style_sheet_in_use_is_there() -> None:
    css = (themes.FOLDER / "bootstrap.min.css").read_text(encoding="utf-8")
    made = (themes.FOLDER / "auto-dark.css").read_text(encoding="utf-8")
    assert made == themes.automatic(css)
    assert made.count("[data-bs-theme=auto]") == len(re.findall(r"\[data-bs-theme=dark\]", css))
