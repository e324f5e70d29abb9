"""A person's own machine: `make demo` and development."""

from .base import *
from .base import STORAGES, VAR_DIR, env

VAR_DIR.mkdir(exist_ok=True)  # the database, uploads: everything a fresh clone lacks
DEBUG = env.bool("DEBUG", default=True)
# Not a secret: sessions of a local demo only. Production refuses to start without its own.
SECRET_KEY = env.str("SECRET_KEY", default="development-only-not-secret")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Files are served from where they are edited; there is no collectstatic step.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = SERVE_MEDIA = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # security keys at http://localhost
