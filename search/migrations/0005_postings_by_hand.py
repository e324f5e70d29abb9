"""On PostgreSQL a posting no longer asks for its document: for each of millions that took a tenth of the time of
indexing. Whoever takes a document out locks it and takes its postings along (engine/postings.py), and the check of the
index looks for others."""

from django.db import migrations

NAME = "search_posting_document_id_fkey"
DROP = f"ALTER TABLE search_posting DROP CONSTRAINT IF EXISTS {NAME}"
TIDY = "DELETE FROM search_posting p WHERE NOT EXISTS (SELECT 1 FROM search_document d WHERE d.id = p.document_id)"
ADD = (
    f"ALTER TABLE search_posting ADD CONSTRAINT {NAME} "
    "FOREIGN KEY (document_id) REFERENCES search_document (id) ON DELETE CASCADE"
)


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


def hold(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TIDY)
        schema_editor.execute(ADD)


class Migration(migrations.Migration):
    dependencies = [("search", "0004_promotion")]
    operations = [migrations.RunPython(let_go, hold)]
