"""Markers in what the booth asked, the second line wrote, customs found and files of past movements hold; and who may meet them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from lakay.border import models as border
from lakay.kernel.clock import SystemClock
from tests.web.matrix import AT_OUANAMINTHE_INSPECTING, ROSE, SECOND_LINE
from tests.web.world import World

WITHOUT = {
    *("border.hit.alert", "border.hit.basis", "border.hit.outcome"),  # an id and codes
}

OF_A_LOOK = dict.fromkeys(("second_line:look", "second_line:answer"), SECOND_LINE) | {"second_line:propose": ROSE}
OF_A_FILE = dict.fromkeys((f"imports:{name}" for name in ("runs", "run", "describe", "start", "stop", "faults")), ROSE)
RECEIPT = {"inspections:receipt": AT_OUANAMINTHE_INSPECTING}
LAST_TRAVELLERS = dict.fromkeys(("inspections:home", "inspections:find"), SECOND_LINE)

MEETS: dict[str, dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        [f"border.second_look.{name}" for name in ("note", "grounds")]
        + [f"border.hit.{name}" for name in ("category", "evidence")]
        + [f"border.identification.{name}" for name in ("community", "mother", "father", "vouched_by")],
        OF_A_LOOK,
    ),
    **dict.fromkeys(("border.inspection.plate", "border.inspection.found", "border.seizure.note"), RECEIPT),
    "border.import_run.file_name": OF_A_FILE,
    "border.import_fault.cells": dict.fromkeys(("imports:faults", "imports:faults_file"), ROSE),
}


def plant(world: World, mark: Any) -> list[str]:
    """Put the markers there. Returns the fields marked."""
    look = border.SecondLook.objects.get(pk=world.records["look_proposed"])
    where = {"encounter_id": look.encounter_id, "person_id": look.person_id, "at": SystemClock().now()}
    hit = {"alert": uuid4(), "protective": False, "stops": True, "basis": "name", "versions": {}}
    border.Hit.objects.create(
        id=uuid4(), **where, **hit, category=mark("border.hit.category"), evidence=[mark("border.hit.evidence")]
    )
    said = {name: mark(f"border.identification.{name}") for name in ("community", "mother", "father", "vouched_by")}
    border.Identification.objects.create(id=uuid4(), **where, **said)
    shown = {name: mark(f"border.minor_check.{name}") for name in ("paper", "companion_name")}
    border.MinorCheck.objects.create(id=uuid4(), **where, **shown, officer=uuid4(), answer="parent")
    return [
        *("border.hit.category", "border.hit.evidence", "border.minor_check.paper", "border.minor_check.companion_name"),
        *(f"border.identification.{name}" for name in said),
        *_put(border.SecondLook, look.pk, mark, "note", "grounds", "answer"),
        *_put(
            border.Declaration,
            border.Declaration.objects.get(encounter=look.encounter).pk,
            mark,
            "address",
            "phone",
            "vehicle",
            "address_key",
            "phone_key",
        ),
        *_put(border.Inspection, world.records["inspection"], mark, "plate", "found"),
        *_put(border.Seizure, border.Seizure.objects.get(inspection=world.records["inspection"]).pk, mark, "note"),
        *_put(border.ImportRun, world.records["run_stopped"], mark, "file_name"),
        *_cells(border.ImportFault.objects.filter(run=world.records["run_stopped"]), mark),
    ]


def _put(model: Any, key: Any, mark: Any, *fields: str) -> list[str]:
    names = {field: f"{model.kind}.{field}" for field in fields}
    assert model.objects.filter(pk=key).update(**{field: mark(name) for field, name in names.items()})
    return list(names.values())


def _cells(rows: Any, mark: Any) -> list[str]:
    assert rows.update(cells=[mark("border.import_fault.cells")])
    return ["border.import_fault.cells"]
