"""The languages that a work or an edition can be in: more than the site's own locales."""

from core.languages import LANGUAGE_NAMES

WORK_LANGUAGES = list(LANGUAGE_NAMES.items())
