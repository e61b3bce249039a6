"""The walls between the modules: each contract is broken once, and the breach is found."""

import configparser
from pathlib import Path

import pytest

from tests.repo.planting import ROOT, Copy

LAYERS = "Modules import downwards only"
PLAIN = "The kernel, travel documents, the journal's core and every rules.py know nothing of Django"
TABLES = "Pages do not touch the tables of the journal"
DESKS = "Desks are strangers to each other"
CYCLES = "No two siblings import each other in a circle"

PLANTS = {
    "the kernel asks the journal": (LAYERS, {"src/lakay/kernel/ids.py": "import lakay.journal.writing\n"}),
    "a command asks a page": (LAYERS, {"src/lakay/cli/x.py": "import lakay.web.y\n", "src/lakay/web/y.py": ""}),
    "a module without a place": ("exhaustive", {"src/lakay/surprise/models.py": ""}),
    "the kernel asks Django": (PLAIN, {"src/lakay/kernel/ids.py": "import django\n"}),
    "rules ask Django": (PLAIN, {"src/lakay/places/rules.py": "from django.db import models\n"}),
    "rules ask Django through another": (
        PLAIN,
        {"src/lakay/places/rules.py": "import lakay.places.help\n", "src/lakay/places/help.py": "import django\n"},
    ),
    "the core asks the database": (PLAIN, {"src/lakay/journal/core/chain.py": "import django\n"}),
    "a page reads the journal's tables": (TABLES, {"src/lakay/web/oversight/views.py": "import lakay.journal.models\n"}),
    "a desk asks another desk": (
        DESKS,
        {"src/lakay/web/one/views.py": "import lakay.web.two.views\n", "src/lakay/web/two/views.py": ""},
    ),
    "two modules need each other": (
        CYCLES,
        {"src/lakay/places/one.py": "import lakay.places.two\n", "src/lakay/places/two.py": "import lakay.places.one\n"},
    ),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_breach_is_found(plant: str, tmp_path: Path) -> None:
    contract, files = PLANTS[plant]
    copy = Copy(tmp_path)
    for name, text in files.items():
        copy.plant(name, text)
    code, said = copy.run("lint-imports", "--no-cache")
    assert code == 1
    assert f"{contract} BROKEN" in said or (contract == "exhaustive" and f"{LAYERS} BROKEN" in said)


def test_the_tree_itself_keeps_them(tmp_path: Path) -> None:
    code, said = Copy(tmp_path).run("lint-imports", "--no-cache")
    assert code == 0, said


def test_every_plain_module_and_every_walled_desk_is_named() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    plain = contracts["importlinter:contract:plain"]["source_modules"].split()
    modules = {path.parent.name for path in (ROOT / "src" / "lakay").glob("*/__init__.py")}
    assert {f"lakay.{name}" for name in {"kernel", "traveldocs", "names"} & modules} <= set(plain)
    secret = {f"lakay.{name}" for name in {"protection", "cases", "tracing"} & modules}
    walls = [set(section.get("forbidden_modules", "").split()) for section in contracts.values() if "booth" in section.name]
    assert not secret or any(secret <= wall for wall in walls)
