"""The story: two articles of 2019, their Spanish editions elsewhere, and the post that announces both.

Facts are public; the prose is ours. What the articles argue is for their readers: we say what they are
about, no more than their titles do. Addresses that are not known for certain lead to the outlet's home page.
"""

from datetime import date

from .content import (
    Article,
    Callout,
    EditionFacts,
    Heading,
    Picture,
    PublicationList,
    Quote,
    Summary,
    WorkFacts,
    said,
    text,
)

AGENDA_2030 = "https://undocs.org/A/RES/70/1"

GLOBAL_PEACE = Summary(
    "global-peace-agenda",
    "en",
    title=said(
        "For a Truly Global Peace Agenda in a Multipolar World",
        "Por una agenda de paz verdaderamente mundial en un mundo multipolar",
    ),
    slug=said("truly-global-peace-agenda", "agenda-de-paz-verdaderamente-mundial"),
    description=said(
        "An article of 2019 by Cecilia Milesi and Lauren Hess, published by AsiaGlobal Online.",
        "Un artículo de 2019 de Cecilia Milesi y Lauren Hess, publicado por AsiaGlobal Online.",
    ),
    work=WorkFacts(
        kind="magazine",
        title="For a Truly Global Peace Agenda in a Multipolar World",
        date=date(2019, 1, 1),
        precision="year",
        outlet="asiaglobal",
        url="https://www.asiaglobalonline.hku.hk/",
        authors=(
            ("milesi", "AsiaGlobal Fellow", "Asia Global Institute, The University of Hong Kong"),
            ("hess", "", "Georgetown University"),
        ),
        editions=(
            EditionFacts(
                "es",
                "Por una agenda de paz verdaderamente mundial en un mundo multipolar",
                "opendemocracy",
                "https://www.opendemocracy.net/",
            ),
        ),
    ),
    summary=(
        said(
            """Power no longer has one address. Cecilia Milesi and Lauren Hess write about an agenda for peace that
            suits such a world: global in those who draw it up, and not only in those whom it is meant to reach.""",
            """El poder ya no tiene un solo domicilio. Cecilia Milesi y Lauren Hess escriben sobre una agenda de paz a
            la medida de un mundo así: mundial por quienes la elaboran y no solo por aquellos a quienes va
            dirigida.""",
        ),
    ),
    topics=("peace", "multilateralism"),
    body=(
        Heading(said("Why we list it", "Por qué lo incluimos")),
        text(
            said(
                """The word that matters in the title is <i>truly</i>. Many agendas are called global because they
                apply everywhere; far fewer are written everywhere. Anyone who has tried to translate one knows the
                difference: some sentences have never been outside the room in which they were agreed.""",
                """La palabra que importa en el título es <i>verdaderamente</i>. Muchas agendas se llaman mundiales
                porque se aplican en todas partes; son muchas menos las que se escriben en todas partes. Quien haya
                intentado traducir alguna conoce la diferencia: hay frases que nunca han salido de la sala en la que
                se acordaron.""",
            ),
            said(
                """The article appeared in English in 2019. A Spanish edition followed at openDemocracy /
                democraciaAbierta, so that readers of both languages can judge it for themselves.""",
                """El artículo apareció en inglés en 2019. Después, openDemocracy / democraciaAbierta publicó una
                edición en español, de modo que cada quien puede juzgarlo en su lengua.""",
            ),
        ),
        Callout(
            said("About this summary", "Acerca de este resumen"),
            said(
                """It is ours, written for this demonstration, and no substitute for the article. The links lead to
                the home pages of the outlets.""",
                """Es nuestro, está escrito para esta demostración y no sustituye al artículo. Los enlaces llevan a
                las páginas de inicio de los medios.""",
            ),
        ),
    ),
)

ROLE_OF_COOPERATION = Summary(
    "role-of-south-south-cooperation",
    "en",
    title=said(
        "The role of South-South Cooperation in realizing the vision of peace and development for all",
        "El papel de la cooperación Sur-Sur para hacer realidad la paz y el desarrollo para todos",
    ),
    slug=said("role-of-south-south-cooperation", "papel-de-la-cooperacion-sur-sur"),
    description=said(
        "An article of 2019 by Cecilia Milesi, published by the United Nations System Staff College.",
        """Un artículo de 2019 de Cecilia Milesi, publicado por la Escuela Superior del Personal del Sistema de las
        Naciones Unidas.""",
    ),
    work=WorkFacts(
        kind="web",
        title="The role of South-South Cooperation in realizing the vision of peace and development for all",
        date=date(2019, 1, 1),
        precision="year",
        outlet="unssc",
        url="https://www.unssc.org/",
        authors=(("milesi", "", ""),),
        editions=(
            EditionFacts(
                "es",
                "El papel de la cooperación Sur-Sur para hacer realidad la paz y el desarrollo para todos",
                "opendemocracy",
                "https://www.opendemocracy.net/",
            ),
        ),
    ),
    summary=(
        said(
            """Peace and development are usually kept in separate offices. Cecilia Milesi looks at what cooperation
            between countries of the South brings to both, written for people who work in the United Nations
            system.""",
            """La paz y el desarrollo suelen ocupar despachos distintos. Cecilia Milesi examina qué aporta a ambos la
            cooperación entre países del Sur, en un texto destinado a quienes trabajan en el sistema de las Naciones
            Unidas.""",
        ),
    ),
    topics=("south-south", "peace", "development"),
    body=(
        Heading(said("Where it comes from", "De dónde viene")),
        text(
            said(
                """South-South cooperation has a birthplace and a date: Buenos Aires, 1978, where a plan of action
                set out how developing countries could share what they know with one another. Four decades later the
                conference known as BAPA+40 met in the same city.""",
                """La cooperación Sur-Sur tiene lugar y fecha de nacimiento: Buenos Aires, 1978, donde un plan de
                acción expuso cómo los países en desarrollo podían compartir entre sí lo que saben. Cuatro décadas
                después, la conferencia conocida como BAPA+40 se celebró en la misma ciudad.""",
            ),
            said(
                """The article was published in English by the United Nations System Staff College in 2019, the year
                of that conference, and in Spanish by openDemocracy / democraciaAbierta.""",
                """La Escuela Superior del Personal del Sistema de las Naciones Unidas publicó el artículo en inglés
                en 2019, el año de esa conferencia; openDemocracy / democraciaAbierta lo publicó en español.""",
            ),
        ),
    ),
)

ANNOUNCEMENT = Article(
    "after-bapa-40",
    "en",
    title=said(
        "After BAPA+40: two articles on peace and cooperation, in two languages",
        "Después de BAPA+40: dos artículos sobre paz y cooperación, en dos lenguas",
    ),
    slug=said("after-bapa-40-two-articles", "despues-de-bapa-40-dos-articulos"),
    description=said(
        "Two articles of 2019 by Cecilia Milesi can now be read in English and in Spanish.",
        "Dos artículos de 2019 de Cecilia Milesi ya pueden leerse en inglés y en español.",
    ),
    date=date(2019, 11, 21),
    intro=said(
        """One hundred and sixty countries met in Buenos Aires in March to talk about cooperation. Two articles of
        the same year are about cooperation and peace, and both can now be read in English and in Spanish.""",
        """Ciento sesenta países se reunieron en Buenos Aires en marzo para hablar de cooperación. Dos artículos del
        mismo año tratan de la cooperación y de la paz, y los dos pueden leerse ya en inglés y en español.""",
    ),
    hero=Picture(
        "meeting",
        said(
            "Two large circles, one warm and one cool, that share a bright field where they overlap.",
            "Dos grandes círculos, uno cálido y otro frío, que comparten un campo luminoso donde se superponen.",
        ),
    ),
    authors=("placeholder",),
    topics=("south-south", "peace"),
    publications=("global-peace-agenda", "role-of-south-south-cooperation"),
    body=(
        Heading(said("A conference, forty years on", "Una conferencia, cuarenta años después")),
        text(
            said(
                """From 20 to 22 March 2019, Buenos Aires was host to BAPA+40, the Second High-level United Nations
                Conference on South-South Cooperation. The name recalls the Buenos Aires Plan of Action, adopted in
                the same city in 1978. This time 160 countries took part.""",
                """Del 20 al 22 de marzo de 2019, Buenos Aires acogió BAPA+40, la Segunda Conferencia de Alto Nivel de
                las Naciones Unidas sobre la Cooperación Sur-Sur. El nombre recuerda el Plan de Acción de Buenos
                Aires, aprobado en la misma ciudad en 1978. Esta vez participaron 160 países.""",
            ),
            said(
                """A conference ends when the chairs are stacked; the questions that it leaves do not. What does
                cooperation among equals ask of those who are used to giving? And what has
                that to do with peace?""",
                """Una conferencia termina cuando se apilan las sillas; las preguntas que deja, no. ¿Qué pide la
                cooperación entre iguales a quienes están acostumbrados a dar? ¿Y qué tiene que ver con la paz?""",
            ),
        ),
        Quote(
            said(
                """There can be no sustainable development without peace and no peace without sustainable
                development.""",
                "No puede haber desarrollo sostenible sin paz, ni paz sin desarrollo sostenible.",
            ),
            said("United Nations General Assembly", "Asamblea General de las Naciones Unidas"),
            said(
                "Transforming our world: the 2030 Agenda for Sustainable Development (2015)",
                "Transformar nuestro mundo: la Agenda 2030 para el Desarrollo Sostenible (2015)",
            ),
            AGENDA_2030,
        ),
        Heading(said("Two articles, four ways to read them", "Dos artículos y cuatro maneras de leerlos")),
        text(
            said(
                """Cecilia Milesi published both in English; one of them she wrote with Lauren Hess of Georgetown
                University. openDemocracy / democraciaAbierta has published the two in Spanish. Below, each stands
                with a short summary of ours, the original and its Spanish edition, whose title is given here in
                our own words.""",
                """Cecilia Milesi publicó los dos en inglés; uno de ellos lo escribió con Lauren Hess, de la
                Universidad de Georgetown. openDemocracy / democraciaAbierta los ha publicado en español. Abajo
                figura cada uno con un breve resumen nuestro, el original y su edición en español, cuyo título damos
                en palabras nuestras.""",
            ),
        ),
        PublicationList(),
        Callout(
            said("Tell us what you think", "Cuéntenos qué piensa"),
            said(
                """Do you agree, or see it differently from where you live? Write to the editors, in English or in
                Spanish. We read every letter and answer in the language in which it came.""",
                """¿Está de acuerdo o, desde donde vive, lo ve de otra manera? Escriba a la redacción, en inglés o en
                español. Leemos todas las cartas y respondemos en la lengua en que llegan.""",
            ),
        ),
    ),
)

STORY = (GLOBAL_PEACE, ROLE_OF_COOPERATION, ANNOUNCEMENT)
