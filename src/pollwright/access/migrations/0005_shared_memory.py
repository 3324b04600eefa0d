"""The table of what web processes remember together: which codes were used, and how often something was tried."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0004_handles_temporary_passwords_and_documents")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE access_shared_memory ("
            " cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX access_shared_memory_expires ON access_shared_memory (expires)",
            "DROP TABLE access_shared_memory",
        )
    ]
