"""The table of forms that were sent: a digest of each, where it led, and until when that is remembered."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0008_finance_role")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE access_sent_forms ("
            " digest char(64) PRIMARY KEY, until bigint NOT NULL, location text NOT NULL);"
            "CREATE INDEX access_sent_forms_until ON access_sent_forms (until)",
            "DROP TABLE access_sent_forms",
        )
    ]
