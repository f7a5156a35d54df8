-- The schema as the catalogue has it. Written by `npm run db:schema`, and compared by test/platform/schema.e2e-spec.ts.

CREATE TABLE app.account_batches ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, agency_id uuid, created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(), is_applied boolean NOT NULL, rows jsonb NOT NULL,
  CONSTRAINT account_batches_check CHECK (((agency_id IS NULL) OR (task_force_id IS NOT NULL))),
  CONSTRAINT account_batches_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.accounts(id),
  CONSTRAINT account_batches_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT account_batches_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT account_batches_pkey PRIMARY KEY (id)
);

CREATE TABLE app.account_preferences ( -- row security forced
  id uuid NOT NULL, account_id uuid NOT NULL, shortcuts text NOT NULL, density text NOT NULL, language text NOT NULL, home text, zone text,
  columns jsonb NOT NULL, daily_mail boolean NOT NULL DEFAULT false,
  CONSTRAINT account_preferences_columns_check CHECK (((jsonb_typeof(columns) = 'array'::text) AND (octet_length((columns)::text) <= 8192))),
  CONSTRAINT account_preferences_density_check CHECK ((density = ANY (ARRAY['comfortable'::text, 'compact'::text]))),
  CONSTRAINT account_preferences_home_check CHECK ((length(home) <= 40)),
  CONSTRAINT account_preferences_language_check CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  CONSTRAINT account_preferences_shortcuts_check CHECK ((shortcuts = ANY (ARRAY['on'::text, 'off'::text]))),
  CONSTRAINT account_preferences_zone_check CHECK ((length(zone) <= 60)),
  CONSTRAINT account_preferences_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT account_preferences_pkey PRIMARY KEY (id), CONSTRAINT account_preferences_account_id_key UNIQUE (account_id)
);

CREATE TABLE app.accounts ( -- row security forced
  id uuid NOT NULL, email text NOT NULL STATISTICS 0, name text NOT NULL STATISTICS 0, role text NOT NULL, task_force_id uuid,
  agency_id uuid, disabled_at timestamp with time zone, disabled_reason text STATISTICS 0, version integer NOT NULL,
  affiliation text NOT NULL DEFAULT 'agency'::text, enabled_at timestamp with time zone NOT NULL DEFAULT now(),
  ends_at timestamp with time zone, requested_by uuid, approved_by uuid, approved_at timestamp with time zone,
  relieved_at timestamp with time zone, relieved_task_force_id uuid, trained_until date, title text,
  CONSTRAINT accounts_affiliation_check CHECK ((affiliation = ANY (ARRAY['agency'::text, 'contractor'::text, 'other'::text]))),
  CONSTRAINT accounts_check CHECK (((agency_id IS NULL) OR (task_force_id IS NOT NULL))),
  CONSTRAINT accounts_check1 CHECK ((ends_at <= (enabled_at + '72:00:00'::interval))),
  CONSTRAINT accounts_check2 CHECK (((approved_by IS NULL) OR (approved_at IS NOT NULL))),
  CONSTRAINT accounts_email_check CHECK ((email = lower(email))),
  CONSTRAINT accounts_role_check CHECK ((role = ANY (ARRAY['investigator'::text, 'supervisor'::text, 'admin'::text, 'auditor'::text, 'analyst'::text]))),
  CONSTRAINT accounts_title_check CHECK ((title = ANY (ARRAY['commander'::text, 'deputy_commander'::text, 'analyst'::text, 'forensic_examiner'::text, 'prosecutor'::text, 'victim_advocate'::text, 'education_specialist'::text]))),
  CONSTRAINT accounts_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.accounts(id),
  CONSTRAINT accounts_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.accounts(id),
  CONSTRAINT accounts_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT accounts_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT accounts_pkey PRIMARY KEY (id), CONSTRAINT accounts_email_key UNIQUE (email),
  CONSTRAINT accounts_task_force_id_id_key UNIQUE (task_force_id, id)
);

CREATE TABLE app.agencies ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, name text NOT NULL, ori text, kind text NOT NULL, level text NOT NULL, state text NOT NULL,
  contact_phone text, contact_email text, version integer NOT NULL, city text, county_fips text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT agencies_county_fips_check CHECK ((array_to_string(county_fips, ','::text, ''::text) ~ '^(\d{5}(,\d{5})*)?$'::text)),
  CONSTRAINT agencies_kind_check CHECK ((kind = ANY (ARRAY['local_police'::text, 'sheriff'::text, 'state_police'::text, 'state_bureau'::text, 'attorney_general'::text, 'district_attorney'::text, 'tribal'::text, 'federal'::text, 'military'::text, 'campus_police'::text, 'probation_parole'::text, 'prosecutor'::text, 'child_advocacy_center'::text, 'child_protective_services'::text, 'other'::text]))),
  CONSTRAINT agencies_level_check CHECK ((level = ANY (ARRAY['local'::text, 'county'::text, 'state'::text, 'tribal'::text, 'federal'::text, 'military'::text]))),
  CONSTRAINT agencies_ori_check CHECK ((ori ~ '^[A-Z0-9]{9}$'::text)), CONSTRAINT agencies_state_check CHECK ((state ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT agencies_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT agencies_pkey PRIMARY KEY (id), CONSTRAINT agencies_ori_key UNIQUE (ori),
  CONSTRAINT agencies_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT agencies_task_force_id_name_key UNIQUE (task_force_id, name)
);

CREATE TABLE app.agency_memberships ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, kind text NOT NULL, began_on date NOT NULL, ended_on date,
  mou_signed_on date, standards_adopted_on date, version integer NOT NULL,
  CONSTRAINT agency_memberships_check CHECK ((ended_on > began_on)),
  CONSTRAINT agency_memberships_kind_check CHECK ((kind = ANY (ARRAY['lead'::text, 'affiliate'::text, 'non_member'::text]))),
  CONSTRAINT agency_memberships_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT agency_memberships_pkey PRIMARY KEY (id), CONSTRAINT agency_memberships_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT agency_memberships_agency_id_daterange_excl EXCLUDE USING gist (agency_id WITH =, daterange(began_on, ended_on) WITH &&)
);
CREATE INDEX agency_memberships_task_force_id_agency_id_idx ON app.agency_memberships (task_force_id, agency_id);

CREATE TABLE app.arrests ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, suspect_id uuid NOT NULL, agency_id uuid NOT NULL,
  arrested_on date NOT NULL, kind text NOT NULL, version integer NOT NULL, voided_at timestamp(3) with time zone, void_reason text,
  juvenile_handling text,
  CONSTRAINT arrests_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT arrests_juvenile_handling_check CHECK ((juvenile_handling = ANY (ARRAY['handled_within_department'::text, 'referred'::text]))),
  CONSTRAINT arrests_kind_check CHECK ((kind = ANY (ARRAY['on_view'::text, 'summoned'::text, 'taken_into_custody'::text]))),
  CONSTRAINT arrests_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT arrests_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT arrests_task_force_id_complaint_id_suspect_id_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT arrests_pkey PRIMARY KEY (id), CONSTRAINT arrests_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT arrests_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX arrests_task_force_id_agency_id_arrested_on_idx ON app.arrests (task_force_id, agency_id, arrested_on);
CREATE INDEX arrests_task_force_id_arrested_on_idx ON app.arrests (task_force_id, arrested_on);
CREATE INDEX arrests_task_force_id_complaint_id_idx ON app.arrests (task_force_id, complaint_id);
CREATE INDEX arrests_task_force_id_suspect_id_idx ON app.arrests (task_force_id, suspect_id);

CREATE TABLE app.assignments ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, agency_id uuid NOT NULL, investigator_id uuid,
  due_at timestamp(3) with time zone, reason text STATISTICS 0, assigned_by uuid NOT NULL, assigned_at timestamp(3) with time zone NOT NULL,
  cycle smallint NOT NULL DEFAULT 1,
  CONSTRAINT assignments_cycle_check CHECK ((cycle > 0)),
  CONSTRAINT assignments_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES app.accounts(id),
  CONSTRAINT assignments_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT assignments_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT assignments_task_force_id_investigator_id_fkey FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT assignments_pkey PRIMARY KEY (id), CONSTRAINT assignments_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX assignments_task_force_id_complaint_id_idx ON app.assignments (task_force_id, complaint_id);

CREATE TABLE app.assistance_sessions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, held_on date NOT NULL, recipient_agency_id uuid,
  recipient_name text STATISTICS 0, kind text NOT NULL, topic text NOT NULL STATISTICS 0, hours integer NOT NULL,
  voided_at timestamp(3) with time zone, void_reason text STATISTICS 0, version integer NOT NULL, recipient_was text NOT NULL,
  CONSTRAINT assistance_sessions_check CHECK ((num_nonnulls(recipient_agency_id, recipient_name) = 1)),
  CONSTRAINT assistance_sessions_check1 CHECK ((recipient_agency_id <> agency_id)),
  CONSTRAINT assistance_sessions_check2 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT assistance_sessions_hours_check CHECK (((hours >= 1) AND (hours <= 1000))),
  CONSTRAINT assistance_sessions_kind_check CHECK ((kind = ANY (ARRAY['investigative'::text, 'forensic'::text, 'legal'::text, 'other'::text]))),
  CONSTRAINT assistance_sessions_recipient_was_check CHECK ((recipient_was = ANY (ARRAY['member'::text, 'non_member'::text]))),
  CONSTRAINT assistance_sessions_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT assistance_sessions_task_force_id_recipient_agency_id_fkey FOREIGN KEY (task_force_id, recipient_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT assistance_sessions_pkey PRIMARY KEY (id), CONSTRAINT assistance_sessions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX assistance_sessions_task_force_id_held_on_id_idx ON app.assistance_sessions (task_force_id, held_on DESC, id DESC);

CREATE TABLE app.charges ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, arrest_id uuid NOT NULL, jurisdiction text NOT NULL,
  code text NOT NULL, section text NOT NULL, title text NOT NULL, federal_section text, counts smallint NOT NULL, completion text NOT NULL,
  nibrs_offense text NOT NULL, criminal_activities text[] NOT NULL, offender_using text[] NOT NULL, location text, victim_age smallint,
  voided_at timestamp(3) with time zone, void_reason text, version integer NOT NULL,
  CONSTRAINT charges_check CHECK (((jurisdiction <> 'US'::text) OR (federal_section = section))),
  CONSTRAINT charges_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT charges_completion_check CHECK ((completion = ANY (ARRAY['attempted'::text, 'completed'::text]))),
  CONSTRAINT charges_counts_check CHECK (((counts >= 1) AND (counts <= 999))),
  CONSTRAINT charges_criminal_activities_check CHECK (((criminal_activities <@ ARRAY['B'::text, 'C'::text, 'D'::text, 'E'::text, 'O'::text, 'P'::text, 'T'::text, 'U'::text, 'A'::text, 'F'::text, 'I'::text, 'S'::text]) AND (cardinality(criminal_activities) <= 3))),
  CONSTRAINT charges_jurisdiction_check CHECK ((jurisdiction ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT charges_location_check CHECK ((location = ANY (ARRAY['01'::text, '02'::text, '03'::text, '04'::text, '05'::text, '06'::text, '07'::text, '08'::text, '09'::text, '10'::text, '11'::text, '12'::text, '13'::text, '14'::text, '15'::text, '16'::text, '17'::text, '18'::text, '19'::text, '20'::text, '21'::text, '23'::text, '24'::text, '25'::text, '37'::text, '38'::text, '39'::text, '40'::text, '41'::text, '42'::text, '44'::text, '45'::text, '46'::text, '47'::text, '48'::text, '49'::text, '50'::text, '51'::text, '52'::text, '53'::text, '54'::text, '55'::text, '56'::text, '57'::text, '58'::text]))),
  CONSTRAINT charges_nibrs_offense_check CHECK ((nibrs_offense = ANY (ARRAY['370'::text, '11A'::text, '11B'::text, '11C'::text, '11D'::text, '36A'::text, '36B'::text, '64A'::text, '64B'::text, '40A'::text, '40B'::text, '40C'::text, '100'::text, '13C'::text, '210'::text, '90Z'::text, '26F'::text, '35A'::text, '360'::text, '520'::text, '720'::text, '90F'::text]))),
  CONSTRAINT charges_offender_using_check CHECK (((offender_using <@ ARRAY['A'::text, 'C'::text, 'D'::text, 'N'::text]) AND ((cardinality(offender_using) >= 1) AND (cardinality(offender_using) <= 3)) AND ((offender_using = ARRAY['N'::text]) OR (NOT (offender_using @> ARRAY['N'::text]))))),
  CONSTRAINT charges_victim_age_check CHECK (((victim_age >= 0) AND (victim_age <= 99))),
  CONSTRAINT charges_task_force_id_complaint_id_arrest_id_fkey FOREIGN KEY (task_force_id, complaint_id, arrest_id) REFERENCES app.arrests(task_force_id, complaint_id, id),
  CONSTRAINT charges_pkey PRIMARY KEY (id), CONSTRAINT charges_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX charges_task_force_id_arrest_id_idx ON app.charges (task_force_id, arrest_id);
CREATE INDEX charges_task_force_id_complaint_id_id_idx ON app.charges (task_force_id, complaint_id, id);

CREATE TABLE app.closure_proposals ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, code text NOT NULL, narrative text NOT NULL STATISTICS 0,
  proposed_by uuid NOT NULL, proposed_at timestamp(3) with time zone NOT NULL, outcome text, answer text STATISTICS 0, decided_by uuid,
  decided_at timestamp(3) with time zone,
  CONSTRAINT closure_proposals_check CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  CONSTRAINT closure_proposals_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'not_followed'::text, 'returned'::text, 'withdrawn'::text]))),
  CONSTRAINT closure_proposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.accounts(id),
  CONSTRAINT closure_proposals_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES app.accounts(id),
  CONSTRAINT closure_proposals_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT closure_proposals_pkey PRIMARY KEY (id), CONSTRAINT closure_proposals_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX closure_proposals_complaint_id_idx ON app.closure_proposals (complaint_id) WHERE (outcome IS NULL);
CREATE INDEX closure_proposals_pending_idx ON app.closure_proposals (task_force_id, proposed_at, complaint_id) WHERE (outcome IS NULL);
CREATE INDEX closure_proposals_task_force_id_complaint_id_idx ON app.closure_proposals (task_force_id, complaint_id);

CREATE TABLE app.complaint_holds ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, reason text NOT NULL STATISTICS 0, review_on date NOT NULL,
  held_by uuid NOT NULL, held_at timestamp(3) with time zone NOT NULL, ended_by uuid, ended_at timestamp(3) with time zone,
  CONSTRAINT complaint_holds_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT complaint_holds_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.accounts(id),
  CONSTRAINT complaint_holds_held_by_fkey FOREIGN KEY (held_by) REFERENCES app.accounts(id),
  CONSTRAINT complaint_holds_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT complaint_holds_pkey PRIMARY KEY (id), CONSTRAINT complaint_holds_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX complaint_holds_complaint_id_idx ON app.complaint_holds (complaint_id) WHERE (ended_at IS NULL);
CREATE INDEX complaint_holds_task_force_id_complaint_id_idx ON app.complaint_holds (task_force_id, complaint_id);
CREATE INDEX complaint_holds_task_force_id_review_on_idx ON app.complaint_holds (task_force_id, review_on) WHERE (ended_at IS NULL);

CREATE TABLE app.complaint_moves ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, cycle smallint NOT NULL, from_state text NOT NULL,
  to_state text NOT NULL, action text NOT NULL, reason text STATISTICS 0, merged_into uuid, moved_by uuid,
  moved_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT complaint_moves_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES app.accounts(id),
  CONSTRAINT complaint_moves_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT complaint_moves_pkey PRIMARY KEY (id), CONSTRAINT complaint_moves_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX complaint_moves_task_force_id_complaint_id_idx ON app.complaint_moves (task_force_id, complaint_id);
CREATE INDEX complaint_moves_task_force_id_merged_into_idx ON app.complaint_moves (task_force_id, merged_into) WHERE (merged_into IS NOT NULL);

CREATE TABLE app.complaints ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, working_agency_id uuid, investigator_id uuid,
  reference text NOT NULL, source text NOT NULL, external_reference text, type text, mode text,
  received_at timestamp(3) with time zone NOT NULL, received_on date NOT NULL, incident_at timestamp(3) with time zone,
  jurisdiction_state text NOT NULL, jurisdiction_county text, jurisdiction_city text, narrative text NOT NULL STATISTICS 0,
  priority smallint, state text NOT NULL, due_at timestamp(3) with time zone, disposition text, intake_digest bytea NOT NULL,
  sealed_before smallint NOT NULL DEFAULT 0, logged_at timestamp(3) with time zone NOT NULL, version integer NOT NULL,
  cycle smallint NOT NULL DEFAULT 1, state_since timestamp(3) with time zone NOT NULL, state_before text, merged_into uuid,
  transferred_to uuid, preserved_until date, is_sealed boolean NOT NULL DEFAULT false, is_expunged boolean NOT NULL DEFAULT false,
  referred_from uuid, reported_to_ncmec_at timestamp(3) with time zone, first_use text, first_use_at timestamp(3) with time zone,
  ncmec_class text, annotations text[], received_precision text, incident_precision text, agency_case_number text STATISTICS 0,
  CONSTRAINT complaints_annotations_check CHECK (((annotations <@ ARRAY['sadistic_online_exploitation'::text, 'sextortion'::text, 'generative_ai'::text, 'infant'::text, 'viral'::text, 'potential_meme'::text, 'csam_solicitation'::text, 'minor_to_minor_interaction'::text, 'possible_self_production'::text, 'live_streaming'::text, 'physical_harm'::text, 'violence_gore'::text, 'bestiality'::text, 'anime_drawing_virtual_hentai'::text, 'potential_aggravating_factors'::text, 'instrumental_use'::text, 'spam'::text]) AND (cardinality(annotations) > 0))),
  CONSTRAINT complaints_check CHECK (((state = 'closed'::text) = (disposition IS NOT NULL))),
  CONSTRAINT complaints_check1 CHECK ((incident_at <= received_at)),
  CONSTRAINT complaints_check2 CHECK (((state = ANY (ARRAY['on_hold'::text, 'transfer_pending'::text, 'merged'::text])) = (state_before IS NOT NULL))),
  CONSTRAINT complaints_check3 CHECK (((state = 'merged'::text) = (merged_into IS NOT NULL))),
  CONSTRAINT complaints_check4 CHECK ((merged_into <> id)),
  CONSTRAINT complaints_class_of_cybertip_check CHECK (((ncmec_class IS NULL) OR (source = 'ncmec_cybertip'::text))),
  CONSTRAINT complaints_cycle_check CHECK ((cycle > 0)),
  CONSTRAINT complaints_expunged_sealed_check CHECK ((is_sealed OR (NOT is_expunged))),
  CONSTRAINT complaints_first_use_at_check CHECK (((first_use IS NULL) = (first_use_at IS NULL))),
  CONSTRAINT complaints_first_use_check CHECK ((first_use = ANY (ARRAY['upload'::text, 'login'::text]))),
  CONSTRAINT complaints_incident_precision_check CHECK ((incident_precision = 'day'::text)),
  CONSTRAINT complaints_incident_precision_of_incident_check CHECK (((incident_precision IS NULL) OR (incident_at IS NOT NULL))),
  CONSTRAINT complaints_jurisdiction_state_check CHECK ((jurisdiction_state ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT complaints_mode_check CHECK ((mode = ANY (ARRAY['proactive'::text, 'reactive'::text]))),
  CONSTRAINT complaints_ncmec_class_check CHECK ((ncmec_class = ANY (ARRAY['referral'::text, 'informational'::text]))),
  CONSTRAINT complaints_priority_check CHECK (((priority >= 1) AND (priority <= 4))),
  CONSTRAINT complaints_received_precision_check CHECK ((received_precision = 'day'::text)),
  CONSTRAINT complaints_reported_check CHECK (((reported_to_ncmec_at <= received_at) OR ((received_precision = 'day'::text) AND ((reported_to_ncmec_at - received_at) < '25:00:00'::interval)))),
  CONSTRAINT complaints_source_check CHECK ((source = ANY (ARRAY['ncmec_cybertip'::text, 'service_provider'::text, 'other_agency'::text, 'subject_interview'::text, 'public_source'::text, 'observation'::text, 'public_complaint'::text, 'undercover_work'::text, 'peer_to_peer'::text]))),
  CONSTRAINT complaints_state_check CHECK ((state = ANY (ARRAY['received'::text, 'in_triage'::text, 'triaged'::text, 'assigned'::text, 'under_investigation'::text, 'referred_for_prosecution'::text, 'prosecuted'::text, 'closed'::text, 'reopened'::text, 'on_hold'::text, 'transfer_pending'::text, 'merged'::text]))),
  CONSTRAINT complaints_triaged_priority_check CHECK (((state <> 'triaged'::text) OR (priority IS NOT NULL))),
  CONSTRAINT complaints_type_check CHECK ((type = ANY (ARRAY['csam_possession'::text, 'csam_distribution'::text, 'csam_manufacture'::text, 'enticement'::text, 'traveler'::text, 'obscenity_directed_to_minors'::text, 'child_sex_trafficking'::text, 'sextortion'::text, 'child_sex_tourism'::text, 'contact_abuse'::text, 'misleading_domain'::text, 'misleading_words'::text, 'generative_ai_or_obscene_visual'::text, 'other_technology_facilitated'::text, 'csam_receipt'::text]))),
  CONSTRAINT complaints_disposition_fkey FOREIGN KEY (disposition) REFERENCES app.disposition_codes(code),
  CONSTRAINT complaints_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT complaints_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT complaints_task_force_id_investigator_id_fkey FOREIGN KEY (task_force_id, investigator_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT complaints_task_force_id_merged_into_fkey FOREIGN KEY (task_force_id, merged_into) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT complaints_task_force_id_working_agency_id_fkey FOREIGN KEY (task_force_id, working_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT complaints_pkey PRIMARY KEY (id), CONSTRAINT complaints_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT complaints_task_force_id_reference_key UNIQUE (task_force_id, reference),
  CONSTRAINT complaints_task_force_id_source_external_reference_sealed_b_key UNIQUE (task_force_id, source, external_reference, sealed_before)
);
CREATE INDEX complaints_closed_idx ON app.complaints (task_force_id, state_since, id) WHERE (state = 'closed'::text);
CREATE INDEX complaints_due_agency_idx ON app.complaints (task_force_id, agency_id, due_at, id) WHERE ((disposition IS NULL) AND (merged_into IS NULL) AND (due_at IS NOT NULL) AND ((state <> 'on_hold'::text) OR (due_at < state_since)));
CREATE INDEX complaints_due_idx ON app.complaints (task_force_id, due_at, id) WHERE ((disposition IS NULL) AND (merged_into IS NULL) AND (due_at IS NOT NULL) AND ((state <> 'on_hold'::text) OR (due_at < state_since)));
CREATE INDEX complaints_due_working_agency_idx ON app.complaints (task_force_id, working_agency_id, due_at, id) WHERE ((disposition IS NULL) AND (merged_into IS NULL) AND (due_at IS NOT NULL) AND ((state <> 'on_hold'::text) OR (due_at < state_since)) AND (working_agency_id IS NOT NULL));
CREATE INDEX complaints_held_agency_idx ON app.complaints (task_force_id, agency_id, state_since, id) WHERE (state = 'on_hold'::text);
CREATE INDEX complaints_held_idx ON app.complaints (task_force_id, state_since, id) WHERE (state = 'on_hold'::text);
CREATE INDEX complaints_held_working_agency_idx ON app.complaints (task_force_id, working_agency_id, state_since, id) WHERE ((state = 'on_hold'::text) AND (working_agency_id IS NOT NULL));
CREATE INDEX complaints_investigator_due_idx ON app.complaints (task_force_id, investigator_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((investigator_id IS NOT NULL) AND (disposition IS NULL) AND (merged_into IS NULL));
CREATE INDEX complaints_open_agency_idx ON app.complaints (task_force_id, agency_id, state, received_at DESC, id DESC) WHERE (disposition IS NULL);
CREATE INDEX complaints_open_idx ON app.complaints (task_force_id, received_at, id) INCLUDE (agency_id, working_agency_id, state, state_before, state_since, cycle, priority, source, due_at, preserved_until, is_sealed) WHERE ((disposition IS NULL) AND (merged_into IS NULL) AND (referred_from IS NULL));
CREATE INDEX complaints_open_working_agency_idx ON app.complaints (task_force_id, working_agency_id, state, received_at DESC, id DESC) WHERE ((disposition IS NULL) AND (working_agency_id IS NOT NULL));
CREATE INDEX complaints_task_force_id_agency_id_received_at_id_idx ON app.complaints (task_force_id, agency_id, received_at DESC, id DESC);
CREATE INDEX complaints_task_force_id_agency_id_received_on_id_idx ON app.complaints (task_force_id, agency_id, received_on, id);
CREATE INDEX complaints_task_force_id_id_idx ON app.complaints (task_force_id, id) WHERE (sealed_before > 0);
CREATE INDEX complaints_task_force_id_intake_digest_idx ON app.complaints (task_force_id, intake_digest) WHERE (external_reference IS NULL);
CREATE INDEX complaints_task_force_id_investigator_id_received_at_id_idx ON app.complaints (task_force_id, investigator_id, received_at DESC, id DESC) WHERE (investigator_id IS NOT NULL);
CREATE INDEX complaints_task_force_id_merged_into_idx ON app.complaints (task_force_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX complaints_task_force_id_preserved_until_id_idx ON app.complaints (task_force_id, preserved_until, id) WHERE ((preserved_until IS NOT NULL) AND (disposition IS NULL));
CREATE INDEX complaints_task_force_id_received_at_id_idx ON app.complaints (task_force_id, received_at DESC, id DESC);
CREATE INDEX complaints_task_force_id_received_at_idx ON app.complaints (task_force_id, received_at) WHERE (annotations IS NOT NULL);
CREATE INDEX complaints_task_force_id_received_on_idx ON app.complaints (task_force_id, received_on);
CREATE INDEX complaints_task_force_id_state_received_at_id_idx ON app.complaints (task_force_id, state, received_at DESC, id DESC);
CREATE INDEX complaints_task_force_id_working_agency_id_received_at_id_idx ON app.complaints (task_force_id, working_agency_id, received_at DESC, id DESC) WHERE (working_agency_id IS NOT NULL);
CREATE INDEX complaints_transferred_to_idx ON app.complaints (transferred_to) WHERE (transferred_to IS NOT NULL);
CREATE INDEX complaints_unassigned_agency_idx ON app.complaints (task_force_id, agency_id, priority, received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text, 'triaged'::text])) AND (merged_into IS NULL) AND (priority IS NOT NULL));
CREATE INDEX complaints_unassigned_idx ON app.complaints (task_force_id, priority, received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text, 'triaged'::text])) AND (merged_into IS NULL) AND (priority IS NOT NULL));
CREATE INDEX complaints_unassigned_working_agency_idx ON app.complaints (task_force_id, working_agency_id, priority, received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text, 'triaged'::text])) AND (merged_into IS NULL) AND (priority IS NOT NULL) AND (working_agency_id IS NOT NULL));
CREATE INDEX complaints_untriaged_agency_idx ON app.complaints (task_force_id, agency_id, (
CASE
    WHEN (preserved_until IS NULL) THEN 'infinity'::date
    ELSE preserved_until
END), received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text])) AND (merged_into IS NULL));
CREATE INDEX complaints_untriaged_idx ON app.complaints (task_force_id, (
CASE
    WHEN (preserved_until IS NULL) THEN 'infinity'::date
    ELSE preserved_until
END), received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text])) AND (merged_into IS NULL));
CREATE INDEX complaints_untriaged_working_agency_idx ON app.complaints (task_force_id, working_agency_id, (
CASE
    WHEN (preserved_until IS NULL) THEN 'infinity'::date
    ELSE preserved_until
END), received_at, id) WHERE ((COALESCE(state_before, state) = ANY (ARRAY['received'::text, 'in_triage'::text, 'reopened'::text])) AND (merged_into IS NULL) AND (working_agency_id IS NOT NULL));

CREATE TABLE app.deconfliction_checks ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, complaint_id uuid NOT NULL, kinds text[] NOT NULL, hashes bytea[],
  purpose text NOT NULL STATISTICS 0, need_to_know text NOT NULL STATISTICS 0, right_to_know text NOT NULL STATISTICS 0,
  imminent_danger text STATISTICS 0, asked_by uuid NOT NULL, asked_at timestamp(3) with time zone NOT NULL, asked_on date NOT NULL,
  hit_ids uuid[],
  CONSTRAINT deconfliction_checks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app.accounts(id),
  CONSTRAINT deconfliction_checks_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT deconfliction_checks_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT deconfliction_checks_pkey PRIMARY KEY (id), CONSTRAINT deconfliction_checks_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX deconfliction_checks_task_force_id_complaint_id_idx ON app.deconfliction_checks (task_force_id, complaint_id);

CREATE TABLE app.deconfliction_hits ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, complaint_id uuid NOT NULL, pair_id uuid NOT NULL, check_id uuid,
  entry_id uuid, kinds text[] NOT NULL, strength text NOT NULL, their_task_force text NOT NULL, their_agency text NOT NULL,
  their_phone text, their_email text, found_at timestamp(3) with time zone NOT NULL, answer text, answered_by uuid,
  answered_at timestamp(3) with time zone, their_answer text, their_reference text, version integer NOT NULL,
  CONSTRAINT deconfliction_hits_answer_check CHECK ((answer = ANY (ARRAY['no_conflict'::text, 'coordinate'::text, 'merge'::text, 'transfer'::text]))),
  CONSTRAINT deconfliction_hits_check CHECK ((num_nonnulls(check_id, entry_id) = 1)),
  CONSTRAINT deconfliction_hits_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CONSTRAINT deconfliction_hits_check2 CHECK (((answer IS NULL) = (answered_by IS NULL))),
  CONSTRAINT deconfliction_hits_check3 CHECK (((their_answer IS NULL) OR (answer IS NOT NULL))),
  CONSTRAINT deconfliction_hits_check4 CHECK (((their_reference IS NULL) OR ((their_answer <> 'no_conflict'::text) AND (answer <> 'no_conflict'::text)))),
  CONSTRAINT deconfliction_hits_strength_check CHECK ((strength = ANY (ARRAY['strong'::text, 'fair'::text, 'weak'::text]))),
  CONSTRAINT deconfliction_hits_their_answer_check CHECK ((their_answer = ANY (ARRAY['no_conflict'::text, 'coordinate'::text, 'merge'::text, 'transfer'::text]))),
  CONSTRAINT deconfliction_hits_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES app.accounts(id),
  CONSTRAINT deconfliction_hits_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT deconfliction_hits_task_force_id_check_id_fkey FOREIGN KEY (task_force_id, check_id) REFERENCES app.deconfliction_checks(task_force_id, id),
  CONSTRAINT deconfliction_hits_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT deconfliction_hits_task_force_id_entry_id_fkey FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries(task_force_id, id),
  CONSTRAINT deconfliction_hits_pkey PRIMARY KEY (id),
  CONSTRAINT deconfliction_hits_pair_id_task_force_id_key UNIQUE (pair_id, task_force_id),
  CONSTRAINT deconfliction_hits_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX deconfliction_hits_task_force_id_check_id_idx ON app.deconfliction_hits (task_force_id, check_id) WHERE (check_id IS NOT NULL);
CREATE INDEX deconfliction_hits_task_force_id_complaint_id_idx ON app.deconfliction_hits (task_force_id, complaint_id);
CREATE INDEX deconfliction_hits_task_force_id_entry_id_idx ON app.deconfliction_hits (task_force_id, entry_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX deconfliction_hits_task_force_id_found_at_id_idx ON app.deconfliction_hits (task_force_id, found_at, id);

CREATE TABLE app.disclosures ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, what text NOT NULL, recipient text NOT NULL STATISTICS 0,
  recipient_task_force_id uuid, recipient_agency_id uuid, basis text NOT NULL, purpose text NOT NULL STATISTICS 0, record_id uuid,
  disclosed_by uuid NOT NULL, disclosed_at timestamp(3) with time zone NOT NULL, entered_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT disclosures_basis_check CHECK ((basis = ANY (ARRAY['government_attorney'::text, 'own_agency'::text, 'assisting_federal_attorney'::text, 'state_official'::text, 'defendant_or_counsel'::text, 'provider_for_legal_process'::text, 'court_order'::text, 'not_tip_content'::text]))),
  CONSTRAINT disclosures_check CHECK (((recipient_task_force_id IS NULL) = (recipient_agency_id IS NULL))),
  CONSTRAINT disclosures_what_check CHECK ((what = ANY (ARRAY['offer'::text, 'transfer'::text, 'referral'::text, 'assignment'::text, 'prosecution_referral'::text, 'share'::text, 'packet'::text, 'other'::text]))),
  CONSTRAINT disclosures_disclosed_by_fkey FOREIGN KEY (disclosed_by) REFERENCES app.accounts(id),
  CONSTRAINT disclosures_recipient_task_force_id_recipient_agency_id_fkey FOREIGN KEY (recipient_task_force_id, recipient_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT disclosures_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT disclosures_pkey PRIMARY KEY (id), CONSTRAINT disclosures_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX disclosures_task_force_id_complaint_id_idx ON app.disclosures (task_force_id, complaint_id);
CREATE INDEX disclosures_task_force_id_disclosed_at_id_idx ON app.disclosures (task_force_id, disclosed_at DESC, id DESC);

CREATE TABLE app.disposition_codes (
  code text NOT NULL, is_investigated boolean NOT NULL, is_referred boolean NOT NULL, is_prosecuted boolean NOT NULL, clearance text,
  retention_class text NOT NULL,
  CONSTRAINT disposition_codes_clearance_check CHECK ((clearance = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text]))),
  CONSTRAINT disposition_codes_retention_class_check CHECK ((retention_class = ANY (ARRAY['informational'::text, 'unfounded'::text, 'closed_without_arrest'::text, 'arrest_or_prosecution'::text, 'child_identified'::text, 'permanent'::text]))),
  CONSTRAINT disposition_codes_pkey PRIMARY KEY (code)
);

CREATE TABLE app.dispositions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, code text NOT NULL, narrative text NOT NULL STATISTICS 0,
  disposed_by uuid NOT NULL, disposed_at timestamp(3) with time zone NOT NULL, proposed_by uuid,
  CONSTRAINT dispositions_disposed_by_fkey FOREIGN KEY (disposed_by) REFERENCES app.accounts(id),
  CONSTRAINT dispositions_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES app.accounts(id),
  CONSTRAINT dispositions_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT dispositions_pkey PRIMARY KEY (id), CONSTRAINT dispositions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX dispositions_task_force_id_complaint_id_idx ON app.dispositions (task_force_id, complaint_id);

CREATE TABLE app.event_conflict_checks ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, event_id uuid NOT NULL, purpose text NOT NULL STATISTICS 0,
  within_hours integer NOT NULL, within_kilometres integer NOT NULL, asked_by uuid NOT NULL, asked_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT event_conflict_checks_within_hours_check CHECK (((within_hours >= 0) AND (within_hours <= 168))),
  CONSTRAINT event_conflict_checks_within_kilometres_check CHECK (((within_kilometres >= 1) AND (within_kilometres <= 100))),
  CONSTRAINT event_conflict_checks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app.accounts(id),
  CONSTRAINT event_conflict_checks_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT event_conflict_checks_task_force_id_event_id_fkey FOREIGN KEY (task_force_id, event_id) REFERENCES app.operation_events(task_force_id, id),
  CONSTRAINT event_conflict_checks_pkey PRIMARY KEY (id), CONSTRAINT event_conflict_checks_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX event_conflict_checks_event_id_idx ON app.event_conflict_checks (event_id);

CREATE TABLE app.event_conflicts ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, check_id uuid NOT NULL, of_task_force_id uuid NOT NULL,
  event_id uuid NOT NULL, kind text NOT NULL, distance text NOT NULL, hours_apart integer NOT NULL,
  CONSTRAINT event_conflicts_distance_check CHECK ((distance = ANY (ARRAY['within_1_km'::text, 'within_5_km'::text, 'within_25_km'::text, 'within_100_km'::text, 'same_county'::text]))),
  CONSTRAINT event_conflicts_hours_apart_check CHECK (((hours_apart >= 0) AND (hours_apart <= 168))),
  CONSTRAINT event_conflicts_kind_check CHECK ((kind = ANY (ARRAY['warrant_service'::text, 'arrest'::text, 'undercover_meeting'::text, 'surveillance'::text, 'interview'::text, 'controlled_delivery'::text, 'other'::text]))),
  CONSTRAINT event_conflicts_of_task_force_id_event_id_fkey FOREIGN KEY (of_task_force_id, event_id) REFERENCES app.operation_events(task_force_id, id),
  CONSTRAINT event_conflicts_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT event_conflicts_task_force_id_check_id_fkey FOREIGN KEY (task_force_id, check_id) REFERENCES app.event_conflict_checks(task_force_id, id),
  CONSTRAINT event_conflicts_pkey PRIMARY KEY (id), CONSTRAINT event_conflicts_check_id_event_id_key UNIQUE (check_id, event_id),
  CONSTRAINT event_conflicts_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX event_conflicts_event_id_idx ON app.event_conflicts (event_id);

CREATE TABLE app.excluded_identifiers ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, kind text NOT NULL, platform text, raw text NOT NULL STATISTICS 0,
  normalised text NOT NULL COLLATE "C", reason text NOT NULL STATISTICS 0, excluded_by uuid NOT NULL,
  excluded_at timestamp(3) with time zone NOT NULL, ended_at timestamp(3) with time zone, end_reason text STATISTICS 0,
  version integer NOT NULL,
  CONSTRAINT excluded_identifiers_check CHECK (((kind = ANY (ARRAY['handle'::text, 'account'::text])) = (platform IS NOT NULL))),
  CONSTRAINT excluded_identifiers_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT excluded_identifiers_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'handle'::text, 'account'::text, 'ip'::text, 'device'::text, 'url'::text, 'hash'::text, 'vehicle'::text, 'other'::text]))),
  CONSTRAINT excluded_identifiers_excluded_by_fkey FOREIGN KEY (excluded_by) REFERENCES app.accounts(id),
  CONSTRAINT excluded_identifiers_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT excluded_identifiers_pkey PRIMARY KEY (id), CONSTRAINT excluded_identifiers_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX excluded_identifiers_task_force_id_kind_normalised_idx ON app.excluded_identifiers (task_force_id, kind, normalised) WHERE (ended_at IS NULL);

CREATE TABLE app.exports ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, agency_id uuid, report text NOT NULL, format text NOT NULL, handling text NOT NULL,
  purpose text NOT NULL STATISTICS 0, state text NOT NULL, rows integer, bytes bigint, sha256 bytea, created_by uuid NOT NULL,
  started_at timestamp(3) with time zone NOT NULL, ended_at timestamp(3) with time zone,
  CONSTRAINT exports_bytes_check CHECK ((bytes > 0)), CONSTRAINT exports_check CHECK (((task_force_id IS NOT NULL) OR (agency_id IS NULL))),
  CONSTRAINT exports_check1 CHECK ((num_nulls(rows, bytes, sha256) =
CASE
    WHEN (state = 'complete'::text) THEN 0
    ELSE 3
END)),
  CONSTRAINT exports_check2 CHECK (((ended_at IS NULL) = (state = 'started'::text))),
  CONSTRAINT exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text, 'pdf'::text]))),
  CONSTRAINT exports_handling_check CHECK ((handling = ANY (ARRAY['unit_only'::text, 'law_enforcement_sensitive'::text, 'public_release'::text]))),
  CONSTRAINT exports_report_check CHECK ((report = ANY (ARRAY['totals'::text, 'operation'::text, 'timeliness'::text, 'backlog'::text, 'disclosures'::text, 'performance_report'::text, 'records'::text]))),
  CONSTRAINT exports_rows_check CHECK ((rows >= 0)), CONSTRAINT exports_sha256_check CHECK ((length(sha256) = 32)),
  CONSTRAINT exports_state_check CHECK ((state = ANY (ARRAY['started'::text, 'complete'::text, 'failed'::text]))),
  CONSTRAINT exports_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.accounts(id),
  CONSTRAINT exports_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT exports_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT exports_pkey PRIMARY KEY (id)
);
CREATE INDEX exports_created_by_started_at_id_idx ON app.exports (created_by, started_at DESC, id DESC);
CREATE INDEX exports_task_force_id_started_at_id_idx ON app.exports (task_force_id, started_at DESC, id DESC);

CREATE TABLE app.factor_resets ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, account_id uuid NOT NULL, reason text NOT NULL STATISTICS 0, requested_by uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL DEFAULT now(), approved_by uuid, approved_at timestamp with time zone,
  CONSTRAINT factor_resets_check CHECK ((requested_by <> account_id)),
  CONSTRAINT factor_resets_check1 CHECK (((approved_by <> account_id) AND (approved_by <> requested_by))),
  CONSTRAINT factor_resets_check2 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CONSTRAINT factor_resets_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT factor_resets_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.accounts(id),
  CONSTRAINT factor_resets_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.accounts(id),
  CONSTRAINT factor_resets_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT factor_resets_pkey PRIMARY KEY (id)
);
CREATE INDEX factor_resets_account_id_idx ON app.factor_resets (account_id);

CREATE TABLE app.forensic_exams ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, investigation_id uuid, agency_id uuid NOT NULL,
  legal_process_id uuid, requested_on date NOT NULL, began_on date, completed_on date, result text, devices integer, bytes bigint,
  computers integer, phones integer, storage_media integer, other_devices integer, recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  version integer NOT NULL,
  CONSTRAINT forensic_exams_bytes_check CHECK (((bytes >= 0) AND (bytes <= '9007199254740991'::bigint))),
  CONSTRAINT forensic_exams_check CHECK ((began_on >= requested_on)),
  CONSTRAINT forensic_exams_check1 CHECK ((completed_on >= COALESCE(began_on, requested_on))),
  CONSTRAINT forensic_exams_check2 CHECK ((num_nulls(completed_on, result, devices, bytes) = ANY (ARRAY[0, 4]))),
  CONSTRAINT forensic_exams_check3 CHECK ((num_nulls(computers, phones, storage_media, other_devices) = ANY (ARRAY[0, 4]))),
  CONSTRAINT forensic_exams_check4 CHECK (((((computers + phones) + storage_media) + other_devices) = devices)),
  CONSTRAINT forensic_exams_check5 CHECK (((computers IS NULL) OR (devices IS NOT NULL))),
  CONSTRAINT forensic_exams_check6 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT forensic_exams_computers_check CHECK ((computers >= 0)), CONSTRAINT forensic_exams_devices_check CHECK ((devices > 0)),
  CONSTRAINT forensic_exams_other_devices_check CHECK ((other_devices >= 0)), CONSTRAINT forensic_exams_phones_check CHECK ((phones >= 0)),
  CONSTRAINT forensic_exams_result_check CHECK ((result = ANY (ARRAY['evidence_found'::text, 'none_found'::text, 'unreadable'::text]))),
  CONSTRAINT forensic_exams_storage_media_check CHECK ((storage_media >= 0)),
  CONSTRAINT forensic_exams_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.accounts(id),
  CONSTRAINT forensic_exams_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT forensic_exams_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT forensic_exams_task_force_id_investigation_id_fkey FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations(task_force_id, id),
  CONSTRAINT forensic_exams_task_force_id_legal_process_id_fkey FOREIGN KEY (task_force_id, legal_process_id) REFERENCES app.legal_processes(task_force_id, id),
  CONSTRAINT forensic_exams_pkey PRIMARY KEY (id), CONSTRAINT forensic_exams_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX forensic_exams_task_force_id_complaint_id_idx ON app.forensic_exams (task_force_id, complaint_id);
CREATE INDEX forensic_exams_task_force_id_completed_on_idx ON app.forensic_exams (task_force_id, completed_on) WHERE (completed_on IS NOT NULL);
CREATE INDEX forensic_exams_task_force_id_investigation_id_idx ON app.forensic_exams (task_force_id, investigation_id) WHERE (investigation_id IS NOT NULL);
CREATE INDEX forensic_exams_task_force_id_legal_process_id_idx ON app.forensic_exams (task_force_id, legal_process_id) WHERE (legal_process_id IS NOT NULL);
CREATE INDEX forensic_exams_task_force_id_requested_on_id_idx ON app.forensic_exams (task_force_id, requested_on DESC, id DESC);

CREATE TABLE app.historical_totals ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, measure text NOT NULL, from_on date NOT NULL, until_on date NOT NULL, type text, mode text,
  value bigint NOT NULL, precision text NOT NULL, source text NOT NULL, version integer NOT NULL,
  CONSTRAINT historical_totals_check CHECK ((from_on < until_on)),
  CONSTRAINT historical_totals_measure_check CHECK ((measure = ANY (ARRAY['complaints_documented'::text, 'complaints_merged'::text, 'cybertips_received'::text, 'arrests'::text, 'offenders_identified_hands_on_or_production'::text, 'victims_identified'::text, 'legal_process_served'::text, 'preservation_requests'::text, 'prosecution_referrals'::text, 'referrals_accepted'::text, 'referrals_declined'::text, 'prosecutions'::text, 'convictions'::text, 'pleas'::text, 'acquittals'::text, 'dismissals'::text, 'forensic_exams_completed'::text, 'devices_examined'::text, 'bytes_examined'::text, 'investigations_initiated'::text, 'investigations_closed'::text, 'assistance_sessions'::text, 'presentations'::text, 'people_reached'::text, 'training_sessions'::text, 'people_trained'::text]))),
  CONSTRAINT historical_totals_precision_check CHECK (("precision" = ANY (ARRAY['exact'::text, 'at_least'::text, 'approximate'::text]))),
  CONSTRAINT historical_totals_value_check CHECK (((value >= 0) AND (value <= 1000000000))),
  CONSTRAINT historical_totals_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT historical_totals_pkey PRIMARY KEY (id),
  CONSTRAINT historical_totals_task_force_id_measure_from_on_until_on_ty_key UNIQUE NULLS NOT DISTINCT (task_force_id, measure, from_on, until_on, type, mode)
);

CREATE TABLE app.idempotency_keys ( -- row security forced
  account_id uuid NOT NULL, caller_id uuid NOT NULL, key text NOT NULL, request_hash bytea NOT NULL, resource_id uuid,
  claimed_at timestamp with time zone NOT NULL DEFAULT now(), answer json,
  CONSTRAINT idempotency_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account_id, caller_id, key)
);

CREATE TABLE app.identifiers ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, suspect_id uuid, person_id uuid, file_id uuid,
  role text NOT NULL, kind text NOT NULL, platform text, algorithm text, raw text NOT NULL STATISTICS 0,
  normalised text NOT NULL COLLATE "C", observed_at timestamp(3) with time zone, port integer, source_path text,
  recorded_at timestamp(3) with time zone NOT NULL, attested_at timestamp(3) with time zone, voided_at timestamp(3) with time zone,
  void_reason text STATISTICS 0, version integer NOT NULL, event text, is_possible_proxy boolean, is_verified boolean,
  verified_at timestamp(3) with time zone, device_kind text, carrier_id uuid,
  CONSTRAINT identifiers_algorithm_check CHECK ((algorithm = ANY (ARRAY['md5'::text, 'sha1'::text, 'sha256'::text, 'sha512'::text, 'photodna'::text]))),
  CONSTRAINT identifiers_check CHECK (((kind = ANY (ARRAY['handle'::text, 'account'::text])) = (platform IS NOT NULL))),
  CONSTRAINT identifiers_check1 CHECK (((kind = 'hash'::text) = (algorithm IS NOT NULL))),
  CONSTRAINT identifiers_check2 CHECK (((port IS NULL) OR (kind = 'ip'::text))),
  CONSTRAINT identifiers_check3 CHECK (((suspect_id IS NULL) OR (role = 'suspect'::text))),
  CONSTRAINT identifiers_check4 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT identifiers_check5 CHECK (((is_possible_proxy IS NULL) OR (kind = 'ip'::text))),
  CONSTRAINT identifiers_check6 CHECK (((device_kind IS NULL) OR (kind = 'device'::text))),
  CONSTRAINT identifiers_check7 CHECK (((carrier_id IS NULL) OR (kind = 'ip'::text))),
  CONSTRAINT identifiers_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'handle'::text, 'account'::text, 'ip'::text, 'device'::text, 'url'::text, 'hash'::text, 'vehicle'::text, 'other'::text]))),
  CONSTRAINT identifiers_port_check CHECK (((port >= 0) AND (port <= 65535))),
  CONSTRAINT identifiers_role_check CHECK ((role = ANY (ARRAY['suspect'::text, 'victim'::text, 'reporter'::text, 'recipient'::text, 'unknown'::text]))),
  CONSTRAINT identifiers_task_force_id_carrier_id_fkey FOREIGN KEY (task_force_id, carrier_id) REFERENCES app.providers(task_force_id, id),
  CONSTRAINT identifiers_task_force_id_complaint_id_file_id_fkey FOREIGN KEY (task_force_id, complaint_id, file_id) REFERENCES app.reported_files(task_force_id, complaint_id, id),
  CONSTRAINT identifiers_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT identifiers_task_force_id_complaint_id_person_id_fkey FOREIGN KEY (task_force_id, complaint_id, person_id) REFERENCES app.reported_persons(task_force_id, complaint_id, id),
  CONSTRAINT identifiers_task_force_id_complaint_id_suspect_id_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT identifiers_pkey PRIMARY KEY (id), CONSTRAINT identifiers_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX identifiers_suspect_id_kind_normalised_idx ON app.identifiers (suspect_id, kind, normalised) WHERE ((suspect_id IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX identifiers_task_force_id_carrier_id_observed_at_idx ON app.identifiers (task_force_id, carrier_id, observed_at) WHERE ((carrier_id IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX identifiers_task_force_id_complaint_id_idx ON app.identifiers (task_force_id, complaint_id);
CREATE INDEX identifiers_task_force_id_normalised_kind_complaint_id_idx ON app.identifiers (task_force_id, normalised, kind, complaint_id) WHERE (voided_at IS NULL);
CREATE INDEX identifiers_task_force_id_suspect_id_idx ON app.identifiers (task_force_id, suspect_id) WHERE (suspect_id IS NOT NULL);

CREATE TABLE app.identity_access_withdrawals ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, account_id uuid NOT NULL, reason text NOT NULL STATISTICS 0, withdrawn_by uuid NOT NULL,
  withdrawn_at timestamp(3) with time zone NOT NULL, restoration_reason text STATISTICS 0, restoration_requested_by uuid,
  restoration_requested_at timestamp(3) with time zone, restored_by uuid, restored_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT identity_access_withdrawals_check CHECK ((((restoration_requested_by IS NULL) = (restoration_requested_at IS NULL)) AND ((restoration_requested_by IS NULL) = (restoration_reason IS NULL)))),
  CONSTRAINT identity_access_withdrawals_check1 CHECK (((restored_by IS NULL) = (restored_at IS NULL))),
  CONSTRAINT identity_access_withdrawals_check2 CHECK (((restored_at IS NULL) OR (restoration_requested_at IS NOT NULL))),
  CONSTRAINT identity_access_withdrawals_check3 CHECK ((restoration_requested_by <> account_id)),
  CONSTRAINT identity_access_withdrawals_check4 CHECK (((restored_by <> account_id) AND (restored_by <> restoration_requested_by))),
  CONSTRAINT identity_access_withdrawals_restoration_requested_by_fkey FOREIGN KEY (restoration_requested_by) REFERENCES app.accounts(id),
  CONSTRAINT identity_access_withdrawals_restored_by_fkey FOREIGN KEY (restored_by) REFERENCES app.accounts(id),
  CONSTRAINT identity_access_withdrawals_task_force_id_account_id_fkey FOREIGN KEY (task_force_id, account_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT identity_access_withdrawals_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES app.accounts(id),
  CONSTRAINT identity_access_withdrawals_pkey PRIMARY KEY (id),
  CONSTRAINT identity_access_withdrawals_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX identity_access_withdrawals_account_id_idx ON app.identity_access_withdrawals (account_id) WHERE (restored_at IS NULL);
CREATE INDEX identity_access_withdrawals_task_force_id_account_id_idx ON app.identity_access_withdrawals (task_force_id, account_id);

CREATE TABLE app.identity_destructions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, victim_id uuid NOT NULL,
  order_number text NOT NULL STATISTICS 0, reason text NOT NULL STATISTICS 0, requested_by uuid NOT NULL,
  requested_at timestamp(3) with time zone NOT NULL, approved_by uuid, approved_at timestamp(3) with time zone,
  CONSTRAINT identity_destructions_check CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CONSTRAINT identity_destructions_check1 CHECK ((approved_by <> requested_by)),
  CONSTRAINT identity_destructions_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.accounts(id),
  CONSTRAINT identity_destructions_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app.accounts(id),
  CONSTRAINT identity_destructions_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT identity_destructions_task_force_id_victim_id_fkey FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified(task_force_id, id),
  CONSTRAINT identity_destructions_pkey PRIMARY KEY (id), CONSTRAINT identity_destructions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX identity_destructions_task_force_id_complaint_id_idx ON app.identity_destructions (task_force_id, complaint_id);
CREATE INDEX identity_destructions_task_force_id_victim_id_idx ON app.identity_destructions (task_force_id, victim_id);

CREATE TABLE app.import_batches ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, agency_id uuid, kind text NOT NULL, mapping jsonb NOT NULL, leaves_out_other boolean NOT NULL,
  state text NOT NULL, format text, file_digest bytea, file_bytes bigint, rows integer NOT NULL, ready integer NOT NULL,
  known integer NOT NULL, faulty integer NOT NULL, logged integer NOT NULL, started_by uuid NOT NULL,
  started_at timestamp(3) with time zone NOT NULL, committed_by uuid, ended_at timestamp(3) with time zone, version integer NOT NULL,
  constants jsonb NOT NULL, translations jsonb NOT NULL, head_row integer, separator text, warnings integer NOT NULL,
  closing integer NOT NULL, uploaded_by uuid,
  CONSTRAINT import_batches_check CHECK (((state = ANY (ARRAY['committing'::text, 'committed'::text, 'interrupted'::text])) = (committed_by IS NOT NULL))),
  CONSTRAINT import_batches_check1 CHECK (((state = ANY (ARRAY['failed'::text, 'committed'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT import_batches_closing_check CHECK ((closing >= 0)), CONSTRAINT import_batches_faulty_check CHECK ((faulty >= 0)),
  CONSTRAINT import_batches_file_bytes_check CHECK ((file_bytes >= 0)),
  CONSTRAINT import_batches_file_digest_check CHECK ((length(file_digest) = 32)),
  CONSTRAINT import_batches_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'ndjson'::text, 'xlsx'::text]))),
  CONSTRAINT import_batches_head_row_check CHECK ((head_row >= 1)),
  CONSTRAINT import_batches_kind_check CHECK ((kind = ANY (ARRAY['complaints'::text, 'suspects'::text, 'arrests'::text, 'prosecutions'::text, 'victims_identified'::text, 'trainings'::text, 'presentations'::text, 'agencies'::text]))),
  CONSTRAINT import_batches_known_check CHECK ((known >= 0)), CONSTRAINT import_batches_logged_check CHECK ((logged >= 0)),
  CONSTRAINT import_batches_ready_check CHECK ((ready >= 0)), CONSTRAINT import_batches_rows_check CHECK ((rows >= 0)),
  CONSTRAINT import_batches_second_person_check CHECK (((closing = 0) OR ((committed_by <> started_by) AND (committed_by <> uploaded_by)))),
  CONSTRAINT import_batches_separator_check CHECK ((separator = ANY (ARRAY['comma'::text, 'semicolon'::text, 'tab'::text, 'pipe'::text]))),
  CONSTRAINT import_batches_state_check CHECK ((state = ANY (ARRAY['awaiting_file'::text, 'receiving'::text, 'failed'::text, 'checked'::text, 'committing'::text, 'committed'::text, 'interrupted'::text]))),
  CONSTRAINT import_batches_warnings_check CHECK ((warnings >= 0)),
  CONSTRAINT import_batches_committed_by_fkey FOREIGN KEY (committed_by) REFERENCES app.accounts(id),
  CONSTRAINT import_batches_started_by_fkey FOREIGN KEY (started_by) REFERENCES app.accounts(id),
  CONSTRAINT import_batches_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT import_batches_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT import_batches_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES app.accounts(id),
  CONSTRAINT import_batches_pkey PRIMARY KEY (id), CONSTRAINT import_batches_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX import_batches_task_force_id_started_at_id_idx ON app.import_batches (task_force_id, started_at DESC, id DESC);

CREATE TABLE app.investigation_closures ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, investigation_id uuid NOT NULL, outcome text NOT NULL,
  narrative text NOT NULL STATISTICS 0, closed_on date NOT NULL, closed_by uuid NOT NULL, closed_at timestamp(3) with time zone NOT NULL,
  reopened_by uuid, reopened_at timestamp(3) with time zone, reopen_reason text STATISTICS 0,
  CONSTRAINT investigation_closures_check CHECK (((reopened_at IS NULL) = (reopened_by IS NULL))),
  CONSTRAINT investigation_closures_check1 CHECK (((reopened_at IS NULL) = (reopen_reason IS NULL))),
  CONSTRAINT investigation_closures_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app.accounts(id),
  CONSTRAINT investigation_closures_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES app.accounts(id),
  CONSTRAINT investigation_closures_task_force_id_investigation_id_fkey FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations(task_force_id, id),
  CONSTRAINT investigation_closures_pkey PRIMARY KEY (id),
  CONSTRAINT investigation_closures_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX investigation_closures_investigation_id_idx ON app.investigation_closures (investigation_id) WHERE (reopened_at IS NULL);
CREATE INDEX investigation_closures_task_force_id_investigation_id_idx ON app.investigation_closures (task_force_id, investigation_id);

CREATE TABLE app.investigation_complaints ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, investigation_id uuid NOT NULL, complaint_id uuid NOT NULL, linked_by uuid NOT NULL,
  linked_at timestamp(3) with time zone NOT NULL, ended_by uuid, ended_at timestamp(3) with time zone, end_reason text STATISTICS 0,
  CONSTRAINT investigation_complaints_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT investigation_complaints_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT investigation_complaints_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.accounts(id),
  CONSTRAINT investigation_complaints_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES app.accounts(id),
  CONSTRAINT investigation_complaints_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT investigation_complaints_task_force_id_investigation_id_fkey FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations(task_force_id, id),
  CONSTRAINT investigation_complaints_pkey PRIMARY KEY (id),
  CONSTRAINT investigation_complaints_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX investigation_complaints_complaint_id_idx ON app.investigation_complaints (complaint_id) WHERE (ended_at IS NULL);
CREATE INDEX investigation_complaints_investigation_id_idx ON app.investigation_complaints (investigation_id) WHERE (ended_at IS NULL);
CREATE INDEX investigation_complaints_task_force_id_complaint_id_idx ON app.investigation_complaints (task_force_id, complaint_id);

CREATE TABLE app.investigations ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, reference text NOT NULL, title text NOT NULL STATISTICS 0,
  opened_on date NOT NULL, opened_by uuid NOT NULL, opened_at timestamp(3) with time zone NOT NULL, closed_on date, outcome text,
  version integer NOT NULL,
  CONSTRAINT investigations_check CHECK (((closed_on IS NULL) = (outcome IS NULL))),
  CONSTRAINT investigations_check1 CHECK ((closed_on >= opened_on)),
  CONSTRAINT investigations_outcome_check CHECK ((outcome = ANY (ARRAY['unfounded_no_crime'::text, 'insufficient_information'::text, 'no_jurisdiction_identified'::text, 'referred_other_icac'::text, 'referred_local_agency'::text, 'referred_federal'::text, 'referred_foreign'::text, 'statute_of_limitations'::text, 'unable_to_identify_suspect'::text, 'esp_data_expired'::text, 'suspect_deceased'::text, 'prosecution_declined_state'::text, 'prosecution_declined_federal'::text, 'custody_other_jurisdiction'::text, 'victim_declined'::text, 'juvenile_diversion'::text, 'arrest_pending_prosecution'::text, 'convicted_plea'::text, 'convicted_trial'::text, 'acquitted'::text, 'dismissed'::text, 'civil_or_child_protection_referral'::text, 'opened_in_error'::text, 'carrier_logs_expired'::text, 'vpn_or_proxy_no_lead'::text, 'ai_generated_no_real_child'::text]))),
  CONSTRAINT investigations_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES app.accounts(id),
  CONSTRAINT investigations_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT investigations_pkey PRIMARY KEY (id), CONSTRAINT investigations_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT investigations_task_force_id_reference_key UNIQUE (task_force_id, reference)
);
CREATE INDEX investigations_task_force_id_agency_id_opened_on_id_idx ON app.investigations (task_force_id, agency_id, opened_on DESC, id DESC);
CREATE INDEX investigations_task_force_id_closed_on_idx ON app.investigations (task_force_id, closed_on) WHERE (closed_on IS NOT NULL);
CREATE INDEX investigations_task_force_id_opened_on_id_idx ON app.investigations (task_force_id, opened_on DESC, id DESC);

CREATE TABLE app.job_runs (
  job text NOT NULL, succeeded_at timestamp with time zone, failed_at timestamp with time zone, facts jsonb,
  CONSTRAINT job_runs_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
  CONSTRAINT job_runs_job_check CHECK ((job = ANY (ARRAY['backup'::text, 'housekeeping'::text, 'purge'::text]))),
  CONSTRAINT job_runs_pkey PRIMARY KEY (job)
);

CREATE TABLE app.legal_holds ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, authority text NOT NULL STATISTICS 0,
  reason text NOT NULL STATISTICS 0, review_on date NOT NULL, placed_by uuid NOT NULL, placed_at timestamp(3) with time zone NOT NULL,
  lift_reason text STATISTICS 0, lift_requested_by uuid, lift_requested_at timestamp(3) with time zone, lifted_by uuid,
  lifted_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT legal_holds_check CHECK ((num_nonnulls(lift_reason, lift_requested_by, lift_requested_at) = ANY (ARRAY[0, 3]))),
  CONSTRAINT legal_holds_check1 CHECK ((num_nonnulls(lifted_by, lifted_at) = ANY (ARRAY[0, 2]))),
  CONSTRAINT legal_holds_check2 CHECK (((lifted_at IS NULL) OR ((lift_requested_by IS NOT NULL) AND (lifted_by <> lift_requested_by)))),
  CONSTRAINT legal_holds_lift_requested_by_fkey FOREIGN KEY (lift_requested_by) REFERENCES app.accounts(id),
  CONSTRAINT legal_holds_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES app.accounts(id),
  CONSTRAINT legal_holds_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES app.accounts(id),
  CONSTRAINT legal_holds_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT legal_holds_pkey PRIMARY KEY (id), CONSTRAINT legal_holds_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX legal_holds_complaint_id_idx ON app.legal_holds (complaint_id) WHERE (lifted_at IS NULL);
CREATE INDEX legal_holds_task_force_id_complaint_id_idx ON app.legal_holds (task_force_id, complaint_id);

CREATE TABLE app.legal_processes ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, investigation_id uuid, agency_id uuid NOT NULL,
  kind text NOT NULL, authority text NOT NULL STATISTICS 0, number text STATISTICS 0, directed_to text NOT NULL STATISTICS 0,
  issued_on date NOT NULL, expires_on date, served_on date, returned_on date, outcome text, items_received integer, withdrawn_on date,
  withdrawal_reason text STATISTICS 0, recorded_by uuid NOT NULL, recorded_at timestamp(3) with time zone NOT NULL,
  voided_at timestamp(3) with time zone, void_reason text STATISTICS 0, version integer NOT NULL,
  CONSTRAINT legal_processes_check CHECK ((expires_on >= issued_on)),
  CONSTRAINT legal_processes_check1 CHECK (((served_on >= issued_on) AND (served_on <= COALESCE(expires_on, served_on)))),
  CONSTRAINT legal_processes_check2 CHECK ((returned_on >= COALESCE(served_on, issued_on))),
  CONSTRAINT legal_processes_check3 CHECK ((withdrawn_on >= COALESCE(served_on, issued_on))),
  CONSTRAINT legal_processes_check4 CHECK (((returned_on IS NOT NULL) = COALESCE((outcome <> 'withdrawn'::text), false))),
  CONSTRAINT legal_processes_check5 CHECK (((withdrawn_on IS NOT NULL) = COALESCE((outcome = 'withdrawn'::text), false))),
  CONSTRAINT legal_processes_check6 CHECK (((served_on IS NOT NULL) OR (outcome <> ALL (ARRAY['returned_with_data'::text, 'returned_without'::text])))),
  CONSTRAINT legal_processes_check7 CHECK (((withdrawn_on IS NULL) = (withdrawal_reason IS NULL))),
  CONSTRAINT legal_processes_check8 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT legal_processes_items_received_check CHECK ((items_received >= 0)),
  CONSTRAINT legal_processes_kind_check CHECK ((kind = ANY (ARRAY['subpoena'::text, 'court_order'::text, 'search_warrant_premises'::text, 'search_warrant_provider'::text, 'search_warrant_device'::text, 'administrative_subpoena'::text, 'grand_jury_subpoena'::text, 'pen_register_trap_trace'::text, 'emergency_disclosure'::text]))),
  CONSTRAINT legal_processes_outcome_check CHECK ((outcome = ANY (ARRAY['returned_with_data'::text, 'returned_without'::text, 'quashed'::text, 'expired'::text, 'withdrawn'::text]))),
  CONSTRAINT legal_processes_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.accounts(id),
  CONSTRAINT legal_processes_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT legal_processes_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT legal_processes_task_force_id_investigation_id_fkey FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations(task_force_id, id),
  CONSTRAINT legal_processes_pkey PRIMARY KEY (id), CONSTRAINT legal_processes_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX legal_processes_complaint_id_idx ON app.legal_processes (complaint_id) WHERE ((outcome IS NULL) AND (voided_at IS NULL));
CREATE INDEX legal_processes_task_force_id_complaint_id_idx ON app.legal_processes (task_force_id, complaint_id);
CREATE INDEX legal_processes_task_force_id_investigation_id_idx ON app.legal_processes (task_force_id, investigation_id) WHERE (investigation_id IS NOT NULL);
CREATE INDEX legal_processes_task_force_id_issued_on_id_idx ON app.legal_processes (task_force_id, issued_on DESC, id DESC);
CREATE INDEX legal_processes_task_force_id_served_on_idx ON app.legal_processes (task_force_id, served_on) WHERE (served_on IS NOT NULL);

CREATE TABLE app.notes ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, corrects uuid, text text NOT NULL STATISTICS 0,
  written_by uuid NOT NULL, written_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT notes_check CHECK ((corrects <> id)),
  CONSTRAINT notes_task_force_id_complaint_id_corrects_fkey FOREIGN KEY (task_force_id, complaint_id, corrects) REFERENCES app.notes(task_force_id, complaint_id, id),
  CONSTRAINT notes_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.accounts(id), CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT notes_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX notes_task_force_id_complaint_id_written_at_id_idx ON app.notes (task_force_id, complaint_id, written_at DESC, id DESC);
CREATE INDEX notes_task_force_id_corrects_idx ON app.notes (task_force_id, corrects) WHERE (corrects IS NOT NULL);

CREATE TABLE app.operation_events ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, operation_id uuid NOT NULL, agency_id uuid NOT NULL, kind text NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL, ends_at timestamp(3) with time zone NOT NULL, state text NOT NULL, county text NOT NULL,
  latitude double precision, longitude double precision, radius_kilometres integer, voided_at timestamp(3) with time zone,
  void_reason text STATISTICS 0, version integer NOT NULL,
  CONSTRAINT operation_events_check CHECK ((starts_at < ends_at)),
  CONSTRAINT operation_events_check1 CHECK ((num_nonnulls(latitude, longitude, radius_kilometres) = ANY (ARRAY[0, 3]))),
  CONSTRAINT operation_events_check2 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT operation_events_kind_check CHECK ((kind = ANY (ARRAY['warrant_service'::text, 'arrest'::text, 'undercover_meeting'::text, 'surveillance'::text, 'interview'::text, 'controlled_delivery'::text, 'other'::text]))),
  CONSTRAINT operation_events_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  CONSTRAINT operation_events_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  CONSTRAINT operation_events_radius_kilometres_check CHECK (((radius_kilometres >= 0) AND (radius_kilometres <= 50))),
  CONSTRAINT operation_events_state_check CHECK ((state ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT operation_events_operation_id_task_force_id_fkey FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces(operation_id, task_force_id),
  CONSTRAINT operation_events_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT operation_events_pkey PRIMARY KEY (id), CONSTRAINT operation_events_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX operation_events_latitude_longitude_idx ON app.operation_events (latitude, longitude) WHERE ((voided_at IS NULL) AND (latitude IS NOT NULL));
CREATE INDEX operation_events_operation_id_starts_at_id_idx ON app.operation_events (operation_id, starts_at, id);
CREATE INDEX operation_events_state_county_idx ON app.operation_events (state, lower(county)) WHERE (voided_at IS NULL);
CREATE INDEX operation_events_task_force_id_starts_at_id_idx ON app.operation_events (task_force_id, starts_at, id);

CREATE TABLE app.operation_members ( -- row security forced
  id uuid NOT NULL, operation_id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid, arrest_id uuid, victim_id uuid,
  presentation_id uuid, voided_at timestamp(3) with time zone, void_reason text,
  CONSTRAINT operation_members_check CHECK ((num_nonnulls(complaint_id, arrest_id, victim_id, presentation_id) = 1)),
  CONSTRAINT operation_members_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT operation_members_operation_id_task_force_id_fkey FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces(operation_id, task_force_id),
  CONSTRAINT operation_members_task_force_id_arrest_id_fkey FOREIGN KEY (task_force_id, arrest_id) REFERENCES app.arrests(task_force_id, id),
  CONSTRAINT operation_members_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT operation_members_task_force_id_presentation_id_fkey FOREIGN KEY (task_force_id, presentation_id) REFERENCES app.presentations(task_force_id, id),
  CONSTRAINT operation_members_task_force_id_victim_id_fkey FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified(task_force_id, id),
  CONSTRAINT operation_members_pkey PRIMARY KEY (id), CONSTRAINT operation_members_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX operation_members_operation_id_arrest_id_idx ON app.operation_members (operation_id, arrest_id) WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX operation_members_operation_id_complaint_id_idx ON app.operation_members (operation_id, complaint_id) WHERE (voided_at IS NULL);
CREATE INDEX operation_members_operation_id_id_idx ON app.operation_members (operation_id, id) WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX operation_members_operation_id_presentation_id_idx ON app.operation_members (operation_id, presentation_id) WHERE (voided_at IS NULL);
CREATE UNIQUE INDEX operation_members_operation_id_victim_id_idx ON app.operation_members (operation_id, victim_id) WHERE (voided_at IS NULL);
CREATE INDEX operation_members_task_force_id_arrest_id_idx ON app.operation_members (task_force_id, arrest_id) WHERE (arrest_id IS NOT NULL);
CREATE INDEX operation_members_task_force_id_complaint_id_idx ON app.operation_members (task_force_id, complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX operation_members_task_force_id_victim_id_idx ON app.operation_members (task_force_id, victim_id) WHERE (victim_id IS NOT NULL);

CREATE TABLE app.operation_task_forces ( -- row security forced
  id uuid NOT NULL, operation_id uuid NOT NULL, task_force_id uuid NOT NULL,
  CONSTRAINT operation_task_forces_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES app.operations(id),
  CONSTRAINT operation_task_forces_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT operation_task_forces_pkey PRIMARY KEY (id),
  CONSTRAINT operation_task_forces_operation_id_task_force_id_key UNIQUE (operation_id, task_force_id)
);
CREATE INDEX operation_task_forces_task_force_id_idx ON app.operation_task_forces (task_force_id);

CREATE TABLE app.operations ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, name text NOT NULL, starts_on date NOT NULL, ends_on date NOT NULL, membership text NOT NULL,
  version integer NOT NULL,
  CONSTRAINT operations_check CHECK ((starts_on <= ends_on)),
  CONSTRAINT operations_membership_check CHECK ((membership = ANY (ARRAY['window'::text, 'tagged'::text]))),
  CONSTRAINT operations_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT operations_pkey PRIMARY KEY (id),
  CONSTRAINT operations_task_force_id_name_starts_on_key UNIQUE NULLS NOT DISTINCT (task_force_id, name, starts_on)
);

CREATE TABLE app.outside_checks ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, system text NOT NULL, system_name text, query_id text NOT NULL,
  result text NOT NULL, checked_at timestamp(3) with time zone NOT NULL, recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  version integer NOT NULL,
  CONSTRAINT outside_checks_check CHECK (((system = 'other'::text) = (system_name IS NOT NULL))),
  CONSTRAINT outside_checks_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT outside_checks_result_check CHECK ((result = ANY (ARRAY['no_hit'::text, 'hit'::text]))),
  CONSTRAINT outside_checks_system_check CHECK ((system = ANY (ARRAY['rissafe'::text, 'case_explorer'::text, 'safetnet'::text, 'other'::text, 'n_dex'::text, 'icac_data_system'::text, 'ncmec'::text, 'icaccops'::text]))),
  CONSTRAINT outside_checks_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.accounts(id),
  CONSTRAINT outside_checks_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT outside_checks_pkey PRIMARY KEY (id), CONSTRAINT outside_checks_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX outside_checks_task_force_id_complaint_id_idx ON app.outside_checks (task_force_id, complaint_id);

CREATE TABLE app.packets ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid, investigation_id uuid, rendering text NOT NULL,
  recipient text NOT NULL STATISTICS 0, purpose text NOT NULL STATISTICS 0, complaints integer NOT NULL, bytes integer NOT NULL,
  sha256 bytea NOT NULL, created_by uuid NOT NULL, created_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT packets_bytes_check CHECK ((bytes > 0)), CONSTRAINT packets_check CHECK ((num_nonnulls(complaint_id, investigation_id) = 1)),
  CONSTRAINT packets_complaints_check CHECK ((complaints > 0)),
  CONSTRAINT packets_rendering_check CHECK ((rendering = ANY (ARRAY['sealed'::text, 'redacted'::text]))),
  CONSTRAINT packets_sha256_check CHECK ((length(sha256) = 32)),
  CONSTRAINT packets_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.accounts(id),
  CONSTRAINT packets_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT packets_task_force_id_investigation_id_fkey FOREIGN KEY (task_force_id, investigation_id) REFERENCES app.investigations(task_force_id, id),
  CONSTRAINT packets_pkey PRIMARY KEY (id), CONSTRAINT packets_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX packets_task_force_id_complaint_id_idx ON app.packets (task_force_id, complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX packets_task_force_id_created_at_id_idx ON app.packets (task_force_id, created_at DESC, id DESC);
CREATE INDEX packets_task_force_id_investigation_id_idx ON app.packets (task_force_id, investigation_id) WHERE (investigation_id IS NOT NULL);

CREATE TABLE app.performance_report_records ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, measures text[] NOT NULL, records text NOT NULL STATISTICS 0, sha256 bytea NOT NULL,
  version integer NOT NULL,
  CONSTRAINT performance_report_records_check CHECK ((sha256 = sha256(convert_to(records, 'UTF8'::name)))),
  CONSTRAINT performance_report_records_task_force_id_id_fkey FOREIGN KEY (task_force_id, id) REFERENCES app.performance_reports(task_force_id, id),
  CONSTRAINT performance_report_records_pkey PRIMARY KEY (id),
  CONSTRAINT performance_report_records_task_force_id_id_key UNIQUE (task_force_id, id)
);

CREATE TABLE app.performance_reports ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, definition text NOT NULL, definition_version integer NOT NULL, period text NOT NULL,
  from_on date NOT NULL, until_on date NOT NULL, zone text NOT NULL, operation_id uuid, revision integer NOT NULL, revises uuid,
  revision_reason text STATISTICS 0, state text NOT NULL, figures jsonb NOT NULL, findings jsonb NOT NULL, records_sha256 bytea NOT NULL,
  counted_by uuid NOT NULL, counted_at timestamp with time zone NOT NULL, counted_snapshot text NOT NULL, prepared_by uuid NOT NULL,
  prepared_at timestamp(3) with time zone NOT NULL, withdrawn_by uuid, withdrawn_at timestamp(3) with time zone,
  withdraw_reason text STATISTICS 0, approved_by uuid, approved_at timestamp(3) with time zone, document text STATISTICS 0, sha256 bytea,
  version integer NOT NULL,
  CONSTRAINT performance_reports_answered_by_another_check CHECK (((approved_by IS NULL) OR (NOT jsonb_path_exists(findings, '$[*]."answer"."by"?(@ == $"who")'::jsonpath, jsonb_build_object('who', approved_by))))),
  CONSTRAINT performance_reports_check CHECK ((from_on < until_on)),
  CONSTRAINT performance_reports_check1 CHECK (((definition = 'operation_release'::text) = (operation_id IS NOT NULL))),
  CONSTRAINT performance_reports_check2 CHECK ((num_nonnulls(revises, revision_reason) =
CASE revision
    WHEN 1 THEN 0
    ELSE 2
END)),
  CONSTRAINT performance_reports_check3 CHECK ((num_nonnulls(withdrawn_by, withdrawn_at, withdraw_reason) =
CASE state
    WHEN 'withdrawn'::text THEN 3
    ELSE 0
END)),
  CONSTRAINT performance_reports_check4 CHECK ((num_nonnulls(approved_by, approved_at, document, sha256) =
CASE state
    WHEN 'locked'::text THEN 4
    ELSE 0
END)),
  CONSTRAINT performance_reports_check5 CHECK ((sha256 = sha256(convert_to(document, 'UTF8'::name)))),
  CONSTRAINT performance_reports_check6 CHECK (((document IS NULL) OR (NOT (((((document)::jsonb -> 'items'::text) IS DISTINCT FROM figures) OR (((document)::jsonb -> 'findings'::text) IS DISTINCT FROM findings)) OR (((document)::jsonb ->> 'recordsSha256'::text) IS DISTINCT FROM encode(records_sha256, 'hex'::text)))))),
  CONSTRAINT performance_reports_check7 CHECK (((state <> 'locked'::text) OR (NOT jsonb_path_exists(findings, '$[*]?(@."answer" == null)'::jsonpath)))),
  CONSTRAINT performance_reports_definition_check CHECK ((definition = ANY (ARRAY['annual_report'::text, 'monthly_summary'::text, 'operation_release'::text]))),
  CONSTRAINT performance_reports_definition_version_check CHECK ((definition_version > 0)),
  CONSTRAINT performance_reports_revision_check CHECK ((revision > 0)),
  CONSTRAINT performance_reports_second_person_check CHECK ((approved_by <> ALL (ARRAY[prepared_by, counted_by]))),
  CONSTRAINT performance_reports_state_check CHECK ((state = ANY (ARRAY['prepared'::text, 'locked'::text, 'withdrawn'::text]))),
  CONSTRAINT performance_reports_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.accounts(id),
  CONSTRAINT performance_reports_counted_by_fkey FOREIGN KEY (counted_by) REFERENCES app.accounts(id),
  CONSTRAINT performance_reports_operation_id_task_force_id_fkey FOREIGN KEY (operation_id, task_force_id) REFERENCES app.operation_task_forces(operation_id, task_force_id),
  CONSTRAINT performance_reports_prepared_by_fkey FOREIGN KEY (prepared_by) REFERENCES app.accounts(id),
  CONSTRAINT performance_reports_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT performance_reports_task_force_id_revises_fkey FOREIGN KEY (task_force_id, revises) REFERENCES app.performance_reports(task_force_id, id),
  CONSTRAINT performance_reports_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES app.accounts(id),
  CONSTRAINT performance_reports_pkey PRIMARY KEY (id), CONSTRAINT performance_reports_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX performance_reports_task_force_id_definition_period_idx ON app.performance_reports (task_force_id, definition, period) WHERE (state = 'prepared'::text);
CREATE UNIQUE INDEX performance_reports_task_force_id_definition_period_revisio_idx ON app.performance_reports (task_force_id, definition, period, revision) WHERE (state <> 'withdrawn'::text);
CREATE INDEX performance_reports_task_force_id_until_on_id_idx ON app.performance_reports (task_force_id, until_on DESC, id DESC);
CREATE INDEX performance_reports_until_on_id_idx ON app.performance_reports (until_on DESC, id DESC) WHERE (state = 'locked'::text);

CREATE TABLE app.presentations ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, held_on date NOT NULL, title text NOT NULL,
  attendees_youth integer NOT NULL, attendees_adult integer NOT NULL, version integer NOT NULL, voided_at timestamp(3) with time zone,
  void_reason text,
  CONSTRAINT presentations_attendees_adult_check CHECK (((attendees_adult >= 0) AND (attendees_adult <= 1000000))),
  CONSTRAINT presentations_attendees_youth_check CHECK (((attendees_youth >= 0) AND (attendees_youth <= 1000000))),
  CONSTRAINT presentations_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT presentations_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT presentations_pkey PRIMARY KEY (id), CONSTRAINT presentations_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX presentations_task_force_id_agency_id_held_on_id_idx ON app.presentations (task_force_id, agency_id, held_on, id);
CREATE INDEX presentations_task_force_id_held_on_id_idx ON app.presentations (task_force_id, held_on DESC, id DESC);

CREATE TABLE app.preservations ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, provider text NOT NULL, account text NOT NULL STATISTICS 0,
  requested_on date NOT NULL, renewed_on date, expires_on date NOT NULL, release_reason text STATISTICS 0, recorded_by uuid NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL, renewed_by uuid, renewed_at timestamp(3) with time zone, released_by uuid,
  released_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT preservations_check CHECK (((renewed_on >= requested_on) AND (renewed_on <= (requested_on + 90)))),
  CONSTRAINT preservations_check1 CHECK ((expires_on = (requested_on +
CASE
    WHEN (renewed_on IS NULL) THEN 90
    ELSE 180
END))),
  CONSTRAINT preservations_check2 CHECK ((((renewed_on IS NULL) = (renewed_at IS NULL)) AND ((renewed_at IS NULL) = (renewed_by IS NULL)))),
  CONSTRAINT preservations_check3 CHECK ((((released_at IS NULL) = (released_by IS NULL)) AND ((released_at IS NULL) = (release_reason IS NULL)))),
  CONSTRAINT preservations_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.accounts(id),
  CONSTRAINT preservations_released_by_fkey FOREIGN KEY (released_by) REFERENCES app.accounts(id),
  CONSTRAINT preservations_renewed_by_fkey FOREIGN KEY (renewed_by) REFERENCES app.accounts(id),
  CONSTRAINT preservations_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT preservations_pkey PRIMARY KEY (id), CONSTRAINT preservations_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX preservations_task_force_id_complaint_id_expires_on_id_idx ON app.preservations (task_force_id, complaint_id, expires_on, id);
CREATE INDEX preservations_task_force_id_expires_on_id_idx ON app.preservations (task_force_id, expires_on, id);
CREATE INDEX preservations_task_force_id_requested_on_idx ON app.preservations (task_force_id, requested_on);

CREATE TABLE app.process_templates ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, kind text NOT NULL, name text NOT NULL, text text NOT NULL STATISTICS 0,
  written_by uuid NOT NULL, written_at timestamp(3) with time zone NOT NULL, version integer NOT NULL,
  CONSTRAINT process_templates_kind_check CHECK ((kind = ANY (ARRAY['subpoena'::text, 'preservation_letter'::text, 'search_warrant_affidavit'::text]))),
  CONSTRAINT process_templates_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT process_templates_written_by_fkey FOREIGN KEY (written_by) REFERENCES app.accounts(id),
  CONSTRAINT process_templates_pkey PRIMARY KEY (id), CONSTRAINT process_templates_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT process_templates_task_force_id_name_key UNIQUE (task_force_id, name)
);

CREATE TABLE app.prosecution_referrals ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, suspect_id uuid NOT NULL, agency_id uuid NOT NULL,
  forum text NOT NULL, office text, referred_on date NOT NULL, decision text NOT NULL, decided_on date, decline_reason text,
  voided_at timestamp(3) with time zone, void_reason text, version integer NOT NULL,
  CONSTRAINT prosecution_referrals_check CHECK (((decision = 'pending'::text) = (decided_on IS NULL))),
  CONSTRAINT prosecution_referrals_check1 CHECK (((decision = 'declined'::text) = (decline_reason IS NOT NULL))),
  CONSTRAINT prosecution_referrals_check2 CHECK ((decided_on >= referred_on)),
  CONSTRAINT prosecution_referrals_check3 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT prosecution_referrals_decision_check CHECK ((decision = ANY (ARRAY['pending'::text, 'accepted'::text, 'declined'::text]))),
  CONSTRAINT prosecution_referrals_decline_reason_check CHECK ((decline_reason = ANY (ARRAY['insufficient_evidence'::text, 'no_offense'::text, 'no_interest'::text, 'prosecuted_elsewhere'::text, 'victim_unwilling'::text, 'juvenile_matter'::text, 'suspect_deceased'::text, 'time_barred'::text, 'resources'::text, 'other'::text]))),
  CONSTRAINT prosecution_referrals_forum_check CHECK ((forum = ANY (ARRAY['us_attorney'::text, 'state'::text, 'local'::text, 'tribal'::text, 'military'::text]))),
  CONSTRAINT prosecution_referrals_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT prosecution_referrals_task_force_id_complaint_id_suspect_i_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT prosecution_referrals_pkey PRIMARY KEY (id), CONSTRAINT prosecution_referrals_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT prosecution_referrals_task_force_id_suspect_id_id_key UNIQUE (task_force_id, suspect_id, id)
);
CREATE INDEX prosecution_referrals_task_force_id_complaint_id_idx ON app.prosecution_referrals (task_force_id, complaint_id);
CREATE INDEX prosecution_referrals_task_force_id_decided_on_idx ON app.prosecution_referrals (task_force_id, decided_on);
CREATE INDEX prosecution_referrals_task_force_id_referred_on_id_idx ON app.prosecution_referrals (task_force_id, referred_on, id);
CREATE INDEX prosecution_referrals_task_force_id_suspect_id_idx ON app.prosecution_referrals (task_force_id, suspect_id);

CREATE TABLE app.prosecutions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, suspect_id uuid NOT NULL, agency_id uuid NOT NULL,
  referral_id uuid, forum text NOT NULL, court text NOT NULL, case_number text, filed_on date NOT NULL, is_tried_as_adult boolean NOT NULL,
  outcome text NOT NULL, disposed_on date, sentence_months integer, is_life boolean NOT NULL, statutory_max_months integer,
  is_max_life boolean NOT NULL, sentence_note text STATISTICS 0, voided_at timestamp(3) with time zone, void_reason text,
  version integer NOT NULL,
  CONSTRAINT prosecutions_check CHECK (((outcome = 'pending'::text) = (disposed_on IS NULL))),
  CONSTRAINT prosecutions_check1 CHECK ((disposed_on >= filed_on)),
  CONSTRAINT prosecutions_check2 CHECK (((NOT is_life) OR (sentence_months IS NULL))),
  CONSTRAINT prosecutions_check3 CHECK (((NOT is_max_life) OR (statutory_max_months IS NULL))),
  CONSTRAINT prosecutions_check4 CHECK (((outcome = ANY (ARRAY['plea'::text, 'convicted_trial'::text])) OR ((sentence_months IS NULL) AND (NOT is_life)))),
  CONSTRAINT prosecutions_check5 CHECK ((((sentence_months IS NULL) AND (NOT is_life)) OR (statutory_max_months IS NOT NULL) OR is_max_life)),
  CONSTRAINT prosecutions_check6 CHECK (((sentence_note IS NOT NULL) OR is_max_life OR ((NOT is_life) AND ((sentence_months IS NULL) OR (sentence_months <= statutory_max_months))))),
  CONSTRAINT prosecutions_check7 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT prosecutions_forum_check CHECK ((forum = ANY (ARRAY['us_attorney'::text, 'state'::text, 'local'::text, 'tribal'::text, 'military'::text]))),
  CONSTRAINT prosecutions_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'plea'::text, 'convicted_trial'::text, 'acquitted'::text, 'dismissed'::text, 'diverted'::text]))),
  CONSTRAINT prosecutions_sentence_months_check CHECK ((sentence_months >= 0)),
  CONSTRAINT prosecutions_statutory_max_months_check CHECK ((statutory_max_months > 0)),
  CONSTRAINT prosecutions_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT prosecutions_task_force_id_complaint_id_suspect_id_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT prosecutions_task_force_id_suspect_id_referral_id_fkey FOREIGN KEY (task_force_id, suspect_id, referral_id) REFERENCES app.prosecution_referrals(task_force_id, suspect_id, id),
  CONSTRAINT prosecutions_pkey PRIMARY KEY (id), CONSTRAINT prosecutions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX prosecutions_referral_id_idx ON app.prosecutions (referral_id) WHERE (referral_id IS NOT NULL);
CREATE UNIQUE INDEX prosecutions_suspect_id_court_case_number_idx ON app.prosecutions (suspect_id, lower(court), lower(case_number)) WHERE ((voided_at IS NULL) AND (case_number IS NOT NULL));
CREATE INDEX prosecutions_task_force_id_complaint_id_idx ON app.prosecutions (task_force_id, complaint_id);
CREATE INDEX prosecutions_task_force_id_disposed_on_idx ON app.prosecutions (task_force_id, disposed_on);
CREATE INDEX prosecutions_task_force_id_filed_on_id_idx ON app.prosecutions (task_force_id, filed_on, id);
CREATE INDEX prosecutions_task_force_id_suspect_id_idx ON app.prosecutions (task_force_id, suspect_id);

CREATE TABLE app.providers ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, platform text NOT NULL COLLATE "C", name text NOT NULL, legal_name text,
  postal_address text, portal_url text, email text, legal_url text, emergency_phone text, retention_days integer,
  instructions text STATISTICS 0, stated jsonb NOT NULL, recorded_at timestamp(3) with time zone NOT NULL, confirmed_by uuid,
  confirmed_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT providers_check CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
  CONSTRAINT providers_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 3650))),
  CONSTRAINT providers_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES app.accounts(id),
  CONSTRAINT providers_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT providers_pkey PRIMARY KEY (id), CONSTRAINT providers_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT providers_task_force_id_platform_key UNIQUE (task_force_id, platform)
);

CREATE TABLE app.provisioned_users ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid, user_name text NOT NULL STATISTICS 0, external_id text STATISTICS 0,
  display_name text STATISTICS 0, formatted_name text STATISTICS 0, given_name text STATISTICS 0, family_name text STATISTICS 0,
  email text STATISTICS 0, is_active boolean NOT NULL, state text NOT NULL, account_id uuid,
  received_at timestamp(3) with time zone NOT NULL, changed_at timestamp(3) with time zone NOT NULL, decided_by uuid,
  decided_at timestamp(3) with time zone, version integer NOT NULL, former_account_id uuid,
  CONSTRAINT provisioned_users_check CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  CONSTRAINT provisioned_users_check2 CHECK ((is_active OR (state <> ALL (ARRAY['waiting'::text, 'linked'::text])))),
  CONSTRAINT provisioned_users_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
  CONSTRAINT provisioned_users_email_check CHECK (((length(email) >= 1) AND (length(email) <= 200))),
  CONSTRAINT provisioned_users_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200))),
  CONSTRAINT provisioned_users_family_name_check CHECK (((length(family_name) >= 1) AND (length(family_name) <= 200))),
  CONSTRAINT provisioned_users_formatted_name_check CHECK (((length(formatted_name) >= 1) AND (length(formatted_name) <= 200))),
  CONSTRAINT provisioned_users_former_check CHECK (((former_account_id IS NULL) OR (state = ANY (ARRAY['waiting'::text, 'left'::text])))),
  CONSTRAINT provisioned_users_given_name_check CHECK (((length(given_name) >= 1) AND (length(given_name) <= 200))),
  CONSTRAINT provisioned_users_linked_check CHECK (((state = 'linked'::text) = (account_id IS NOT NULL))),
  CONSTRAINT provisioned_users_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'linked'::text, 'rejected'::text, 'left'::text]))),
  CONSTRAINT provisioned_users_user_name_check CHECK (((length(user_name) >= 1) AND (length(user_name) <= 200))),
  CONSTRAINT provisioned_users_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.accounts(id),
  CONSTRAINT provisioned_users_task_force_id_account_id_fkey FOREIGN KEY (task_force_id, account_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT provisioned_users_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT provisioned_users_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT provisioned_users_task_force_id_former_account_id_fkey FOREIGN KEY (task_force_id, former_account_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT provisioned_users_pkey PRIMARY KEY (id), CONSTRAINT provisioned_users_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX provisioned_users_account_id_idx ON app.provisioned_users (account_id) WHERE (state = 'linked'::text);
CREATE UNIQUE INDEX provisioned_users_user_name_idx ON app.provisioned_users (task_force_id, agency_id, lower(user_name)) NULLS NOT DISTINCT;
CREATE INDEX provisioned_users_waiting_idx ON app.provisioned_users (task_force_id, id) WHERE (state = 'waiting'::text);

CREATE TABLE app.publications ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, agency_id uuid, report text NOT NULL, measures text[] NOT NULL, cells jsonb NOT NULL,
  records jsonb NOT NULL, published_by uuid NOT NULL, published_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT publications_cells_check CHECK ((jsonb_typeof(cells) = 'array'::text)),
  CONSTRAINT publications_check CHECK (((task_force_id IS NOT NULL) OR (agency_id IS NULL))),
  CONSTRAINT publications_records_check CHECK ((jsonb_typeof(records) = 'array'::text)),
  CONSTRAINT publications_report_check CHECK ((report = ANY (ARRAY['totals'::text, 'operation'::text, 'performance_report'::text, 'press_release'::text]))),
  CONSTRAINT publications_published_by_fkey FOREIGN KEY (published_by) REFERENCES app.accounts(id),
  CONSTRAINT publications_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT publications_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT publications_pkey PRIMARY KEY (id)
);

CREATE TABLE app.purged_complaints ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, complaint_id uuid NOT NULL, reference text NOT NULL,
  class text NOT NULL, was_sealed boolean NOT NULL, purged_at timestamp(3) with time zone NOT NULL, number text NOT NULL,
  certificate text NOT NULL, sha256 bytea NOT NULL,
  CONSTRAINT purged_complaints_check CHECK ((sha256 = sha256(convert_to(certificate, 'UTF8'::name)))),
  CONSTRAINT purged_complaints_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT purged_complaints_pkey PRIMARY KEY (id),
  CONSTRAINT purged_complaints_task_force_id_complaint_id_key UNIQUE (task_force_id, complaint_id),
  CONSTRAINT purged_complaints_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT purged_complaints_task_force_id_number_key UNIQUE (task_force_id, number)
);
CREATE INDEX purged_complaints_task_force_id_purged_at_id_idx ON app.purged_complaints (task_force_id, purged_at DESC, id DESC);

CREATE TABLE app.purged_counts ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, complaint_id uuid NOT NULL, record_id uuid NOT NULL,
  measure text NOT NULL, counted_on date NOT NULL, n bigint NOT NULL, operation_ids uuid[] NOT NULL, facets jsonb NOT NULL,
  CONSTRAINT purged_counts_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT purged_counts_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.purged_complaints(task_force_id, complaint_id),
  CONSTRAINT purged_counts_pkey PRIMARY KEY (id), CONSTRAINT purged_counts_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX purged_counts_task_force_id_complaint_id_idx ON app.purged_counts (task_force_id, complaint_id);
CREATE INDEX purged_counts_task_force_id_counted_on_idx ON app.purged_counts (task_force_id, counted_on);

CREATE TABLE app.recertification_lines ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, recertification_id uuid NOT NULL, account_id uuid NOT NULL, role text NOT NULL, agency_id uuid,
  last_signed_in_at timestamp with time zone, decision text, decided_by uuid, decided_at timestamp with time zone,
  CONSTRAINT recertification_lines_check CHECK ((decided_by <> account_id)),
  CONSTRAINT recertification_lines_check1 CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
  CONSTRAINT recertification_lines_decision_check CHECK ((decision = ANY (ARRAY['confirmed'::text, 'disabled'::text]))),
  CONSTRAINT recertification_lines_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT recertification_lines_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.accounts(id),
  CONSTRAINT recertification_lines_recertification_id_fkey FOREIGN KEY (recertification_id) REFERENCES app.recertifications(id),
  CONSTRAINT recertification_lines_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT recertification_lines_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT recertification_lines_pkey PRIMARY KEY (id),
  CONSTRAINT recertification_lines_recertification_id_account_id_key UNIQUE (recertification_id, account_id)
);
CREATE INDEX recertification_lines_account_id_idx ON app.recertification_lines (account_id) WHERE (decision = 'confirmed'::text);

CREATE TABLE app.recertifications ( -- row security forced
  id uuid NOT NULL, task_force_id uuid, agency_id uuid, started_by uuid NOT NULL, started_at timestamp with time zone NOT NULL,
  signed_off_by uuid, signed_off_at timestamp with time zone, version integer NOT NULL,
  CONSTRAINT recertifications_check CHECK (((agency_id IS NULL) OR (task_force_id IS NOT NULL))),
  CONSTRAINT recertifications_check1 CHECK (((signed_off_by IS NULL) = (signed_off_at IS NULL))),
  CONSTRAINT recertifications_signed_off_by_fkey FOREIGN KEY (signed_off_by) REFERENCES app.accounts(id),
  CONSTRAINT recertifications_started_by_fkey FOREIGN KEY (started_by) REFERENCES app.accounts(id),
  CONSTRAINT recertifications_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT recertifications_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT recertifications_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX recertifications_open_idx ON app.recertifications (task_force_id, agency_id) NULLS NOT DISTINCT WHERE (signed_off_at IS NULL);

CREATE TABLE app.reported_files ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, name text STATISTICS 0, size_bytes bigint,
  is_viewed_by_provider boolean, is_publicly_available boolean, classification text, tags text[] NOT NULL STATISTICS 0, source_path text,
  recorded_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  version integer NOT NULL, submitted_name text STATISTICS 0, source_file_id text, location text STATISTICS 0,
  uploaded_at timestamp(3) with time zone, is_exif_viewed_by_provider boolean, relevance text,
  CONSTRAINT reported_files_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT reported_files_classification_check CHECK ((classification = ANY (ARRAY['A1'::text, 'A2'::text, 'B1'::text, 'B2'::text]))),
  CONSTRAINT reported_files_relevance_check CHECK ((relevance = ANY (ARRAY['reported'::text, 'supplemental'::text]))),
  CONSTRAINT reported_files_size_bytes_check CHECK ((size_bytes >= 0)),
  CONSTRAINT reported_files_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT reported_files_pkey PRIMARY KEY (id),
  CONSTRAINT reported_files_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT reported_files_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX reported_files_task_force_id_complaint_id_idx ON app.reported_files (task_force_id, complaint_id);

CREATE TABLE app.reported_persons ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, role text NOT NULL, given_name text STATISTICS 0,
  family_name text STATISTICS 0, other_name text STATISTICS 0, born_on date, approximate_age smallint, description text STATISTICS 0,
  source_path text, recorded_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  version integer NOT NULL,
  CONSTRAINT reported_persons_approximate_age_check CHECK (((approximate_age >= 0) AND (approximate_age <= 120))),
  CONSTRAINT reported_persons_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT reported_persons_check1 CHECK (((role <> 'victim'::text) OR (num_nonnulls(given_name, family_name, other_name, born_on, description) = 0))),
  CONSTRAINT reported_persons_role_check CHECK ((role = ANY (ARRAY['suspect'::text, 'victim'::text, 'reporter'::text, 'recipient'::text, 'unknown'::text]))),
  CONSTRAINT reported_persons_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT reported_persons_pkey PRIMARY KEY (id),
  CONSTRAINT reported_persons_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT reported_persons_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX reported_persons_task_force_id_complaint_id_idx ON app.reported_persons (task_force_id, complaint_id);

CREATE TABLE app.retentions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, class text NOT NULL, closed_on date NOT NULL, review_on date,
  reason text STATISTICS 0, decided_by uuid, decided_at timestamp(3) with time zone, mark_reason text STATISTICS 0, marked_by uuid,
  marked_at timestamp(3) with time zone, purge_not_before timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT retentions_check CHECK ((num_nonnulls(reason, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  CONSTRAINT retentions_check1 CHECK ((num_nonnulls(mark_reason, marked_by, marked_at, purge_not_before) = ANY (ARRAY[0, 4]))),
  CONSTRAINT retentions_check2 CHECK (((marked_at IS NULL) OR (review_on IS NOT NULL))),
  CONSTRAINT retentions_check3 CHECK ((purge_not_before >= (marked_at + '720:00:00'::interval))),
  CONSTRAINT retentions_class_check CHECK ((class = ANY (ARRAY['informational'::text, 'unfounded'::text, 'closed_without_arrest'::text, 'arrest_or_prosecution'::text, 'child_identified'::text, 'permanent'::text]))),
  CONSTRAINT retentions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.accounts(id),
  CONSTRAINT retentions_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES app.accounts(id),
  CONSTRAINT retentions_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT retentions_pkey PRIMARY KEY (id), CONSTRAINT retentions_complaint_id_key UNIQUE (complaint_id),
  CONSTRAINT retentions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX retentions_purge_not_before_complaint_id_idx ON app.retentions (purge_not_before, complaint_id) WHERE (marked_at IS NOT NULL);
CREATE INDEX retentions_task_force_id_complaint_id_idx ON app.retentions (task_force_id, complaint_id);
CREATE INDEX retentions_task_force_id_review_on_complaint_id_idx ON app.retentions (task_force_id, review_on, complaint_id) WHERE (review_on IS NOT NULL);

CREATE TABLE app.safeguarding_steps ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, victim_id uuid NOT NULL, status text NOT NULL,
  happened_on date NOT NULL, reason text STATISTICS 0, noted_by uuid NOT NULL, noted_at timestamp(3) with time zone NOT NULL,
  voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  CONSTRAINT safeguarding_steps_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT safeguarding_steps_status_check CHECK ((status = ANY (ARRAY['identified'::text, 'located'::text, 'safe_verified'::text, 'cps_referred'::text, 'forensic_interview_scheduled'::text, 'forensic_interview_done'::text, 'services_offered'::text, 'guardian_notified'::text, 'at_risk'::text]))),
  CONSTRAINT safeguarding_steps_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES app.accounts(id),
  CONSTRAINT safeguarding_steps_task_force_id_complaint_id_victim_id_fkey FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified(task_force_id, complaint_id, id),
  CONSTRAINT safeguarding_steps_pkey PRIMARY KEY (id), CONSTRAINT safeguarding_steps_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX safeguarding_steps_task_force_id_victim_id_idx ON app.safeguarding_steps (task_force_id, victim_id);

CREATE TABLE app.saved_views ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid, saved_by uuid NOT NULL, saved_at timestamp(3) with time zone NOT NULL,
  shared_with text NOT NULL, name text NOT NULL STATISTICS 0, text text STATISTICS 0, filters jsonb NOT NULL,
  ended_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT saved_views_check CHECK (((shared_with <> 'agency'::text) OR (agency_id IS NOT NULL))),
  CONSTRAINT saved_views_shared_with_check CHECK ((shared_with = ANY (ARRAY['nobody'::text, 'agency'::text, 'task_force'::text]))),
  CONSTRAINT saved_views_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES app.accounts(id),
  CONSTRAINT saved_views_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT saved_views_pkey PRIMARY KEY (id), CONSTRAINT saved_views_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX saved_views_saved_by_idx ON app.saved_views (saved_by) WHERE (ended_at IS NULL);
CREATE INDEX saved_views_task_force_id_saved_at_id_idx ON app.saved_views (task_force_id, saved_at, id) WHERE (ended_at IS NULL);

CREATE TABLE app.screenings ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, type text NOT NULL, mode text NOT NULL,
  duplicates_found integer NOT NULL, screened_by uuid NOT NULL, screened_at timestamp(3) with time zone NOT NULL,
  child_access text STATISTICS 0, has_hands_on_statement boolean,
  CONSTRAINT screenings_child_access_check CHECK ((child_access = ANY (ARRAY['parent_or_guardian'::text, 'household'::text, 'relative'::text, 'caregiver'::text, 'teacher'::text, 'coach'::text, 'other'::text, 'none'::text]))),
  CONSTRAINT screenings_duplicates_found_check CHECK ((duplicates_found >= 0)),
  CONSTRAINT screenings_screened_by_fkey FOREIGN KEY (screened_by) REFERENCES app.accounts(id),
  CONSTRAINT screenings_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT screenings_pkey PRIMARY KEY (id), CONSTRAINT screenings_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX screenings_task_force_id_complaint_id_idx ON app.screenings (task_force_id, complaint_id);

CREATE TABLE app.seal_orders ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, kind text NOT NULL, order_number text NOT NULL,
  court text NOT NULL, ordered_on date NOT NULL, expires_on date, entered_by uuid NOT NULL, entered_at timestamp(3) with time zone NOT NULL,
  executed_by uuid, executed_at timestamp(3) with time zone, withdraw_reason text STATISTICS 0, withdrawn_by uuid,
  withdrawn_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT seal_orders_check CHECK ((expires_on >= ordered_on)),
  CONSTRAINT seal_orders_check1 CHECK ((num_nonnulls(executed_by, executed_at) = ANY (ARRAY[0, 2]))),
  CONSTRAINT seal_orders_check2 CHECK ((num_nonnulls(withdraw_reason, withdrawn_by, withdrawn_at) = ANY (ARRAY[0, 3]))),
  CONSTRAINT seal_orders_check3 CHECK ((num_nonnulls(executed_at, withdrawn_at) < 2)),
  CONSTRAINT seal_orders_check4 CHECK ((executed_by <> entered_by)),
  CONSTRAINT seal_orders_kind_check CHECK ((kind = ANY (ARRAY['seal'::text, 'unseal'::text, 'expunge'::text]))),
  CONSTRAINT seal_orders_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES app.accounts(id),
  CONSTRAINT seal_orders_executed_by_fkey FOREIGN KEY (executed_by) REFERENCES app.accounts(id),
  CONSTRAINT seal_orders_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT seal_orders_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES app.accounts(id),
  CONSTRAINT seal_orders_pkey PRIMARY KEY (id), CONSTRAINT seal_orders_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX seal_orders_task_force_id_complaint_id_idx ON app.seal_orders (task_force_id, complaint_id);

CREATE TABLE app.shares ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, agency_id uuid NOT NULL, from_name text NOT NULL,
  to_task_force_id uuid NOT NULL, to_agency_id uuid NOT NULL, to_name text NOT NULL, reference text NOT NULL,
  includes_names boolean NOT NULL, until_on date NOT NULL, basis text NOT NULL, reason text NOT NULL STATISTICS 0, granted_by uuid NOT NULL,
  granted_at timestamp(3) with time zone NOT NULL, end_reason text STATISTICS 0, ended_by uuid, ended_at timestamp(3) with time zone,
  version integer NOT NULL,
  CONSTRAINT shares_basis_check CHECK ((basis = ANY (ARRAY['government_attorney'::text, 'own_agency'::text, 'assisting_federal_attorney'::text, 'state_official'::text, 'defendant_or_counsel'::text, 'provider_for_legal_process'::text, 'court_order'::text, 'not_tip_content'::text]))),
  CONSTRAINT shares_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT shares_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT shares_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.accounts(id),
  CONSTRAINT shares_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES app.accounts(id),
  CONSTRAINT shares_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT shares_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT shares_to_task_force_id_to_agency_id_fkey FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT shares_pkey PRIMARY KEY (id), CONSTRAINT shares_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX shares_task_force_id_complaint_id_idx ON app.shares (task_force_id, complaint_id);
CREATE INDEX shares_task_force_id_granted_at_id_idx ON app.shares (task_force_id, granted_at DESC, id DESC);
CREATE INDEX shares_to_task_force_id_granted_at_id_idx ON app.shares (to_task_force_id, granted_at DESC, id DESC);

CREATE TABLE app.staffing_levels ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, from_on date NOT NULL, until_on date,
  investigators_full_time integer NOT NULL, investigators_part_time integer NOT NULL, prosecutors_full_time integer NOT NULL,
  prosecutors_part_time integer NOT NULL, education_specialists_full_time integer NOT NULL,
  education_specialists_part_time integer NOT NULL, forensic_specialists_full_time integer NOT NULL,
  forensic_specialists_part_time integer NOT NULL, voided_at timestamp(3) with time zone, void_reason text STATISTICS 0,
  version integer NOT NULL,
  CONSTRAINT staffing_levels_check CHECK ((from_on < until_on)),
  CONSTRAINT staffing_levels_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT staffing_levels_education_specialists_full_time_check CHECK (((education_specialists_full_time >= 0) AND (education_specialists_full_time <= 100000))),
  CONSTRAINT staffing_levels_education_specialists_part_time_check CHECK (((education_specialists_part_time >= 0) AND (education_specialists_part_time <= 100000))),
  CONSTRAINT staffing_levels_forensic_specialists_full_time_check CHECK (((forensic_specialists_full_time >= 0) AND (forensic_specialists_full_time <= 100000))),
  CONSTRAINT staffing_levels_forensic_specialists_part_time_check CHECK (((forensic_specialists_part_time >= 0) AND (forensic_specialists_part_time <= 100000))),
  CONSTRAINT staffing_levels_investigators_full_time_check CHECK (((investigators_full_time >= 0) AND (investigators_full_time <= 100000))),
  CONSTRAINT staffing_levels_investigators_part_time_check CHECK (((investigators_part_time >= 0) AND (investigators_part_time <= 100000))),
  CONSTRAINT staffing_levels_prosecutors_full_time_check CHECK (((prosecutors_full_time >= 0) AND (prosecutors_full_time <= 100000))),
  CONSTRAINT staffing_levels_prosecutors_part_time_check CHECK (((prosecutors_part_time >= 0) AND (prosecutors_part_time <= 100000))),
  CONSTRAINT staffing_levels_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT staffing_levels_pkey PRIMARY KEY (id), CONSTRAINT staffing_levels_task_force_id_id_key UNIQUE (task_force_id, id),
  CONSTRAINT staffing_levels_agency_id_daterange_excl EXCLUDE USING gist (agency_id WITH =, daterange(from_on, until_on) WITH &&) WHERE ((voided_at IS NULL))
);
CREATE INDEX staffing_levels_task_force_id_from_on_id_idx ON app.staffing_levels (task_force_id, from_on DESC, id DESC);

CREATE TABLE app.subject_index_disseminations ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, entry_id uuid NOT NULL, query_id uuid,
  to_task_force_id uuid NOT NULL, to_agency_id uuid NOT NULL, to_agency_name text NOT NULL, recipient text NOT NULL STATISTICS 0,
  strength text, what text STATISTICS 0, need_to_know text NOT NULL, right_to_know text NOT NULL, imminent_danger text, given_by uuid,
  given_at timestamp(3) with time zone NOT NULL, pair_id uuid,
  CONSTRAINT subject_index_disseminations_check CHECK ((num_nonnulls(query_id, pair_id, what) = 1)),
  CONSTRAINT subject_index_disseminations_check1 CHECK (((what IS NULL) = (strength IS NOT NULL))),
  CONSTRAINT subject_index_disseminations_check2 CHECK (((what IS NULL) = (given_by IS NULL))),
  CONSTRAINT subject_index_disseminations_strength_check CHECK ((strength = ANY (ARRAY['name_and_birth'::text, 'name_and_birth_year'::text, 'name'::text, 'initial_and_birth'::text, 'strong'::text, 'fair'::text, 'weak'::text]))),
  CONSTRAINT subject_index_disseminations_given_by_fkey FOREIGN KEY (given_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_disseminations_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_disseminations_task_force_id_entry_id_fkey FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries(task_force_id, id),
  CONSTRAINT subject_index_disseminations_to_task_force_id_query_id_fkey FOREIGN KEY (to_task_force_id, query_id) REFERENCES app.subject_index_queries(task_force_id, id),
  CONSTRAINT subject_index_disseminations_to_task_force_id_to_agency_id_fkey FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_disseminations_pkey PRIMARY KEY (id),
  CONSTRAINT subject_index_disseminations_query_id_entry_id_key UNIQUE (query_id, entry_id),
  CONSTRAINT subject_index_disseminations_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX subject_index_disseminations_task_force_id_entry_id_idx ON app.subject_index_disseminations (task_force_id, entry_id);
CREATE INDEX subject_index_disseminations_task_force_id_given_at_id_idx ON app.subject_index_disseminations (task_force_id, given_at, id);

CREATE TABLE app.subject_index_entries ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, complaint_id uuid, suspect_id uuid, given_name text STATISTICS 0,
  family_name text STATISTICS 0, given_key text STATISTICS 0, family_key text, born_on date, descriptors text STATISTICS 0,
  criminal_activity text, suspicion_basis text STATISTICS 0, was_lawfully_obtained boolean NOT NULL, obtained_how text STATISTICS 0,
  sensitivity text NOT NULL, state text NOT NULL, submitted_by uuid NOT NULL, submitted_at timestamp(3) with time zone NOT NULL,
  approved_by uuid, approved_at timestamp(3) with time zone, validated_on date, review_due_on date, corrected_by uuid,
  review_called_for text, version integer NOT NULL,
  CONSTRAINT subject_index_entries_check CHECK ((approved_by <> submitted_by)),
  CONSTRAINT subject_index_entries_check1 CHECK (((review_called_for <> 'entry_corrected'::text) OR (corrected_by IS NOT NULL))),
  CONSTRAINT subject_index_entries_check10 CHECK (
CASE
    WHEN (state = ANY (ARRAY['submitted'::text, 'approved'::text])) THEN (num_nulls(criminal_activity, suspicion_basis, obtained_how) = 0)
    ELSE (num_nonnulls(given_name, family_name, given_key, family_key, born_on, descriptors, criminal_activity, suspicion_basis, obtained_how, complaint_id, suspect_id, review_called_for) = 0)
END),
  CONSTRAINT subject_index_entries_check2 CHECK (((corrected_by IS NULL) OR ((state = 'approved'::text) AND (review_called_for IS NOT NULL)))),
  CONSTRAINT subject_index_entries_check3 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CONSTRAINT subject_index_entries_check4 CHECK (((state <> 'submitted'::text) OR (suspect_id IS NOT NULL))),
  CONSTRAINT subject_index_entries_check5 CHECK (((suspect_id IS NULL) = (complaint_id IS NULL))),
  CONSTRAINT subject_index_entries_check6 CHECK (((state = 'approved'::text) = (review_due_on IS NOT NULL))),
  CONSTRAINT subject_index_entries_check7 CHECK (((state <> 'approved'::text) OR ((approved_by IS NOT NULL) AND (validated_on IS NOT NULL)))),
  CONSTRAINT subject_index_entries_check8 CHECK (((review_due_on > validated_on) AND (review_due_on <= ((validated_on + '5 years'::interval))::date))),
  CONSTRAINT subject_index_entries_check9 CHECK ((num_nulls(given_name, family_name, given_key, family_key) = ANY (ARRAY[0, 4]))),
  CONSTRAINT subject_index_entries_criminal_activity_check CHECK ((criminal_activity = ANY (ARRAY['csam_possession'::text, 'csam_distribution'::text, 'csam_manufacture'::text, 'enticement'::text, 'traveler'::text, 'obscenity_directed_to_minors'::text, 'child_sex_trafficking'::text, 'sextortion'::text, 'child_sex_tourism'::text, 'contact_abuse'::text, 'misleading_domain'::text, 'misleading_words'::text, 'generative_ai_or_obscene_visual'::text, 'other_technology_facilitated'::text, 'csam_receipt'::text]))),
  CONSTRAINT subject_index_entries_review_called_for_check CHECK ((review_called_for = ANY (ARRAY['subject_changed'::text, 'subject_voided'::text, 'subject_juvenile'::text, 'case_sealed'::text, 'case_purged'::text, 'entry_corrected'::text, 'victim_identifier'::text]))),
  CONSTRAINT subject_index_entries_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['unclassified'::text, 'restricted'::text, 'sensitive'::text]))),
  CONSTRAINT subject_index_entries_state_check CHECK ((state = ANY (ARRAY['submitted'::text, 'approved'::text, 'refused'::text, 'purged'::text]))),
  CONSTRAINT subject_index_entries_was_lawfully_obtained_check CHECK (was_lawfully_obtained),
  CONSTRAINT subject_index_entries_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_entries_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_entries_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_entries_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_entries_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT subject_index_entries_task_force_id_complaint_id_suspect_i_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT subject_index_entries_pkey PRIMARY KEY (id), CONSTRAINT subject_index_entries_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX subject_index_entries_family_key_idx ON app.subject_index_entries (family_key) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX subject_index_entries_suspect_id_idx ON app.subject_index_entries (suspect_id) WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text]));
CREATE INDEX subject_index_entries_task_force_id_complaint_id_idx ON app.subject_index_entries (task_force_id, complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX subject_index_entries_task_force_id_review_due_on_id_idx ON app.subject_index_entries (task_force_id, review_due_on, id) WHERE (review_due_on IS NOT NULL);
CREATE INDEX subject_index_entries_task_force_id_submitted_at_id_idx ON app.subject_index_entries (task_force_id, submitted_at, id);

CREATE TABLE app.subject_index_identifiers ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, entry_id uuid NOT NULL, identifier_id uuid, role text NOT NULL, kind text NOT NULL,
  hash bytea, hash_before bytea, key_id text NOT NULL, shared_by uuid NOT NULL, shared_at timestamp(3) with time zone NOT NULL,
  confirmed_at timestamp(3) with time zone, ended_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT subject_index_identifiers_check CHECK (((hash IS NULL) = (ended_at IS NOT NULL))),
  CONSTRAINT subject_index_identifiers_check1 CHECK (((ended_at IS NULL) OR (num_nonnulls(identifier_id, hash_before) = 0))),
  CONSTRAINT subject_index_identifiers_hash_before_check CHECK ((octet_length(hash_before) = 32)),
  CONSTRAINT subject_index_identifiers_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT subject_index_identifiers_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'handle'::text, 'account'::text, 'ip'::text, 'device'::text, 'url'::text, 'hash'::text, 'vehicle'::text, 'other'::text]))),
  CONSTRAINT subject_index_identifiers_role_check CHECK ((role = 'suspect'::text)),
  CONSTRAINT subject_index_identifiers_shared_by_fkey FOREIGN KEY (shared_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_identifiers_task_force_id_entry_id_fkey FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries(task_force_id, id),
  CONSTRAINT subject_index_identifiers_task_force_id_identifier_id_fkey FOREIGN KEY (task_force_id, identifier_id) REFERENCES app.identifiers(task_force_id, id),
  CONSTRAINT subject_index_identifiers_pkey PRIMARY KEY (id),
  CONSTRAINT subject_index_identifiers_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX subject_index_identifiers_entry_id_identifier_id_idx ON app.subject_index_identifiers (entry_id, identifier_id) WHERE (identifier_id IS NOT NULL);
CREATE INDEX subject_index_identifiers_hash_before_idx ON app.subject_index_identifiers (hash_before) WHERE (hash_before IS NOT NULL);
CREATE INDEX subject_index_identifiers_hash_idx ON app.subject_index_identifiers (hash) WHERE (hash IS NOT NULL);
CREATE INDEX subject_index_identifiers_task_force_id_entry_id_idx ON app.subject_index_identifiers (task_force_id, entry_id);
CREATE INDEX subject_index_identifiers_task_force_id_identifier_id_idx ON app.subject_index_identifiers (task_force_id, identifier_id) WHERE (identifier_id IS NOT NULL);

CREATE TABLE app.subject_index_notices ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, from_task_force_id uuid NOT NULL, from_agency_id uuid NOT NULL,
  from_agency_name text NOT NULL, contact_phone text, contact_email text, entry_id uuid NOT NULL, review_id uuid NOT NULL,
  kind text NOT NULL, changed text[] NOT NULL, created_at timestamp(3) with time zone NOT NULL, acknowledged_by uuid,
  acknowledged_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT subject_index_notices_check CHECK (((acknowledged_by IS NULL) = (acknowledged_at IS NULL))),
  CONSTRAINT subject_index_notices_kind_check CHECK ((kind = ANY (ARRAY['corrected'::text, 'purged'::text]))),
  CONSTRAINT subject_index_notices_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_notices_from_task_force_id_entry_id_fkey FOREIGN KEY (from_task_force_id, entry_id) REFERENCES app.subject_index_entries(task_force_id, id),
  CONSTRAINT subject_index_notices_from_task_force_id_from_agency_id_fkey FOREIGN KEY (from_task_force_id, from_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_notices_from_task_force_id_review_id_fkey FOREIGN KEY (from_task_force_id, review_id) REFERENCES app.subject_index_reviews(task_force_id, id),
  CONSTRAINT subject_index_notices_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_notices_pkey PRIMARY KEY (id),
  CONSTRAINT subject_index_notices_review_id_agency_id_key UNIQUE (review_id, agency_id),
  CONSTRAINT subject_index_notices_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX subject_index_notices_from_task_force_id_entry_id_idx ON app.subject_index_notices (from_task_force_id, entry_id);
CREATE INDEX subject_index_notices_task_force_id_created_at_id_idx ON app.subject_index_notices (task_force_id, created_at, id);

CREATE TABLE app.subject_index_queries ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, given_name text STATISTICS 0, family_name text STATISTICS 0,
  given_key text STATISTICS 0, family_key text, born_on date, born_year integer, purpose text NOT NULL, need_to_know text NOT NULL,
  right_to_know text NOT NULL, case_reference text NOT NULL STATISTICS 0, imminent_danger text, asked_by uuid NOT NULL,
  asked_at timestamp(3) with time zone NOT NULL, asked_on date NOT NULL,
  CONSTRAINT subject_index_queries_check CHECK (((born_on IS NULL) OR ((born_year)::numeric = EXTRACT(year FROM born_on)))),
  CONSTRAINT subject_index_queries_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_queries_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT subject_index_queries_pkey PRIMARY KEY (id), CONSTRAINT subject_index_queries_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX subject_index_queries_asked_on_idx ON app.subject_index_queries (asked_on) WHERE (family_key IS NOT NULL);
CREATE INDEX subject_index_queries_task_force_id_asked_at_id_idx ON app.subject_index_queries (task_force_id, asked_at, id);

CREATE TABLE app.subject_index_reviews ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, entry_id uuid NOT NULL, outcome text NOT NULL, reason text NOT NULL, protected_views text,
  protected_views_basis text STATISTICS 0, changed text[] NOT NULL, review_due_on date, reviewed_by uuid,
  reviewed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT subject_index_reviews_check CHECK (((reviewed_by IS NOT NULL) OR (outcome = 'purged'::text))),
  CONSTRAINT subject_index_reviews_check1 CHECK (((outcome = ANY (ARRAY['approved'::text, 'revalidated'::text, 'corrected'::text])) = (protected_views IS NOT NULL))),
  CONSTRAINT subject_index_reviews_check2 CHECK (((protected_views_basis IS NULL) OR (protected_views = 'directly_related'::text))),
  CONSTRAINT subject_index_reviews_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'refused'::text, 'revalidated'::text, 'corrected'::text, 'purged'::text]))),
  CONSTRAINT subject_index_reviews_protected_views_check CHECK ((protected_views = ANY (ARRAY['none'::text, 'directly_related'::text]))),
  CONSTRAINT subject_index_reviews_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES app.accounts(id),
  CONSTRAINT subject_index_reviews_task_force_id_entry_id_fkey FOREIGN KEY (task_force_id, entry_id) REFERENCES app.subject_index_entries(task_force_id, id),
  CONSTRAINT subject_index_reviews_pkey PRIMARY KEY (id), CONSTRAINT subject_index_reviews_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX subject_index_reviews_task_force_id_entry_id_idx ON app.subject_index_reviews (task_force_id, entry_id);

CREATE TABLE app.suspect_aliases ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, suspect_id uuid NOT NULL, kind text NOT NULL, given_name text,
  family_name text, whole_name text, recorded_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone,
  void_reason text, version integer NOT NULL,
  CONSTRAINT suspect_aliases_check CHECK (((whole_name IS NULL) = ((given_name IS NOT NULL) OR (family_name IS NOT NULL)))),
  CONSTRAINT suspect_aliases_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT suspect_aliases_kind_check CHECK ((kind = ANY (ARRAY['other_name'::text, 'former_name'::text, 'other_spelling'::text, 'nickname'::text]))),
  CONSTRAINT suspect_aliases_task_force_id_complaint_id_suspect_id_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT suspect_aliases_pkey PRIMARY KEY (id), CONSTRAINT suspect_aliases_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX suspect_aliases_name_idx ON app.suspect_aliases (task_force_id, lower(COALESCE(whole_name, family_name, given_name)));
CREATE INDEX suspect_aliases_sounds_idx ON app.suspect_aliases USING gin (daitch_mokotoff(COALESCE(family_name, whole_name))) WITH (fastupdate=off);
CREATE INDEX suspect_aliases_spelling_idx ON app.suspect_aliases USING gin (lower(COALESCE(whole_name, family_name, given_name)) gin_trgm_ops) WITH (fastupdate=off);
CREATE INDEX suspect_aliases_task_force_id_suspect_id_idx ON app.suspect_aliases (task_force_id, suspect_id);

CREATE TABLE app.suspects ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, agency_id uuid NOT NULL, given_name text, family_name text,
  born_on date, offender_class text NOT NULL, juvenile boolean NOT NULL, identified_on date NOT NULL, version integer NOT NULL,
  voided_at timestamp(3) with time zone, void_reason text, same_person_as uuid,
  CONSTRAINT suspects_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT suspects_check1 CHECK ((same_person_as <> id)),
  CONSTRAINT suspects_offender_class_check CHECK ((offender_class = ANY (ARRAY['producer'::text, 'contact_offender'::text, 'both'::text, 'non_contact'::text, 'unknown'::text]))),
  CONSTRAINT suspects_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT suspects_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT suspects_task_force_id_same_person_as_fkey FOREIGN KEY (task_force_id, same_person_as) REFERENCES app.suspects(task_force_id, id) DEFERRABLE,
  CONSTRAINT suspects_pkey PRIMARY KEY (id), CONSTRAINT suspects_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT suspects_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX suspects_complaint_id_same_person_as_idx ON app.suspects (complaint_id, same_person_as) WHERE ((same_person_as IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX suspects_family_name_idx ON app.suspects (task_force_id, lower(family_name)) WHERE (family_name IS NOT NULL);
CREATE INDEX suspects_family_spelling_idx ON app.suspects USING gin (lower(family_name) gin_trgm_ops) WITH (fastupdate=off);
CREATE INDEX suspects_given_name_idx ON app.suspects (task_force_id, lower(given_name)) WHERE (given_name IS NOT NULL);
CREATE INDEX suspects_given_spelling_idx ON app.suspects USING gin (lower(given_name) gin_trgm_ops) WITH (fastupdate=off);
CREATE INDEX suspects_sounds_idx ON app.suspects USING gin (daitch_mokotoff(family_name)) WITH (fastupdate=off);
CREATE INDEX suspects_task_force_id_agency_id_identified_on_idx ON app.suspects (task_force_id, agency_id, identified_on);
CREATE INDEX suspects_task_force_id_born_on_idx ON app.suspects (task_force_id, born_on) WHERE (born_on IS NOT NULL);
CREATE INDEX suspects_task_force_id_identified_on_idx ON app.suspects (task_force_id, identified_on);
CREATE INDEX suspects_task_force_id_same_person_as_idx ON app.suspects (task_force_id, same_person_as) WHERE (same_person_as IS NOT NULL);

CREATE TABLE app.task_forces ( -- row security forced
  id uuid NOT NULL, code text NOT NULL, name text NOT NULL, state text NOT NULL, coverage text NOT NULL, zone text NOT NULL,
  contact_phone text, contact_email text, verified boolean NOT NULL, version integer NOT NULL,
  CONSTRAINT task_forces_code_check CHECK ((code ~ '^[A-Z]{2}(-[A-Z]{2,8})?$'::text)),
  CONSTRAINT task_forces_coverage_check CHECK ((coverage = ANY (ARRAY['statewide'::text, 'regional'::text, 'metropolitan'::text, 'county'::text, 'military'::text]))),
  CONSTRAINT task_forces_state_check CHECK ((state ~ '^[A-Z]{2}$'::text)), CONSTRAINT task_forces_pkey PRIMARY KEY (id),
  CONSTRAINT task_forces_code_key UNIQUE (code)
);

CREATE TABLE app.task_terms ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, task_id uuid NOT NULL, owner_id uuid NOT NULL,
  due_on date NOT NULL, is_change boolean NOT NULL, recorded_by uuid NOT NULL, recorded_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT task_terms_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app.accounts(id),
  CONSTRAINT task_terms_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT task_terms_task_force_id_owner_id_fkey FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT task_terms_task_force_id_task_id_fkey FOREIGN KEY (task_force_id, task_id) REFERENCES app.tasks(task_force_id, id),
  CONSTRAINT task_terms_pkey PRIMARY KEY (id), CONSTRAINT task_terms_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX task_terms_owner_id_idx ON app.task_terms (owner_id);
CREATE INDEX task_terms_task_force_id_complaint_id_idx ON app.task_terms (task_force_id, complaint_id);
CREATE INDEX task_terms_task_force_id_task_id_idx ON app.task_terms (task_force_id, task_id);

CREATE TABLE app.tasks ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, title text NOT NULL STATISTICS 0, owner_id uuid NOT NULL,
  due_on date NOT NULL, state text NOT NULL, outcome text STATISTICS 0, cancel_reason text STATISTICS 0, set_by uuid NOT NULL,
  set_at timestamp(3) with time zone NOT NULL, ended_by uuid, ended_at timestamp(3) with time zone, version integer NOT NULL,
  CONSTRAINT tasks_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  CONSTRAINT tasks_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  CONSTRAINT tasks_check2 CHECK (((state = 'done'::text) = (outcome IS NOT NULL))),
  CONSTRAINT tasks_check3 CHECK (((state = 'cancelled'::text) = (cancel_reason IS NOT NULL))),
  CONSTRAINT tasks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
  CONSTRAINT tasks_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES app.accounts(id),
  CONSTRAINT tasks_set_by_fkey FOREIGN KEY (set_by) REFERENCES app.accounts(id),
  CONSTRAINT tasks_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT tasks_task_force_id_owner_id_fkey FOREIGN KEY (task_force_id, owner_id) REFERENCES app.accounts(task_force_id, id),
  CONSTRAINT tasks_pkey PRIMARY KEY (id), CONSTRAINT tasks_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX tasks_open_idx ON app.tasks (task_force_id, due_on, id) WHERE (state = 'open'::text);
CREATE INDEX tasks_open_owner_idx ON app.tasks (task_force_id, owner_id, due_on, id) WHERE (state = 'open'::text);
CREATE INDEX tasks_task_force_id_complaint_id_due_on_id_idx ON app.tasks (task_force_id, complaint_id, due_on, id);
CREATE INDEX tasks_task_force_id_due_on_id_idx ON app.tasks (task_force_id, due_on, id);
CREATE INDEX tasks_task_force_id_owner_id_due_on_id_idx ON app.tasks (task_force_id, owner_id, due_on, id);

CREATE TABLE app.tip_versions ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, number integer NOT NULL, format text NOT NULL,
  content_digest bytea NOT NULL, incident_types text[] NOT NULL STATISTICS 0, provider text STATISTICS 0, is_escalated boolean NOT NULL,
  priority text STATISTICS 0, annotations text[] NOT NULL STATISTICS 0, changed text[] NOT NULL, differs text[] NOT NULL,
  withheld jsonb NOT NULL, key_id uuid NOT NULL, wrapped_key bytea, encrypted bytea, imported_by uuid NOT NULL,
  imported_at timestamp(3) with time zone NOT NULL, prior_reports jsonb NOT NULL, child_access text STATISTICS 0,
  names_convicted_offender boolean, places jsonb, provider_id uuid,
  CONSTRAINT tip_versions_changed_check CHECK ((changed <@ ARRAY['incident'::text, 'provider'::text, 'escalation'::text, 'annotations'::text, 'narrative'::text, 'persons'::text, 'identifiers'::text, 'files'::text, 'withheld'::text])),
  CONSTRAINT tip_versions_child_access_check CHECK ((child_access = ANY (ARRAY['parent_or_guardian'::text, 'household'::text, 'relative'::text, 'caregiver'::text, 'teacher'::text, 'coach'::text, 'other'::text, 'none'::text]))),
  CONSTRAINT tip_versions_differs_check CHECK ((differs <@ ARRAY['type'::text, 'incidentAt'::text, 'reportedToNcmecAt'::text, 'ncmecClass'::text, 'annotations'::text, 'narrative'::text, 'files'::text])),
  CONSTRAINT tip_versions_format_check CHECK ((format = ANY (ARRAY['icac_data_system'::text, 'provider_report'::text]))),
  CONSTRAINT tip_versions_number_check CHECK ((number > 0)),
  CONSTRAINT tip_versions_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES app.accounts(id),
  CONSTRAINT tip_versions_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT tip_versions_task_force_id_provider_id_fkey FOREIGN KEY (task_force_id, provider_id) REFERENCES app.providers(task_force_id, id),
  CONSTRAINT tip_versions_pkey PRIMARY KEY (id),
  CONSTRAINT tip_versions_task_force_id_complaint_id_number_key UNIQUE (task_force_id, complaint_id, number),
  CONSTRAINT tip_versions_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX tip_versions_key_id_id_idx ON app.tip_versions (key_id, id) WHERE (wrapped_key IS NOT NULL);

CREATE TABLE app.trainings ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, ended_on date NOT NULL, title text NOT NULL,
  trained_law_enforcement integer NOT NULL, trained_prosecutors integer NOT NULL, trained_other integer NOT NULL, version integer NOT NULL,
  voided_at timestamp(3) with time zone, void_reason text,
  CONSTRAINT trainings_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT trainings_trained_law_enforcement_check CHECK (((trained_law_enforcement >= 0) AND (trained_law_enforcement <= 1000000))),
  CONSTRAINT trainings_trained_other_check CHECK (((trained_other >= 0) AND (trained_other <= 1000000))),
  CONSTRAINT trainings_trained_prosecutors_check CHECK (((trained_prosecutors >= 0) AND (trained_prosecutors <= 1000000))),
  CONSTRAINT trainings_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT trainings_pkey PRIMARY KEY (id), CONSTRAINT trainings_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX trainings_task_force_id_agency_id_ended_on_id_idx ON app.trainings (task_force_id, agency_id, ended_on, id);
CREATE INDEX trainings_task_force_id_ended_on_id_idx ON app.trainings (task_force_id, ended_on DESC, id DESC);

CREATE TABLE app.transfers ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, from_name text NOT NULL, complaint_id uuid NOT NULL,
  kind text NOT NULL, to_task_force_id uuid NOT NULL, to_agency_id uuid NOT NULL, to_name text NOT NULL, basis text NOT NULL,
  reason text NOT NULL STATISTICS 0, summary text NOT NULL STATISTICS 0, reference text NOT NULL, source text NOT NULL, type text,
  mode text, priority smallint, offered_by uuid NOT NULL, offered_at timestamp(3) with time zone NOT NULL, answer_by date NOT NULL,
  state text NOT NULL, answer_reason text STATISTICS 0, decided_by uuid, decided_at timestamp(3) with time zone, became_complaint_id uuid,
  version integer NOT NULL,
  CONSTRAINT transfers_basis_check CHECK ((basis = ANY (ARRAY['government_attorney'::text, 'own_agency'::text, 'assisting_federal_attorney'::text, 'state_official'::text, 'defendant_or_counsel'::text, 'provider_for_legal_process'::text, 'court_order'::text, 'not_tip_content'::text]))),
  CONSTRAINT transfers_check CHECK ((to_agency_id <> agency_id)),
  CONSTRAINT transfers_check1 CHECK (((state = 'offered'::text) = (decided_at IS NULL))),
  CONSTRAINT transfers_check2 CHECK (((decided_at IS NULL) = (decided_by IS NULL))),
  CONSTRAINT transfers_check3 CHECK (((state = 'accepted'::text) = (became_complaint_id IS NOT NULL))),
  CONSTRAINT transfers_kind_check CHECK ((kind = ANY (ARRAY['transfer'::text, 'referral'::text]))),
  CONSTRAINT transfers_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'revoked'::text]))),
  CONSTRAINT transfers_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app.accounts(id),
  CONSTRAINT transfers_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES app.accounts(id),
  CONSTRAINT transfers_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT transfers_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT transfers_to_task_force_id_to_agency_id_fkey FOREIGN KEY (to_task_force_id, to_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT transfers_pkey PRIMARY KEY (id), CONSTRAINT transfers_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX transfers_complaint_id_idx ON app.transfers (complaint_id) WHERE (state = 'offered'::text);
CREATE INDEX transfers_task_force_id_complaint_id_idx ON app.transfers (task_force_id, complaint_id);
CREATE INDEX transfers_task_force_id_offered_at_id_idx ON app.transfers (task_force_id, offered_at DESC, id DESC);
CREATE INDEX transfers_to_task_force_id_offered_at_id_idx ON app.transfers (to_task_force_id, offered_at DESC, id DESC);

CREATE TABLE app.triages ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, type text NOT NULL, mode text NOT NULL,
  priority smallint NOT NULL, rationale text NOT NULL STATISTICS 0, triaged_by uuid NOT NULL,
  triaged_at timestamp(3) with time zone NOT NULL, proposed_priority smallint, proposed_for text[], proposed_type text, proposed_mode text,
  child_access text STATISTICS 0, has_hands_on_statement boolean,
  CONSTRAINT triages_child_access_check CHECK ((child_access = ANY (ARRAY['parent_or_guardian'::text, 'household'::text, 'relative'::text, 'caregiver'::text, 'teacher'::text, 'coach'::text, 'other'::text, 'none'::text]))),
  CONSTRAINT triages_priority_check CHECK (((priority >= 1) AND (priority <= 4))),
  CONSTRAINT triages_proposed_priority_check CHECK (((proposed_priority >= 1) AND (proposed_priority <= 4))),
  CONSTRAINT triages_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT triages_triaged_by_fkey FOREIGN KEY (triaged_by) REFERENCES app.accounts(id), CONSTRAINT triages_pkey PRIMARY KEY (id),
  CONSTRAINT triages_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX triages_task_force_id_complaint_id_idx ON app.triages (task_force_id, complaint_id);

CREATE TABLE app.victim_inquiries ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, identifier_id uuid NOT NULL, via text NOT NULL,
  asking_agency_id uuid NOT NULL, asked_by uuid NOT NULL, asked_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT victim_inquiries_via_check CHECK ((via = ANY (ARRAY['check'::text, 'index'::text]))),
  CONSTRAINT victim_inquiries_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app.accounts(id),
  CONSTRAINT victim_inquiries_task_force_id_asking_agency_id_fkey FOREIGN KEY (task_force_id, asking_agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT victim_inquiries_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT victim_inquiries_task_force_id_identifier_id_fkey FOREIGN KEY (task_force_id, identifier_id) REFERENCES app.identifiers(task_force_id, id),
  CONSTRAINT victim_inquiries_pkey PRIMARY KEY (id), CONSTRAINT victim_inquiries_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX victim_inquiries_task_force_id_asked_at_id_idx ON app.victim_inquiries (task_force_id, asked_at, id);
CREATE INDEX victim_inquiries_task_force_id_complaint_id_idx ON app.victim_inquiries (task_force_id, complaint_id);
CREATE INDEX victim_inquiries_task_force_id_identifier_id_idx ON app.victim_inquiries (task_force_id, identifier_id);

CREATE TABLE app.victim_relationships ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, victim_id uuid NOT NULL, suspect_id uuid NOT NULL,
  relationship text NOT NULL, noted_by uuid NOT NULL, noted_at timestamp(3) with time zone NOT NULL, voided_at timestamp(3) with time zone,
  void_reason text STATISTICS 0,
  CONSTRAINT victim_relationships_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT victim_relationships_relationship_check CHECK ((relationship = ANY (ARRAY['spouse'::text, 'common_law_spouse'::text, 'parent'::text, 'sibling'::text, 'child'::text, 'grandparent'::text, 'grandchild'::text, 'in_law'::text, 'stepparent'::text, 'stepchild'::text, 'stepsibling'::text, 'other_family'::text, 'acquaintance'::text, 'friend'::text, 'neighbor'::text, 'babysittee'::text, 'boyfriend_girlfriend'::text, 'child_of_boyfriend_girlfriend'::text, 'former_spouse'::text, 'employee'::text, 'employer'::text, 'otherwise_known'::text, 'unknown'::text, 'stranger'::text, 'cohabitant'::text, 'former_relationship'::text, 'foster_child'::text, 'foster_parent'::text, 'was_offender'::text]))),
  CONSTRAINT victim_relationships_noted_by_fkey FOREIGN KEY (noted_by) REFERENCES app.accounts(id),
  CONSTRAINT victim_relationships_task_force_id_complaint_id_suspect_id_fkey FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects(task_force_id, complaint_id, id),
  CONSTRAINT victim_relationships_task_force_id_complaint_id_victim_id_fkey FOREIGN KEY (task_force_id, complaint_id, victim_id) REFERENCES app.victims_identified(task_force_id, complaint_id, id),
  CONSTRAINT victim_relationships_pkey PRIMARY KEY (id), CONSTRAINT victim_relationships_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX victim_relationships_task_force_id_suspect_id_idx ON app.victim_relationships (task_force_id, suspect_id);
CREATE INDEX victim_relationships_task_force_id_victim_id_idx ON app.victim_relationships (task_force_id, victim_id);
CREATE UNIQUE INDEX victim_relationships_victim_id_suspect_id_idx ON app.victim_relationships (victim_id, suspect_id) WHERE (voided_at IS NULL);

CREATE TABLE app.victims_identified ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, agency_id uuid NOT NULL, pseudonym text NOT NULL,
  abuse_timing text NOT NULL, production_victim boolean NOT NULL, safeguarding_status text NOT NULL, identified_on date NOT NULL,
  version integer NOT NULL, voided_at timestamp(3) with time zone, void_reason text, same_child_as uuid,
  CONSTRAINT victims_identified_abuse_timing_check CHECK ((abuse_timing = ANY (ARRAY['recent'::text, 'ongoing'::text, 'historical'::text, 'unknown'::text]))),
  CONSTRAINT victims_identified_check CHECK (((voided_at IS NULL) = (void_reason IS NULL))),
  CONSTRAINT victims_identified_check1 CHECK ((same_child_as <> id)),
  CONSTRAINT victims_identified_pseudonym_check CHECK ((pseudonym ~ '^MV[1-9][0-9]{0,3}$'::text)),
  CONSTRAINT victims_identified_safeguarding_status_check CHECK ((safeguarding_status = ANY (ARRAY['identified'::text, 'located'::text, 'safe_verified'::text, 'cps_referred'::text, 'forensic_interview_scheduled'::text, 'forensic_interview_done'::text, 'services_offered'::text, 'guardian_notified'::text, 'at_risk'::text]))),
  CONSTRAINT victims_identified_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT victims_identified_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT victims_identified_task_force_id_same_child_as_fkey FOREIGN KEY (task_force_id, same_child_as) REFERENCES app.victims_identified(task_force_id, id) DEFERRABLE,
  CONSTRAINT victims_identified_pkey PRIMARY KEY (id),
  CONSTRAINT victims_identified_task_force_id_complaint_id_id_key UNIQUE (task_force_id, complaint_id, id),
  CONSTRAINT victims_identified_task_force_id_complaint_id_pseudonym_key UNIQUE (task_force_id, complaint_id, pseudonym),
  CONSTRAINT victims_identified_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX victims_identified_complaint_id_same_child_as_idx ON app.victims_identified (complaint_id, same_child_as) WHERE ((same_child_as IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX victims_identified_task_force_id_agency_id_identified_on_idx ON app.victims_identified (task_force_id, agency_id, identified_on);
CREATE INDEX victims_identified_task_force_id_identified_on_idx ON app.victims_identified (task_force_id, identified_on);
CREATE INDEX victims_identified_task_force_id_same_child_as_idx ON app.victims_identified (task_force_id, same_child_as) WHERE (same_child_as IS NOT NULL);

CREATE TABLE audit.archive_signatures (
  month date NOT NULL, signed_at timestamp with time zone NOT NULL, key_id text NOT NULL, signature bytea NOT NULL,
  CONSTRAINT archive_signatures_month_fkey FOREIGN KEY (month) REFERENCES audit.archives(month),
  CONSTRAINT archive_signatures_pkey PRIMARY KEY (month)
);

CREATE TABLE audit.archives (
  month date NOT NULL, entries bigint NOT NULL, links bigint NOT NULL, file_digest bytea NOT NULL,
  archived_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT archives_check CHECK (((archived_at AT TIME ZONE 'UTC'::text) >= (((month)::timestamp without time zone + '1 mon'::interval) + '366 days'::interval))),
  CONSTRAINT archives_month_check CHECK ((month = (date_trunc('month'::text, (month)::timestamp without time zone))::date)),
  CONSTRAINT archives_pkey PRIMARY KEY (month)
);

CREATE TABLE audit.entries (
  seq bigint NOT NULL DEFAULT nextval('audit.entries_seq_seq'::regclass), at timestamp with time zone NOT NULL DEFAULT now(),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(), account_id uuid, session_id uuid, role text, actor_agency uuid,
  task_force_id uuid, action text NOT NULL, subject uuid, complaint_id uuid, outcome text NOT NULL DEFAULT 'done'::text, reason text,
  request_id text, address inet, source text, row_id uuid, was jsonb, became jsonb, withheld text[], records uuid[],
  follows boolean NOT NULL DEFAULT false,
  CONSTRAINT entries_outcome_check1 CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))),
  CONSTRAINT entries_pkey PRIMARY KEY (at, seq)
);
CREATE INDEX entries_account_id_at_seq_idx ON ONLY audit.entries (account_id, at, seq) WHERE (account_id IS NOT NULL);
CREATE INDEX entries_action_task_force_id_at_seq_idx ON ONLY audit.entries (action, task_force_id, at, seq);
CREATE INDEX entries_actor_agency_at_seq_idx ON ONLY audit.entries (actor_agency, at, seq) WHERE (actor_agency IS NOT NULL);
CREATE INDEX entries_complaint_id_source_idx ON ONLY audit.entries (complaint_id, source) WHERE (complaint_id IS NOT NULL);
CREATE INDEX entries_records_idx ON ONLY audit.entries USING gin (records) WHERE (records IS NOT NULL);
CREATE INDEX entries_refused_at_seq_idx ON ONLY audit.entries (at, seq) INCLUDE (action, account_id, actor_agency, task_force_id, complaint_id) WHERE (outcome = 'refused'::text);
CREATE INDEX entries_row_id_idx ON ONLY audit.entries (row_id) WHERE (row_id IS DISTINCT FROM subject);
CREATE INDEX entries_subject_at_seq_idx ON ONLY audit.entries (subject, at, seq) WHERE (subject IS DISTINCT FROM complaint_id);
CREATE INDEX entries_task_force_id_at_seq_idx ON ONLY audit.entries (task_force_id, at, seq);

CREATE TABLE audit.entries_default (
  seq bigint NOT NULL DEFAULT nextval('audit.entries_seq_seq'::regclass), at timestamp with time zone NOT NULL DEFAULT now(),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(), account_id uuid, session_id uuid, role text, actor_agency uuid,
  task_force_id uuid, action text NOT NULL, subject uuid, complaint_id uuid, outcome text NOT NULL DEFAULT 'done'::text, reason text,
  request_id text, address inet, source text, row_id uuid, was jsonb, became jsonb, withheld text[], records uuid[],
  follows boolean NOT NULL DEFAULT false,
  CONSTRAINT entries_outcome_check1 CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text]))),
  CONSTRAINT entries_default_pkey PRIMARY KEY (at, seq)
);
CREATE INDEX entries_default_account_id_at_seq_idx ON audit.entries_default (account_id, at, seq) WHERE (account_id IS NOT NULL);
CREATE INDEX entries_default_action_task_force_id_at_seq_idx ON audit.entries_default (action, task_force_id, at, seq);
CREATE INDEX entries_default_actor_agency_at_seq_idx ON audit.entries_default (actor_agency, at, seq) WHERE (actor_agency IS NOT NULL);
CREATE INDEX entries_default_at_seq_action_account_id_actor_agency_task__idx ON audit.entries_default (at, seq) INCLUDE (action, account_id, actor_agency, task_force_id, complaint_id) WHERE (outcome = 'refused'::text);
CREATE INDEX entries_default_complaint_id_source_idx ON audit.entries_default (complaint_id, source) WHERE (complaint_id IS NOT NULL);
CREATE INDEX entries_default_records_idx ON audit.entries_default USING gin (records) WHERE (records IS NOT NULL);
CREATE INDEX entries_default_row_id_idx ON audit.entries_default (row_id) WHERE (row_id IS DISTINCT FROM subject);
CREATE INDEX entries_default_subject_at_seq_idx ON audit.entries_default (subject, at, seq) WHERE (subject IS DISTINCT FROM complaint_id);
CREATE INDEX entries_default_task_force_id_at_seq_idx ON audit.entries_default (task_force_id, at, seq);

CREATE TABLE audit.heads ( -- fillfactor=50
  chain uuid NOT NULL, position bigint NOT NULL, at timestamp with time zone NOT NULL, transaction xid8, first_seq bigint NOT NULL,
  last_seq bigint NOT NULL, entries integer NOT NULL, digest bytea NOT NULL, hash bytea NOT NULL,
  CONSTRAINT links_entries_check CHECK ((entries > 0)), CONSTRAINT links_position_check CHECK (("position" > 0)),
  CONSTRAINT heads_pkey PRIMARY KEY (chain)
);

CREATE TABLE audit.links (
  chain uuid NOT NULL, position bigint NOT NULL, at timestamp with time zone NOT NULL, transaction xid8, first_seq bigint NOT NULL,
  last_seq bigint NOT NULL, entries integer NOT NULL, digest bytea NOT NULL, hash bytea NOT NULL, last_at timestamp with time zone,
  transactions xid8[],
  CONSTRAINT links_entries_check CHECK ((entries > 0)), CONSTRAINT links_position_check CHECK (("position" > 0)),
  CONSTRAINT links_transactions_check CHECK ((((transaction IS NULL) = (transactions IS NOT NULL)) AND ((transaction IS NULL) = (last_at IS NOT NULL)))) NOT VALID,
  CONSTRAINT links_pkey PRIMARY KEY (chain, "position")
);
CREATE INDEX links_at_first_seq_idx ON audit.links (at, first_seq);

CREATE TABLE audit.sequencer (
  id boolean NOT NULL DEFAULT true, caught_up_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT sequencer_id_check CHECK (id), CONSTRAINT sequencer_pkey PRIMARY KEY (id)
);

CREATE TABLE audit.signatures (
  chain uuid NOT NULL, position bigint NOT NULL, hash bytea NOT NULL, signed_at timestamp with time zone NOT NULL, key_id text NOT NULL,
  signature bytea NOT NULL,
  CONSTRAINT signatures_chain_position_fkey FOREIGN KEY (chain, "position") REFERENCES audit.links(chain, "position"),
  CONSTRAINT signatures_pkey PRIMARY KEY (chain, "position")
);

CREATE TABLE audit.unlinked_entries ( -- autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000
  at timestamp with time zone NOT NULL, transaction xid8 NOT NULL, seq bigint NOT NULL, is_rest boolean NOT NULL DEFAULT false
);

CREATE TABLE auth.account_acts (
  id bigint NOT NULL IDENTITY, account_id uuid NOT NULL, act text NOT NULL, actor_id uuid NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT account_acts_act_check CHECK ((act = ANY (ARRAY['created'::text, 'role_changed'::text, 'seat_changed'::text, 'disabled'::text, 'enabled'::text, 'approved'::text, 'link_issued'::text, 'reset_requested'::text, 'reset_approved'::text]))),
  CONSTRAINT account_acts_check CHECK ((actor_id <> account_id)),
  CONSTRAINT account_acts_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT account_acts_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app.accounts(id), CONSTRAINT account_acts_pkey PRIMARY KEY (id)
);
CREATE INDEX account_acts_account_id_at_idx ON auth.account_acts (account_id, at);
CREATE INDEX account_acts_at_idx ON auth.account_acts (at);

CREATE TABLE auth.challenges (
  challenge bytea NOT NULL, account_id uuid, expires_at timestamp with time zone NOT NULL DEFAULT (now() + '00:05:00'::interval),
  CONSTRAINT challenges_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT challenges_pkey PRIMARY KEY (challenge)
);
CREATE INDEX challenges_expires_at_idx ON auth.challenges (expires_at);

CREATE TABLE auth.credentials (
  account_id uuid NOT NULL, password_hash text NOT NULL, changed_at timestamp with time zone NOT NULL DEFAULT now(),
  is_weak boolean NOT NULL DEFAULT false,
  CONSTRAINT credentials_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT credentials_pkey PRIMARY KEY (account_id)
);

CREATE TABLE auth.daily_mails (
  account_id uuid NOT NULL, on_day date NOT NULL, attempts integer NOT NULL, retry_at timestamp with time zone, ticket_hash bytea,
  ticket_ends_at timestamp with time zone,
  CONSTRAINT daily_mails_check CHECK (((ticket_hash IS NULL) = (ticket_ends_at IS NULL))),
  CONSTRAINT daily_mails_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT daily_mails_pkey PRIMARY KEY (account_id), CONSTRAINT daily_mails_ticket_hash_key UNIQUE (ticket_hash)
);

CREATE TABLE auth.devices (
  hash bytea NOT NULL, account_id uuid NOT NULL, used_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL, failed_at timestamp with time zone[] NOT NULL DEFAULT '{}'::timestamp with time zone[],
  locked_at timestamp with time zone,
  CONSTRAINT devices_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT devices_pkey PRIMARY KEY (account_id, hash)
);
CREATE INDEX devices_hash_idx ON auth.devices (hash);

CREATE TABLE auth.identity_links (
  id uuid NOT NULL, account_id uuid NOT NULL, issuer text NOT NULL, subject text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(), last_used_at timestamp with time zone, protocol text NOT NULL,
  CONSTRAINT identity_links_protocol_check CHECK ((protocol = ANY (ARRAY['oidc'::text, 'saml'::text]))),
  CONSTRAINT identity_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT identity_links_pkey PRIMARY KEY (id),
  CONSTRAINT identity_links_account_id_protocol_issuer_key UNIQUE (account_id, protocol, issuer),
  CONSTRAINT identity_links_protocol_issuer_subject_key UNIQUE (protocol, issuer, subject)
);

CREATE TABLE auth.identity_requests (
  state_hash bytea NOT NULL, browser_hash bytea NOT NULL, nonce text NOT NULL, code_verifier text, account_id uuid, notice text,
  expires_at timestamp with time zone NOT NULL DEFAULT (now() + '00:10:00'::interval), protocol text NOT NULL,
  CONSTRAINT identity_requests_protocol_check CHECK ((protocol = ANY (ARRAY['oidc'::text, 'saml'::text]))),
  CONSTRAINT identity_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT identity_requests_pkey PRIMARY KEY (state_hash)
);
CREATE INDEX identity_requests_expires_at_idx ON auth.identity_requests (expires_at);

CREATE TABLE auth.invitations (
  hash bytea NOT NULL, account_id uuid, expires_at timestamp with time zone NOT NULL, used_at timestamp with time zone, made_by uuid,
  CONSTRAINT invitations_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT invitations_made_by_fkey FOREIGN KEY (made_by) REFERENCES app.accounts(id), CONSTRAINT invitations_pkey PRIMARY KEY (hash)
);

CREATE TABLE auth.key_checks (
  id bigint NOT NULL IDENTITY, purpose text NOT NULL, value bytea NOT NULL, used_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT key_checks_purpose_check CHECK ((purpose = ANY (ARRAY['password-pepper'::text, 'factor-key'::text, 'deconfliction-key'::text, 'vault-master-key'::text]))),
  CONSTRAINT key_checks_value_check CHECK ((octet_length(value) = 32)), CONSTRAINT key_checks_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.lookup_days (
  account_id uuid NOT NULL, kind text NOT NULL, day date NOT NULL, salt bytea NOT NULL, distinct_values integer NOT NULL DEFAULT 0,
  listed_values integer NOT NULL DEFAULT 0, alarmed_at timestamp with time zone,
  CONSTRAINT lookup_days_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'tip_number'::text, 'unsaved_tip_number'::text, 'email'::text, 'ori'::text]))),
  CONSTRAINT lookup_days_salt_check CHECK ((octet_length(salt) = 32)), CONSTRAINT lookup_days_pkey PRIMARY KEY (account_id, kind, day)
);

CREATE TABLE auth.lookup_values (
  account_id uuid NOT NULL, kind text NOT NULL, day date NOT NULL, digest bytea NOT NULL,
  CONSTRAINT lookup_values_digest_check CHECK ((octet_length(digest) = 16)),
  CONSTRAINT lookup_values_pkey PRIMARY KEY (account_id, kind, day, digest)
);

CREATE TABLE auth.passkeys (
  id uuid NOT NULL, account_id uuid NOT NULL, credential_id bytea NOT NULL, public_key bytea NOT NULL, counter bigint NOT NULL,
  name text NOT NULL, is_synced boolean NOT NULL, created_at timestamp with time zone NOT NULL DEFAULT now(),
  last_used_at timestamp with time zone,
  CONSTRAINT passkeys_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id), CONSTRAINT passkeys_pkey PRIMARY KEY (id),
  CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id)
);
CREATE INDEX passkeys_account_id_idx ON auth.passkeys (account_id);

CREATE TABLE auth.rates ( -- unlogged fillfactor=50
  bucket text NOT NULL, subject text NOT NULL, ends_at timestamp with time zone NOT NULL, used integer NOT NULL, leased integer NOT NULL,
  CONSTRAINT rates_pkey PRIMARY KEY (bucket, subject, ends_at)
);

CREATE TABLE auth.recovery_codes (
  account_id uuid NOT NULL, hash bytea NOT NULL, used_at timestamp with time zone,
  CONSTRAINT recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, hash)
);

CREATE TABLE auth.sessions (
  hash bytea NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL, role text NOT NULL, task_force_id uuid, agency_id uuid,
  opened_at timestamp with time zone NOT NULL DEFAULT now(), seen_at timestamp with time zone NOT NULL DEFAULT now(),
  idle interval NOT NULL, expires_at timestamp with time zone NOT NULL, ended_at timestamp with time zone,
  kind text NOT NULL DEFAULT 'session'::text, pending_step text, stepped_up_at timestamp with time zone, notice text, address inet,
  scopes text[], networks cidr[], name text, prefix text, opened_with text,
  CONSTRAINT sessions_check CHECK (((kind = 'key'::text) = ((scopes IS NOT NULL) AND (networks IS NOT NULL) AND (name IS NOT NULL) AND (prefix IS NOT NULL)))),
  CONSTRAINT sessions_check1 CHECK (((kind = 'session'::text) OR ((pending_step IS NULL) AND (stepped_up_at IS NULL) AND (expires_at <= (opened_at + '90 days'::interval))))),
  CONSTRAINT sessions_kind_check CHECK ((kind = ANY (ARRAY['session'::text, 'key'::text]))),
  CONSTRAINT sessions_opened_with_check CHECK ((opened_with = ANY (ARRAY['password'::text, 'passkey'::text, 'identity_provider'::text, 'identity_provider_mfa'::text]))),
  CONSTRAINT sessions_pending_step_check CHECK ((pending_step = ANY (ARRAY['second_factor'::text, 'enrolment'::text, 'password'::text]))),
  CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id), CONSTRAINT sessions_pkey PRIMARY KEY (hash),
  CONSTRAINT sessions_id_key UNIQUE (id)
);
CREATE INDEX sessions_account_id_id_idx ON auth.sessions (account_id, id) WHERE (kind = 'key'::text);
CREATE INDEX sessions_account_id_idx ON auth.sessions (account_id) WHERE (ended_at IS NULL);

CREATE TABLE auth.sign_in_status (
  account_id uuid NOT NULL, failed_at timestamp with time zone[] NOT NULL DEFAULT '{}'::timestamp with time zone[],
  failures integer NOT NULL GENERATED DEFAULT cardinality(failed_at), locked_at timestamp with time zone,
  last_signed_in_at timestamp with time zone, last_address inet, refused integer NOT NULL DEFAULT 0,
  credentials_changed_at timestamp with time zone,
  CONSTRAINT sign_in_status_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id),
  CONSTRAINT sign_in_status_pkey PRIMARY KEY (account_id)
);

CREATE TABLE auth.totps (
  id uuid NOT NULL, account_id uuid NOT NULL, secret bytea NOT NULL, last_step bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL DEFAULT now(), confirmed_at timestamp with time zone, last_used_at timestamp with time zone,
  CONSTRAINT totps_account_id_fkey FOREIGN KEY (account_id) REFERENCES app.accounts(id), CONSTRAINT totps_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX totps_confirmed_idx ON auth.totps (account_id) WHERE (confirmed_at IS NOT NULL);
CREATE UNIQUE INDEX totps_waiting_idx ON auth.totps (account_id) WHERE (confirmed_at IS NULL);

CREATE TABLE oversight.pending_notices (
  id bigint NOT NULL IDENTITY, via text NOT NULL, task_force_id uuid NOT NULL, agency_id uuid, account_id uuid,
  at timestamp(3) with time zone NOT NULL, identifiers uuid[] NOT NULL,
  CONSTRAINT pending_notices_via_check CHECK ((via = ANY (ARRAY['check'::text, 'index'::text, 'claim'::text]))),
  CONSTRAINT pending_notices_pkey PRIMARY KEY (id)
);

CREATE TABLE quota.case_texts ( -- unlogged fillfactor=80
  complaint_id uuid NOT NULL, on_day date NOT NULL, characters bigint NOT NULL,
  CONSTRAINT case_texts_pkey PRIMARY KEY (complaint_id)
);

CREATE TABLE search.common_values (
  task_force_id uuid NOT NULL, kind text NOT NULL, normalised text NOT NULL COLLATE "C",
  CONSTRAINT common_values_pkey PRIMARY KEY (task_force_id, normalised, kind)
);

CREATE TABLE search.commonness_runs (
  task_force_id uuid NOT NULL, computed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT commonness_runs_pkey PRIMARY KEY (task_force_id)
);

CREATE TABLE search.complaints ( -- row security forced fillfactor=90
  complaint_id uuid NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, working_agency_id uuid, is_sealed boolean NOT NULL,
  reference text NOT NULL COLLATE "C", received_at timestamp(3) with time zone NOT NULL, received_on date NOT NULL, state text NOT NULL,
  type text, source text NOT NULL, words tsvector NOT NULL,
  CONSTRAINT complaints_pkey PRIMARY KEY (complaint_id)
);
CREATE INDEX complaints_task_force_id_reference_idx ON search.complaints (task_force_id, reference);
CREATE INDEX complaints_words_idx ON search.complaints USING gin (words) WITH (fastupdate='on', gin_pending_list_limit='256');

CREATE TABLE search.names ( -- row security forced
  record_id uuid NOT NULL, kind text NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, keys tsvector NOT NULL,
  CONSTRAINT names_kind_check CHECK ((kind = ANY (ARRAY['suspect'::text, 'alias'::text, 'reported_person'::text]))),
  CONSTRAINT names_pkey PRIMARY KEY (record_id)
);
CREATE INDEX names_complaint_id_idx ON search.names (complaint_id);
CREATE INDEX names_keys_idx ON search.names USING gin (keys) WITH (fastupdate='on', gin_pending_list_limit='256');

CREATE TABLE staging.drafts ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, saved_by uuid NOT NULL, kind text NOT NULL, complaint_id uuid, report_id uuid,
  key_id uuid NOT NULL, wrapped_key bytea, body bytea, begun_at timestamp(3) with time zone NOT NULL,
  saved_at timestamp(3) with time zone NOT NULL, expires_at timestamp(3) with time zone NOT NULL, ended_at timestamp(3) with time zone,
  outcome text, mentioned_ids uuid[] NOT NULL DEFAULT '{}'::uuid[], version integer NOT NULL,
  CONSTRAINT drafts_check CHECK (((complaint_id IS NOT NULL) = (kind = ANY (ARRAY['note'::text, 'triage'::text, 'closure'::text])))),
  CONSTRAINT drafts_check1 CHECK (((report_id IS NOT NULL) = (kind = 'report_answers'::text))),
  CONSTRAINT drafts_check2 CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT drafts_kind_check CHECK ((kind = ANY (ARRAY['complaint'::text, 'note'::text, 'triage'::text, 'closure'::text, 'report_answers'::text]))),
  CONSTRAINT drafts_outcome_check CHECK ((outcome = ANY (ARRAY['submitted'::text, 'deleted'::text]))),
  CONSTRAINT drafts_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES app.accounts(id),
  CONSTRAINT drafts_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT drafts_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT drafts_task_force_id_report_id_fkey FOREIGN KEY (task_force_id, report_id) REFERENCES app.performance_reports(task_force_id, id),
  CONSTRAINT drafts_pkey PRIMARY KEY (id)
);
CREATE INDEX drafts_expires_at_idx ON staging.drafts (expires_at);
CREATE INDEX drafts_key_id_id_idx ON staging.drafts (key_id, id) WHERE (wrapped_key IS NOT NULL);
CREATE INDEX drafts_saved_by_saved_at_idx ON staging.drafts (saved_by, saved_at);
CREATE INDEX drafts_task_force_id_complaint_id_idx ON staging.drafts (task_force_id, complaint_id) WHERE (complaint_id IS NOT NULL);
CREATE INDEX drafts_task_force_id_report_id_idx ON staging.drafts (task_force_id, report_id) WHERE (report_id IS NOT NULL);

CREATE TABLE staging.import_faults ( -- row security forced
  batch_id uuid NOT NULL, row integer NOT NULL, column text NOT NULL, detail text NOT NULL,
  staged_at timestamp with time zone NOT NULL DEFAULT now(), is_warning boolean NOT NULL
);
CREATE INDEX import_faults_batch_id_row_idx ON staging.import_faults (batch_id, "row");
CREATE INDEX import_faults_staged_at_idx ON staging.import_faults USING brin (staged_at);

CREATE TABLE staging.import_rows ( -- row security forced
  batch_id uuid NOT NULL, row integer NOT NULL, id uuid NOT NULL, natural_key text NOT NULL, digest bytea NOT NULL, record jsonb NOT NULL,
  parts jsonb NOT NULL, staged_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT import_rows_pkey PRIMARY KEY (batch_id, "row"), CONSTRAINT import_rows_batch_id_natural_key_key UNIQUE (batch_id, natural_key)
);
CREATE INDEX import_rows_staged_at_idx ON staging.import_rows USING brin (staged_at);

CREATE TABLE tally.counts ( -- fillfactor=80
  level text NOT NULL, measure text NOT NULL, detail text NOT NULL, grain text NOT NULL, task_force_id uuid NOT NULL,
  agency_id uuid NOT NULL, starts_on date NOT NULL, facets jsonb NOT NULL, n bigint NOT NULL,
  CONSTRAINT counts_pkey PRIMARY KEY (level, measure, detail, grain, task_force_id, starts_on, agency_id, facets)
);

CREATE TABLE tally.deltas ( -- autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000
  measure text NOT NULL, task_force_id uuid NOT NULL, agency_id uuid NOT NULL, day date NOT NULL, facets jsonb NOT NULL, n bigint NOT NULL
);

CREATE TABLE tally.folding (
  id boolean NOT NULL DEFAULT true, caught_up_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT folding_id_check CHECK (id), CONSTRAINT folding_pkey PRIMARY KEY (id)
);

CREATE TABLE tally.stored_grains (
  level text NOT NULL, detail text NOT NULL, grain text NOT NULL,
  CONSTRAINT stored_grains_pkey PRIMARY KEY (level, detail, grain)
);

CREATE TABLE timing.timings ( -- row security forced
  record_id uuid NOT NULL, measure text NOT NULL, cycle smallint NOT NULL, complaint_id uuid NOT NULL, task_force_id uuid NOT NULL,
  agency_id uuid NOT NULL, priority smallint, source text NOT NULL, stopped_on date NOT NULL, wall_seconds bigint NOT NULL,
  working_seconds bigint NOT NULL,
  cell integer NOT NULL GENERATED DEFAULT ((((array_position(ARRAY['first_view'::text, 'triage'::text, 'assignment'::text, 'first_legal_process'::text, 'transfer_acceptance'::text, 'disposition'::text, 'reopening'::text], measure) - 1) * 262144) + ((
CASE
    WHEN (wall_seconds < 1) THEN (0)::double precision
    ELSE ((1)::double precision + floor((ln((wall_seconds)::double precision) / ln((1.05)::double precision))))
END)::integer * 512)) + (
CASE
    WHEN (working_seconds < 1) THEN (0)::double precision
    ELSE ((1)::double precision + floor((ln((working_seconds)::double precision) / ln((1.05)::double precision))))
END)::integer),
  CONSTRAINT timings_check CHECK (((working_seconds >= 0) AND (working_seconds <= wall_seconds))),
  CONSTRAINT timings_measure_check CHECK ((measure = ANY (ARRAY['first_view'::text, 'triage'::text, 'assignment'::text, 'first_legal_process'::text, 'transfer_acceptance'::text, 'disposition'::text, 'reopening'::text]))),
  CONSTRAINT timings_wall_seconds_check CHECK ((wall_seconds >= 0)),
  CONSTRAINT timings_task_force_id_agency_id_fkey FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies(task_force_id, id),
  CONSTRAINT timings_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id),
  CONSTRAINT timings_pkey PRIMARY KEY (record_id, measure, cycle)
);
CREATE INDEX timings_stopped_on_idx ON timing.timings USING brin (stopped_on);
CREATE INDEX timings_task_force_id_stopped_on_idx ON timing.timings (task_force_id, stopped_on) INCLUDE (cell, agency_id, priority, source, working_seconds);

CREATE TABLE vault.encrypted_identities ( -- row security forced
  identity_id uuid NOT NULL, task_force_id uuid NOT NULL, key_id uuid NOT NULL, wrapped_key bytea NOT NULL, given_name bytea,
  family_name bytea, born_on bytea, address bytea, phone bytea, email bytea, school bytea, guardian bytea,
  CONSTRAINT encrypted_identities_task_force_id_identity_id_fkey FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities(task_force_id, id),
  CONSTRAINT encrypted_identities_task_force_id_key_id_fkey FOREIGN KEY (task_force_id, key_id) REFERENCES vault.keys(task_force_id, id),
  CONSTRAINT encrypted_identities_pkey PRIMARY KEY (identity_id)
);
CREATE INDEX encrypted_identities_key_id_identity_id_idx ON vault.encrypted_identities (key_id, identity_id);

CREATE TABLE vault.identities ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, complaint_id uuid NOT NULL, fields text[] NOT NULL, written text[] NOT NULL,
  version integer NOT NULL, destroyed_at timestamp(3) with time zone,
  CONSTRAINT identities_check CHECK (((destroyed_at IS NULL) OR (fields = '{}'::text[]))),
  CONSTRAINT identities_fields_check CHECK ((fields <@ ARRAY['given_name'::text, 'family_name'::text, 'born_on'::text, 'address'::text, 'phone'::text, 'email'::text, 'school'::text, 'guardian'::text])),
  CONSTRAINT identities_version_check CHECK ((version > 1)),
  CONSTRAINT identities_task_force_id_complaint_id_fkey FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints(task_force_id, id),
  CONSTRAINT identities_task_force_id_id_fkey FOREIGN KEY (task_force_id, id) REFERENCES app.victims_identified(task_force_id, id),
  CONSTRAINT identities_pkey PRIMARY KEY (id), CONSTRAINT identities_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE INDEX identities_task_force_id_complaint_id_idx ON vault.identities (task_force_id, complaint_id);

CREATE TABLE vault.keys ( -- row security forced
  id uuid NOT NULL, task_force_id uuid NOT NULL, wrapped bytea, wrapped_by text, created_at timestamp with time zone NOT NULL DEFAULT now(),
  retired_at timestamp with time zone, destroyed_at timestamp with time zone,
  CONSTRAINT keys_check CHECK ((((destroyed_at IS NULL) = (wrapped IS NOT NULL)) AND ((wrapped IS NULL) = (wrapped_by IS NULL)))),
  CONSTRAINT keys_check1 CHECK (((destroyed_at IS NULL) OR (retired_at IS NOT NULL))),
  CONSTRAINT keys_task_force_id_fkey FOREIGN KEY (task_force_id) REFERENCES app.task_forces(id), CONSTRAINT keys_pkey PRIMARY KEY (id),
  CONSTRAINT keys_task_force_id_id_key UNIQUE (task_force_id, id)
);
CREATE UNIQUE INDEX keys_current_idx ON vault.keys (task_force_id) WHERE (retired_at IS NULL);

CREATE TABLE vault.requests ( -- row security forced
  id uuid NOT NULL DEFAULT gen_random_uuid(), identity_id uuid NOT NULL, session_id uuid NOT NULL, purpose text NOT NULL,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(), asked_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT requests_purpose_check CHECK ((purpose = ANY (ARRAY['interview'::text, 'safeguarding'::text, 'guardian_notification'::text, 'victim_services'::text, 'identification'::text, 'legal_process'::text, 'prosecution'::text, 'correction'::text]))),
  CONSTRAINT requests_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES vault.identities(id), CONSTRAINT requests_pkey PRIMARY KEY (id)
);
CREATE INDEX requests_asked_at_idx ON vault.requests (asked_at);
CREATE INDEX requests_identity_id_idx ON vault.requests (identity_id);

CREATE TABLE vault.tokens ( -- row security forced
  task_force_id uuid NOT NULL, identity_id uuid NOT NULL, kind text NOT NULL, token bytea NOT NULL,
  CONSTRAINT tokens_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'family_name'::text, 'born_on'::text, 'phone'::text, 'email'::text, 'name_in_text'::text, 'family_name_in_text'::text]))),
  CONSTRAINT tokens_token_check CHECK ((octet_length(token) = 16)),
  CONSTRAINT tokens_task_force_id_identity_id_fkey FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities(task_force_id, id),
  CONSTRAINT tokens_pkey PRIMARY KEY (identity_id, kind, token)
);
CREATE INDEX tokens_task_force_id_token_idx ON vault.tokens (task_force_id, token);

-- function app.add_complaint_policies(regclass,boolean) -> nothing 983970b3
-- function app.add_legal_hold_triggers(regclass) -> nothing d2345f8e
-- function app.answer_check(uuid,text[],text[],bytea[]) -> integer 505b63dc
-- function app.ask_subject_index(uuid) -> integer 5e6e9a7b
-- function app.attest_identifier() -> trigger e060463c
-- function app.attest_identifiers_read() -> trigger db0a9157
-- function app.bound_saved_views() -> trigger 823ffcb1
-- function app.call_review_of_sealed() -> trigger 6e4fc38b
-- function app.call_review_of_subject() -> trigger 9c402111
-- function app.carry_out_seal_order(uuid) -> void 38d3d01e
-- function app.check_disk_space(integer) -> bigint 81350dbb
-- function app.check_indexed_identifier() -> trigger de750ccd
-- function app.compatible_schemas() -> SETOF text f1de4014
-- function app.count_in_ledger(regclass) -> nothing 70364da9
-- function app.create_number_sequences() -> trigger a5031610
-- function app.current_complaint(uuid) -> uuid 446844ff
-- function app.delete_ended_users() -> bigint f467696d
-- function app.delete_idempotency_keys() -> bigint 4986b669
-- function app.delete_provisioned_user(uuid) -> boolean 3ef0f81d
-- function app.detach_indexed_identifiers() -> trigger 8de6a207
-- function app.detach_subjects_from_case(uuid,timestamp with time zone) -> integer e8ee2874
-- function app.end_import(uuid,bytea) -> void 34bcd4d3
-- function app.enter_move() -> trigger 66573df2
-- function app.erase_expired_subjects() -> integer f0bcfe76
-- function app.erase_subject() -> trigger b5fe58be
-- function app.exchange_answers() -> trigger d278d9d2
-- function app.expunge_investigations(uuid) -> void 22e48535
-- function app.expunged_columns(regclass) -> TABLE(name text, written text) b2f414f4
-- function app.is_assignable(uuid,uuid) -> boolean 2eeddf5d
-- function app.is_assignable_on(uuid,uuid,date) -> boolean 2eeddf5d
-- function app.is_held(uuid) -> boolean 84f2f991
-- function app.is_named_in_cases(uuid) -> boolean 74dc6500
-- function app.job_ages() -> SETOF record 2eeddf5d
-- function app.match_subject(uuid,timestamp with time zone) -> integer 489f9d6e
-- function app.matter_of(uuid) -> SETOF uuid 55de77bc
-- function app.matters_of(uuid[]) -> TABLE(complaint uuid, id uuid) 446844ff
-- function app.names_of_accounts(uuid[]) -> TABLE(id uuid, name text, role text, agency text) 2eeddf5d
-- function app.note_victim_claim() -> trigger e2a96cf7
-- function app.notify_recipients() -> trigger 30175d7a
-- function app.number_investigation() -> trigger 8420c614
-- function app.open_matters(uuid) -> TABLE(kind text, n bigint) 2eeddf5d
-- function app.people(text,uuid,text,date,boolean,uuid,integer) -> TABLE(id uuid, name text, role text, title text, agency text, is_trained boolean) 2eeddf5d
-- function app.preservation_end(date) -> date 6ff271c1
-- function app.purge_expired_subjects(timestamp with time zone) -> integer 3881364a
-- function app.purge_expunged_subjects() -> trigger 06f7cca2
-- function app.purge_subject(uuid,text,uuid,timestamp with time zone) -> void e9ace8bb
-- function app.ran_migrations() -> SETOF text 2eeddf5d
-- function app.record_job_run(text,boolean,jsonb) -> void 96a607fc
-- function app.refuse_change() -> trigger 18306d69
-- function app.refuse_change_of_final_report() -> trigger e20e9aa1
-- function app.refuse_foreign_name() -> trigger 3899497b
-- function app.remove_indexed_identifiers(uuid[]) -> void 32e0d836
-- function app.remove_shared_identifier() -> trigger f0a62a19
-- function app.require_counted_records() -> trigger e575314c
-- function app.retention_by_rule(uuid) -> TABLE(class text, closed_on date, review_on date) 84f2f991
-- function app.retention_years(text) -> integer ae118490
-- function app.review_day(date,text) -> date ae118490
-- function app.runs_operation(uuid) -> boolean 2eeddf5d
-- function app.send_pending_notices(integer) -> integer 91d9fbfc
-- function app.set_complaint_columns() -> trigger bc85fca2
-- function app.set_counted_by() -> trigger 0aaeac9e
-- function app.set_purge_day() -> trigger 134debb2
-- function app.set_recipient_membership() -> trigger ff535b14
-- function app.similar_suspects(text,text,date,integer) -> TABLE(suspect_id uuid, sounds_alike boolean, is_spelt_nearly boolean, is_given_name_alike boolean, is_born_same_day boolean, is_by_alias boolean) 2eeddf5d
-- function app.store_hit_pair(app.deconfliction_hits,app.deconfliction_hits,uuid[]) -> uuid a71ca013
-- function app.unlink_moved_account() -> trigger 613d4f29
-- function audit.access_log_of(uuid,timestamp with time zone,bigint,integer) -> TABLE(at timestamp with time zone, seq bigint, account_id uuid, account_name text, role text, agency text, action text, outcome text, records integer, address text, request_id text, times bigint) 0069158e
-- function audit.acts_on_counted(uuid,text[],uuid[],uuid[]) -> TABLE(measure text, record_id uuid, seq bigint, at timestamp with time zone, account_id uuid, account_name text, action text, reason text, was jsonb, became jsonb) 2eeddf5d
-- function audit.add_archive_signature(date,timestamp with time zone,text,bytea) -> void 49d80cc8
-- function audit.add_signature(uuid,bigint,bytea,timestamp with time zone,text,bytea) -> void 8345334c
-- function audit.add_triggers(regclass,text[]) -> void dfa95cbb
-- function audit.archive(date,bigint,bytea) -> void 98246d83
-- function audit.attest_restore(bytea,text,jsonb) -> void 49d80cc8
-- function audit.backlog() -> record 99a7fbe6
-- function audit.begin_change(text,uuid,text,text) -> void c5433a41
-- function audit.canonical(audit.entries) -> text b2f414f4
-- function audit.changes_after(bigint,bigint,text,integer) -> TABLE(status text, "position" bigint, within bigint, mark text, is_caught_up boolean, changes jsonb) fe71c639
-- function audit.enter_draft() -> trigger 60b747fc
-- function audit.explain(uuid,uuid) -> TABLE(kind text, complaint_id uuid, agency_id uuid, agency_name text, account_name text, role text, is_active boolean, seat text, covers_task_force boolean, is_of_agency boolean, is_assigned boolean, is_seen boolean) a7dc7fab
-- function audit.find_by_reference_or_email(text) -> TABLE(kind text, id uuid, name text, agency_name text) 4d69faeb
-- function audit.find_explained_record(uuid) -> TABLE(kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid) 9a115be2
-- function audit.hash_after(bytea,uuid,bigint,integer,bytea) -> bytea b2f414f4
-- function audit.hash_prefix_of(bytea) -> text 6ff271c1
-- function audit.is_administrative(text) -> boolean 6ff271c1
-- function audit.is_seen(uuid) -> boolean b9a3eb54
-- function audit.kind_of(text) -> text 6ff271c1
-- function audit.link_committed(boolean,integer) -> record ea0c9dfa
-- function audit.link_delay() -> double precision 99a7fbe6
-- function audit.log_read(text,uuid[],uuid[]) -> void 4dfa9ac3
-- function audit.log_read_from_other_task_force(uuid,text,uuid,uuid,uuid[]) -> void a9f85366
-- function audit.log_read_unless_recent(text,uuid[],uuid[],interval) -> void f0603c34
-- function audit.merkle_root(bytea[]) -> bytea c7bcb619
-- function audit.names_of(uuid[]) -> TABLE(id uuid, name text) 2eeddf5d
-- function audit.note(text,uuid,text,text,text) -> void c72af921
-- function audit.note_about(uuid,text,text,text) -> void ffddd8f2
-- function audit.prepare_month(date) -> boolean 3e3cc911
-- function audit.prepare_months() -> integer 31141cad
-- function audit.previously_visible(uuid,bigint) -> boolean b9a3eb54
-- function audit.queue_entry() -> trigger 9df5e952
-- function audit.record() -> trigger d559393c
-- function audit.refuse_change() -> trigger c6ee9fb8
-- function audit.search(uuid,text,uuid,timestamp with time zone,timestamp with time zone,text,timestamp with time zone,bigint,integer) -> TABLE(at timestamp with time zone, seq bigint, account_id uuid, account_name text, role text, agency text, action text, subject uuid, source text, row_id uuid, records integer, outcome text, reason text, address text, request_id text, fields text[]) 93389672
-- function audit.trail_of(uuid,bigint,integer) -> TABLE(act bigint, at timestamp with time zone, account_id uuid, account_name text, role text, agency text, action text, reason text, source text, row_id uuid, was jsonb, became jsonb, withheld text[]) 2eeddf5d
-- function audit.writers_of(uuid) -> TABLE(row_id uuid, written text, account_id uuid) 2eeddf5d
-- function auth.account() -> uuid 6ba8e274
-- function auth.account_acts_since(timestamp with time zone,integer) -> TABLE(account_id uuid, account_name text, act text, actor_name text, at timestamp with time zone) eefa6e7a
-- function auth.add_identity_link(bytea,bytea,uuid,text,text,text,auth.rules) -> SETOF auth.entry c7eefa30
-- function auth.add_passkey(bytea,bytea,uuid,bytea,bytea,bigint,text,boolean,auth.rules) -> SETOF auth.entry 23db9c23
-- function auth.advance_session(auth.sessions,bytea,text,text,auth.rules) -> auth.entry 02b2fef9
-- function auth.agency() -> uuid fe7e2116
-- function auth.approve_account(uuid) -> boolean 13968b38
-- function auth.approve_factor_reset(uuid,bytea) -> timestamp with time zone f0fca805
-- function auth.approvers_of(app.accounts,uuid) -> TABLE(account_id uuid) 26c918e5
-- function auth.begin(bytea,boolean,text,inet) -> TABLE(account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[], is_stepped_up boolean) 2ec7ed79
-- function auth.begin_background_request(bytea,boolean,text,inet) -> TABLE(account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[], is_stepped_up boolean) 1135e4d6
-- function auth.begin_daily_mail(bytea,text) -> TABLE(account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[], is_stepped_up boolean) 74329eb1
-- function auth.begin_in_background(bytea,boolean,text,inet) -> TABLE(account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[], is_stepped_up boolean) 2ec7ed79
-- function auth.begin_on_standby(bytea,text,inet,pg_lsn,integer) -> text 084c6f09
-- function auth.begin_request(bytea,boolean,text,inet) -> TABLE(account_id uuid, session_id uuid, role text, task_force_id uuid, agency_id uuid, scopes text[], is_stepped_up boolean) e3ce55b1
-- function auth.begin_totp(bytea,uuid,bytea) -> void 0eed57e6
-- function auth.caller() -> uuid a46008e6
-- function auth.case_task_force() -> uuid d17ce4d9
-- function auth.change_own_password(bytea,bytea,auth.proof,text,auth.rules) -> SETOF auth.entry b92747b3
-- function auth.changing_factors(bytea,boolean) -> auth.sessions 1794c66d
-- function auth.claim_daily_mail(uuid,date,timestamp with time zone,bytea) -> integer 5920ad5d
-- function auth.close_accounts(integer) -> bigint 20afcbeb
-- function auth.complete_session(auth.sessions,bytea,text,auth.rules) -> auth.entry a6b26a0a
-- function auth.confirm_totp(bytea,bytea,uuid,bigint,auth.rules) -> SETOF auth.entry 25fddc24
-- function auth.consume_challenge(bytea,uuid) -> boolean a9d94b55
-- function auth.consume_identity_request(bytea,text,bytea,bytea) -> TABLE(nonce text, code_verifier text, notice text) cb624f8e
-- function auth.consume_proof(uuid,auth.proof) -> boolean 5acf5140
-- function auth.count_lookups(text,bytea[],integer,boolean) -> integer 29d21113
-- function auth.count_remaining_requests(text,text,integer,integer) -> TABLE(remaining integer, seconds_left double precision) 2eeddf5d
-- function auth.create_first_administrator(bytea,uuid,text,text,text) -> boolean 6c723e85
-- function auth.credential_of(text) -> TABLE(account_id uuid, password_hash text, name text) 1216b1fd
-- function auth.credentials_changed(auth.sessions,bytea,text,text,auth.rules) -> auth.entry e5daf1d5
-- function auth.daily_mail_readers() -> TABLE(account_id uuid, zone text, on_day date, retry_at timestamp with time zone) 15aa3da6
-- function auth.delete_factors(uuid) -> void 8f2c0f59
-- function auth.delete_identity_requests() -> bigint 14f807aa
-- function auth.delete_lookups() -> bigint a37fe48c
-- function auth.delete_rates() -> bigint d481dfff
-- function auth.device_of(uuid) -> bytea 705a7c30
-- function auth.disable_accounts_of_ended_users() -> trigger 8033f716
-- function auth.end_other_sessions(auth.sessions) -> void c751adf9
-- function auth.end_own_session(uuid) -> boolean d68b05c5
-- function auth.end_sessions_of_changed_account() -> trigger 2ac4c794
-- function auth.ends_at(auth.sessions) -> timestamp with time zone 78598508
-- function auth.enrol(bytea,text) -> boolean a1499cb8
-- function auth.enter_account_acts() -> trigger 4723ff64
-- function auth.enter_link() -> trigger ce66098a
-- function auth.enter_reset() -> trigger b9e4aa82
-- function auth.factors_changed(auth.sessions,bytea,text,text,auth.rules) -> auth.entry 4634cd92
-- function auth.factors_for(auth.sessions,auth.rules) -> text[] bf0ccbee
-- function auth.factors_of(bytea) -> TABLE(kind text, id uuid, name text, is_synced boolean, since timestamp with time zone, last_used_at timestamp with time zone, codes_left integer) 4ff968c4
-- function auth.find_credential(text) -> TABLE(account_id uuid, password_hash text, name text) bee88861
-- function auth.find_pending_session(bytea,auth.rules) -> TABLE(session_id uuid, account_id uuid, email text, name text, pending_step text, is_stepped_up boolean, factors text[], expires_at timestamp with time zone, idle_until timestamp with time zone, stepped_up_until timestamp with time zone, password_hash text, totp_id uuid, totp_secret bytea, totp_step bigint, epoch integer) 6c5bb0a4
-- function auth.has_independent_approver(app.accounts,uuid) -> boolean ba2eda9f
-- function auth.has_required_factors(auth.sessions,auth.rules) -> boolean 0f1a1832
-- function auth.has_second_person(app.accounts,uuid) -> boolean 0f1a1832
-- function auth.hold_session_to_account() -> trigger 1659a5c0
-- function auth.identity_link_of(text,text,text) -> TABLE(id uuid, account_id uuid) 0678dd97
-- function auth.identity_links_of(bytea) -> TABLE(id uuid, protocol text, issuer text, since timestamp with time zone, last_used_at timestamp with time zone) 72cb1ec7
-- function auth.invite(uuid,bytea,interval) -> timestamp with time zone e0f5d928
-- function auth.invite_first_administrator(bytea) -> boolean fda1ffa2
-- function auth.is_at_or_below(uuid,uuid,uuid,uuid) -> boolean 6ff271c1
-- function auth.is_enrolled(uuid) -> boolean 0f1a1832
-- function auth.is_independent(uuid,uuid) -> boolean b9a3eb54
-- function auth.is_known_device(text) -> boolean fb39d59b
-- function auth.is_locked(timestamp with time zone,auth.rules) -> boolean 462e9b15
-- function auth.is_provider() -> boolean 615c1c0b
-- function auth.is_unused(app.accounts,interval) -> boolean 0f1a1832
-- function auth.key_scopes() -> text[] 6ff271c1
-- function auth.keys_seen() -> TABLE(id uuid, account_id uuid, account_name text, name text, prefix text, scopes text[], networks text[], created_at timestamp with time zone, used_at timestamp with time zone, expires_at timestamp with time zone, ended_at timestamp with time zone) 2eeddf5d
-- function auth.knows_keys(text,bytea[]) -> boolean 2eeddf5d
-- function auth.last_used_at(app.accounts) -> timestamp with time zone 0f1a1832
-- function auth.lease_requests(text,text,integer,integer,integer) -> TABLE(leased integer, seconds_left double precision) 5bf5684f
-- function auth.link_of(bytea) -> TABLE(account_id uuid, email text, name text) ad2a9f50
-- function auth.lock_schema() -> void c865b5df
-- function auth.lock_session(bytea) -> auth.sessions 117e05ac
-- function auth.lock_sign_in(uuid) -> auth.sign_in_status 03cc0f49
-- function auth.log_single_approval(uuid,text) -> void 18dfd543
-- function auth.lookup_day() -> date b2f414f4
-- function auth.make_challenge(bytea) -> void ee92bf92
-- function auth.make_identity_request(bytea,text,bytea,text,text,bytea,text) -> void 7bdea6d8
-- function auth.make_key(uuid,bytea,text,text,text[],cidr[],timestamp with time zone) -> boolean d5da3584
-- function auth.make_registration_challenge(bytea,bytea) -> TABLE(credential_id bytea) bea533c3
-- function auth.may_sign_in(app.accounts) -> boolean 0f1a1832
-- function auth.name_identity(text,text) -> text b2f414f4
-- function auth.needs_passkey(text,uuid,auth.rules) -> boolean 78598508
-- function auth.next_step_after(text,uuid,text,uuid,auth.rules) -> text 4c9dc7b5
-- function auth.origins(uuid,text[]) -> TABLE(account_id uuid) b9a3eb54
-- function auth.own_sessions() -> TABLE(id uuid, opened_at timestamp with time zone, seen_at timestamp with time zone, expires_at timestamp with time zone, address text, is_this_one boolean) f4ebaf2e
-- function auth.pass_second_factor(bytea,bytea,auth.proof,auth.rules) -> SETOF auth.entry ef2d7394
-- function auth.passkey_of(bytea) -> TABLE(id uuid, account_id uuid, public_key bytea) 0678dd97
-- function auth.redeem(bytea) -> TABLE(account_id uuid) 42894802
-- function auth.reencrypt_totp(uuid,bytea,bytea) -> void 70e04135
-- function auth.release_daily_mail(uuid,date,timestamp with time zone) -> void ba0a6ed3
-- function auth.release_lock(uuid) -> boolean 0c539e8a
-- function auth.remember_device(bytea,bytea) -> timestamp with time zone 9ac4a7c1
-- function auth.remove_identity_link(bytea,bytea,uuid,auth.rules) -> SETOF auth.entry b54171de
-- function auth.remove_passkey(bytea,bytea,uuid,auth.rules) -> SETOF auth.entry 71b2dea3
-- function auth.remove_totp(bytea,bytea,auth.rules) -> SETOF auth.entry 64df46f8
-- function auth.renew_hash(uuid,text,text) -> void 3952b84a
-- function auth.renew_recovery_codes(bytea,bytea,bytea[],auth.rules) -> SETOF auth.entry b2cd733a
-- function auth.require_independence() -> trigger 2cbdf9bb
-- function auth.require_independent_approver(uuid,uuid,uuid) -> void 60898d2d
-- function auth.require_independent_locking() -> trigger 6a1fc694
-- function auth.require_independent_revalidation() -> trigger fbbbf88d
-- function auth.reset_failures(auth.sign_in_status,auth.rules) -> void 1820ea8b
-- function auth.revoke_key(uuid) -> boolean 631d105e
-- function auth.role() -> text 59ecd27b
-- function auth.seat() -> text 0b920f68
-- function auth.sees_sealed() -> boolean 79144e95
-- function auth.session() -> auth.sessions 02c263b0
-- function auth.set_password(uuid,text) -> void c2d27447
-- function auth.settle_account() -> trigger 7d78b49d
-- function auth.sign_in(uuid,auth.proof,boolean,uuid,bytea,text,auth.rules) -> SETOF auth.entry 13b2e6ec
-- function auth.sign_in_statuses(uuid[],interval) -> TABLE(account_id uuid, locked_at timestamp with time zone, last_signed_in_at timestamp with time zone, is_enrolled boolean) 80ffab41
-- function auth.sign_out(bytea) -> boolean 908df076
-- function auth.step_up(bytea,bytea,auth.proof,auth.rules) -> SETOF auth.entry 4997ad2c
-- function auth.store_password(uuid,text) -> void 1ea3be42
-- function auth.take_keys(text,bytea[]) -> boolean 1747afde
-- function auth.task_force() -> uuid 98081e77
-- function auth.values_taken_elsewhere(text,text[],boolean) -> record 8610c838
-- function auth.verify_proof(uuid,auth.proof,auth.rules) -> boolean 30b65e05
-- function auth.waiting_totp(bytea) -> TABLE(id uuid, secret bytea, epoch integer) d7bad3ab
-- function oversight.agencies_participating(uuid,date,date) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.agencies_with_ori(text[]) -> TABLE(id uuid, task_force_id uuid, ori text) 824ae0a2
-- function oversight.answer_transfer(uuid,text,text,uuid,timestamp with time zone) -> TABLE(held uuid, agency text, phone text, email text) 68b08976
-- function oversight.approximate_distance(double precision,interval) -> record 57bb034f
-- function oversight.backlog(timestamp with time zone,text[],uuid,uuid,boolean,integer[],integer[]) -> TABLE(task_force_id uuid, agency_id uuid, priority smallint, source text, state text, age integer, complaints bigint, past_target bigint, overdue bigint, expiring bigint, expired bigint) af031880
-- function oversight.common_identifiers(text[],text[],integer) -> TABLE(kind text, normalised text) d760332a
-- function oversight.complaint_updated() -> trigger 3ed94900
-- function oversight.complaint_with_reference(text) -> TABLE(id uuid, reference text) 824ae0a2
-- function oversight.complaints_deleted() -> trigger 81c72049
-- function oversight.complaints_inserted() -> trigger 663780d8
-- function oversight.conflict_notices(uuid) -> TABLE(kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer, asked_at timestamp with time zone) 438d15b7
-- function oversight.conflicting_events(uuid) -> TABLE(kind text, agency text, task_force text, phone text, email text, distance text, hours_apart integer) eba4b989
-- function oversight.contact_of_agency(uuid) -> TABLE(task_force text, name text, phone text, email text) 824ae0a2
-- function oversight.contact_of_unit(uuid) -> record 4d30bf08
-- function oversight.copy_to_receiver(app.transfers,app.complaints,uuid,timestamp with time zone) -> uuid 3e240bf8
-- function oversight.count_outstanding_processes(uuid) -> bigint 824ae0a2
-- function oversight.counted_by_tag(uuid,uuid) -> TABLE(operation_id uuid, complaint_id uuid, record_id uuid) 4d30bf08
-- function oversight.counted_for_report(date,date,uuid,text[]) -> TABLE(measure text, record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, historical text) ace928b1
-- function oversight.counted_in_operation(uuid,text,boolean,jsonb) -> TABLE(task_force_id uuid, facets jsonb, recorded bigint) a8ad9704
-- function oversight.disclosed(date,date) -> TABLE(basis text, what text, recipient text, disclosures integer) 4f23df3a
-- function oversight.drill_down(text,date,date,uuid,uuid,boolean,jsonb,date,uuid,text,integer) -> TABLE(record_id uuid, complaint_id uuid, reference text, agency_id uuid, agency_name text, day date, facets jsonb, n bigint, part text, is_purged boolean, placed_by uuid) 5a819288
-- function oversight.due_from(timestamp with time zone,smallint) -> timestamp with time zone 57bb034f
-- function oversight.end_import(uuid,uuid) -> boolean 938e89cc
-- function oversight.enter_holder_of_offered(uuid) -> void 5252df4c
-- function oversight.events_near(app.operation_events,integer,integer) -> TABLE(event_id uuid, kind text, agency_id uuid, kilometres double precision, time_between interval) 9aab28ad
-- function oversight.facts(date,date) -> TABLE(measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.facts_of(uuid,uuid) -> TABLE(measure text, record_id uuid, agency_id uuid, day date, facets jsonb, n bigint, operation_ids uuid[]) bd849a47
-- function oversight.facts_on_record(date,date) -> TABLE(measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.find_tip_holders(text[],text[]) -> TABLE("position" bigint, complaint uuid, agency text, phone text, email text) 8fda5d23
-- function oversight.fold_tally(integer) -> integer f66d2dc7
-- function oversight.found_identifiers(uuid[]) -> TABLE(id uuid, task_force_id uuid, complaint_id uuid) 824ae0a2
-- function oversight.has_agreement(uuid,date) -> boolean 4d30bf08
-- function oversight.historical_totals_in(date,date,uuid,uuid,boolean) -> SETOF app.historical_totals 46e5053b
-- function oversight.holder_of_offered(app.transfers,app.complaints) -> TABLE(held uuid, agency text, phone text, email text) 4d30bf08
-- function oversight.holders_of_tips(text[],text[]) -> TABLE("position" bigint, agency text, phone text, email text) 677f2f05
-- function oversight.imports_under_way() -> bigint 308ba0d9
-- function oversight.index_entries_of(uuid) -> SETOF uuid 824ae0a2
-- function oversight.investigations_open_at_end(uuid,date) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.is_all_sealed(uuid) -> boolean 80413aa1
-- function oversight.is_named_in_cases(uuid) -> boolean 824ae0a2
-- function oversight.is_primary_record(uuid) -> boolean 308ba0d9
-- function oversight.is_sealed(uuid) -> boolean 80413aa1
-- function oversight.is_suspended(uuid) -> boolean 824ae0a2
-- function oversight.kilometres_between(double precision,double precision,double precision,double precision) -> double precision 9cb5d115
-- function oversight.ledger_backlog() -> record 193b83c2
-- function oversight.match_subject_index(bytea[],uuid,timestamp with time zone) -> TABLE(entries uuid[], task_force_id uuid, agency_id uuid, complaint_id uuid, kinds text[], strength text) 824ae0a2
-- function oversight.matching_subjects(text,text,date,integer,timestamp with time zone) -> TABLE(entry_id uuid, task_force_id uuid, agency_id uuid, strength text) 824ae0a2
-- function oversight.may_answer(app.transfers,text,timestamp with time zone) -> boolean ab571a8c
-- function oversight.may_be_indexed(uuid,uuid,text) -> boolean 824ae0a2
-- function oversight.membership_on(uuid,uuid,date) -> text 824ae0a2
-- function oversight.merged_with(uuid) -> SETOF uuid 4d30bf08
-- function oversight.misspelling_keys(text) -> text[] 26ecc096
-- function oversight.name_keys(text,uuid,uuid,uuid) -> tsvector f9e97e0d
-- function oversight.names_deleted() -> trigger 12ecb423
-- function oversight.names_inserted() -> trigger 700eb148
-- function oversight.names_updated() -> trigger 2a34c1c7
-- function oversight.open_complaints(timestamp with time zone,integer[]) -> TABLE(complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, priority smallint, source text, state text, received_at timestamp with time zone, is_sealed boolean, age_days integer, is_past_target boolean, is_overdue boolean, is_expiring boolean, has_expired boolean) 4d30bf08
-- function oversight.open_hits(uuid) -> bigint 824ae0a2
-- function oversight.open_processes(uuid) -> bigint 308ba0d9
-- function oversight.open_records(date,date,text,refcursor) -> void dc0aa064
-- function oversight.operation_participants(uuid) -> TABLE(task_forces bigint, agencies bigint) 6c8b820a
-- function oversight.operation_scope(uuid) -> record 61106921
-- function oversight.operation_totals(uuid,boolean) -> TABLE(measure text, facets jsonb, recorded bigint) bacc45b1
-- function oversight.own_event(uuid) -> app.operation_events 019523cb
-- function oversight.owner_of_record(uuid) -> TABLE(kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid) 824ae0a2
-- function oversight.persons_arrested(uuid,date,date) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.pointers_of(uuid,timestamp with time zone) -> TABLE(entry_id uuid, strength text, criminal_activity text, is_active boolean, task_force text, agency text, phone text, email text) 7907e6e6
-- function oversight.publications(text[]) -> TABLE(id uuid, cells jsonb, records jsonb) ba58aa49
-- function oversight.publishable_operation(uuid) -> TABLE(task_force_ids uuid[], record_ids uuid[]) 1da78099
-- function oversight.publishable_records(text[]) -> TABLE(measure text, record_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint) ca4aad4f
-- function oversight.publishing_task_force(text[]) -> uuid e9457539
-- function oversight.purged_rows_of(text,uuid,uuid,date,date,uuid[],jsonb,date,uuid,text,integer) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean) 4d30bf08
-- function oversight.reader_seat() -> record 99c683c5
-- function oversight.recalculate_recipient_memberships() -> trigger b6b8e774
-- function oversight.recalculate_timings(uuid[]) -> void 6122f01e
-- function oversight.recalculate_timings_of_complaint() -> trigger 9bc2675e
-- function oversight.recalculate_timings_of_rows() -> trigger 79969e8d
-- function oversight.receiver(uuid,date) -> TABLE(task_force_id uuid, name text, has_agreement boolean) 80413aa1
-- function oversight.receivers(date,uuid,text,uuid,integer) -> TABLE(id uuid, task_force_id uuid, name text, state text) 308ba0d9
-- function oversight.recompute_commonness(uuid,bytea) -> integer 74c79fcb
-- function oversight.reference_of(uuid) -> text 824ae0a2
-- function oversight.reindex_names(uuid[]) -> void c0d89727
-- function oversight.restore_previous_state(app.complaints,timestamp with time zone) -> void f7db6486
-- function oversight.rows_of(text,uuid,uuid,date,date,uuid[],jsonb,date,uuid,text,integer) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean) 4c32462a
-- function oversight.search_identifiers(text[],text[],boolean[],integer) -> TABLE(record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamp with time zone, received_on date, agency_id uuid, state text, type text, source text) 808cf517
-- function oversight.search_key_prefix(uuid) -> text 9cb5d115
-- function oversight.search_names(text,integer) -> TABLE(record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamp with time zone, received_on date, agency_id uuid, state text, type text, source text) db5dc2b6
-- function oversight.search_narratives(text,date,date,timestamp with time zone,uuid,integer,integer) -> TABLE(record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamp with time zone, received_on date, agency_id uuid, state text, type text, source text) f672a7c5
-- function oversight.search_references(text,text[],integer) -> TABLE(record_id uuid, kind text, detail text, complaint_id uuid, received_at timestamp with time zone, received_on date, agency_id uuid, state text, type text, source text) 960cc78a
-- function oversight.seat_keys(uuid,uuid,uuid) -> text[] 9cb5d115
-- function oversight.seconds_of(integer) -> bigint 9cb5d115
-- function oversight.sentences(uuid,date,date) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.set_sealed_before() -> trigger 1d58170d
-- function oversight.shared_complaint(uuid,timestamp with time zone) -> TABLE(complaint jsonb, suspects jsonb, arrests jsonb, victims jsonb, seen uuid[]) 30ed347c
-- function oversight.sound_keys(text) -> text[] 9aa2b684
-- function oversight.staffing_at_end(uuid,date) -> TABLE(record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint) 4d30bf08
-- function oversight.stale_commonness(interval) -> SETOF uuid 308ba0d9
-- function oversight.standbys() -> record 193b83c2
-- function oversight.store_offer_timing() -> trigger 0d21ac58
-- function oversight.suspects_like(text,text,date) -> SETOF uuid 89fd6fe9
-- function oversight.timed(text,date,date,uuid,integer,text,boolean,integer[],date,uuid,integer,integer) -> TABLE(record_id uuid, complaint_id uuid, cycle smallint, stopped_on date, wall_seconds bigint, working_seconds bigint, is_past_target boolean) 251bba83
-- function oversight.timeliness(date,date,text[],uuid,uuid,boolean,integer[]) -> TABLE(is_whole boolean, measure text, task_force_id uuid, agency_id uuid, priority smallint, source text, month date, stopped bigint, wall_median bigint, wall_p90 bigint, working_median bigint, working_p90 bigint, targeted bigint, past_target bigint) 8bc7b13e
-- function oversight.timing_of(app.transfers) -> TABLE(record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid, priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint) 4d30bf08
-- function oversight.timings_of(uuid[]) -> TABLE(record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid, priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint) 4d30bf08
-- function oversight.totals(text[],text[],date,date,text[],uuid,uuid,boolean) -> TABLE(measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, recorded bigint, historical bigint, "precision" text) ce438cf7
-- function oversight.transfer_to_task_force(app.transfers,app.complaints,uuid,timestamp with time zone) -> void fd623c54
-- function oversight.transfer_within_task_force(app.transfers,app.complaints,timestamp with time zone) -> void 2cad615d
-- function oversight.unworked(date,date,uuid,uuid,boolean) -> TABLE(reason text, disposition text, priority smallint, complaints bigint) 09072e39
-- function oversight.unworked_complaints(date,date) -> TABLE(complaint_id uuid, task_force_id uuid, agency_id uuid, priority smallint, source text, reason text, disposition text, received_at timestamp with time zone, since timestamp with time zone, is_sealed boolean) 4d30bf08
-- function oversight.unworked_list(date,date,uuid,text,text,text,timestamp with time zone,uuid,integer) -> TABLE(complaint_id uuid, reason text, since timestamp with time zone) c3480cfc
-- function oversight.victim_identifiers(uuid,text[],text[]) -> TABLE(kind text, normalised text, identifier_id uuid) 824ae0a2
-- function oversight.waiting(timestamp with time zone,uuid,integer,text,text,integer,integer,text,integer[],timestamp with time zone,uuid,integer) -> TABLE(complaint_id uuid, age_days integer, is_past_target boolean, is_overdue boolean) a410f5af
-- function oversight.was_transferred_to(uuid,uuid) -> boolean 4d30bf08
-- function oversight.weight_of_kind(text) -> double precision 9cb5d115
-- function oversight.words_of_name(text) -> text[] e7306705
-- function purge.classify_closed(uuid,integer) -> uuid b7e99811
-- function purge.complaint(uuid,purge.step[]) -> text 6f4cd2ec
-- function purge.delete_drafts() -> bigint a887d9f6
-- function purge.dependent_rows() -> SETOF purge.step 51ac7601
-- function purge.erase(uuid,app.retentions,purge.step[]) -> void f5525f22
-- function purge.erase_ended_draft() -> trigger 7773d589
-- function purge.purge_batch(timestamp with time zone,uuid,integer) -> TABLE(complaint_id uuid, due_at timestamp with time zone, outcome text) 7e516f01
-- function purge.reclassify() -> bigint 198991d9
-- function purge.refuse_while_held() -> trigger cdc60d57
-- function purge.tables_to_purge() -> SETOF purge.step 51ac7601
-- function quota.arrests_text_counted() -> trigger d2846af4
-- function quota.arrests_text_recounted() -> trigger c76e77d4
-- function quota.assignments_text_counted() -> trigger e4870a50
-- function quota.assignments_text_recounted() -> trigger ecb88a5f
-- function quota.closure_proposals_text_counted() -> trigger 49604450
-- function quota.closure_proposals_text_recounted() -> trigger 21fc6022
-- function quota.complaint_holds_text_counted() -> trigger e4870a50
-- function quota.complaint_holds_text_recounted() -> trigger ecb88a5f
-- function quota.complaint_moves_text_counted() -> trigger 3b333722
-- function quota.complaint_moves_text_recounted() -> trigger d384d67c
-- function quota.complaints_text_recounted() -> trigger 9d564d83
-- function quota.count_texts(regclass) -> nothing fdfecd8e
-- function quota.deconfliction_checks_text_counted() -> trigger 36dcbf46
-- function quota.deconfliction_checks_text_recounted() -> trigger 5fd87a88
-- function quota.deconfliction_hits_text_counted() -> trigger 7cefd87d
-- function quota.deconfliction_hits_text_recounted() -> trigger 165a8c6e
-- function quota.delete_case_texts() -> trigger 05775733
-- function quota.disclosures_text_counted() -> trigger 532a3120
-- function quota.disclosures_text_recounted() -> trigger 92aba828
-- function quota.dispositions_text_counted() -> trigger cc60078c
-- function quota.dispositions_text_recounted() -> trigger ed004739
-- function quota.forensic_exams_text_counted() -> trigger e831b7eb
-- function quota.forensic_exams_text_recounted() -> trigger 3367de02
-- function quota.identifiers_text_counted() -> trigger 495c2bd8
-- function quota.identifiers_text_recounted() -> trigger 60e40074
-- function quota.identity_destructions_text_counted() -> trigger ed0a12c0
-- function quota.identity_destructions_text_recounted() -> trigger b3f7da08
-- function quota.investigation_complaints_text_counted() -> trigger 97daf71a
-- function quota.investigation_complaints_text_recounted() -> trigger ea62af6f
-- function quota.legal_holds_text_counted() -> trigger c15bbbe8
-- function quota.legal_holds_text_recounted() -> trigger fdb70fe4
-- function quota.legal_processes_text_counted() -> trigger 5e29c03d
-- function quota.legal_processes_text_recounted() -> trigger d65d4e4b
-- function quota.notes_text_counted() -> trigger d218564f
-- function quota.notes_text_recounted() -> trigger 5291edfc
-- function quota.operation_members_text_counted() -> trigger cc236cd3
-- function quota.operation_members_text_recounted() -> trigger f568e8ab
-- function quota.outside_checks_text_counted() -> trigger bf15f812
-- function quota.outside_checks_text_recounted() -> trigger 29040dfe
-- function quota.packets_text_counted() -> trigger 2bee2c82
-- function quota.packets_text_recounted() -> trigger a421a78a
-- function quota.preservations_text_counted() -> trigger 3aee85e3
-- function quota.preservations_text_recounted() -> trigger acad6e5e
-- function quota.reported_files_text_counted() -> trigger e8806712
-- function quota.reported_files_text_recounted() -> trigger 02919395
-- function quota.reported_persons_text_counted() -> trigger 3ea8d619
-- function quota.reported_persons_text_recounted() -> trigger 4d3df96e
-- function quota.retentions_text_counted() -> trigger b75212b9
-- function quota.retentions_text_recounted() -> trigger 10b315c5
-- function quota.screenings_text_counted() -> trigger 9f0424e6
-- function quota.screenings_text_recounted() -> trigger a788ab1f
-- function quota.seal_orders_text_counted() -> trigger c6928fad
-- function quota.seal_orders_text_recounted() -> trigger e762e0c8
-- function quota.shares_text_counted() -> trigger 7ee1c1ec
-- function quota.shares_text_recounted() -> trigger 5af9bb5a
-- function quota.subject_index_entries_text_counted() -> trigger d6f1f7a3
-- function quota.subject_index_entries_text_recounted() -> trigger 9ac58ea2
-- function quota.suspects_text_counted() -> trigger 785eab5d
-- function quota.suspects_text_recounted() -> trigger 5f0e29cd
-- function quota.tasks_text_counted() -> trigger 651f0dcf
-- function quota.tasks_text_recounted() -> trigger f563586e
-- function quota.tip_versions_text_counted() -> trigger 74faec07
-- function quota.tip_versions_text_recounted() -> trigger 6ef3898a
-- function quota.transfers_text_counted() -> trigger b76a35b8
-- function quota.transfers_text_recounted() -> trigger d6f8c092
-- function quota.triages_text_counted() -> trigger ee3ec9e6
-- function quota.triages_text_recounted() -> trigger fb2d188a
-- function quota.victim_inquiries_text_counted() -> trigger 29abd766
-- function quota.victim_inquiries_text_recounted() -> trigger 1582b22c
-- function quota.victims_identified_text_counted() -> trigger 6c088522
-- function quota.victims_identified_text_recounted() -> trigger 13f031a7
-- function staging.bound_drafts() -> trigger b9a856ca
-- function staging.delete_expired() -> bigint 59020645
-- function staging.open_faults(uuid,refcursor) -> void 4751b14b
-- function tally.calendar_pieces(date,date,boolean) -> TABLE(grain text, from_on date, until_on date) 57bb034f
-- function tally.count_records(uuid,uuid,text[],text[],date,date,boolean) -> TABLE(measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint) 3391ccdf
-- function tally.differences() -> TABLE(level text, measure text, detail text, grain text, task_force_id uuid, agency_id uuid, starts_on date, facets jsonb, in_ledger bigint, recounted bigint) c730e79a
-- function tally.enter_arrests() -> trigger 1a67dddc
-- function tally.enter_assistance_sessions() -> trigger be2980e5
-- function tally.enter_complaints() -> trigger 9d1496a1
-- function tally.enter_forensic_exams() -> trigger fd6a3acc
-- function tally.enter_investigations() -> trigger 90b41f45
-- function tally.enter_legal_processes() -> trigger e578a38c
-- function tally.enter_presentations() -> trigger cebb482b
-- function tally.enter_preservations() -> trigger 7990a902
-- function tally.enter_prosecution_referrals() -> trigger cea0cbd4
-- function tally.enter_prosecutions() -> trigger 90772551
-- function tally.enter_purged_counts() -> trigger f5d454c5
-- function tally.enter_suspects() -> trigger ef8e48d5
-- function tally.enter_trainings() -> trigger 6add1c28
-- function tally.enter_victims_identified() -> trigger a8b18eb8
-- function tally.has_detail(jsonb,text) -> boolean 9cb5d115
-- function tally.lock_complaints(uuid[],boolean) -> void da232b00
-- function tally.nil_id() -> uuid 9cb5d115
-- function tally.of_case(jsonb) -> jsonb 9cb5d115
-- function tally.read(text,uuid,text[],text[],date,date,boolean) -> TABLE(measure text, task_force_id uuid, agency_id uuid, month date, facets jsonb, n bigint) e060356d
-- function tally.rebuild() -> bigint 8763aebc
-- function tally.reduce_facets(jsonb,text) -> jsonb 9cb5d115
-- function vault.active_keys(boolean) -> TABLE(id uuid, wrapped bytea, wrapped_by text) 583d7a00
-- function vault.add_key(uuid,bytea,text) -> void 10dee3e3
-- function vault.approve_destruction(uuid,timestamp with time zone) -> text 1351c4da
-- function vault.destroy(uuid,timestamp with time zone) -> boolean 0a323438
-- function vault.find_child(uuid) -> TABLE(task_force_id uuid, complaint_id uuid, is_worked boolean) b2f414f4
-- function vault.is_access_withdrawn(uuid) -> boolean b2f414f4
-- function vault.is_own_access_withdrawn() -> boolean 270a404c
-- function vault.is_wrapped_by(text[]) -> boolean 2eeddf5d
-- function vault.names_among(uuid,bytea[],boolean) -> record 13636eb1
-- function vault.open_to_record(uuid) -> TABLE(version integer, destroyed_at timestamp with time zone, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea) 5dfde7ea
-- function vault.raise_alarm(integer,boolean) -> boolean ae877bfd
-- function vault.recorded_fields(uuid) -> TABLE(version integer, fields text[], destroyed_at timestamp with time zone) 2eeddf5d
-- function vault.request_identity(uuid,text,text) -> uuid 162e8719
-- function vault.require_opener() -> void 0dc9ae98
-- function vault.restore_access(uuid,timestamp with time zone) -> boolean 8089a8c9
-- function vault.reveal(uuid) -> TABLE(version integer, key_id uuid, wrapped bytea, wrapped_by text, wrapped_key bytea, given_name bytea, family_name bytea, born_on bytea, address bytea, phone bytea, email bytea, school bytea, guardian bytea) 56208a62
-- function vault.scan_text(uuid,text,bytea[],boolean) -> record 7bb4a138
-- function vault.search(text[],bytea[],integer) -> TABLE(is_within boolean, is_alarm boolean, victim_id uuid, pseudonym text, complaint_id uuid, reference text) b45a7af3
-- function vault.show_unsaved_matches(uuid[],text,text,bytea[],boolean) -> record 86aa3daf
-- function vault.warn_of_names(uuid,uuid,bytea[],boolean) -> record b322d31d
-- function vault.write_identity(uuid,integer,uuid,bytea,text[],bytea[],text[],text[],bytea[]) -> integer acb03e6e
-- policies app.account_batches cf7e96fe
-- policies app.account_preferences c96ddd09
-- policies app.accounts 33433354
-- policies app.agencies 9ce9037d
-- policies app.agency_memberships 58651c6e
-- policies app.arrests f191200b
-- policies app.assignments 1158a985
-- policies app.assistance_sessions 6cd5a43c
-- policies app.charges 724f9671
-- policies app.closure_proposals 4f6ba3cc
-- policies app.complaint_holds cda76570
-- policies app.complaint_moves 492e71b9
-- policies app.complaints 1b76f807
-- policies app.deconfliction_checks a70d94e8
-- policies app.deconfliction_hits a51c1da2
-- policies app.disclosures 4359214e
-- policies app.dispositions 4c1cd133
-- policies app.event_conflict_checks 0d1cfce3
-- policies app.event_conflicts 8d74c2b0
-- policies app.excluded_identifiers b42f1626
-- policies app.exports c1226a4c
-- policies app.factor_resets ac36e7be
-- policies app.forensic_exams d9797c4d
-- policies app.historical_totals 6dc5f96a
-- policies app.idempotency_keys 109a3e47
-- policies app.identifiers b0829f96
-- policies app.identity_access_withdrawals e3ecb627
-- policies app.identity_destructions 7aa87015
-- policies app.import_batches 247113ff
-- policies app.investigation_closures aa20ad12
-- policies app.investigation_complaints 89ebd343
-- policies app.investigations 36b443c2
-- policies app.legal_holds b577ba84
-- policies app.legal_processes b59d19b9
-- policies app.notes e6983778
-- policies app.operation_events 3ea7058d
-- policies app.operation_members 72226218
-- policies app.operation_task_forces 4b7f77ea
-- policies app.operations 577a1c41
-- policies app.outside_checks 71146106
-- policies app.packets e858c60c
-- policies app.performance_report_records af0bc8a5
-- policies app.performance_reports cb4b6c80
-- policies app.presentations e9e59ee3
-- policies app.preservations 99cefbdc
-- policies app.process_templates 29392f1e
-- policies app.prosecution_referrals e8c8897b
-- policies app.prosecutions f6fb818d
-- policies app.providers 04d1d5f7
-- policies app.provisioned_users 4c75c84a
-- policies app.publications e927aca7
-- policies app.purged_complaints 6f6c920e
-- policies app.purged_counts be16d3ff
-- policies app.recertification_lines 30f874fd
-- policies app.recertifications c969a5a3
-- policies app.reported_files 61e3bec7
-- policies app.reported_persons 90fdd0b8
-- policies app.retentions 07d7d7c8
-- policies app.safeguarding_steps 008e391d
-- policies app.saved_views d9759b1a
-- policies app.screenings 593f0b1f
-- policies app.seal_orders 72009a38
-- policies app.shares f288bbe4
-- policies app.staffing_levels 997861a9
-- policies app.subject_index_disseminations b681bf60
-- policies app.subject_index_entries e03db0e0
-- policies app.subject_index_identifiers cb0e714c
-- policies app.subject_index_notices 024cfc25
-- policies app.subject_index_queries 4cc3fef3
-- policies app.subject_index_reviews 2a73141f
-- policies app.suspect_aliases 0b7f9d10
-- policies app.suspects 73dfedf8
-- policies app.task_forces ca67759b
-- policies app.task_terms 386f2f96
-- policies app.tasks 03c22bcc
-- policies app.tip_versions fdb7dd2a
-- policies app.trainings f9c93caf
-- policies app.transfers 7e95d7e1
-- policies app.triages 7d7ca87e
-- policies app.victim_inquiries 0d0fa25a
-- policies app.victim_relationships 0e66d7e3
-- policies app.victims_identified 54bbca5c
-- policies search.complaints 218f6b1c
-- policies search.names 77b765da
-- policies staging.drafts f320193f
-- policies staging.import_faults 6ebbf4de
-- policies staging.import_rows a090fb8a
-- policies timing.timings 734ae12e
-- policies vault.encrypted_identities a16db77b
-- policies vault.identities 00395a88
-- policies vault.keys 16140ab6
-- policies vault.requests bd57eac5
-- policies vault.tokens 8bab9fab
-- triggers app.account_batches 3ebd5a45
-- triggers app.account_preferences e8aa8d76
-- triggers app.accounts 78e0ea86
-- triggers app.agencies 53aecb93
-- triggers app.agency_memberships ca444252
-- triggers app.arrests 361b09dc
-- triggers app.assignments 6fbc66f2
-- triggers app.assistance_sessions d516a4c8
-- triggers app.charges ab797d3d
-- triggers app.closure_proposals 0ad5a61f
-- triggers app.complaint_holds 835fa3a7
-- triggers app.complaint_moves dc8b0537
-- triggers app.complaints 5c9543fd
-- triggers app.deconfliction_checks 1c01cadf
-- triggers app.deconfliction_hits a766b0cc
-- triggers app.disclosures 9c6b3efe
-- triggers app.dispositions d34ffd7d
-- triggers app.event_conflict_checks 37cdef08
-- triggers app.event_conflicts 108e5764
-- triggers app.excluded_identifiers 7f26492b
-- triggers app.exports 94b2857d
-- triggers app.factor_resets df53f8f3
-- triggers app.forensic_exams e2d5a473
-- triggers app.historical_totals e68aed70
-- triggers app.identifiers bbae24b7
-- triggers app.identity_access_withdrawals 51b57181
-- triggers app.identity_destructions dd72a31b
-- triggers app.import_batches 4a741f1e
-- triggers app.investigation_closures 1778425e
-- triggers app.investigation_complaints 1c5d827d
-- triggers app.investigations 9046dfef
-- triggers app.legal_holds 9183073c
-- triggers app.legal_processes aaf6456c
-- triggers app.notes 657048d3
-- triggers app.operation_events a0f3f7a2
-- triggers app.operation_members f4283618
-- triggers app.operation_task_forces 93ab94e9
-- triggers app.operations d5c7fce5
-- triggers app.outside_checks 83cfb95a
-- triggers app.packets c2361d75
-- triggers app.performance_report_records 5cd3060b
-- triggers app.performance_reports 2976cc3e
-- triggers app.presentations 1845e9de
-- triggers app.preservations 3e133c00
-- triggers app.process_templates 4d373737
-- triggers app.prosecution_referrals b247fc1e
-- triggers app.prosecutions 51e61e7c
-- triggers app.providers 49bcf7d0
-- triggers app.provisioned_users be58ad87
-- triggers app.publications d57cef48
-- triggers app.purged_complaints 65cb28cf
-- triggers app.purged_counts 812038de
-- triggers app.recertification_lines 03fe4b07
-- triggers app.recertifications b1cfe226
-- triggers app.reported_files 985cb9f2
-- triggers app.reported_persons 44dfeb97
-- triggers app.retentions d1478de0
-- triggers app.safeguarding_steps 39a9a764
-- triggers app.saved_views 3364c0e3
-- triggers app.screenings 35e0063c
-- triggers app.seal_orders 762d4e4e
-- triggers app.shares e7eada6e
-- triggers app.staffing_levels b9e46414
-- triggers app.subject_index_disseminations 3265a88f
-- triggers app.subject_index_entries e040b71a
-- triggers app.subject_index_identifiers db651b64
-- triggers app.subject_index_notices 71e94f62
-- triggers app.subject_index_queries c4d71965
-- triggers app.subject_index_reviews d94f0f75
-- triggers app.suspect_aliases 2c5f7c7b
-- triggers app.suspects 120a95a0
-- triggers app.task_forces 9b5b0316
-- triggers app.task_terms ba08f6e0
-- triggers app.tasks db0ede5f
-- triggers app.tip_versions 5e889bb6
-- triggers app.trainings 678d328e
-- triggers app.transfers 05664bc5
-- triggers app.triages 1c328a6b
-- triggers app.victim_inquiries 48fc7acf
-- triggers app.victim_relationships 998f8710
-- triggers app.victims_identified cd3341bd
-- triggers audit.archive_signatures 69949883
-- triggers audit.archives 7c008396
-- triggers audit.entries 842d74dd
-- triggers audit.entries_default 5b052c6d
-- triggers audit.heads 90bdffe8
-- triggers audit.links 4faf6ce2
-- triggers audit.sequencer 86308237
-- triggers audit.signatures 3c5024f9
-- triggers audit.unlinked_entries a3173a1e
-- triggers auth.invitations 362533fd
-- triggers auth.sessions a980b4e8
-- triggers staging.drafts 670bd47d
-- triggers vault.identities d9bac395
-- triggers vault.keys a0549b34
-- view oversight.searchable_complaints 37da12bb
-- view oversight.searchable_names 37da12bb
