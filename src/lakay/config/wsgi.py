"""What the server loads."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402  (only once Django is set up, here and below)

from lakay.backup.schedule import Keeper  # noqa: E402
from lakay.border.background.runner import runner  # noqa: E402
from lakay.border.rescreening import work_through  # noqa: E402
from lakay.kernel.clock import SystemClock  # noqa: E402
from lakay.publication.trying import drafts_worker  # noqa: E402
from lakay.referral.telephones import telephones  # noqa: E402
from lakay.statistics.nightly import nightly  # noqa: E402
from lakay.sync.https.renewing import renew  # noqa: E402
from lakay.sync.runner import Exchanger  # noqa: E402
from lakay.vault import held  # noqa: E402
from lakay.vault.lives import read_lives  # noqa: E402
from lakay.watchlist.keeper import list_keeper  # noqa: E402
from lakay.watchlist.working import file_worker  # noqa: E402
from lakay.web.opening.ending import ENDS, end_process  # noqa: E402
from lakay.web.opening.watching import Watch  # noqa: E402
from lakay.window.moving import Daily  # noqa: E402


def start() -> None:
    """The threads that work in the background."""
    runner(SystemClock()).start()
    Exchanger(SystemClock()).start()
    Keeper(SystemClock()).start()
    Daily(SystemClock()).start()
    list_keeper(SystemClock(), also=work_through).start()
    file_worker(SystemClock()).start()
    nightly(SystemClock()).start()
    drafts_worker(SystemClock()).start()
    telephones(SystemClock()).start()
    if settings.ENCRYPTED:
        Watch(SystemClock(), read_lives(settings.PACK), lambda: end_process(for_good=False), renew).start()


held.never_ask()
ENDS.append(end_process)
if settings.ENCRYPTED:
    held.when_open(start)
else:
    start()

gc.collect()
gc.freeze()  # the program itself is never garbage: to look through it again and again would cost a tenth of the work
