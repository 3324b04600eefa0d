"""Sealed particulars can be reached only inside an operation of the same authority; births not by the public role."""

from django.db import migrations

PROTECT = """
ALTER TABLE register_electorprotected ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_an_operation ON register_electorprotected
    USING (coalesce(current_setting('pollwright.operation', true), '') <> ''
           AND authority_id::text = current_setting('pollwright.authority', true));
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_read') THEN
        REVOKE ALL ON register_electorprotected, register_electorbirth, register_applicationprivate,
            register_electorsearch, register_outsidereport, register_trayitem, register_qualifyingaddress
            FROM pollwright_read;
    END IF;
END $$
"""
UNPROTECT = """
DROP POLICY in_an_operation ON register_electorprotected;
ALTER TABLE register_electorprotected DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunSQL(PROTECT, UNPROTECT)]
