"""What tells that something is on the web, and names no place where it was published. Pure."""

import re

ONLY_WHERE = re.compile(
    r"(?:(?:available|accessed|retrieved)(?: (?:online|at|from))*|online|web(?:site| page)?|url|"
    r"(?:disponible|recuperado|consultado)(?: (?:en|de))*|en línea|página web|sitio web|)",
    re.IGNORECASE,
)


def says_only_where(text: str) -> bool:
    """“Available at:”, “(online)”: whatever stands around the words. In braces of their own they are a name."""
    return bool(ONLY_WHERE.fullmatch(text.strip(" .,:;()[]<>")))
