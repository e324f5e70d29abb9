"""Small closed lists of words in English and Spanish that the rules of severity look at. Pure.

A language without a list has empty ones: its numbers, dates in figures, links and capitals still speak.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of one language; all in lower case."""

    code: str = ""
    decimal: str = "."
    thousands: str = ""
    day_first: bool = True
    cardinals: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)  # multiply what stands before
    many: dict[str, int] = field(default_factory=dict)  # "millions of": an order of size
    fractions: dict[str, int] = field(default_factory=dict)  # what one is divided by
    multiples: dict[str, int] = field(default_factory=dict)  # "tripled", by how much
    times: dict[str, int] = field(default_factory=dict)  # minutes since midnight
    months: dict[str, int] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    decades: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)  # of a month, in words
    negations: frozenset[str] = frozenset()
    denying: tuple[str, ...] = ()  # beginnings of a word that deny the rest of it
    follow_negation: frozenset[str] = frozenset()  # they repeat a negation that stands before
    no_negation: frozenset[tuple[str, ...]] = frozenset()  # idioms with a word of negation that deny nothing
    common: frozenset[str] = frozenset()  # may begin a sentence with a capital and are no names
    before_year: frozenset[str] = frozenset()
    connectors: frozenset[str] = frozenset()  # between the items of a list


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Each word with its number; forms of one word are joined by a slash."""
    groups = enumerate(words.split())
    return {form: start + step * number for number, group in groups for form in group.split("/")}


def _with_ones(tens: dict[str, int], ones: dict[str, int], join: str) -> dict[str, int]:
    """Tens with ones: twenty-first, treinta y uno."""
    return {f"{ten}{join}{one}": first + second for ten, first in tens.items() for one, second in ones.items()}


def _idioms(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(idiom.split()) for idiom in text.split(","))


_ORDINALS_IN_ENGLISH = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | _numbered("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10)
_DAYS_IN_ENGLISH = {word: day for word, day in _ORDINALS_IN_ENGLISH.items() if day <= 30} | {
    word: day
    for join in "- "
    for word, day in _with_ones({"twenty": 20, "thirty": 30}, _ORDINALS_IN_ENGLISH, join).items()
    if day <= 31 and day % 10
}

_ENGLISH = Lexicon(
    code="en",
    decimal=".",
    thousands=",",
    day_first=False,
    cardinals=_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
        start=0,
    )
    | _numbered("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10),
    ordinals=_ORDINALS_IN_ENGLISH,
    scales={"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    | {"dozen": 12, "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12},
    many={"dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "trillions": 10**12},
    fractions={"half": 2} | _numbered("third quarter fifth", 3) | {"tenth": 10},
    multiples=_numbered(
        "twice/double/doubles/doubled/doubling thrice/triple/triples/tripled/tripling/treble/trebles/trebled/trebling "
        "quadruple/quadruples/quadrupled/quadrupling",
        2,
    ),
    times={"noon": 720, "midday": 720, "midnight": 0},
    months=_numbered(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
        "october/oct november/nov december/dec"
    ),
    weekdays=_numbered("monday tuesday wednesday thursday friday saturday sunday"),
    decades=_numbered("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10),
    days=_DAYS_IN_ENGLISH,
    negations=_set("not no never without nor neither none nobody nothing nowhere cannot hardly non ain't"),
    denying=("un", "in", "im", "il", "ir", "non", "dis"),
    follow_negation=_set("nor"),
    no_negation=_idioms(
        "not only,not just,not merely,no doubt,without doubt,without a doubt,no less,no matter,not least,"
        "no sooner,nothing less than,none other,none the less,no one but,nothing but,no wonder,never mind,if not"
    ),
    common=_set(
        "a about above according across additionally after again against all along already also although always am "
        "among an and another any anyone anything are around as at away back be because become been before behind "
        "being below beneath beside besides between beyond both but by can certainly clearly consequently could "
        "current currently dear despite did do does done down during each early either else especially even ever every "
        "everyone everything few finally following for former formerly fortunately from further furthermore generally "
        "given had has have having he hence her here hers herself him himself his how however i if in indeed initially "
        "inside instead into is it its itself just last late lately later latest least less let like likewise "
        "many may maybe me meanwhile might mine more moreover most much must my myself near nearly nevertheless new "
        "next now of off often old older on once one only onto or other others our ours ourselves out over "
        "overall own part people per perhaps please probably quite rather read recent recently same "
        "second several shall she should similarly since so some someone something sometimes soon still such than "
        "that the their theirs them themselves then there therefore these they thing things this those though through "
        "throughout thus to today together tomorrow too toward towards under unfortunately unless unlike until up upon "
        "us very was we well were what whatever when whenever where whereas wherever whether which while who whoever "
        "whole whom whose why will with within would yes yesterday yet you young your yours"
    ),
    before_year=_set("in since by until till from of after before during to through the and for around circa year mid"),
    connectors=_set("and or as well but plus with"),
)

_CARDINALS_IN_SPANISH = (
    _numbered(
        "cero uno/una/un/ún dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiuna/veintiún "
        "veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis veintisiete "
        "veintiocho veintinueve",
        start=0,
    )
    | _numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | _numbered(
        "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas "
        "quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas "
        "novecientos/novecientas",
        100,
        100,
    )
)
_DAYS_IN_SPANISH = {
    word: day for word, day in _CARDINALS_IN_SPANISH.items() if 0 < day <= 30 and word not in ("un", "ún", "una")
} | {
    "primero": 1,
    "treinta y uno": 31,
}

_SPANISH = Lexicon(
    code="es",
    decimal=",",
    thousands=".",
    cardinals=_CARDINALS_IN_SPANISH,
    ordinals=_numbered(
        "primero/primera/primer/primeros/primeras segundo/segunda tercero/tercera/tercer cuarto/cuarta quinto/quinta "
        "sexto/sexta séptimo/séptima octavo/octava noveno/novena décimo/décima "
        "undécimo/undécima/decimoprimero/decimoprimera/decimoprimer duodécimo/duodécima/decimosegundo/decimosegunda "
        "decimotercero/decimotercera/decimotercer decimocuarto/decimocuarta "
        "decimoquinto/decimoquinta decimosexto/decimosexta decimoséptimo/decimoséptima decimoctavo/decimoctava "
        "decimonoveno/decimonovena "
        "vigésimo/vigésima vigesimoprimero/vigesimoprimera/vigesimoprimer vigesimosegundo/vigesimosegunda "
        "vigesimotercero/vigesimotercera/vigesimotercer vigesimocuarto/vigesimocuarta vigesimoquinto/vigesimoquinta "
        "vigesimosexto/vigesimosexta vigesimoséptimo/vigesimoséptima vigesimoctavo/vigesimoctava "
        "vigesimonoveno/vigesimonovena"
    )
    | _numbered(
        "trigésimo/trigésima cuadragésimo/cuadragésima quincuagésimo/quincuagésima sexagésimo/sexagésima "
        "septuagésimo/septuagésima octogésimo/octogésima nonagésimo/nonagésima centésimo/centésima",
        30,
        10,
    ),
    scales={
        "decena": 10,
        "docena": 12,
        "docenas": 12,
        "veintena": 20,
        "centenar": 100,
        "mil": 1000,
        "millar": 1000,
        "millón": 10**6,
        "millones": 10**6,
        "millardo": 10**9,
        "millardos": 10**9,
    }
    | {"billón": 10**12, "billones": 10**12, "trillón": 10**18, "trillones": 10**18},
    many={"decenas": 10, "cientos": 100, "centenares": 100, "miles": 1000, "millares": 1000},
    fractions={"mitad": 2} | _numbered("tercio/tercera cuarto/cuarta quinto/quinta", 3) | {"décimo": 10, "décima": 10},
    multiples=_numbered("doble/dobles triple/triples cuádruple/cuádruples", 2)
    | {
        stem + end: number
        for number, stem in enumerate(("duplic", "triplic", "cuadruplic"), 2)
        for end in ("a", "an", "ó", "aron", "aba", "aban", "ado", "ada", "ados", "adas", "ar", "ará", "arán", "ando")
    },
    times={"mediodía": 720, "medianoche": 0},
    months=_numbered(
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
        "septiembre/setiembre/sep/sept/set octubre/oct noviembre/nov diciembre/dic"
    ),
    weekdays=_numbered("lunes martes miércoles jueves viernes sábado/sábados domingo/domingos"),
    decades=_numbered("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    days=_DAYS_IN_SPANISH,
    negations=_set("no ni nunca jamás sin tampoco ningún ninguno ninguna ningunos ningunas nadie nada apenas"),
    denying=("in", "im", "i", "ir", "des"),
    follow_negation=_set("ni nunca jamás tampoco ningún ninguno ninguna ningunos ningunas nadie nada"),
    no_negation=_idioms(
        "sin embargo,no obstante,no solo,no sólo,no solamente,no únicamente,sin duda,sin lugar a dudas,sin dudas,"
        "ni más ni menos,nada menos,nada más,cuando no,si no"
    ),
    common=_set(
        "a acaso actualmente además adonde ahora al algo alguien algún alguna algunas alguno algunos allí ambas ambos "
        "ante anteriormente antes antiguo apenas aquel aquella aquellas aquello aquellos aquí así aun aún aunque ayer "
        "bajo bastante bien cada casi cierto como cómo con conforme contra cual cuál cuales cualquier cuando cuándo "
        "cuánto cuya cuyo dado de debajo deben debe del demás dentro desde después detrás dicha dicho donde dónde "
        "durante e el él ella ellas ello ellos empero en encima entonces entre era eran es esa esas ese eso esos está "
        "esta estaba están estar estas este esto estos estuvo existen existe finalmente fue fueron fuera gracias ha "
        "había habrá hace hacia han hasta hay he hemos hoy igualmente incluso joven junto la las le les lo los luego "
        "mas más me mediante mejor menos mi mí mientras mis mucha muchas mucho muchos muy nos nosotras nosotros "
        "nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos o os otra otras otro otros otrora para parte pero "
        "poca pocas poco pocos por porque posteriormente primero pronto puede pueden pues que qué quien quién quienes "
        "quizá quizás recientemente se sé según segundo ser será si sí sido siempre sino sobre sola solamente solo "
        "sólo son soy su sus suya suyo tal tales también tan tanto te tenemos tiene tienen toda todas todavía todo "
        "todos tras tu tú tus u un una unas uno unos usted ustedes va varias varios vez vosotros y ya yo"
    ),
    before_year=_set("en desde hasta del de para año años entre a y hacia por el mediados"),
    connectors=_set("y e o u como así con el la los las de del"),
)

LEXICONS = {"en": _ENGLISH, "es": _SPANISH}


def lexicon_of(language: str) -> Lexicon:
    """The lists for a language tag such as "es-mx"; nearly empty ones for a language without lists."""
    return LEXICONS.get(language.lower().replace("_", "-").split("-")[0], Lexicon())


# Words that all capitals make another word of: an acronym is no shout there.
SHOUTS = _set("us who it aids un eu uk or in is on id oms ong pib ods can may go do so no")

# Capitals of office and institution: they change case and make way for a pronoun without a change of fact.
GENERIC = _set(
    "act agency agenda agreement annex article articles assembly association centre center chapter college "
    "commission committee "
    "conference congress convention council court declaration department director family foundation framework forum "
    "fund government "
    "institute internet ministry nation nations office organisation organization parliament part plan "
    "president programme program "
    "project protocol republic resolution school secretariat secretary senate society state states strategy summit "
    "treaty union university web acuerdo agencia alta anexo artículo artículos asamblea asociación "
    "capítulo centro "
    "comisión comité conferencia congreso consejo constitución convención corte cumbre declaración departamento "
    "director directora escuela estado estados estrategia facultad familia fondo foro fundación gobierno instituto "
    "marco ministerio ministro ministra nación naciones oficina organización parlamento parte plan presidenta "
    "presidente programa proyecto protocolo república resolución secretaría senado sociedad tratado tribunal unión "
    "universidad"
)

# Names that begin a sentence as often as not: without these a capital there says nothing.
KNOWN = _set(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bangladesh belarus belgium "
    "belize benin bolivia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo "
    "croatia cuba cyprus denmark ecuador egypt england estonia ethiopia finland france gaza georgia germany ghana "
    "greece guatemala guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica "
    "japan jordan kenya kosovo kuwait laos latvia lebanon liberia libya lithuania malaysia mali malta mexico "
    "moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway "
    "pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia "
    "singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand togo tunisia "
    "turkey türkiye uganda ukraine uruguay venezuela vietnam yemen zambia zimbabwe africa america asia europe "
    "afganistán alemania arabia argelia bélgica bielorrusia brasil camboya camerún canadá chequia chipre corea "
    "croacia dinamarca egipto eslovaquia eslovenia españa etiopía filipinas finlandia francia grecia haití hungría "
    "inglaterra irak irán irlanda italia japón jordania kenia líbano libia lituania malasia marruecos méxico "
    "noruega panamá países perú polonia rumanía rusia siria suecia suiza tailandia túnez turquía ucrania zimbabue "
    "áfrica américa asia europa london paris madrid berlin rome geneva vienna moscow beijing washington brussels "
    "nairobi bogota lima quito santiago caracas havana montevideo londres parís berlín roma ginebra viena moscú "
    "pekín bruselas bogotá habana buenos barcelona lisbon lisboa tokyo tokio "
    "ana maría marta laura luis carlos juan josé pedro pablo miguel jorge elena carmen lucía sofía diego andrés "
    "manuel antonio francisco fernando rosa julia isabel teresa alejandro gabriel rafael daniel david martin john "
    "james robert michael william richard thomas charles mary patricia jennifer linda elizabeth susan sarah karen "
    "nancy peter paul george edward henry anna emma alice kate laura marina nadia fatima ahmed mohamed amina"
) - {"países", "rosa"}

# With a full stop after them they begin no sentence.
TITLES = _set("dr dra mr mrs ms prof profa st sr sra srta lic ing arq d dña gen gral col rev hon sen gov no vs jr")

# What comes and goes with a fact, and is no rewording of its own.
LIGHT = _set(
    "a al an any anybody anyone anything are at be both but de del did do does either el en every everybody everyone "
    "everything had has in is la las los of on or some somebody someone something sometimes the was were with and "
    "always ever still yet algo alguien algún alguna alguno algunos algunas año con e o siempre sí también que se ha "
    "few many most pocos pocas muchos muchas one 1 han es todos todas todo tanto u un una y year"
)
