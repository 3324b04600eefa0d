"""The views of what the public may know, and the role of the public site, which can read them and nothing else.

Each view gives the rows that are public and of them the columns that are shown: nothing of the register, no draft, no
rehearsal, no contact of a venue. Anything that the public site is to show must first stand here.
"""

from django.db import migrations

VIEWS = {
    "public_council": """
SELECT id, code, name, nation, CASE WHEN demonstration THEN clock_on END AS clock_on FROM authorities_authority
""",
    "public_contact": """
SELECT authority_id, value #>> '{}' AS value, valid_from FROM authorities_setting WHERE name = 'papers.enquiries'
""",
    "public_home": """
SELECT id, authority_id, reference, address, postcode, district_id, sort_key FROM places_property
WHERE valid_to IS NULL AND status NOT IN ('demolished', 'not_built')
""",
    "public_poll": """
SELECT p.id, p.authority_id, p.title, p.kind, p.nation, p.day, p.by_election, sc.id AS scheme_id
FROM elections_poll p
LEFT JOIN stations_scheme sc ON sc.state = 'adopted' AND sc.authority_id = p.authority_id
    AND (sc.poll_id = p.id OR sc.combination_id = p.combination_id)
WHERE NOT p.rehearsal AND p.state NOT IN ('cancelled', 'discarded', 'postponed')
  AND (sc.id IS NOT NULL OR p.notice_published_at IS NOT NULL)
""",
    "public_contest": """
SELECT c.poll_id, c.name, l.district_id
FROM elections_contest c
JOIN public_poll p ON p.id = c.poll_id
JOIN places_districtarea l ON l.area_id = c.area_id AND l.valid_from <= p.day AND (l.valid_to IS NULL OR l.valid_to > p.day)
WHERE c.state IN ('open', 'contested')
""",
    "public_station": """
SELECT s.id, s.scheme_id, s.number, s.room, v.name, v.address1, v.address2, v.address3, v.address4, v.postcode,
    v.easting, v.northing, v.srid, v.access, v.answers
FROM stations_station s
JOIN stations_venue v ON v.id = s.venue_id
WHERE s.scheme_id IN (SELECT scheme_id FROM public_poll)
""",
    "public_allotment": """
SELECT a.scheme_id, a.district_id, a.station_id FROM stations_allotment a
WHERE a.scheme_id IN (SELECT scheme_id FROM public_poll)
""",
    "public_divided_home": """
SELECT h.scheme_id, h.property_id, h.station_id FROM stations_dividedhome h
WHERE h.scheme_id IN (SELECT scheme_id FROM public_poll)
""",
    "public_amendment": """
SELECT m.scheme_id, m.station_id, m.number, m.kind, m.before, m.made_at,
    ARRAY(SELECT one ->> 0 FROM jsonb_array_elements(m.affected) AS one) AS districts
FROM stations_amendment m WHERE m.scheme_id IN (SELECT scheme_id FROM public_poll)
""",
    "public_district": """
SELECT id, code FROM places_pollingdistrict
""",
    "public_notice": """
SELECT d.id, d.authority_id, d.reference, d.kind, d.title, d.state, d.published_at, d.late_reason, d.ended_at,
    CASE WHEN d.state = 'withdrawn' THEN d.because ELSE '' END AS because, d.amends_id, d.poll_id, p.title AS poll_title,
    p.day AS poll_day, coalesce(c.name, '') AS contest_name
FROM printing_document d
JOIN elections_poll p ON p.id = d.poll_id
LEFT JOIN elections_contest c ON c.id = d.contest_id
WHERE d.state IN ('published', 'withdrawn') AND d.published_at IS NOT NULL AND d.kind <> 'ballot_paper'
  AND NOT p.rehearsal
""",
    "public_notice_file": """
SELECT f.document_id AS notice_id, f.form, s.sha256, s.name, s.media_type
FROM printing_documentfile f
JOIN public_notice n ON n.id = f.document_id
JOIN files_storedfile s ON s.id = f.file_id AND s.removed_at IS NULL
WHERE f.form IN ('pdf', 'json', 'html')
""",
}
MAKE = "\n".join(f"CREATE VIEW {name} WITH (security_barrier) AS {text.strip()};" for name, text in VIEWS.items())
UNMAKE = "\n".join(f"DROP VIEW {name};" for name in reversed(VIEWS))
GRANT = f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_public') THEN
        GRANT SELECT ON {", ".join(VIEWS)} TO pollwright_public;
        GRANT SELECT, INSERT, UPDATE, DELETE ON access_tries TO pollwright_public;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_tries"),
        ("authorities", "0002_bank_holidays"),
        ("files", "0001_initial"),
        ("places", "0002_folding"),
        ("elections", "0002_risk_registers"),
        ("stations", "0002_divided_homes"),
        ("printing", "0001_printing"),
    ]
    operations = [migrations.RunSQL(MAKE, UNMAKE), migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
