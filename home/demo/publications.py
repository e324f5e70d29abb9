"""Summaries of well-known documents of the United Nations, each in another state of its translation.

Only institutional facts that are beyond doubt; the prose is ours. The last tells of a work that is invented, and says
so: nobody else's licence and permission are made up for them.
"""

from datetime import date

from .content import Callout, Change, EditionFacts, Heading, Permission, State, Summary, WorkFacts, bullets, said, text

UN_ENGLISH = "https://www.un.org/en/"
UN_SPANISH = "https://www.un.org/es/"

AGENDA_2030 = Summary(
    "agenda-2030",
    "en",
    title=said(
        "Transforming our world: the 2030 Agenda for Sustainable Development",
        "Transformar nuestro mundo: la Agenda 2030 para el Desarrollo Sostenible",
    ),
    slug=said("2030-agenda", "agenda-2030"),
    description=said(
        "The resolution of 2015 that set seventeen goals for the year 2030.",
        "La resolución de 2015 que fijó diecisiete objetivos para el año 2030.",
    ),
    work=WorkFacts(
        kind="resolution",
        title="Transforming our world: the 2030 Agenda for Sustainable Development",
        date=date(2015, 9, 25),
        precision="day",
        outlet="un",
        url="https://undocs.org/A/RES/70/1",
        url_is_home=False,
        access="open",
        editions=(
            EditionFacts(
                "es",
                "Transformar nuestro mundo: la Agenda 2030 para el Desarrollo Sostenible",
                "un",
                "https://undocs.org/es/A/RES/70/1",
                url_is_home=False,
                access="open",
            ),
        ),
    ),
    summary=(
        said(
            """In September 2015 the member states of the United Nations agreed on 17 goals and 169 targets, to be
            reached by 2030. The text ties together what used to be negotiated apart: poverty, climate, work, water,
            peace.""",
            """En septiembre de 2015, los Estados miembros de las Naciones Unidas acordaron 17 objetivos y 169 metas
            que debían alcanzarse en 2030. El texto une lo que antes se negociaba por separado: la pobreza, el clima,
            el trabajo, el agua, la paz.""",
        ),
    ),
    topics=("development", "multilateralism"),
    body=(
        Heading(said("How to read it", "Cómo leerla")),
        text(
            said(
                """Most people know the coloured tiles; few have read the pages before them. The declaration explains
                why the goals belong together and who is expected to act. It can be read in half an hour.""",
                """Casi todo el mundo conoce las casillas de colores; poca gente ha leído las páginas que las
                preceden. La declaración explica por qué los objetivos van juntos y de quién se espera que actúe. Se
                lee en media hora.""",
            ),
        ),
        bullets(
            said(
                "First the preamble: five words that begin with the same letter in English.",
                "Primero, el preámbulo: cinco palabras que en inglés empiezan por la misma letra.",
            ),
            said(
                "Then the declaration: what was promised, and to whom.",
                "Después, la declaración: qué se prometió y a quién.",
            ),
            said(
                "Only then the goals, and at the end how they are followed up.",
                "Solo entonces, los objetivos y, al final, cómo se les da seguimiento.",
            ),
        ),
    ),
)

BUENOS_AIRES = Summary(
    "buenos-aires-outcome",
    "en",
    state=State.STALE,
    title=said(
        "The outcome document of the Buenos Aires conference",
        "El documento final de la conferencia de Buenos Aires",
    ),
    slug=said("buenos-aires-outcome-document", "documento-final-de-buenos-aires"),
    description=said(
        "Resolution 73/291 of the General Assembly: what BAPA+40 agreed.",
        "La resolución 73/291 de la Asamblea General: lo que se acordó en BAPA+40.",
    ),
    work=WorkFacts(
        kind="resolution",
        title="""Buenos Aires outcome document of the second High-level United Nations Conference on South-South"""
        """ Cooperation""",
        date=date(2019, 4, 1),
        precision="month",
        outlet="un",
        url="https://undocs.org/A/RES/73/291",
        url_is_home=False,
        access="open",
        editions=(
            EditionFacts(
                "es",
                "Documento final de Buenos Aires de la segunda Conferencia de Alto Nivel de las Naciones Unidas"
                " sobre la Cooperación Sur-Sur",
                "un",
                "https://undocs.org/es/A/RES/73/291",
                url_is_home=False,
                access="open",
            ),
        ),
    ),
    summary=(
        said(
            """Delegations of a great many countries met in Buenos Aires in March 2019 and agreed on this text; the
            General Assembly endorsed it as resolution 73/291. It takes stock of forty years of cooperation between
            countries of the South.""",
            """Delegaciones de muchísimos países se reunieron en Buenos Aires en marzo de 2019 y acordaron este texto;
            la Asamblea General lo hizo suyo como resolución 73/291. Hace balance de cuarenta años de cooperación
            entre países del Sur.""",
        ),
    ),
    topics=("south-south", "multilateralism"),
    body=(
        text(
            said(
                """Read it beside the Plan of Action of 1978. Then the question was whether developing countries could
                teach one another anything; now it is how to do it well, and how to tell whether it worked.""",
                """Conviene leerlo junto al Plan de Acción de 1978. Entonces se preguntaba si los países en desarrollo
                podían enseñarse algo unos a otros; hoy, cómo hacerlo bien y cómo saber si ha dado resultado.""",
            ),
        ),
    ),
    change=Change("summary", "Delegations of a great many countries met", "Delegations of 160 countries met"),
)

RESOLUTION_1325 = Summary(
    "resolution-1325",
    "en",
    state=State.IN_REVIEW,
    title=said(
        "Resolution 1325 on women, peace and security", "La resolución 1325, sobre las mujeres, la paz y la seguridad"
    ),
    slug=said("resolution-1325", "resolucion-1325"),
    description=said(
        "The Security Council on women, peace and security, in October 2000.",
        "El Consejo de Seguridad sobre las mujeres, la paz y la seguridad, en octubre de 2000.",
    ),
    work=WorkFacts(
        kind="resolution",
        title="Resolution 1325 (2000)",
        date=date(2000, 10, 31),
        precision="day",
        outlet="un",
        url=UN_ENGLISH,
        editions=(EditionFacts("es", "Resolución 1325 (2000)", "un", UN_SPANISH),),
    ),
    summary=(
        said(
            """On 31 October 2000 the Security Council spoke for the first time of women not only as victims of war
            but as people who end wars. The text is short; the plans that followed from it fill shelves.""",
            """El 31 de octubre de 2000, el Consejo de Seguridad habló por primera vez de las mujeres no solo como
            víctimas de la guerra, sino como personas que ponen fin a las guerras. El texto es breve; los planes que
            surgieron de él llenan estanterías.""",
        ),
    ),
    topics=("peace", "rights"),
)

AGENDA_FOR_PEACE = Summary(
    "agenda-for-peace",
    "en",
    state=State.HALF_DONE,
    title=said("An agenda for peace", "Un programa de paz"),
    slug=said("an-agenda-for-peace", "un-programa-de-paz"),
    description=said("The report of 1992 that gave peacebuilding its name."),
    work=WorkFacts(
        kind="report",
        title="An Agenda for Peace: Preventive diplomacy, peacemaking and peace-keeping",
        date=date(1992, 6, 1),
        precision="month",
        outlet="un",
        url=UN_ENGLISH,
        editions=(
            EditionFacts(
                "es",
                "Un programa de paz: diplomacia preventiva, establecimiento de la paz y mantenimiento de la paz",
                "un",
                UN_SPANISH,
            ),
        ),
    ),
    summary=(
        said(
            """In 1992 a report of the Secretary-General sorted the tools of the United Nations by when they are
            needed: before a war, during it, and after. Four terms of that report are still in daily use.""",
            """En 1992, un informe del Secretario General ordenó los instrumentos de las Naciones Unidas según el
            momento en que hacen falta: antes de una guerra, durante ella y después. Cuatro términos de aquel informe
            siguen usándose a diario.""",
        ),
    ),
    topics=("peace", "multilateralism"),
    body=(
        Heading(said("Four words and their order")),
        bullets(
            said("Preventive diplomacy: talking before anyone shoots."),
            said("Peacemaking: bringing those who fight to an agreement."),
            said("Peacekeeping: watching over the agreement on the ground."),
            said("Peacebuilding: making sure that there is no reason to begin again."),
        ),
        text(
            said(
                """The order looks tidy on paper. In practice all four go on at once, often in the same valley, which
                is what later reviews of the report have kept saying.""",
            ),
        ),
    ),
)

SENDAI = Summary(
    "sendai",
    "en",
    state=State.UNTRANSLATED,
    title=said("The Sendai Framework for Disaster Risk Reduction"),
    slug=said("sendai-framework"),
    description=said("Four priorities and seven targets for the years from 2015 to 2030."),
    work=WorkFacts(
        kind="report",
        title="Sendai Framework for Disaster Risk Reduction 2015–2030",
        date=date(2015, 3, 18),
        precision="day",
        outlet="undrr",
        url="https://www.undrr.org/",
        editions=(
            EditionFacts(
                "es",
                "Marco de Sendái para la Reducción del Riesgo de Desastres 2015-2030",
                "undrr",
                "https://www.undrr.org/es",
            ),
        ),
    ),
    summary=(
        said(
            """A flood is natural; a disaster is not. Adopted in Sendai, Japan, in March 2015, the framework has four
            priorities and seven targets, and begins with a plain demand: understand the risk before you pay for the
            damage."""
        ),
    ),
    topics=("environment", "development"),
    body=(
        Callout(
            said("Worth knowing"),
            said("It was the first of the great agreements of 2015; the 2030 Agenda and the Paris Agreement followed."),
        ),
    ),
)

TWO_LANGUAGES = Summary(
    "two-languages",
    "en",
    title=said("A small office in two languages", "Una oficina pequeña en dos lenguas"),
    slug=said("small-office-in-two-languages", "oficina-pequena-en-dos-lenguas"),
    description=said(
        "An invented handbook that shows how licence and permission of a work are kept.",
        "Un manual inventado que muestra cómo se guardan la licencia y el permiso de una obra.",
    ),
    work=WorkFacts(
        kind="book",
        title="A Small Office in Two Languages",
        date=date(2025, 1, 1),
        precision="year",
        outlet="sample-press",
        url="https://example.org/",
        rights=Permission(
            licence="CC BY-NC-ND 4.0",
            given_by="Sample Press (invented)",
            given_on=date(2026, 1, 15),
            scope="Two paragraphs in English and in Spanish.",
        ),
        editions=(
            EditionFacts(
                "es",
                "Una oficina pequeña en dos lenguas",
                "sample-press",
                "https://example.org/es/",
                kind="abridged",
                access="registration",
            ),
        ),
    ),
    summary=(
        said(
            """The handbook does not exist: it was invented for this demonstration. If it did, it would say that two
            languages need one calendar, one glossary, and somebody who reads both pages before anyone else does.""",
            """El manual no existe: se inventó para esta demostración. Si existiera, diría que dos lenguas necesitan un
            solo calendario, un solo glosario y a alguien que lea las dos páginas antes que nadie.""",
        ),
    ),
    topics=("languages",),
)

PUBLICATIONS = (AGENDA_2030, BUENOS_AIRES, RESOLUTION_1325, AGENDA_FOR_PEACE, SENDAI, TWO_LANGUAGES)
