"""Whether those who made a work edited it, and how they called that, by what somebody typed as their roles. Pure."""

from collections.abc import Iterable

EDITED = "ed."  # in English and in Spanish
EDITOR, COORDINATOR, COMPILER = "editor", "coordinator", "compiler"
SHORT = {
    EDITOR: {"ed", "eds"},
    COORDINATOR: {"coord", "coords"},
    COMPILER: {"comp", "comps"},
}
WORDS = {
    EDITOR: {
        "editor", "editors", "edited by", "editora", "editoras", "editores", "editado por", "edición", "edición de",
    },
    COORDINATOR: {
        "coordinator", "coordinators", "coordinated by", "coordinador", "coordinadora", "coordinadoras",
        "coordinadores", "coordinado por", "coordinación",
    },
    COMPILER: {
        "compiler", "compilers", "compiled by", "compilador", "compiladora", "compiladoras", "compiladores",
        "compilado por", "compilación",
    },
}  # fmt: skip
# Elsewhere a whole word may be the post that somebody had: the editor of a review writes in it.
HAVE_EDITORS = {"book", "report"}
MARKS = str.maketrans(".()[]", "     ")


def edited_as(kind: str, roles: Iterable[str]) -> str:
    """What all those who are named with a work of the kind did to it: EDITOR, COORDINATOR or COMPILER; "" where one of
    them did none of that. Where they did not do the same, they are its editors."""
    said = {_called(kind, " ".join(role.translate(MARKS).casefold().split())) for role in roles}
    if not said or "" in said:
        return ""
    return said.pop() if len(said) == 1 else EDITOR


def _called(kind: str, role: str) -> str:
    known = ((name, SHORT[name] | (WORDS[name] if kind in HAVE_EDITORS else set())) for name in SHORT)
    return next((name for name, words in known if role in words), "")
