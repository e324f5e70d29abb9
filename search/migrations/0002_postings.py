"""The table of postings, laid out for each database so that a term is read in one go."""

from django.db import migrations

SQLITE = [
    """
    CREATE TABLE search_posting (
        term integer NOT NULL,
        document_id integer NOT NULL REFERENCES search_document (id) ON DELETE CASCADE,
        weight real NOT NULL,
        length integer NOT NULL,
        forms integer NOT NULL,
        PRIMARY KEY (term, document_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_posting_document ON search_posting (document_id)",
    "CREATE INDEX search_word_forwards ON search_word (locale, word)",
    "CREATE INDEX search_word_backwards ON search_word (locale, backwards)",
]
POSTGRESQL = [
    """
    CREATE TABLE search_posting (
        term bigint NOT NULL,
        document_id integer NOT NULL REFERENCES search_document (id) ON DELETE CASCADE,
        weight real NOT NULL,
        length integer NOT NULL,
        forms smallint NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX search_posting_term ON search_posting (term, document_id) INCLUDE (weight, length, forms)",
    "CREATE INDEX search_posting_document ON search_posting (document_id)",
    # Beginnings of words are ranges only where letters are ordered by their numbers.
    'CREATE INDEX search_word_forwards ON search_word (locale, word COLLATE "C")',
    'CREATE INDEX search_word_backwards ON search_word (locale, backwards COLLATE "C")',
]


def create(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for index in ("search_word_forwards", "search_word_backwards"):
        schema_editor.execute(f"DROP INDEX {index}")
    schema_editor.execute("DROP TABLE search_posting")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]
    operations = [migrations.RunPython(create, drop)]
