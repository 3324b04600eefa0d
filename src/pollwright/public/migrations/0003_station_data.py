"""The released stations of polls to come, for those who read them with a key, and that a key was used."""

from django.db import migrations

VIEWS = {
    "public_station_file": """
SELECT DISTINCT ON (r.scheme_id) r.authority_id, substring(sc.reference FROM '[0-9]+')::int AS number, sc.title, p.day,
    f.sha256, r.released_at
FROM stations_finderrelease r
JOIN stations_scheme sc ON sc.id = r.scheme_id
JOIN (SELECT DISTINCT scheme_id, day FROM public_poll) AS p ON p.scheme_id = r.scheme_id
JOIN files_storedfile f ON f.id = r.file_id AND f.removed_at IS NULL
WHERE r.layout = 'fcs' AND r.part = 'fcs' ORDER BY r.scheme_id, r.number DESC
""",
    "public_station_key": """
SELECT k.id, k.authority_id, k.sha256, c.clock_on FROM stations_stationdatakey k
JOIN public_council c ON c.id = k.authority_id WHERE k.withdrawn_at IS NULL
""",
}
MAKE = "\n".join(f"CREATE VIEW {name} WITH (security_barrier) AS {text.strip()};" for name, text in VIEWS.items())
UNMAKE = "\n".join(f"DROP VIEW {name};" for name in reversed(VIEWS))
GRANT = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_public') THEN
        GRANT SELECT ON {", ".join(VIEWS)} TO pollwright_public;
        GRANT SELECT, INSERT, UPDATE ON stations_stationdatakeyuse TO pollwright_public;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("public", "0002_notices_of_vacancies"),
        ("stations", "0005_station_data_keys"),
        ("files", "0001_initial"),
    ]
    operations = [migrations.RunSQL(MAKE, UNMAKE), migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
