"""A notice that is out and no longer says what holds is marked for the public, until another stands in its place."""

from django.db import migrations

COLUMNS = """
CREATE OR REPLACE VIEW public_notice WITH (security_barrier) AS
SELECT d.id, d.authority_id, d.reference, d.kind, d.title, d.state, d.published_at, d.late_reason, d.ended_at,
    CASE WHEN d.state = 'withdrawn' THEN d.because ELSE '' END AS because, d.amends_id, d.poll_id,
    coalesce(p.title, v.body) AS poll_title, p.day AS poll_day, coalesce(c.name, a.name, '') AS contest_name
"""
ROWS = """
FROM printing_document d
LEFT JOIN elections_poll p ON p.id = d.poll_id
LEFT JOIN elections_contest c ON c.id = d.contest_id
LEFT JOIN elections_vacancy v ON v.id = d.vacancy_id
LEFT JOIN places_area a ON a.id = v.area_id
WHERE d.state IN ('published', 'withdrawn') AND d.published_at IS NOT NULL
  AND d.kind NOT IN ('ballot_paper', 'opening_of_postal_votes') AND NOT coalesce(p.rehearsal, false)
"""
OVERTAKEN = ", d.state = 'published' AND d.overtaken <> '' AS overtaken"
FILES = """
CREATE OR REPLACE VIEW public_notice_file WITH (security_barrier) AS
SELECT f.document_id AS notice_id, f.form, s.sha256, s.name, s.media_type
FROM printing_documentfile f
JOIN public_notice n ON n.id = f.document_id
JOIN files_storedfile s ON s.id = f.file_id AND s.removed_at IS NULL
WHERE f.form IN ('pdf', 'json', 'html')
"""
GRANT = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'pollwright_public') THEN
        GRANT SELECT ON public_notice, public_notice_file TO pollwright_public;
    END IF;
END $$
"""
BACK = f"DROP VIEW public_notice_file; DROP VIEW public_notice; {COLUMNS} {ROWS}; {FILES}; {GRANT}"


class Migration(migrations.Migration):
    dependencies = [("public", "0003_station_data"), ("printing", "0005_forms_and_welsh")]
    operations = [migrations.RunSQL(COLUMNS + OVERTAKEN + ROWS, BACK)]
