/**
 * Records of a complaint, as SQL over the batch that is being loaded. A residue of the complaint's number stands for
 * each published proportion, so runs of one size have equal counts.
 */

/** Documented complaints of fiscal year 2008 by type and mode: 34,829, and 12,248 investigations (DOJ National Strategy, 2010). */
const cells = [
  ['traveler', 'proactive', 1_197],
  ['traveler', 'reactive', 411],
  ['enticement', 'proactive', 3_257],
  ['enticement', 'reactive', 3_448],
  ['obscenity_directed_to_minors', 'proactive', 1_240],
  ['obscenity_directed_to_minors', 'reactive', 1_382],
  ['child_sex_trafficking', 'proactive', 85],
  ['child_sex_trafficking', 'reactive', 260],
  ['csam_manufacture', 'proactive', 224],
  ['csam_manufacture', 'reactive', 799],
  ['csam_distribution', 'proactive', 9_935],
  ['csam_distribution', 'reactive', 3_007],
  ['csam_possession', 'proactive', 3_263],
  ['csam_possession', 'reactive', 6_321],
];

export const kinds = [
  cells.map((_, place) => cells.slice(0, place).reduce((sum, [, , n]) => sum + n, 0)),
  cells.map(([type]) => type),
  cells.map(([, mode]) => mode),
];

/** Ids of one record after the other lie together in their index, as the tracker's own do (UUIDv7). */
export const naming = `
  CREATE FUNCTION pg_temp.id(kind text, n bigint, at timestamptz) RETURNS uuid LANGUAGE sql STABLE
    RETURN overlay(overlay(overlay(md5(kind || n) PLACING '7' FROM 13) PLACING '8' FROM 17)
                   PLACING lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') FROM 1)::uuid;
  CREATE FUNCTION pg_temp.by_end(day date) RETURNS date LANGUAGE sql IMMUTABLE RETURN least(day, date '2026-02-28');
  CREATE TEMP TABLE batch (
    n bigint, id uuid, task_force_id uuid, agency_id uuid, account_id uuid, code text, state text, complaint_numbers regclass,
    investigation_numbers regclass, type text, mode text, source text, received_at timestamptz(3), received_on date,
    is_over boolean,
    -- Of 34,829 complaints: which were investigated, and where somebody was trained.
    worked integer, trained integer,
    -- Of 25,200: where somebody was caught, a child was found, people were reached.
    caught integer, found integer, reached integer
  )`;

/** The complaints from $1 to $2 of $3, over the twenty years from March 2006; what is a year old is over. */
export const batch = `
  INSERT INTO batch
  SELECT n, pg_temp.id('complaint', n, received_at), l.task_force_id, l.agency_id, l.account_id, l.code, l.state, l.complaint_numbers,
         l.investigation_numbers, type, mode,
         CASE WHEN mode = 'proactive'
              THEN (ARRAY['observation', 'observation', 'observation', 'subject_interview', 'public_source'])[1 + n % 5]
              WHEN n % 20 < 15 THEN 'ncmec_cybertip'
              ELSE (ARRAY['public_complaint', 'public_complaint', 'other_agency', 'other_agency', 'service_provider'])[1 + n % 5] END,
         received_at, (received_at AT TIME ZONE l.zone)::date, received_at < timestamptz '2025-03-01T00:00Z',
         n * 15551 % 34829, n * 23003 % 34829, n * 10007 % 25200, n * 20011 % 25200, n * 30011 % 25200
    FROM (SELECT n, n * 40503 % 65536 AS lot, ($5::text[])[k] AS type, ($6::text[])[k] AS mode,
                 timestamptz '2006-03-01T12:00Z' + (n - 0.5) / $3::bigint * interval '7304 days' AS received_at
            FROM (SELECT n, width_bucket((n * 7919 % 34829)::integer, $4::integer[]) AS k
                    FROM generate_series($1::bigint, $2::bigint) n) numbered) drawn
    JOIN lots l USING (lot)
   ORDER BY n`;

const complaints = `
  INSERT INTO app.complaints (id, task_force_id, agency_id, reference, source, external_reference, type, mode, received_at,
                              received_on, incident_at, jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative,
                              priority, state, disposition, intake_digest, logged_at, state_since, reported_to_ncmec_at,
                              preserved_until, version)
  SELECT id, task_force_id, agency_id, code || '-' || lpad(number, greatest(6, length(number)), '0'), source,
         CASE WHEN is_tip THEN (100000000 + n)::text END, type, mode, received_at, received_on, received_at - interval '5 hours',
         state, 'County ' || n % 90, 'Town ' || n % 400, repeat('What was reported. ', 15), 1 + n % 4,
         CASE WHEN is_over THEN 'closed' WHEN worked < 12248 THEN 'under_investigation' ELSE 'triaged' END,
         CASE WHEN NOT is_over THEN NULL WHEN caught < 2300 THEN 'convicted_plea' WHEN worked < 12248 THEN 'unable_to_identify_suspect'
              ELSE 'insufficient_information' END,
         sha256(n::text::bytea), received_at + interval '1 hour', received_at + interval '30 days',
         CASE WHEN is_tip THEN received_at - interval '1 day' END, CASE WHEN is_tip THEN app.preservation_end(received_on - 1) END, 4
    FROM (SELECT b.*, source = 'ncmec_cybertip' AS is_tip, nextval(complaint_numbers)::text AS number FROM batch b) numbered`;

const suspects = `
  INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, given_name, family_name, born_on, offender_class, juvenile,
                            identified_on, version)
  SELECT pg_temp.id('suspect', n, received_at), task_force_id, id, agency_id, 'Alex ' || n % 700, 'Sample ' || n % 40000,
         date '1960-01-01' + (n % 15000)::integer,
         CASE WHEN caught < 195 THEN (ARRAY['producer', 'contact_offender', 'both'])[1 + n % 3]
              ELSE (ARRAY['non_contact', 'unknown'])[1 + n % 2] END,
         false, pg_temp.by_end(received_on + 30), 1
    FROM batch WHERE caught < 3600`;

const arrests = `
  INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version)
  SELECT pg_temp.id('arrest', n, received_at), task_force_id, id, pg_temp.id('suspect', n, received_at), agency_id,
         pg_temp.by_end(received_on + 60), (ARRAY['on_view', 'summoned', 'taken_into_custody'])[1 + n % 3], 1
    FROM batch WHERE caught < 2300`;

const victims = `
  INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                      safeguarding_status, identified_on, version)
  SELECT pg_temp.id('victim', n, received_at), task_force_id, id, agency_id, 'MV1',
         (ARRAY['recent', 'ongoing', 'historical', 'unknown'])[1 + n % 4], n % 3 = 0, 'safe_verified',
         pg_temp.by_end(received_on + 45), 1
    FROM batch WHERE found < 383`;

/** 3,700 presentations to 390,000 people, as with 25,200 complaints in 2018. */
const presentations = `
  INSERT INTO app.presentations (id, task_force_id, agency_id, held_on, title, attendees_youth, attendees_adult, version)
  SELECT pg_temp.id('presentation', n, received_at), task_force_id, agency_id, received_on, 'Safe online', 81,
         24 + (reached < 1500)::integer, 1
    FROM batch WHERE reached < 3700`;

/** 26,000 officers, 2,200 prosecutors and 8,000 others, as in fiscal year 2008, in classes as large as in fiscal year 2023. */
const trainings = `
  INSERT INTO app.trainings (id, task_force_id, agency_id, ended_on, title, trained_law_enforcement, trained_prosecutors,
                             trained_other, version)
  SELECT pg_temp.id('training', n, received_at), task_force_id, agency_id, received_on, 'Investigating online enticement',
         17 + (trained < 41)::integer, 1 + (trained < 673)::integer, 5 + (trained < 365)::integer, 1
    FROM batch WHERE trained < 1527`;

const investigations = `
  INSERT INTO app.investigations (id, task_force_id, agency_id, reference, title, opened_on, opened_by, opened_at, closed_on,
                                  outcome, version)
  SELECT pg_temp.id('investigation', n, received_at), task_force_id, agency_id,
         code || '-I-' || lpad(number, greatest(6, length(number)), '0'), 'What was reported, investigated',
         pg_temp.by_end(received_on + 5), account_id, received_at + interval '5 days',
         CASE WHEN is_over THEN pg_temp.by_end(received_on + 200) END,
         CASE WHEN NOT is_over THEN NULL WHEN caught < 2300 THEN 'convicted_plea' ELSE 'unable_to_identify_suspect' END, 2
    FROM (SELECT b.*, nextval(investigation_numbers)::text AS number FROM batch b WHERE worked < 12248) numbered`;

const links = `
  INSERT INTO app.investigation_complaints (id, task_force_id, investigation_id, complaint_id, linked_by, linked_at)
  SELECT pg_temp.id('link', n, received_at), task_force_id, pg_temp.id('investigation', n, received_at), id, account_id,
         received_at + interval '5 days'
    FROM batch WHERE worked < 12248`;

const closures = `
  INSERT INTO app.investigation_closures (id, task_force_id, investigation_id, outcome, narrative, closed_on, closed_by, closed_at)
  SELECT pg_temp.id('closure', n, received_at), task_force_id, pg_temp.id('investigation', n, received_at),
         CASE WHEN caught < 2300 THEN 'convicted_plea' ELSE 'unable_to_identify_suspect' END, 'Everything was followed up.',
         pg_temp.by_end(received_on + 200), account_id, received_at + interval '200 days'
    FROM batch WHERE worked < 12248 AND is_over`;

/** Not published how many: a subpoena to each investigation, and a search warrant to each third. */
const processes = `
  INSERT INTO app.legal_processes (id, task_force_id, complaint_id, investigation_id, agency_id, kind, authority, number, directed_to,
                                   issued_on, served_on, returned_on, outcome, items_received, recorded_by, recorded_at, version)
  SELECT pg_temp.id(kind, n, received_at), task_force_id, b.id, pg_temp.id('investigation', n, received_at), agency_id, kind,
         'District Court', 'LP-' || n, 'A provider', pg_temp.by_end(received_on + 7), pg_temp.by_end(received_on + 10),
         pg_temp.by_end(received_on + 40), 'returned_with_data', 12, account_id, received_at + interval '7 days', 3
    FROM batch b CROSS JOIN LATERAL (VALUES ('subpoena', 12248), ('search_warrant_device', 4083)) k (kind, below)
   WHERE worked < k.below`;

/** 14,339 with 34,829 complaints, as in fiscal year 2008. */
const exams = `
  INSERT INTO app.forensic_exams (id, task_force_id, complaint_id, investigation_id, agency_id, legal_process_id, requested_on,
                                  began_on, completed_on, result, devices, bytes, computers, phones, storage_media,
                                  other_devices, recorded_by, recorded_at, version)
  SELECT pg_temp.id('exam', n, received_at), task_force_id, id,
         CASE WHEN worked < 12248 THEN pg_temp.id('investigation', n, received_at) END, agency_id,
         CASE WHEN worked < 4083 THEN pg_temp.id('search_warrant_device', n, received_at) END,
         pg_temp.by_end(received_on + 20), pg_temp.by_end(received_on + 25), pg_temp.by_end(received_on + 50),
         (ARRAY['evidence_found', 'none_found'])[1 + n % 2], 3, 512000000000, 1, 1, 1, 0, account_id,
         received_at + interval '20 days', 3
    FROM batch WHERE worked < 14339`;

/** Not published how many: each arrest is referred, one in twenty still waits, three are declined. */
const referrals = `
  INSERT INTO app.prosecution_referrals (id, task_force_id, complaint_id, suspect_id, agency_id, forum, referred_on, decision,
                                         decided_on, decline_reason, version)
  SELECT pg_temp.id('referral', n, received_at), task_force_id, id, pg_temp.id('suspect', n, received_at), agency_id,
         (ARRAY['us_attorney', 'state', 'state', 'local'])[1 + n % 4], pg_temp.by_end(received_on + 70), decision,
         CASE WHEN decision <> 'pending' THEN pg_temp.by_end(received_on + 90) END,
         CASE WHEN decision = 'declined' THEN 'insufficient_evidence' END, 2
    FROM (SELECT b.*, CASE WHEN n % 20 = 0 THEN 'pending' WHEN n % 20 < 4 THEN 'declined' ELSE 'accepted' END AS decision
            FROM batch b WHERE caught < 2300) decided`;

/** Of those accepted; 2,073 of 5,450 arrests ended in a plea in the two years to 2009. */
const prosecutions = `
  INSERT INTO app.prosecutions (id, task_force_id, complaint_id, suspect_id, agency_id, referral_id, forum, court, case_number,
                                filed_on, is_tried_as_adult, outcome, disposed_on, sentence_months, is_life,
                                statutory_max_months, is_max_life, version)
  SELECT pg_temp.id('prosecution', n, received_at), task_force_id, id, pg_temp.id('suspect', n, received_at), agency_id,
         pg_temp.id('referral', n, received_at), (ARRAY['us_attorney', 'state', 'state', 'local'])[1 + n % 4], 'District Court',
         'CR-' || n, pg_temp.by_end(received_on + 100), true, outcome,
         CASE WHEN outcome <> 'pending' THEN pg_temp.by_end(received_on + 190) END,
         CASE WHEN outcome IN ('plea', 'convicted_trial') THEN 60 END, false,
         CASE WHEN outcome IN ('plea', 'convicted_trial') THEN 240 END, false, 2
    FROM (SELECT b.*, CASE WHEN NOT is_over THEN 'pending'
                           ELSE (ARRAY['plea', 'plea', 'plea', 'plea', 'plea', 'convicted_trial', 'dismissed', 'dismissed', 'acquitted',
                                       'diverted'])[1 + n / 20 % 10] END AS outcome
            FROM batch b WHERE caught < 2300 AND n % 20 >= 4) tried`;

/** Tables in the order of their references. */
export const records = {
  complaints,
  suspects,
  arrests,
  victims_identified: victims,
  presentations,
  trainings,
  investigations,
  investigation_complaints: links,
  investigation_closures: closures,
  legal_processes: processes,
  forensic_exams: exams,
  prosecution_referrals: referrals,
  prosecutions,
};
