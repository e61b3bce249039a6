"""The table of commands."""

from __future__ import annotations

import click

from lakay.cli.lazy import Entry, Lazy

COMMANDS = {
    "mrz": Entry("lakay.cli.mrz:mrz", "Check machine-readable zones of passports, cards and visas (ICAO Doc 9303)."),
    "names": Entry("lakay.cli.names:names", "Compare names of people as they are spelt and as they sound."),
    "chip": Entry(
        "lakay.cli.chip:chip",
        "Check chips of passports and identity cards (ICAO Doc 9303-11, passive authentication).",
    ),
    "seal": Entry("lakay.cli.chip:seal", "Read and check visible digital seals (ICAO Doc 9303-13)."),
    "trust": Entry("lakay.cli.trust:trust", "Keys of states by which chips and seals are checked."),
    "places": Entry(
        "lakay.cli.places:places",
        "Print places and posts: those of the country pack (LAKAY_PACK, no database needed), or those of this node.",
    ),
    "journal": Entry("lakay.cli.journal:journal", "Check and show the journal."),
    "rebuild": Entry(
        "lakay.cli.journal:rebuild",
        "Empty every table that the journal can make again, and make it again: repairs rows that drifted, loses nothing entered.",
    ),
    "doctor": Entry("lakay.cli.doctor:doctor", "Check versions, disk, clock, space and keys, and say what to do."),
    "init": Entry("lakay.cli.prepare:init", "Make this node's keys and tables, and load the country pack."),
    "join": Entry("lakay.cli.join:join", "Ask the hub to let this machine in, or take its answer."),
    "secret": Entry("lakay.cli.node:secret", "Print a fresh LAKAY_SECRET_KEY."),
    "vault": Entry("lakay.cli.vault:vault", "Who can open this post, and with what."),
    "wipe": Entry("lakay.cli.wipe:wipe", "Destroy every key of this node, at once and for ever."),
    "window": Entry("lakay.cli.window:window", "Let leave what the pack no longer wants here and the hub holds safely."),
    "patterns": Entry("lakay.cli.patterns:patterns", "Patterns that protect."),
    "serve": Entry("lakay.cli.node:serve", "Serve the pages of this node."),
    "backup": Entry("lakay.cli.backup:backup", "Copy this node while it works, and restore the copy to see that it can be."),
    "restore": Entry(
        "lakay.cli.restore:restore",
        "Make the store of this node again from SOURCE, a folder of copies or one of them.",
    ),
    "manage": Entry("lakay.cli.node:manage", "Django's own commands, for developers."),
    "tls": Entry("lakay.cli.tls:tls", "HTTPS inside the post: its own authority, whom each screen is told once to trust."),
    "staff": Entry("lakay.cli.staff:staff", "Accounts of this node."),
    "alerts": Entry("lakay.cli.alerts:alerts", "Look after the alert list of this node."),
    "watchlist": Entry(
        "lakay.cli.watchlist:watchlist",
        "Bring the newest state of a list, and decide on it as a second person.",
    ),
    "screen": Entry(
        "lakay.cli.screen:screen",
        "Hold everybody in FILE against the alert list and print, as CSV, who may be meant and why.",
    ),
    "demo": Entry("lakay.cli.demo:demo", "Make the demo country, if it is not there yet."),
    "rehearse": Entry("lakay.cli.rehearse:rehearse", "Steps of a rehearsal."),
    "sync": Entry("lakay.cli.sync:sync", "Exchange with the other nodes, by line or by stick."),
    "prove": Entry(
        "lakay.cli.prove:prove",
        "Kill servers and cut the power of invented nodes, and see that nothing acknowledged is lost.",
    ),
    "passengers": Entry("lakay.cli.passengers:passengers", "Passenger lists of aircraft, boats and buses."),
    "forms": Entry("lakay.cli.forms:forms", "Forms: XLSForm workbooks (xlsx, or Markdown tables)."),
    "stats": Entry("lakay.cli.stats:stats", "Statistics: indicators, and tables that can be published."),
}


@click.command(cls=Lazy, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lakay")
def main() -> None:
    """Lakay: border and migrant-protection work, on a laptop, without a network."""
