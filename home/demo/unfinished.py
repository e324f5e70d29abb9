"""Posts that were written in English and whose translation has not gone live yet. Their authors are invented."""

from datetime import date

from .content import Article, Callout, Heading, Picture, Quote, State, bullets, said, text

DONOR = Article(
    "who-is-the-donor",
    "en",
    state=State.IN_REVIEW,
    title=said("Who is the donor here?", "¿Quién es aquí el donante?"),
    slug=said("who-is-the-donor-here", "quien-es-aqui-el-donante"),
    description=said(
        "On cooperation in which both sides teach.",
        "Sobre la cooperación en la que enseñan las dos partes.",
    ),
    date=date(2023, 9, 12),
    intro=said(
        """Every form for development aid has a line for the donor and a line for the recipient. What do you write
        when both have something to give?""",
        """Todo formulario de ayuda al desarrollo tiene una casilla para el donante y otra para el receptor. ¿Qué se
        escribe cuando ambos tienen algo que dar?""",
    ),
    hero=Picture(
        "weave",
        said(
            "A loose weave of ochre and green ribbons that pass over and under each other.",
            "Un tejido suelto de cintas ocres y verdes que pasan unas por encima de otras.",
        ),
    ),
    authors=("example", "figurada"),
    topics=("south-south", "development"),
    publications=("role-of-south-south-cooperation", "buenos-aires-outcome"),
    body=(
        text(
            said(
                """The twelfth of September is the United Nations Day for South-South Cooperation. It marks the day in
                1978 on which the Buenos Aires Plan of Action was adopted, and it is a good day to look at a form.""",
                """El doce de septiembre es el Día de las Naciones Unidas para la Cooperación Sur-Sur. Recuerda el día
                de 1978 en que se aprobó el Plan de Acción de Buenos Aires, y es un buen día para mirar un
                formulario.""",
            ),
        ),
        Heading(said("Two lines that do not fit", "Dos casillas que no encajan")),
        text(
            said(
                """Imagine two towns on two continents, both of them invented. One knows how to keep seeds dry; the
                other, how to run a cooperative shop. For a year they visit each other. At the end somebody has to
                write a report, and the form asks who gave and who received.""",
                """Imaginemos dos pueblos de dos continentes, ambos inventados. Uno sabe conservar secas las semillas;
                el otro, llevar una tienda cooperativa. Durante un año se visitan. Al final alguien tiene que redactar
                un informe, y el formulario pregunta quién dio y quién recibió.""",
            ),
            said(
                """Both towns wrote their name on both lines. The report came back twice. The third time somebody rang
                up, listened, and changed the form.""",
                """Los dos pueblos escribieron su nombre en las dos casillas. Les devolvieron el informe dos veces. A
                la tercera, alguien llamó por teléfono, escuchó y cambió el formulario.""",
            ),
        ),
        Callout(
            said("A small test", "Una pequeña prueba"),
            said(
                "If only one side has to write the report, it was probably not cooperation.",
                "Si solo una de las partes tiene que redactar el informe, probablemente no fue cooperación.",
            ),
        ),
    ),
)

WATER = Article(
    "water-borders-patience",
    "en",
    state=State.HALF_DONE,
    title=said("Water, borders and patience", "Agua, fronteras y paciencia"),
    slug=said("water-borders-and-patience", "agua-fronteras-y-paciencia"),
    description=said(
        "A river does not read maps. Those who share it have to.",
        "Un río no lee mapas. Quienes lo comparten, sí tienen que hacerlo.",
    ),
    date=date(2025, 3, 22),
    intro=said(
        """A river does not read maps. The people who share it have to, and they need patience, a gauge that both
        sides trust, and somebody who makes the tea.""",
        """Un río no lee mapas. Las personas que lo comparten sí tienen que hacerlo, y necesitan paciencia, un medidor
        en el que confíen ambas orillas y alguien que prepare el té.""",
    ),
    hero=Picture(
        "river",
        said(
            "A blue river that winds in broad bends through fields of green and ochre.",
            "Un río azul que serpentea en amplias curvas entre campos verdes y ocres.",
        ),
    ),
    authors=("example",),
    topics=("environment", "peace"),
    body=(
        text(
            said(
                """On World Water Day people usually speak of litres. I would like to speak of a notebook.""",
                """En el Día Mundial del Agua se suele hablar de litros. Yo quisiera hablar de un cuaderno.""",
            ),
        ),
        Heading(said("The notebook", "El cuaderno")),
        text(
            said(
                """It lies in a hut beside a bridge, in a valley that exists only in this text. Each morning at seven
                two people, one from each bank, read the level of the water and write it down, each in their own
                alphabet. Both sign both numbers.""",
            ),
            said(
                """It began after a bad summer in which each side was sure that the other was taking too much. A
                mediator came and asked only one question: how do you know? There was a silence, and then somebody
                fetched a measuring stick.""",
            ),
        ),
        Quote(
            said("We did not agree on the river. We agreed on the stick."),
            said("A schoolteacher in that valley, invented like the valley"),
            said(""),
        ),
        Heading(said("What can be learned from a stick")),
        bullets(
            said("Measure together before you argue."),
            said("Write it down where both can read it."),
            said("Come back tomorrow, also when there is nothing to argue about."),
        ),
    ),
)

PEACE_INDEX = Article(
    "peace-index",
    "en",
    state=State.UNTRANSLATED,
    title=said("Five questions to ask of a peace index"),
    slug=said("five-questions-for-a-peace-index"),
    description=said("Before you quote the rank of a country, ask how it got there."),
    date=date(2026, 1, 15),
    intro=said(
        """Peace can be counted, up to a point. Before you quote the rank of a country, ask these five questions of
        the table in which you found it."""
    ),
    hero=Picture("grid", said("A grid of rounded tiles whose colours drift from deep blue to pale yellow.")),
    authors=("placeholder",),
    topics=("peace",),
    body=(
        bullets(
            said("What is counted: deaths, fears, soldiers, or laws?"),
            said("Who did the counting, and who let them in?"),
            said("Which year is it really about?"),
            said("How far apart are the tenth and the thirtieth place?"),
            said("Would the people who live there recognise it?"),
        ),
        Heading(said("Why we still read them")),
        text(
            said(
                """A good index is a question in the form of a number. It makes you look at a place that you would
                have passed over, and it makes two people with different hunches look at the same page. That is worth
                having, as long as nobody mistakes the page for the place."""
            )
        ),
    ),
)

MEDIATOR = Article(
    "mediators-vocabulary",
    "en",
    state=State.SENT_BACK,
    title=said("A mediator’s vocabulary", "El vocabulario de quien media"),
    slug=said("a-mediators-vocabulary", "el-vocabulario-de-quien-media"),
    description=said("Three words that open doors.", "Tres palabras que abren puertas."),
    date=date(2024, 11, 5),
    intro=said(
        "Mediators collect words as others collect keys. Three that have opened doors in our stories.",
        "Quienes median coleccionan palabras como otros coleccionan llaves. Tres que abrieron puertas en nuestras"
        " historias.",
    ),
    hero=Picture(
        "orbits",
        said(
            "Rings around a common centre, each with one bright dot on it.",
            "Anillos alrededor de un mismo centro, cada uno con un punto brillante.",
        ),
    ),
    authors=("sample",),
    topics=("peace", "languages"),
    body=(
        Heading(said("Yet", "Todavía")),
        text(
            said(
                """“We cannot accept that” closes a door. “We cannot accept that yet” leaves a light on.""",
                """«No podemos aceptarlo» cierra una puerta. «Todavía no podemos aceptarlo» deja una luz encendida.""",
            )
        ),
        Heading(said("Suppose", "Supongamos")),
        text(
            said(
                "Nobody has to give way to suppose something. That is why so much can be said after that word.",
                "Nadie tiene que ceder para suponer algo. Por eso, después de esa palabra, puede decirse tanto.",
            )
        ),
        Heading(said("We", "Nosotros")),
        text(
            said(
                "It must not come too early. When the two sides use it for the first time, write down the hour.",
                "No debe llegar demasiado pronto. Cuando las dos partes la usen por primera vez, anote la hora.",
            )
        ),
    ),
)

LATE_TRAIN = Article(
    "the-late-train",
    "en",
    state=State.WAITS,
    title=said("The late train", "El tren que llegó tarde"),
    slug=said("the-late-train", "el-tren-que-llego-tarde"),
    description=said(
        "Two delegations, one platform, and an hour that nobody had planned.",
        "Dos delegaciones, un andén y una hora que nadie había previsto.",
    ),
    date=date(2026, 6, 5),
    intro=said(
        """Two delegations that had refused to meet waited an hour for the same train. What happened on the platform
        is invented; that such hours matter is not.""",
        """Dos delegaciones que se habían negado a reunirse esperaron una hora el mismo tren. Lo que pasó en el andén
        es inventado; que esas horas cuentan, no.""",
    ),
    hero=Picture(
        "lanterns",
        said(
            "Paper lanterns on slack strings, lit from within, before a blue evening.",
            "Farolillos de papel en cuerdas flojas, encendidos por dentro, ante un anochecer azul.",
        ),
    ),
    authors=("sample",),
    topics=("peace",),
    body=(
        text(
            said(
                """For the first half hour each side looked at its own end of the track. Then a child asked in two
                languages whether anybody had a pencil, and both had.""",
                """Durante la primera media hora, cada parte miró hacia su extremo de la vía. Después, una niña
                preguntó en dos lenguas si alguien tenía un lápiz, y las dos partes tenían uno.""",
            ),
        ),
        Heading(said("What an hour is worth", "Lo que vale una hora")),
        bullets(
            said("Nobody has to win it.", "Nadie tiene que ganarla."),
            said("Nobody has to report on it.", "Nadie tiene que informar de ella."),
            said("It ends by itself when the train comes.", "Se acaba sola cuando llega el tren."),
        ),
    ),
)

UNFINISHED = (DONOR, WATER, PEACE_INDEX, MEDIATOR, LATE_TRAIN)
