"""The words of generated pages, in English and Spanish: the same number says the same in both. Pure."""

from dataclasses import dataclass, replace

WHO = (
    ("The river council", "El consejo del río"),
    ("A group of teachers", "Un grupo de docentes"),
    ("The market cooperative", "La cooperativa del mercado"),
    ("The night nurses", "Las enfermeras de noche"),
    ("The library of the valley", "La biblioteca del valle"),
    ("A table of elders", "Una mesa de personas mayores"),
    ("The harbour office", "La oficina del puerto"),
)
DID = (
    ("counted", "contó"),
    ("repaired", "reparó"),
    ("discussed", "debatió"),
    ("delivered", "entregó"),
    ("photographed", "fotografió"),
)
WHAT = (
    ("boats", "barcas"),
    ("letters", "cartas"),
    ("wells", "pozos"),
    ("maps", "mapas"),
    ("promises", "promesas"),
    ("bridges", "puentes"),
    ("songs", "canciones"),
    ("school desks", "pupitres"),
    ("seed banks", "bancos de semillas"),
    ("ceasefire lines", "líneas de alto el fuego"),
    ("radio masts", "antenas de radio"),
)
WHERE = (
    ("Almar", "Almar"),
    ("the Upper Sella", "el Alto Sella"),
    ("Port Linden", "Puerto Tilo"),
    ("the salt plain", "la llanura de sal"),
    ("Nueva Ribera", "Nueva Ribera"),
    ("the eastern quarter", "el barrio del este"),
    ("Cerro Blanco", "Cerro Blanco"),
    ("the old quarry", "la cantera vieja"),
    ("Tres Vados", "Tres Vados"),
)
SENTENCES = (
    ("{who} {did} {number} {what} in {where}.", "{who} {did} {number} {what} en {where}."),
    (
        "Nobody in {where} had asked for {number} {what} before.",
        "Nadie en {where} había pedido antes {number} {what}.",
    ),
    (
        "Of the {what} that are left, {number} stand in {where}.",
        "De los objetos que quedan ({what}), {number} están en {where}.",
    ),
)
TOPICS = tuple((en.capitalize(), es.capitalize()) for en, es in WHAT)
LANGUAGES = ("en", "es")
PARAGRAPHS, SENTENCES_EACH = 4, 2
EDITS = 3


@dataclass(frozen=True)
class Words:
    """What a page says, in one language."""

    title: str
    slug: str
    intro: str
    heading: str
    paragraphs: tuple[str, ...]


def words(number: int, language: str) -> Words:
    """The words of the page with a number."""
    spoken = LANGUAGES.index(language)
    what, where = WHAT[number % len(WHAT)][spoken], WHERE[number % len(WHERE)][spoken]
    title = (f"{what} in {where}", f"{what} en {where}")[spoken]
    paragraphs = [
        " ".join(_sentence(number + 13 * place + step, spoken) for step in range(SENTENCES_EACH))
        for place in range(PARAGRAPHS)
    ]
    return Words(
        title=f"{title[0].upper()}{title[1:]}, {number}",
        slug=("report", "informe")[spoken] + f"-{number}",
        intro=_sentence(number, spoken),
        heading=(f"What was seen on day {number}", f"Lo que se vio el día {number}")[spoken],
        paragraphs=tuple(paragraphs),
    )


def _sentence(number: int, spoken: int) -> str:
    parts = {"who": WHO, "did": DID, "what": WHAT, "where": WHERE}
    chosen = {name: pairs[(number * 7 + len(name)) % len(pairs)][spoken] for name, pairs in parts.items()}
    text = SENTENCES[number % len(SENTENCES)][spoken].format(**chosen, number=2 + number * 31 % 887)
    return text[0].upper() + text[1:]


def edited(said: Words, kind: int, language: str) -> Words:
    """The same page after an edit: another number, a sentence reworded, or one more paragraph."""
    spoken = LANGUAGES.index(language)
    first, *others = said.paragraphs
    if kind % EDITS == 0:
        return replace(said, paragraphs=(_next_number(first), *others))
    if kind % EDITS == 1:
        reworded = (f"As everybody knows, {first}", f"Como todo el mundo sabe, {first}")[spoken]
        return replace(said, paragraphs=(reworded, *others))
    more = ("Later somebody wrote all of it down.", "Después alguien lo puso todo por escrito.")[spoken]
    return replace(said, paragraphs=(first, *others, more))


def _next_number(text: str) -> str:
    return " ".join(str(int(word) + 1) if word.isdecimal() else word for word in text.split(" "))


def half(target: Words, source: Words) -> Words:
    """A translation in the middle: its title, address and introduction are there, the rest is the source's."""
    return replace(source, title=target.title, slug=target.slug, intro=target.intro)
