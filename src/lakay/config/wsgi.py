"""What the server loads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakay.config.settings")

application = get_wsgi_application()

from lakay.border.background.runner import Runner  # noqa: E402  (only once Django is set up)
from lakay.kernel.clock import SystemClock  # noqa: E402

Runner(SystemClock()).start()
