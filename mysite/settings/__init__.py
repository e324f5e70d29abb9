"""Settings: base is safe for production; dev, test and production say only what differs, and why."""

from django.core.exceptions import ImproperlyConfigured


class StartRefused(ImproperlyConfigured):
    """The environment lacks or misspells something; the message is one sentence that names it.

    `manage.py` and `wsgi.py` show the sentence alone, since a traceback through Django's start says
    nothing to the person who forgot a variable.
    """
