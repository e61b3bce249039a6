"""The desks, in the order of their tabs: one literal table. A person starts the day at the first that is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the bar: its name, the view it opens, who sees it, and the beginnings of the views that count as being there.

    `group`: with which others it goes into one menu where the bar has no room for all.
    `at_post`: there is nothing on its page for somebody who sits at no post, so nobody starts their day there.
    """

    title: str
    view: str
    permission: str
    under: str
    group: str = ""
    at_post: bool = False


FORMS = gettext_noop("Forms")
MACHINES = gettext_noop("Machines")
KEYS = gettext_noop("Keys")
REGISTERS = gettext_noop("Registers")
REVIEWS = gettext_noop("To review")
AT_POST = gettext_noop("At the post")
FOLLOW_UP = gettext_noop("Follow-up")
GROUPS = (FORMS, MACHINES, KEYS, REGISTERS, REVIEWS, AT_POST, FOLLOW_UP)
"""The groups, in the order in which they become menus: what is opened least often comes first."""

TABS = (
    Tab(gettext_noop("Second line"), "second_line:queue", "border:second_look:view", "second_line:"),
    Tab(gettext_noop("Booth"), "booth:home", "border:encounter:open", "booth:home"),
    Tab(gettext_noop("Arrivals"), "arrivals:board", "border:arrival:view", "arrivals:board arrivals:bring arrivals:voyage"),
    Tab(gettext_noop("Inspections"), "inspections:home", "border:inspection:record", "inspections:"),
    Tab(gettext_noop("Shifts"), "supervision:home", "border:shift:supervise", "supervision:", AT_POST),
    Tab(gettext_noop("Paper records"), "imports:paper", "border:late:enter", "imports:paper", REGISTERS),
    Tab(gettext_noop("Past movements"), "imports:runs", "border:import:run", "imports:run", REGISTERS),
    Tab(gettext_noop("Register"), "booth:register", "border:register:read", "booth:register", REGISTERS),
    Tab(gettext_noop("Protection"), "protection:queue", "border:call:answer", "protection:", at_post=True),
    Tab(
        gettext_noop("Sent to us"),
        "referral:received",
        "referral:referral:answer",
        "referral:received referral:delivery referral:one",
    ),
    Tab(gettext_noop("Files of protection"), "files:list", "protection:intake:follow", "files:", FOLLOW_UP),
    Tab(gettext_noop("Where they stay"), "whereabouts:home", "whereabouts:place:hold", "whereabouts:", FOLLOW_UP),
    Tab(
        gettext_noop("Referrals"),
        "referral:sent",
        "referral:referral:send",
        "referral:sent referral:of referral:new referral:one referral:message referral:told services:",
        FOLLOW_UP,
    ),
    Tab(gettext_noop("Our services"), "services:own", "services:service:keep", "services:own services:one"),
    Tab(gettext_noop("Complaints"), "referral:voices", "referral:voice:hear", "referral:voice referral:log", FOLLOW_UP),
    Tab(gettext_noop("Expected people"), "arrivals:protected", "border:call:answer", "arrivals:protected", AT_POST, at_post=True),
    Tab(gettext_noop("Post"), "coordination:home", "coordination:incident:view", "coordination:", AT_POST, at_post=True),
    Tab(gettext_noop("Alerts"), "watchlist:list", "watchlist:alert:list", "watchlist:"),
    Tab(gettext_noop("A child is missing"), "watchlist:raise", "watchlist:alert:raise", "watchlist:raise", AT_POST),
    Tab(gettext_noop("Figures"), "statistics:home", "statistics:figure:read", "statistics: reported:"),
    Tab(gettext_noop("Releases"), "releases:home", "publication:release:view", "releases:"),
    Tab(gettext_noop("Who looked"), "oversight:reads", "journal:event:view", "oversight:reads"),
    Tab(gettext_noop("Officers"), "oversight:officers", "journal:event:view", "oversight:officers"),
    Tab(gettext_noop("Silent hits"), "oversight:silences", "journal:event:view", "oversight:silences", REVIEWS),
    Tab(gettext_noop("Patterns"), "oversight:patterns", "border:pattern:review", "oversight:patterns", REVIEWS),
    Tab(gettext_noop("Emergency looks"), "whereabouts:reviews", "whereabouts:glass:review", "whereabouts:review", REVIEWS),
    Tab(gettext_noop("Check-up"), "administration:node", "node:state:view", "administration:node", MACHINES),
    Tab(gettext_noop("Journal"), "oversight:journal", "journal:chain:verify", "oversight:journal"),
    Tab(gettext_noop("Passes"), "passes:issued", "credentials:pass:view", "passes:issued"),
    Tab(gettext_noop("Signing keys"), "passes:key_list", "credentials:issuer:view", "passes:key", KEYS),
    Tab(gettext_noop("Trusted states"), "oversight:trust", "credentials:trust:view", "oversight:trust", KEYS),
    Tab(gettext_noop("Places"), "administration:places", "places:place:edit", "administration:place"),
    Tab(gettext_noop("Staff"), "administration:staff", "access:staff:view", "administration:staff"),
    Tab(gettext_noop("Senders"), "arrivals:feeds", "border:feed:manage", "arrivals:feed"),
    Tab(gettext_noop("Forms"), "forms:home", "forms:form:view", "forms:", FORMS),
    Tab(gettext_noop("Forms to fill"), "filling:home", "forms:submission:send", "filling:", FORMS),
    Tab(gettext_noop("Filled forms"), "forms:filled", "forms:submission:view", "forms:", FORMS),
    Tab(gettext_noop("Copies"), "backups:home", "backup:copy:verify", "backups:", MACHINES),
    Tab(gettext_noop("Stick"), "nodes:stick", "node:stick:carry", "nodes:stick", AT_POST),
    Tab(gettext_noop("Machines"), "nodes:home", "node:state:view", "nodes:", MACHINES),
    Tab(gettext_noop("Two values"), "nodes:conflicts", "journal:conflict:decide", "nodes:conflict"),
)
