"""Text that somebody might send instead of a translation: what attacks are made of, and what chance makes of it."""

from random import Random

from hypothesis import strategies as st

from tests.long import LONG
from tests.translations.test_gate import BAD_ADDRESSES, GOOD_ADDRESSES
from tests.translations.test_marks import HOSTILE, SOURCES

# `make test-long` sends all of the strings the whole way.
STRINGS = 10_000
THE_WHOLE_WAY = STRINGS if LONG else 300

PARTS = [
    *(text for text in HOSTILE if len(text) < 500),
    *SOURCES,
    *BAD_ADDRESSES[:30],
    *GOOD_ADDRESSES,
    *("<b>", "</b>", "<i>", "</i>", "<br>", "<br/>", '<a id="a1">', '<a id="a2">', "</a>", "<a>", "<code>", "</code>"),
    *("{1}", "{/1}", "{2}", "{/2}", "{{", "{", "}", "\n", "\r\n", " ", "\t", "\u00a0", "\u2028"),
    *("&lt;", "&gt;", "&amp;", "&quot;", "&#x3c;", "&#60", "&nbsp", "&", "<", ">", '"', "'", "`", "=", "/", "\\"),
    *(
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<!",
        "</",
        "<script",
        "</script>",
        "</style>",
        "</title>",
    ),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"),
    *("\u0301", "\u0338", "e\u0301", "n\u0303", "\u1100\u1161", "\u212b", "ﷺ", "👩\u200d👩", "\x00", "\x1f", "\ufffe"),
    *(" onload=alert(1) ", " style=x:y ", " href=", " src=x ", "javascript:", "data:text/html,", "//evil.example"),
    *("<svg>", "<math>", "<template>", "<noscript>", "<textarea>", "<xmp>", "<select>", "<table>", "<p>", "</p>"),
]


def mutated(text: str, chance: Random) -> str:
    """The text with one to four parts of it left out, doubled, turned round, replaced or joined by others."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 20)))
        middle = text[start:end]
        swap = chance.choice(
            ("", middle * 2, middle[::-1], middle.swapcase(), chance.choice(PARTS), chance.choice(PARTS))
        )
        text = text[:start] + swap + text[end:]
    return text[:600]


def batch_of(size: int) -> st.SearchStrategy[list[str]]:
    """Lists of this many strings: joined of hostile parts and of any characters, then mutated."""
    joined = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=12)), min_size=1, max_size=5).map("".join)

    def grown(given: tuple[list[str], int]) -> list[str]:
        seeds, number = given
        chance = Random(number)
        return [seeds[0], *(mutated(chance.choice(seeds), chance) for _ in range(size - 1))]

    return st.tuples(st.lists(joined, min_size=3, max_size=3), st.integers(0, 2**32)).map(grown)


def strings(count: int, seed: int = 0) -> list[str]:
    """`count` strings by chance alone, the same ones each time."""
    chance = Random(seed)
    joined = ("".join(chance.choice(PARTS) for _ in range(chance.randint(1, 4))) for _ in range(count))
    return [mutated(text, chance) for text in joined]
