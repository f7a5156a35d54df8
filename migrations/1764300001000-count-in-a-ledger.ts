import type { MigrationInterface, QueryRunner } from 'typeorm';
import { totalsOfRecords } from './1764000008000-count-across-seats.js';
import { countsOnce as countsOnceBefore, facts as recordFacts } from './1764200003000-hand-over.js';
import { countingPurged, erasing } from './1764200008000-forget-and-hold.js';

/**
 * The tally ledger. What every counted table counts is said once, below; from that come the facts that a recount reads and the
 * triggers that enter into the ledger how each statement changes them. A fold adds the entries up by month and year, so that a
 * total costs the same over any number of records.
 */
export class CountInALedger1764300001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(recipients);
    await db.query(kept);
    await db.query(facts);
    await db.query(erasing('facets'));
    await db.query(ledger);
    for (const table of counted) await db.query(entering(table));
    await db.query(entering(purged));
    await db.query(folding);
    await db.query(recounting);
    await db.query(totals);
    await db.query('SELECT tally.rebuild()');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

export interface Counts {
  readonly measure: string;
  /** Which rows count, beside those that were voided. */
  readonly when?: string;
  readonly day: string;
  readonly n?: string;
  readonly facets?: Readonly<Record<string, string>>;
}

/** A table of the record, its rows called r; c is the complaint that a row hangs on. */
export interface Counted {
  readonly table: string;
  readonly ofComplaint: boolean;
  readonly agency?: string;
  readonly voidable?: boolean;
  readonly counts: readonly Counts[];
}

const kindOfCase = (complaint: string) => ({
  type: `coalesce(${complaint}.type, 'unclassified')`,
  mode: `coalesce(${complaint}.mode, 'unclassified')`,
});

const received = {
  day: 'r.received_on',
  facets: { ...kindOfCase('r'), source: 'r.source' },
};
/* Of the complaints of one tip, in several task forces or merged in one, one counts. */
const countsOnce = 'r.merged_into IS NULL AND r.transferred_to IS NULL AND r.referred_from IS NULL';

/* What each of them means in words: src/reports/measures/. */
export const counted: readonly Counted[] = [
  {
    table: 'complaints',
    ofComplaint: false,
    counts: [
      { measure: 'complaints_documented', when: countsOnce, ...received },
      { measure: 'complaints_merged', when: 'r.merged_into IS NOT NULL', ...received },
      {
        measure: 'cybertips_received',
        when: `r.source = 'ncmec_cybertip' AND ${countsOnce}`,
        day: 'r.received_on',
        facets: kindOfCase('r'),
      },
    ],
  },
  {
    table: 'arrests',
    ofComplaint: true,
    voidable: true,
    counts: [{ measure: 'arrests', day: 'r.arrested_on', facets: { arrest: 'r.kind' } }],
  },
  {
    table: 'suspects',
    ofComplaint: true,
    voidable: true,
    counts: [
      {
        measure: 'offenders_identified_hands_on_or_production',
        when: `r.same_person_as IS NULL AND r.offender_class IN ('producer', 'contact_offender', 'both')`,
        day: 'r.identified_on',
        facets: { offender: 'r.offender_class' },
      },
    ],
  },
  {
    table: 'victims_identified',
    ofComplaint: true,
    voidable: true,
    counts: [
      {
        measure: 'victims_identified',
        when: 'r.same_child_as IS NULL',
        day: 'r.identified_on',
        facets: { timing: 'r.abuse_timing', production: `CASE WHEN r.production_victim THEN 'yes' ELSE 'no' END` },
      },
    ],
  },
  {
    table: 'legal_processes',
    ofComplaint: true,
    voidable: true,
    counts: [
      {
        measure: 'legal_process_served',
        when: 'r.served_on IS NOT NULL',
        day: 'r.served_on',
        facets: { process: 'r.kind' },
      },
    ],
  },
  {
    table: 'preservations',
    ofComplaint: true,
    agency: 'c.agency_id',
    counts: [{ measure: 'legal_process_served', day: 'r.requested_on', facets: { process: `'preservation_2703f'` } }],
  },
  {
    table: 'prosecution_referrals',
    ofComplaint: true,
    voidable: true,
    counts: [
      { measure: 'prosecution_referrals', day: 'r.referred_on', facets: { forum: 'r.forum' } },
      {
        measure: 'referrals_accepted',
        when: `r.decision = 'accepted'`,
        day: 'r.decided_on',
        facets: { forum: 'r.forum' },
      },
      {
        measure: 'referrals_declined',
        when: `r.decision = 'declined'`,
        day: 'r.decided_on',
        facets: { forum: 'r.forum' },
      },
    ],
  },
  {
    table: 'prosecutions',
    ofComplaint: true,
    voidable: true,
    counts: [
      { measure: 'prosecutions', day: 'r.filed_on', facets: { forum: 'r.forum' } },
      {
        measure: 'convictions',
        when: `r.outcome IN ('plea', 'convicted_trial')`,
        day: 'r.disposed_on',
        facets: { forum: 'r.forum' },
      },
      { measure: 'pleas', when: `r.outcome = 'plea'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } },
      { measure: 'acquittals', when: `r.outcome = 'acquitted'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } },
      { measure: 'dismissals', when: `r.outcome = 'dismissed'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } },
    ],
  },
  {
    table: 'forensic_exams',
    ofComplaint: true,
    voidable: true,
    counts: [
      { measure: 'forensic_exams_completed', when: 'r.completed_on IS NOT NULL', day: 'r.completed_on' },
      { measure: 'devices_examined', when: 'r.completed_on IS NOT NULL', day: 'r.completed_on', n: 'r.devices' },
      { measure: 'bytes_examined', when: 'r.bytes > 0', day: 'r.completed_on', n: 'r.bytes' },
    ],
  },
  {
    table: 'investigations',
    ofComplaint: false,
    counts: [
      { measure: 'investigations_initiated', day: 'r.opened_on' },
      {
        measure: 'investigations_closed',
        when: 'r.closed_on IS NOT NULL',
        day: 'r.closed_on',
        facets: { disposition: 'r.outcome' },
      },
    ],
  },
  {
    table: 'assistance_sessions',
    ofComplaint: false,
    voidable: true,
    counts: [{ measure: 'assistance_sessions', day: 'r.held_on', facets: { recipient: 'r.recipient_was' } }],
  },
  {
    table: 'presentations',
    ofComplaint: false,
    voidable: true,
    counts: [
      { measure: 'presentations', day: 'r.held_on' },
      ...heads('people_reached', 'r.held_on', 'audience', { youth: 'r.attendees_youth', adults: 'r.attendees_adult' }),
    ],
  },
  {
    table: 'trainings',
    ofComplaint: false,
    voidable: true,
    counts: [
      { measure: 'training_sessions', day: 'r.ended_on' },
      ...heads('people_trained', 'r.ended_on', 'profession', {
        law_enforcement: 'r.trained_law_enforcement',
        prosecutors: 'r.trained_prosecutors',
        other: 'r.trained_other',
      }),
    ],
  },
];

/* People are summed over what they came to, each kind of them apart. */
function heads(measure: string, day: string, facet: string, kinds: Readonly<Record<string, string>>): Counts[] {
  return Object.entries(kinds).map(([kind, n]) => ({
    measure,
    when: `${n} > 0`,
    day,
    n,
    facets: { [facet]: `'${kind}'` },
  }));
}

/* What was counted of a purged complaint stays counted, under the names that its records had. */
export const purged: Counted = { table: 'purged_counts', ofComplaint: false, counts: [] };
const ofPurged = (rows: string, signed: string): string => `
    SELECT r.measure, r.record_id, r.complaint_id, r.task_force_id, r.agency_id, r.counted_on AS day, r.facets, ${signed}r.n AS n
      FROM ${rows} r WHERE r.n > 0`;

/** One branch a measure: every row of a table, or of what a statement wrote, that counts. */
export function branches(
  { table, ofComplaint, agency, voidable, counts }: Counted,
  rows: string,
  signed = '',
  complaints = 'app.complaints c ON c.id = r.complaint_id',
): string {
  if (table === purged.table) return ofPurged(rows, signed);
  const complaint = ofComplaint ? 'r.complaint_id' : table === 'complaints' ? 'r.id' : 'NULL::uuid';
  return counts
    .map(({ measure, when, day, n = '1', facets = {} }) => {
      const told = Object.entries({ ...(ofComplaint ? kindOfCase('c') : {}), ...facets });
      const conditions = [voidable ? 'r.voided_at IS NULL' : [], when ?? []].flat();
      return `
    SELECT '${measure}' AS measure, r.id AS record_id, ${complaint} AS complaint_id, r.task_force_id,
           ${agency ?? 'r.agency_id'} AS agency_id, ${day} AS day,
           jsonb_build_object(${told.map(([name, value]) => `'${name}', ${value}`).join(', ')}) AS facets,
           ${signed}(${n})::bigint AS n
      FROM ${rows} r${ofComplaint ? ` JOIN ${complaints}` : ''}${
        conditions.length > 0 ? `\n     WHERE ${conditions.join(' AND ')}` : ''
      }`;
    })
    .join('\n    UNION ALL');
}

/** What hangs on the complaints that were reclassified, as those are now or were before. */
function hanging(table: Counted, complaints: string, signed = ''): string {
  const joined = `${complaints} c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id`;
  return branches(table, `app.${table.table}`, signed, joined);
}

const between = (select: string): string => `
    SELECT * FROM (${select}
    ) f WHERE f.day >= from_on AND f.day < until_on`;

/* Whether the agency that was helped was a member of the task force on that day, as its memberships are known now. */
const recipients = `
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.recipient_was(task_force uuid, agency uuid, day date) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
    RETURN CASE WHEN EXISTS (
      SELECT FROM app.agency_memberships m
       WHERE m.task_force_id = task_force AND m.agency_id = agency AND m.kind <> 'non_member'
         AND daterange(m.began_on, m.ended_on) @> day) THEN 'member' ELSE 'non_member' END;
  GRANT EXECUTE ON FUNCTION oversight.recipient_was(uuid, uuid, date) TO tracker_owner;
  RESET ROLE;
  ALTER TABLE app.assistance_sessions ADD recipient_was text CHECK (recipient_was IN ('member', 'non_member'));
  ALTER TABLE app.assistance_sessions DISABLE TRIGGER USER;
  ALTER TABLE app.assistance_sessions NO FORCE ROW LEVEL SECURITY;
  UPDATE app.assistance_sessions SET recipient_was = oversight.recipient_was(task_force_id, recipient_agency_id, held_on);
  ALTER TABLE app.assistance_sessions FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.assistance_sessions ENABLE TRIGGER USER;
  ALTER TABLE app.assistance_sessions ALTER recipient_was SET NOT NULL;

  CREATE FUNCTION app.place_assistance() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    new.recipient_was := oversight.recipient_was(new.task_force_id, new.recipient_agency_id, new.held_on);
    RETURN new;
  END $$;
  CREATE TRIGGER assistance_sessions_placed BEFORE INSERT OR UPDATE OF held_on, recipient_agency_id ON app.assistance_sessions
    FOR EACH ROW EXECUTE FUNCTION app.place_assistance();

  -- Whoever changes a membership changes what the help given to that agency counts as, also help that they do not see.
  GRANT SELECT, UPDATE (recipient_was) ON app.assistance_sessions TO tracker_oversight;
  CREATE POLICY assistance_sessions_overseen ON app.assistance_sessions FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY assistance_sessions_placed ON app.assistance_sessions FOR UPDATE TO tracker_oversight
    USING (true) WITH CHECK (true);
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.place_assistance_again() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE app.assistance_sessions s
       SET recipient_was = oversight.recipient_was(s.task_force_id, s.recipient_agency_id, s.held_on)
      FROM changed m
     WHERE s.task_force_id = m.task_force_id AND s.recipient_agency_id = m.agency_id
       AND s.recipient_was <> oversight.recipient_was(s.task_force_id, s.recipient_agency_id, s.held_on);
    RETURN NULL;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.place_assistance_again() TO tracker_owner;
  RESET ROLE;
  CREATE TRIGGER agency_memberships_counted_insert AFTER INSERT ON app.agency_memberships REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.place_assistance_again();
  CREATE TRIGGER agency_memberships_counted_update AFTER UPDATE ON app.agency_memberships REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.place_assistance_again();`;

/* Whatever facets a measure has, not the type and mode of its complaint alone. */
const kept = `
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.facts_of(uuid, uuid), oversight.operation_totals(uuid, boolean),
    oversight.totals(date, date, text[], uuid, uuid, boolean), oversight.facts(date, date), oversight.facts_on_record(date, date);
  RESET ROLE;
  ALTER TABLE app.purged_counts ADD facets jsonb;
  ALTER TABLE app.purged_counts DISABLE TRIGGER USER;
  ALTER TABLE app.purged_counts NO FORCE ROW LEVEL SECURITY;
  UPDATE app.purged_counts SET facets = jsonb_strip_nulls(jsonb_build_object('type', type, 'mode', mode));
  ALTER TABLE app.purged_counts FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.purged_counts ENABLE TRIGGER USER;
  ALTER TABLE app.purged_counts ALTER facets SET NOT NULL, ALTER n TYPE bigint, DROP type, DROP mode;
  ALTER TABLE app.carried_figures DROP CONSTRAINT carried_figures_measure_check,
    ADD CONSTRAINT carried_figures_measure_check CHECK (measure IN (${measureList()}));

  GRANT SELECT ON app.preservations, app.prosecution_referrals, app.prosecutions, app.forensic_exams, app.investigations
    TO tracker_oversight;
  CREATE POLICY preservations_overseen ON app.preservations FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY prosecution_referrals_overseen ON app.prosecution_referrals FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY prosecutions_overseen ON app.prosecutions FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY forensic_exams_overseen ON app.forensic_exams FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY investigations_overseen ON app.investigations FOR SELECT TO tracker_oversight USING (true);

  -- The edges of a period are counted from the records.
  CREATE INDEX preservations_task_force_id_requested_on_idx ON app.preservations (task_force_id, requested_on);
  CREATE INDEX prosecution_referrals_task_force_id_decided_on_idx ON app.prosecution_referrals (task_force_id, decided_on);
  CREATE INDEX prosecutions_task_force_id_disposed_on_idx ON app.prosecutions (task_force_id, disposed_on);
`;

function measureList(): string {
  const all = new Set(counted.flatMap(({ counts }) => counts.map(({ measure }) => measure)));
  return [...all].map((measure) => `'${measure}'`).join(', ');
}

const row = `measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint`;

const facts = `
  SET LOCAL ROLE tracker_oversight;

  -- Every counted thing of a half-open range of days, one row each, placed on its day and in its agency.
  CREATE FUNCTION oversight.facts_on_record(from_on date, until_on date) RETURNS TABLE (${row}) LANGUAGE sql STABLE
  BEGIN ATOMIC ${between(counted.map((table) => branches(table, `app.${table.table}`)).join('\n    UNION ALL'))};
  END;
  -- The same, with what was purged.
  CREATE FUNCTION oversight.facts(from_on date, until_on date) RETURNS TABLE (${row}) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT f.* FROM oversight.facts_on_record(facts.from_on, facts.until_on) f
    UNION ALL ${between(branches(purged, 'app.purged_counts'))};
  END;
  ${factsOf('f.facets', 'facets jsonb, n bigint')}

  -- An operation's totals: what its participants recorded in its window, or what was tagged.
  CREATE FUNCTION oversight.operation_totals(operation uuid, whole_task_force boolean)
    RETURNS TABLE (measure text, facets jsonb, recorded bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    desk uuid := CASE WHEN whole_task_force IS TRUE THEN NULL ELSE reader.agency END;
    run app.operations;
  BEGIN
    SELECT * INTO run FROM app.operations o WHERE o.id = operation;
    RETURN QUERY
    SELECT f.measure, f.facets, sum(f.n)::bigint
      FROM oversight.facts(CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END,
                           CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END) f
     WHERE f.task_force_id IN (SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation)
       AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
       AND (desk IS NULL OR f.agency_id = desk)
       AND (run.membership = 'window'
            OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t)
            OR f.record_id IN (SELECT p.record_id FROM app.purged_counts p WHERE operation = ANY (p.operation_ids)))
     GROUP BY 1, 2;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.operation_totals(uuid, boolean) TO tracker_app;
  RESET ROLE;`;

/* All that one complaint counts for, as the purge keeps it. What counts elsewhere and is brought to an operation by a tag that goes
 * with this complaint is told with no count: it is counted to that operation as before. */
function factsOf(told: string, columns: string): string {
  return `
  CREATE FUNCTION oversight.facts_of(task_force uuid, complaint uuid)
    RETURNS TABLE (measure text, record_id uuid, agency_id uuid, day date, ${columns}, operation_ids uuid[])
    LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    WITH tagged AS MATERIALIZED (
      SELECT t.complaint_id, t.record_id, array_agg(DISTINCT t.operation_id) AS operation_ids
        FROM oversight.counted_by_tag(NULL, facts_of.complaint) t GROUP BY 1, 2
    )
    SELECT f.measure, f.record_id, f.agency_id, f.day, ${told}, f.n, coalesce(t.operation_ids, '{}')
      FROM oversight.facts_on_record('-infinity', 'infinity') f
      LEFT JOIN tagged t ON t.record_id = f.record_id
     WHERE f.task_force_id = facts_of.task_force AND f.complaint_id = facts_of.complaint
    UNION ALL
    SELECT f.measure, f.record_id, f.agency_id, f.day, ${told}, 0, t.operation_ids
      FROM tagged t
      JOIN oversight.facts_on_record('-infinity', 'infinity') f ON f.complaint_id = t.complaint_id AND f.record_id = t.record_id
     WHERE f.task_force_id = facts_of.task_force AND f.complaint_id <> facts_of.complaint;
  END;
  GRANT EXECUTE ON FUNCTION oversight.facts_of(uuid, uuid) TO tracker_eraser;`;
}

/* What is told of a record beside the type and mode of its case. */
function beyondCase(): string[] {
  const all = new Set(counted.flatMap(({ counts }) => counts.flatMap(({ facets = {} }) => Object.keys(facets))));
  return [...all].filter((facet) => facet !== 'type' && facet !== 'mode');
}

/* Whoever changes what kind of case a complaint is changes what all that hangs on it counts as. */
const reclassifying = `
      reclassified := ARRAY(SELECT n.id FROM went w JOIN came n USING (id)
                             WHERE (w.type, w.mode, w.agency_id) IS DISTINCT FROM (n.type, n.mode, n.agency_id));
      IF cardinality(reclassified) > 0 THEN
      PERFORM tally.hold(reclassified, true);${summed(
        counted
          .filter(({ ofComplaint }) => ofComplaint)
          .flatMap((table) => [hanging(table, 'came'), hanging(table, 'went', '-')])
          .join('\n    UNION ALL'),
      )}
      END IF;`;

const ledger = `
  CREATE SCHEMA tally AUTHORIZATION tracker_oversight;
  SET LOCAL ROLE tracker_oversight;
  GRANT USAGE ON SCHEMA tally TO tracker_owner;

  -- How a statement changed what is counted; not folded yet.
  CREATE TABLE tally.deltas (
    measure       text NOT NULL,
    task_force_id uuid NOT NULL,
    agency_id     uuid NOT NULL,
    day           date NOT NULL,
    facets        jsonb NOT NULL,
    n             bigint NOT NULL
  ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

  -- What was folded, at three levels and as finely as a report asks: all facets, the type and mode of the case, or none.
  CREATE TABLE tally.counts (
    level         text NOT NULL,
    measure       text NOT NULL,
    detail        text NOT NULL,
    grain         text NOT NULL,
    -- Of the nation, and of a whole task force, where it is nobody's: no null, since it is found by its key.
    task_force_id uuid NOT NULL,
    agency_id     uuid NOT NULL,
    starts_on     date NOT NULL,
    facets        jsonb NOT NULL,
    n             bigint NOT NULL,
    -- Days before agencies, so that a task force's year by agency reads that year of each of them and not all their years.
    PRIMARY KEY (level, measure, detail, grain, task_force_id, starts_on, agency_id, facets)
  ) WITH (fillfactor = 80);

  -- Which counts are kept. A task force's single days, and an agency's facets, are few enough to be counted from the records.
  CREATE TABLE tally.kept (level text NOT NULL, detail text NOT NULL, grain text NOT NULL, PRIMARY KEY (level, detail, grain));
  INSERT INTO tally.kept VALUES
    ('nation', 'none', 'year'), ('nation', 'none', 'month'), ('nation', 'none', 'day'),
    ('nation', 'case', 'year'), ('nation', 'case', 'month'), ('nation', 'case', 'day'),
    ('nation', 'all', 'year'), ('nation', 'all', 'month'), ('nation', 'all', 'day'),
    ('task_force', 'none', 'year'), ('task_force', 'none', 'month'),
    ('task_force', 'case', 'year'), ('task_force', 'case', 'month'),
    ('task_force', 'all', 'year'), ('task_force', 'all', 'month'),
    ('agency', 'none', 'month');

  CREATE FUNCTION tally.nobody() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '00000000-0000-0000-0000-000000000000'::uuid;
  -- Of what is told, the type and mode of the case; and whether a measure tells as much as a detail asks for. Written so that Postgres
  -- puts them into the query that calls them: a rebuild asks them of every record many times.
  CREATE FUNCTION tally.of_case(facets jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN facets - '{${beyondCase().join(',')}}'::text[];
  CREATE FUNCTION tally.in_detail(facets jsonb, detail text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE detail WHEN 'none' THEN '{}' WHEN 'case' THEN tally.of_case(facets) ELSE facets END;
  CREATE FUNCTION tally.tells(facets jsonb, detail text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE detail WHEN 'none' THEN true WHEN 'case' THEN facets ? 'type' ELSE facets - '{type,mode}'::text[] <> '{}' END;

  -- Who enters a record of a complaint and who changes what kind of case it is wait for each other, and so see what the other did.
  -- No more than 256 locks, however many rows a statement writes.
  CREATE FUNCTION tally.hold(complaints uuid[], alone boolean) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE part integer;
  BEGIN
    FOR part IN SELECT DISTINCT hashtext(c::text) & 255 AS p FROM unnest(complaints) c ORDER BY p LOOP
      IF alone THEN PERFORM pg_advisory_xact_lock(20, part);
      ELSE PERFORM pg_advisory_xact_lock_shared(20, part);
      END IF;
    END LOOP;
  END $$;
  RESET ROLE;`;

function summed(select: string): string {
  return `
      INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
      SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (${select}
      ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;`;
}

/** The triggers of a table: each statement enters what came into the counts, and what went out of them. */
function entering(table: Counted): string {
  const holding = (rows: string): string =>
    table.ofComplaint ? `\n      PERFORM tally.hold(ARRAY(SELECT w.complaint_id FROM ${rows} w), false);` : '';
  const name = `tally.enter_${table.table}`;
  return `
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  ${table.table === 'complaints' ? 'DECLARE reclassified uuid[];' : ''}
  BEGIN
    IF tg_op = 'INSERT' THEN${holding('came')}${summed(branches(table, 'came'))}
    ELSIF tg_op = 'DELETE' THEN${holding('went')}${summed(branches(table, 'went', '-'))}
    ELSE${holding('(SELECT * FROM came UNION ALL SELECT * FROM went)')}${summed(
      `${branches(table, 'came')}\n    UNION ALL${branches(table, 'went', '-')}`,
    )}${table.table === 'complaints' ? reclassifying : ''}
    END IF;
    RETURN NULL;
  END $$;
  GRANT EXECUTE ON FUNCTION ${name}() TO tracker_owner;
  RESET ROLE;
  CREATE TRIGGER counted_insert AFTER INSERT ON app.${table.table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION ${name}();
  CREATE TRIGGER counted_update AFTER UPDATE ON app.${table.table} REFERENCING OLD TABLE AS went NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION ${name}();
  CREATE TRIGGER counted_delete AFTER DELETE ON app.${table.table} REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION ${name}();`;
}

const folding = `
  SET LOCAL ROLE tracker_oversight;
  -- Adds up to that many entries of the ledger to the counts; how many it took. Any instance may, at any time: one does at a time, and
  -- one that is killed has done nothing.
  CREATE FUNCTION oversight.fold_tally(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE folded integer;
  BEGIN
    IF NOT pg_try_advisory_xact_lock(21, 0) THEN RETURN 0; END IF;
    WITH taken AS (
      DELETE FROM tally.deltas d WHERE d.ctid = ANY (ARRAY(SELECT o.ctid FROM tally.deltas o LIMIT most)) RETURNING d.*
    ), added AS (
      INSERT INTO tally.counts AS c (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets, n)${placed('taken')}
          ON CONFLICT (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets)
          DO UPDATE SET n = c.n + excluded.n
    )
    SELECT count(*) INTO folded FROM taken;
    RETURN folded;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.fold_tally(integer) TO tracker_app, tracker_owner;
  RESET ROLE;`;

/**
 * What is counted of facts, at each level, detail and grain that is kept. The facts are gone through twice, by day and by month, and
 * the months and years of larger levels are added up from those of smaller ones.
 */
function placed(facts: string): string {
  const month = (day: string) => `date_trunc('month', ${day}::timestamp)::date`;
  const nobody = 'tally.nobody()';
  const kept = ([taskForce, agency]: readonly [string, string], from: string, which: string) => `
      SELECT k.level, f.measure, k.detail, k.grain, ${taskForce} AS task_force_id, ${agency} AS agency_id,
             date_trunc(k.grain, f.day::timestamp)::date AS starts_on, tally.in_detail(f.facets, k.detail) AS facets,
             sum(f.n)::bigint AS n
        FROM ${from} f JOIN tally.kept k ON ${which} AND tally.tells(f.facets, k.detail)
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(f.n) <> 0`;
  return `
      WITH agency_months AS MATERIALIZED (
        SELECT f.measure, f.task_force_id, f.agency_id, ${month('f.day')} AS day, f.facets, sum(f.n) AS n
          FROM ${facts} f GROUP BY 1, 2, 3, 4, 5
      ), task_force_months AS MATERIALIZED (
        SELECT f.measure, f.task_force_id, f.day, f.facets, sum(f.n) AS n FROM agency_months f GROUP BY 1, 2, 3, 4
      ), nation_days AS MATERIALIZED (
        SELECT f.measure, f.day, f.facets, sum(f.n) AS n FROM ${facts} f GROUP BY 1, 2, 3
      ), nation_months AS MATERIALIZED (
        SELECT f.measure, ${month('f.day')} AS day, f.facets, sum(f.n) AS n FROM nation_days f GROUP BY 1, 2, 3
      )${kept([nobody, nobody], 'nation_days', `k.level = 'nation' AND k.grain = 'day'`)}
       UNION ALL${kept([nobody, nobody], 'nation_months', `k.level = 'nation' AND k.grain <> 'day'`)}
       UNION ALL${kept(['f.task_force_id', nobody], 'task_force_months', `k.level = 'task_force'`)}
       UNION ALL${kept(['f.task_force_id', 'f.agency_id'], 'agency_months', `k.level = 'agency'`)}`;
}

const recounting = `
  SET LOCAL ROLE tracker_oversight;
  -- Where the ledger says something else than a recount of all records at this instant. Nothing, or it is wrong.
  CREATE FUNCTION tally.differences()
    RETURNS TABLE (level text, measure text, detail text, grain text, task_force_id uuid, agency_id uuid, starts_on date, facets jsonb,
                   in_ledger bigint, recounted bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB'
  BEGIN ATOMIC
    SELECT u.level, u.measure, u.detail, u.grain, u.task_force_id, u.agency_id, u.starts_on, u.facets,
           sum(u.in_ledger)::bigint, sum(u.recounted)::bigint
      FROM (SELECT c.level, c.measure, c.detail, c.grain, c.task_force_id, c.agency_id, c.starts_on, c.facets, c.n AS in_ledger,
                   0 AS recounted
              FROM tally.counts c
            UNION ALL
            SELECT p.level, p.measure, p.detail, p.grain, p.task_force_id, p.agency_id, p.starts_on, p.facets, p.n, 0
              FROM (${placed('tally.deltas')}) p
            UNION ALL
            SELECT p.level, p.measure, p.detail, p.grain, p.task_force_id, p.agency_id, p.starts_on, p.facets, 0, p.n
              FROM (${placed(`oversight.facts('-infinity', 'infinity')`)}) p) u
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(u.in_ledger) <> sum(u.recounted);
  END;

  -- Counts anew what the ledger is to say, while the work goes on: in one statement, and so of one instant. What is entered by others
  -- meanwhile is entered on top of it. How many counts were wrong.
  CREATE FUNCTION tally.rebuild() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE mended bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock(21, 0);
    INSERT INTO tally.counts AS c (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets, n)
    SELECT d.level, d.measure, d.detail, d.grain, d.task_force_id, d.agency_id, d.starts_on, d.facets, d.recounted - d.in_ledger
      FROM tally.differences() d
        ON CONFLICT (level, measure, detail, grain, task_force_id, agency_id, starts_on, facets)
        DO UPDATE SET n = c.n + excluded.n;
    GET DIAGNOSTICS mended = ROW_COUNT;
    DELETE FROM tally.counts c WHERE c.n = 0;
    RETURN mended;
  END $$;
  GRANT EXECUTE ON FUNCTION tally.differences(), tally.rebuild() TO tracker_owner;
  RESET ROLE;`;

/* Whole years and months are read from the counts, the days at the edges of a period from the nation's days or from the records. */
const totals = `
  SET LOCAL ROLE tracker_oversight;
  -- A half-open period, in the largest pieces of the calendar that it holds.
  CREATE FUNCTION tally.pieces(from_on date, until_on date, with_years boolean)
    RETURNS TABLE (grain text, from_on date, until_on date) LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC
    WITH months AS (
      SELECT date_trunc('month', pieces.from_on::timestamp + interval '1 month - 1 day')::date AS first,
             date_trunc('month', pieces.until_on::timestamp)::date AS last
    ), years AS (
      SELECT date_trunc('year', first::timestamp + interval '1 year - 1 day')::date AS first,
             date_trunc('year', last::timestamp)::date AS last
        FROM months
    ), whole AS (
      SELECT m.first, m.last, y.first AS first_year, y.last AS last_year, m.first < m.last AS has_months,
             pieces.with_years AND y.first < y.last AS has_years
        FROM months m CROSS JOIN years y
    )
    SELECT p.grain, p.from_on, p.until_on
      FROM whole w
     CROSS JOIN LATERAL (VALUES
             ('day', pieces.from_on, CASE WHEN w.has_months THEN w.first ELSE pieces.until_on END),
             ('day', CASE WHEN w.has_months THEN w.last END, pieces.until_on),
             ('month', CASE WHEN w.has_months THEN w.first END, CASE WHEN w.has_years THEN w.first_year ELSE w.last END),
             ('year', CASE WHEN w.has_years THEN w.first_year END, w.last_year),
             ('month', CASE WHEN w.has_years THEN w.last_year END, w.last)) p (grain, from_on, until_on)
     WHERE p.from_on < p.until_on;
  END;

  -- What the ledger has of a period: at one level, of one task force or of all, each measure in its detail. Of one task force and of
  -- agencies it has no days. With_months tells months apart.
  CREATE FUNCTION tally.read(at_level text, of_task_force uuid, measures text[], details text[], from_on date, until_on date,
                             with_months boolean)
    RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  BEGIN
    IF of_task_force IS NULL THEN
      RETURN QUERY
      SELECT c.measure, c.task_force_id, c.agency_id,
             CASE WHEN with_months THEN date_trunc('month', c.starts_on::timestamp)::date END, c.facets, sum(c.n)::bigint
        FROM tally.pieces(read.from_on, read.until_on, NOT with_months AND at_level <> 'agency') p
       CROSS JOIN unnest(measures, details) m (measure, detail)
        JOIN tally.counts c ON c.level = at_level AND c.measure = m.measure AND c.detail = m.detail AND c.grain = p.grain
                           AND c.starts_on >= p.from_on AND c.starts_on < p.until_on
       GROUP BY 1, 2, 3, 4, 5;
    ELSE
      RETURN QUERY
      SELECT c.measure, c.task_force_id, c.agency_id,
             CASE WHEN with_months THEN date_trunc('month', c.starts_on::timestamp)::date END, c.facets, sum(c.n)::bigint
        FROM tally.pieces(read.from_on, read.until_on, NOT with_months AND at_level <> 'agency') p
       CROSS JOIN unnest(measures, details) m (measure, detail)
        JOIN tally.counts c ON c.level = at_level AND c.measure = m.measure AND c.detail = m.detail AND c.grain = p.grain
                           AND c.task_force_id = of_task_force
                           AND c.starts_on >= p.from_on AND c.starts_on < p.until_on
       GROUP BY 1, 2, 3, 4, 5;
    END IF;
  END $$;

  -- The same, counted from the records: what the ledger does not keep.
  CREATE FUNCTION tally.count_records(of_task_force uuid, of_agency uuid, measures text[], details text[], from_on date, until_on date,
                                      with_months boolean)
    RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY
    SELECT f.measure, f.task_force_id, f.agency_id,
           CASE WHEN with_months THEN date_trunc('month', f.day::timestamp)::date END,
           tally.in_detail(f.facets, details[array_position(measures, f.measure)]), sum(f.n)::bigint
      FROM oversight.facts(count_records.from_on, count_records.until_on) f
     WHERE f.measure = ANY (measures)
       AND (of_task_force IS NULL OR f.task_force_id = of_task_force)
       AND (of_agency IS NULL OR f.agency_id = of_agency)
     GROUP BY 1, 2, 3, 4, 5;
  END $$;

  -- The totals of a period: of each measure, told apart by what was asked for, with all the facets that its detail has. An agency
  -- that reads its whole task force's totals never reads a neighbour's: it can neither name one nor tell them apart.
  CREATE FUNCTION oversight.totals(measures text[], details text[], from_on date, until_on date, by text[], of_task_force uuid,
                                   of_agency uuid, whole_task_force boolean)
    RETURNS TABLE (measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb,
                   recorded bigint, carried bigint, "precision" text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    reader record := oversight.reader();
    widened boolean := reader.agency IS NOT NULL AND whole_task_force IS TRUE;
    -- A name that is neither the reader's nor within it finds nothing.
    home uuid := coalesce(reader.task_force, of_task_force);
    desk uuid := CASE WHEN NOT widened THEN coalesce(reader.agency, of_agency) END;
    months boolean := 'month' = ANY (by);
    by_agency boolean := 'agency' = ANY (by) AND NOT widened;
    at_level text := CASE WHEN by_agency THEN 'agency' WHEN home IS NOT NULL OR 'task_force' = ANY (by) THEN 'task_force'
                          ELSE 'nation' END;
    is_whole boolean := desk IS NULL AND (at_level <> 'agency' OR 'none' = ALL (details));
    whole_from date := date_trunc('month', from_on::timestamp + interval '1 month - 1 day');
    whole_until date := date_trunc('month', until_on::timestamp);
    edge record;
  BEGIN
    IF widened AND of_agency IS NOT NULL THEN
      RAISE EXCEPTION 'not an agency of the reader' USING ERRCODE = '42501';
    END IF;
    IF of_task_force <> home OR of_agency <> desk THEN RETURN; END IF;
    IF NOT is_whole THEN
      RETURN QUERY
      SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
             CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
        FROM tally.count_records(home, desk, measures, details, totals.from_on, totals.until_on, months) r;
    ELSE
      RETURN QUERY
      SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
             CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
        FROM tally.read(at_level, home, measures, details, totals.from_on, totals.until_on, months) r;
      -- What is not folded yet, but for the days that are counted from the records below.
      RETURN QUERY
      SELECT d.measure, CASE WHEN 'task_force' = ANY (by) THEN d.task_force_id END,
             CASE WHEN by_agency THEN d.agency_id END,
             CASE WHEN months THEN date_trunc('month', d.day::timestamp)::date END,
             tally.in_detail(d.facets, details[array_position(measures, d.measure)]), sum(d.n)::bigint, 0::bigint, 'exact'
        FROM tally.deltas d
       WHERE d.day >= totals.from_on AND d.day < totals.until_on AND d.measure = ANY (measures)
         AND (home IS NULL OR d.task_force_id = home)
         AND (at_level = 'nation' OR d.day >= whole_from AND d.day < whole_until)
       GROUP BY 1, 2, 3, 4, 5;
      IF at_level <> 'nation' THEN
        FOR edge IN SELECT p.from_on, p.until_on FROM tally.pieces(totals.from_on, totals.until_on, false) p WHERE p.grain = 'day' LOOP
          RETURN QUERY
          SELECT r.measure, CASE WHEN 'task_force' = ANY (by) THEN r.task_force_id END,
                 CASE WHEN by_agency THEN r.agency_id END, r.month, r.facets, r.n, 0::bigint, 'exact'
            FROM tally.count_records(home, NULL, measures, details, edge.from_on, edge.until_on, months) r;
        END LOOP;
      END IF;
    END IF;
    RETURN QUERY
    SELECT c.measure, CASE WHEN 'task_force' = ANY (by) THEN c.task_force_id END, NULL::uuid,
           CASE WHEN months AND c.until_on <= date_trunc('month', c.from_on::timestamp) + interval '1 month'
                THEN date_trunc('month', c.from_on::timestamp)::date END,
           jsonb_strip_nulls(jsonb_build_object('type', c.type, 'mode', c.mode)), 0::bigint, c.value, c.precision
      FROM oversight.carried_into(totals.from_on, totals.until_on, of_task_force, of_agency, whole_task_force) c
     WHERE c.measure = ANY (measures);
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.totals(text[], text[], date, date, text[], uuid, uuid, boolean) TO tracker_app;
  RESET ROLE;`;

const back = `
  SET LOCAL ROLE tracker_oversight;
  DROP SCHEMA tally CASCADE;
  RESET ROLE;
  DROP TRIGGER agency_memberships_counted_insert ON app.agency_memberships;
  DROP TRIGGER agency_memberships_counted_update ON app.agency_memberships;
  DROP TRIGGER assistance_sessions_placed ON app.assistance_sessions;
  DROP FUNCTION app.place_assistance();
  DROP POLICY assistance_sessions_placed ON app.assistance_sessions;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.place_assistance_again(), oversight.recipient_was(uuid, uuid, date);
  RESET ROLE;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.totals(text[], text[], date, date, text[], uuid, uuid, boolean), oversight.fold_tally(integer),
    oversight.operation_totals(uuid, boolean), oversight.facts_of(uuid, uuid), oversight.facts(date, date),
    oversight.facts_on_record(date, date);
  RESET ROLE;
  ALTER TABLE app.assistance_sessions DROP recipient_was;

  ALTER TABLE app.purged_counts ADD type text, ADD mode text;
  ALTER TABLE app.purged_counts DISABLE TRIGGER USER;
  ALTER TABLE app.purged_counts NO FORCE ROW LEVEL SECURITY;
  UPDATE app.purged_counts SET type = facets ->> 'type', mode = facets ->> 'mode';
  ALTER TABLE app.purged_counts FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.purged_counts ENABLE TRIGGER USER;
  ALTER TABLE app.purged_counts DROP facets;
  ALTER TABLE app.carried_figures DROP CONSTRAINT carried_figures_measure_check,
    ADD CONSTRAINT carried_figures_measure_check CHECK (measure IN ('complaints_documented', 'arrests',
      'offenders_identified_hands_on_or_production', 'victims_identified', 'presentations', 'people_reached', 'training_sessions',
      'people_trained'));

  DROP INDEX app.preservations_task_force_id_requested_on_idx, app.prosecution_referrals_task_force_id_decided_on_idx,
    app.prosecutions_task_force_id_disposed_on_idx;
  DROP POLICY preservations_overseen ON app.preservations;
  DROP POLICY prosecution_referrals_overseen ON app.prosecution_referrals;
  DROP POLICY prosecutions_overseen ON app.prosecutions;
  DROP POLICY forensic_exams_overseen ON app.forensic_exams;
  DROP POLICY investigations_overseen ON app.investigations;
  DROP POLICY assistance_sessions_overseen ON app.assistance_sessions;
  REVOKE SELECT ON app.preservations, app.prosecution_referrals, app.prosecutions, app.forensic_exams, app.investigations,
    app.assistance_sessions FROM tracker_oversight;

  SET LOCAL ROLE tracker_oversight;
  ${totalsOfRecords}
  GRANT EXECUTE ON FUNCTION oversight.totals(date, date, text[], uuid, uuid, boolean) TO tracker_app;
  RESET ROLE;
  ${recordFacts(countsOnceBefore)}
  ${countingPurged}
  SET LOCAL ROLE tracker_oversight;
  GRANT EXECUTE ON FUNCTION oversight.operation_totals(uuid, boolean) TO tracker_app;
  RESET ROLE;
  ${erasing('type, mode')}`;
