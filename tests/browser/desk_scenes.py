"""What the pictures of the documents show of the other desks."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from lakay.kernel.clock import SystemClock
from lakay.traveldocs.chips.specimen import make_authority, make_master_list, make_signer
from tests.browser.conftest import surname
from tests.browser.scenes import A6, Post, Story, admit, as_paper, hand_over, passport

SHEET = (794, 1123)
"""An A4 sheet, in the points of a screen."""

PAST = """Fecha;Hora;Movimiento;Número de pasaporte;Nacionalidad;Apellidos;Nombres;Sexo
25/03/2021;08:15;Entrada;RD5550001;Haití;Pierre;Marie;F
25/03/2021;08:21;Salida;RD5550002;Haití;Joseph;Wilson;M
26/03/2021;09:15;Pasó;RD5550003;Haití;Louis;Ketia;F
32/03/2021;10:02;Entrada;RD5550004;Haití;Charles;Roody;M
"""


def first(page: Page, within: str = "main tbody") -> None:
    """Follow the first link of a table."""
    page.locator(f"{within} a").first.click()
    page.wait_for_load_state()


def second_line(post: Post) -> Story:
    """The queue, a file, two people who must agree; and what customs are asked to look into."""
    rows = passport("Charles", "Esther", "530118824", days_valid=-30)
    hand_over(post.open("fr"), rows)
    rose = post.visit("Rose-Laure Noël", "/second-line/", "fr")
    yield "second-line-queue-fr", rose.page
    rose.page.get_by_role("row").filter(has_text=surname(rows)).get_by_role("link").click()
    expect(rose.page.locator("[data-key='Alt+t']")).to_be_visible()
    rose.page.keyboard.press("Alt+t")
    expect(rose.page.locator("[name=purpose]")).to_be_visible()
    file = rose.page.url.removeprefix(rose.visit.address)
    rose.page.locator("[name=purpose]").select_option(index=1)
    yield "second-line-file-fr", rose.page
    rose.page.locator("[name=address]").fill("Rue 14 L, Cap-Haïtien")
    rose.page.locator("form[action$='/declare/'] button").click()
    rose.page.locator("form[action$='/inspect/'] button").click()
    rose.page.locator("summary[data-key='Alt+p']").click()
    rose.page.locator("[name=grounds]").fill("Le consulat confirme que le nouveau passeport est prêt au Cap.")
    rose.page.locator("form[action$='/propose/'] button").click()
    luckner = post.visit("Luckner Thermidor", file, "ht", "dark")
    expect(luckner.page.locator("[data-key='Alt+n']")).to_be_visible()
    yield "two-people-dark-ht", luckner.page
    kettly = post.visit("Kettly Dormeus", "/inspections/", "ht")
    yield "inspections-ht", kettly.page
    first(kettly.page)
    kettly.page.locator("#id_found").fill("De sak diri san resi")
    yield "inspection-ht", kettly.page


def shifts(post: Post) -> Story:
    """The supervisor's page, and paper entered afterwards."""
    marie = post.open("fr")
    for number, given in enumerate(("Nadège", "Rosemène", "Islande")):
        admit(marie, passport("Cadet", given, f"RD441003{number}", country="HTI"))
    rose = post.visit("Rose-Laure Noël", "/supervision/", "fr")
    yield "supervision-fr", rose.page
    rose = post.visit("Rose-Laure Noël", "/past/paper/", "ht")
    yesterday = SystemClock().now() - timedelta(days=2)
    rose.page.locator("#id_day").fill(f"{yesterday:%d/%m/%Y}")
    rose.page.keyboard.press("Enter")
    expect(rose.page.locator("#id_time")).to_be_visible()
    rose.page.keyboard.type("08:15")
    for text in ("", "", "RD4410024", "HTI", "Cadet", "Ti Jo", "M", "1990", "HTI"):
        rose.page.keyboard.press("Tab")
        rose.page.keyboard.type(text)
    rose.page.keyboard.press("Enter")
    expect(rose.page.locator("main tbody tr").first).to_contain_text("CADET", ignore_case=True)
    yield "late-entry-ht", rose.page


def past(post: Post) -> Story:
    """A file of another system: what its columns hold, tried out, read."""
    rose = post.visit("Rose-Laure Noël", "/past/", "fr")
    page = rose.page
    page.set_input_files("#id_file", {"name": "marzo.csv", "mimeType": "text/csv", "buffer": PAST.encode("cp1252")})
    page.keyboard.press("Alt+b")
    expect(page.locator("[data-key='Alt+t']")).to_be_visible()
    yield "import-columns-fr", page
    page.keyboard.press("Alt+t")
    expect(page.locator("[data-key='Alt+r']")).to_be_visible()
    yield "import-tried-fr", page
    page.keyboard.press("Alt+r")
    expect(page.locator("#progress progress")).to_be_visible()
    yield "import-progress-fr", page


def together(post: Post) -> Story:
    """The agencies of the post."""
    luckner = post.visit("Luckner Thermidor", "/coordination/", "ht")
    yield "coordination-ht", luckner.page
    luckner = post.visit("Luckner Thermidor", "/coordination/incidents/?status=open", "fr", "dark")
    luckner.page.get_by_role("link", name="Camion de riz").click()
    yield "incident-dark-fr", luckner.page
    luckner = post.visit("Luckner Thermidor", "/coordination/briefing/", "fr")
    as_paper(luckner.page, SHEET)
    yield "briefing-fr", luckner.page
    pedro = post.visit("Pedro Almonte", "/coordination/", "es")
    yield "coordination-es", pedro.page


def alerts(post: Post) -> Story:
    """The alert list, and what waits for a second person."""
    ketly = post.visit("Ketly Bazelais", "/alerts/", "ht")
    yield "alerts-ht", ketly.page
    ronald = post.visit("Ronald Pierre-Louis", "/alerts/queue", "fr")
    first(ronald.page)
    yield "alert-approval-fr", ronald.page


def passes(post: Post) -> Story:
    """Border passes, and one on paper."""
    odette = post.visit("Odette Valmé", "/passes/", "ht")
    yield "passes-ht", odette.page
    first(odette.page)
    odette.visit.go(odette.page.url.removeprefix(odette.visit.address) + "/card")
    as_paper(odette.page, A6)
    yield "pass-card", odette.page


def protection(post: Post) -> Story:
    """The calls of the protection desk, and how often each rule was right."""
    mirlande = post.visit("Mirlande Chéry", "/protection/", "ht")
    yield "protection-ht", mirlande.page
    guerda = post.visit("Guerda Toussaint", "/oversight/patterns", "fr", "dark")
    yield "patterns-dark-fr", guerda.page


def oversight(post: Post) -> Story:
    """Who looked at whom; and whose keys are trusted."""
    guerda = post.visit("Guerda Toussaint", "/oversight/", "fr")
    yield "oversight-reads-fr", guerda.page
    frantz = post.visit("Frantz Casimir", "/oversight/trust", "fr")
    begun = SystemClock().now() - timedelta(days=400)
    states = [make_authority(code, not_before=begun) for code in ("UT", "XA")]
    signer = make_signer(states[0], not_before=begun, common="List")
    listed = make_master_list(signer, [one.certificate for one in states], came_along=[states[0].certificate], signed_at=begun)
    frantz.page.set_input_files("#id_file", {"name": "masterlist.ml", "mimeType": "application/octet-stream", "buffer": listed})
    frantz.page.locator("form[action$=bring] button").click()
    frantz.page.wait_for_url("**/trust/files/*")
    yield "trust-file-fr", frantz.page


STORIES = (second_line, shifts, past, together, alerts, passes, protection, oversight)
