"""The walls between the modules: each contract is broken in a copy of the tree, and each breach is found."""

import configparser

import pytest

from tests.repo.planting import ROOT, Copy

LAYERS = "Modules import downwards only"
PLAIN = "The kernel, travel documents, the journal's core and every rules.py know nothing of Django"
TABLES = "Pages do not touch the tables of the journal"
DESKS = "Desks are strangers to each other"
CALLS = "Only the protection desk and oversight ask why the desk was called"
BOOTH = "Only its own desk asks the protection desk's records"
CYCLES = "No two siblings import each other in a circle"

BREACHES = {
    "src/lakay/kernel/ids.py": "import lakay.journal.writing\nimport django\n",
    "src/lakay/cli/planted.py": "import lakay.web.planted\n",
    "src/lakay/web/planted.py": "",
    "src/lakay/surprise/models.py": "",
    "src/lakay/places/rules.py": "from django.db import models\nimport lakay.places.planted\n",
    "src/lakay/places/planted.py": "import psycopg\n",
    "src/lakay/journal/core/chain.py": "import django\n",
    "src/lakay/web/oversight/planted.py": "import lakay.journal.models\nimport lakay.border.calls\n",
    "src/lakay/web/booth/planted.py": "import lakay.border.patterns.watching\nimport lakay.web.shell.planted\n",
    "src/lakay/web/shell/planted.py": "import lakay.protection.queries\n",
    "src/lakay/web/one/views.py": "import lakay.web.two.views\n",
    "src/lakay/web/two/views.py": "",
    "src/lakay/people/planted.py": "import lakay.people.planted_too\n",
    "src/lakay/people/planted_too.py": "import lakay.people.planted\n",
}
FOUND = {
    "the kernel asks the journal": (LAYERS, "lakay.kernel.ids -> lakay.journal.writing"),
    "a command asks a page": (LAYERS, "lakay.cli.planted -> lakay.web.planted"),
    "a module without a place": (LAYERS, "not listed as layers: - lakay.surprise"),
    "the kernel asks Django": (PLAIN, "lakay.kernel.ids -> django"),
    "rules ask Django": (PLAIN, "lakay.places.rules -> django"),
    "rules ask the database through another": (PLAIN, "lakay.places.planted -> psycopg"),
    "the core asks Django": (PLAIN, "lakay.journal.core.chain -> django"),
    "a page reads the journal's tables": (TABLES, "lakay.web.oversight.planted -> lakay.journal.models"),
    "a desk asks another desk": (DESKS, "lakay.web.one.views -> lakay.web.two.views"),
    "the booth asks for a pattern": (CALLS, "lakay.web.booth.planted -> lakay.border.patterns.watching"),
    "oversight asks for a call": (CALLS, "lakay.web.oversight.planted -> lakay.border.calls"),
    "the booth asks for a file of protection through a helper": (BOOTH, "lakay.web.booth.planted -> lakay.web.shell.planted"),
    "two files need each other": (CYCLES, "lakay.people"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter of imports says of a tree with all the breaches."""
    copy = Copy(tmp_path_factory.mktemp("broken"))
    for name, text in BREACHES.items():
        copy.plant(name, text)
    code, said = copy.run("lint-imports", "--no-cache")
    assert code == 1
    return said


@pytest.mark.parametrize("breach", FOUND)
def test_a_breach_is_found(breach: str, said: str) -> None:
    contract, line = FOUND[breach]
    assert f"{contract} BROKEN" in said
    report = said.partition("Broken contracts")[2].partition(f" {contract} ---")[2]
    assert line in report


def test_the_tree_itself_keeps_them() -> None:
    code, said = Copy.of_nothing(ROOT).run("lint-imports")
    assert code == 0, said


def test_every_plain_module_and_every_walled_desk_is_named() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    plain = contracts["importlinter:contract:plain"]["source_modules"].split()
    modules = {path.parent.name for path in (ROOT / "src" / "lakay").glob("*/__init__.py")}
    assert {f"lakay.{name}" for name in {"kernel", "traveldocs", "names"} & modules} <= set(plain)
    secret = {f"lakay.{name}" for name in {"protection", "referral", "whereabouts", "cases", "tracing"} & modules}
    walls = [set(section.get("forbidden_modules", "").split()) for section in contracts.values() if "booth" in section.name]
    assert not secret or any(secret <= wall for wall in walls)
    desks = {f"lakay.web.{path.parent.name}" for path in (ROOT / "src" / "lakay" / "web").glob("*/__init__.py")}
    behind = set(contracts["importlinter:contract:booth"]["source_modules"].split())
    assert desks - behind == {f"lakay.web.{name}" for name in ("partner", "protection", "referral", "whereabouts")}
