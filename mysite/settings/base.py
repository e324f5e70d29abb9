"""What every environment shares. Safe for production: DEBUG is off and nothing secret has a default.

Each environment variable read here is described in docs/settings.md and .env.example; a test compares them.
"""

import os
import zoneinfo
from pathlib import Path

import environ
from django.utils.translation import get_language_info

from mysite import policy
from search.server.address import backends_of

from . import StartRefused

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="").strip()
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS", default=[]) if host.strip()]
CSRF_FAILURE_VIEW = "translations.lost_session.refused_token"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# ---------------------------------------------------------------- applications
INSTALLED_APPS = [
    "mysite",
    "home",
    "search",
    "articles",
    "translations",
    "core",
    "accounts",
    "outbox",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "mysite.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mysite.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "translations.too_large.TooLargeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionEndMiddleware",
    "mysite.middleware.AdminLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "translations.lost_session.LostSessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.PublicRedirectMiddleware",
    "core.middleware.RefusedUploadsMiddleware",
    "core.middleware.CollectionMovesMiddleware",
    "translations.middleware.DenialMiddleware",
    "translations.middleware.RefusalMiddleware",
    "translations.middleware.PrivacyMiddleware",
    "translations.middleware.LocalizeGateMiddleware",
    "translations.middleware.ApiGateMiddleware",
    "translations.middleware.BulkTitlesMiddleware",
    "translations.review_screens.ReviewScreensMiddleware",
]

ROOT_URLCONF = "mysite.urls"
WSGI_APPLICATION = "mysite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# ---------------------------------------------------------------- database
# WAL lets readers go on while one writes; IMMEDIATE and a long timeout make writers wait for each
# other: Django's deferred default fails at once with "database is locked" when two of them meet.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(SQLITE_OPTIONS)
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("pool", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "/"  # where a reader goes whose way back led elsewhere
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.forms.PasswordResetForm"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL  # one door: Wagtail's second one counts no tries and asks for no code
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"reauthenticate": "accounts.forms.ConfirmByPasswordForm"}
# Nothing is counted by address alone (accounts/throttle.py). `login_failed` counts codes, by user.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/15m/key",
    "password_from_an_address": "5/15m/key",
    "password_from_anywhere": "30/h/key",
    "reset_mail": "3/h/key",
    "page_password_from_an_address": "10/15m/key",
    "page_password_from_anywhere": "100/h/key",
}
# How many proxies stand in front; each appends the address that it sees to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmByCodeForm",
    "activate_totp": "accounts.forms.ActivateAppForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.RenameKeyForm",
}
# Groups whose members may not enter with a password alone; `superusers` stands for those.
MFA_REQUIRED_GROUPS = [name.strip() for name in env.list("MFA_REQUIRED_GROUPS", default=[]) if name.strip()]

# ---------------------------------------------------------------- languages
# SITE_LANGUAGES names the content languages, the first of them the default. The admin speaks those
# that Tandem itself is translated into.
SITE_LANGUAGES = env.list("SITE_LANGUAGES", default=["en", "es"])
if not SITE_LANGUAGES or len(set(SITE_LANGUAGES)) != len(SITE_LANGUAGES):
    raise StartRefused("SITE_LANGUAGES names each content language once, the default first, for example en,es.")
try:
    LANGUAGES = [(code, get_language_info(code)["name_local"].capitalize()) for code in SITE_LANGUAGES]
except KeyError as error:
    raise StartRefused(f"SITE_LANGUAGES: {error.args[0]} Use codes such as en, es or pt-br.") from None
LANGUAGE_CODE = SITE_LANGUAGES[0]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("es", "Español")]
# The second holds what Wagtail's own catalogues lack or get wrong; the first wins.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_upstream"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")

# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
SERVE_MEDIA = False  # the proxy does
# All that may be served below MEDIA_URL: pictures. Documents may be of a private collection.
PUBLIC_MEDIA = ["avatar_images", "images", "original_images"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mysite.static_files.StaticFiles"},
}

# ---------------------------------------------------------------- what went wrong
# Django writes tracebacks to the console only while DEBUG is on; a server's log needs them most.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Readers of BibTeX say something of each block of a file that somebody sends: to them, not to the log.
        "bibtexparser": {"level": "CRITICAL"},
        "pylatexenc": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},  # a page that is missing is no trouble of ours
    },
}

# ---------------------------------------------------------------- background work, cache, mail
TASKS_BACKEND = env.str("TASKS_BACKEND", default="immediate")
TASKS_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "db": "django_tasks_db.DatabaseBackend",
}
if TASKS_BACKEND not in TASKS_BACKENDS:
    raise StartRefused(f"TASKS_BACKEND is {TASKS_BACKEND!r}; it must be one of {', '.join(TASKS_BACKENDS)}.")
TASKS = {"default": {"BACKEND": TASKS_BACKENDS[TASKS_BACKEND]}}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Django keeps 300 entries: 300 tries of made-up names would push out the count of the one that matters.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 50_000)
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Mail is put into a table, within the transaction of what it tells of, and sent from there by `manage.py send_mail`.
OUTBOX_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "outbox.backend.OutboxBackend"
EMAIL_TIMEOUT = 20  # seconds; a server that says nothing keeps nobody
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tandem@localhost")

# ---------------------------------------------------------------- Wagtail
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/") + "/"
if ADMIN_PATH == "/" or ADMIN_PATH.split("/")[0] in SITE_LANGUAGES:
    raise StartRefused("ADMIN_PATH is a path of its own, for example admin: neither empty nor below a language.")
WAGTAIL_SITE_NAME = env.str("SITE_NAME", default="Tandem")
# Under which our own texts may be used, as “CC BY 4.0”: it stands in the foot of each page. Empty: nothing does.
SITE_LICENCE = env.str("SITE_LICENCE", default="").strip()
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
# Names of a machine's own that no browser knows: one of them is enough, and the account screen shows none.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"Factory", "localtime"})
WAGTAILREDIRECTS_AUTO_CREATE = False  # core/redirects.py makes them: of public pages only
WAGTAILIMAGES_IMAGE_MODEL = "core.CreditedImage"
# 40 megapixels: a 14 kB PNG of 121 megapixels passes Wagtail's default and costs 17 seconds to resize.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]  # an SVG can run scripts
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # with its headers, wherever the files are kept
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # a PDF may hold scripts too: everything is saved, nothing shown
# Nobody's browser is sent to other people's servers by the admin: no avatars, no news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Whether somebody else than those who wrote a text must approve it.
REVIEW_FOUR_EYES = env.bool("TANDEM_FOUR_EYES", default=False)
# After so many days without an act an item that somebody took goes back to all; 0: never.
IDLE_DAYS = env.int("TANDEM_IDLE_DAYS", default=0)
# Editors and reviewers are warned where more than this share of a summary's words is quoted; 100: never.
QUOTE_PERCENT = env.int("TANDEM_QUOTE_PERCENT", default=20)
if not 0 <= QUOTE_PERCENT <= 100:
    raise StartRefused("TANDEM_QUOTE_PERCENT is a number from 0 to 100.")
WAGTAIL_FINISH_WORKFLOW_ACTION = "translations.finish.publish_approved_state"
# Editors search the index in the database. Readers do too, unless SEARCH_URL names a server for them.
try:
    WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "search.backend"},
        **backends_of(env.str("SEARCH_URL", default="").strip()),
    }
except ValueError as error:
    raise StartRefused(f"SEARCH_URL: {error}") from None
# How much a word counts by where it stands; after a change: `manage.py update_index`.
SEARCH_WEIGHTS = {"title": 2.0, "summary": 1.0, "people": 1.0, "topics": 1.0, "body": 1.0}
# For how many days it is kept what readers search for; 0: nothing is kept.
SEARCH_DAYS = env.int("TANDEM_SEARCH_DAYS", default=90)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# ---------------------------------------------------------------- wagtail-localize
# Its defaults publish source text into the target tree and lose memory when a source is deleted.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# ---------------------------------------------------------------- security
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # style sheets and scripts are for this site's own pages
# Whose players a reader may open; others' addresses stay plain links.
EMBED_PLAYERS = policy.EMBED_PLAYERS
CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.public(EMBED_PLAYERS)}
ADMIN_CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.admin()}
HEADERS = policy.headers()
