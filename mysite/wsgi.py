"""The WSGI entry point; production settings unless the environment says otherwise."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from mysite.charsets import as_utf8
from mysite.settings import StartRefused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.production")
try:
    application = as_utf8(get_wsgi_application())
except StartRefused as refusal:
    sys.exit(f"Tandem does not start. {refusal}")
