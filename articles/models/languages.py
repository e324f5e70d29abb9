"""The languages that a work or an edition can be in: more than the site's own locales."""

from core.languages import LANGUAGE_NAMES
from language.folding import fold


def work_languages() -> list[tuple[str, str]]:
    """Code and name of each, in the order of the names in the active language."""
    named = [(code, str(name)) for code, name in LANGUAGE_NAMES.items()]
    return sorted(named, key=lambda pair: fold(pair[1]))
