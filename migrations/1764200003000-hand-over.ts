import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What leaves an agency: complaints offered to another agency or task force, single records shared until a day, and one log of
 * every disclosure. What an answer does to a complaint that neither side sees whole is one function, for all of the answers.
 */
export class HandOver1764200003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(disclosures);
    await db.query(transfers);
    await db.query(shares);
    await db.query(hands);
    await db.query(receivers);
    await db.query(answers);
    await db.query(sharedComplaint);
    await db.query(disclosed);
    await db.query(facts(countsOnce));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(facts('c.merged_into IS NULL AND c.transferred_to IS NULL'));
    await db.query(back);
  }
}

/* 18 U.S.C. 2258A(g)(2)(A), in words; the last is for what came by no such tip. */
const bases = `('government_attorney', 'own_agency', 'assisting_federal_attorney', 'state_official', 'defendant_or_counsel',
                'provider_for_legal_process', 'court_order', 'not_tip_content')`;

const disclosures = `
  CREATE TABLE app.disclosures (
    id                      uuid PRIMARY KEY,
    task_force_id           uuid NOT NULL,
    complaint_id            uuid NOT NULL,
    what                    text NOT NULL CHECK (what IN ('offer', 'transfer', 'referral', 'assignment', 'prosecution_referral', 'share',
                              'packet', 'other')),
    recipient               text NOT NULL,
    recipient_task_force_id uuid,
    recipient_agency_id     uuid,
    basis                   text NOT NULL CHECK (basis IN ${bases}),
    purpose                 text NOT NULL,
    -- What it was made by: a transfer, an assignment, a referral, a share, a packet.
    record_id               uuid,
    disclosed_by            uuid NOT NULL REFERENCES app.accounts,
    disclosed_at            timestamptz(3) NOT NULL,
    entered_at              timestamptz(3) NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (recipient_task_force_id, recipient_agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((recipient_task_force_id IS NULL) = (recipient_agency_id IS NULL))
  );
  CREATE INDEX disclosures_task_force_id_disclosed_at_id_idx ON app.disclosures (task_force_id, disclosed_at DESC, id DESC);
  CREATE INDEX disclosures_task_force_id_complaint_id_idx ON app.disclosures (task_force_id, complaint_id);
  GRANT SELECT, INSERT ON app.disclosures TO tracker_app;
  CALL app.guard_by_complaint('app.disclosures');
  SELECT audit.watch('app.disclosures', 'recipient', 'purpose');`;

const transfers = `
  CREATE TABLE app.transfers (
    id                  uuid PRIMARY KEY,
    task_force_id       uuid NOT NULL,
    agency_id           uuid NOT NULL,
    -- Both as they were called when it was offered: neither side reads the other's agencies.
    from_name           text NOT NULL,
    complaint_id        uuid NOT NULL,
    kind                text NOT NULL CHECK (kind IN ('transfer', 'referral')),
    to_task_force_id    uuid NOT NULL,
    to_agency_id        uuid NOT NULL,
    to_name             text NOT NULL,
    basis               text NOT NULL CHECK (basis IN ${bases}),
    reason              text NOT NULL,
    -- What the receiver is told before there is an answer.
    summary             text NOT NULL,
    reference           text NOT NULL,
    source              text NOT NULL,
    type                text,
    mode                text,
    priority            smallint,
    offered_by          uuid NOT NULL REFERENCES app.accounts,
    offered_at          timestamptz(3) NOT NULL,
    answer_by           date NOT NULL,
    state               text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'revoked')),
    answer_reason       text,
    decided_by          uuid REFERENCES app.accounts,
    decided_at          timestamptz(3),
    -- The complaint that the receiver works: the same one within a task force.
    became_complaint_id uuid,
    version             integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (to_task_force_id, became_complaint_id) REFERENCES app.complaints (task_force_id, id),
    CHECK (to_agency_id <> agency_id),
    CHECK ((state = 'offered') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'accepted') = (became_complaint_id IS NOT NULL))
  );
  CREATE UNIQUE INDEX transfers_complaint_id_idx ON app.transfers (complaint_id) WHERE state = 'offered';
  CREATE INDEX transfers_task_force_id_offered_at_id_idx ON app.transfers (task_force_id, offered_at DESC, id DESC);
  CREATE INDEX transfers_to_task_force_id_offered_at_id_idx ON app.transfers (to_task_force_id, offered_at DESC, id DESC);
  CREATE INDEX transfers_task_force_id_complaint_id_idx ON app.transfers (task_force_id, complaint_id);

  -- Whether a complaint, of whichever task force, is sealed: what tells of it is then there for task forces' supervisors alone.
  SET LOCAL ROLE tracker_oversight;
  CREATE FUNCTION oversight.is_sealed(complaint uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    RETURN EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint AND c.is_sealed);
  GRANT EXECUTE ON FUNCTION oversight.is_sealed(uuid) TO tracker_app, tracker_owner;
  RESET ROLE;

  -- Changed by the function that answers it alone; by its version it can be locked.
  GRANT SELECT, INSERT, UPDATE (version) ON app.transfers TO tracker_app;
  ALTER TABLE app.transfers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY transfers_offered ON app.transfers
    USING (task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), agency_id) = agency_id
           AND ((SELECT auth.sees_sealed()) OR NOT oversight.is_sealed(complaint_id)))
    WITH CHECK (task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), agency_id) = agency_id
                AND state = 'offered' AND offered_by = (SELECT auth.account())
                AND EXISTS (SELECT FROM app.complaints c WHERE c.id = complaint_id));
  -- Sealed at the sender's, or what it became at the receiver's.
  CREATE POLICY transfers_received ON app.transfers FOR SELECT
    USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id
           AND ((SELECT auth.sees_sealed())
                OR NOT (oversight.is_sealed(complaint_id) OR oversight.is_sealed(became_complaint_id))));
  CREATE POLICY transfers_answered ON app.transfers FOR UPDATE
    USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id)
    WITH CHECK (to_task_force_id = (SELECT auth.case_task_force())
                AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id);
  SELECT audit.watch('app.transfers', 'reason', 'summary', 'answer_reason');

  -- A copy by referral: its original is the one that counts.
  ALTER TABLE app.complaints ADD referred_from uuid REFERENCES app.complaints;`;

const shares = `
  CREATE TABLE app.shares (
    id                uuid PRIMARY KEY,
    task_force_id     uuid NOT NULL,
    complaint_id      uuid NOT NULL,
    agency_id         uuid NOT NULL,
    from_name         text NOT NULL,
    to_task_force_id  uuid NOT NULL,
    to_agency_id      uuid NOT NULL,
    to_name           text NOT NULL,
    reference         text NOT NULL,
    -- Whether it shows suspects by name; juveniles never.
    includes_names    boolean NOT NULL,
    -- The last day of it, where the complaint's task force is.
    until_on          date NOT NULL,
    basis             text NOT NULL CHECK (basis IN ${bases}),
    reason            text NOT NULL,
    granted_by        uuid NOT NULL REFERENCES app.accounts,
    granted_at        timestamptz(3) NOT NULL,
    end_reason        text,
    ended_by          uuid REFERENCES app.accounts,
    ended_at          timestamptz(3),
    version           integer NOT NULL,
    UNIQUE (task_force_id, id),
    FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
  );
  CREATE INDEX shares_task_force_id_granted_at_id_idx ON app.shares (task_force_id, granted_at DESC, id DESC);
  CREATE INDEX shares_to_task_force_id_granted_at_id_idx ON app.shares (to_task_force_id, granted_at DESC, id DESC);
  CREATE INDEX shares_task_force_id_complaint_id_idx ON app.shares (task_force_id, complaint_id);

  GRANT SELECT, INSERT, UPDATE (end_reason, ended_by, ended_at, version) ON app.shares TO tracker_app;
  CALL app.guard_by_complaint('app.shares');
  CREATE POLICY shares_received ON app.shares FOR SELECT
    USING (to_task_force_id = (SELECT auth.case_task_force()) AND coalesce((SELECT auth.agency()), to_agency_id) = to_agency_id);
  SELECT audit.watch('app.shares', 'reason', 'end_reason');`;

/* What the role that nobody signs in as may write: what an answered offer does, and nothing else. */
const hands = `
  GRANT SELECT ON app.transfers, app.shares, app.disclosures TO tracker_oversight;
  CREATE POLICY disclosures_overseen ON app.disclosures FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY transfers_overseen ON app.transfers FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY shares_overseen ON app.shares FOR SELECT TO tracker_oversight USING (true);
  GRANT UPDATE (state, answer_reason, decided_by, decided_at, became_complaint_id, version) ON app.transfers TO tracker_oversight;
  CREATE POLICY transfers_settled ON app.transfers FOR UPDATE TO tracker_oversight
    USING (state = 'offered') WITH CHECK (state <> 'offered');
  GRANT INSERT, UPDATE (agency_id, working_agency_id, investigator_id, due_at, state, state_before, state_since, disposition,
    transferred_to, cycle, version) ON app.complaints TO tracker_oversight;
  CREATE POLICY complaints_taken_over ON app.complaints FOR INSERT TO tracker_oversight WITH CHECK (state = 'received');
  CREATE POLICY complaints_handed_over ON app.complaints FOR UPDATE TO tracker_oversight
    USING (state IN ('transfer_pending', 'triaged') OR transferred_to IS NOT NULL) WITH CHECK (true);
  GRANT INSERT ON app.assignments, app.dispositions, app.disclosures TO tracker_oversight;
  CREATE POLICY assignments_by_referral ON app.assignments FOR INSERT TO tracker_oversight WITH CHECK (true);
  CREATE POLICY dispositions_by_transfer ON app.dispositions FOR INSERT TO tracker_oversight
    WITH CHECK (code = 'referred_other_icac');
  CREATE POLICY disclosures_by_hand_over ON app.disclosures FOR INSERT TO tracker_oversight
    WITH CHECK (what IN ('transfer', 'referral'));

  -- A look by somebody of another task force stands in the chain of the task force whose record it was.
  CREATE FUNCTION audit.look_from_beyond(chain uuid, action text, subject uuid, complaint uuid, seen uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE who auth.sessions := auth.session();
  BEGIN
    INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                               request_id, address, records)
    VALUES (who.account_id, who.id, who.role, who.agency_id, chain, action, subject, complaint,
            nullif(current_setting('app.request', true), ''), nullif(current_setting('app.address', true), '')::inet, seen);
  END $$;
  GRANT USAGE ON SCHEMA audit TO tracker_oversight;
  GRANT EXECUTE ON FUNCTION audit.look_from_beyond(uuid, text, uuid, uuid, uuid[]), audit.note(text, uuid, text, text, text)
    TO tracker_oversight;`;

const receivers = `
  SET LOCAL ROLE tracker_oversight;
  -- Whether an agency has an agreement on a day: a membership of a task force that is in force, with a signed memorandum.
  CREATE FUNCTION oversight.has_agreement(agency uuid, day date) RETURNS boolean LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM app.agency_memberships m
                    WHERE m.agency_id = agency AND m.kind <> 'non_member' AND m.mou_signed_on <= day
                      AND daterange(m.began_on, m.ended_on) @> day);

  -- An agency of any task force as one to hand something to. Agencies are told by name alone.
  CREATE FUNCTION oversight.receiver(agency uuid, day date)
    RETURNS TABLE (task_force_id uuid, name text, has_agreement boolean) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT a.task_force_id, a.name, oversight.has_agreement(a.id, receiver.day)
      FROM app.agencies a WHERE a.id = receiver.agency AND auth.case_task_force() IS NOT NULL;
  END;

  -- Those that have an agreement, by name, so many after one.
  CREATE FUNCTION oversight.receivers(day date, of_task_force uuid, after uuid, most integer)
    RETURNS TABLE (id uuid, task_force_id uuid, name text, state text) LANGUAGE sql STABLE SECURITY DEFINER
  BEGIN ATOMIC
    SELECT a.id, a.task_force_id, a.name, a.state
      FROM app.agencies a
     WHERE auth.case_task_force() IS NOT NULL
       AND (receivers.of_task_force IS NULL OR a.task_force_id = receivers.of_task_force)
       AND (receivers.after IS NULL
            OR (a.name, a.id) > (SELECT l.name, l.id FROM app.agencies l WHERE l.id = receivers.after))
       AND oversight.has_agreement(a.id, receivers.day)
     ORDER BY a.name, a.id LIMIT receivers.most;
  END;
  GRANT EXECUTE ON FUNCTION oversight.receiver(uuid, date), oversight.receivers(date, uuid, uuid, integer) TO tracker_app;
  RESET ROLE;`;

const answers = `
  SET LOCAL ROLE tracker_oversight;
  -- Whose answer it is, as the session row says: the side that offered revokes; the agency it was offered to answers, and above
  -- it its task force, once the day for the answer has gone by.
  CREATE FUNCTION oversight.may_answer(offer app.transfers, answer text, at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE who auth.sessions := auth.session();
  BEGIN
    IF who.role IS DISTINCT FROM 'supervisor' OR who.task_force_id IS NULL THEN RETURN false; END IF;
    IF answer = 'revoked' THEN
      RETURN who.task_force_id = offer.task_force_id AND coalesce(who.agency_id, offer.agency_id) = offer.agency_id;
    END IF;
    RETURN who.task_force_id = offer.to_task_force_id
       AND CASE WHEN who.agency_id IS NOT NULL THEN who.agency_id = offer.to_agency_id
                ELSE offer.answer_by < (SELECT (at AT TIME ZONE f.zone)::date FROM app.task_forces f WHERE f.id = who.task_force_id)
           END;
  END $$;

  -- Whether a complaint went on, from task force to task force, to where another one is now.
  CREATE FUNCTION oversight.leads_to(complaint uuid, now_at uuid) RETURNS boolean LANGUAGE sql STABLE
  BEGIN ATOMIC
    WITH RECURSIVE way AS (
      SELECT c.transferred_to AS id FROM app.complaints c WHERE c.id = leads_to.complaint
      UNION
      SELECT c.transferred_to FROM way JOIN app.complaints c ON c.id = way.id)
    SELECT EXISTS (SELECT FROM way WHERE way.id = leads_to.now_at);
  END;

  -- The tip of an offer in the receiver's task force, as a complaint of its own: as it came, to be triaged anew. A transfer that
  -- comes back to who gave it away opens again what was closed when it left. Null where somebody there has the tip already, also
  -- who gave it away, if it comes back to another agency: with the tip goes nobody else's case.
  CREATE FUNCTION oversight.take_over(offer app.transfers, given app.complaints, becomes uuid, at timestamptz) RETURNS uuid
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE held app.complaints;
  BEGIN
    INSERT INTO app.complaints (id, task_force_id, agency_id, source, external_reference, type, mode, received_at, incident_at,
                                jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative, state, intake_digest,
                                submitted_on, referred_from, logged_at, version)
    VALUES (becomes, offer.to_task_force_id, offer.to_agency_id, given.source, given.external_reference, given.type, given.mode,
            given.received_at, given.incident_at, given.jurisdiction_state, given.jurisdiction_county, given.jurisdiction_city,
            given.narrative, 'received', given.intake_digest, given.submitted_on,
            CASE offer.kind WHEN 'referral' THEN given.id ELSE given.referred_from END, at, 1)
    ON CONFLICT DO NOTHING;
    IF found THEN RETURN becomes; END IF;

    SELECT * INTO held FROM app.complaints c
     WHERE c.task_force_id = offer.to_task_force_id AND c.source = given.source AND c.external_reference = given.external_reference
     ORDER BY c.sealed_before DESC LIMIT 1;
    IF offer.kind = 'referral' OR held.agency_id <> offer.to_agency_id OR held.is_sealed
       OR NOT oversight.leads_to(held.id, given.id) THEN
      RETURN NULL;
    END IF;
    UPDATE app.complaints c
       SET working_agency_id = NULL, investigator_id = NULL, due_at = NULL, state = 'reopened',
           state_since = at, disposition = NULL, transferred_to = NULL, cycle = c.cycle + 1, version = c.version + 1
     WHERE c.id = held.id;
    RETURN held.id;
  END $$;

  -- Beyond the task force: a transfer ends here, where it is counted no more, and a referral goes on where it was.
  CREATE FUNCTION oversight.give_beyond(offer app.transfers, given app.complaints, became uuid, at timestamptz) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF offer.kind = 'referral' THEN
      PERFORM oversight.put_back(given, at);
      RETURN;
    END IF;
    UPDATE app.complaints c
       SET state = 'closed', state_before = NULL, state_since = at, disposition = 'referred_other_icac', transferred_to = became,
           version = c.version + 1
     WHERE c.id = given.id;
    INSERT INTO app.dispositions (id, task_force_id, complaint_id, code, narrative, disposed_by, disposed_at)
    VALUES (gen_random_uuid(), given.task_force_id, given.id, 'referred_other_icac', offer.reason, offer.offered_by, at);
  END $$;

  -- By when one of a tier is to be worked that is assigned at that instant.
  CREATE FUNCTION oversight.due_from(at timestamptz, priority smallint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN at + CASE priority WHEN 1 THEN interval '1 hour' WHEN 2 THEN interval '24 hours' WHEN 3 THEN interval '168 hours'
                              WHEN 4 THEN interval '720 hours' END;

  -- Within the task force: a transfer is the receiver's own from here on, with nobody named to work it; a referral stays its
  -- owner's, and the receiver works it. One that is assigned by it is due as its tier says.
  CREATE FUNCTION oversight.give_within(offer app.transfers, given app.complaints, at timestamptz) RETURNS void
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
  DECLARE due timestamptz := given.due_at;
  BEGIN
    IF offer.kind = 'transfer' THEN
      UPDATE app.complaints c
         SET state = CASE WHEN given.state_before IN ('received', 'in_triage', 'triaged', 'reopened') THEN given.state_before
                          ELSE 'triaged' END,
             state_before = NULL, state_since = at, agency_id = offer.to_agency_id, working_agency_id = NULL,
             investigator_id = NULL, due_at = NULL, version = c.version + 1
       WHERE c.id = given.id;
      RETURN;
    END IF;
    UPDATE app.complaints c
       SET state = given.state_before, state_before = NULL, state_since = at, working_agency_id = offer.to_agency_id,
           investigator_id = NULL, version = c.version + 1
     WHERE c.id = given.id;
    IF given.state_before = 'triaged' THEN
      due := oversight.due_from(at, given.priority);
      UPDATE app.complaints c SET state = 'assigned', due_at = due WHERE c.id = given.id;
    END IF;
    INSERT INTO app.assignments (id, task_force_id, complaint_id, agency_id, due_at, reason, cycle, assigned_by, assigned_at)
    VALUES (gen_random_uuid(), given.task_force_id, given.id, offer.to_agency_id, due, offer.reason, given.cycle,
            offer.offered_by, at);
  END $$;

  CREATE FUNCTION oversight.put_back(given app.complaints, at timestamptz) RETURNS void LANGUAGE sql
  BEGIN ATOMIC
    UPDATE app.complaints c
       SET state = (put_back.given).state_before, state_before = NULL, state_since = put_back.at, version = c.version + 1
     WHERE c.id = (put_back.given).id;
  END;

  -- Whom to call about a tip that the receiver's task force has already, or the complaint itself where the session may see it.
  CREATE FUNCTION oversight.holder_of_offered(offer app.transfers, given app.complaints)
    RETURNS TABLE (held uuid, agency text, phone text, email text) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT CASE WHEN coalesce(auth.agency(), c.agency_id) IN (c.agency_id, c.working_agency_id) AND NOT c.is_sealed THEN c.id END,
           a.name, coalesce(a.contact_phone, f.contact_phone), coalesce(a.contact_email, f.contact_email)
      FROM app.complaints c
      JOIN app.agencies a ON a.id = c.agency_id
      JOIN app.task_forces f ON f.id = c.task_force_id
     WHERE c.task_force_id = (holder_of_offered.offer).to_task_force_id AND c.source = (holder_of_offered.given).source
       AND c.external_reference = (holder_of_offered.given).external_reference
     ORDER BY c.sealed_before DESC LIMIT 1;
  END;

  -- What an answer does, to both rows at once. A row comes back where nothing was done, since the receiver's task force has the
  -- tip already.
  CREATE FUNCTION oversight.answer_transfer(transfer uuid, answer text, reason text, becomes uuid, at timestamptz)
    RETURNS TABLE (held uuid, agency text, phone text, email text) LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    offer  app.transfers;
    given  app.complaints;
    became uuid;
  BEGIN
    SELECT * INTO offer FROM app.transfers t WHERE t.id = transfer AND t.state = 'offered' FOR UPDATE;
    SELECT * INTO given FROM app.complaints c
     WHERE c.id = offer.complaint_id AND c.agency_id = offer.agency_id AND c.state = 'transfer_pending' FOR UPDATE;
    IF given.id IS NULL OR answer NOT IN ('accepted', 'declined', 'revoked') OR NOT oversight.may_answer(offer, answer, at)
       OR (answer = 'accepted' AND given.is_sealed) THEN
      RAISE EXCEPTION 'not an answer of this session' USING ERRCODE = '42501';
    END IF;

    IF answer <> 'accepted' THEN
      PERFORM oversight.put_back(given, at);
      -- The receiver's task force finds in its own chain what its people did.
      IF answer = 'declined' AND offer.task_force_id <> offer.to_task_force_id THEN
        PERFORM audit.note('transfer.declined', offer.id);
      END IF;
    ELSIF offer.task_force_id = offer.to_task_force_id THEN
      became := given.id;
      PERFORM oversight.give_within(offer, given, at);
    ELSE
      became := oversight.take_over(offer, given, becomes, at);
      IF became IS NULL THEN
        RETURN QUERY SELECT h.* FROM oversight.holder_of_offered(offer, given) h;
        RETURN;
      END IF;
      PERFORM oversight.give_beyond(offer, given, became, at);
    END IF;

    IF became IS NOT NULL THEN
      INSERT INTO app.disclosures (id, task_force_id, complaint_id, what, recipient, recipient_task_force_id, recipient_agency_id,
                                   basis, purpose, record_id, disclosed_by, disclosed_at, entered_at)
      VALUES (gen_random_uuid(), offer.task_force_id, given.id, offer.kind, offer.to_name, offer.to_task_force_id,
              offer.to_agency_id, offer.basis, offer.reason, offer.id, offer.offered_by, at, at);
    END IF;
    UPDATE app.transfers t
       SET state = answer, answer_reason = answer_transfer.reason, decided_by = auth.account(), decided_at = at, became_complaint_id = became,
           version = t.version + 1
     WHERE t.id = offer.id;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.answer_transfer(uuid, text, text, uuid, timestamptz) TO tracker_app;
  RESET ROLE;`;

const sharedComplaint = `
  SET LOCAL ROLE tracker_oversight;
  -- A shared complaint as it is at that instant, for whoever it is shared with: no row once the share has ended, the
  -- agreement has, or the complaint is sealed. Children stand in it by pseudonym. Who looks from another task force is entered in the chain of the complaint's.
  CREATE FUNCTION oversight.shared_complaint(share uuid, at timestamptz)
    RETURNS TABLE (complaint jsonb, suspects jsonb, arrests jsonb, victims jsonb, seen uuid[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    who   auth.sessions := auth.session();
    given app.shares;
    it    app.complaints;
  BEGIN
    SELECT * INTO given FROM app.shares s
     WHERE s.id = share AND who.role IN ('investigator', 'supervisor') AND s.to_task_force_id = who.task_force_id
       AND coalesce(who.agency_id, s.to_agency_id) = s.to_agency_id;
    IF given.id IS NULL THEN
      RAISE EXCEPTION 'not shared with this session' USING ERRCODE = '42501';
    END IF;
    SELECT c.* INTO it FROM app.complaints c JOIN app.task_forces f ON f.id = c.task_force_id
     WHERE c.id = given.complaint_id AND NOT c.is_sealed AND given.ended_at IS NULL
       AND (at AT TIME ZONE f.zone)::date <= given.until_on
       AND oversight.has_agreement(given.to_agency_id, (at AT TIME ZONE f.zone)::date);
    IF it.id IS NULL THEN RETURN; END IF;

    SELECT jsonb_build_object(
             'id', it.id, 'reference', it.reference, 'state', it.state, 'priority', it.priority, 'source', it.source,
             'externalReference', it.external_reference, 'type', it.type, 'mode', it.mode, 'receivedAt', it.received_at,
             'receivedOn', it.received_on, 'incidentAt', it.incident_at, 'narrative', it.narrative, 'disposition', it.disposition,
             'jurisdiction', jsonb_build_object('state', it.jurisdiction_state, 'county', it.jurisdiction_county,
                                                'city', it.jurisdiction_city),
             'owner', jsonb_build_object('agency', a.name, 'phone', coalesce(a.contact_phone, f.contact_phone),
                                         'email', coalesce(a.contact_email, f.contact_email)))
      INTO complaint
      FROM app.agencies a JOIN app.task_forces f ON f.id = a.task_force_id WHERE a.id = it.agency_id;
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'id', s.id, 'offenderClass', s.offender_class, 'juvenile', s.juvenile, 'identifiedOn', s.identified_on,
             'givenName', CASE WHEN given.includes_names AND NOT s.juvenile THEN s.given_name END,
             'familyName', CASE WHEN given.includes_names AND NOT s.juvenile THEN s.family_name END)
             ORDER BY s.identified_on, s.id), '[]'), array_agg(s.id)
      INTO suspects, seen
      FROM app.suspects s WHERE s.task_force_id = it.task_force_id AND s.complaint_id = it.id AND s.voided_at IS NULL;
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'id', a.id, 'suspectId', a.suspect_id, 'arrestedOn', a.arrested_on, 'kind', a.kind)
             ORDER BY a.arrested_on, a.id), '[]'), seen || array_agg(a.id)
      INTO arrests, seen
      FROM app.arrests a WHERE a.task_force_id = it.task_force_id AND a.complaint_id = it.id AND a.voided_at IS NULL;
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'id', v.id, 'pseudonym', v.pseudonym, 'identifiedOn', v.identified_on, 'abuseTiming', v.abuse_timing,
             'safeguardingStatus', v.safeguarding_status)
             ORDER BY v.identified_on, v.id), '[]'), it.id || seen || array_agg(v.id)
      INTO victims, seen
      FROM app.victims_identified v WHERE v.task_force_id = it.task_force_id AND v.complaint_id = it.id AND v.voided_at IS NULL;
    IF given.task_force_id <> who.task_force_id THEN
      PERFORM audit.look_from_beyond(given.task_force_id, 'share.read', given.id, it.id, seen);
    END IF;
    RETURN NEXT;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.shared_complaint(uuid, timestamptz) TO tracker_app;
  RESET ROLE;`;

const disclosed = `
  SET LOCAL ROLE tracker_oversight;
  -- How often something left in a period, on which basis, by what and to whom: of the complaints whose disclosures the reader may
  -- list, and from the national seat of all. A disclosure falls on the day it was where its task force is.
  CREATE FUNCTION oversight.disclosed(from_on date, until_on date)
    RETURNS TABLE (basis text, what text, recipient text, disclosures integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    reader record := oversight.reader();
    is_shown boolean := reader.task_force IS NULL OR auth.sees_sealed();
  BEGIN
    RETURN QUERY
    SELECT d.basis, d.what,
           CASE WHEN d.recipient_task_force_id IS NULL THEN 'outside' WHEN d.recipient_task_force_id = d.task_force_id
                THEN 'own_task_force' ELSE 'other_task_force' END,
           count(*)::integer
      FROM app.disclosures d
      JOIN app.task_forces f ON f.id = d.task_force_id
      JOIN app.complaints c ON c.id = d.complaint_id
     WHERE (d.disclosed_at AT TIME ZONE f.zone)::date >= disclosed.from_on
       AND (d.disclosed_at AT TIME ZONE f.zone)::date < disclosed.until_on
       AND (reader.task_force IS NULL OR d.task_force_id = reader.task_force)
       AND (reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id))
       AND (is_shown OR NOT c.is_sealed)
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.disclosed(date, date) TO tracker_app;
  RESET ROLE;`;

/** Of the complaints of one tip, merged or in several task forces, one counts. */
export const countsOnce = 'c.merged_into IS NULL AND c.transferred_to IS NULL AND c.referred_from IS NULL';

/** As it was, but for which complaints of one tip count. */
export const facts = (counts: string): string => `
  SET LOCAL ROLE tracker_oversight;
  CREATE OR REPLACE FUNCTION oversight.facts(from_on date, until_on date)
    RETURNS TABLE (measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, type text,
                   mode text, n integer)
    LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT 'complaints_documented', c.id, c.id, c.task_force_id, c.agency_id, c.received_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.complaints c
     WHERE ${counts}
       AND c.received_on >= facts.from_on AND c.received_on < facts.until_on
    UNION ALL
    SELECT 'arrests', a.id, a.complaint_id, a.task_force_id, a.agency_id, a.arrested_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.arrests a JOIN app.complaints c ON c.id = a.complaint_id
     WHERE a.voided_at IS NULL AND a.arrested_on >= facts.from_on AND a.arrested_on < facts.until_on
    UNION ALL
    SELECT 'offenders_identified_hands_on_or_production', s.id, s.complaint_id, s.task_force_id, s.agency_id, s.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.suspects s JOIN app.complaints c ON c.id = s.complaint_id
     WHERE s.voided_at IS NULL AND s.same_person_as IS NULL AND s.offender_class IN ('producer', 'contact_offender', 'both')
       AND s.identified_on >= facts.from_on AND s.identified_on < facts.until_on
    UNION ALL
    SELECT 'victims_identified', v.id, v.complaint_id, v.task_force_id, v.agency_id, v.identified_on,
           coalesce(c.type, 'unclassified'), coalesce(c.mode, 'unclassified'), 1
      FROM app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
     WHERE v.voided_at IS NULL AND v.same_child_as IS NULL
       AND v.identified_on >= facts.from_on AND v.identified_on < facts.until_on
    UNION ALL
    SELECT counted.measure, p.id, NULL, p.task_force_id, p.agency_id, p.held_on, NULL, NULL, counted.n
      FROM app.presentations p
     CROSS JOIN LATERAL (VALUES ('presentations', 1), ('people_reached', p.attendees_youth + p.attendees_adult)) counted (measure, n)
     WHERE p.voided_at IS NULL AND p.held_on >= facts.from_on AND p.held_on < facts.until_on
    UNION ALL
    SELECT counted.measure, t.id, NULL, t.task_force_id, t.agency_id, t.ended_on, NULL, NULL, counted.n
      FROM app.trainings t
     CROSS JOIN LATERAL (VALUES ('training_sessions', 1),
             ('people_trained', t.trained_law_enforcement + t.trained_prosecutors + t.trained_other)) counted (measure, n)
     WHERE t.voided_at IS NULL AND t.ended_on >= facts.from_on AND t.ended_on < facts.until_on;
  END;
  RESET ROLE;`;

const back = `
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.disclosed(date, date), oversight.shared_complaint(uuid, timestamptz), oversight.answer_transfer(uuid, text, text, uuid, timestamptz),
    oversight.holder_of_offered(app.transfers, app.complaints), oversight.put_back(app.complaints, timestamptz),
    oversight.give_within(app.transfers, app.complaints, timestamptz), oversight.due_from(timestamptz, smallint),
    oversight.give_beyond(app.transfers, app.complaints, uuid, timestamptz),
    oversight.take_over(app.transfers, app.complaints, uuid, timestamptz), oversight.leads_to(uuid, uuid),
    oversight.may_answer(app.transfers, text, timestamptz), oversight.receivers(date, uuid, uuid, integer),
    oversight.receiver(uuid, date), oversight.has_agreement(uuid, date);
  RESET ROLE;
  DROP FUNCTION audit.look_from_beyond(uuid, text, uuid, uuid, uuid[]);
  REVOKE EXECUTE ON FUNCTION audit.note(text, uuid, text, text, text) FROM tracker_oversight;
  REVOKE USAGE ON SCHEMA audit FROM tracker_oversight;
  DROP POLICY complaints_taken_over ON app.complaints;
  DROP POLICY complaints_handed_over ON app.complaints;
  DROP POLICY assignments_by_referral ON app.assignments;
  DROP POLICY dispositions_by_transfer ON app.dispositions;
  REVOKE INSERT, UPDATE ON app.complaints FROM tracker_oversight;
  REVOKE INSERT ON app.assignments, app.dispositions FROM tracker_oversight;
  DROP TABLE app.shares, app.transfers, app.disclosures;
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION oversight.is_sealed(uuid);
  RESET ROLE;
  ALTER TABLE app.complaints DROP referred_from;`;
