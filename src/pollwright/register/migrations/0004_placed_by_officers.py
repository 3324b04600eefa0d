"""The day on which an officer chose the property at which somebody qualifies."""

from django.db import migrations, models
from pollwright.audit.migrating import Together


class Migration(migrations.Migration):
    dependencies = [("register", "0003_search_in_bulk")]

    operations = [
        Together([
        migrations.AddField("qualifyingaddress", "placed_on", models.DateField(null=True)),
        ]),
    ]
