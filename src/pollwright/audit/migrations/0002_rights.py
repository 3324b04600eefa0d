"""The application's role may add to the trail and read it, no more."""

from django.db import migrations

TABLES = ("audit_event", "audit_eventsubject", "audit_seal", "audit_payloadremoval")
REVOKE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_app') THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM pollwright_app;
        REVOKE UPDATE, TRUNCATE ON audit_eventpayload FROM pollwright_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(REVOKE.format(tables=", ".join(TABLES)), migrations.RunSQL.noop)]
