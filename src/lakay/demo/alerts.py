"""An invented alert list, written through the same actions as at the desk. Some of it means people who pass the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from lakay.demo.inventing import Invented, Names, invent
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.actions import decide_batch, decide_change, propose_alert, propose_end, raise_alert
from lakay.watchlist.categories import category_of
from lakay.watchlist.loading import load_sheet, settle_all
from lakay.watchlist.models import Alert, Batch, Change
from lakay.watchlist.rules.contents import Contents, WantedDocument, WantedName
from lakay.watchlist.rules.sheet import Sheet
from lakay.watchlist.rules.states import ChangeStatus

DEFAULT = 60
MET_BY_REGULARS = 8
IN_A_FILE = 5_000
ADULT, CHILD = 18, 17

GROUNDS = {
    "wanted": ("Mandat d’arrêt", "Tribunal de première instance de Fort-Liberté"),
    "lost-document": ("Déclaration de perte ou de vol", "Direction de l'immigration et de l'émigration"),
    "entry-ban": ("Décision d’expulsion", "Direction de l'immigration et de l'émigration"),
    "exit-ban": ("Ordonnance du tribunal", "Tribunal de première instance de Port-au-Prince"),
    "missing-child": ("Déclaration de disparition", "Brigade de protection des mineurs"),
    "child-at-risk": ("Mesure de protection", "Tribunal pour enfants"),
}
SHARES = {"wanted": 30, "lost-document": 45, "entry-ban": 10, "exit-ban": 10, "child-at-risk": 5}
FOR_REGULARS = ("lost-document", "wanted", "exit-ban", "lost-document", "entry-ban", "wanted", "child-at-risk", "missing-child")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Keepers:
    """Who keeps the list: one proposes, another approves, and the brigade raises a missing child."""

    officer: Actor
    approver: Actor
    brigade: Actor


def list_alerts(
    *,
    keepers: Keepers,
    people: Sequence[Invented],
    random: Random,
    names: Names,
    at: datetime,
    count: int = DEFAULT,
    progress: Progress = lambda _done: None,
) -> int:
    """Put `count` alerts on the list, as it stands at an instant. Returns how many were entered.

    The first few mean some of `people`, who will therefore be stopped. Beyond a hundred the rest comes in files. Two more wait
    for their second person, and a child is missing since this morning.
    """
    met = list(_for_regulars(random, people, at))[: min(MET_BY_REGULARS, count)]
    for contents in met:
        _agreed(keepers, contents, at)
    done = len(met)
    while done < count:
        size = min(IN_A_FILE, count - done)
        contents_of_file = [_invented(random, names, at) for _n in range(size)]
        _file(keepers, contents_of_file, at, progress, done)
        done += size
        progress(done)
    _waiting(keepers, random, names, at)
    return done + 2


def _for_regulars(random: Random, people: Sequence[Invented], at: datetime) -> Iterator[Contents]:
    """One alert of each kind for people who pass: children for the protective ones, adults for the others."""
    waiting = list(people)
    random.shuffle(waiting)
    for category in FOR_REGULARS:
        young = category_of(category).protective
        fitting = [who for who in waiting if (_age(who, at.date()) < ADULT) == young]
        if fitting:
            waiting.remove(fitting[0])
            yield about(fitting[0], category, random, at)


def _age(who: Invented, today: date) -> int:
    return (today - who.born_on).days // 365


def about(who: Invented, category: str, random: Random, at: datetime) -> Contents:
    """An alert about somebody invented."""
    by_document = category_of(category).about == "document"
    basis, authority = GROUNDS[category]
    since = at - timedelta(days=random.randint(1, 60))
    days = category_of(category).days - 60
    return Contents(
        category=category,
        from_at=since,
        until_at=at + timedelta(days=random.randint(min(5, days), days)),
        names=(WantedName(who.surname, who.given_names),),
        documents=(WantedDocument(who.country, who.number, "passport"),) if by_document else (),
        birth=PartialDate.on(who.born_on),
        sex=who.sex,
        nationalities=(who.country,),
        legal_basis=basis,
        legal_reference=f"{random.choice(('FLB', 'PAP', 'CAP'))}-{since.year}-{random.randint(1, 999):03}",
        authority=authority,
    )


def _invented(random: Random, names: Names, at: datetime) -> Contents:
    category = random.choices(list(SHARES), list(SHARES.values()))[0]
    years = random.randint(2, CHILD) if category_of(category).protective else random.randint(ADULT, 70)
    who = invent(random, names, at.date(), born_on=at.date() - timedelta(days=years * 365 + random.randint(1, 364)))
    return about(who, category, random, at)


def _agreed(keepers: Keepers, contents: Contents, at: datetime) -> None:
    """Proposed by one and approved by the other."""
    with one_turn():
        receipt = propose_alert(by=keepers.officer, at=at, contents=contents, reason="Demandé par écrit par l’autorité.")
    change = Change.objects.get(alert=receipt.id_of(Alert), status=ChangeStatus.WAITING)
    decide_change(by=keepers.approver, at=at, change=change, approve=True, reason="Comparé avec la lettre.")


def _file(keepers: Keepers, contents: list[Contents], at: datetime, progress: Progress, before: int) -> None:
    """A file of alerts, approved as a whole. It counts half when it is in and whole when it is carried out."""
    loaded = load_sheet(
        Sheet(contents),
        by=keepers.officer,
        at=at,
        file_name=f"alerts-{before}.csv",
        reason="Liste hebdomadaire des tribunaux.",
        progress=lambda done: progress(before + done // 2),
    )
    batch = Batch.objects.get(pk=loaded)
    decide_batch(by=keepers.approver, at=at, batch=batch, approve=True, reason="Comparé avec les lettres.")
    settle_all(batch, by=keepers.approver, at=at, progress=lambda done: progress(before + (len(contents) + done) // 2))


def _waiting(keepers: Keepers, random: Random, names: Names, at: datetime) -> None:
    """What the approver finds on the desk: a new alert, an end, and a child who is missing since this morning."""
    propose_alert(by=keepers.officer, at=at, contents=_invented(random, names, at), reason="Reçu par télécopie.")
    standing = Alert.objects.standing(at).order_by("id").last()
    if standing is not None:
        propose_end(by=keepers.officer, at=at, alert=standing, reason="Retirée par l’autorité.")
    child = invent(random, names, at.date(), born_on=at.date() - timedelta(days=9 * 365))
    contents = replace(about(child, "missing-child", random, at), from_at=at)
    raise_alert(by=keepers.brigade, at=at, contents=contents, reason="Manman an vin nan brigad la maten an.")


__all__ = ["DEFAULT", "Keepers", "about", "list_alerts"]
