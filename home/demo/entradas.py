"""Posts that were written in Spanish. Their authors are invented."""

from datetime import date

from .content import Article, Callout, Heading, Picture, Quote, State, bullets, said, text

RIVER = Article(
    "derecho-a-saber",
    "es",
    title=said("El derecho a saber qué pasa con el río", "The right to know what happens to the river"),
    slug=said("el-derecho-a-saber-que-pasa-con-el-rio", "the-right-to-know-what-happens-to-the-river"),
    description=said(
        "Qué cambia cuando una vecina puede pedir los papeles.",
        "What changes when a neighbour may ask for the papers.",
    ),
    date=date(2024, 4, 22),
    intro=said(
        """Tres años después de que entrara en vigor el Acuerdo de Escazú, una pregunta sencilla: ¿qué cambia cuando
        una vecina puede pedir los papeles y alguien está obligado a responderle?""",
        """Three years after the Escazú Agreement entered into force, a simple question: what changes when a neighbour
        may ask for the papers, and somebody is obliged to answer her?""",
    ),
    hero=Picture(
        "delta",
        said(
            "Un delta visto desde arriba: brazos de agua clara que se abren sobre tierra oscura.",
            "A delta seen from above: arms of bright water that fan out over dark earth.",
        ),
    ),
    authors=("supuesta",),
    topics=("environment", "rights"),
    publications=("escazu",),
    body=(
        text(
            said(
                """Esta historia es inventada, pero empieza como tantas otras: el agua amanece de otro color. Alguien
                llena una botella, otra persona le hace una foto y una tercera pregunta a quién hay que avisar.""",
                """This story is invented, but it begins like so many others: one morning the water has another
                colour. Somebody fills a bottle, somebody takes a picture of it, and a third person asks who should be
                told.""",
            ),
        ),
        Heading(said("Pedir los papeles", "Asking for the papers")),
        text(
            said(
                """Antes, la respuesta dependía de la suerte. Ahora hay un tratado que dice que la información
                ambiental se entrega sin que nadie tenga que explicar para qué la quiere. Parece un detalle. Es la
                diferencia entre pedir un favor y ejercer un derecho.""",
                """Before, the answer was a matter of luck. Now there is a treaty which says that information on the
                environment is handed over without anyone having to explain what they want it for. It looks like a
                detail. It is the difference between asking a favour and using a right.""",
            ),
            said(
                """En nuestra historia, los papeles llegaron en una caja: análisis, permisos, dos mapas. Nadie los
                entendía. Tardaron un mes en encontrar a alguien que supiera leerlos y una tarde en explicárselos a
                todo el pueblo.""",
                """In our story the papers came in a box: analyses, permits, two maps. Nobody understood them. It took
                a month to find somebody who could read them, and an afternoon to explain them to the whole
                village.""",
            ),
        ),
        Picture(
            "ripples",
            said(
                "Ondas concéntricas sobre una superficie de agua al atardecer.",
                "Concentric ripples on a sheet of water at dusk.",
            ),
        ),
        Quote(
            said(
                "Todo individuo tiene derecho a la libertad de opinión y de expresión",
                "Everyone has the right to freedom of opinion and expression",
            ),
            said("Asamblea General de las Naciones Unidas", "United Nations General Assembly"),
            said(
                "Declaración Universal de Derechos Humanos, artículo 19",
                "Universal Declaration of Human Rights, article 19",
            ),
        ),
        Heading(said("Lo que aprendió el pueblo", "What the village learned")),
        bullets(
            said("Preguntar por escrito y guardar la copia.", "Ask in writing, and keep the copy."),
            said("Preguntar qué se midió, cuándo y quién lo hizo.", "Ask what was measured, when, and by whom."),
            said("Invitar a quien contamina a la misma mesa.", "Invite those who pollute to the same table."),
        ),
        Callout(
            said("Para seguir leyendo", "To read further"),
            said(
                'El texto del Acuerdo está en <a href="https://www.cepal.org/">la página de la CEPAL</a>.',
                'The text of the Agreement is on <a href="https://www.cepal.org/">the site of ECLAC</a>.',
            ),
        ),
    ),
)

CITIES = Article(
    "ciudades-que-cooperan",
    "es",
    state=State.HALF_DONE,
    title=said("Ciudades que se visitan", "Cities that visit each other"),
    slug=said("ciudades-que-se-visitan", "cities-that-visit-each-other"),
    description=said(
        "La diplomacia también se hace en autobús.",
        "Diplomacy travels by bus as well.",
    ),
    date=date(2025, 10, 31),
    intro=said(
        """Cuando dos ciudades comparten un problema, lo más rápido suele ser subirse a un autobús. Apuntes sobre una
        cooperación que no espera a las cumbres.""",
        """When two cities share a problem, the quickest thing is often to get on a bus. Notes on a cooperation that
        does not wait for summits.""",
    ),
    hero=Picture(
        "skyline",
        said(
            "Bloques de colores que forman el perfil de una ciudad y se reflejan en el agua.",
            "Blocks of colour that form the outline of a city and are mirrored in water.",
        ),
    ),
    authors=("figurada",),
    topics=("south-south", "development"),
    body=(
        text(
            said(
                """El 31 de octubre es el Día Mundial de las Ciudades. No hace falta una bandera para celebrarlo: basta
                con mirar quién ha resuelto ya lo que a usted le quita el sueño.""",
                """The 31st of October is World Cities Day. You need no flag to celebrate it: just look who has already
                solved what keeps you awake.""",
            ),
        ),
        Heading(said("Un autobús y tres preguntas")),
        text(
            said(
                """En una ciudad inventada, la basura se recogía tarde. En otra, también inventada, se recogía a su
                hora desde hacía años. Doce personas hicieron el viaje: conductores, una concejala, dos vecinas. No
                llevaron discursos, sino tres preguntas."""
            ),
            said(
                """Volvieron con una respuesta que no esperaban: el secreto no eran los camiones, sino que quienes los
                conducían decidían la ruta."""
            ),
        ),
        Callout(
            said("Lo que no cabe en un informe"),
            said("La confianza se gana en el viaje de vuelta, cuando ya nadie toma notas."),
        ),
    ),
)

TRANSLATING = Article(
    "traducir-no-es-repetir",
    "es",
    state=State.UNTRANSLATED,
    title=said("Traducir no es repetir"),
    slug=said("traducir-no-es-repetir"),
    description=said("Notas de una mesa de trabajo en la que se habla a media voz."),
    date=date(2025, 2, 21),
    intro=said(
        """En el Día Internacional de la Lengua Materna, unas notas sobre el oficio de decir lo mismo con otras
        palabras y de avisar cuando no se puede."""
    ),
    hero=Picture("leaves", said("Hojas alargadas de distintos verdes que se solapan sobre un fondo claro.")),
    authors=("inventado",),
    topics=("languages",),
    body=(
        text(
            said(
                """Quien traduce lee más despacio que nadie. Por eso encuentra los errores que se les escaparon a
                quienes escribieron, corrigieron y aprobaron el texto."""
            ),
            said(
                """Hay tres clases de frases. Las que pasan solas. Las que piden tiempo. Y las que no pasan, porque en
                realidad no decían nada; estas últimas conviene devolverlas."""
            ),
        ),
        Heading(said("Una costumbre útil")),
        text(
            said(
                """Antes de entregar, léalo en voz alta. Si le falta el aire, a la frase le sobra algo. En nuestra mesa
                lo llamamos «la prueba del 100~%»: si no se puede decir de una vez, no se publica."""
            )
        ),
    ),
)

ENTRADAS = (RIVER, CITIES, TRANSLATING)
