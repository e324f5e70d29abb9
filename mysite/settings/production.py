"""A public server, behind a proxy that ends TLS. Refuses to start without what it cannot invent."""

from search.server.address import missing_client

from . import StartRefused
from .base import *
from .base import ALLOWED_HOSTS, SECRET_KEY, WAGTAILSEARCH_BACKENDS, env

if not SECRET_KEY:
    raise StartRefused("Set SECRET_KEY in the environment: a long random text that only this server knows.")
if not ALLOWED_HOSTS:
    raise StartRefused("Set ALLOWED_HOSTS in the environment: the host names of this site, separated by commas.")
# Nothing could be published: each publication is told to every index.
if _kind := missing_client(WAGTAILSEARCH_BACKENDS):
    raise StartRefused(f"SEARCH_URL needs a library: pip install --require-hashes -r requirements/{_kind}.txt")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
