"""What the desk costs at 10, 100 and 500 passages: opening a translation, and saving one passage of it."""

from itertools import count
from typing import Any

from .measure import Bar, Cost, loop_line, measure

SIZES = (10, 100, 500)
# Of the time for as many times the passages: linear is 1, and opening has a part that is the same for all.
LINEAR = 1.1
OPEN_QUERIES = 20
SAVE_QUERIES = 14  # 12, the one of a minute that notes that somebody is at work, and a savepoint


class Desk:
    """Opens a translation, or saves its first paragraph anew, as its administrator."""

    def __init__(self) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        self.client, self.numbers = Client(), count()
        self.known: dict[int, tuple[str, str]] = {}
        user, _made = get_user_model().objects.get_or_create(
            username="bench", defaults={"is_superuser": True, "is_staff": True}
        )
        self.client.force_login(user)
        self.items = {size: self._item(size, user) for size in SIZES}

    def _item(self, size: int, user: Any) -> Any:
        from wagtail.models import Locale

        from articles.models import BlogIndexPage, BlogPostPage
        from translations import services

        english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
        blogs = BlogIndexPage.objects.filter(locale=english, live=True).order_by("pk")
        blog = next(one for one in blogs if one.get_translation_or_none(spanish))
        words = "".join(f"<p>Paragraph {number} of the {size}, about bridges.</p>" for number in range(size))
        post = BlogPostPage(title=f"Of {size} paragraphs", intro="Long.", body=[("rich_text", words)], live=False)
        blog.add_child(instance=post)
        post.locale = english
        post.save_revision().publish()
        return services.start_translation(source=post, locale=spanish, user=user)

    def get(self, what: str) -> Any:
        """The answer to `open 500` or `save 500`, or an exit that says what was answered instead."""
        act, size = what.split()
        answer = self._open(int(size)) if act == "open" else self._save(int(size))
        if answer.status_code != 200:
            raise SystemExit(f"{what} answered {answer.status_code}")
        return answer

    def _open(self, size: int) -> Any:
        from django.urls import reverse

        return self.client.get(reverse("translations:edit", args=[self.items[size].pk]))

    def _save(self, size: int) -> Any:
        """Each save is made from what the last one stored."""
        from django.urls import reverse

        item, text = self.items[size], f"Texto {next(self.numbers)}"
        pk, version = self.known.get(size) or self._paragraph(item)
        answer = self.client.post(
            reverse("translations:segment", args=[item.pk, pk]), {"target": text, "version": version}
        )
        self.known[size] = (pk, answer.json().get("version", ""))
        return answer

    def _paragraph(self, item: Any) -> tuple[str, str]:
        from translations import services
        from translations.forms.translation import version

        return next((one.pk, version(one)) for one in services.segments(item) if one.path.startswith("body"))


def growth(costs: dict[str, Cost], act: str) -> float:
    """How much more one passage costs among the most than among a hundred."""
    most, middle = SIZES[-1], SIZES[1]
    return costs[f"{act} {most}"].median / most / (costs[f"{act} {middle}"].median / middle)


def run(rounds: int) -> tuple[list[str], list[Bar]]:
    """The lines to print, and the bars."""
    from home.bulk.make import make

    make(10)
    desk = Desk()
    asked = {f"{act} {size}": f"{act} {size}" for act in ("open", "save") for size in SIZES}
    costs = measure(asked, desk.get, rounds)
    lines = ["The desk, in calibration loops (middle eight of ten rounds):", loop_line(rounds)]
    lines += [
        f"  {name:<10} {cost}  {cost.milliseconds:7.1f} ms  {cost.queries} queries" for name, cost in costs.items()
    ]
    bars = [Bar(f"{act}: growth for each passage, 100 to 500", growth(costs, act), LINEAR) for act in ("open", "save")]
    for size in SIZES:
        bars.append(Bar(f"queries to open {size}", costs[f"open {size}"].queries, OPEN_QUERIES))
        bars.append(Bar(f"queries to save one of {size}", costs[f"save {size}"].queries, SAVE_QUERIES))
    return lines, bars
