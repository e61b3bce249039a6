"""The invented people who work in the demo, one or more for each desk that exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lakay.access.actions import add_staff, grant_role, load_agencies
from lakay.access.models import Agency, Staff
from lakay.access.passwords import new_temporary_password
from lakay.kernel.actors import Actor
from lakay.places.pack.load import Pack


@dataclass(frozen=True, slots=True)
class Worker:
    """Someone at work: user name, full name, agency, role and, at the border, the post."""

    username: str
    full_name: str
    agency: str
    role: str
    post: str = ""
    language: str = "ht"


WORKERS = (
    Worker("marie", "Marie Désir", "DIE", "inspector", "HT-OUA"),
    Worker("jean", "Jean Alcius", "DIE", "inspector", "HT-OUA"),
    Worker("rose-laure", "Rose-Laure Noël", "DIE", "booth_supervisor", "HT-OUA"),
    Worker("wilner", "Wilner Dorcé", "DIE", "inspector", "HT-MAL"),
    Worker("guerline", "Guerline Saint-Vil", "DIE", "inspector", "HT-BEL"),
    Worker("evens", "Evens Mésidor", "DIE", "inspector", "HT-ANP"),
    Worker("stanley", "Stanley Bien-Aimé", "DIE", "inspector", "HT-CAP"),
    Worker("islande", "Islande Fénelon", "DIE", "booth_supervisor", "HT-CAP"),
    Worker("magalie", "Magalie Charlot", "DIE", "booth_supervisor", "HT-PAP"),
    Worker("yolette", "Yolette Dorvil", "DIE", "inspector", "HT-CAP-SEA"),
    Worker("luckner", "Luckner Thermidor", "POLIFRONT", "border_police", "HT-OUA"),
    Worker("kerby", "Kerby Estimable", "POLIFRONT", "border_police", "HT-MAL"),
    Worker("kettly", "Kettly Dormeus", "AGD", "customs_officer", "HT-OUA"),
    Worker("pedro", "Pedro Almonte", "DGM", "partner_officer", "DO-DAJ", language="es"),
    Worker("mirlande", "Mirlande Chéry", "BPM", "protection_officer", "HT-OUA"),
    Worker("nadege", "Nadège Fleurant", "IBESR", "social_worker"),
    Worker("yvonne", "Yvonne Louissaint", "IBESR", "protection_supervisor", "HT-OUA"),
    Worker("anita", "Anita Jolibois", "SSJE", "shelter_keeper"),
    Worker("josue", "Josué Lindor", "ONM", "reception_officer"),
    Worker("ketly", "Ketly Bazelais", "DIE", "alert_officer"),
    Worker("ronald", "Ronald Pierre-Louis", "PNH", "alert_approver", language="fr"),
    Worker("odette", "Odette Valmé", "DIE", "pass_officer"),
    Worker("lunise", "Lunise Augustin", "IBESR", "authorisation_officer"),
    Worker("guerda", "Guerda Toussaint", "MICT", "data_protection_officer", language="fr"),
    Worker("frantz", "Frantz Casimir", "DIE", "administrator", language="fr"),
    Worker("solange", "Solange Estimé", "IBESR", "administrator", language="fr"),
    Worker("claudette", "Claudette Valcin", "MICT", "auditor", language="fr"),
    Worker("fabienne", "Fabienne Jeudy", "ONM", "analyst", language="fr"),
    Worker("wideline", "Wideline Bastien", "MICT", "ministry_reader"),
)


def settle(pack: Pack, by: Actor, at: datetime) -> Iterator[tuple[Worker, Staff]]:
    """Enter the agencies of the pack and the workers of the demo, each with their role."""
    load_agencies(by=by, at=at, agencies=list(pack.agencies))
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    _nobody_knows_it, hashed = new_temporary_password()
    for worker in WORKERS:
        receipt = add_staff(
            by=by,
            at=at,
            username=worker.username,
            full_name=worker.full_name,
            agency=agencies[worker.agency],
            language=worker.language,
            password_hash=hashed,
        )
        staff = Staff.objects.get(pk=receipt.id_of(Staff))
        grant_role(by=by, at=at, staff=staff, role=worker.role, post=worker.post)
        yield worker, staff
