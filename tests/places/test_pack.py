"""The pack of Haiti as shipped, and what the reader says of a pack that is wrong."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from lakay.places import rules
from lakay.places.pack import PackError, PlaceRow, find_pack, read_pack

HAITI, DOMINICAN = "HTI", "DOM"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_pack(), tmp_path / "pack"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(("country", "level", "count"), [(HAITI, 1, 10), (HAITI, 2, 140), (DOMINICAN, 1, 10), (DOMINICAN, 2, 32)])
def test_every_division_is_there(pack, country, level, count):
    assert len(pack.places_at(country, level)) == count


def test_haitian_codes_say_where_a_commune_lies(pack):
    communes = pack.places_at(HAITI, 2)
    assert all(commune.pcode[:4] == commune.parent_pcode for commune in communes)
    assert len({commune.pcode[:5] for commune in communes}) == 42  # the arrondissements


def test_dominican_codes_end_in_the_number_of_iso_3166_2(pack):
    assert sorted(int(province.pcode[-2:]) for province in pack.places_at(DOMINICAN, 2)) == list(range(1, 33))


def test_the_departments_have_their_codes_and_kreyol_names(pack):
    expected = "HT01 Lwès HT02 Sidès HT03 Nò HT04 Nòdès HT05 Latibonit HT06 Sant HT07 Sid HT08 Grandans HT09 Nòdwès HT10 Nip"
    assert " ".join(f"{row.pcode} {row.names.ht}" for row in pack.places_at(HAITI, 1)) == expected


def test_no_two_communes_of_a_department_share_a_kreyol_name(pack):
    assert Counter((row.parent_pcode, row.names.ht) for row in pack.places_at(HAITI, 2)).most_common(1)[0][1] == 1


def test_kreyol_names_are_in_the_official_spelling(pack):
    """The spelling of 1979 has no c, q, x, no u but in ou and ui, and è, ò, à as its only accents."""
    for row in pack.places_at(HAITI, 1) + pack.places_at(HAITI, 2):
        name = row.names.ht.lower()
        assert not set(name.replace("ch", "")) & set("cqxéêîïôûüç"), row
        assert "u" not in name.replace("ou", "").replace("ui", ""), row


def test_four_official_gates_face_each_other(pack):
    gates = {post.code: post for post in pack.posts if (post.mode, post.status) == ("land", "official")}
    haitian = {code: gate for code, gate in gates.items() if gate.country == HAITI}
    assert {gate.place_pcode for gate in haitian.values()} == {"HT0421", "HT0632", "HT0133", "HT0234"}
    assert {gates[gate.counterpart].place_pcode for gate in haitian.values()} == {"DOM0405", "DOM0707", "DOM0610", "DOM0616"}


def test_each_post_has_the_zone_of_its_country(pack):
    zones = {HAITI: "America/Port-au-Prince", DOMINICAN: "America/Santo_Domingo"}
    assert all(post.time_zone == zones[post.country] for post in pack.posts)


def test_positions_that_nobody_checked_say_so(pack):
    placed = [post for post in pack.posts if post.latitude is not None]
    assert placed
    assert all({"latitude", "longitude"} <= set(post.unverified) for post in placed)


def test_a_citizen_is_never_refused_for_want_of_papers(pack):
    routes = {refusal.code: (refusal.applies_to, refusal.direction) for refusal in pack.refusals}
    for code in ("no-document", "expired", "no-visa", "banned"):
        assert routes[code][0] == "foreigners"


def test_a_child_who_may_not_travel_goes_to_the_protection_desk(pack):
    routed = {refusal.code for refusal in pack.refusals if refusal.route == "protection"}
    assert routed == {"minor-no-authority", "minor-adult-unproven"}


def test_names_fall_back_to_french(pack):
    row: PlaceRow = next(place for place in pack.places if place.pcode == "HT0421")
    assert row.names.in_language("ht") == "Wanament"
    assert row.names.in_language("pt") == "Ouanaminthe"


def test_the_tables_are_sorted_so_that_a_change_is_one_line():
    with (find_pack() / "places.csv").open(encoding="utf-8") as file:
        keys = [(row["country"], row["level"], row["pcode"]) for row in csv.DictReader(file)]
    assert keys == sorted(keys)


# What is wrong is said with file and line


BREAKS = {
    "an unknown parent": ("places.csv", "Ouanaminthe,HT04,", "Ouanaminthe,HT99,", "parent_pcode 'HT99'"),
    "a parent of the wrong level": ("places.csv", "Ouanaminthe,HT04,", "Ouanaminthe,HTI,", "one level up"),
    "a code used twice": ("places.csv", "HT0421", "HT0422", "more than once"),
    "an empty name": ("places.csv", "Wanament", "", "name_ht is empty"),
    "a level out of range": ("places.csv", "HTI,2,HT0421", "HTI,7,HT0421", "whole number from 0 to 2"),
    "an impossible date": ("holidays.csv", "Freedom Day,2024-12-11", "Freedom Day,2024-02-30", "no such date"),
    "a date in another order": ("holidays.csv", "Freedom Day,2024-12-11", "Freedom Day,11/12/2024", "write 2024-12-11"),
    "a holiday of no known beginning": ("holidays.csv", "Freedom Day,2024-12-11", "Freedom Day,", "valid_from is empty"),
    "a holiday on 29 February": ("holidays.csv", "fixed,2,27", "fixed,2,29", "every year"),
    "an offset on a fixed holiday": ("holidays.csv", "fixed,2,27,", "fixed,2,27,3", "no meaning"),
    "a word that is not in the list": ("posts.csv", "HT0421,land,official", "HT0421,land,offical", "must be one of"),
    "hours nobody can read": ("posts.csv", "Mo-Su 08:00-18:00", "8-18", "hours:"),
    "a market on no day": ("posts.csv", "Mo Fr,19.55", "Lendi,19.55", "market_days has 'Lendi'"),
    "a latitude off the globe": ("posts.csv", "19.55", "195.5", "decimal degrees"),
    "half a position": ("posts.csv", "19.55,-71.72", "19.55,", "both be there"),
    "a zone that does not exist": ("posts.csv", "America/Port-au-Prince", "America/Ouanaminthe", "not known"),
    "a counterpart that looks elsewhere": ("posts.csv", "-71.72,DO-DAJ", "-71.72,DO-JIM", "name HT-OUA back"),
    "a post in another country's place": ("posts.csv", "HTI,HT0421,land", "HTI,DOM0405,land", "is not in HTI"),
    "a source nobody lists": ("agencies.csv", "ht-agencies", "hearsay", "source 'hearsay'"),
    "a doubt about no column": ("agencies.csv", "ht-agencies,name_ht", "ht-agencies,nam_ht", "not a column"),
    "a row that is too short": ("languages.csv", "fr,fra,yes,", "fr,fra,", "cells where the header has"),
    "a strange header": ("stays.csv", "code,nationalities", "kode,nationalities", "the header must be"),
    "blank space at an end": ("agencies.csv", "DIE,immigration", "DIE ,immigration", "blank space"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_names_the_file_and_line_of(name, copy):
    file, old, new, message = BREAKS[name]
    text = (copy / file).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    said = faults(copy)
    assert any(fault.startswith(f"{file}:{line}:") and message in fault for fault in said), said


def test_it_says_everything_at_once(copy):
    edit(copy / "places.csv", "Wanament", "")
    edit(copy / "posts.csv", "HT0421,land,official", "HT0421,lann,official")
    assert len(faults(copy)) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format = 1", "format = 2", "reads format 1"),
        ('home = "HTI"', 'home = "CUB"', "home is not one of"),
        ('default_language = "fr"', 'default_language = "de"', "default_language"),
        ("We = -2", "We = -20", "moves.do-139-97"),
        ('code = "ht"', "", "'code' is missing"),
        ("[name]", "[name", "pack.toml"),
    ],
)
def test_it_refuses_a_header_that_makes_no_sense(copy, old, new, message):
    edit(copy / "pack.toml", old, new)
    assert message in faults(copy)[0]


def test_it_says_which_file_is_missing(copy, tmp_path):
    (copy / "posts.csv").unlink()
    assert "posts.csv:0: the file is missing" in faults(copy)
    assert "LAKAY_PACK" in faults(tmp_path / "nowhere")[0]


def test_a_file_that_is_not_utf_8_is_a_fault_and_not_a_crash(copy):
    (copy / "languages.csv").write_bytes("code,é".encode("latin-1"))
    assert any("not CSV in UTF-8" in fault for fault in faults(copy))


def test_a_spreadsheet_s_mark_at_the_start_is_no_fault(copy):
    path = copy / "languages.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_pack(copy).languages == read_pack(find_pack()).languages


def test_rules_of_the_pack_can_travel_as_json(pack):
    for row in pack.holidays:
        assert rules.date_of(json.loads(json.dumps(row.rule)), 2026)
