"""Reading pages in tests: the answer as a tree of elements, after a strict look at its markup."""

import re
from xml.etree.ElementTree import Element

import html5lib


def parse(html: str) -> Element:
    """The tree of a page; raises html5lib's ParseError where the markup is wrong."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


def read(client, url: str, status: int = 200) -> Element:
    """Get a page, which must be valid, and return its tree."""
    response = client.get(url)
    assert response.status_code == status, f"{url}: {response.status_code}"
    return parse(response.content.decode())


def main(document: Element) -> Element:
    """The main part of a page."""
    return document.find(".//main")


def text(element: Element | None) -> str:
    """The text of an element as a reader sees it: white space folded."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip() if element is not None else ""


def by_class(element: Element, name: str) -> list[Element]:
    """Elements that have a class."""
    return [each for each in element.iter() if isinstance(each.tag, str) and name in each.get("class", "").split()]


def links(element: Element) -> list[str]:
    """The addresses that an element leads to."""
    return [each.get("href") for each in element.iter("a")]


def every(element: Element, tag: str, **attributes: str) -> list[Element]:
    """Elements with this tag and exactly these attributes; `class_` stands for the reserved word, `aria_label` too."""
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    found = element.iter(tag)
    return [each for each in found if all(each.get(name) == value for name, value in wanted.items())]


def one(element: Element, tag: str, **attributes: str) -> Element:
    """The only such element."""
    found = every(element, tag, **attributes)
    assert len(found) == 1, f"{len(found)} times <{tag}> with {attributes}"
    return found[0]
