"""Hold the trail by a key that whoever adds to it shares, where before the table itself was locked.

Every lock of a table that keeps others from adding to it also waits for the server's own vacuum of that table, which may
take minutes on a long trail: all that time nothing could be sealed. A vacuum doesn't know the key.
"""

from django.db import migrations

KEY = "hashtextextended('pollwright.audit.trail', 0)"
SHARE = f"""
CREATE FUNCTION audit_share_trail() RETURNS trigger LANGUAGE plpgsql SET search_path TO pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({KEY});
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_event_shares_trail BEFORE INSERT ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_share_trail();
"""
LEAVE = "DROP TRIGGER audit_event_shares_trail ON audit_event; DROP FUNCTION audit_share_trail()"


def holding(act: str) -> str:
    """Return the statement that makes `audit_hold_trail` do an act."""
    return f"""
CREATE OR REPLACE FUNCTION audit_hold_trail() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO pg_catalog, pg_temp AS $$
BEGIN
    {act};
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_words_of_events")]
    operations = [
        migrations.RunSQL(SHARE, LEAVE),
        migrations.RunSQL(
            holding(f"PERFORM pg_advisory_xact_lock({KEY})"),
            holding("LOCK TABLE public.audit_event IN SHARE ROW EXCLUSIVE MODE"),
        ),
    ]
