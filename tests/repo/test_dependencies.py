"""What Lakay is built from: every dependency says what for, every pin has its hash, and no file says where it comes from."""

import json
import re
import tomllib

import pytest

from tests.repo.planting import ROOT, tracked

# Written in two halves, so that this file does not name one either.
HOSTS = [
    f"{name}.{end}"
    for name, end in [("py" + "pi", "org"), ("python" + "hosted", "org"), ("npm" + "js", "org"), ("npm" + "js", "com")]
]
ADDRESS = re.compile("|".join(re.escape(host) for host in HOSTS))
LISTS = ("requirements/run.txt", "requirements/dev.txt", "requirements/node.txt", "requirements/model.txt")


def pins(name: str) -> dict[str, str]:
    """The packages of a requirement file and their versions."""
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE))


def declared() -> set[str]:
    """The packages named in pyproject.toml for a node."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    return {re.split(r"[\[<>=~]", name)[0].lower() for name in wanted}


def test_every_dependency_says_what_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if re.match(r'\s+"[\w-]+', line) and "lakay[" not in line]
    assert len(lines) > 30
    assert [line for line in lines if not re.search(r",\s+# \S+", line)] == []


def test_every_front_end_package_says_what_for() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    assert set(package["//"]) == {*package["dependencies"], *package["devDependencies"]}
    assert all(version[0].isdigit() for kind in ("dependencies", "devDependencies") for version in package[kind].values())


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_has_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text().strip())
    assert pins(name)
    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_a_node_has_what_it_declares_and_the_same_versions_as_the_developers() -> None:
    node, developers = pins("requirements/run.txt"), pins("requirements/dev.txt")
    assert declared() <= set(node)
    assert {name: version for name, version in node.items() if developers.get(name) != version} == {}


def test_lock_files_record_no_download_address() -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in locked.items() if name)
    assert [name for name in LISTS if "://" in (ROOT / name).read_text() or "--index" in (ROOT / name).read_text()] == []
    assert not (ROOT / "uv.lock").exists()


def test_no_file_names_a_package_registry() -> None:
    texts = {path: path.read_text(encoding="utf-8", errors="ignore") for path in tracked() if path.suffix not in {".png", ".jpg"}}
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if ADDRESS.search(text)] == []


def test_the_rule_against_addresses_can_fail() -> None:
    assert ADDRESS.search("https://files." + "python" + "hosted.org/packages/x")
    assert not ADDRESS.search("Python and npm")


def test_nothing_of_others_is_committed() -> None:
    names = {str(path.relative_to(ROOT)) for path in tracked()}
    assert [name for name in names if "/vendor/" in name or name.startswith(("node_modules/", ".venv/"))] == []
    assert [name for name in names if name.endswith((".min.js", ".min.css", ".mo", ".sqlite3"))] == []
