"""Names in RIS: “Family, Given”, and what a house is told by, which has no form of its own there. Pure."""

import re

from .suffixes import is_suffix, suffix_first, suffix_last

# Behind a comma in the name of a house, and in no given name.
OF_HOUSES = re.compile(r"\s(?:and|y|und|&)\s|(?:^|\W)(?:Inc|Ltd|LLC|LLP|PLC|GmbH|Corp)\b")


def written(name: dict[str, str]) -> str:
    """“Family, Given, Suffix”; a house as it is.

    A house with a comma in its name would be read as a person: as EndNote has it, its first comma stands twice, but
    where a word tells that it is a house.
    """
    if "literal" not in name:
        return suffix_last(name["family"], name["given"])
    whole = name["literal"]
    return whole if name_of(whole) == name else whole.replace(",", ",,", 1)


def name_of(text: str) -> dict[str, str]:
    """“Family, Given”, “Family, Given, Suffix”; a house has no comma, two for one, or words of houses."""
    if ",," in text or OF_HOUSES.search(text.partition(",")[2]):
        return {"literal": text.replace(",,", ",")}
    family, given = suffix_first([part.strip() for part in text.split(",")])
    return {"family": family, "given": given} if given and not is_suffix(given) else {"literal": text.rstrip(", ")}
