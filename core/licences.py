"""Licences by the names that people type: what they are called in the reader's language, and where they stand. Pure.

A name that is no licence of Creative Commons, or leaves out its version, is shown as it was typed and leads nowhere.
"""

import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, pgettext_lazy

HOST = "https://creativecommons.org"
CODE = re.compile(
    r"(?:https?://creativecommons\.org/licenses/|cc |creative commons )"
    r"(?P<terms>by(?: nc)?(?: (?:sa|nd))?)"
    r"(?:[ /]v?(?P<version>1\.0|2\.0|2\.5|3\.0|4\.0)(?:(?<=3\.0)(?P<igo>[ /]igo))?)?"
    r"(?: international| unported| generic|/(?:deed\.[a-z_ ]+|legalcode)?)?"
)
ZERO = re.compile(r"(?:cc ?0|cc zero|https?://creativecommons\.org/publicdomain/zero)(?:[ /](?:v?1\.0)?)?(?:/.{0,20})?")
MARK = re.compile(
    r"(?:public domain mark|https?://creativecommons\.org/publicdomain/mark)(?:[ /](?:1\.0)?)?(?:/.{0,20})?"
)
TERMS = {
    "by": pgettext_lazy("licence", "Attribution"),
    "by-sa": pgettext_lazy("licence", "Attribution-ShareAlike"),
    "by-nd": pgettext_lazy("licence", "Attribution-NoDerivatives"),
    "by-nc": pgettext_lazy("licence", "Attribution-NonCommercial"),
    "by-nc-sa": pgettext_lazy("licence", "Attribution-NonCommercial-ShareAlike"),
    "by-nc-nd": pgettext_lazy("licence", "Attribution-NonCommercial-NoDerivatives"),
}
PORTS = {
    "4.0": pgettext_lazy("licence", "International"),
    "3.0": pgettext_lazy("licence", "Unported"),
    "igo": pgettext_lazy("licence", "for intergovernmental organisations"),
}
GENERIC = pgettext_lazy("licence", "Generic")


@dataclass(frozen=True)
class Licence:
    """`name` is for people; `url` is the one address by which programs know it, "" where none is known."""

    name: str
    url: str = ""

    @property
    def deed(self) -> str:
        """What it says in plain words, in the active language."""
        return f"{self.url}deed.{(get_language() or 'en').split('-')[0]}" if self.url else ""


def read_licence(typed: str) -> Licence | None:
    """The licence that somebody typed, named in the active language; None where nothing was typed."""
    typed = " ".join(typed.split())
    if not typed:
        return None
    plain = typed.lower().replace("-", " ")
    if ZERO.fullmatch(plain):
        name = pgettext_lazy("licence", "Creative Commons Zero, no rights reserved (CC0 1.0)")
        return Licence(str(name), f"{HOST}/publicdomain/zero/1.0/")
    if MARK.fullmatch(plain):
        return Licence(str(pgettext_lazy("licence", "Public domain")), f"{HOST}/publicdomain/mark/1.0/")
    found = CODE.fullmatch(plain)
    return _of_creative_commons(found) if found and found["version"] else Licence(typed)


def _of_creative_commons(found: re.Match[str]) -> Licence:
    terms, version, igo = found["terms"].replace(" ", "-"), found["version"], bool(found["igo"])
    code = f"CC {terms.upper()} {version}{' IGO' if igo else ''}"
    name = gettext("Creative Commons %(terms)s %(version)s %(port)s (%(code)s)") % {
        "terms": TERMS[terms],
        "version": version,
        "port": PORTS.get("igo" if igo else version, GENERIC),
        "code": code,
    }
    return Licence(name, f"{HOST}/licenses/{terms}/{version}/{'igo/' if igo else ''}")
