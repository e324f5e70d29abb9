"""Names of languages in the reader's language, as they stand inside a sentence: “in Spanish”, «en inglés»."""

from django.utils.translation import get_language_info, pgettext_lazy

LANGUAGE_NAMES = {
    "ar": pgettext_lazy("language", "Arabic"),
    "ca": pgettext_lazy("language", "Catalan"),
    "zh": pgettext_lazy("language", "Chinese"),
    "nl": pgettext_lazy("language", "Dutch"),
    "en": pgettext_lazy("language", "English"),
    "fr": pgettext_lazy("language", "French"),
    "de": pgettext_lazy("language", "German"),
    "hi": pgettext_lazy("language", "Hindi"),
    "it": pgettext_lazy("language", "Italian"),
    "ja": pgettext_lazy("language", "Japanese"),
    "ko": pgettext_lazy("language", "Korean"),
    "pt": pgettext_lazy("language", "Portuguese"),
    "ru": pgettext_lazy("language", "Russian"),
    "es": pgettext_lazy("language", "Spanish"),
    "sw": pgettext_lazy("language", "Swahili"),
}


def language_name(code: str) -> str:
    """The name of a language for use in a sentence; Django's own where our table has none, the code at last."""
    name = LANGUAGE_NAMES.get(code) or LANGUAGE_NAMES.get(code.split("-")[0])
    if name:
        return str(name)
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def same_language(one: str, other: str) -> bool:
    """Whether two codes name one language: “es” is that of “es-mx”."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()
