import type { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import type { Tracker } from '../support/tracker.js';

/** Random counted records of every kind in two task forces and two months, with a reader at each kind of seat. */
export interface RandomWorld {
  readonly agencies: readonly [GivenAgency, GivenAgency, GivenAgency];
  readonly readers: {
    readonly nation: GivenAccount;
    readonly head: GivenAccount;
    readonly analyst: GivenAccount;
    readonly investigator: GivenAccount;
  };
}

/** Returns an SQL expression for a number below that, from the seed, the row and its purpose. */
const throwOf = (below: number, what: string): string =>
  `((hashtext($1 || '${what}' || r.id::text) & 2147483647) % ${below})`;
const pick = (words: readonly string[], what: string): string =>
  `(ARRAY[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${throwOf(words.length, what)}]`;
const day = (what: string): string => `('2026-01-01'::date + ${throwOf(59, what)})`;
const newId = (what: string): string => `md5($1 || '${what}' || r.id::text)::uuid`;
/** One in four is voided. */
const voided = (what: string): string =>
  `CASE ${throwOf(4, `${what} void`)} WHEN 0 THEN now() END, CASE ${throwOf(4, `${what} void`)} WHEN 0 THEN 'By mistake' END`;

const types = ['csam_possession', 'enticement', 'traveler'];
const forums = ['us_attorney', 'state', 'tribal'];

/** Records that belong to a complaint r, by the agency r.by. */
const hanging = [
  `INSERT INTO app.suspects (id, task_force_id, complaint_id, agency_id, offender_class, juvenile, identified_on, version,
                             voided_at, void_reason)
   SELECT ${newId('suspect')}, r.task_force_id, r.id, r.by, ${pick(['producer', 'contact_offender', 'both', 'unknown'], 'class')},
          false, ${day('suspect')}, 1, ${voided('suspect')} FROM r`,
  `INSERT INTO app.arrests (id, task_force_id, complaint_id, suspect_id, agency_id, arrested_on, kind, version, voided_at, void_reason)
   SELECT ${newId('arrest')}, r.task_force_id, r.id, ${newId('suspect')}, r.by, ${day('arrest')},
          ${pick(['on_view', 'summoned', 'taken_into_custody'], 'arrest')}, 1, ${voided('arrest')} FROM r`,
  `INSERT INTO app.victims_identified (id, task_force_id, complaint_id, agency_id, pseudonym, abuse_timing, production_victim,
                                       safeguarding_status, identified_on, version, voided_at, void_reason)
   SELECT ${newId('victim')}, r.task_force_id, r.id, r.by, 'MV1', ${pick(['recent', 'ongoing', 'historical'], 'timing')},
          ${throwOf(2, 'production')} = 0, 'identified', ${day('victim')}, 1, ${voided('victim')} FROM r`,
  `INSERT INTO app.preservations (id, task_force_id, complaint_id, provider, account, requested_on, expires_on, recorded_by,
                                  recorded_at, version)
   SELECT ${newId('preservation')}, r.task_force_id, r.id, 'Example Chat', 'sample', ${day('kept')}, ${day('kept')} + 90, $2, now(), 1
     FROM r`,
  `INSERT INTO app.legal_processes (id, task_force_id, complaint_id, agency_id, kind, authority, number, directed_to, issued_on,
                                    served_on, recorded_by, recorded_at, version, voided_at, void_reason)
   SELECT ${newId('process')}, r.task_force_id, r.id, r.by, ${pick(['subpoena', 'court_order'], 'process')}, 'A court', 'CR 1',
          'A provider', '2026-01-01', CASE ${throwOf(3, 'served')} WHEN 0 THEN NULL ELSE ${day('served')} END, $2, now(), 1,
          ${voided('process')} FROM r`,
  `INSERT INTO app.prosecution_referrals (id, task_force_id, complaint_id, suspect_id, agency_id, forum, referred_on, decision,
                                          decided_on, decline_reason, version, voided_at, void_reason)
   SELECT ${newId('referral')}, r.task_force_id, r.id, ${newId('suspect')}, r.by, ${pick(forums, 'forum')}, '2026-01-01',
          d.decision, CASE d.decision WHEN 'pending' THEN NULL ELSE ${day('decided')} END,
          CASE d.decision WHEN 'declined' THEN 'no_interest' END, 1, ${voided('referral')}
     FROM r CROSS JOIN LATERAL (SELECT ${pick(['pending', 'accepted', 'declined'], 'decision')} AS decision) d`,
  `INSERT INTO app.prosecutions (id, task_force_id, complaint_id, suspect_id, agency_id, forum, court, filed_on, is_tried_as_adult,
                                 outcome, disposed_on, is_life, is_max_life, version, voided_at, void_reason)
   SELECT ${newId('case')}, r.task_force_id, r.id, ${newId('suspect')}, r.by, ${pick(forums, 'case')}, 'A court', '2026-01-01', false,
          o.outcome, CASE o.outcome WHEN 'pending' THEN NULL ELSE ${day('disposed')} END, false, false, 1, ${voided('case')}
     FROM r CROSS JOIN LATERAL
          (SELECT ${pick(['pending', 'plea', 'convicted_trial', 'acquitted', 'dismissed'], 'outcome')} AS outcome) o`,
  `INSERT INTO app.forensic_exams (id, task_force_id, complaint_id, agency_id, requested_on, completed_on, result, devices, bytes,
                                   recorded_by, recorded_at, version, voided_at, void_reason)
   SELECT ${newId('exam')}, r.task_force_id, r.id, r.by, '2026-01-01', ${day('exam')}, 'none_found', 1 + ${throwOf(9, 'devices')},
          ${throwOf(3, 'bytes')} * 1000::bigint, $2, now(), 1, ${voided('exam')} FROM r`,
  `INSERT INTO app.investigations (id, task_force_id, agency_id, reference, title, opened_on, opened_by, opened_at, closed_on, outcome,
                                   version)
   SELECT ${newId('investigation')}, r.task_force_id, r.by, '', 'A household', '2026-01-01'::date + ${throwOf(20, 'opened')}, $2,
          now(), c.closed_on, CASE WHEN c.closed_on IS NOT NULL THEN ${pick(['dismissed', 'acquitted'], 'closed')} END, 1
     FROM r CROSS JOIN LATERAL
          (SELECT CASE ${throwOf(2, 'closed')} WHEN 0 THEN '2026-01-21'::date + ${throwOf(30, 'closed on')} END AS closed_on) c`,
  `INSERT INTO app.investigation_complaints (id, task_force_id, investigation_id, complaint_id, linked_by, linked_at)
   SELECT ${newId('link')}, r.task_force_id, ${newId('investigation')}, r.id, $2, now() FROM r`,
];

/** Records of an agency without a complaint; r determines only their number. */
const besides = [
  `INSERT INTO app.assistance_sessions (id, task_force_id, agency_id, held_on, recipient_agency_id, recipient_name, kind, topic, hours,
                                        version, voided_at, void_reason)
   SELECT ${newId('help')}, r.task_force_id, r.agency_id, ${day('help')}, o.id,
          CASE WHEN o.id IS NULL THEN 'Pine County Sheriff' END, 'legal', 'A warrant', 1, 1, ${voided('help')}
     FROM r LEFT JOIN app.agencies o ON o.task_force_id = r.task_force_id AND o.id <> r.agency_id AND ${throwOf(2, 'to')} = 0`,
  `INSERT INTO app.presentations (id, task_force_id, agency_id, held_on, title, attendees_youth, attendees_adult, version, voided_at,
                                  void_reason)
   SELECT ${newId('talk')}, r.task_force_id, r.agency_id, ${day('talk')}, 'Staying safe', ${throwOf(3, 'youth')},
          ${throwOf(30, 'adults')}, 1, ${voided('talk')} FROM r`,
  `INSERT INTO app.trainings (id, task_force_id, agency_id, ended_on, title, trained_law_enforcement, trained_prosecutors, trained_other,
                              version, voided_at, void_reason)
   SELECT ${newId('course')}, r.task_force_id, r.agency_id, ${day('course')}, 'Chats', ${throwOf(3, 'officers')},
          ${throwOf(2, 'prosecutors')}, ${throwOf(30, 'others')}, 1, ${voided('course')} FROM r`,
];

/** Purged records of a complaint, sealed or not, which still count. */
const purgedOf = `
  WITH purged AS (
    INSERT INTO app.purged_complaints (id, task_force_id, agency_id, complaint_id, reference, class, was_sealed, purged_at, number, certificate,
                            sha256)
    SELECT ${newId('purged')}, r.task_force_id, r.agency_id, ${newId('forgotten')}, 'TT-' || r.id, 'unfounded', ${throwOf(2, 'was')} = 0,
           now(), 'PC-' || r.id, '{}', sha256('{}')
      FROM app.complaints r WHERE ${throwOf(6, 'purge')} = 0
    RETURNING *
  )
  INSERT INTO app.purged_counts (id, task_force_id, agency_id, complaint_id, record_id, measure, counted_on, facets, n, operation_ids)
  SELECT md5(m.measure || r.id)::uuid, r.task_force_id, r.agency_id, r.complaint_id, md5('record' || m.measure || r.id)::uuid, m.measure,
         ${day('counted')}, m.facets::jsonb, m.n, '{}'
    FROM purged r
   CROSS JOIN (VALUES ('complaints_documented', '{"type": "traveler", "mode": "unclassified", "source": "public_complaint"}', 1),
                      ('arrests', '{"type": "traveler", "mode": "unclassified", "arrest": "summoned"}', 1),
                      ('bytes_examined', '{"type": "traveler", "mode": "unclassified"}', 5000)) m (measure, facets, n)`;

/** Creates enough complaints at three agencies, one in another task force, that most cells have several rows. */
export async function randomWorld(tracker: Tracker, given: Given, seed: string): Promise<RandomWorld> {
  const { id: taskForceId } = await given.taskForce({ zone: 'America/Anchorage' });
  const agencies = [
    await given.agency({ taskForceId }),
    await given.agency({ taskForceId }),
    await given.agency({ taskForceId: (await given.taskForce({ zone: 'Pacific/Guam' })).id }),
  ] as const;
  const readers = {
    nation: await given.account({ seat: 'national', role: 'supervisor' }),
    head: await given.account({ seat: 'task_force', taskForceId, role: 'supervisor' }),
    analyst: await given.account({ seat: 'task_force', taskForceId, role: 'investigator' }),
    investigator: await given.account({ agency: agencies[0] }),
  };
  await tracker.sql(
    `WITH r AS (SELECT md5($1 || a.id || n)::uuid AS id, a.id AS agency_id, a.task_force_id
                  FROM app.agencies a CROSS JOIN generate_series(1, 24) n WHERE a.id = ANY ($2))
     INSERT INTO app.complaints (id, task_force_id, agency_id, working_agency_id, reference, source, type, mode, received_at,
                                 received_on, jurisdiction_state, narrative, state, state_since, intake_digest, logged_at, is_sealed,
                                 referred_from, version)
     SELECT r.id, r.task_force_id, r.agency_id, CASE ${throwOf(3, 'works')} WHEN 0 THEN o.id END, '',
            ${pick(['public_complaint', 'ncmec_cybertip', 'observation'], 'source')},
            CASE ${throwOf(4, 'typed')} WHEN 0 THEN NULL ELSE ${pick(types, 'type')} END,
            CASE ${throwOf(4, 'moded')} WHEN 0 THEN NULL ELSE ${pick(['proactive', 'reactive'], 'mode')} END,
            '2026-01-01T08:00:00Z'::timestamptz + ${throwOf(83_000, 'minute')} * interval '1 minute', '2026-01-01', 'NE', 'Told', 'received',
            now(), '\\x00', now(), ${throwOf(5, 'sealed')} = 0, CASE ${throwOf(9, 'referred')} WHEN 0 THEN r.id END, 1
       FROM r LEFT JOIN app.agencies o ON o.task_force_id = r.task_force_id AND o.id <> r.agency_id`,
    [seed, agencies.map(({ id }) => id)],
  );
  await tracker.sql(
    `UPDATE app.complaints r SET state = 'merged', state_before = 'received', merged_into = o.id
       FROM app.complaints o WHERE ${throwOf(7, 'merged')} = 0 AND o.agency_id = r.agency_id
        AND o.id = (SELECT max(l.id::text)::uuid FROM app.complaints l WHERE l.agency_id = r.agency_id) AND o.id <> r.id`,
    [seed],
  );
  const complaints = `
    WITH r AS (SELECT c.*, CASE WHEN c.working_agency_id IS NULL OR ${throwOf(2, 'by').replaceAll('r.id', 'c.id')} = 0
                                THEN c.agency_id ELSE c.working_agency_id END AS by FROM app.complaints c)`;
  for (const statement of hanging) {
    await tracker.sql(`${complaints} ${statement}`, statement.includes('$2') ? [seed, readers.head.accountId] : [seed]);
  }
  for (const statement of besides) await tracker.sql(`${complaints} ${statement}`, [seed]);
  await tracker.sql(purgedOf, [seed]);
  // An agency without the complaint no longer sees the records it made in it.
  await tracker.sql(`UPDATE app.complaints r SET working_agency_id = NULL WHERE ${throwOf(2, 'back')} = 0`, [seed]);
  // Some counts are folded, and some are not.
  await tracker.sql('SELECT oversight.fold_tally((SELECT count(*) - 50 FROM tally.deltas)::integer)');
  return { agencies, readers };
}
