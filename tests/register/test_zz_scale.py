import time
from datetime import UTC, date, datetime
import polars as pl
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.fixtures.arranging import arranged
from tests.register.application_acts import record, AT
from pollwright.register.operations.intake_batch import receive_batch
from pollwright.register.operations.identity_work import match_waiting
from pollwright.register.operations.determining_bulk import determine_ready
from pollwright.register.models import *
from pollwright.register.queries.queues import queues
from pollwright.register.queries.applications import applications
from pollwright.register.web.applications_shown import applications_table
from pollwright.pages.tables import TableRequest
from django.http import QueryDict

def say(*a):
    open('/tmp/scale.log','a').write(time.strftime('%H:%M:%S ')+' '.join(map(str,a))+'\n')

def slow(execute, sql, params, many, context):
    t=time.time()
    try:
        return execute(sql, params, many, context)
    finally:
        if time.time()-t > 1.0: say('   slow', round(time.time()-t,1), ' '.join(str(sql).split())[:110])

def test_scale(officer, ledger):
    d = ledger.district()
    a = ledger.authority.pk
    with arranged(), connection.cursor() as c:
        c.execute("""INSERT INTO places_property (authority_id, reference, uprn, organisation, sub_building, building_name, building_number, street, locality, town, postcode, address, srid, kind, status, district_id, sort_key, search, valid_from)
          SELECT %s, 'P'||n, 700000000000+n, '','','', n::text, 'Long Road','','Town','TA'||(n%%90+1)||' '||(n%%9)||'AB', n||' Long Road, Town', 27700,'dwelling','occupied', %s, 'x'||n, 'x', '2020-01-01' FROM generate_series(1,270000) n""", [a, d.pk])
        c.execute("""INSERT INTO register_elector (authority_id, reference, title, forenames, surname, previous_forenames, previous_surname, nationalities, nationality_reason, residence_right, category, anonymous, open_register, email, phone, contact_by, correspondence1, correspondence2, correspondence3, correspondence4, correspondence5, correspondence_postcode, correspondence_country, inherited_marker, version)
          SELECT %s, 'EE'||n, '', 'Fore'||(n%%500), 'Sur'||(n%%3000), '', '', '{GB}', '', '', 'ordinary', false, true, '', '', '', '','','','','','','','',1 FROM generate_series(1,430000) n""", [a])
        c.execute("INSERT INTO register_electorbirth (elector_id, authority_id, date_of_birth, no_birth_reason, age_statement) SELECT id, authority_id, date '1940-01-01' + (id %% 24000)::int, '', '' FROM register_elector WHERE authority_id=%s", [a])
        c.execute("INSERT INTO register_electorsearch (elector_id, authority_id, text) SELECT id, authority_id, 'n:'||lower(surname||' '||forenames) FROM register_elector WHERE authority_id=%s", [a])
        c.execute("INSERT INTO register_registerentry (authority_id, elector_id, property_id, district_id, section, surname, forenames, marker, parliamentary, local, effective_from) SELECT e.authority_id, e.id, p.id, p.district_id, '1-ordinary', e.surname, e.forenames, '', true, true, '2025-12-01' FROM register_elector e JOIN places_property p ON p.authority_id=e.authority_id AND p.reference = 'P'||(e.id %% 270000 + 1) WHERE e.authority_id=%s", [a])
        c.execute("ANALYZE")
        c.execute("SELECT e.forenames, e.surname, b.date_of_birth, p.uprn, p.postcode FROM register_elector e JOIN register_electorbirth b ON b.elector_id=e.id JOIN register_registerentry r ON r.elector_id=e.id JOIN places_property p ON p.id=r.property_id WHERE e.authority_id=%s LIMIT 10000", [a])
        known = c.fetchall()
    say('set up')
    connection.execute_wrappers.append(slow)
    rows = [record(f"N{n}", fn=f"New{n}", ln=f"Comer{n%900}", reguprn=str(700000000000+n+1), regpostcode="TA1 1AB", regproperty="1", regstreet="Long Road", dob=f"19{50+n%50}-0{n%9+1}-1{n%9}") for n in range(20000)]
    rows += [record(f"K{i}", fn=f, ln=s, dob=str(b), reguprn=str(u), regpostcode=pc, regproperty="x", regstreet="Long Road") for i,(f,s,b,u,pc) in enumerate(known)]
    frame = pl.DataFrame(rows)
    t=time.time(); out = receive_batch(actor=officer, records=frame, at=AT); say("\nreceive 30,000:", round(time.time()-t,1), out.taken, out.duplicates)
    t=time.time(); again = receive_batch(actor=officer, records=frame, at=AT); say("again:", round(time.time()-t,1), again.repeated)
    t=time.time(); m = match_waiting(officer, at=AT); say("match:", round(time.time()-t,1), m)
    t=time.time(); o = determine_ready(actor=officer, at=datetime(2026,11,30,10,tzinfo=UTC), on=date(2026,11,30)); say("determine:", round(time.time()-t,1), o.allowed, o.left)
    with connection.cursor() as c: c.execute("ANALYZE")
    t=time.time(); q = queues(a, on=date(2026,11,30), now=AT); say("queues ms:", round(1000*(time.time()-t)), [(x.code,x.count) for x in q])
    t=time.time(); applications(a, TableRequest.parse(applications_table(), QueryDict("")), on=date(2026,11,30)); say("list ms:", round(1000*(time.time()-t)))
