"""Summaries that were written in Spanish and are translated into English."""

from datetime import date

from .content import EditionFacts, Heading, Note, State, Summary, WorkFacts, said, text

ESCAZU = Summary(
    "escazu",
    "es",
    title=said("El Acuerdo de Escazú", "The Escazú Agreement"),
    slug=said("acuerdo-de-escazu", "escazu-agreement"),
    description=said(
        "El tratado de 2018 sobre información, participación y justicia en asuntos ambientales.",
        "The treaty of 2018 on information, participation and justice in environmental matters.",
    ),
    work=WorkFacts(
        kind="report",
        title="Acuerdo Regional sobre el Acceso a la Información, la Participación Pública y el Acceso a la Justicia"
        " en Asuntos Ambientales en América Latina y el Caribe",
        language="es",
        date=date(2018, 3, 4),
        precision="day",
        outlet="cepal",
        url="https://www.cepal.org/es",
        editions=(
            EditionFacts(
                "en",
                "Regional Agreement on Access to Information, Public Participation and Justice in Environmental"
                " Matters in Latin America and the Caribbean",
                "cepal",
                "https://www.cepal.org/en",
            ),
        ),
    ),
    summary=(
        said(
            """El 4 de marzo de 2018, en Escazú (Costa Rica), los países de América Latina y el Caribe aprobaron su
            primer tratado regional sobre el medioambiente. Reconoce tres derechos: a saber, a opinar y a reclamar.""",
            """On 4 March 2018, in Escazú (Costa Rica), the countries of Latin America and the Caribbean adopted their
            first regional treaty on the environment. It recognises three rights: to know, to have a say, and to seek
            redress.""",
        ),
    ),
    topics=("environment", "rights"),
    body=(
        Heading(said("Lo que lo hace distinto", "What sets it apart")),
        text(
            said(
                """Es el primer tratado del mundo con disposiciones expresas sobre quienes defienden los derechos
                humanos en asuntos ambientales. Entró en vigor el 22 de abril de 2021, Día Internacional de la Madre
                Tierra.""",
                """It is the first treaty in the world with express provisions on those who defend human rights in
                environmental matters. It entered into force on 22 April 2021, International Mother Earth Day.""",
            ),
            said(
                """Un derecho a la información solo sirve si la información se entiende. Por eso el Acuerdo pide que
                se difunda también en formatos y lenguas que la gente use.""",
                """A right to information is of use only if the information can be understood. That is why the
                Agreement asks for it to be spread in formats and languages that people use as well.""",
            ),
        ),
    ),
    notes=(
        Note(
            "correction",
            date(2024, 4, 22),
            said(
                """Una versión anterior decía que el Acuerdo entró en vigor el 22 de abril de 2018. Fue aprobado aquel
                año y entró en vigor el 22 de abril de 2021.""",
                """An earlier version said that the Agreement entered into force on 22 April 2018. It was adopted that
                year and entered into force on 22 April 2021.""",
            ),
        ),
    ),
)

DECLARATION = Summary(
    "universal-declaration",
    "es",
    state=State.IN_REVIEW,
    title=said("La Declaración Universal de Derechos Humanos", "The Universal Declaration of Human Rights"),
    slug=said("declaracion-universal", "universal-declaration"),
    description=said(
        "Treinta artículos de 1948 que se leen en un cuarto de hora.",
        "Thirty articles of 1948 that can be read in a quarter of an hour.",
    ),
    work=WorkFacts(
        kind="resolution",
        title="Universal Declaration of Human Rights",
        date=date(1948, 12, 10),
        precision="day",
        outlet="un",
        url="https://www.un.org/en/",
        editions=(EditionFacts("es", "Declaración Universal de Derechos Humanos", "un", "https://www.un.org/es/"),),
    ),
    summary=(
        said(
            """Aprobada en París el 10 de diciembre de 1948, tiene treinta artículos y se ha traducido a más lenguas
            que casi cualquier otro texto. Se lee en un cuarto de hora y se discute durante toda una vida.""",
            """Adopted in Paris on 10 December 1948, it has thirty articles and has been translated into more languages
            than almost any other text. It takes a quarter of an hour to read and a lifetime to discuss.""",
        ),
    ),
    topics=("rights", "languages"),
)

PUBLICACIONES = (ESCAZU, DECLARATION)
