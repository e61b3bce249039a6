"""The house rules of ast-grep and ruff: each is broken once in the tree, and the breach is found."""

import re
from pathlib import Path

import pytest

from tests.repo.planting import ROOT, Copy

HOUSE = {
    "orm-write": ("src/lakay/people/queries.py", "def end(person):\n    person.save()\n"),
    "raw-sql": ("src/lakay/people/queries.py", "def find(cursor):\n    cursor.execute('SELECT 1')\n"),
    "get-model": ("src/lakay/border/queries.py", "CASE = apps.get_model('cases.Case')\n"),
    "clock": ("src/lakay/people/rules.py", "def today():\n    return date.today()\n"),
    "system-clock": ("src/lakay/people/actions.py", "NOW = SystemClock().now()\n"),
    "signal": ("src/lakay/people/actions.py", "@receiver(post_save)\ndef changed(**_): ...\n"),
    "page-read": ("src/lakay/web/booth/views.py", "def find(key):\n    return Person.objects.get(id=key)\n"),
    "one-settings": ("src/lakay/people/actions.py", "MODE = os.environ['LAKAY_MODE']\n"),
}
ALLOWED = {
    "orm-write": ("src/lakay/people/actions.py", "def end(session):\n    session.save()\n"),
    "raw-sql": ("src/lakay/journal/inserting.py", "def find(cursor):\n    cursor.execute('SELECT 1')\n"),
    "clock": ("src/lakay/kernel/clock.py", "NOW = datetime.now(UTC)\n"),
    "system-clock": ("src/lakay/web/booth/views.py", "NOW = SystemClock().now()\n"),
    "page-read": ("src/lakay/people/queries.py", "def find(key):\n    return Person.objects.get(id=key)\n"),
    "one-settings": ("src/lakay/config/environment.py", "MODE = os.environ['LAKAY_MODE']\n"),
}
LONG = "def choose(a):\n" + "".join(f"    if a == {n}:\n        return {n + 1}\n" for n in range(11)) + "    return 0\n"
RUFF = {
    "T201": "print('found')\n",
    "PLC0415": "def late():\n    import json\n    return json\n",
    "DTZ005": "import datetime\nNOW = datetime.datetime.now()\n",
    "C901": LONG,
    "BLE001": "try:\n    x = 1\nexcept Exception:\n    x = 2\n",
    "INT001": "from django.utils.translation import gettext as _\nX = 1\nY = _(f'{X} people')\n",
    "TID251": "from django.apps import apps\nX = apps.get_model('people.Person')\n",
    "S608": "def q(x):\n    return f'SELECT * FROM people WHERE id = {x}'\n",
}


TEMPLATES = {
    "L001": ['<p style="color: red">x</p>'],
    "L002": ['<button type="button" onclick="go()">x</button>', "<script>go()</script>"],
    "L003": ['<script src="https://example.org/x.js"></script>'],
    "L004": ["{{ name|safe }}"],
    "H013": ['<img src="{% static "a.png" %}">'],
}


def scan(folder: Path, planted: dict[str, tuple[str, str]]) -> tuple[int, str]:
    """What the house rules say of a tree with one file for each rule, in the place that the rule is about."""
    copy = Copy(folder, sources=False)
    for name, text in planted.values():
        copy.plant(name, text)
    return copy.run("ast-grep", "scan", "--report-style=short")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the house rules say of a tree where each is broken."""
    code, said = scan(tmp_path_factory.mktemp("house"), HOUSE)
    assert code == 1
    return said


@pytest.mark.parametrize("rule", HOUSE)
def test_a_breach_of_a_house_rule_is_found(rule: str, scanned: str) -> None:
    name, _ = HOUSE[rule]
    assert re.search(rf"{re.escape(name)}:\d+:\d+: error\[{rule}\]", scanned)


def test_what_the_house_rules_allow_passes(tmp_path: Path) -> None:
    assert scan(tmp_path, ALLOWED) == (0, "")


def test_every_house_rule_has_its_own_tests(tmp_path: Path) -> None:
    copy = Copy(tmp_path, sources=False)
    rules = {path.stem for path in (tmp_path / ".ast-grep" / "rules").iterdir()}
    assert rules == {path.stem for path in (tmp_path / ".ast-grep" / "tests").iterdir()} == set(HOUSE)
    code, said = copy.run("ast-grep", "test", "--skip-snapshot-tests")
    assert code == 0, said


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What ruff says of a tree where each rule is broken in a file of its own."""
    copy = Copy(tmp_path_factory.mktemp("lint"), sources=False)
    for rule, text in RUFF.items():
        copy.plant(f"src/lakay/people/{rule.lower()}.py", text)
    code, said = copy.run("ruff", "check", "--no-cache", "--output-format=concise", "src")
    assert code == 1
    return said


@pytest.mark.parametrize("rule", RUFF)
def test_a_breach_of_a_lint_rule_is_found(rule: str, linted: str) -> None:
    assert re.search(rf"people/{rule.lower()}\.py:\d+:\d+: {rule} ", linted)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the template linter says of a tree where each rule is broken in a template of its own."""
    copy = Copy(tmp_path_factory.mktemp("templates"), sources=False)
    for rule, lines in TEMPLATES.items():
        for number, line in enumerate(lines):
            copy.plant(f"src/lakay/web/booth/templates/booth/{rule.lower()}_{number}.html", f"{line}\n")
    code, said = copy.run("djlint", "src", "--lint", "--quiet", "--rules=.djlint_rules.yaml")
    assert code == 1
    return said


@pytest.mark.parametrize(("rule", "number"), [(rule, number) for rule in TEMPLATES for number in range(len(TEMPLATES[rule]))])
def test_a_breach_in_a_template_is_found(rule: str, number: int, read: str) -> None:
    report = read.partition(f"{rule.lower()}_{number}.html")[2].partition(".html")[0]
    assert f" {rule} 1:" in report


def test_a_template_out_of_line_is_found(tmp_path: Path) -> None:
    copy = Copy(tmp_path, sources=False)
    copy.plant("src/lakay/web/booth/templates/booth/page.html", "<div>\n<p>x</p>\n</div>\n")
    code, _ = copy.run("djhtml", "--check", "src")
    assert code == 1


def test_a_function_without_types_is_found(tmp_path: Path) -> None:
    copy = Copy(tmp_path, sources=False)
    copy.plant("src/lakay/kernel/loose.py", "def loose(value):\n    return value\n")
    plain = (tmp_path / "pyproject.toml").read_text().replace('plugins = ["mypy_django_plugin.main"]', "")
    (tmp_path / "pyproject.toml").write_text(plain)
    code, said = copy.run("mypy", "src/lakay/kernel/loose.py")
    assert code == 1
    assert "no-untyped-def" in said


def test_a_model_without_a_migration_and_a_dropped_column_are_found(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    last = (ROOT / "src/lakay/journal/migrations/max_migration.txt").read_text(encoding="utf-8").strip()
    copy.plant(
        "src/lakay/journal/migrations/0999_drop.py",
        "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n"
        f"    dependencies = [('journal', '{last}')]\n"
        "    operations = [\n        migrations.RemoveField('reference', 'subject'),\n"
        "        migrations.AddField('head', 'colour', models.CharField(max_length=1, default='')),\n    ]\n",
    )
    code, said = copy.run("python", "tools/migrations.py", "check")
    assert code == 1
    assert "a model has no migration" in said
    assert "'subject' on model 'reference' not migrated" in said
    assert "a migration is unsafe" in said
    assert "DROPPING columns (table: journal_reference, column: subject)" in said
    assert "head.colour has no db_default" in said
    assert "Django finds fault" in said
    assert "max_migration" in said
