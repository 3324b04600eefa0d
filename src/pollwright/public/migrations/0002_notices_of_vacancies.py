"""Notices of vacancies, which have no poll, are public too; what only the agents of candidates are told is not."""

from django.db import migrations

BEFORE = """
CREATE OR REPLACE VIEW public_notice WITH (security_barrier) AS
SELECT d.id, d.authority_id, d.reference, d.kind, d.title, d.state, d.published_at, d.late_reason, d.ended_at,
    CASE WHEN d.state = 'withdrawn' THEN d.because ELSE '' END AS because, d.amends_id, d.poll_id, p.title AS poll_title,
    p.day AS poll_day, coalesce(c.name, '') AS contest_name
FROM printing_document d
JOIN elections_poll p ON p.id = d.poll_id
LEFT JOIN elections_contest c ON c.id = d.contest_id
WHERE d.state IN ('published', 'withdrawn') AND d.published_at IS NOT NULL AND d.kind <> 'ballot_paper'
  AND NOT p.rehearsal
"""
AFTER = """
CREATE OR REPLACE VIEW public_notice WITH (security_barrier) AS
SELECT d.id, d.authority_id, d.reference, d.kind, d.title, d.state, d.published_at, d.late_reason, d.ended_at,
    CASE WHEN d.state = 'withdrawn' THEN d.because ELSE '' END AS because, d.amends_id, d.poll_id,
    coalesce(p.title, v.body) AS poll_title, p.day AS poll_day, coalesce(c.name, a.name, '') AS contest_name
FROM printing_document d
LEFT JOIN elections_poll p ON p.id = d.poll_id
LEFT JOIN elections_contest c ON c.id = d.contest_id
LEFT JOIN elections_vacancy v ON v.id = d.vacancy_id
LEFT JOIN places_area a ON a.id = v.area_id
WHERE d.state IN ('published', 'withdrawn') AND d.published_at IS NOT NULL
  AND d.kind NOT IN ('ballot_paper', 'opening_of_postal_votes') AND NOT coalesce(p.rehearsal, false)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("public", "0001_what_is_public"),
        ("printing", "0003_vacancies_and_openings"),
        ("elections", "0003_boundary"),
        ("places", "0002_folding"),
    ]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
