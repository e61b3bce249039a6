"""The engine of ODK Collect fills the pack's forms in Kreyòl, and what it serialises is judged to be in order."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from lakay.forms.definition import judge, read_submission
from lakay.forms.pack import pack_forms

FORMS = ("rapid_screening", "child_screening", "full_screening")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("javac") and shutil.which("java")), reason="needs a Java compiler (apt install default-jdk)"
    ),
]


@pytest.fixture(scope="module")
def filler(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The class path of the engine that the pyxform wheel ships, with the class that fills."""
    spec = find_spec("pyxform")
    assert spec is not None
    assert spec.origin is not None
    jar = Path(spec.origin).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    folder = tmp_path_factory.mktemp("java")
    source = Path(__file__).parent / "Fill.java"
    subprocess.run(["javac", "-nowarn", "-encoding", "UTF-8", "-cp", jar, "-d", folder, source], check=True, timeout=600)
    return f"{jar}:{folder}", folder


@pytest.mark.parametrize("code", FORMS)
def test_a_phone_fills_the_form_in_kreyol(filler: tuple[str, Path], code: str) -> None:
    path, folder = filler
    made = next(one.made for one in pack_forms() if one.made.definition.form_id == code)
    form, sent = folder / f"{code}.xml", folder / f"{code}.sent.xml"
    form.write_bytes(made.xform)
    command = ["java", "-Dfile.encoding=UTF-8", "-cp", path, "Fill", str(form), str(sent)]
    done = subprocess.run(command, check=True, capture_output=True, timeout=600)
    said = done.stdout.decode()
    assert "REFUSED" not in said
    asked = {field.labels["Kreyòl (ht)"] for field in made.definition.asked()}
    heard = {line.removeprefix("Q ") for line in said.splitlines() if line.startswith("Q ")}
    assert len(heard & asked) >= len(made.definition.asked()) // 2
    answers, faults = judge(made.definition, read_submission(sent.read_bytes()))
    assert faults == []
    assert answers["setting"]["private"] == "yes"
