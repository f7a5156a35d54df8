import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What becomes of a suspect: other names and identifiers, how a juvenile who is arrested is handled, what each arrest is charged
 * as, referrals to prosecutors and prosecutions; and which suspects of the seat a name resembles.
 */
export class ChargeAndProsecute1764200004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(people);
    await db.query(charges);
    await db.query(prosecutions);
    await db.query(guards);
    await db.query(names);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const people = `
  -- Data element 52 of NIBRS: H and R. Whom it is asked of: src/suspects/arrest.entity.ts.
  ALTER TABLE app.arrests
    ADD juvenile_handling text CHECK (juvenile_handling IN ('handled_within_department', 'referred')),
    ADD UNIQUE (task_force_id, complaint_id, id);

  -- Another name of a suspect: in its parts, or whole where nobody knows which part is which.
  CREATE TABLE app.suspect_aliases (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    suspect_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('other_name', 'former_name', 'other_spelling', 'nickname')),
    given_name    text,
    family_name   text,
    whole_name    text,
    recorded_at   timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    CHECK ((whole_name IS NULL) = (given_name IS NOT NULL OR family_name IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX suspect_aliases_task_force_id_suspect_id_idx ON app.suspect_aliases (task_force_id, suspect_id);

  -- What a suspect is reached or known by: as it was found, and in the form in which two of the same are equal.
  CREATE TABLE app.suspect_identifiers (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    suspect_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('email', 'phone', 'handle', 'account', 'ip', 'device', 'url', 'vehicle', 'other')),
    platform      text,
    raw           text NOT NULL,
    normalised    text NOT NULL,
    recorded_at   timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    version       integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    CHECK ((kind IN ('handle', 'account')) = (platform IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX suspect_identifiers_task_force_id_suspect_id_idx ON app.suspect_identifiers (task_force_id, suspect_id);
  CREATE UNIQUE INDEX suspect_identifiers_suspect_id_kind_platform_normalised_idx
    ON app.suspect_identifiers (suspect_id, kind, lower(platform), normalised) NULLS NOT DISTINCT WHERE voided_at IS NULL;`;

/* Sections and crosswalk: src/suspects/charges.words.ts. NIBRS: src/suspects/nibrs.words.ts. */
const charges = `
  CREATE TABLE app.charges (
    id                  uuid PRIMARY KEY,
    task_force_id       uuid NOT NULL,
    complaint_id        uuid NOT NULL,
    arrest_id           uuid NOT NULL,
    -- US, or the State's two letters.
    jurisdiction        text NOT NULL CHECK (jurisdiction ~ '^[A-Z]{2}$'),
    code                text NOT NULL,
    section             text NOT NULL,
    title               text NOT NULL,
    -- The section of title 18 that a State's corresponds to; of a federal charge its own.
    federal_section     text,
    counts              smallint NOT NULL CHECK (counts BETWEEN 1 AND 999),
    completion          text NOT NULL CHECK (completion IN ('attempted', 'completed')),
    nibrs_offense       text NOT NULL CHECK (nibrs_offense IN ('370', '11A', '11B', '11C', '11D', '36A', '36B', '64A', '64B', '40A',
                          '40B', '40C', '100', '13C', '210', '90Z')),
    criminal_activities text[] NOT NULL CHECK (criminal_activities <@ ARRAY['B', 'C', 'D', 'E', 'O', 'P', 'T', 'U']
                          AND cardinality(criminal_activities) <= 3),
    offender_using      text[] NOT NULL CHECK (offender_using <@ ARRAY['A', 'C', 'D', 'N']
                          AND cardinality(offender_using) BETWEEN 1 AND 3
                          AND (offender_using = ARRAY['N'] OR NOT offender_using @> ARRAY['N'])),
    location            text CHECK (location IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14',
                          '15', '16', '17', '18', '19', '20', '21', '23', '24', '25', '37', '38', '39', '40', '41', '42', '44', '45',
                          '46', '47', '48', '49', '50', '51', '52', '53', '54', '55', '56', '57', '58')),
    victim_age          smallint CHECK (victim_age BETWEEN 0 AND 99),
    voided_at           timestamptz(3),
    void_reason         text,
    version             integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, arrest_id) REFERENCES app.arrests (task_force_id, complaint_id, id),
    CHECK (jurisdiction <> 'US' OR federal_section = section),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX charges_task_force_id_arrest_id_idx ON app.charges (task_force_id, arrest_id);
  CREATE INDEX charges_task_force_id_complaint_id_id_idx ON app.charges (task_force_id, complaint_id, id);`;

const prosecutions = `
  -- A suspect's case handed to a prosecutor, who takes it or declines it.
  CREATE TABLE app.prosecution_referrals (
    id             uuid PRIMARY KEY,
    task_force_id  uuid NOT NULL,
    complaint_id   uuid NOT NULL,
    suspect_id     uuid NOT NULL,
    agency_id      uuid NOT NULL,
    forum          text NOT NULL CHECK (forum IN ('us_attorney', 'state', 'local', 'tribal', 'military')),
    office         text,
    referred_on    date NOT NULL,
    decision       text NOT NULL CHECK (decision IN ('pending', 'accepted', 'declined')),
    decided_on     date,
    decline_reason text CHECK (decline_reason IN ('insufficient_evidence', 'no_offense', 'no_interest', 'prosecuted_elsewhere',
                     'victim_unwilling', 'juvenile_matter', 'suspect_deceased', 'time_barred', 'resources', 'other')),
    voided_at      timestamptz(3),
    void_reason    text,
    version        integer NOT NULL,
    UNIQUE (task_force_id, id),
    UNIQUE (task_force_id, suspect_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((decision = 'pending') = (decided_on IS NULL)),
    CHECK ((decision = 'declined') = (decline_reason IS NOT NULL)),
    CHECK (decided_on >= referred_on),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX prosecution_referrals_task_force_id_suspect_id_idx ON app.prosecution_referrals (task_force_id, suspect_id);
  CREATE INDEX prosecution_referrals_task_force_id_complaint_id_idx ON app.prosecution_referrals (task_force_id, complaint_id);
  CREATE INDEX prosecution_referrals_task_force_id_referred_on_id_idx
    ON app.prosecution_referrals (task_force_id, referred_on, id);

  -- One defendant in one case of one court.
  CREATE TABLE app.prosecutions (
    id                   uuid PRIMARY KEY,
    task_force_id        uuid NOT NULL,
    complaint_id         uuid NOT NULL,
    suspect_id           uuid NOT NULL,
    agency_id            uuid NOT NULL,
    referral_id          uuid,
    forum                text NOT NULL CHECK (forum IN ('us_attorney', 'state', 'local', 'tribal', 'military')),
    court                text NOT NULL,
    case_number          text,
    filed_on             date NOT NULL,
    is_tried_as_adult    boolean NOT NULL,
    outcome              text NOT NULL CHECK (outcome IN ('pending', 'plea', 'convicted_trial', 'acquitted', 'dismissed', 'diverted')),
    disposed_on          date,
    -- Of the case as a whole. Null beside a life sentence, or a maximum that is life.
    sentence_months      integer CHECK (sentence_months >= 0),
    is_life              boolean NOT NULL,
    statutory_max_months integer CHECK (statutory_max_months > 0),
    is_max_life          boolean NOT NULL,
    sentence_note        text,
    voided_at            timestamptz(3),
    void_reason          text,
    version              integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    FOREIGN KEY (task_force_id, suspect_id, referral_id) REFERENCES app.prosecution_referrals (task_force_id, suspect_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((outcome = 'pending') = (disposed_on IS NULL)),
    CHECK (disposed_on >= filed_on),
    CHECK (NOT is_life OR sentence_months IS NULL),
    CHECK (NOT is_max_life OR statutory_max_months IS NULL),
    CHECK (outcome IN ('plea', 'convicted_trial') OR (sentence_months IS NULL AND NOT is_life)),
    CHECK ((sentence_months IS NULL AND NOT is_life) OR statutory_max_months IS NOT NULL OR is_max_life),
    CHECK (sentence_note IS NOT NULL OR is_max_life
           OR (NOT is_life AND (sentence_months IS NULL OR sentence_months <= statutory_max_months))),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX prosecutions_task_force_id_suspect_id_idx ON app.prosecutions (task_force_id, suspect_id);
  CREATE INDEX prosecutions_task_force_id_complaint_id_idx ON app.prosecutions (task_force_id, complaint_id);
  CREATE INDEX prosecutions_task_force_id_filed_on_id_idx ON app.prosecutions (task_force_id, filed_on, id);
  CREATE INDEX prosecutions_referral_id_idx ON app.prosecutions (referral_id) WHERE referral_id IS NOT NULL;
  CREATE UNIQUE INDEX prosecutions_suspect_id_court_case_number_idx ON app.prosecutions (suspect_id, lower(court), lower(case_number))
    WHERE voided_at IS NULL AND case_number IS NOT NULL;`;

const guards = `
  GRANT SELECT, INSERT, UPDATE ON app.suspect_aliases, app.suspect_identifiers, app.charges, app.prosecution_referrals,
    app.prosecutions TO tracker_app;
  CALL app.guard_by_complaint('app.suspect_aliases');
  CALL app.guard_by_complaint('app.suspect_identifiers');
  CALL app.guard_by_complaint('app.charges');
  CALL app.guard_by_complaint('app.prosecution_referrals');
  CALL app.guard_by_complaint('app.prosecutions');
  SELECT audit.watch('app.suspect_aliases', 'given_name', 'family_name', 'whole_name'),
         audit.watch('app.suspect_identifiers', 'raw', 'normalised'),
         audit.watch('app.charges'), audit.watch('app.prosecution_referrals'),
         audit.watch('app.prosecutions', 'case_number', 'sentence_note');`;

/*
 * Operators of trigrams and arrays are not leakproof, so under row security they could use no index. The oversight role, whom no
 * policy holds, finds candidates of the task force by index; row security then decides which of them the session is shown.
 */
const names = `
  CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
  GRANT USAGE ON SCHEMA public TO tracker_oversight;

  -- Without a list of what is pending: every search would go through all of it.
  CREATE INDEX suspects_sounds_idx ON app.suspects USING gin (public.daitch_mokotoff(family_name)) WITH (fastupdate = off);
  CREATE INDEX suspects_family_spelling_idx ON app.suspects USING gin (lower(family_name) public.gin_trgm_ops)
    WITH (fastupdate = off);
  CREATE INDEX suspects_given_spelling_idx ON app.suspects USING gin (lower(given_name) public.gin_trgm_ops)
    WITH (fastupdate = off);
  -- Trigrams are of letters that the database's locale knows: any other name is found as it is written.
  CREATE INDEX suspects_family_name_idx ON app.suspects (task_force_id, lower(family_name)) WHERE family_name IS NOT NULL;
  CREATE INDEX suspects_given_name_idx ON app.suspects (task_force_id, lower(given_name)) WHERE given_name IS NOT NULL;
  CREATE INDEX suspects_task_force_id_born_on_idx ON app.suspects (task_force_id, born_on) WHERE born_on IS NOT NULL;
  CREATE INDEX suspect_aliases_sounds_idx ON app.suspect_aliases
    USING gin (public.daitch_mokotoff(coalesce(family_name, whole_name))) WITH (fastupdate = off);
  CREATE INDEX suspect_aliases_spelling_idx ON app.suspect_aliases
    USING gin (lower(coalesce(whole_name, family_name, given_name)) public.gin_trgm_ops) WITH (fastupdate = off);
  CREATE INDEX suspect_aliases_name_idx ON app.suspect_aliases (task_force_id, lower(coalesce(whole_name, family_name, given_name)));

  GRANT SELECT ON app.suspect_aliases TO tracker_oversight;
  CREATE POLICY suspect_aliases_overseen ON app.suspect_aliases FOR SELECT TO tracker_oversight USING (true);
  SET LOCAL ROLE tracker_oversight;
  -- Suspects of the session's task force whose name may resemble this one, or who were born on that day. Ids alone, and only
  -- for the function below. Which indexes serve depends on the name, so each is planned for.
  CREATE FUNCTION oversight.suspects_like(given text, family text, born date) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
    SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  BEGIN
    RETURN QUERY
    SELECT s.id FROM app.suspects s
     WHERE s.task_force_id = (SELECT auth.case_task_force()) AND s.voided_at IS NULL
       AND (public.daitch_mokotoff(s.family_name) && public.daitch_mokotoff(family)
            OR lower(s.family_name) OPERATOR(public.%) lower(family)
            OR lower(s.family_name) = lower(family)
            OR s.born_on = born
            OR (family IS NULL AND (lower(s.given_name) OPERATOR(public.%) lower(given) OR lower(s.given_name) = lower(given))))
    UNION
    SELECT a.suspect_id FROM app.suspect_aliases a JOIN app.suspects s ON s.id = a.suspect_id
     WHERE a.task_force_id = (SELECT auth.case_task_force()) AND a.voided_at IS NULL AND s.voided_at IS NULL
       AND (public.daitch_mokotoff(coalesce(a.family_name, a.whole_name)) && public.daitch_mokotoff(family)
            OR lower(coalesce(a.whole_name, a.family_name, a.given_name)) OPERATOR(public.%) lower(coalesce(family, given))
            OR lower(coalesce(a.whole_name, a.family_name, a.given_name)) OPERATOR(public.%) lower(concat_ws(' ', given, family))
            OR lower(coalesce(a.whole_name, a.family_name, a.given_name))
               IN (lower(coalesce(family, given)), lower(concat_ws(' ', given, family))));
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.suspects_like(text, text, date) TO tracker_owner;
  RESET ROLE;

  -- Which suspects the session sees resemble this one, the likeliest first, and why. Row security binds this function's owner.
  CREATE FUNCTION app.similar_suspects(given text, family text, born date, most integer)
    RETURNS TABLE (suspect_id uuid, sounds_alike boolean, is_spelt_nearly boolean, is_given_name_alike boolean,
                   is_born_same_day boolean, is_by_alias boolean) LANGUAGE sql STABLE SECURITY DEFINER ROWS 20
  BEGIN ATOMIC
    WITH candidates AS MATERIALIZED (
      SELECT s.id, s.born_on, s.given_name, s.family_name FROM app.suspects s
       WHERE s.id = ANY (ARRAY(SELECT oversight.suspects_like(given, family, born)))),
    known AS (
      SELECT c.id, c.given_name, c.family_name, NULL::text AS whole_name, false AS is_alias FROM candidates c
      UNION ALL
      SELECT a.suspect_id, a.given_name, a.family_name, a.whole_name, true FROM app.suspect_aliases a
       WHERE a.suspect_id = ANY (ARRAY(SELECT c.id FROM candidates c)) AND a.voided_at IS NULL),
    compared AS (
      SELECT k.id, k.is_alias,
             coalesce(public.daitch_mokotoff(coalesce(k.family_name, k.whole_name)) && public.daitch_mokotoff(family), false) AS sounds,
             greatest(public.similarity(lower(k.family_name), lower(family)),
                      public.similarity(lower(k.whole_name), lower(concat_ws(' ', given, family))),
                      public.similarity(lower(k.whole_name), lower(coalesce(family, given)))) AS spelling,
             public.levenshtein_less_equal(left(lower(coalesce(k.family_name, k.whole_name)), 200), left(lower(family), 200), 2) AS distance,
             greatest(public.similarity(lower(k.given_name), lower(given)), (lower(k.given_name) = lower(given))::integer,
                      CASE WHEN family IS NULL THEN greatest(public.similarity(lower(k.whole_name), lower(given)),
                                                             (lower(k.whole_name) = lower(given))::integer) END) AS given_spelling
        FROM known k),
    judged AS (
      SELECT c.id, c.is_alias, c.sounds, coalesce(c.spelling, 0) AS spelling, coalesce(c.given_spelling, 0) AS given_spelling,
             coalesce(c.spelling >= 0.45 OR c.distance <= CASE WHEN length(family) < 6 THEN 1 ELSE 2 END, false) AS is_near,
             coalesce(c.given_spelling >= 0.4, false) AS is_given_alike
        FROM compared c),
    gathered AS (
      SELECT c.id, coalesce(bool_or(j.sounds), false) AS sounds, coalesce(bool_or(j.is_near), false) AS is_near,
             coalesce(bool_or(j.is_given_alike AND (family IS NULL OR j.sounds OR j.is_near)), false) AS is_given_alike,
             coalesce(c.born_on = born, false) AS is_born_same_day,
             coalesce(bool_or(j.is_alias AND (j.sounds OR j.is_near OR (family IS NULL AND j.is_given_alike))), false) AS is_by_alias,
             max(j.spelling + j.given_spelling) AS likeness
        FROM candidates c JOIN judged j ON j.id = c.id
       GROUP BY c.id, c.born_on)
    SELECT g.id, g.sounds, g.is_near, g.is_given_alike, g.is_born_same_day, g.is_by_alias
      FROM gathered g
     WHERE g.sounds OR g.is_near OR g.is_born_same_day OR (family IS NULL AND g.is_given_alike)
     ORDER BY (g.sounds OR g.is_near)::integer + g.is_born_same_day::integer + g.is_given_alike::integer DESC, g.likeness DESC, g.id
     LIMIT most;
  END;
  GRANT EXECUTE ON FUNCTION app.similar_suspects(text, text, date, integer) TO tracker_app;`;

const back = `
  DROP FUNCTION app.similar_suspects(text, text, date, integer);
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.suspects_like(text, text, date);
  RESET ROLE;
  DROP INDEX app.suspects_sounds_idx, app.suspects_family_spelling_idx, app.suspects_given_spelling_idx,
    app.suspects_family_name_idx, app.suspects_given_name_idx, app.suspects_task_force_id_born_on_idx;
  DROP TABLE app.prosecutions, app.prosecution_referrals, app.charges, app.suspect_identifiers, app.suspect_aliases;
  ALTER TABLE app.arrests DROP juvenile_handling, DROP CONSTRAINT arrests_task_force_id_complaint_id_id_key;
  REVOKE USAGE ON SCHEMA public FROM tracker_oversight;
  DROP EXTENSION pg_trgm;
  DROP EXTENSION fuzzystrmatch;`;
