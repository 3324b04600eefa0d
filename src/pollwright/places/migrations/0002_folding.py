"""One way to fold text for sorting and finding, the same as `pollwright.law.numbering.folded`.

Accents and apostrophes go, letters become small, and other marks become single spaces.
"""

from django.db import migrations

FOLDED = r"""
CREATE FUNCTION pollwright_folded(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN value ~ '^([a-zA-Z0-9]+( [a-zA-Z0-9]+)*)?$' THEN lower(value)
        WHEN value ~ '[^\x01-\x7f]' THEN
            btrim(regexp_replace(translate(
                replace(replace(replace(replace(
                    lower(translate(
                        regexp_replace(normalize(lower(value), NFKD), '[\u0300-\u036f]+', '', 'g'),
                        'øłđðħıŋŧØŁĐÐĦŊŦ', 'olddhintOLDDHNT')),
                    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
                $q$'’‘ʼ`´$q$, ''), '[^0-9a-z]+', ' ', 'g'))
        ELSE btrim(regexp_replace(translate(lower(value), $q$'`$q$, ''), '[^0-9a-z]+', ' ', 'g'))
    END
$$;
"""

class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunSQL(FOLDED, "DROP FUNCTION pollwright_folded(text)")]
