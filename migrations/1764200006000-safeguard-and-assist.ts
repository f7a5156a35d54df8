import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is done for a child, step by step, and how the child and a suspect knew each other; tags that are taken back and what
 * an operation plans, with whose plans it would meet; help given to other agencies; who is dedicated to the work; and until
 * when somebody's training holds.
 */
export class SafeguardAndAssist1764200006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(children);
    await db.query(tags);
    await db.query(counting);
    await db.query(totalsOf('OR f.record_id IN (SELECT t.record_id FROM oversight.counted_by_tag(operation, NULL) t)'));
    await db.query(events);
    await db.query(overlaps);
    await db.query(assistance);
    await db.query(training);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(totalsOf(countedBefore));
    await db.query(back);
  }
}

const children = `
  ALTER TABLE app.victims_identified ADD UNIQUE (task_force_id, complaint_id, id);
  -- A complaint has each child once.
  CREATE UNIQUE INDEX victims_identified_complaint_id_same_child_as_idx ON app.victims_identified (complaint_id, same_child_as)
    WHERE same_child_as IS NOT NULL AND voided_at IS NULL;
  -- And each suspect.
  CREATE UNIQUE INDEX suspects_complaint_id_same_person_as_idx ON app.suspects (complaint_id, same_person_as)
    WHERE same_person_as IS NOT NULL AND voided_at IS NULL;

  CREATE TABLE app.safeguarding_steps (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    victim_id     uuid NOT NULL,
    status        text NOT NULL CHECK (status IN ('identified', 'located', 'safe_verified', 'cps_referred',
                    'forensic_interview_scheduled', 'forensic_interview_done', 'services_offered', 'guardian_notified', 'at_risk')),
    happened_on   date NOT NULL,
    reason        text,
    noted_by      uuid NOT NULL REFERENCES app.accounts,
    noted_at      timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified (task_force_id, complaint_id, id),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX safeguarding_steps_task_force_id_victim_id_idx ON app.safeguarding_steps (task_force_id, victim_id);

  -- How the child stood to a suspect of the same complaint, in the words of NIBRS.
  CREATE TABLE app.victim_relationships (
    id            uuid PRIMARY KEY,
    task_force_id uuid NOT NULL,
    complaint_id  uuid NOT NULL,
    victim_id     uuid NOT NULL,
    suspect_id    uuid NOT NULL,
    relationship  text NOT NULL CHECK (relationship IN ('spouse', 'common_law_spouse', 'parent', 'sibling', 'child', 'grandparent',
                    'grandchild', 'in_law', 'stepparent', 'stepchild', 'stepsibling', 'other_family', 'acquaintance', 'friend',
                    'neighbor', 'babysittee', 'boyfriend_girlfriend', 'child_of_boyfriend_girlfriend', 'former_spouse', 'employee',
                    'employer', 'otherwise_known', 'unknown', 'stranger')),
    noted_by      uuid NOT NULL REFERENCES app.accounts,
    noted_at      timestamptz(3) NOT NULL,
    voided_at     timestamptz(3),
    void_reason   text,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified (task_force_id, complaint_id, id),
    FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX victim_relationships_task_force_id_victim_id_idx ON app.victim_relationships (task_force_id, victim_id);
  CREATE INDEX victim_relationships_task_force_id_suspect_id_idx ON app.victim_relationships (task_force_id, suspect_id);
  -- One thing is said of a child and a suspect; what was taken back may be said anew.
  CREATE UNIQUE INDEX victim_relationships_victim_id_suspect_id_idx ON app.victim_relationships (victim_id, suspect_id)
    WHERE voided_at IS NULL;
  GRANT SELECT, INSERT, UPDATE ON app.safeguarding_steps, app.victim_relationships TO tracker_app;
  CALL app.guard_by_complaint('app.safeguarding_steps');
  CALL app.guard_by_complaint('app.victim_relationships');
  SELECT audit.watch('app.safeguarding_steps', 'reason', 'void_reason'), audit.watch('app.victim_relationships', 'void_reason');

  SET LOCAL ROLE tracker_oversight;
  -- Whether other records of the task force say that they are of this one's child, or of this suspect, also those that the session
  -- does not see.
  CREATE FUNCTION oversight.stands_for_others(record uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    RETURN EXISTS (SELECT FROM app.victims_identified v
                    WHERE v.task_force_id = (SELECT auth.case_task_force()) AND v.same_child_as = record AND v.voided_at IS NULL)
        OR EXISTS (SELECT FROM app.suspects s
                    WHERE s.task_force_id = (SELECT auth.case_task_force()) AND s.same_person_as = record AND s.voided_at IS NULL);
  GRANT EXECUTE ON FUNCTION oversight.stands_for_others(uuid) TO tracker_app;
  RESET ROLE;`;

/* A tag that is taken back stays, voided; the record may be tagged again. */
const tags = `
  ALTER TABLE app.operation_members
    ADD voided_at timestamptz(3), ADD void_reason text, ADD CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    DROP CONSTRAINT operation_members_operation_id_complaint_id_key,
    DROP CONSTRAINT operation_members_operation_id_arrest_id_key,
    DROP CONSTRAINT operation_members_operation_id_victim_id_key,
    DROP CONSTRAINT operation_members_operation_id_presentation_id_key;
  CREATE UNIQUE INDEX operation_members_operation_id_complaint_id_idx ON app.operation_members (operation_id, complaint_id)
    WHERE voided_at IS NULL;
  CREATE UNIQUE INDEX operation_members_operation_id_arrest_id_idx ON app.operation_members (operation_id, arrest_id)
    WHERE voided_at IS NULL;
  CREATE UNIQUE INDEX operation_members_operation_id_victim_id_idx ON app.operation_members (operation_id, victim_id)
    WHERE voided_at IS NULL;
  CREATE UNIQUE INDEX operation_members_operation_id_presentation_id_idx ON app.operation_members (operation_id, presentation_id)
    WHERE voided_at IS NULL;
  CREATE INDEX operation_members_operation_id_id_idx ON app.operation_members (operation_id, id) WHERE voided_at IS NULL;
  GRANT UPDATE (voided_at, void_reason) ON app.operation_members TO tracker_app;`;

const counting = `
  SET LOCAL ROLE tracker_oversight;
  -- The complaints next to one in its matter: what it was merged into, and what was merged into it.
  CREATE FUNCTION oversight.merged_with(complaint uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT c.merged_into FROM app.complaints c WHERE c.id = merged_with.complaint AND c.merged_into IS NOT NULL
    UNION ALL
    SELECT k.id FROM app.complaints c JOIN app.complaints k ON k.task_force_id = c.task_force_id AND k.merged_into = c.id
     WHERE c.id = merged_with.complaint;
  END;

  -- What counts by tag: all of one operation, or what the tags within one complaint's matter bring to whatever operation. A tag
  -- brings what stands for its record: the complaint that it was merged into, with the offenders of that matter, and the records
  -- by which the same child or suspect is counted.
  CREATE FUNCTION oversight.counted_by_tag(of_operation uuid, of_complaint uuid)
    RETURNS TABLE (operation_id uuid, complaint_id uuid, record_id uuid) LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH RECURSIVE within (task_force_id, id) AS (
      SELECT c.task_force_id, c.id FROM app.complaints c WHERE c.id = counted_by_tag.of_complaint
      UNION
      SELECT w.task_force_id, n.id FROM within w CROSS JOIN LATERAL oversight.merged_with(w.id) n (id)
    ), tags AS (
      SELECT m.* FROM app.operation_members m WHERE m.operation_id = counted_by_tag.of_operation AND m.voided_at IS NULL
      UNION ALL
      SELECT m.* FROM within w JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.complaint_id = w.id
       WHERE m.voided_at IS NULL
      UNION ALL
      SELECT m.* FROM within w JOIN app.arrests a ON a.task_force_id = w.task_force_id AND a.complaint_id = w.id
        JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.arrest_id = a.id
       WHERE m.voided_at IS NULL
      UNION ALL
      SELECT m.* FROM within w JOIN app.victims_identified v ON v.task_force_id = w.task_force_id AND v.complaint_id = w.id
        JOIN app.operation_members m ON m.task_force_id = w.task_force_id AND m.victim_id = v.id
       WHERE m.voided_at IS NULL
    ), matters (operation_id, id) AS (
      SELECT t.operation_id, t.complaint_id FROM tags t WHERE t.complaint_id IS NOT NULL
      UNION
      SELECT m.operation_id, n.id FROM matters m CROSS JOIN LATERAL oversight.merged_with(m.id) n (id)
    )
    SELECT m.operation_id, m.id, m.id FROM matters m
    UNION ALL
    SELECT m.operation_id, first.complaint_id, first.id
      FROM matters m
      JOIN app.suspects s ON s.complaint_id = m.id AND s.voided_at IS NULL
      JOIN app.suspects first ON first.id = coalesce(s.same_person_as, s.id)
    UNION ALL
    SELECT t.operation_id, a.complaint_id, a.id FROM tags t JOIN app.arrests a ON a.id = t.arrest_id
    UNION ALL
    SELECT t.operation_id, first.complaint_id, first.id
      FROM tags t
      JOIN app.victims_identified v ON v.id = t.victim_id AND v.voided_at IS NULL
      JOIN app.victims_identified first ON first.id = coalesce(v.same_child_as, v.id)
    UNION ALL
    SELECT t.operation_id, NULL, t.presentation_id FROM tags t WHERE t.presentation_id IS NOT NULL;
  END;
  RESET ROLE;`;

const countedBefore = `
            OR f.record_id IN (SELECT coalesce(m.complaint_id, m.arrest_id, m.victim_id, m.presentation_id)
                                 FROM app.operation_members m WHERE m.operation_id = operation)
            OR (f.measure = 'offenders_identified_hands_on_or_production'
                AND f.complaint_id IN (SELECT m.complaint_id FROM app.operation_members m
                                        WHERE m.operation_id = operation AND m.complaint_id IS NOT NULL))`;

/* As they were counted before, but for what counts by tag. */
const totalsOf = (counted: string): string => `
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.operation_totals(operation uuid, whole_task_force boolean)
    RETURNS TABLE (measure text, type text, mode text, recorded bigint)
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
    SELECT f.measure, f.type, f.mode, sum(f.n)::bigint
      FROM oversight.facts(CASE run.membership WHEN 'window' THEN run.starts_on ELSE '-infinity' END,
                           CASE run.membership WHEN 'window' THEN run.ends_on + 1 ELSE 'infinity' END) f
     WHERE f.task_force_id IN (SELECT p.task_force_id FROM app.operation_task_forces p WHERE p.operation_id = operation)
       AND (reader.task_force IS NULL OR f.task_force_id = reader.task_force)
       AND (desk IS NULL OR f.agency_id = desk)
       AND (run.membership = 'window' ${counted})
     GROUP BY 1, 2, 3;
  END $$;
  RESET ROLE;`;

const events = `
  -- What a unit plans within an operation, and where: the county at least, a point and a radius if they are known.
  CREATE TABLE app.operation_events (
    id                uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    operation_id      uuid NOT NULL,
    agency_id         uuid NOT NULL,
    kind              text NOT NULL CHECK (kind IN ('warrant_service', 'arrest', 'undercover_meeting', 'surveillance', 'interview',
                        'controlled_delivery', 'other')),
    starts_at         timestamptz(3) NOT NULL,
    ends_at           timestamptz(3) NOT NULL,
    state             text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
    county            text NOT NULL,
    latitude          double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude         double precision CHECK (longitude BETWEEN -180 AND 180),
    radius_kilometres integer CHECK (radius_kilometres BETWEEN 0 AND 50),
    voided_at         timestamptz(3),
    void_reason       text,
    version           integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces (operation_id, task_force_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (starts_at < ends_at),
    CHECK (num_nonnulls(latitude, longitude, radius_kilometres) IN (0, 3)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX operation_events_task_force_id_starts_at_id_idx ON app.operation_events (task_force_id, starts_at, id);
  CREATE INDEX operation_events_operation_id_starts_at_id_idx ON app.operation_events (operation_id, starts_at, id);
  CREATE INDEX operation_events_latitude_longitude_idx ON app.operation_events (latitude, longitude)
    WHERE voided_at IS NULL AND latitude IS NOT NULL;
  CREATE INDEX operation_events_state_county_idx ON app.operation_events (state, lower(county)) WHERE voided_at IS NULL;
  -- A question whose plans an event would meet. Its row is the way to an answer, so none is given without its entry in the trail.
  CREATE TABLE app.overlap_checks (
    id                uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    agency_id         uuid NOT NULL,
    event_id          uuid NOT NULL,
    purpose           text NOT NULL,
    within_hours      integer NOT NULL CHECK (within_hours BETWEEN 0 AND 168),
    within_kilometres integer NOT NULL CHECK (within_kilometres BETWEEN 1 AND 100),
    asked_by          uuid NOT NULL REFERENCES app.accounts,
    asked_at          timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, event_id) REFERENCES app.operation_events (task_force_id, id)
  );
  CREATE INDEX overlap_checks_event_id_idx ON app.overlap_checks (event_id);
  -- What the question was answered: each event that it pointed to, and what both sides were told then. It is the asker's row, since
  -- the trail enters it with what the asker does and why; the other side reads it through a function.
  CREATE TABLE app.overlap_hits (
    id               uuid PRIMARY KEY,
    task_force_id    uuid NOT NULL,
    agency_id        uuid NOT NULL,
    check_id         uuid NOT NULL,
    of_task_force_id uuid NOT NULL,
    event_id         uuid NOT NULL,
    -- Of the asker's own event.
    kind             text NOT NULL CHECK (kind IN ('warrant_service', 'arrest', 'undercover_meeting', 'surveillance', 'interview',
                       'controlled_delivery', 'other')),
    distance         text NOT NULL CHECK (distance IN ('within_1_km', 'within_5_km', 'within_25_km', 'within_100_km', 'same_county')),
    hours_apart      integer NOT NULL CHECK (hours_apart BETWEEN 0 AND 168),
    UNIQUE (task_force_id, id),
    UNIQUE (check_id, event_id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, check_id) REFERENCES app.overlap_checks (task_force_id, id),
    FOREIGN KEY (of_task_force_id, event_id) REFERENCES app.operation_events (task_force_id, id)
  );
  CREATE INDEX overlap_hits_event_id_idx ON app.overlap_hits (event_id);

  GRANT SELECT, INSERT, UPDATE ON app.operation_events TO tracker_app;
  GRANT SELECT, INSERT ON app.overlap_checks TO tracker_app;
  GRANT SELECT ON app.overlap_hits TO tracker_app;
  ALTER TABLE app.operation_events ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.overlap_checks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.overlap_hits ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY operation_events_of_the_seat ON app.operation_events
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
  CREATE POLICY overlap_checks_of_the_seat ON app.overlap_checks
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
  CREATE POLICY overlap_hits_of_the_seat ON app.overlap_hits
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
  SELECT audit.watch('app.operation_events', 'latitude', 'longitude', 'void_reason'), audit.watch('app.overlap_checks', 'purpose'),
         audit.watch('app.overlap_hits', 'of_task_force_id', 'event_id');

  GRANT SELECT ON app.operation_events, app.overlap_checks TO tracker_oversight;
  GRANT SELECT, INSERT ON app.overlap_hits TO tracker_oversight;
  CREATE POLICY operation_events_overseen ON app.operation_events FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY overlap_checks_overseen ON app.overlap_checks FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY overlap_hits_overseen ON app.overlap_hits FOR SELECT TO tracker_oversight USING (true);`;

const overlaps = `
  SET LOCAL ROLE tracker_oversight;
  -- On a sphere, in kilometres.
  CREATE FUNCTION oversight.kilometres_between(latitude_a double precision, longitude_a double precision,
                                               latitude_b double precision, longitude_b double precision)
    RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 2 * 6371 * asin(sqrt(least(1, power(sind((latitude_b - latitude_a) / 2), 2)
                                         + cosd(latitude_a) * cosd(latitude_b) * power(sind((longitude_b - longitude_a) / 2), 2))));

  -- What other units plan near an event and at about that time: how many kilometres away from edge to edge, unknown where either
  -- has no point and the county decides, and how long between.
  CREATE FUNCTION oversight.events_near(own app.operation_events, within_kilometres integer, within_hours integer)
    RETURNS TABLE (event_id uuid, kind text, agency_id uuid, kilometres double precision, apart interval)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE
    -- A box that is surely large enough, in degrees: another event may have a radius of 50 kilometres.
    north double precision := (events_near.within_kilometres + own.radius_kilometres + 50) / 111.0;
    east  double precision := CASE WHEN abs(own.latitude) + north < 89 THEN north / cosd(abs(own.latitude) + north) ELSE 180 END;
  BEGIN
    RETURN QUERY
    WITH near AS (
      SELECT e.id, e.kind, e.agency_id, e.starts_at, e.ends_at,
             greatest(0, oversight.kilometres_between(own.latitude, own.longitude, e.latitude, e.longitude)
                         - own.radius_kilometres - e.radius_kilometres) AS kilometres
        FROM app.operation_events e
       WHERE e.voided_at IS NULL AND e.latitude BETWEEN own.latitude - north AND own.latitude + north
         AND (e.longitude BETWEEN own.longitude - east AND own.longitude + east
              OR e.longitude BETWEEN own.longitude - east + 360 AND own.longitude + east + 360
              OR e.longitude BETWEEN own.longitude - east - 360 AND own.longitude + east - 360)
      UNION ALL
      SELECT e.id, e.kind, e.agency_id, e.starts_at, e.ends_at, NULL
        FROM app.operation_events e
       WHERE e.voided_at IS NULL AND e.state = own.state AND lower(e.county) = lower(own.county)
         AND (e.latitude IS NULL OR own.latitude IS NULL)
    ), timed AS (
      SELECT n.*, greatest(interval '0', n.starts_at - own.ends_at, own.starts_at - n.ends_at) AS apart FROM near n
    )
    SELECT n.id, n.kind, n.agency_id, n.kilometres, n.apart
      FROM timed n
     WHERE n.agency_id <> own.agency_id
       AND (n.kilometres IS NULL OR n.kilometres <= events_near.within_kilometres)
       AND n.apart <= make_interval(hours => events_near.within_hours);
  END $$;

  -- How near an event is, as far as others are told: no place, and no hour.
  CREATE FUNCTION oversight.nearness(kilometres double precision, apart interval, OUT distance text, OUT hours_apart integer)
    LANGUAGE sql IMMUTABLE
  BEGIN ATOMIC
    SELECT CASE WHEN nearness.kilometres IS NULL THEN 'same_county' WHEN nearness.kilometres <= 1 THEN 'within_1_km'
                WHEN nearness.kilometres <= 5 THEN 'within_5_km' WHEN nearness.kilometres <= 25 THEN 'within_25_km'
                ELSE 'within_100_km' END,
           ceil(extract(epoch FROM nearness.apart) / 3600)::integer;
  END;

  -- Whom to call at a unit.
  CREATE FUNCTION oversight.unit_to_call(agency_id uuid, OUT agency text, OUT task_force text, OUT phone text, OUT email text)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT a.name, t.name, coalesce(a.contact_phone, t.contact_phone), coalesce(a.contact_email, t.contact_email)
      FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id
     WHERE a.id = unit_to_call.agency_id;
  END;

  -- The event, if it is one of the session's own.
  CREATE FUNCTION oversight.own_event(event uuid) RETURNS app.operation_events LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own app.operation_events;
  BEGIN
    SELECT e.* INTO own FROM app.operation_events e
     WHERE e.id = event AND e.task_force_id = auth.case_task_force() AND e.agency_id = coalesce(auth.agency(), e.agency_id);
    IF own.id IS NULL THEN
      RAISE EXCEPTION 'not an event of this session' USING ERRCODE = '42501';
    END IF;
    RETURN own;
  END $$;

  -- Whose plans an event would meet, of any agency and task force: whom to call, its kind, about how far away and how many hours
  -- apart. It answers the question asked in this very transaction and no other, so that none is answered without its entry in the
  -- trail, and writes down each event that it points to.
  CREATE FUNCTION oversight.overlapping_events(question uuid)
    RETURNS TABLE (kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE
    asked app.overlap_checks;
    own   app.operation_events;
  BEGIN
    SELECT c.* INTO asked FROM app.overlap_checks c
     WHERE c.id = question AND c.asked_by = auth.account() AND c.xmin = pg_current_xact_id()::xid;
    own := oversight.own_event(asked.event_id);
    RETURN QUERY
    WITH near AS MATERIALIZED (
      SELECT n.*, told.distance, told.hours_apart
        FROM oversight.events_near(own, asked.within_kilometres, asked.within_hours) n
       CROSS JOIN LATERAL oversight.nearness(n.kilometres, n.apart) told
       ORDER BY n.apart, n.kilometres NULLS LAST, n.event_id
       LIMIT 200
    ), hits AS (
      INSERT INTO app.overlap_hits (id, task_force_id, agency_id, check_id, of_task_force_id, event_id, kind, distance, hours_apart)
      SELECT gen_random_uuid(), asked.task_force_id, asked.agency_id, asked.id, a.task_force_id, n.event_id, own.kind, n.distance,
             n.hours_apart
        FROM near n JOIN app.agencies a ON a.id = n.agency_id
    )
    SELECT n.kind, c.agency, c.task_force, c.phone, c.email, n.distance, n.hours_apart
      FROM near n CROSS JOIN LATERAL oversight.unit_to_call(n.agency_id) c
     ORDER BY n.apart, n.kilometres NULLS LAST, n.event_id;
  END $$;

  -- The other side of it: who has asked, and was pointed to this event. Each of their events once, as it was told the last time.
  -- What became of either event since changes nothing of that.
  CREATE FUNCTION oversight.overlap_notices(event uuid)
    RETURNS TABLE (kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer,
                   asked_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE own app.operation_events := oversight.own_event(event);
  BEGIN
    RETURN QUERY
    SELECT h.kind, u.agency, u.task_force, u.phone, u.email, h.distance, h.hours_apart, h.asked_at
      FROM (SELECT DISTINCT ON (c.event_id) c.event_id AS by_event, hit.agency_id, hit.kind, hit.distance, hit.hours_apart, c.asked_at
              FROM app.overlap_hits hit JOIN app.overlap_checks c ON c.id = hit.check_id
             WHERE hit.event_id = own.id
             ORDER BY c.event_id, c.asked_at DESC, c.id DESC) h
     CROSS JOIN LATERAL oversight.unit_to_call(h.agency_id) u
     ORDER BY h.asked_at DESC, h.by_event
     LIMIT 200;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.overlapping_events(uuid), oversight.overlap_notices(uuid) TO tracker_app;
  RESET ROLE;`;

const assistance = `
  -- Help with somebody else's case: item (E) of 34 U.S.C. 21116(d)(1).
  CREATE TABLE app.assistance_sessions (
    id                  uuid PRIMARY KEY,
    task_force_id       uuid NOT NULL,
    agency_id           uuid NOT NULL,
    held_on             date NOT NULL,
    recipient_agency_id uuid,
    recipient_name      text,
    kind                text NOT NULL CHECK (kind IN ('investigative', 'forensic', 'legal', 'other')),
    topic               text NOT NULL,
    hours               integer NOT NULL CHECK (hours BETWEEN 1 AND 1000),
    voided_at           timestamptz(3),
    void_reason         text,
    version             integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, recipient_agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (num_nonnulls(recipient_agency_id, recipient_name) = 1),
    CHECK (recipient_agency_id <> agency_id),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
  );
  CREATE INDEX assistance_sessions_task_force_id_held_on_id_idx ON app.assistance_sessions (task_force_id, held_on DESC, id DESC);
  -- Who is dedicated to the work at an agency, from a day until a day: item (A).
  CREATE TABLE app.staffing_levels (
    id                              uuid PRIMARY KEY,
    task_force_id                   uuid NOT NULL,
    agency_id                       uuid NOT NULL,
    from_on                         date NOT NULL,
    until_on                        date,
    investigators_full_time         integer NOT NULL CHECK (investigators_full_time BETWEEN 0 AND 100000),
    investigators_part_time         integer NOT NULL CHECK (investigators_part_time BETWEEN 0 AND 100000),
    prosecutors_full_time           integer NOT NULL CHECK (prosecutors_full_time BETWEEN 0 AND 100000),
    prosecutors_part_time           integer NOT NULL CHECK (prosecutors_part_time BETWEEN 0 AND 100000),
    education_specialists_full_time integer NOT NULL CHECK (education_specialists_full_time BETWEEN 0 AND 100000),
    education_specialists_part_time integer NOT NULL CHECK (education_specialists_part_time BETWEEN 0 AND 100000),
    forensic_specialists_full_time  integer NOT NULL CHECK (forensic_specialists_full_time BETWEEN 0 AND 100000),
    forensic_specialists_part_time  integer NOT NULL CHECK (forensic_specialists_part_time BETWEEN 0 AND 100000),
    voided_at                       timestamptz(3),
    void_reason                     text,
    version                         integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (from_on < until_on),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    EXCLUDE USING gist (agency_id WITH =, daterange(from_on, until_on) WITH &&) WHERE (voided_at IS NULL)
  );
  CREATE INDEX staffing_levels_task_force_id_from_on_id_idx ON app.staffing_levels (task_force_id, from_on DESC, id DESC);

  GRANT SELECT, INSERT, UPDATE ON app.assistance_sessions, app.staffing_levels TO tracker_app;
  ALTER TABLE app.assistance_sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.staffing_levels ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY assistance_sessions_of_the_seat ON app.assistance_sessions
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
  CREATE POLICY staffing_levels_of_the_seat ON app.staffing_levels
    USING (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force())
           AND ((SELECT auth.agency()) IS NULL OR agency_id = (SELECT auth.agency())));
  SELECT audit.watch('app.assistance_sessions', 'recipient_name', 'topic', 'void_reason'),
         audit.watch('app.staffing_levels', 'void_reason');`;

const training = `
  -- The last day an account's training holds. Null: nobody has said.
  ALTER TABLE app.accounts ADD trained_until date;
  GRANT UPDATE (trained_until) ON app.accounts TO tracker_app;

  -- May be given, and is trained on that day.
  CREATE FUNCTION app.may_be_given_on(account uuid, agency uuid, day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    RETURN app.may_be_given(account, agency)
       AND EXISTS (SELECT FROM app.accounts a WHERE a.id = account AND coalesce(a.trained_until >= day, true));
  GRANT EXECUTE ON FUNCTION app.may_be_given_on(uuid, uuid, date) TO tracker_app;`;

const back = `
  DROP FUNCTION app.may_be_given_on(uuid, uuid, date);
  ALTER TABLE app.accounts DROP trained_until;

  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.counted_by_tag(uuid, uuid), oversight.merged_with(uuid);
  DROP FUNCTION oversight.overlapping_events(uuid), oversight.overlap_notices(uuid), oversight.stands_for_others(uuid),
    oversight.own_event(uuid), oversight.unit_to_call(uuid), oversight.nearness(double precision, interval),
    oversight.events_near(app.operation_events, integer, integer);
  DROP FUNCTION oversight.kilometres_between(double precision, double precision, double precision, double precision);
  RESET ROLE;
  DROP TABLE app.staffing_levels, app.assistance_sessions, app.overlap_hits, app.overlap_checks, app.operation_events,
    app.victim_relationships, app.safeguarding_steps;

  -- One tag a record was all there could be: those that were taken back go.
  ALTER TABLE app.operation_members NO FORCE ROW LEVEL SECURITY;
  DELETE FROM app.operation_members WHERE voided_at IS NOT NULL;
  ALTER TABLE app.operation_members FORCE ROW LEVEL SECURITY;
  REVOKE UPDATE (voided_at, void_reason) ON app.operation_members FROM tracker_app;
  DROP INDEX app.operation_members_operation_id_complaint_id_idx, app.operation_members_operation_id_arrest_id_idx,
    app.operation_members_operation_id_victim_id_idx, app.operation_members_operation_id_presentation_id_idx,
    app.operation_members_operation_id_id_idx;
  ALTER TABLE app.operation_members
    DROP voided_at, DROP void_reason,
    ADD UNIQUE (operation_id, complaint_id), ADD UNIQUE (operation_id, arrest_id), ADD UNIQUE (operation_id, victim_id),
    ADD UNIQUE (operation_id, presentation_id);

  DROP INDEX app.victims_identified_complaint_id_same_child_as_idx, app.suspects_complaint_id_same_person_as_idx;
  ALTER TABLE app.victims_identified DROP CONSTRAINT victims_identified_task_force_id_complaint_id_id_key;`;
