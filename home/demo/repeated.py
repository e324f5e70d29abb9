"""A page that repeats an article word for word, as its licence permits: both are invented, and say so."""

from datetime import date

from .content import EditionFacts, Summary, WorkFacts, said

FOUR_SENTENCES = Summary(
    "four-sentences",
    "en",
    title=said("Four sentences on two languages", "Cuatro frases sobre dos lenguas"),
    slug=said("four-sentences-on-two-languages", "cuatro-frases-sobre-dos-lenguas"),
    description=said(
        "An invented article, repeated word for word, that shows how a repost leads to where it first appeared.",
        "Un artículo inventado, reproducido palabra por palabra, que muestra cómo se llega a la primera publicación.",
    ),
    work=WorkFacts(
        kind="opinion",
        title="Four Sentences on Two Languages",
        date=date(2025, 9, 30),
        precision="day",
        outlet="sample-press",
        url="https://example.org/four-sentences",
        url_is_home=False,
        access="open",
        editions=(
            EditionFacts(
                "es",
                "Cuatro frases sobre dos lenguas",
                "sample-press",
                "https://example.org/es/cuatro-frases",
                url_is_home=False,
                access="open",
            ),
        ),
        repeated_under="CC BY 4.0",
    ),
    summary=(
        said(
            """Whoever writes in two languages reads everything twice. What is unclear in one of them was unclear
            before. A date is the first thing to be wrong and the last to be read. This article does not exist: it was
            invented for this demonstration.""",
            """Quien escribe en dos lenguas lo lee todo dos veces. Lo que no se entiende en una ya no se entendía antes.
            La fecha es lo primero que sale mal y lo último que se lee. Este artículo no existe: se inventó para esta
            demostración.""",
        ),
    ),
    topics=("languages",),
)
