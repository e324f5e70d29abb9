"""Words that say nothing about what is sought, folded, by language: dropped from queries, never from texts. Pure."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        """
        a about above after again against all am an and any are arent as at be because been before being below
        between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during each few
        for from further had hadnt has hasnt have havent having he her here hers herself hes him himself his how
        hows i id if ill im in into is isnt it its itself ive lets me more most mustnt my myself no nor not of off
        on once only or other ought our ours ourselves out over own same shall shant she should shouldnt so some
        such than that thats the their theirs them themselves then there theres these they theyre this those through
        to too under until up us very was wasnt we were werent weve what whats when where which while who whom whose
        why will with wont would wouldnt you your yours yourself youre
        """
    ),
    "es": _set(
        """
        a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aqui asi
        aun aunque cada como con contra cual cuales cuando cuanta cuantas cuanto cuantos cuya cuyas cuyo cuyos de del
        desde donde dos durante e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta estaba
        estaban estan estar estas este esto estos fue fueron ha haber habia habian han hasta hay he la las le les lo
        los mas me mediante mi mis mucho muchos muy nada ni no nos nosotros o os otra otras otro otros para pero por
        porque pues que quien quienes se sea sean segun ser si sido sin sino sobre solo son su sus tal tambien tan
        tanto te tenia tiene tienen todo todos tras tu tus u un una unas uno unos usted ustedes y ya yo
        """
    ),
}
