"""The test suite: fast hashing, files in a temporary folder, no mail leaves."""

import os
import tempfile
from pathlib import Path

os.environ["ENV_FILE"] = os.devnull  # a .env may name a database that people work in

from .base import *
from .base import STORAGES, WAGTAILSEARCH_BACKENDS

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.gettempdir()) / "tandem-test-media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The suite runs in the documented defaults, whatever the shell that starts it has set; only
# DATABASE_URL is heeded.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ADMIN_PATH = "admin/"
TIME_ZONE = "UTC"
WAGTAILSEARCH_BACKENDS = {"default": WAGTAILSEARCH_BACKENDS["default"]}  # nobody's server is written to
REVIEW_FOUR_EYES = False
IDLE_DAYS = 0
WHITENOISE_AUTOREFRESH = True
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the browser would ask another site
