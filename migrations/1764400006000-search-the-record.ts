import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a search reads: of each complaint the words of its narrative and whose it is, of each name how it is written and how it
 * sounds. Schema `search` is kept by triggers in the transaction of the record itself, and read by functions that apply the seat,
 * since no index on words serves a query under row security. Beside it, searches that somebody keeps.
 */
export class SearchTheRecord1764400006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(tables);
    await db.query(keys);
    await db.query(sources);
    await db.query(keeping);
    await db.query(triggers);
    await db.query(commonness);
    await db.query(asking);
    await db.query(savedViews);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

/*
 * What is true of a row's seat is a word of it, beginning with a space as no word of a text does: so an index of words answers
 * "these words, at this agency" from both lists at once, however few complaints the agency has of however many.
 */
const tables = `
  CREATE SCHEMA search;
  GRANT USAGE ON SCHEMA search TO tracker_oversight;
  CREATE TABLE search.complaints (
    -- No key: the triggers of app.complaints take the row away with its complaint, whoever does.
    complaint_id      uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    agency_id         uuid NOT NULL,
    working_agency_id uuid,
    is_sealed         boolean NOT NULL,
    reference         text COLLATE "C" NOT NULL,
    received_at       timestamptz(3) NOT NULL,
    received_on       date NOT NULL,
    state             text NOT NULL,
    type              text,
    source            text NOT NULL,
    -- What it tells, by the stems of its words, with whose it is and the month it was received.
    words             tsvector NOT NULL
  ) WITH (fillfactor = 90);
  CREATE INDEX complaints_task_force_id_reference_idx ON search.complaints (task_force_id, reference);
  CREATE INDEX complaints_words_idx ON search.complaints USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 256);

  CREATE TABLE search.names (
    -- The suspect, the alias or the reported person.
    record_id     uuid PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('suspect', 'alias', 'reported_person')),
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    -- Each of its words as written, as it sounds, and with one letter less, at its task force; and at which agency the complaint is.
    keys          tsvector NOT NULL
  );
  CREATE INDEX names_complaint_id_idx ON search.names (complaint_id);
  CREATE INDEX names_keys_idx ON search.names USING gin (keys) WITH (fastupdate = on, gin_pending_list_limit = 256);

  ALTER TABLE search.complaints ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE search.names ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY complaints_kept ON search.complaints TO tracker_oversight USING (true) WITH CHECK (true);
  CREATE POLICY names_kept ON search.names TO tracker_oversight USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON search.complaints, search.names TO tracker_oversight;
  GRANT SELECT ON app.reported_persons TO tracker_oversight;
  CREATE POLICY reported_persons_overseen ON app.reported_persons FOR SELECT TO tracker_oversight USING (true);`;

/* Characters that show nothing, as src/platform/http/unicode.ts lists them by their properties. */
const invisible =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\U000e0000-\\U000e0fff';

/* Accents and case say nothing, an apostrophe joins, and what stands between words parts them. */
const keys = `
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.words_of_name(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT left(w, 40)), '{}')
              FROM regexp_split_to_table(
                     translate(regexp_replace(lower(normalize(name, NFKD)), '[\\u0300-\\u036f''\\u2019\\u02bc${invisible}]', '', 'g'),
                               'øłđðßæœþı', 'olddsaoti'),
                     '[\\u0001-\\u002f\\u003a-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u3002]+') w
             WHERE w <> '');
  END $$;

  -- A word with one letter less, each of them, and the word itself: two that have one in common are one slip of the pen apart, or two.
  CREATE FUNCTION oversight.near_keys(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE keys text[] := '{}';
  BEGIN
    IF length(word) NOT BETWEEN 4 AND 20 THEN RETURN keys; END IF;
    FOR n IN 1 .. length(word) LOOP
      keys := keys || ('d' || left(word, n - 1) || substr(word, n + 1));
    END LOOP;
    RETURN keys || ('d' || word);
  END $$;
  -- How it sounds, by Daitch and Mokotoff. A word of vowels alone sounds like any other.
  CREATE FUNCTION oversight.sound_keys(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    keys text[] := '{}';
    code text;
  BEGIN
    FOREACH code IN ARRAY coalesce(public.daitch_mokotoff(word), '{}') LOOP
      IF code <> '000000' THEN keys := keys || ('s' || code); END IF;
    END LOOP;
    RETURN keys;
  END $$;
  CREATE FUNCTION oversight.seat_keys(task_force uuid, agency uuid, working_agency uuid) RETURNS text[] LANGUAGE sql IMMUTABLE
    PARALLEL SAFE
  RETURN array_remove(ARRAY[' f' || task_force, ' a' || agency, ' a' || working_agency], NULL);
  -- What the keys of a task force begin with, so that no other has its own gone through. It is short: where two have the same, the seat
  -- is asked for all the same.
  CREATE FUNCTION oversight.mark_of(task_force uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN right(task_force::text, 6);
  CREATE FUNCTION oversight.name_keys(name text, task_force uuid, agency uuid, working_agency uuid) RETURNS tsvector LANGUAGE plpgsql
    IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  -- Word by word, in loops: as one statement it took six times as long.
  DECLARE
    keys text[] := '{}';
    word text;
  BEGIN
    FOREACH word IN ARRAY (oversight.words_of_name(name))[:12] LOOP
      keys := keys || ('t' || word) || oversight.near_keys(word) || oversight.sound_keys(word);
    END LOOP;
    RETURN array_to_tsvector(ARRAY(SELECT oversight.mark_of(task_force) || k FROM unnest(keys) k)
                             || array_remove(ARRAY[' a' || agency, ' a' || working_agency], NULL));
  END $$;
  RESET ROLE;`;

/*
 * What the tables are to hold, read from the record itself. Who is under 18 stands in no list by name (18 U.S.C. 5038): not as a suspect,
 * and not as whom a tip tells of. A child that is a victim has no name in these tables at all.
 */
const sources = `
  SET LOCAL ROLE tracker_oversight;
  CREATE VIEW oversight.searchable_complaints WITH (security_invoker = true) AS
    SELECT c.id AS complaint_id, c.task_force_id, c.agency_id, c.working_agency_id, c.is_sealed, c.reference, c.received_at,
           c.received_on, c.state, c.type, c.source,
           to_tsvector('pg_catalog.english', c.narrative)
             || array_to_tsvector(oversight.seat_keys(c.task_force_id, c.agency_id, c.working_agency_id)
                                  || (' m' || to_char(c.received_at AT TIME ZONE 'UTC', 'YYYY-MM'))) AS words
      FROM app.complaints c;
  CREATE VIEW oversight.searchable_names WITH (security_invoker = true) AS
    SELECT n.record_id, n.kind, n.task_force_id, n.complaint_id,
           oversight.name_keys(n.name, c.task_force_id, c.agency_id, c.working_agency_id) AS keys
      FROM (SELECT s.id AS record_id, 'suspect' AS kind, s.task_force_id, s.complaint_id,
                   concat_ws(' ', s.given_name, s.family_name) AS name, NULL::date AS born_on, NULL::smallint AS age
              FROM app.suspects s WHERE s.voided_at IS NULL AND NOT s.juvenile
            UNION ALL
            SELECT a.id, 'alias', a.task_force_id, a.complaint_id, concat_ws(' ', a.given_name, a.family_name, a.whole_name), NULL, NULL
              FROM app.suspect_aliases a JOIN app.suspects s ON s.id = a.suspect_id
             WHERE a.voided_at IS NULL AND s.voided_at IS NULL AND NOT s.juvenile
            UNION ALL
            SELECT p.id, 'reported_person', p.task_force_id, p.complaint_id,
                   concat_ws(' ', p.given_name, p.family_name, p.other_name), p.born_on, p.approximate_age
              FROM app.reported_persons p WHERE p.voided_at IS NULL AND p.role <> 'victim') n
      JOIN app.complaints c ON c.id = n.complaint_id
     WHERE NOT c.is_expunged AND n.name ~ '[^\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u0300-\\u036f\\u2000-\\u206f\\u3000-\\u3002]'
       AND coalesce(n.age, 18) >= 18
       AND coalesce(n.born_on <= (coalesce(c.incident_at, c.received_at) AT TIME ZONE 'UTC')::date - interval '18 years', true);
  RESET ROLE;`;

const keeping = `
  SET LOCAL ROLE tracker_oversight;
  -- Makes the rows of these names what they are now.
  CREATE FUNCTION oversight.name_anew(records uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    WITH named AS MATERIALIZED (SELECT s.* FROM oversight.searchable_names s WHERE s.record_id = ANY (records)), gone AS (
      DELETE FROM search.names n
       WHERE n.record_id = ANY (records) AND NOT EXISTS (SELECT FROM named m WHERE m.record_id = n.record_id)
    )
    INSERT INTO search.names AS n SELECT m.* FROM named m
        ON CONFLICT (record_id) DO UPDATE SET keys = excluded.keys WHERE n.keys <> excluded.keys;
  END $$;

  CREATE FUNCTION oversight.complaints_came() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO search.complaints SELECT s.* FROM oversight.searchable_complaints s WHERE s.complaint_id IN (SELECT w.id FROM came w);
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.complaint_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF (old.agency_id, old.working_agency_id, old.narrative, old.received_at)
       IS DISTINCT FROM (new.agency_id, new.working_agency_id, new.narrative, new.received_at) THEN
      UPDATE search.complaints c
         SET agency_id = s.agency_id, working_agency_id = s.working_agency_id, is_sealed = s.is_sealed, received_at = s.received_at,
             received_on = s.received_on, state = s.state, type = s.type, source = s.source, words = s.words
        FROM oversight.searchable_complaints s WHERE s.complaint_id = new.id AND c.complaint_id = new.id;
    ELSE
      UPDATE search.complaints c SET is_sealed = new.is_sealed, state = new.state, type = new.type, source = new.source
       WHERE c.complaint_id = new.id;
    END IF;
    IF (old.agency_id, old.working_agency_id, old.is_expunged) IS DISTINCT FROM (new.agency_id, new.working_agency_id, new.is_expunged) THEN
      PERFORM oversight.name_anew(ARRAY(SELECT n.record_id FROM search.names n WHERE n.complaint_id = new.id));
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.complaints_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM search.complaints c WHERE c.complaint_id IN (SELECT g.id FROM gone g);
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.names_came() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  -- As a list, since a join would not go into the parts of the view, and would read each of them whole.
  DECLARE records uuid[] := ARRAY(SELECT w.id FROM came w);
  BEGIN
    INSERT INTO search.names SELECT s.* FROM oversight.searchable_names s WHERE s.record_id = ANY (records);
    RETURN NULL;
  END $$;
  -- With a suspect go the other names of the suspect.
  CREATE FUNCTION oversight.names_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM oversight.name_anew(ARRAY(SELECT w.id FROM came w
                                      UNION ALL
                                      SELECT a.id FROM app.suspect_aliases a JOIN came w ON a.task_force_id = w.task_force_id AND a.suspect_id = w.id));
    RETURN NULL;
  END $$;
  CREATE FUNCTION oversight.names_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    DELETE FROM search.names n WHERE n.record_id IN (SELECT g.id FROM gone g);
    RETURN NULL;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.complaints_came(), oversight.complaint_changed(), oversight.complaints_gone(),
    oversight.names_came(), oversight.names_changed(), oversight.names_gone() TO tracker_owner;

  -- What was there before there was a search.
  INSERT INTO search.complaints SELECT s.* FROM oversight.searchable_complaints s ORDER BY s.received_at;
  INSERT INTO search.names SELECT s.* FROM oversight.searchable_names s;
  RESET ROLE;`;

const named = ['suspects', 'suspect_aliases', 'reported_persons'] as const;

const triggers = `
  CREATE TRIGGER complaints_searched AFTER INSERT ON app.complaints REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.complaints_came();
  CREATE TRIGGER complaints_searched_anew AFTER UPDATE ON app.complaints FOR EACH ROW
    WHEN ((old.agency_id, old.working_agency_id, old.is_sealed, old.is_expunged, old.state, old.type, old.source, old.narrative, old.received_at)
          IS DISTINCT FROM
          (new.agency_id, new.working_agency_id, new.is_sealed, new.is_expunged, new.state, new.type, new.source, new.narrative, new.received_at))
    EXECUTE FUNCTION oversight.complaint_changed();
  CREATE TRIGGER complaints_searched_no_more AFTER DELETE ON app.complaints REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.complaints_gone();
  ${named
    .map(
      (table) => `
  CREATE TRIGGER ${table}_searched AFTER INSERT ON app.${table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.names_came();
  CREATE TRIGGER ${table}_searched_anew AFTER UPDATE ON app.${table} REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.names_changed();
  CREATE TRIGGER ${table}_searched_no_more AFTER DELETE ON app.${table} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION oversight.names_gone();`,
    )
    .join('')}`;

/** The fewest agencies that make a value common, before noise, and the fewest complaints of one agency. */
const minAgencies = 5;
const minInOneAgency = 500;

const hit = `record_id uuid, kind text, said text, complaint_id uuid, received_at timestamptz, received_on date, agency_id uuid,
                   state text, type text, source text`;

/* A row without a complaint says that there was more than so many to look at. */
const more = `RETURN QUERY SELECT NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::timestamptz, NULL::date, NULL::uuid, NULL::text, NULL::text, NULL::text`;
const complaintOf = (c: string): string =>
  `${c}.complaint_id, ${c}.received_at::timestamptz, ${c}.received_on, ${c}.agency_id, ${c}.state, ${c}.type, ${c}.source`;
const seenAt = (c: string): string =>
  `(NOT ${c}.is_sealed OR sees_sealed)
             AND ${c}.task_force_id = home AND coalesce(desk, ${c}.agency_id) IN (${c}.agency_id, ${c}.working_agency_id)`;
/* At the seat, after the last one of the page before, and received on days that are asked for. */
const fits = `${seenAt('c')}
             AND (before_at IS NULL OR (c.received_at, c.complaint_id) < (before_at, before_id))
             AND (from_on IS NULL OR c.received_on >= from_on) AND (until_on IS NULL OR c.received_on < until_on)`;
const asSeated = `
    home uuid := auth.case_task_force();
    desk uuid := auth.agency();
    sees_sealed boolean := auth.sees_sealed();
    seat tsquery := ('''' || coalesce(' a' || desk, ' f' || home) || '''')::tsquery;`;

/*
 * Each answers with complaints of the session's seat and no others: that of app.complaints' own policy. None looks at more than \`most\`
 * rows, so that a word or a value that stands everywhere costs what any other does.
 */
/*
 * Values that say nothing because they stand everywhere. A seat counts what it sees itself. What stands beyond it is read from a table
 * that is recomputed once a day and not in between: a value is in it when it stands in so many agencies, or so often in one of them. Sealed
 * and expunged complaints do not count. Both thresholds differ from value to value, by a key of the server's, and asking again does not
 * average that out. However many complaints an agency logs, it is one agency: what it learns is about at least four others.
 */
const commonness = `
  CREATE TABLE search.common_values (
    task_force_id uuid NOT NULL,
    kind          text NOT NULL,
    normalised    text COLLATE "C" NOT NULL,
    PRIMARY KEY (task_force_id, normalised, kind)
  );
  CREATE TABLE search.commonness_runs (
    task_force_id uuid PRIMARY KEY,
    computed_at   timestamptz(3) NOT NULL
  );
  GRANT SELECT, INSERT, DELETE ON search.common_values TO tracker_oversight;
  GRANT SELECT, INSERT, UPDATE ON search.commonness_runs TO tracker_oversight;

  SET LOCAL ROLE tracker_oversight;
  -- The task forces whose table is older than that, the oldest first.
  CREATE FUNCTION oversight.stale_commonness(min_age interval) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT t.id FROM app.task_forces t LEFT JOIN search.commonness_runs r ON r.task_force_id = t.id
     WHERE r.computed_at IS NULL OR r.computed_at <= now() - stale_commonness.min_age
     ORDER BY r.computed_at NULLS FIRST;
  END;

  -- Recomputes the table of a task force; the number of values in it. Null where another instance is at it.
  CREATE FUNCTION oversight.recompute_commonness(task_force uuid, seed bytea) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE n integer;
  BEGIN
    IF octet_length(seed) < 32 OR NOT pg_try_advisory_xact_lock(hashtextextended('commonness ' || task_force, 0)) THEN RETURN NULL; END IF;
    DELETE FROM search.common_values v WHERE v.task_force_id = task_force;
    INSERT INTO search.common_values (task_force_id, kind, normalised)
    SELECT task_force, a.kind, a.normalised
      FROM (SELECT i.kind, i.normalised, c.agency_id, count(DISTINCT i.complaint_id) AS complaints
              FROM (SELECT o.kind, o.normalised FROM app.identifiers o
                     WHERE o.task_force_id = task_force AND o.voided_at IS NULL
                     GROUP BY o.kind, o.normalised HAVING count(*) >= ${minAgencies}) often
              JOIN app.identifiers i ON i.task_force_id = task_force AND i.normalised = often.normalised AND i.kind = often.kind
                                    AND i.voided_at IS NULL
              JOIN app.complaints c ON c.id = i.complaint_id AND NOT c.is_sealed AND NOT c.is_expunged
             GROUP BY i.kind, i.normalised, c.agency_id) a
     CROSS JOIN LATERAL (SELECT sha256(seed || convert_to(task_force || ' ' || a.kind || ' ' || a.normalised, 'UTF8')) AS bytes) noise
     GROUP BY a.kind, a.normalised, noise.bytes
    HAVING count(*) >= ${minAgencies} + get_byte(noise.bytes, 0) % 4
        OR max(a.complaints) >= ${minInOneAgency} + get_byte(noise.bytes, 1);
    GET DIAGNOSTICS n = ROW_COUNT;
    INSERT INTO search.commonness_runs (task_force_id, computed_at) VALUES (task_force, now())
        ON CONFLICT (task_force_id) DO UPDATE SET computed_at = excluded.computed_at;
    RETURN n;
  END $$;

  -- Of these values the common ones: those of the table, and those that stand in more than so many complaints that the session sees. Each
  -- is stepped through complaint by complaint, and no further than that. The collations are those of the index whatever the
  -- arguments come with: under another one each step would go through every complaint of the value.
  CREATE FUNCTION oversight.common_identifiers(kinds text[], "values" text[], most integer)
    RETURNS TABLE (kind text, normalised text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    home uuid := auth.case_task_force();
    desk uuid := auth.agency();
    sees_sealed boolean := auth.sees_sealed();
    last uuid;
    seen integer;
  BEGIN
    FOR n IN 1 .. coalesce(cardinality(kinds), 0) LOOP
      seen := 0;
      IF EXISTS (SELECT FROM search.common_values v
                  WHERE v.task_force_id = home AND v.normalised = "values"[n] COLLATE "C" AND v.kind = kinds[n]) THEN
        seen := most + 1;
      END IF;
      last := '00000000-0000-0000-0000-000000000000';
      WHILE seen <= most LOOP
        SELECT i.complaint_id INTO last FROM app.identifiers i JOIN app.complaints c ON c.id = i.complaint_id
         WHERE i.task_force_id = home AND i.normalised = "values"[n] COLLATE "C" AND i.kind = kinds[n] COLLATE "default"
           AND i.complaint_id > last AND i.voided_at IS NULL
           AND coalesce(desk, c.agency_id) IN (c.agency_id, c.working_agency_id) AND (NOT c.is_sealed OR sees_sealed)
         ORDER BY i.complaint_id LIMIT 1;
        EXIT WHEN last IS NULL;
        seen := seen + 1;
      END LOOP;
      IF seen > most THEN
        kind := kinds[n];
        normalised := "values"[n];
        RETURN NEXT;
      END IF;
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.stale_commonness(interval), oversight.recompute_commonness(uuid, bytea),
    oversight.common_identifiers(text[], text[], integer) TO tracker_app;
  RESET ROLE;`;

const asking = `
  SET LOCAL ROLE tracker_oversight;
  -- Where these values stand, of each the complaints logged last first. One that is open ends in an @ and any platform.
  CREATE FUNCTION oversight.search_identifiers(kinds text[], "values" text[], are_open boolean[], most integer)
    RETURNS TABLE (${hit}) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
  #variable_conflict use_column
  DECLARE ${asSeated}
    remaining integer := most;
    is_common boolean;
    stood uuid[];
  BEGIN
    FOR n IN 1 .. coalesce(cardinality(kinds), 0) LOOP
      -- Of a value that stands everywhere so many rows are looked at, whoever sees them, and there are always said to be more. Of any
      -- other the seat comes first: neither what is found nor whether that is all depends on what stands beyond it.
      IF are_open[n] THEN
        is_common := EXISTS (SELECT FROM search.common_values v
                              WHERE v.task_force_id = home AND v.normalised >= ("values"[n] || '@') COLLATE "C"
                                AND v.normalised < ("values"[n] || 'A') COLLATE "C" AND v.kind = kinds[n]);
        stood := ARRAY(SELECT o.id FROM app.identifiers o JOIN search.complaints c ON c.complaint_id = o.complaint_id
                        WHERE o.task_force_id = home AND o.normalised >= ("values"[n] || '@') COLLATE "C"
                          AND o.normalised < ("values"[n] || 'A') COLLATE "C" AND o.kind = kinds[n] AND o.voided_at IS NULL
                          AND (is_common OR (${seenAt('c')}))
                        LIMIT remaining);
      ELSE
        is_common := EXISTS (SELECT FROM search.common_values v
                              WHERE v.task_force_id = home AND v.normalised = "values"[n] COLLATE "C" AND v.kind = kinds[n]);
        stood := ARRAY(SELECT o.id FROM app.identifiers o JOIN search.complaints c ON c.complaint_id = o.complaint_id
                        WHERE o.task_force_id = home AND o.normalised = "values"[n] COLLATE "C" AND o.kind = kinds[n]
                          AND o.voided_at IS NULL AND (is_common OR (${seenAt('c')}))
                        ORDER BY o.complaint_id DESC LIMIT remaining);
      END IF;
      RETURN QUERY
        SELECT i.id, i.kind, i.role, ${complaintOf('c')}
          FROM app.identifiers i JOIN search.complaints c ON c.complaint_id = i.complaint_id
         WHERE i.id = ANY (stood) AND ${seenAt('c')};
      remaining := remaining - cardinality(stood);
      IF is_common THEN ${more}; END IF;
      IF remaining <= 0 THEN
        ${more};
        RETURN;
      END IF;
    END LOOP;
  END $$;

  -- Names with all of these words in any order: as written, or else spelt nearly so, or sounding alike.
  CREATE FUNCTION oversight.search_names(sought text, most integer)
    RETURNS TABLE (${hit}) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE ${asSeated}
    words text[] := oversight.words_of_name(sought);
    mark text := oversight.mark_of(home);
    at_desk tsquery := format('%L', ' a' || desk)::tsquery;
    written tsquery;
    near tsquery;
    alike tsquery;
    found integer;
    others integer;
  BEGIN
    -- An initial says nothing beside a name.
    words := coalesce((SELECT array_agg(w) FROM unnest(words) w WHERE length(w) > 1), words);
    IF home IS NULL OR cardinality(words) NOT BETWEEN 1 AND 6 THEN RETURN; END IF;
    SELECT string_agg(format('%L', mark || 't' || w), ' & ')::tsquery, string_agg(format('(%s)', n.keys), ' & ')::tsquery,
           string_agg(format('(%s)', concat_ws(' | ', n.keys, s.keys)), ' & ')::tsquery
      INTO written, near, alike FROM unnest(words) w
     CROSS JOIN LATERAL (SELECT string_agg(format('%L', mark || k), ' | ') AS keys
                           FROM unnest(oversight.near_keys(w) || ('t' || w)) k) n
     CROSS JOIN LATERAL (SELECT string_agg(format('%L', mark || k), ' | ') AS keys FROM unnest(oversight.sound_keys(w)) k) s;
    IF desk IS NOT NULL THEN
      written := written && at_desk;
      alike := alike && at_desk;
    END IF;
    RETURN QUERY
      SELECT n.record_id, n.kind, 'written_so', ${complaintOf('c')}
        FROM search.names n JOIN search.complaints c ON c.complaint_id = n.complaint_id
       WHERE n.keys @@ written AND ${seenAt('c')}
       LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    RETURN QUERY
      SELECT n.record_id, n.kind, CASE WHEN n.keys @@ near THEN 'spelt_nearly' ELSE 'sounds_alike' END, ${complaintOf('c')}
        FROM search.names n JOIN search.complaints c ON c.complaint_id = n.complaint_id
       WHERE n.keys @@ (alike && !!written) AND ${seenAt('c')}
       LIMIT most - found;
    GET DIAGNOSTICS others = ROW_COUNT;
    IF found + others >= most THEN ${more}; END IF;
  END $$;

  -- Complaints of this reference, or one that begins so from its third digit on, and those whose source gave them this number.
  CREATE FUNCTION oversight.search_references(sought text, sources text[], most integer)
    RETURNS TABLE (${hit}) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10
    SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE ${asSeated}
    written text := upper(sought);
  BEGIN
    RETURN QUERY
      SELECT c.complaint_id, 'reference', CASE WHEN c.reference = written THEN 'whole' ELSE 'beginning' END, ${complaintOf('c')}
        FROM search.complaints c
       WHERE c.task_force_id = home AND written ~ '^[A-Z0-9-]+-[0-9]{3,}$'
         AND c.reference >= written AND c.reference < (written || ':') AND ${seenAt('c')}
       LIMIT most;
    RETURN QUERY
      SELECT c.complaint_id, 'external_reference', 'whole', ${complaintOf('c')}
        FROM app.complaints o JOIN search.complaints c ON c.complaint_id = o.id
       WHERE o.task_force_id = home AND o.source = ANY (sources) AND o.external_reference = sought
         AND NOT o.is_expunged AND ${seenAt('c')};
  END $$;

  -- Complaints that tell of these words, or all of them without words, the latest received first: month by month where there are
  -- many, and more months at once the fewer there are. Of words next to each other the index knows only that they are there: it is
  -- asked for those, and what it finds is looked at. Planned once for all months, and never to be read whole.
  CREATE FUNCTION oversight.search_narratives(sought text, from_on date, until_on date, before_at timestamptz, before_id uuid, most integer,
                                              wanted integer)
    RETURNS TABLE (${hit}) LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000
    SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET work_mem = '16MB' AS $$
  #variable_conflict use_column
  DECLARE ${asSeated}
    sense tsquery := websearch_to_tsquery('pg_catalog.english', sought);
    is_sifted boolean := coalesce(sense::text ~ '<(-|[0-9]+)>', false);
    asked tsquery := CASE WHEN is_sifted THEN nullif(regexp_replace(querytree(sense), '<(-|[0-9]+)>', '&', 'g'), 'T')::tsquery ELSE sense END;
    query tsquery := CASE WHEN asked IS NULL THEN seat ELSE seat && asked END;
    oldest timestamp;
    month timestamp;
    months integer := 1;
    within tsquery;
    remaining integer := most;
    missing integer := wanted;
    stood uuid[];
    looked integer;
    told integer;
  BEGIN
    IF seat IS NULL OR numnode(sense) = 0 OR numnode(sense) > 64 THEN RETURN; END IF;
    SELECT date_trunc('month', min(c.received_at) AT TIME ZONE 'UTC'), date_trunc('month', max(c.received_at) AT TIME ZONE 'UTC')
      INTO oldest, month FROM app.complaints c
     WHERE c.task_force_id = home AND c.received_at >= coalesce(from_on - 1, '-infinity')::timestamptz
       AND c.received_at < coalesce(until_on + 1, 'infinity')::timestamptz AND c.received_at <= coalesce(before_at, 'infinity');
    WHILE month >= oldest LOOP
      SELECT string_agg(format('%L', ' m' || to_char(m, 'YYYY-MM')), ' | ')::tsquery INTO within
        FROM generate_series(greatest(oldest, month - (months - 1) * interval '1 month'), month, '1 month') m;
      IF is_sifted THEN
        stood := ARRAY(SELECT c.complaint_id FROM search.complaints c WHERE c.words @@ (query && within) AND ${fits}
                        ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT remaining);
        looked := cardinality(stood);
        RETURN QUERY
          SELECT c.complaint_id, 'narrative', 'told', ${complaintOf('c')}
            FROM search.complaints c
           WHERE c.complaint_id = ANY (stood) AND c.words @@ sense
           ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT missing;
        GET DIAGNOSTICS told = ROW_COUNT;
      ELSE
        RETURN QUERY
          SELECT c.complaint_id, 'narrative', 'told', ${complaintOf('c')}
            FROM search.complaints c
           WHERE c.words @@ (query && within) AND ${fits}
           ORDER BY c.received_at DESC, c.complaint_id DESC LIMIT least(remaining, missing);
        GET DIAGNOSTICS looked = ROW_COUNT;
        told := looked;
      END IF;
      remaining := remaining - looked;
      missing := missing - told;
      IF remaining <= 0 THEN ${more}; END IF;
      IF remaining <= 0 OR missing <= 0 THEN RETURN; END IF;
      month := month - months * interval '1 month';
      months := months * least(4, greatest(1, remaining / (2 * (looked + 1))));
    END LOOP;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.search_identifiers(text[], text[], boolean[], integer), oversight.search_names(text, integer),
    oversight.search_references(text, text[], integer),
    oversight.search_narratives(text, date, date, timestamptz, uuid, integer, integer) TO tracker_app;
  RESET ROLE;`;

/* A search that is kept may hold anybody's address: the trail withholds it, and who ends it leaves none of it. */
const savedViews = `
  CREATE TABLE app.saved_views (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    -- Where whoever saved it sat; null at the seat of the task force.
    agency_id     uuid,
    saved_by      uuid NOT NULL REFERENCES app.accounts,
    saved_at      timestamptz(3) NOT NULL,
    shared_with   text NOT NULL CHECK (shared_with IN ('nobody', 'agency', 'task_force')),
    name          text NOT NULL,
    -- None where it is a list of complaints by its filters alone.
    text          text,
    filters       jsonb NOT NULL,
    ended_at      timestamptz(3),
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (shared_with <> 'agency' OR agency_id IS NOT NULL)
  );
  CREATE INDEX saved_views_task_force_id_saved_at_id_idx ON app.saved_views (task_force_id, saved_at, id) WHERE ended_at IS NULL;
  GRANT SELECT, INSERT, UPDATE ON app.saved_views TO tracker_app;
  ALTER TABLE app.saved_views ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY saved_views_of_whom_they_are_for ON app.saved_views
    USING (task_force_id = (SELECT auth.case_task_force())
           AND (saved_by = (SELECT auth.account()) OR shared_with = 'task_force'
                OR (shared_with = 'agency' AND agency_id = (SELECT auth.agency()))))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND saved_by = (SELECT auth.account()));
  SELECT audit.watch('app.saved_views', 'name', 'text', 'filters');`;

const back = `
  DROP TABLE app.saved_views;
  ${named
    .map(
      (table) => `
  DROP TRIGGER ${table}_searched ON app.${table};
  DROP TRIGGER ${table}_searched_anew ON app.${table};
  DROP TRIGGER ${table}_searched_no_more ON app.${table};`,
    )
    .join('')}
  DROP TRIGGER complaints_searched ON app.complaints;
  DROP TRIGGER complaints_searched_anew ON app.complaints;
  DROP TRIGGER complaints_searched_no_more ON app.complaints;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.stale_commonness(interval), oversight.recompute_commonness(uuid, bytea),
    oversight.common_identifiers(text[], text[], integer);
  DROP FUNCTION oversight.search_identifiers(text[], text[], boolean[], integer), oversight.search_names(text, integer),
    oversight.search_references(text, text[], integer),
    oversight.search_narratives(text, date, date, timestamptz, uuid, integer, integer);
  DROP FUNCTION oversight.complaints_came(), oversight.complaint_changed(), oversight.complaints_gone(), oversight.names_came(),
    oversight.names_changed(), oversight.names_gone(), oversight.name_anew(uuid[]);
  DROP VIEW oversight.searchable_names, oversight.searchable_complaints;
  DROP FUNCTION oversight.name_keys(text, uuid, uuid, uuid), oversight.mark_of(uuid), oversight.seat_keys(uuid, uuid, uuid),
    oversight.sound_keys(text), oversight.near_keys(text), oversight.words_of_name(text);
  RESET ROLE;
  DROP SCHEMA search CASCADE;
  DROP POLICY reported_persons_overseen ON app.reported_persons;
  REVOKE SELECT ON app.reported_persons FROM tracker_oversight;`;
