"""The desks, in the order of their tabs: one literal table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the bar: its name, the view it opens, who sees it, and the beginnings of the views that count as being there."""

    title: str
    view: str
    permission: str
    under: str


TABS = (
    Tab(gettext_noop("Booth"), "booth:home", "border:encounter:open", "booth:home"),
    Tab(gettext_noop("Second line"), "second_line:queue", "border:second_look:view", "second_line:"),
    Tab(gettext_noop("Arrivals"), "arrivals:board", "border:arrival:view", "arrivals:board arrivals:bring arrivals:voyage"),
    Tab(gettext_noop("Inspections"), "inspections:home", "border:inspection:record", "inspections:"),
    Tab(gettext_noop("Shifts"), "supervision:home", "border:shift:supervise", "supervision:"),
    Tab(gettext_noop("Paper records"), "imports:paper", "border:late:enter", "imports:paper"),
    Tab(gettext_noop("Past movements"), "imports:runs", "border:import:run", "imports:run"),
    Tab(gettext_noop("Register"), "booth:register", "border:register:read", "booth:register"),
    Tab(gettext_noop("Protection"), "protection:queue", "border:call:answer", "protection:"),
    Tab(gettext_noop("Files of protection"), "files:list", "protection:intake:follow", "files:"),
    Tab(gettext_noop("Where they stay"), "whereabouts:home", "whereabouts:place:hold", "whereabouts:"),
    Tab(
        gettext_noop("Referrals"),
        "referral:sent",
        "referral:referral:send",
        "referral:sent referral:of referral:new referral:one referral:message referral:told services:",
    ),
    Tab(
        gettext_noop("Sent to us"),
        "referral:received",
        "referral:referral:answer",
        "referral:received referral:delivery referral:one",
    ),
    Tab(gettext_noop("Our services"), "services:own", "services:service:keep", "services:own services:one"),
    Tab(gettext_noop("Complaints"), "referral:voices", "referral:voice:hear", "referral:voice referral:log"),
    Tab(gettext_noop("Expected people"), "arrivals:protected", "border:call:answer", "arrivals:protected"),
    Tab(gettext_noop("Post"), "coordination:home", "coordination:incident:view", "coordination:"),
    Tab(gettext_noop("Alerts"), "watchlist:list", "watchlist:alert:list", "watchlist:"),
    Tab(gettext_noop("A child is missing"), "watchlist:raise", "watchlist:alert:raise", "watchlist:raise"),
    Tab(gettext_noop("Figures"), "statistics:home", "statistics:figure:read", "statistics: reported:"),
    Tab(gettext_noop("Releases"), "releases:home", "publication:release:view", "releases:"),
    Tab(gettext_noop("Who looked"), "oversight:reads", "journal:event:view", "oversight:reads"),
    Tab(gettext_noop("Officers"), "oversight:officers", "journal:event:view", "oversight:officers"),
    Tab(gettext_noop("Silent hits"), "oversight:silences", "journal:event:view", "oversight:silences"),
    Tab(gettext_noop("Patterns"), "oversight:patterns", "border:pattern:review", "oversight:patterns"),
    Tab(gettext_noop("Emergency looks"), "whereabouts:reviews", "whereabouts:glass:review", "whereabouts:review"),
    Tab(gettext_noop("Journal"), "oversight:journal", "journal:chain:verify", "oversight:journal"),
    Tab(gettext_noop("Passes"), "passes:issued", "credentials:pass:view", "passes:issued"),
    Tab(gettext_noop("Signing keys"), "passes:key_list", "credentials:issuer:view", "passes:key"),
    Tab(gettext_noop("Trusted states"), "oversight:trust", "credentials:trust:view", "oversight:trust"),
    Tab(gettext_noop("Places"), "administration:places", "places:place:edit", "administration:place"),
    Tab(gettext_noop("Staff"), "administration:staff", "access:staff:view", "administration:staff"),
    Tab(gettext_noop("Senders"), "arrivals:feeds", "border:feed:manage", "arrivals:feed"),
    Tab(gettext_noop("Forms"), "forms:home", "forms:form:view", "forms:"),
    Tab(gettext_noop("Forms to fill"), "filling:home", "forms:submission:send", "filling:"),
    Tab(gettext_noop("Filled forms"), "forms:filled", "forms:submission:view", "forms:"),
    Tab(gettext_noop("Copies"), "backups:home", "backup:copy:verify", "backups:"),
    Tab(gettext_noop("Stick"), "nodes:stick", "node:stick:carry", "nodes:stick"),
    Tab(gettext_noop("Machines"), "nodes:home", "node:state:view", "nodes:"),
    Tab(gettext_noop("Two values"), "nodes:conflicts", "journal:conflict:decide", "nodes:conflict"),
    Tab(gettext_noop("Check-up"), "administration:node", "node:state:view", "administration:node"),
)
