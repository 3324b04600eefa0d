"""Let the application hold the trail while it seals.

The application's role may add to the trail and no more, and a lock that keeps others from adding needs a right to
change. So the owner lends it this one act and nothing else.
"""

from django.db import migrations

HOLD = """
CREATE FUNCTION audit_hold_trail() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path TO pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE public.audit_event IN SHARE ROW EXCLUSIVE MODE;
END
$$;
REVOKE ALL ON FUNCTION audit_hold_trail() FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_app') THEN
        GRANT EXECUTE ON FUNCTION audit_hold_trail() TO pollwright_app;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_rights")]
    operations = [migrations.RunSQL(HOLD, "DROP FUNCTION audit_hold_trail()")]
