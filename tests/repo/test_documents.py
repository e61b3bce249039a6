"""What the documents promise: links lead somewhere, commands exist, tests mirror the sources."""

import re
import subprocess
from pathlib import Path

from tests.repo.planting import BIN, ROOT, tracked

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
NOT_MODULES = {"repo", "browser"}


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as they are made everywhere: lower case, dashes for spaces."""
    words = (re.sub(r"[^\w\s-]", "", heading.lower()).strip() for heading in HEADING.findall(text))
    return {re.sub(r"\s", "-", heading) for heading in words}


def broken_links(page: Path) -> list[str]:
    """The links of a page that lead to no file and no heading."""
    broken = []
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8"))):
            broken.append(f"{page.relative_to(ROOT)}: {target}")
    return broken


def recipes() -> set[str]:
    """The words that `just` knows."""
    listed = subprocess.run([str(BIN / "just"), "--summary"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(listed.stdout.split())


def test_every_link_leads_somewhere() -> None:
    assert [link for page in tracked(".md") for link in broken_links(page)] == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = ROOT / "docs" / "adr" / "0001-tools.md"
    assert page.exists()
    text = "[x](nowhere.md) [y](#context) [z](#nowhere) [w](https://example.org) `[v](code.md)`"
    assert LINK.findall(CODE.sub("", text)) == [
        "nowhere.md",
        "#context",
        "#nowhere",
        "https://example.org",
    ]
    assert "context" in anchors(page.read_text())


def test_every_command_in_the_documents_exists() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in tracked(".md"))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (demo|test|[a-z]+(?=`))", pages)) <= targets
    assert set(re.findall(r"`just ([a-z-]+)", pages)) <= recipes()
    scripts = set(re.findall(r"python3? (tools/\w+\.py)", pages))
    assert [name for name in scripts if not (ROOT / name).exists()] == []


def test_the_recipes_asked_for_are_there() -> None:
    asked = {"run", "check", "fix", "test-fast", "test", "docs", "assets", "lock", "messages", "migrations"}
    assert asked <= recipes()


def test_every_recipe_is_in_the_contributing_guide() -> None:
    told = set(re.findall(r"`just ([a-z-]+)", (ROOT / "CONTRIBUTING.md").read_text()))
    assert recipes() - {"default", "setup"} <= told


def test_every_folder_of_tests_mirrors_the_sources() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in tracked(".py") if path.match("tests/*/**/test_*.py")}
    folders |= {path.parent.relative_to(ROOT / "tests") for path in tracked(".py") if path.match("tests/*/test_*.py")}
    strays = [
        folder for folder in folders if folder.parts[0] not in NOT_MODULES and not (ROOT / "src" / "lakay" / folder).is_dir()
    ]
    assert strays == []


def test_the_build_server_runs_the_newcomers_command_and_nothing_else() -> None:
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[-1] == "exec make test"
    assert len(lines) == 3


def test_every_document_stands_in_the_list_of_them() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / target).resolve() for target in LINK.findall(index.read_text(encoding="utf-8"))}
    pages = {page for shelf in ("how-to", "explanation", "reference") for page in (ROOT / "docs" / shelf).glob("*.md")}
    assert sorted(page.name for page in pages - listed) == []


def test_every_module_says_what_it_is_and_stands_on_the_map_of_the_house() -> None:
    modules = {path.name for path in (ROOT / "src" / "lakay").iterdir() if (path / "__init__.py").exists()}
    silent = [name for name in modules if not (ROOT / "src" / "lakay" / name / "README.md").exists()]
    house = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The map of the house")[2]
    assert sorted(silent) == []
    assert sorted(name for name in modules if not re.search(rf"^(.* · )?{name}\b", house, re.MULTILINE)) == []
