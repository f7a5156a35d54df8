import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Task forces, agencies and accounts, and how an account signs in. Row security trusts the session row alone. */
export class CreateAccountsAndSessions1765000002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The task forces of the program.
      CREATE TABLE app.task_forces (
        id            uuid PRIMARY KEY,
        code          text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}(-[A-Z]{2,8})?$'),
        name          text NOT NULL,
        state         text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
        coverage      text NOT NULL CHECK (coverage IN ('statewide', 'regional', 'metropolitan', 'county', 'military')),
        zone          text NOT NULL,
        contact_phone text,
        contact_email text,
        verified      boolean NOT NULL,
        version       integer NOT NULL
      );
      ALTER TABLE app.task_forces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- Agencies, each in one task force.
      CREATE TABLE app.agencies (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        name          text NOT NULL,
        ori           text UNIQUE CHECK (ori ~ '^[A-Z0-9]{9}$'),
        kind          text NOT NULL CHECK (kind IN ('local_police', 'sheriff', 'state_police', 'state_bureau', 'attorney_general',
                        'district_attorney', 'tribal', 'federal', 'military', 'campus_police', 'probation_parole', 'prosecutor',
                        'child_advocacy_center', 'child_protective_services', 'other')),
        level         text NOT NULL CHECK (level IN ('local', 'county', 'state', 'tribal', 'federal', 'military')),
        state         text NOT NULL CHECK (state ~ '^[A-Z]{2}$'),
        contact_phone text,
        contact_email text,
        version       integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, name)
      );
      ALTER TABLE app.agencies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- The membership of an agency in its task force, with its memorandum of understanding. Memberships do not overlap.
      CREATE TABLE app.agency_memberships (
        id                   uuid PRIMARY KEY,
        task_force_id        uuid NOT NULL,
        agency_id            uuid NOT NULL,
        kind                 text NOT NULL CHECK (kind IN ('lead', 'affiliate', 'non_member')),
        began_on             date NOT NULL,
        ended_on             date,
        mou_signed_on        date,
        standards_adopted_on date,
        version              integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CONSTRAINT agency_memberships_agency_id_daterange_excl EXCLUDE USING gist (agency_id WITH =, daterange(began_on, ended_on) WITH &&),
        CHECK (ended_on > began_on)
      );
      ALTER TABLE app.agency_memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX agency_memberships_task_force_id_agency_id_idx ON app.agency_memberships (task_force_id, agency_id);

      -- Accounts of persons, with role and seat.
      CREATE TABLE app.accounts (
        id                     uuid PRIMARY KEY,
        email                  text NOT NULL UNIQUE CHECK (email = lower(email)),
        name                   text NOT NULL,
        role                   text NOT NULL CHECK (role IN ('investigator', 'supervisor', 'admin', 'auditor')),
        task_force_id          uuid REFERENCES app.task_forces,
        agency_id              uuid,
        disabled_at            timestamptz,
        disabled_reason        text,
        version                integer NOT NULL,
        affiliation            text NOT NULL DEFAULT 'agency' CHECK (affiliation IN ('agency', 'contractor', 'other')),
        -- The creation of the account, or the last time it was enabled.
        enabled_at             timestamptz NOT NULL DEFAULT now(),
        -- Of a temporary account.
        ends_at                timestamptz,
        requested_by           uuid REFERENCES app.accounts,
        approved_by            uuid REFERENCES app.accounts,
        approved_at            timestamptz,
        -- The last time an administrator or supervisor was disabled or lost role or seat, and in which task force; null means none.
        relieved_at            timestamptz,
        relieved_task_force_id uuid,
        -- The last day on which the training is valid; null where none is recorded.
        trained_until          date,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (agency_id IS NULL OR task_force_id IS NOT NULL),
        CONSTRAINT accounts_check1 CHECK (ends_at <= enabled_at + interval '72 hours'),
        CONSTRAINT accounts_check2 CHECK (approved_by IS NULL OR approved_at IS NOT NULL)
      );
      ALTER TABLE app.accounts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.accounts ALTER email SET STATISTICS 0, ALTER name SET STATISTICS 0, ALTER disabled_reason SET STATISTICS 0;

      -- A file of accounts, validated or applied. It keeps which row became which account and the faults of the others, not the content.
      CREATE TABLE app.account_batches (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        agency_id     uuid,
        created_by    uuid NOT NULL REFERENCES app.accounts,
        created_at    timestamptz NOT NULL DEFAULT now(),
        is_applied    boolean NOT NULL,
        rows          jsonb NOT NULL,
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (agency_id IS NULL OR task_force_id IS NOT NULL)
      );
      ALTER TABLE app.account_batches ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- A request to remove an account's password and factors, which a second person approves within a day.
      CREATE TABLE app.factor_resets (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        account_id    uuid NOT NULL REFERENCES app.accounts,
        reason        text NOT NULL,
        requested_by  uuid NOT NULL REFERENCES app.accounts,
        requested_at  timestamptz NOT NULL DEFAULT now(),
        approved_by   uuid REFERENCES app.accounts,
        approved_at   timestamptz,
        CHECK (requested_by <> account_id),
        CONSTRAINT factor_resets_check1 CHECK (approved_by <> account_id AND approved_by <> requested_by),
        CONSTRAINT factor_resets_check2 CHECK ((approved_by IS NULL) = (approved_at IS NULL))
      );
      ALTER TABLE app.factor_resets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX factor_resets_account_id_idx ON app.factor_resets (account_id);
      ALTER TABLE app.factor_resets ALTER reason SET STATISTICS 0;

      -- The yearly review of the accounts of a seat and below.
      CREATE TABLE app.recertifications (
        id            uuid PRIMARY KEY,
        task_force_id uuid REFERENCES app.task_forces,
        agency_id     uuid,
        started_by    uuid NOT NULL REFERENCES app.accounts,
        started_at    timestamptz NOT NULL,
        signed_off_by uuid REFERENCES app.accounts,
        signed_off_at timestamptz,
        version       integer NOT NULL,
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (agency_id IS NULL OR task_force_id IS NOT NULL),
        CONSTRAINT recertifications_check1 CHECK ((signed_off_by IS NULL) = (signed_off_at IS NULL))
      );
      ALTER TABLE app.recertifications ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX recertifications_open_idx ON app.recertifications (task_force_id,
        agency_id) NULLS NOT DISTINCT WHERE signed_off_at IS NULL;

      -- One account of a review, as it was when the list was made. Nobody decides on their own account.
      CREATE TABLE app.recertification_lines (
        id                 uuid PRIMARY KEY,
        task_force_id      uuid REFERENCES app.task_forces,
        recertification_id uuid NOT NULL REFERENCES app.recertifications,
        account_id         uuid NOT NULL REFERENCES app.accounts,
        role               text NOT NULL,
        agency_id          uuid,
        last_signed_in_at  timestamptz,
        decision           text CHECK (decision IN ('confirmed', 'disabled')),
        decided_by         uuid REFERENCES app.accounts,
        decided_at         timestamptz,
        UNIQUE (recertification_id, account_id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (decided_by <> account_id),
        CONSTRAINT recertification_lines_check1 CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
      );
      ALTER TABLE app.recertification_lines ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX recertification_lines_account_id_idx ON app.recertification_lines (account_id) WHERE decision = 'confirmed';

      CREATE TABLE auth.credentials (
        account_id    uuid PRIMARY KEY REFERENCES app.accounts,
        password_hash text NOT NULL,
        changed_at    timestamptz NOT NULL DEFAULT now(),
        -- Whether the password was on the list of known passwords at the last sign-in.
        is_weak       boolean NOT NULL DEFAULT false
      );

      -- A one-time link: it sets the first password of its account, or, without one, creates the first administrator.
      CREATE TABLE auth.invitations (
        hash       bytea PRIMARY KEY,
        account_id uuid REFERENCES app.accounts,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz
      );

      -- Sessions of persons and machine keys. Row security trusts this row alone.
      CREATE TABLE auth.sessions (
        hash          bytea PRIMARY KEY,
        id            uuid NOT NULL UNIQUE,
        account_id    uuid NOT NULL REFERENCES app.accounts,
        role          text NOT NULL,
        task_force_id uuid,
        agency_id     uuid,
        opened_at     timestamptz NOT NULL DEFAULT now(),
        seen_at       timestamptz NOT NULL DEFAULT now(),
        idle          interval NOT NULL,
        expires_at    timestamptz NOT NULL,
        ended_at      timestamptz,
        kind          text NOT NULL DEFAULT 'session' CHECK (kind IN ('session', 'key')),
        -- The step that a session waits for. Row security treats a pending session as none.
        pending_step      text CHECK (pending_step IN ('second_factor', 'enrolment', 'password')),
        stepped_up_at timestamptz,
        -- The version of the notice that was acknowledged before it was opened.
        notice        text,
        address       inet,
        -- Scopes, networks, name and prefix of a machine key.
        scopes        text[],
        networks      cidr[],
        name          text,
        prefix        text,
        CHECK ((kind = 'key') = (scopes IS NOT NULL AND networks IS NOT NULL AND name IS NOT NULL AND prefix IS NOT NULL)),
        CONSTRAINT sessions_check1 CHECK (kind = 'session' OR (pending_step IS NULL AND stepped_up_at IS NULL
          AND expires_at <= opened_at + interval '90 days'))
      );
      CREATE INDEX sessions_account_id_idx ON auth.sessions (account_id) WHERE ended_at IS NULL;
      CREATE INDEX sessions_account_id_id_idx ON auth.sessions (account_id, id) WHERE kind = 'key';

      -- The sign-in status of an account. A change of it locks this row.
      CREATE TABLE auth.sign_in_status (
        account_id             uuid PRIMARY KEY REFERENCES app.accounts,
        -- The failures that count towards a lock, oldest first.
        failed_at              timestamptz[] NOT NULL DEFAULT '{}',
        failures               integer GENERATED ALWAYS AS (cardinality(failed_at)) STORED NOT NULL,
        locked_at              timestamptz,
        last_signed_in_at      timestamptz,
        last_address           inet,
        -- Failures since the last sign-in, shown to the owner.
        refused                integer NOT NULL DEFAULT 0,
        credentials_changed_at timestamptz
      );

      CREATE TABLE auth.totps (
        id           uuid PRIMARY KEY,
        account_id   uuid NOT NULL REFERENCES app.accounts,
        -- Encrypted by the application.
        secret       bytea NOT NULL,
        -- The time step of the last accepted code. Codes up to it are refused.
        last_step    bigint NOT NULL DEFAULT 0,
        created_at   timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        last_used_at timestamptz
      );
      -- An account has one app in use, and one that waits for its first code.
      CREATE UNIQUE INDEX totps_confirmed_idx ON auth.totps (account_id) WHERE confirmed_at IS NOT NULL;
      CREATE UNIQUE INDEX totps_waiting_idx ON auth.totps (account_id) WHERE confirmed_at IS NULL;

      CREATE TABLE auth.passkeys (
        id            uuid PRIMARY KEY,
        account_id    uuid NOT NULL REFERENCES app.accounts,
        credential_id bytea NOT NULL UNIQUE,
        public_key    bytea NOT NULL,
        -- The last counter of the authenticator; 0 for those that do not count.
        counter       bigint NOT NULL,
        name          text NOT NULL,
        is_synced     boolean NOT NULL,
        created_at    timestamptz NOT NULL DEFAULT now(),
        last_used_at  timestamptz
      );
      CREATE INDEX passkeys_account_id_idx ON auth.passkeys (account_id);

      CREATE TABLE auth.recovery_codes (
        account_id uuid NOT NULL REFERENCES app.accounts,
        hash       bytea NOT NULL,
        used_at    timestamptz,
        PRIMARY KEY (account_id, hash)
      );

      -- A challenge for an authenticator, valid once within five minutes. A registration names its account.
      CREATE TABLE auth.challenges (
        challenge  bytea PRIMARY KEY,
        account_id uuid REFERENCES app.accounts,
        expires_at timestamptz NOT NULL DEFAULT (now() + '00:05:00'::interval)
      );
      CREATE INDEX challenges_expires_at_idx ON auth.challenges (expires_at);

      -- A browser or program from which an account's owner signed in, by the hash of the hash of the token that it keeps. It has failures and a
      -- lock of its own, so that nobody else's failures lock it.
      CREATE TABLE auth.devices (
        hash       bytea NOT NULL,
        account_id uuid NOT NULL REFERENCES app.accounts,
        used_at    timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        failed_at  timestamptz[] NOT NULL DEFAULT '{}',
        locked_at  timestamptz,
        PRIMARY KEY (account_id, hash)
      );
      CREATE INDEX devices_hash_idx ON auth.devices (hash);

      -- Acts of one account on another: who created it, issued its links, changed its role or seat, enabled it, reset its factors and approved
      -- it. An act without a session, such as the installation's own, is not entered: it makes nobody dependent.
      CREATE TABLE auth.account_acts (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES app.accounts,
        act        text NOT NULL CHECK (act IN ('created', 'role_changed', 'seat_changed', 'disabled', 'enabled', 'approved', 'link_issued',
                     'reset_requested', 'reset_approved')),
        actor_id   uuid NOT NULL REFERENCES app.accounts,
        at         timestamptz NOT NULL DEFAULT clock_timestamp(),
        CHECK (actor_id <> account_id)
      );
      CREATE INDEX account_acts_account_id_at_idx ON auth.account_acts (account_id, at);
      CREATE INDEX account_acts_at_idx ON auth.account_acts (at);

      CREATE UNLOGGED TABLE auth.rates (
        bucket  text NOT NULL,
        subject text NOT NULL,
        ends_at timestamptz NOT NULL,
        used   integer NOT NULL,
        -- The requests of the latest lease.
        leased    integer NOT NULL,
        PRIMARY KEY (bucket, subject, ends_at)
      ) WITH (fillfactor = 50);

      -- The keys of each purpose and since when they were in use. Data under an older key are being re-encrypted.
      CREATE TABLE auth.key_checks (
        id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        purpose text NOT NULL CHECK (purpose IN ('password-pepper', 'factor-key', 'deconfliction-key', 'vault-master-key')),
        value   bytea NOT NULL CHECK (octet_length(value) = 32),
        used_at timestamptz NOT NULL DEFAULT now()
      );

      -- The number of distinct values that an account looked up on a day (UTC), and the salt of their digests.
      CREATE TABLE auth.lookup_days (
        account_id      uuid NOT NULL,
        kind            text NOT NULL CHECK (kind IN ('name', 'tip_number', 'email', 'ori')),
        day             date NOT NULL,
        salt            bytea NOT NULL CHECK (octet_length(salt) = 32),
        distinct_values integer NOT NULL DEFAULT 0,
        -- The part of them from texts that look like a list.
        listed_values   integer NOT NULL DEFAULT 0,
        alarmed_at      timestamptz,
        PRIMARY KEY (account_id, kind, day)
      );

      -- The values themselves, as salted digests only.
      CREATE TABLE auth.lookup_values (
        account_id uuid NOT NULL,
        kind       text NOT NULL,
        day        date NOT NULL,
        digest     bytea NOT NULL CHECK (octet_length(digest) = 16),
        PRIMARY KEY (account_id, kind, day, digest)
      );

      -- Claimed Idempotency-Keys with the record that the first request created.
      CREATE TABLE app.idempotency_keys (
        account_id   uuid NOT NULL REFERENCES app.accounts,
        -- The account, or the machine key that a request came with.
        caller_id    uuid NOT NULL,
        key          text NOT NULL,
        request_hash bytea NOT NULL,
        resource_id  uuid,
        claimed_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, caller_id, key)
      );
      ALTER TABLE app.idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      -- The settings that decide about a sign-in. Without an interval of a lock an administrator ends it; without one of a password it has no end.
      CREATE TYPE auth.rules AS (is_mfa_required boolean, most_failures integer, failure_window interval, locked_for interval,
                                 most_sessions integer, password_lives interval);
      -- A proof of identity, as far as the application could check it: a password by the hash it was checked against, a code by its factor and
      -- time step, a passkey by its counter, a recovery code by its hash.
      CREATE TYPE auth.proof AS (kind text, id uuid, number bigint, shown text);
      -- The result of a sign-in: the session, the step it still waits for, and what happened since the last sign-in.
      CREATE TYPE auth.entry AS (session_id uuid, expires_at timestamptz, pending_step text, factors text[], last_signed_in_at timestamptz,
                                 last_address inet, refused integer, credentials_changed_at timestamptz);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TYPE auth.entry CASCADE;
      DROP TYPE auth.proof CASCADE;
      DROP TYPE auth.rules CASCADE;
      DROP TABLE app.idempotency_keys, auth.lookup_values, auth.lookup_days, auth.key_checks, auth.rates, auth.account_acts, auth.devices,
        auth.challenges, auth.recovery_codes, auth.passkeys, auth.totps, auth.sign_in_status, auth.sessions, auth.invitations, auth.credentials,
        app.recertification_lines, app.recertifications, app.factor_resets, app.account_batches, app.accounts, app.agency_memberships,
        app.agencies, app.task_forces CASCADE;
    `);
  }
}
