"""The one settings file. Every value that differs between nodes comes from the environment (see docs/reference/settings.md)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from lakay.backup.rules import Kept
from lakay.config import environment as env
from lakay.web.shell.logs import LOGGING as SAFE_LINES

MODE = env.text("LAKAY_MODE", "node", among=("node", "demo", "test"))
"""`demo` lets a visitor log in by one click with invented data; `test` is for the test suite; `node` is for real people."""

PACKAGE = Path(__file__).resolve().parents[1]
DATA = env.folder("LAKAY_DATA", Path.cwd() / "var" / MODE)
HOME = PACKAGE / "shipped" if (PACKAGE / "shipped").is_dir() else PACKAGE.parents[1]
"""Where packs and documents lie: in the package of an installed Lakay, beside it in the tree."""
PACK = env.folder("LAKAY_PACK", HOME / "packs" / "ht")
KEYS = env.folder("LAKAY_KEYS", DATA / "keys")

BACKUP = env.folder("LAKAY_BACKUP", DATA / "copies")
"""Where copies of this node go; best a disk or stick of its own."""

BACKUP_KEYS = env.folder("LAKAY_BACKUP_KEYS", BACKUP / "keys")
BACKUP_NODE_KEYS = env.flag("LAKAY_BACKUP_NODE_KEYS", default=True)
"""Whether the keys that open the copies go with the node's own two; without them those must be kept in a safe (ADR 0011)."""

BACKUP_HOURS = env.number("LAKAY_BACKUP_HOURS", 24, 1, 24 * 31)
BACKUP_KEPT = Kept(
    daily=env.number("LAKAY_BACKUP_DAILY", 7, 1, 366),
    weekly=env.number("LAKAY_BACKUP_WEEKLY", 4, 0, 520),
    segment_days=env.number("LAKAY_BACKUP_SEGMENT_DAYS", 7, 1, 366),
    limit_days=env.number("LAKAY_BACKUP_LIMIT_DAYS", 0, 0, 3660),
)

NO_SECRET_OUTSIDE_DEMO = "only-for-the-demo-and-the-tests-0123456789abcdef"  # noqa: S105 (refused on a real node)
SECRET_KEY = env.secret("LAKAY_SECRET_KEY") or ("" if MODE == "node" else NO_SECRET_OUTSIDE_DEMO)
if len(SECRET_KEY) < 32 or (MODE == "node" and SECRET_KEY == NO_SECRET_OUTSIDE_DEMO):
    raise ImproperlyConfigured(
        "LAKAY_SECRET_KEY is missing or shorter than 32 characters. Make one with `lakay secret` and keep it out of the database."
    )

DEBUG = False
PUBLIC_ORIGIN = env.text("LAKAY_ORIGIN", "http://localhost:8000")
"""Where browsers reach this node; passkeys are bound to its host name."""

HUB_ADDRESS = env.text("LAKAY_HUB")
"""Where this machine reaches the hub (https://…), where that is another way than the one in the register of nodes."""

SMS_GATEWAY = env.text("LAKAY_SMS_GATEWAY")
SMS_TOKEN = env.secret("LAKAY_SMS_TOKEN")
"""Where messages to telephones go (https://…), and the token of both ways. Without a gateway they lie in the folder
`outbox` of LAKAY_DATA; an encrypted node, whose disk must tell nothing, keeps them and says that it has no way."""

LINK_IDLE = env.number("LAKAY_LINK_IDLE", 120, least=1, most=86_400)
LINK_CAP = env.number("LAKAY_LINK_CAP", 0, least=0, most=1_000_000_000)
LINK_NIGHT = env.hours("LAKAY_LINK_NIGHT", "21-5")
"""The line to the hub: seconds between two exchanges when there is nothing to say, most bytes a second, and the hours when photos go."""

LINK_HELD = env.number("LAKAY_LINK_HELD", 16, least=0, most=1_000)
"""At the hub: how many questions of posts each process holds at once until there is an alert. The posts beyond them ask from time to time."""

PASSENGER_INBOX = env.folder("LAKAY_PASSENGER_INBOX", DATA) if env.text("LAKAY_PASSENGER_INBOX") else None
"""The folder into which a regional feed puts passenger lists; without it there is no inbox."""

STATISTICS = env.folder("LAKAY_STATISTICS", DATA / "statistics")
"""Where the facts taken out for figures and the cube of the pages lie."""

DEMO_NODES = env.text("LAKAY_DEMO_NODES")
"""Set by `lakay demo --nodes`: the folder where the page of the rehearsal leaves its orders."""

ALLOWED_HOSTS = env.words("LAKAY_HOSTS", "localhost,127.0.0.1,[::1],testserver" if MODE != "node" else "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]
SECURE_COOKIES = PUBLIC_ORIGIN.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "lakay.config",  # its `migrate` makes the tables of an empty store in one go
    "lakay.journal",
    "lakay.backup",
    "lakay.places",
    "lakay.access",
    "lakay.sync",
    "lakay.people",
    "lakay.forms",
    "lakay.watchlist",
    "lakay.credentials",
    "lakay.coordination",
    "lakay.messaging",
    "lakay.services",
    "lakay.border",
    "lakay.protection",
    "lakay.referral",
    "lakay.whereabouts",
    "lakay.statistics",
    "lakay.reported",
    "lakay.publication",
    "lakay.web",
]
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if not app.startswith("lakay.") or (PACKAGE / app.split(".")[1] / "apps.py").exists()
]

if MODE == "test":
    INSTALLED_APPS += env.words("LAKAY_TEST_APPS")

MIDDLEWARE = [
    "lakay.web.exchange.views.past_the_pages",
    "lakay.web.shell.middleware.light",
    "django.middleware.security.SecurityMiddleware",
    "lakay.web.shell.packed.PackedFiles",
    # Packed pages can leak a secret to one who makes a browser ask for them with guesses inside (BREACH). Here the CSRF token is
    # masked anew in each page, the session's cookie never comes along from another site (SameSite), and Django pads the length.
    "django.middleware.gzip.GZipMiddleware",
    "lakay.web.shell.middleware.numbered",
    "lakay.web.shell.middleware.private",
    "csp.middleware.CSPMiddleware",
    "lakay.web.shell.devices.equipped",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lakay.web.shell.closed.opened_first",
    "lakay.web.shell.middleware.identified",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "lakay.config.urls"
WSGI_APPLICATION = "lakay.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ENCRYPTED = env.flag("LAKAY_ENCRYPT")
"""Whether the store of this node is encrypted and the node starts closed: every post (ADR 0012)."""

STICKS = [Path(folder) for folder in env.words("LAKAY_STICKS", "/media,/run/media,/mnt")]
"""Where this machine shows the sticks that are plugged in."""

DATABASES = {"default": env.database(env.text("LAKAY_DATABASE_URL", f"sqlite://{DATA / 'lakay.sqlite3'}"), ENCRYPTED)}
if DATABASES["default"]["ENGINE"].startswith("lakay.config.sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((PACKAGE / "web").glob("*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "lakay.web.shell.context.shell",
            ],
            "builtins": ["lakay.web.shell.tags"],
        },
    }
]
CSRF_FAILURE_VIEW = "lakay.web.shell.errors.csrf"
LOGGING = SAFE_LINES

LANGUAGE_CODE = "fr"
LANGUAGES = [("ht", "Kreyòl"), ("fr", "Français"), ("es", "Español"), ("en", "English")]
LANG_INFO.setdefault("ht", {"bidi": False, "code": "ht", "name": "Haitian Creole", "name_local": "Kreyòl"})
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["lakay.config.formats"]
LANGUAGE_COOKIE_NAME = "lakay_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/vendor/[a-z.-]+-[0-9.]+/"  # the folder's name has the version

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_NAME = "lakay_csrf"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
LAN_TLS = env.flag("LAKAY_LAN_TLS")
"""Set by `lakay serve --tls`: the certificate is the post's own. Then no browser is told to insist on HTTPS for a year: it would refuse the
plain page that hands out the certificate, and a screen that lost its trust could not be mended from the post itself."""
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES and not LAN_TLS else 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [NONE],  # the booth's pages alone may start workers: see web/shell/devices.py
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # a phone sends up to 101 pictures with a form in one go
# An upload never lies on the disk in the clear, not even for a moment: it is held in memory, and what is larger is refused.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 100 * 1024 * 1024
