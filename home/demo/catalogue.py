"""Topics, people and outlets. The two authors of the story are real; every other person is invented and says so."""

from .content import Author, Publisher, Subject, said

TOPICS = (
    Subject(
        "peace",
        "en",
        name=said("Peace and mediation", "Paz y mediación"),
        slug=said("peace-and-mediation", "paz-y-mediacion"),
        description=said(
            "How conflicts end, who sits at the table, and what keeps the peace afterwards.",
            "Cómo terminan los conflictos, quién se sienta a la mesa y qué sostiene la paz después.",
        ),
    ),
    Subject(
        "south-south",
        "en",
        name=said("South-South cooperation", "Cooperación Sur-Sur"),
        slug=said("south-south-cooperation", "cooperacion-sur-sur"),
        description=said(
            "Countries of the South that share what they know, from Buenos Aires 1978 to today.",
            "Países del Sur que comparten lo que saben, desde Buenos Aires 1978 hasta hoy.",
        ),
    ),
    Subject(
        "multilateralism",
        "en",
        name=said("Multilateral institutions", "Instituciones multilaterales"),
        slug=said("multilateral-institutions", "instituciones-multilaterales"),
        description=said(
            "How states decide together, and how to read what they decided.",
            "Cómo deciden juntos los Estados y cómo leer lo que han decidido.",
        ),
    ),
    Subject(
        "environment",
        "es",
        name=said("Agua y medioambiente", "Water and the environment"),
        slug=said("agua-y-medioambiente", "water-and-the-environment"),
        description=said(
            "Ríos, riesgos y el derecho a saber qué ocurre con ellos.",
            "Rivers, risks, and the right to know what happens to them.",
        ),
    ),
    Subject(
        "languages",
        "en",
        name=said("Languages and translation", "Lenguas y traducción"),
        slug=said("languages-and-translation", "lenguas-y-traduccion"),
        description=said(
            "Working, writing and thinking in more than one language.",
            "Trabajar, escribir y pensar en más de una lengua.",
        ),
    ),
    Subject(
        "development",
        "en",
        name=said("Sustainable development", "Desarrollo sostenible"),
        slug=said("sustainable-development", "desarrollo-sostenible"),
        description=said(
            "The 2030 Agenda and the people who are meant to feel it.",
            "La Agenda 2030 y las personas que deberían notarla.",
        ),
    ),
    Subject(
        "rights",
        "en",
        name=said("Human rights", "Derechos humanos"),
        slug=said("human-rights", "derechos-humanos"),
        description=said(
            "What was promised to everyone, in the words in which it was promised.",
            "Lo que se prometió a todas las personas, con las palabras con que se prometió.",
        ),
    ),
)

PEOPLE = (
    Author(
        "milesi",
        "en",
        name="Cecilia Milesi",
        sort_name="Milesi, Cecilia",
        slug="cecilia-milesi",
        role=said("AsiaGlobal Fellow in 2019", "AsiaGlobal Fellow en 2019"),
        bio=said(
            """In 2019, when the two articles presented here appeared, she was an AsiaGlobal Fellow of the Asia
            Global Institute at the University of Hong Kong.""",
            """En 2019, cuando se publicaron los dos artículos que aquí se presentan, era AsiaGlobal Fellow del Asia
            Global Institute de la Universidad de Hong Kong.""",
        ),
    ),
    Author(
        "hess",
        "en",
        name="Lauren Hess",
        sort_name="Hess, Lauren",
        slug="lauren-hess",
        role=said("Georgetown University, in 2019", "Universidad de Georgetown, en 2019"),
        bio=said(
            "She wrote one of the two articles presented here together with Cecilia Milesi, in 2019.",
            "En 2019 escribió, junto con Cecilia Milesi, uno de los dos artículos que aquí se presentan.",
        ),
    ),
    Author(
        "sample",
        "en",
        name="Ada Sample",
        sort_name="Sample, Ada",
        slug="ada-sample",
        role=said("Fictional contributor", "Colaboradora ficticia"),
        bio=said(
            "Invented for this demonstration. She reads resolutions so that others need not read them twice.",
            "Inventada para esta demostración. Lee resoluciones para que nadie tenga que leerlas dos veces.",
        ),
    ),
    Author(
        "placeholder",
        "en",
        name="Joan Placeholder",
        sort_name="Placeholder, Joan",
        slug="joan-placeholder",
        role=said("Fictional contributor", "Colaboradora ficticia"),
        bio=said(
            "Invented for this demonstration. She keeps the calendar, the glossary and the kettle.",
            "Inventada para esta demostración. Se ocupa del calendario, del glosario y de la tetera.",
        ),
    ),
    Author(
        "example",
        "en",
        name="Kofi Example",
        sort_name="Example, Kofi",
        slug="kofi-example",
        role=said("Fictional contributor", "Colaborador ficticio"),
        bio=said(
            "Invented for this demonstration. He writes about rivers and about those who live on both banks.",
            "Inventado para esta demostración. Escribe sobre los ríos y sobre quienes viven en las dos orillas.",
        ),
    ),
    Author(
        "supuesta",
        "es",
        name="Inés Supuesta",
        sort_name="Supuesta, Inés",
        slug="ines-supuesta",
        role=said("Colaboradora ficticia", "Fictional contributor"),
        bio=said(
            "Inventada para esta demostración. Pregunta dónde están los papeles y luego los lee.",
            "Invented for this demonstration. She asks where the papers are, and then she reads them.",
        ),
    ),
    Author(
        "inventado",
        "es",
        name="Bruno Inventado",
        sort_name="Inventado, Bruno",
        slug="bruno-inventado",
        role=said("Colaborador ficticio", "Fictional contributor"),
        bio=said(
            "Inventado para esta demostración. Traduce en voz alta, por si la frase no respira.",
            "Invented for this demonstration. He translates aloud, in case the sentence cannot breathe.",
        ),
    ),
    Author(
        "figurada",
        "es",
        name="Clara Figurada",
        sort_name="Figurada, Clara",
        slug="clara-figurada",
        role=said("Colaboradora ficticia", "Fictional contributor"),
        bio=said(
            "Inventada para esta demostración. Escribe sobre ciudades y sobre las visitas que se hacen entre ellas.",
            "Invented for this demonstration. She writes about cities and about the visits that they pay each other.",
        ),
    ),
)

OUTLETS = (
    Publisher(
        "asiaglobal",
        "en",
        name=said("AsiaGlobal Online", "AsiaGlobal Online"),
        slug="asiaglobal-online",
        url="https://www.asiaglobalonline.hku.hk/",
        country="HK",
        initials="AG",
        colour="#8a3b2e",
        disclaimer=said(
            "The summary is ours. AsiaGlobal Online has neither reviewed nor endorsed it.",
            "El resumen es nuestro. AsiaGlobal Online no lo ha revisado ni lo respalda.",
        ),
    ),
    Publisher(
        "unssc",
        "en",
        name=said(
            "United Nations System Staff College",
            "Escuela Superior del Personal del Sistema de las Naciones Unidas",
        ),
        slug="unssc",
        url="https://www.unssc.org/",
        country="IT",
        initials="SC",
        colour="#24577a",
    ),
    Publisher(
        "opendemocracy",
        "en",
        name=said("openDemocracy / democraciaAbierta", "openDemocracy / democraciaAbierta"),
        slug="opendemocracy",
        url="https://www.opendemocracy.net/",
        country="GB",
        initials="oD",
        colour="#3f4a7d",
    ),
    Publisher(
        "un",
        "en",
        name=said("United Nations", "Naciones Unidas"),
        slug="united-nations",
        url="https://www.un.org/",
        country="",
        initials="UN",
        colour="#2b6c8f",
    ),
    Publisher(
        "cepal",
        "es",
        name=said(
            "Comisión Económica para América Latina y el Caribe (CEPAL)",
            "Economic Commission for Latin America and the Caribbean (ECLAC)",
        ),
        slug="cepal",
        url="https://www.cepal.org/",
        country="CL",
        initials="CE",
        colour="#2f6b57",
    ),
    Publisher(
        "undrr",
        "en",
        name=said(
            "United Nations Office for Disaster Risk Reduction",
            "Oficina de las Naciones Unidas para la Reducción del Riesgo de Desastres",
        ),
        slug="undrr",
        url="https://www.undrr.org/",
        country="CH",
        initials="DR",
        colour="#9a5a1f",
    ),
    Publisher(
        "sample-press",
        "en",
        name=said("Sample Press (invented)", "Editorial de Muestra (inventada)"),
        slug="sample-press",
        url="https://example.org/",
        country="",
        initials="SP",
        colour="#6b4a7d",
        disclaimer=said(
            "Invented for this demonstration, so it has endorsed nothing that is said here.",
            "Inventada para esta demostración: no respalda nada de lo que aquí se dice.",
        ),
    ),
)
