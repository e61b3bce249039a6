"""`lakay places`: the places of the country pack."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import click

from lakay.places.pack import Pack, PackError, PlaceRow, PostRow, find_pack, read_pack

Gazetteer = dict[str, list[dict[str, Any]]]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--node", is_flag=True, help="Print what stands in this node, changes of the office included.")
def places(as_json: bool, node: bool) -> None:
    """Print places and posts: those of the country pack (LAKAY_PACK, no database needed), or those of this node."""
    try:
        pack = read_pack(find_pack())
    except PackError as error:
        raise click.ClickException(str(error)) from error
    found = gazetteer(of_this_node(pack) if node else pack)
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else _lines(found))


def of_this_node(pack: Pack) -> Pack:
    """The pack with the places and posts as they stand in the tables of this node."""
    from lakay.cli.boot import boot

    boot()
    from lakay.places.queries import place_rows, post_rows

    return replace(pack, places=tuple(place_rows()), posts=tuple(post_rows()))


def gazetteer(pack: Pack) -> Gazetteer:
    """The levels of the pack under their keys (`departments`, `communes`…), then `posts`; each sorted by code."""
    levels: Gazetteer = {
        level.key: [_place(row) for row in pack.places_at(level.country, level.level)] for level in pack.header.levels
    }
    return levels | {"posts": [_post(row) for row in sorted(pack.posts, key=lambda row: row.code)]}


def _place(row: PlaceRow) -> dict[str, Any]:
    return {
        "country": row.country,
        "level": row.level,
        "pcode": row.pcode,
        "name": row.name,
        "names": row.names.as_dict(),
        "parent_pcode": row.parent_pcode,
        **_validity(row),
    }


def _post(row: PostRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "country": row.country,
        "place_pcode": row.place_pcode,
        "mode": row.mode,
        "status": row.status,
        "names": row.names.as_dict(),
        "time_zone": row.time_zone,
        "hours": row.hours or None,
        "market_days": list(row.market_days),
        "latitude": None if row.latitude is None else float(row.latitude),
        "longitude": None if row.longitude is None else float(row.longitude),
        "counterpart": row.counterpart or None,
        **_validity(row),
    }


def _validity(row: PlaceRow | PostRow) -> dict[str, Any]:
    return {"valid_from": _day(row.valid_from), "valid_to": _day(row.valid_to), "unverified": list(row.unverified)}


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _lines(found: Gazetteer) -> str:
    lines = [f"{len(rows):4} {key}" for key, rows in found.items()]
    return "\n".join([*lines, "", "lakay places --json prints them all."])
