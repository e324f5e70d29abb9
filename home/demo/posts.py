"""Posts that were written in English and whose translation went live at least once. Their authors are invented."""

from datetime import date

from .content import Article, Callout, Change, Heading, Note, Picture, Quote, State, bullets, said, text

READING_RESOLUTIONS = Article(
    "reading-resolutions",
    "en",
    title=said("How to read a resolution in ten minutes", "Cómo leer una resolución en diez minutos"),
    slug=said("how-to-read-a-resolution", "como-leer-una-resolucion"),
    description=said(
        "One endless sentence, two halves, and the verbs that carry it.",
        "Una frase interminable, dos mitades y los verbos que la sostienen.",
    ),
    date=date(2021, 5, 18),
    intro=said(
        """A resolution looks like one endless sentence, because it is one. Once you see how it is built, it reads
        quickly, and in more than one language.""",
        """Una resolución parece una frase interminable, porque lo es. Cuando se ve cómo está construida, se lee
        deprisa, y en más de una lengua.""",
    ),
    hero=Picture(
        "strata",
        said(
            "Layered bands of blue and sand that rise and fall like lines of handwriting.",
            "Franjas superpuestas de azul y arena que suben y bajan como renglones de una carta.",
        ),
    ),
    authors=("sample",),
    topics=("multilateralism", "languages"),
    publications=("agenda-2030",),
    body=(
        text(
            said(
                """Nobody reads resolutions for pleasure, or so they say. But much of what states promise one another
                is written in this form, and the form has rules that can be learned over a cup of coffee.""",
                """Nadie lee resoluciones por gusto, o eso se dice. Pero mucho de lo que los Estados se prometen está
                escrito de esta forma, y la forma tiene reglas que se aprenden en lo que dura un café.""",
            ),
        ),
        Heading(said("Two halves", "Dos mitades")),
        text(
            said(
                """The first half is the preamble. Its paragraphs begin with <i>recalling</i>, <i>noting</i> or
                <i>reaffirming</i>, and tell you what the authors had in mind. Nothing there asks anybody to do
                anything.""",
                """La primera mitad es el preámbulo. Sus párrafos empiezan por <i>recordando</i>, <i>observando</i> o
                <i>reafirmando</i> y cuentan qué tenían en mente sus autores. Nada en ella pide a nadie que haga
                nada.""",
            ),
            said(
                """The second half is numbered, and there the verbs carry the weight. <i>Decides</i> weighs more than
                <i>requests</i>, and <i>requests</i> more than <i>encourages</i>. Read only the verbs, and in a minute
                you have the skeleton of the text.""",
                """La segunda mitad va numerada y en ella el peso recae en los verbos. <i>Decide</i> pesa más que
                <i>solicita</i>, y <i>solicita</i>, más que <i>alienta</i>. Basta leer los verbos para tener en un
                minuto el esqueleto del texto.""",
            ),
        ),
        Picture(
            "threads",
            said(
                "Thin coloured threads that run side by side and cross once in the middle.",
                "Hilos finos de colores que corren en paralelo y se cruzan una vez en el centro.",
            ),
        ),
        Heading(said("An example", "Un ejemplo")),
        text(
            said(
                """Take <a href="https://undocs.org/A/RES/70/1">resolution 70/1</a>, which adopted the 2030 Agenda in
                September 2015. It is long, but one sentence near its beginning tells you whom it is for:""",
                """Tomemos la <a href="https://undocs.org/A/RES/70/1">resolución 70/1</a>, que aprobó la Agenda 2030 en
                septiembre de 2015. Es larga, pero una frase cercana al principio dice para quién es:""",
            ),
        ),
        Quote(
            said(
                "As we embark on this collective journey, we pledge that no one will be left behind.",
                "Al emprender juntos este gran viaje, prometemos que nadie se quedará atrás.",
            ),
            said("United Nations General Assembly", "Asamblea General de las Naciones Unidas"),
            said("Resolution 70/1, preamble", "Resolución 70/1, preámbulo"),
            "https://undocs.org/A/RES/70/1",
        ),
        text(
            said(
                """There are six official versions of that sentence: Arabic, Chinese, English, French, Russian and
                Spanish. When one of them is unclear, look at another. What was vague in your own language is often
                plain in the next.""",
                """De esa frase hay seis versiones oficiales: en árabe, chino, español, francés, inglés y ruso. Cuando
                una no esté clara, mire otra. Lo que era vago en la lengua propia suele ser nítido en la vecina.""",
            ),
        ),
        Callout(
            said("Three questions for a first reading", "Tres preguntas para una primera lectura"),
            said(
                "Who is asked to act? By when? And who will look whether they did?",
                "¿A quién se pide que actúe? ¿Para cuándo? ¿Y quién comprobará si lo hizo?",
            ),
        ),
    ),
)

TWO_LANGUAGES = Article(
    "two-languages",
    "en",
    state=State.STALE,
    title=said(
        "Why a small organisation writes in two languages", "Por qué una organización pequeña escribe en dos lenguas"
    ),
    slug=said("why-we-write-in-two-languages", "por-que-escribimos-en-dos-lenguas"),
    description=said(
        "What it costs, what it gives back, and a calendar that helps.",
        "Cuánto cuesta, qué devuelve y un calendario que ayuda.",
    ),
    date=date(2022, 9, 30),
    intro=said(
        """We are few, and every text is work. Why we do half of that work a second time, and what we have learned
        about doing it well.""",
        """Somos pocas personas y cada texto es trabajo. Por qué la mitad de ese trabajo la hacemos dos veces y qué
        hemos aprendido para hacerlo bien.""",
    ),
    hero=Picture(
        "bridge",
        said(
            "Arcs of many colours that spring from one side of the picture to the other.",
            "Arcos de muchos colores que saltan de un lado a otro de la imagen.",
        ),
    ),
    authors=("placeholder", "inventado"),
    topics=("languages",),
    body=(
        text(
            said(
                """The idea was simple: whoever reads us in Spanish should not get our news a month later, shortened,
                and with last year’s figures. It took us three attempts to get there.""",
                """La idea era sencilla: quien nos lee en español no debería recibir las noticias un mes más tarde,
                abreviadas y con las cifras del año anterior. Necesitamos tres intentos para lograrlo.""",
            ),
        ),
        Heading(said("What it costs", "Cuánto cuesta")),
        text(
            said(
                """We did the sums once, honestly. Two volunteers spend an afternoon a week on translations. Most of
                it goes not into new texts but into old ones, in which somebody changed something.""",
                """Una vez hicimos las cuentas con honradez. Dos personas voluntarias dedican una tarde por semana a
                las traducciones. La mayor parte no se va en los textos nuevos, sino en los antiguos, en los que
                alguien cambió algo.""",
            ),
            said(
                """That is where we lost heart before. Nobody minds translating a good paragraph. Looking for the one
                number that is different in a page of forty paragraphs is another matter.""",
                """Ahí era donde antes nos desanimábamos. A nadie le pesa traducir un buen párrafo. Buscar la única
                cifra distinta en una página de cuarenta párrafos es otra cosa.""",
            ),
        ),
        Heading(said("What it gives back", "Qué devuelve")),
        bullets(
            said(
                "Mistakes come to light: a sentence that cannot be translated was usually not clear.",
                "Los errores salen a la luz: la frase que no se puede traducir casi nunca estaba clara.",
            ),
            said(
                "Readers write back, each in their language, and they do not ask the same questions.",
                "Los lectores responden, cada cual en su lengua, y no preguntan lo mismo.",
            ),
            said(
                "Authors join us who would not have written for us in English.",
                "Se suman autores que no habrían escrito para nosotros en inglés.",
            ),
        ),
        Callout(
            said("Our one rule", "Nuestra única regla"),
            said(
                "Nothing goes public in either language before a second person has read it.",
                "Nada se publica en ninguna de las dos lenguas antes de que lo haya leído otra persona.",
            ),
        ),
    ),
    change=Change(
        "body",
        "Two volunteers spend an afternoon a week",
        "Three volunteers spend an afternoon a week",
        note=Note(
            "correction",
            date(2024, 5, 6),
            said(
                "An earlier version said that two volunteers spend an afternoon a week on it. There are three of them."
            ),
        ),
    ),
)

READING_LIST = Article(
    "reading-list",
    "en",
    state=State.SOURCE_UNPUBLISHED,
    title=said("Four texts to begin with", "Cuatro textos para empezar"),
    slug=said("four-texts-to-begin-with", "cuatro-textos-para-empezar"),
    description=said(
        "A short reading list on the United Nations, in order of age.",
        "Una breve lista de lecturas sobre las Naciones Unidas, por antigüedad.",
    ),
    date=date(2020, 10, 24),
    intro=said(
        "If you have one evening and want to know what the United Nations said it was for, read these.",
        "Si dispone de una tarde y quiere saber para qué dijeron las Naciones Unidas que servían, lea estos.",
    ),
    hero=Picture(
        "dawn",
        said(
            "A pale sun over ranges of hills that grow lighter with distance.",
            "Un sol pálido sobre hileras de colinas que se aclaran con la distancia.",
        ),
    ),
    authors=("sample",),
    topics=("multilateralism", "rights"),
    body=(
        bullets(
            said("The Charter, 1945: the promise.", "La Carta, 1945: la promesa."),
            said(
                "The Universal Declaration of Human Rights, 1948: to whom it was made.",
                "La Declaración Universal de Derechos Humanos, 1948: a quién se hizo.",
            ),
            said(
                "The Buenos Aires Plan of Action, 1978: that there is more than one teacher.",
                "El Plan de Acción de Buenos Aires, 1978: que no hay un solo maestro.",
            ),
            said(
                "The 2030 Agenda, 2015: by when.",
                "La Agenda 2030, 2015: para cuándo.",
            ),
        ),
        Quote(
            said(
                "All human beings are born free and equal in dignity and rights.",
                "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
            ),
            said("United Nations General Assembly", "Asamblea General de las Naciones Unidas"),
            said(
                "Universal Declaration of Human Rights, article 1",
                "Declaración Universal de Derechos Humanos, artículo 1",
            ),
        ),
        text(
            said(
                """None of the four is longer than an evening. Read them aloud if you can: they were argued over word
                by word, and one can hear it.""",
                """Ninguno de los cuatro dura más de una tarde. Léalos en voz alta si puede: se discutieron palabra por
                palabra, y se oye.""",
            ),
        ),
    ),
)

POSTS = (READING_RESOLUTIONS, TWO_LANGUAGES, READING_LIST)
