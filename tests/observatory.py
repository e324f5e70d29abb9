"""Mozilla's HTTP Observatory, without a network: its published rules for the headers of one answer. Pure.

From 100, penalties first; what is better than needed counts only where 90 or more are left. What no
header says is left out: whether a certificate is good, and whether browsers ship the host in their HSTS
list (5 points).
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

HALF_A_YEAR = 15_768_000
BROAD = {"*", "http:", "https:", "http://*", "https://*"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
Rule = tuple[str, int]


def directives(policy: str) -> dict[str, set[str]]:
    """A content security policy, by directive; of two of one name the first counts."""
    found: dict[str, set[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), {source.lower() for source in sources})
    return found


def content_security(policy: str) -> Rule:
    if not policy:
        return "no content security policy", -25
    known = directives(policy)
    default = known.get("default-src", {"*"})
    scripts, objects, styles = (known.get(f"{name}-src", default) for name in ("script", "object", "style"))
    vouched = any(source.startswith(("'nonce-", "'sha")) for source in scripts)
    if BROAD & (scripts | objects) or "data:" in scripts or ("'unsafe-inline'" in scripts and not vouched):
        return "scripts or plug-ins from anywhere", -20
    others = {name: sources for name, sources in known.items() if name.endswith("-src")}
    insecure = {name for name, sources in others.items() if any(each.startswith("http:") for each in sources)}
    if insecure - {"img-src", "media-src"}:
        return "code over plain HTTP", -20
    if "'unsafe-eval'" in scripts:
        return "scripts from text", -10
    if insecure:
        return "pictures over plain HTTP", -10
    if ({"'unsafe-inline'", "data:"} | BROAD) & styles:
        return "styles from anywhere", 0
    if default == {"'none'"} and known.get("form-action") in ({"'self'"}, {"'none'"}):
        return "nothing but what is named", 10
    return "nothing unsafe", 5


def cookies(lines: list[str], hsts: bool) -> Rule:
    """Of several cookies the worst counts."""
    if not lines:
        return "no cookie", 0
    found = []
    for line in lines:
        name, *flags = (part.strip().lower() for part in line.split(";"))
        session = "sess" in name.split("=")[0]
        same_site = next((flag.partition("=")[2] for flag in flags if flag.startswith("samesite")), "")
        if "secure" not in flags:
            found.append(("cookie over plain HTTP", (-10 if session else -5) if hsts else (-40 if session else -20)))
        elif session and "httponly" not in flags:
            found.append(("session in reach of scripts", -30))
        elif same_site not in ("lax", "strict"):
            careless = bool(same_site) or "csrf" in name
            found.append(("cookie sent along from elsewhere", -20 if careless else 0))
        else:
            found.append(("cookies kept close", 5))
    return min(found, key=lambda rule: rule[1])


class _Scripts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.found.append((given["src"] or "", "integrity" in given))


def integrity(html: str, host: str) -> Rule:
    scripts = _Scripts(html).found
    if not scripts:
        return "no script", 0
    foreign = [(src, sealed) for src, sealed in scripts if urlsplit(src).netloc not in ("", host)]
    if any(urlsplit(src).scheme != "https" for src, _sealed in foreign):
        return "script over plain HTTP", -20 if all(sealed for _src, sealed in foreign) else -50
    if foreign and not all(sealed for _src, sealed in foreign):
        return "foreign script without a seal", -5
    return "scripts of this host", 5 if all(sealed for _src, sealed in scripts) else 0


def rules(headers: Mapping[str, str], html: str, host: str, plain: tuple[int, str]) -> list[Rule]:
    """Each rule's finding; `plain` is status and Location of the answer over HTTP."""
    told = {name.lower(): value for name, value in headers.items()}
    policy = told.get("content-security-policy", "")
    age = int((re.search(r"max-age=(\d+)", told.get("strict-transport-security", "")) or [0, 0])[1])
    referrer = [word.strip() for word in told.get("referrer-policy", "").split(",")][-1]
    framed = "frame-ancestors" in directives(policy)
    guarded = told.get("x-frame-options", "").upper() in ("DENY", "SAMEORIGIN")
    shared = told.get("access-control-allow-origin", "")
    resources = {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}
    return [
        content_security(policy),
        cookies([line for line in told.get("set-cookie", "").splitlines() if line], age >= HALF_A_YEAR),
        ("shared with", -50 if shared and told.get("access-control-allow-credentials") == "true" else 0),
        ("to HTTPS", 0 if plain[0] in (301, 302, 307, 308) and plain[1].startswith(f"https://{host}/") else -20),
        ("referrer", 5 if referrer in PRIVATE else 0 if not referrer else -5),
        ("only HTTPS", 0 if age >= HALF_A_YEAR else -10 if age else -20),
        integrity(html, host),
        ("no sniffing", 0 if told.get("x-content-type-options", "").lower() == "nosniff" else -5),
        ("frames", 5 if framed else 0 if guarded else -20),
        ("resources", resources.get(told.get("cross-origin-resource-policy", ""), -5)),
    ]


def score(found: list[Rule]) -> int:
    """The points that the findings come to."""
    left = 100 + sum(points for _rule, points in found if points < 0)
    return max(0, left + sum(points for _rule, points in found if points > 0) * (left >= 90))
