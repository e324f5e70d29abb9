"""The standing page, and what the home pages and lists say about themselves."""

from .content import Callout, Heading, Standing, bullets, said, text

ABOUT = Standing(
    "about",
    "en",
    title=said("About", "Acerca de"),
    slug=said("about", "acerca-de"),
    description=said(
        "What this site is, who is real in it, and how it is made.",
        "Qué es este sitio, quién es real en él y cómo se hace.",
    ),
    intro=said(
        """This is a demonstration: a small, invented organisation that publishes in two languages with few
        hands.""",
        """Esto es una demostración: una organización pequeña e inventada que publica en dos lenguas con pocas
        manos.""",
    ),
    body=(
        Heading(said("What is real", "Qué es real")),
        text(
            said(
                """The documents are real, and so are the two articles by Cecilia Milesi, one of them written with
                Lauren Hess. The summaries are ours. Where we do not know an exact address for certain, the link leads
                to the home page of the outlet and says so.""",
                """Los documentos son reales, y también los dos artículos de Cecilia Milesi, uno de ellos escrito con
                Lauren Hess. Los resúmenes son nuestros. Cuando no conocemos con certeza una dirección exacta, el
                enlace lleva a la página de inicio del medio y así lo dice.""",
            ),
        ),
        Heading(said("What is invented", "Qué es inventado")),
        text(
            said(
                """Everything else: the organisation, its other authors, the towns and rivers of their stories. The
                logos are initials on a coloured field, not the marks of the outlets, and the pictures were drawn by a
                program.""",
                """Todo lo demás: la organización, sus otros autores, los pueblos y los ríos de sus historias. Los
                logotipos son iniciales sobre un campo de color, no las marcas de los medios, y las imágenes las ha
                dibujado un programa.""",
            ),
        ),
        Heading(said("How it is made", "Cómo se hace")),
        bullets(
            said(
                "An editor writes, in English or in Spanish, whichever comes first.",
                "Alguien escribe, en inglés o en español, según lo que salga primero.",
            ),
            said(
                "A translator carries the text over, and later only what has changed in it.",
                "Alguien traduce el texto y, más adelante, solo lo que haya cambiado en él.",
            ),
            said(
                "A reviewer reads it. Only then is it public.",
                "Alguien lo revisa. Solo entonces se publica.",
            ),
        ),
        Callout(
            said("Write to us", "Escríbanos"),
            said(
                "The editors read English and Spanish, and answer in the language in which you write.",
                "La redacción lee en inglés y en español y responde en la lengua en que usted escriba.",
            ),
        ),
    ),
)

# Written for each locale: these pages hold no text to translate, and each tree speaks for itself.
LEADS = {
    "en": "Peace and cooperation, seen from more than one place. We write in English and Spanish, and read what others"
    " have published in both.",
    "es": "La paz y la cooperación, vistas desde más de un lugar. Escribimos en español y en inglés, y leemos lo que"
    " otros han publicado en ambas lenguas.",
}
BLOG_INTROS = {
    "en": "Our own texts: short, signed, and open to an answer.",
    "es": "Textos nuestros: breves, firmados y abiertos a una respuesta.",
}
PUBLICATION_INTROS = {
    "en": "What others have published and we think worth your time: what it says, where it stands, and in which"
    " languages it can be read.",
    "es": "Lo que otros han publicado y creemos que merece su tiempo: qué dice, dónde está y en qué lenguas puede"
    " leerse.",
}
