"""Three weeks of work between the agencies at the gate of Ouanaminthe, invented: incidents, tasks, patrols, rapid alerts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from lakay.coordination import actions
from lakay.coordination.models import Incident, Patrol, RapidAlert, Task
from lakay.coordination.rules import Audience, Seriousness, Severity
from lakay.journal.act import Receipt
from lakay.journal.models import Record
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor

R = TypeVar("R", bound=Record)
People = Mapping[str, Actor]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INVOLVED, ABROAD, AGENCY = Audience.INVOLVED, Audience.ABROAD, Audience.AGENCY
PATROL_DAYS = 20

Line = tuple[str, Audience, str]


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident of the demo: how many days ago, who opened it, its log, and how it ended (empty: still open)."""

    days: int
    by: str
    category: str
    title: str
    seriousness: Seriousness
    involved: tuple[str, ...]
    lines: tuple[Line, ...]
    outcome: str = ""


HAPPENINGS = (
    Happening(
        *(19, "luckner", "crowd", "Bousculade à l'ouverture du pont, jour de marché", Seriousness.SERIOUS, ("DIE", "DGM")),
        (
            ("luckner", ABROAD, "Barrière fermée vingt minutes, file remise en ordre des deux côtés."),
            ("pedro", ABROAD, "Abrimos una segunda fila del lado del mercado."),
        ),
        "Deux blessés légers soignés sur place. Deux files les jours de marché à partir de vendredi.",
    ),
    Happening(
        *(15, "kettly", "seizure", "Cartons de cigarettes sans timbre dans un minibus", Seriousness.MINOR, ("POLIFRONT",)),
        (("kettly", INVOLVED, "Quarante cartons comptés et scellés au dépôt."),),
        "Procès-verbal signé, marchandise au dépôt.",
    ),
    Happening(
        *(11, "marie", "forgery", "Passeport dont la page de photo a été changée", Seriousness.SERIOUS, ("POLIFRONT",)),
        (
            ("marie", INVOLVED, "Les chiffres de contrôle tiennent, la page est plus épaisse que les autres."),
            ("luckner", AGENCY, "Le même atelier qu'en septembre, à vérifier."),
        ),
        "Document retenu, affaire remise à la police.",
    ),
    Happening(
        *(
            8,
            "mirlande",
            "children",
            "Sept enfants avec un chauffeur qui n'est le parent d'aucun",
            Seriousness.GRAVE,
            ("POLIFRONT",),
        ),
        (("mirlande", INVOLVED, "Le chauffeur attend au poste. Les enfants sont avec nous."),),
        "Remis au bureau de protection.",
    ),
    Happening(
        *(4, "luckner", "accident", "Moto renversée sur le pont", Seriousness.MINOR, ("DGM",)),
        (("luckner", ABROAD, "Blessée portée à l'hôpital de Dajabón avec l'accord du poste d'en face."),),
        "La blessée est rentrée chez elle.",
    ),
    Happening(
        *(2, "luckner", "smuggling", "Camion de riz à double fond", Seriousness.SERIOUS, ("AGD", "DGM", "DIE")),
        (
            ("luckner", INVOLVED, "Le chauffeur a couru vers la rivière. Camion gardé dans la cour."),
            ("kettly", INVOLVED, "Le fond est soudé: il faut un mécanicien avant de peser."),
            ("pedro", ABROAD, "El camión salió de Dajabón a las seis, el dueño está avisado."),
        ),
    ),
    Happening(
        *(1, "rose-laure", "equipment", "Kouran koupe nan de gichè yo", Seriousness.MINOR, ()),
        (("rose-laure", INVOLVED, "Nou travay sou batri; dèlko a ap tann gazòy."),),
    ),
)

STANDING = {
    "ht": "Wout Malpas la koupe nan kilomèt 12: voye machin yo tounen jiska demen maten.",
    "fr": "Route de Malpasse coupée au kilomètre 12 : faire patienter les véhicules jusqu'à demain matin.",
    "es": "Carretera de Malpasse cortada en el kilómetro 12: hacer esperar los vehículos hasta mañana.",
}
SEEN = {
    "fr": "Fillette de six ans séparée de sa tante au marché ; appeler le bureau de protection.",
    "ht": "Yon ti fi sizan pèdi matant li nan mache a; rele biwo pwoteksyon an.",
}


def work_together(people: People, at: datetime, seed: int = 7) -> None:
    """Everything, through the same actions as at the desk. The last days are still open, one task is overdue, an alert stands."""
    with one_turn():
        incidents = {happening.category: _happen(people, at, happening) for happening in HAPPENINGS}
    with one_turn():
        _tasks(people, at, incidents)
        _alerts(people, at)
    for days in range(PATROL_DAYS, -1, -1):
        with one_turn():
            _patrol(people, at - days * DAY, Random(seed + days), over=days > 0)


def _happen(people: People, at: datetime, told: Happening) -> Incident:
    by, opened_at = people[told.by], at - told.days * DAY
    given = actions.IncidentGiven(told.category, told.title, told.seriousness, told.involved)
    incident = _made(Incident, actions.open_incident(by=by, at=opened_at, given=given))
    for number, (who, audience, text) in enumerate(told.lines, start=1):
        actions.add_note(by=people[who], at=opened_at + number * HOUR / 4, incident=incident, text=text, audience=audience)
    if told.outcome:
        actions.close_incident(by=by, at=opened_at + 5 * HOUR, incident=incident, outcome=told.outcome)
    return incident


def _tasks(people: People, at: datetime, incidents: Mapping[str, Incident]) -> None:
    lorry, police, customs = incidents["smuggling"], people["luckner"], people["kettly"]
    overdue = _asked(people, "luckner", "AGD", "Ouvrir le double fond avec un mécanicien", at - 2 * DAY, at - HOUR, lorry)
    actions.answer_task(by=customs, at=at - 2 * DAY + HOUR, task=overdue, accept=True)
    _asked(people, "luckner", "DGM", "Envoyer la copie des papiers du camion", at - DAY, at + 20 * HOUR, lorry)
    _asked(people, "kettly", "POLIFRONT", "Garder la cour cette nuit", at - 3 * HOUR, at + 8 * HOUR, lorry)
    _asked(people, "rose-laure", "AGD", "Prêter la rallonge du dépôt au guichet 2", at - 2 * HOUR, at + 2 * HOUR)
    done = _asked(people, "marie", "POLIFRONT", "Compter la file à l'ouverture", at - 6 * DAY, at - 5 * DAY)
    actions.answer_task(by=police, at=at - 6 * DAY + HOUR, task=done, accept=True)
    actions.finish_task(by=police, at=at - 5 * DAY - HOUR, task=done, outcome="412 personnes à huit heures.")
    declined = _asked(people, "pedro", "DIE", "Compartir las horas del mercado de enero", at - 9 * DAY, at - 8 * DAY)
    reason = "La mairie ne les a pas encore fixées."
    actions.answer_task(by=people["rose-laure"], at=at - 9 * DAY + HOUR, task=declined, accept=False, reason=reason)


def _asked(
    people: People, by: str, agency: str, title: str, at: datetime, due_at: datetime, incident: Incident | None = None
) -> Task:
    given = actions.TaskGiven(agency, title, due_at, incident=incident)
    return _made(Task, actions.ask_task(by=people[by], at=at, given=given))


def _alerts(people: People, at: datetime) -> None:
    seen: dict[str, Any] = {"severity": Severity.URGENT, "texts": SEEN, "until_at": at - 11 * DAY, "posts": ("HT-MAL", "DO-DAJ")}
    alert = _made(RapidAlert, actions.send_alert(by=people["luckner"], at=at - 12 * DAY, **seen))
    actions.acknowledge_alert(by=people["kerby"], at=at - 12 * DAY + HOUR / 6, alert=alert)
    actions.acknowledge_alert(by=people["pedro"], at=at - 12 * DAY + HOUR / 4, alert=alert)
    standing: dict[str, Any] = {
        "severity": Severity.WARNING,
        "texts": STANDING,
        "until_at": at + 18 * HOUR,
        "posts": ("HT-OUA", "HT-BEL"),
    }
    actions.send_alert(by=people["kerby"], at=at - HOUR, **standing)


def _patrol(people: People, at: datetime, random: Random, over: bool) -> None:
    leader = people["mirlande" if random.random() < 0.2 else "luckner"]
    left = at - 3 * HOUR
    route = random.choice(("Le long de la rivière jusqu'au vieux pont", "Marché et gare routière", "Piste de la borne 12"))
    begun = actions.begin_patrol(by=leader, at=left, team_size=random.randint(3, 6), route=route)
    patrol = _made(Patrol, begun)
    for category, most in (("people", 90), ("vehicles", 25), ("motorcycles", 40), ("children", 6)):
        given = actions.FindingGiven(category, random.randint(0, most))
        actions.enter_finding(by=leader, at=left + HOUR, patrol=patrol, given=given)
    if random.random() < 0.25:
        alone = actions.FindingGiven("children-alone", random.randint(1, 3), to_protection=True)
        actions.enter_finding(by=leader, at=left + 1.5 * HOUR, patrol=patrol, given=alone)
    if over:
        actions.end_patrol(by=leader, at=left + 2 * HOUR, patrol=patrol, report="")


def _made(model: type[R], receipt: Receipt) -> R:
    return model._default_manager.get(pk=receipt.id_of(model))
