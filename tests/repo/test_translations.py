"""The tool that keeps the translations."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import catalogues
import extraction
import polib
import pytest
import translations

LINE = {"id": "Open %(gate)s", "ht": "Louvri %(gate)s", "fr": "Ouvrir %(gate)s", "es": "Abrir %(gate)s"}


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty set of catalogues."""
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    return tmp_path


def add(monkeypatch: pytest.MonkeyPatch, *records: Mapping[str, object]) -> int:
    """Give records to `add` as its input."""
    monkeypatch.setattr(sys, "stdin", [json.dumps(record) for record in records])
    return translations.add()


def faults() -> list[str]:
    """What `check` would find wrong in the catalogues."""
    return list(catalogues.find_faults({language: catalogues.load(language) for language in catalogues.LANGUAGES}))


def test_it_keeps_a_message_in_all_four_languages(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add(monkeypatch, LINE) == 0
    kept = {language: catalogues.load(language).find("Open %(gate)s").msgstr for language in catalogues.LANGUAGES}
    assert kept == {"ht": "Louvri %(gate)s", "fr": "Ouvrir %(gate)s", "es": "Abrir %(gate)s", "en": "Open %(gate)s"}
    assert faults() == []


def test_adding_twice_changes_no_byte(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, LINE)
    before = catalogues.po_path("ht").read_bytes()
    add(monkeypatch, LINE)
    assert catalogues.po_path("ht").read_bytes() == before


def test_it_keeps_plural_forms_and_contexts(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = {
        "ht": ["%(n)s moun", "%(n)s moun"],
        "fr": ["%(n)s personne", "%(n)s personnes"],
        "es": ["%(n)s persona", "%(n)s personas"],
    }
    add(monkeypatch, {"id": "%(n)s person", "plural": "%(n)s people", "context": "counter", **forms})
    entry = catalogues.load("fr")[0]
    assert entry.msgctxt == "counter"
    assert entry.msgstr_plural == {0: "%(n)s personne", 1: "%(n)s personnes"}
    assert faults() == []


@pytest.mark.parametrize(
    "broken",
    [
        {"ht": ""},
        {"ht": ["a", "b"]},
        {"id": ""},
        {"plural": "Open all"},
        {"kreyol": "Louvri"},
    ],
)
def test_it_refuses_a_bad_line_and_keeps_nothing(
    locale: Path, monkeypatch: pytest.MonkeyPatch, broken: dict[str, object]
) -> None:
    with pytest.raises(translations.BadLine, match="line 2"):
        add(monkeypatch, LINE, LINE | broken)
    assert not catalogues.po_path("ht").exists()


def test_it_finds_a_lost_placeholder_and_a_missing_and_an_empty_and_a_fuzzy_message(
    locale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(monkeypatch, LINE | {"ht": "Louvri"}, {"id": "Two", "ht": "De", "fr": "Deux", "es": "Dos"})
    french, spanish = catalogues.load("fr"), catalogues.load("es")
    french[:] = [entry for entry in french if entry.msgid != "Two"]
    spanish.find("Two").msgstr = ""
    spanish.find("Open %(gate)s").flags.append("fuzzy")
    catalogues.save("fr", french)
    catalogues.save("es", spanish)
    found = "\n".join(faults())
    assert "ht: placeholders differ" in found
    assert "fr: missing: 'Two'" in found
    assert "es: not translated: 'Two'" in found
    assert "es: marked fuzzy" in found
    assert len(faults()) == 4


def test_it_finds_the_plural_header_that_crashes_a_page(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, LINE)
    path = catalogues.po_path("ht")
    path.write_text(path.read_text().replace("plural=(n > 1)", "plural=EXPRESSION"))
    assert any("Plural-Forms" in fault for fault in faults())


def test_it_compiles_only_what_changed(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(monkeypatch, LINE)
    assert catalogues.compile_stale() == []
    path = catalogues.po_path("ht")
    compiled = path.with_suffix(".mo")
    assert polib.mofile(str(compiled)).find("Open %(gate)s").msgstr == "Louvri %(gate)s"
    compiled.unlink()
    assert catalogues.compile_stale() == [compiled]


def test_it_reads_messages_out_of_python_and_templates(tmp_path: Path) -> None:
    code = b'_("One")\nngettext("a man", "men", n)\npgettext("way", "Exit")\n_(variable)\n'
    assert [key for _, key in extraction.messages_of(code)] == [(None, "One", ""), (None, "a man", "men"), ("way", "Exit", "")]
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "Hi" %}{% blocktranslate count n=x %}{{ n }} a{% plural %}{{ n }} b{% endblocktranslate %}'
    )
    found = [key for _, key in extraction.messages_of(extraction.read_as_python(page))]
    assert found == [(None, "Hi", ""), (None, "%(n)s a", "%(n)s b")]


def test_two_people_may_add_at_the_same_moment(locale: Path) -> None:
    program = "import sys, pathlib, catalogues, translations\ncatalogues.LOCALE = pathlib.Path(sys.argv[1])\ntranslations.add()\n"
    tools = catalogues.ROOT / "tools"
    command = [sys.executable, "-c", program, str(locale)]
    both = [subprocess.Popen(command, cwd=tools, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) for _ in range(2)]
    for name, process in zip("ab", both, strict=True):
        assert process.stdin is not None
        process.stdin.write("\n".join(json.dumps({"id": f"{name}{n}", "ht": "x", "fr": "x", "es": "x"}) for n in range(30)))
        process.stdin.close()
    assert [process.wait() for process in both] == [0, 0]
    assert len(catalogues.load("es")) == 60


def test_every_catalogue_of_the_tree_is_complete() -> None:
    assert faults() == []


def test_every_message_of_the_code_is_in_the_catalogues() -> None:
    known = {catalogues.key_of(entry) for entry in catalogues.load("ht")}
    missing = {key[1]: place for key, place in extraction.used_messages().items() if key not in known}
    assert missing == {}
