"""The only settings file. Everything that differs between machines is read from the environment, and a strange
value stops the start with a sentence. The README lists every variable."""

import contextlib
import importlib.util
import ipaddress
import os
import re
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom import database

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, *allowed: str) -> str:
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is “{value}”; it can be {' or '.join(allowed)}.")
    return value


def flag(name: str, *, default: bool) -> bool:
    return choice(name, "yes" if default else "no", "yes", "no") == "yes"


def whole_number(name: str, default: int, *, least: int = 1, most: int) -> int:
    value = text(name) or str(default)
    if not re.fullmatch("[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is “{value}”; it has to be a whole number from {least} to {most}.")
    return int(value)


# `production` is what a start without a word gets. `demo` runs on this machine alone; `test` is for the test runner.
MODE = choice("NEWSROOM_MODE", "production", "production", "demo", "test")
PRODUCTION = MODE == "production"
DEBUG = False
VAR = Path(text("NEWSROOM_VAR") or BASE_DIR / "var" / ("test" if MODE == "test" else ""))


def secret_key() -> str:
    key = text("SECRET_KEY")
    if key or PRODUCTION:
        if len(key) < 50:
            raise ImproperlyConfigured(
                "SECRET_KEY has to be set to at least 50 random characters (try: openssl rand -base64 48). "
                "To try Newsroom on this machine, run make demo instead, which makes its own."
            )
        return key
    kept = VAR / "secret-key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        # Written aside, so that a key is there whole or not at all; of two that start at once, one links its key
        # and both read that.
        with tempfile.NamedTemporaryFile("w", dir=VAR, prefix="secret-key-") as file:
            file.write(secrets.token_urlsafe(60))
            file.flush()
            os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(file.name, kept)
    return kept.read_text()


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")
# Seals what is private of readers who comment. Its own, so that SECRET_KEY can change and bans still hold.
PRIVATE_KEY = text("PRIVATE_KEY")
if PRIVATE_KEY and len(PRIVATE_KEY) < 50:
    raise ImproperlyConfigured("PRIVATE_KEY has to be at least 50 random characters (try: openssl rand -base64 48).")
PRIVATE_KEY_FALLBACKS = words("PRIVATE_KEY_FALLBACKS")

# The site.
SITE_NAME = text("SITE_NAME", "Newsroom")
SITE_NAMES = {"ar": text("SITE_NAME_AR"), "ckb": text("SITE_NAME_CKB"), "en": text("SITE_NAME_EN")}
SITE_URL = text("SITE_URL").rstrip("/")
if SITE_URL and not re.fullmatch(r"https?://([\w.-]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?", SITE_URL):
    raise ImproperlyConfigured("SITE_URL has to look like https://news.example, without a path.")
# Whether feeds carry whole stories, or their standfirsts.
FEED_FULL_TEXT = flag("FEED_FULL_TEXT", default=False)
ALLOWED_HOSTS = words("ALLOWED_HOSTS") or ([] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"])
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS has to name the site's host, such as news.example (several: with commas)."
    )
# A host with a dot before it stands for itself and its subdomains, here written with a star.
CSRF_TRUSTED_ORIGINS = (
    [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS if "*" not in host]
    if PRODUCTION
    else []
)

INSTALLED_APPS = [
    "newsroom.staff.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "taggit",
    "django_prose_editor",
    "django_tasks_db",
    "articles",
    "newsroom.staff",
    "newsroom.comments",
    "newsroom.fronts",
    "newsroom.demo",
    "newsroom.gateway",
    "newsroom.operations",
    "newsroom.notices",
    "newsroom.search",
    "newsroom.readership",
    "newsroom.crawlers",
    "newsroom.pagecache",
]

MIDDLEWARE = [
    # First what only adds headers: every answer has them, whoever gives it.
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.gateway.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.gateway.middleware.hygiene",
    "newsroom.gateway.middleware.public_pages_are_read",
    "newsroom.gateway.middleware.whence",
    "newsroom.gateway.middleware.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.gateway.middleware.language",
    # Within the language that they are said in; static files need no database.
    "newsroom.gateway.middleware.arrived",
    "newsroom.gateway.middleware.Unavailable",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.gateway.middleware.timing",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context.site",
            ],
        },
    },
]

# Our own widgets have their templates beside all the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# A process that serves keeps a pool of connections; a command connects once. wsgi.py and `serve` set this themselves.
SERVES = flag("NEWSROOM_SERVES", default=False)
DATABASES = {"default": database.database_settings(text("DATABASE_URL"), var=VAR, pooled=SERVES)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Accounts.
AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Wrong passwords: counted by account and by address, each on its own.
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
# A right password must not wipe out the wrong ones: whoever has an account could guess at another's for ever.
AXES_RESET_ON_SUCCESS = False
# Nor does knocking at a locked door keep it locked.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "newsroom.staff.lockout.locked"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# The body's editor: what it has beyond the library's own, all of one ES module. A processor would tell a sanitizer
# of the editor's; ours is articles.body, so they say nothing.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/js/body.js")],
        "extensions": {
            name: html_tags([])
            for name in (
                *("LibraryPicture", "Embed", "RelatedStory", "PullQuote", "QuoteSpeaker"),
                *("CleanPaste", "Typing", "Proofing", "MoveBlock", "WritingTable"),
            )
        },
    }
]

# Languages and time.
LANGUAGE_CODE = choice("SITE_LANGUAGE", "en", "en", "ar", "ckb")
LANGUAGES = sorted(
    [("en", "English"), ("ar", "Arabic"), ("ckb", "Central Kurdish")],
    key=lambda pair: pair[0] != LANGUAGE_CODE,
)
LANGUAGES_OWN_NAMES = [("en", "English"), ("ar", "العربية"), ("ckb", "کوردی")]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.locale"]
TIME_ZONE = text("TIME_ZONE", "Asia/Baghdad")
if TIME_ZONE not in available_timezones():
    raise ImproperlyConfigured(f"TIME_ZONE is “{TIME_ZONE}”; it has to be a name such as Asia/Baghdad or UTC.")
USE_TZ = True

# Files. Pictures are served by articles.views.media, everything else by whitenoise.
STATIC_URL = "/static/"
# Demo and tests find the files where they lie, and collect nothing.
STATIC_ROOT = Path(text("STATIC_ROOT") or BASE_DIR / "var" / "static") if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(text("MEDIA_ROOT") or VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "newsroom.gateway.storage.HashedModules"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
# A small upload is held in memory, a large one in a file that does not grow beyond what is taken in.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "articles.intake.uploads.BoundedUploads",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Security. Behind a proxy that ends TLS, TRUSTED_PROXIES names its addresses; nobody else's X-Forwarded-* counts.
HTTPS = flag("HTTPS", default=PRODUCTION)
TRUSTED_PROXIES = words("TRUSTED_PROXIES")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = flag("HSTS_SUBDOMAINS", default=False) and HTTPS
# Without subdomains in HSTS, and off the preload lists: a paper's other hosts may still be without HTTPS, and nobody
# takes either back within the year. Who is sure says HSTS_SUBDOMAINS=yes.
# And a site may do without mail (see MAIL_IS_SET).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "mail.E001"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# Processes that serve (`manage.py serve`).
HOST = text("HOST") or "127.0.0.1"
try:
    ipaddress.ip_address(HOST)
except ValueError:
    raise ImproperlyConfigured(f"HOST is “{HOST}”; it has to be an address, such as 127.0.0.1 or 0.0.0.0.") from None
PORT = whole_number("PORT", 8000, most=65_535)
# One for each core that this process may use.
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
WORKERS = whole_number("WORKERS", min(CORES, 256), most=256)
# Of the threads of each so many may wait for the database, each with a connection of the pool; of these so many for
# what readers send, and so many for what the desk does. The others answer from memory, whatever becomes of those.
WORKING, SENDING = database.POOL["max_size"], 3

# Finished pages, kept in the memory of each process: how much of it they may take; and whether they are kept at all, or
# (to measure that) asked again each time.
PAGE_CACHE = choice("PAGE_CACHE", "on", "on", "ask", "off")
PAGE_CACHE_MB = whole_number("PAGE_CACHE_MB", 256, least=0, most=1_000_000)
# And on disk for all processes of the machine, so that each is made once, also when they were started anew.
PAGE_DISK = VAR / "pages"
PAGE_DISK_MB = whole_number("PAGE_DISK_MB", 512, least=0, most=1_000_000)
# So many pages of today's paper are had ready there before anybody asks for them.
PAGES_READY = whole_number("PAGES_READY", 1_000, least=0, most=100_000)
# A CDN in front may be told what each page is about, to be purged by that.
CDN_TAGS = flag("CDN_TAGS", default=False)
# Where the processes of a machine leave their figures for each other; and the token by which /metrics/ is read.
PAGE_FIGURES = VAR / "figures"
METRICS_TOKEN = text("METRICS_TOKEN")
if METRICS_TOKEN and len(METRICS_TOKEN) < 20:
    raise ImproperlyConfigured("METRICS_TOKEN has to be at least 20 characters (try: openssl rand -hex 20).")

# What may be late is a row in PostgreSQL, written in the transaction that wants it done (`manage.py work` does it).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the worker does once a day, by its own; a test does it when it is about that.
DAILY_TASKS = [] if MODE == "test" else ["newsroom.comments.jobs.drop_what_is_old"]


# Word to the machines that bring readers, when a story comes, changes or goes; off unless one of them is named. A
# demo or a test tells nobody, whatever is set, but where it is asked to.
def address(name: str, default: str = "") -> str:
    value = text(name, default)
    if value and not re.fullmatch(r"https?://[!-~]+", value):
        raise ImproperlyConfigured(f"{name} is “{value}”; it has to look like https://hub.example/.")
    return value


PINGS = flag("PINGS", default=PRODUCTION)
INDEXNOW_KEY = text("INDEXNOW_KEY")
if INDEXNOW_KEY and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", INDEXNOW_KEY):
    raise ImproperlyConfigured("INDEXNOW_KEY has to be 8 to 128 letters, digits and hyphens.")
INDEXNOW_URL = address("INDEXNOW_URL", "https://api.indexnow.org/indexnow")
WEBSUB_HUB = address("WEBSUB_HUB")
if (INDEXNOW_KEY or WEBSUB_HUB) and not SITE_URL:
    raise ImproperlyConfigured("INDEXNOW_KEY and WEBSUB_HUB need SITE_URL: the worker has to know the site's address.")

# Whom the screening of comments may ask beside itself; it needs the `akismet` extra.
AKISMET_KEY = text("AKISMET_KEY")
if AKISMET_KEY and not SITE_URL:
    raise ImproperlyConfigured("AKISMET_KEY needs SITE_URL: Akismet gives a key for a site.")
if AKISMET_KEY and importlib.util.find_spec("akismet") is None:
    raise ImproperlyConfigured("AKISMET_KEY needs the package akismet: pip install newsroom[akismet].")


# Mail.
def smtp(url: str) -> dict[str, Any]:
    """Options of Django's SMTP backend: smtps:// is TLS from the start; smtp:// is STARTTLS if there is a password."""
    part, host = r"(?:[^\s:/?#@%]|%[0-9A-Fa-f]{2})+", r"[\w.-]+|\[[0-9a-fA-F:.]+\]"
    match = re.fullmatch(rf"(smtps?)://(?:({part}):({part})@)?({host})(?::([1-9][0-9]{{0,4}}))?", url)
    if match is None or int(match[5] or 1) > 65_535:
        # Never the address itself: it holds the password, and this text goes to logs.
        raise ImproperlyConfigured(
            "MAIL_URL has to look like smtp://user:password@host:587 or smtps://user:password@host:465 "
            "(in a password, write / as %2F, @ as %40, : as %3A, # as %23, ? as %3F, % as %25)."
        )
    tls, login = match[1] == "smtps", match[2] is not None
    return {
        "host": match[4].strip("[]"),
        "port": int(match[5] or (465 if tls else 587 if login else 25)),
        "username": unquote(match[2] or ""),
        "password": unquote(match[3] or ""),
        "use_ssl": tls,
        "use_tls": login and not tls,
        "timeout": 10,
    }


MAIL_URL = text("MAIL_URL")
# Without it, production sends nothing: whatever would send asks this first. A demo keeps its mail in a folder.
MAIL_IS_SET = bool(MAIL_URL) or not PRODUCTION
MAILERS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
if MAIL_URL:
    MAILERS["default"] = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": smtp(MAIL_URL)}
elif MODE == "demo":
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(VAR / "mail")},
    }
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM") or f"newsroom@{ALLOWED_HOSTS[0].strip('.*[]') or 'localhost'}"
if not re.fullmatch(r"[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+", DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured("MAIL_FROM has to look like desk@news.example or The News <desk@news.example>.")

# Words of the house for taggit: tags are in any script, and "Oil" is "oil".
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
TAGGIT_TAGS_FROM_STRING = "articles.tagging.from_string"
TAGGIT_STRING_FROM_TAGS = "articles.tagging.to_string"

# What went wrong is told without what a reader had sent, or who it was.
DEFAULT_EXCEPTION_REPORTER_FILTER = "newsroom.gateway.discretion.NothingOfReaders"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_keys": {"()": "newsroom.gateway.discretion.WithoutKeys"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_keys"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    AXES_ENABLED = False
    MAILERS["default"] = {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}
