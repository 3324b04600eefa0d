"""The table of how often something was tried from one address: a digest of the address, and until when it counts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0006_capacities")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE access_tries ("
            " source char(64) PRIMARY KEY, until bigint NOT NULL, tries integer NOT NULL);"
            "CREATE INDEX access_tries_until ON access_tries (until)",
            "DROP TABLE access_tries",
        )
    ]
