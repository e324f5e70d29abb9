"""Which capitals are names: not those that a sentence, a title or a shout owes. Pure."""

from collections.abc import Iterable

from .atoms import Atom
from .lexicon import GENERIC, KNOWN, SHOUTS, Lexicon

_AFTER_MONTH = {"and", "brought", "had", "has", "is", "marked", "of", "saw", "to", "was", "will"}
TITLE_WORDS = 4  # so many capitals and no other word of weight make a title


def with_names(old: list[Atom], new: list[Atom], lexicon: Lexicon) -> tuple[list[Atom], list[Atom]]:
    """Both versions with the label "name" where one is; each lends the other what it knows."""
    sides = [(atoms, _is_title(atoms, lexicon), _is_shout(atoms)) for atoms in (old, new)]
    certain = {
        atom.key[1]
        for atoms, title, shout in sides
        for atom in atoms
        if atom.key[0] == "word" and not atom.initial and not title and not shout and atom.text[:1].isupper()
    }
    lower = {atom.key[1] for atom in (*old, *new) if atom.key[0] == "word" and atom.text[:1].islower()}
    labelled = [list(_labelled(atoms, title, shout, certain, lower, lexicon)) for atoms, title, shout in sides]
    return labelled[0], labelled[1]


def _labelled(
    atoms: list[Atom], title: bool, shout: bool, certain: set[str], lower: set[str], lexicon: Lexicon
) -> Iterable[Atom]:
    for index, atom in enumerate(atoms):
        if atom.key[0] == "month" and atom.initial and atom.text == "May" and not _is_subject(atoms, index):
            yield atom._replace(key=("word", atom.text.casefold()), label="")
            continue
        if atom.key[0] == "month" and _is_person(atoms, index, lexicon):
            atom = atom._replace(label="name")
        if atom.label or atom.key[0] != "word" or not atom.text[:1].isupper() or shout:
            yield atom
            continue
        word, text = atom.key[1], atom.text
        follows = atoms[index + 1] if index + 1 < len(atoms) else None
        if _is_acronym(atoms, index, lexicon):
            yield atom._replace(key=(*atom.key, "acronym") if word in SHOUTS else atom.key, label="name")
        elif word in KNOWN or (any(sign.isupper() for sign in text[1:]) and not text.isupper()):
            yield atom._replace(label="name")
        elif word in lexicon.common and not atom.initial and not title and not text.isupper():
            yield atom._replace(label="name", soft=True)  # The Hague
        elif title or word in lexicon.common or text.isupper():
            yield atom
        elif not atom.initial or (word not in lower and (word in certain or _leads(follows, lexicon))):
            yield atom._replace(label="name", soft=word in GENERIC)
        else:
            yield atom


def _is_subject(atoms: list[Atom], index: int) -> bool:
    """Whether a first "May" is the month: "May was dry", not "May we ask"."""
    return index + 1 < len(atoms) and atoms[index + 1].key[1] in _AFTER_MONTH


def _leads(follows: Atom | None, lexicon: Lexicon) -> bool:
    """Whether the word after the first one has a capital of its own: "Angela Merkel"."""
    return (
        follows is not None
        and follows.key[0] == "word"
        and follows.text[:1].isupper()
        and not follows.initial
        and follows.key[1] not in lexicon.common
        and follows.key[1] not in GENERIC
    )


def _is_person(atoms: list[Atom], index: int, lexicon: Lexicon) -> bool:
    """A month after a first name: Theresa May, Plaza de Mayo."""
    if not index or not atoms[index].text[:1].isupper():
        return False
    before = atoms[index - 1]
    if before.key == ("word", "de") and index > 1:
        before = atoms[index - 2]
    return before.key[0] == "word" and before.text[:1].isupper() and before.key[1] not in lexicon.common


def _is_acronym(atoms: list[Atom], index: int, lexicon: Lexicon) -> bool:
    """Two capitals or more; one, or a Roman numeral, only after another capital: Felipe V, Plan B."""
    text = atoms[index].text
    if len(text) > 1 and text.isupper():
        return len(text) <= 6 or not text.isalpha()
    before = atoms[index - 1] if index else None
    return (
        len(text) == 1
        and text.isupper()
        and before is not None
        and before.key[0] == "word"
        and before.text[:1].isupper()
        and before.key[1] not in lexicon.common
    )


def _is_title(atoms: list[Atom], lexicon: Lexicon) -> bool:
    weighty = [atom for atom in atoms if atom.key[0] == "word" and atom.key[1] not in lexicon.common]
    small = [atom for atom in weighty if atom.text[:1].islower() and len(atom.text) > 3]
    return len(weighty) - len(small) >= TITLE_WORDS and not small


def _is_shout(atoms: list[Atom]) -> bool:
    words = [atom.text for atom in atoms if atom.key[0] == "word"]
    return len(words) > 1 and all(text.isupper() for text in words)
