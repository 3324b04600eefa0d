"""One way to fold text for sorting and finding, the same as `pollwright.law` folds it.

Accents and apostrophes go, letters become small, hyphens and runs of space become one space.
"""

from django.db import migrations

FOLDED = r"""
CREATE FUNCTION pollwright_folded(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT btrim(regexp_replace(
        translate(lower(
            CASE WHEN value ~ '[^\x01-\x7f]' THEN
                replace(replace(replace(lower(translate(
                    regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]+', '', 'g'),
                    'øØłŁđĐðÐħĦıŧŦ‐‑–—’‘ʼ', 'oOlLdDdDhHitT----')),
                    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
            ELSE value END), $q$-/.,'`$q$, '    '),
        '\s+', ' ', 'g'))
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunSQL(FOLDED, "DROP FUNCTION pollwright_folded(text)")]
