"""`manage.py search_benchmark FILE.json`: how well, and how fast, questions find their paragraphs."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.benchmark.corpus import Corpus
from search.benchmark.measuring import measured
from search.benchmark.throwaway import throwaway_database


class Command(BaseCommand):
    help = "Loads paragraphs into a throw-away database as pages and asks every question as a visitor would."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help='{"en": [{"article", "paragraphs": [{"id", "text", "questions"}]}], "es": …}')
        parser.add_argument("--sets", default="", help="only these query sets, separated by commas")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each language and query set."""
        try:
            corpus = Corpus.read(json.loads(Path(options["file"]).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{options['file']}: {error}") from error
        with throwaway_database():
            self.stdout.write(f"{len(corpus.paragraphs)} pages")
            for line in measured(corpus, [name for name in options["sets"].split(",") if name]):
                self.stdout.write(line)
