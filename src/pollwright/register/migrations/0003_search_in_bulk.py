"""A first register builds the index of its search texts once, in place of row by row.

The application's role may not make or drop an index. So the owner lends it these two acts: dropping the index while
nobody is found by it, and building the same index again. What is found by it is derived from the electors, so their key
is proved set by set with each import, in place of row by row.
"""

from django.db import migrations

LEND = """
CREATE FUNCTION register_drop_unused_search_index() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.register_electorsearch) THEN
        RETURN false;
    END IF;
    LOCK TABLE public.register_electorsearch IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM public.register_electorsearch) THEN
        RETURN false;
    END IF;
    DROP INDEX public.elector_search;
    RETURN true;
END
$$;
CREATE FUNCTION register_build_search_index() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO public, pg_catalog, pg_temp SET maintenance_work_mem TO '256MB' AS $$
BEGIN
    CREATE INDEX elector_search ON public.register_electorsearch USING gin (text gin_trgm_ops);
END
$$;
REVOKE ALL ON FUNCTION register_drop_unused_search_index(), register_build_search_index() FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_app') THEN
        GRANT EXECUTE ON FUNCTION register_drop_unused_search_index(), register_build_search_index() TO pollwright_app;
    END IF;
END $$
"""
TAKE_BACK = "DROP FUNCTION register_drop_unused_search_index(), register_build_search_index()"


class Migration(migrations.Migration):
    dependencies = [("register", "0002_protected")]
    operations = [migrations.RunSQL(LEND, TAKE_BACK)]
