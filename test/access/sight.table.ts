/**
 * Functions that can read beyond the caller's seat: SECURITY DEFINER functions that the application's role or the
 * sign-in role may execute, and all of schema oversight. test/access/sight.e2e-spec.ts compares them with the catalogue
 * (decision 38).
 */
export interface DefinerFunction {
  /**
   * writes-an-entry: asking is in the trail. does-not-vary: the answer is the same whatever stands beyond the seat. counts-only: numbers,
   * suppressed where they are published. own-rows-only: records of the seat, or a fact about one that the session holds. technical: no records.
   */
  readonly kind: 'writes-an-entry' | 'does-not-vary' | 'counts-only' | 'own-rows-only' | 'technical';
  readonly action?: string;
  readonly test?: string;
  readonly note: string;
  /** Files below src that contain its name. */
  readonly callers?: readonly string[];
}

export const definerFunctions: Readonly<Record<string, DefinerFunction>> = {
  'app.answer_check(uuid,text[],text[],bytea[])': {
    kind: 'writes-an-entry',
    action: 'deconfliction.checked',
    test: 'test/intelligence/deconfliction.e2e-spec.ts: is answered, stored and logged like any other, wherever the identifier is held',
    note: 'app.send_pending_notices informs the victim’s side.',
    callers: ['intelligence/deconfliction/checks.service.ts'],
  },
  'app.ask_subject_index(uuid)': {
    kind: 'writes-an-entry',
    action: 'index.queried',
    test: 'test/intelligence/subject-index-sharing.e2e-spec.ts',
    note: 'Each pointer is a dissemination in the log of its owner.',
    callers: ['intelligence/subject-index/index-queries.service.ts'],
  },
  'app.carry_out_seal_order(uuid)': {
    kind: 'writes-an-entry',
    action: 'seal-order.executed',
    test: 'test/casework/sealing.e2e-spec.ts',
    note: 'A supervisor’s order about a case of the seat.',
    callers: ['casework/retention/seal-orders.service.ts'],
  },
  'app.end_import(uuid,bytea)': {
    kind: 'technical',
    note: 'Ends an import of a session that is over. It answers nothing.',
    callers: ['intelligence/import/imports.service.ts'],
  },
  'app.delete_idempotency_keys()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number of deleted keys.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'app.delete_ended_users()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number of deleted users, each with an entry.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'app.delete_provisioned_user(uuid)': {
    kind: 'writes-an-entry',
    action: 'provisioned-user.deleted',
    test: 'test/organization/provisioned-users.e2e-spec.ts',
    note: 'A user of the seat of the provider’s key.',
    callers: ['organization/provisioning/scim-users.service.ts'],
  },
  'app.is_named_in_cases(uuid)': {
    kind: 'writes-an-entry',
    action: 'account-cases.disclosed',
    test: 'test/organization/accounts.e2e-spec.ts: to another task force is refused while cases name the account',
    note: 'One fact about an account that the administrator keeps, asked before it is moved to another task force. The refusal is entered.',
    callers: ['organization/accounts/account-status.service.ts'],
  },
  'app.names_of_accounts(uuid[])': {
    kind: 'own-rows-only',
    test: 'test/platform/named-records.e2e-spec.ts: name an investigator to colleagues of another agency, whose account they cannot read',
    note: 'Name, role and agency of accounts of the task force that a record under row security mentions by id. A national reader may read all accounts.',
    callers: [
      'casework/complaints/decision-list.service.ts',
      'casework/notes-and-tasks/notes.service.ts',
      'casework/timeline/timeline.ts',
      'organization/accounts/person.view.ts',
    ],
  },
  'app.match_subject(uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'index-entry.approved',
    test: 'test/intelligence/deconfliction.e2e-spec.ts: shows each side the agency to call, and nothing else',
    note: 'Each pointer is a row on both sides.',
    callers: ['intelligence/subject-index/indexed-identifiers.service.ts'],
  },
  'app.is_assignable(uuid,uuid)': {
    kind: 'own-rows-only',
    note: 'Whether an account that is named by id may work at an agency of the seat.',
    callers: ['casework/notes-and-tasks/tasks.service.ts'],
  },
  'app.is_assignable_on(uuid,uuid,date)': {
    kind: 'own-rows-only',
    note: 'Whether an account that is named by id may work at an agency of the seat on a day.',
    callers: ['casework/triage/triage.service.ts'],
  },
  'app.open_matters(uuid)': {
    kind: 'own-rows-only',
    note: 'Open matters of a complaint that the session holds.',
    callers: ['casework/complaints/open-matters.ts'],
  },
  'app.people(text,uuid,text,date,boolean,uuid,integer)': {
    kind: 'own-rows-only',
    test: 'test/organization/people.e2e-spec.ts: lists the people of the task force who can sign in, and nobody of another one',
    note: 'Name, role and agency of the people of the reader’s task force. A national reader may read all accounts.',
    callers: ['casework/people/people.service.ts'],
  },
  'app.ran_migrations()': {
    kind: 'technical',
    note: 'Names of migrations, and a digest of the applied SQL files.',
    callers: ['platform/database/served-schema.ts', 'platform/self-check/start-facts.ts'],
  },
  'app.runs_operation(uuid)': {
    kind: 'own-rows-only',
    note: 'Whether the session’s task force runs an operation.',
  },
  'app.similar_suspects(text,text,date,integer)': {
    kind: 'writes-an-entry',
    action: 'suspects.suggested',
    test: 'test/audit/access-log.e2e-spec.ts',
    note: 'Suspects of the seat; the look enters them.',
    callers: ['casework/suspects/similar-suspects.service.ts'],
  },
  'app.send_pending_notices(integer)': {
    kind: 'writes-an-entry',
    action: 'victim-identifier.searched',
    test: 'test/intelligence/deconfliction.e2e-spec.ts: notifies the supervisors of the holding side, and nobody else',
    note: 'It answers with a number of acts.',
    callers: ['intelligence/deconfliction/pending-notices.ts'],
  },
  'app.job_ages()': {
    kind: 'technical',
    note: 'Seconds since the jobs of the installation last ran, for its metrics.',
    callers: ['platform/database/installation-state.ts'],
  },
  'app.record_job_run(text,boolean,jsonb)': {
    kind: 'technical',
    note: 'Stores when a job ran. The serving role may name its housekeeping alone. It answers nothing.',
    callers: ['commands/backup.command.ts', 'platform/database/job-runs.ts'],
  },
  'audit.acts_on_counted(uuid,text[],uuid[],uuid[])': {
    kind: 'own-rows-only',
    note: 'Acts of the reader’s own task force on records that its return counts.',
    callers: ['reporting/performance-reports/differences.service.ts'],
  },
  'audit.backlog()': {
    kind: 'technical',
    note: 'How much of the whole trail waits for a link or a signature, and for how long.',
    callers: ['platform/database/installation-state.ts'],
  },
  'audit.changes_after(bigint,bigint,text,integer)': {
    kind: 'own-rows-only',
    note: 'Changes of records that the session sees or saw.',
    callers: ['audit/change-feed/change-feed.service.ts'],
  },
  'audit.writers_of(uuid)': {
    kind: 'own-rows-only',
    note: 'Entries of a complaint that the session sees.',
    callers: ['casework/timeline/timeline.ts'],
  },
  'audit.explain(uuid,uuid)': {
    kind: 'writes-an-entry',
    action: 'access.explained',
    test: 'test/audit/explain.e2e-spec.ts: writes one entry, and leaves no session or other trace of the trial',
    note: 'Accounts and records of the seat; sealed ones for who may know of them.',
    callers: ['audit/trail/access-explanation.service.ts'],
  },
  'audit.find_by_reference_or_email(text)': {
    kind: 'writes-an-entry',
    action: 'audited-record.found',
    test: 'test/audit/explain.e2e-spec.ts: finds the id of a complaint and of an account, and the trail has no text of the search',
    note: 'Accounts and complaints of the seat; sealed ones for who may know of them.',
    callers: ['audit/trail/access-explanation.service.ts'],
  },
  'audit.log_read(text,uuid[],uuid[])': {
    kind: 'technical',
    note: 'It writes an entry and answers nothing.',
    callers: [
      'casework/packets/packets.service.ts',
      'intelligence/import/record-rows.service.ts',
      'platform/database/database.ts',
    ],
  },
  'audit.access_log_of(uuid,timestamp with time zone,bigint,integer)': {
    kind: 'writes-an-entry',
    action: 'access-log.read',
    test: 'test/audit/access-log.e2e-spec.ts: counts reading the access log as a read',
    note: 'Looks at a record of the seat.',
    callers: ['audit/trail/access-log.service.ts'],
  },
  'audit.begin_change(text,uuid,text,text)': {
    kind: 'technical',
    note: 'It names a change and answers nothing.',
    callers: ['casework/vault/key-rotation.ts', 'demo/load-demo.ts', 'platform/database/database.ts'],
  },
  'audit.names_of(uuid[])': {
    kind: 'own-rows-only',
    note: 'Names of agencies and accounts that a trail under the seat mentions by id.',
    callers: ['audit/trail/trail.ts', 'casework/packets/case-reader.ts', 'casework/packets/packets.service.ts'],
  },
  'audit.note(text,uuid,text,text,text)': {
    kind: 'technical',
    note: 'It writes an entry and answers nothing.',
    callers: [
      'casework/records/primary-records.ts',
      'casework/retention/seal-orders.service.ts',
      'organization/accounts/account-status.service.ts',
      'platform/database/database.ts',
      'platform/health/readiness.ts',
      'platform/self-check/start-facts.ts',
    ],
  },
  'audit.note_about(uuid,text,text,text)': {
    kind: 'technical',
    note: 'It writes an entry and answers nothing.',
    callers: ['casework/daily-mail/daily-mail-records.ts'],
  },
  'audit.link_committed(boolean,integer)': {
    kind: 'technical',
    note: 'The sequencer of the trail. It answers with a number of entries of the whole database.',
    callers: ['audit/chain/link-committed.ts'],
  },
  'audit.link_delay()': {
    kind: 'technical',
    note: 'It answers with seconds.',
    callers: ['commands/doctor.command.ts', 'platform/health/readiness.ts'],
  },
  'audit.prepare_months()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number of tables.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'audit.search(uuid,text,uuid,timestamp with time zone,timestamp with time zone,text,timestamp with time zone,bigint,integer)':
    {
      kind: 'writes-an-entry',
      action: 'trail.searched',
      test: 'test/audit/trail-search.e2e-spec.ts: writes an audit entry with the requested record and account',
      note: 'The trail as far as the role and the seat read it.',
      callers: ['audit/trail/trail-search.service.ts'],
    },
  'audit.trail_of(uuid,bigint,integer)': {
    kind: 'own-rows-only',
    note: 'Entries of a complaint that the session sees.',
    callers: ['audit/trail/trail.ts'],
  },
  'auth.account()': {
    kind: 'technical',
    note: 'The session’s own account.',
  },
  'auth.account_acts_since(timestamp with time zone,integer)': {
    kind: 'own-rows-only',
    note: 'Acts on the session’s own account and, for supervisors and administrators, on the accounts of the seat and below.',
    callers: ['organization/accounts/session-responder.ts'],
  },
  'auth.add_identity_link(bytea,bytea,uuid,text,text,text,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.add_passkey(bytea,bytea,uuid,bytea,bytea,bigint,text,boolean,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.agency()': {
    kind: 'technical',
    note: 'The session’s own agency.',
  },
  'auth.approve_account(uuid)': {
    kind: 'writes-an-entry',
    action: 'account.approved',
    test: 'test/organization/accounts.e2e-spec.ts',
    note: 'An account of the seat.',
    callers: ['organization/accounts/account-status.service.ts'],
  },
  'auth.approve_factor_reset(uuid,bytea)': {
    kind: 'writes-an-entry',
    action: 'factor-reset.approved',
    test: 'test/organization/factor-resets.e2e-spec.ts',
    note: 'An account of the seat.',
    callers: ['organization/accounts/one-time-links.ts'],
  },
  'auth.begin_background_request(bytea,boolean,text,inet)': {
    kind: 'technical',
    note: 'It is auth.begin_request, and does not extend the session.',
    callers: ['platform/database/database.ts'],
  },
  'auth.begin_daily_mail(bytea,text)': {
    kind: 'own-rows-only',
    test: 'test/casework/daily-mail.e2e-spec.ts: opens the rows of its account for one read-only transaction, and no request',
    note: 'It begins the transaction that counts for a daily mail. The ticket comes from a claim, which the serving role cannot make.',
    callers: ['platform/database/database.ts'],
  },
  'auth.begin_on_standby(bytea,text,inet,pg_lsn,integer)': {
    kind: 'technical',
    note: 'It begins the read of a session that is known by its hash, on a standby alone.',
    callers: ['platform/database/replica.ts'],
  },
  'auth.begin_request(bytea,boolean,text,inet)': {
    kind: 'technical',
    note: 'It begins the transaction of a session that is known by its hash.',
    callers: ['demo/operation-report.ts', 'platform/database/database.ts'],
  },
  'auth.begin_totp(bytea,uuid,bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.caller()': {
    kind: 'technical',
    note: 'The session’s own account or machine key.',
    callers: ['platform/database/idempotency.interceptor.ts'],
  },
  'auth.case_task_force()': {
    kind: 'technical',
    note: 'The session’s own task force.',
    callers: [
      'casework/complaints/sealed-duplicates.service.ts',
      'casework/disclosures/disclosures.service.ts',
      'intelligence/import/commit-import.service.ts',
      'intelligence/import/kinds/resolve-complaint.ts',
      'intelligence/import/known-tips.ts',
      'intelligence/import/record-rows.service.ts',
      'intelligence/import/resolve-agency.ts',
      'intelligence/import/task-force-timezone.ts',
    ],
  },
  'auth.change_own_password(bytea,bytea,auth.proof,text,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.claim_daily_mail(uuid,date,timestamp with time zone,bytea)': {
    kind: 'technical',
    note: 'The role of sign-in claims a daily mail by a ticket that it invents. It answers with the number of the attempt.',
    callers: ['casework/daily-mail/daily-mail-records.ts'],
  },
  'auth.close_accounts(integer)': {
    kind: 'technical',
    note: 'It ends accounts that are over and answers with a number.',
    callers: ['organization/accounts/account-expiry-job.ts'],
  },
  'auth.confirm_totp(bytea,bytea,uuid,bigint,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.consume_identity_request(bytea,text,bytea,bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.create_first_administrator(bytea,uuid,text,text,text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/links.service.ts'],
  },
  'auth.find_credential(text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.daily_mail_readers()': {
    kind: 'technical',
    note: 'Ids and time zones of the accounts that asked for the daily mail, for the role of sign-in alone.',
    callers: ['casework/daily-mail/daily-mail-records.ts'],
  },
  'auth.end_own_session(uuid)': {
    kind: 'own-rows-only',
    note: 'A session of the account.',
    callers: ['organization/accounts/own-sessions.service.ts'],
  },
  'auth.enrol(bytea,text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/links.service.ts'],
  },
  'auth.factors_of(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.delete_identity_requests()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'auth.delete_lookups()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'auth.delete_rates()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'auth.identity_link_of(text,text,text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.identity_links_of(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.invite(uuid,bytea,interval)': {
    kind: 'writes-an-entry',
    action: 'account.invited',
    test: 'test/organization/invitations.e2e-spec.ts',
    note: 'An account of the seat.',
    callers: ['organization/accounts/one-time-links.ts'],
  },
  'auth.invite_first_administrator(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/links.service.ts'],
  },
  'auth.keys_seen()': {
    kind: 'own-rows-only',
    note: 'Machine keys that the session made or keeps.',
    callers: ['organization/machine-keys/machine-keys.service.ts'],
  },
  'auth.make_identity_request(bytea,text,bytea,text,text,bytea,text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.remember_device(bytea,bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret of the session whose device becomes known.',
    callers: ['organization/accounts/session-responder.ts'],
  },
  'auth.is_known_device(text)': {
    kind: 'technical',
    note: 'Whether the token of the request’s device is known to an account. Without the token it is false for every address.',
    callers: ['access/request-limits.ts'],
  },
  'auth.is_provider()': {
    kind: 'technical',
    note: 'Whether the session is the key of a provider.',
  },
  'auth.knows_keys(text,bytea[])': {
    kind: 'technical',
    note: 'Whether the database knows the server’s secrets.',
    callers: ['platform/health/readiness.ts', 'platform/self-check/start-facts.ts'],
  },
  'auth.remove_identity_link(bytea,bytea,uuid,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/identity-provider/identity-records.ts'],
  },
  'auth.sign_out(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.link_of(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/links.service.ts'],
  },
  'auth.make_challenge(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.make_key(uuid,bytea,text,text,text[],cidr[],timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'machine-key.created',
    test: 'test/organization/machine-keys.e2e-spec.ts',
    note: 'A key of the session’s own account.',
    callers: ['organization/machine-keys/machine-keys.service.ts'],
  },
  'auth.make_registration_challenge(bytea,bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.own_sessions()': {
    kind: 'own-rows-only',
    note: 'Sessions of the account.',
    callers: ['organization/accounts/own-sessions.service.ts'],
  },
  'auth.pass_second_factor(bytea,bytea,auth.proof,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.passkey_of(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.release_daily_mail(uuid,date,timestamp with time zone)': {
    kind: 'technical',
    note: 'Allows a daily mail that was not sent to be claimed again. It answers nothing.',
    callers: ['casework/daily-mail/daily-mail-records.ts'],
  },
  'auth.release_lock(uuid)': {
    kind: 'writes-an-entry',
    action: 'account.unlocked',
    test: 'test/organization/sign-in-lockout.e2e-spec.ts',
    note: 'An account of the seat.',
    callers: ['organization/accounts/account-status.service.ts'],
  },
  'auth.remove_passkey(bytea,bytea,uuid,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.remove_totp(bytea,bytea,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.renew_hash(uuid,text,text)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.renew_recovery_codes(bytea,bytea,bytea[],auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.reencrypt_totp(uuid,bytea,bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.revoke_key(uuid)': {
    kind: 'writes-an-entry',
    action: 'machine-key.revoked',
    test: 'test/organization/machine-keys.e2e-spec.ts',
    note: 'A key that the session keeps.',
    callers: ['organization/machine-keys/machine-keys.service.ts'],
  },
  'auth.role()': {
    kind: 'technical',
    note: 'The session’s own role.',
  },
  'auth.seat()': {
    kind: 'technical',
    note: 'The session’s own seat.',
  },
  'auth.sees_sealed()': {
    kind: 'technical',
    note: 'Whether the session’s own role sees sealed cases.',
  },
  'auth.session()': {
    kind: 'technical',
    note: 'The session itself.',
    callers: ['platform/database/database.ts'],
  },
  'auth.sign_in(uuid,auth.proof,boolean,uuid,bytea,text,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.count_remaining_requests(text,text,integer,integer)': {
    kind: 'technical',
    note: 'A rate of the caller.',
    callers: ['platform/database/rate-limit-store.ts'],
  },
  'auth.lease_requests(text,text,integer,integer,integer)': {
    kind: 'technical',
    note: 'A rate of the caller.',
    callers: ['platform/database/rate-limit-store.ts'],
  },
  'auth.sign_in_statuses(uuid[],interval)': {
    kind: 'own-rows-only',
    note: 'Accounts that the session sees.',
    callers: ['organization/accounts/account-status-loader.ts', 'organization/accounts/recertifications.service.ts'],
  },
  'auth.step_up(bytea,bytea,auth.proof,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.consume_challenge(bytea,uuid)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'auth.take_keys(text,bytea[])': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['platform/self-check/start-facts.ts'],
  },
  'auth.values_taken_elsewhere(text,text[],boolean)': {
    kind: 'writes-an-entry',
    action: 'account.address-disclosed',
    test: 'test/casework/look-ups.e2e-spec.ts: sent one by one is written to both trails',
    note: 'Each address or ORI that is taken beyond the seat is entered.',
    callers: ['access/national-uniqueness.ts'],
  },
  'auth.task_force()': {
    kind: 'technical',
    note: 'The session’s own task force.',
  },
  'auth.find_pending_session(bytea,auth.rules)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/auth-records.ts'],
  },
  'auth.waiting_totp(bytea)': {
    kind: 'technical',
    note: 'Signing in: it takes the secret, link or half session of the account.',
    callers: ['organization/accounts/factor-records.ts'],
  },
  'oversight.agencies_participating(uuid,date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.agencies_with_ori(text[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.contact_of_agency(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.answer_transfer(uuid,text,text,uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'transfer.accepted',
    test: 'test/casework/transfers.e2e-spec.ts',
    note: 'Both sides have the offer.',
    callers: ['casework/transfers/transfer-decisions.service.ts'],
  },
  'oversight.backlog(timestamp with time zone,text[],uuid,uuid,boolean,integer[],integer[])': {
    kind: 'counts-only',
    note: 'Counts of open complaints; published ones are suppressed.',
    callers: ['reporting/reports/timeliness/backlog.service.ts'],
  },
  'oversight.drill_down(text,date,date,uuid,uuid,boolean,jsonb,date,uuid,text,integer)': {
    kind: 'own-rows-only',
    note: 'Records that row security shows the session.',
    callers: ['reporting/reports/drill-down.service.ts'],
  },
  'oversight.historical_totals_in(date,date,uuid,uuid,boolean)': {
    kind: 'own-rows-only',
    note: 'Historical totals of the seat and, nationally, of all as sums.',
    callers: ['reporting/reports/totals.service.ts'],
  },
  'oversight.common_identifiers(text[],text[],integer)': {
    kind: 'does-not-vary',
    test: 'test/casework/identifiers.e2e-spec.ts: reveal nothing about complaints beyond the seat, however many of its own hold the value',
    note: 'The seat’s own complaints, and a daily table by agencies with noise and without sealed cases.',
    callers: ['casework/identifiers/matches.ts'],
  },
  'oversight.complaint_updated()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.complaints_inserted()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.complaints_deleted()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.counted_by_tag(uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.counted_for_report(date,date,uuid,text[])': {
    kind: 'counts-only',
    note: 'Records of the seat that a return counts.',
    callers: ['reporting/performance-reports/counted-records.ts'],
  },
  'oversight.counted_in_operation(uuid,text,boolean,jsonb)': {
    kind: 'counts-only',
    note: 'Counts of an operation in which the task force takes part.',
    callers: ['reporting/reports/drill-down.service.ts'],
  },
  'oversight.disclosed(date,date)': {
    kind: 'counts-only',
    note: 'Numbers of disclosures.',
    callers: ['reporting/reports/disclosures-report.service.ts'],
  },
  'oversight.due_from(timestamp with time zone,smallint)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.end_import(uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.enter_holder_of_offered(uuid)': {
    kind: 'writes-an-entry',
    action: 'tip-holder.disclosed',
    test: 'test/casework/look-ups.e2e-spec.ts: of another task force is rejected with an entry in both trails, and revealed by no uncommitted file',
    note: 'It writes an entry and answers nothing.',
    callers: ['casework/transfers/transfer-decisions.service.ts'],
  },
  'oversight.events_near(app.operation_events,integer,integer)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.facts(date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.facts_of(uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.facts_on_record(date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.find_tip_holders(text[],text[])': {
    kind: 'technical',
    note: 'Not for the application: the two functions that call it write the entry.',
  },
  'oversight.fold_tally(integer)': {
    kind: 'technical',
    note: 'It adds up the ledger and answers with a number.',
    callers: ['reporting/reports/ledger/tally-worker.ts'],
  },
  'oversight.found_identifiers(uuid[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.transfer_to_task_force(app.transfers,app.complaints,uuid,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.transfer_within_task_force(app.transfers,app.complaints,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.has_agreement(uuid,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.holder_of_offered(app.transfers,app.complaints)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.holders_of_tips(text[],text[])': {
    kind: 'writes-an-entry',
    action: 'tip-holder.disclosed',
    test: 'test/casework/look-ups.e2e-spec.ts: that is committed names the holder of a row, with a trail entry at the holder',
    note: 'One entry at the asker’s and the holder’s side; a sealed complaint is never answered.',
    callers: ['casework/complaints/intake.service.ts', 'intelligence/import/known-tips.ts'],
  },
  'oversight.imports_under_way()': {
    kind: 'counts-only',
    note: 'One number for the metrics of the operator, which no route answers.',
    callers: ['platform/database/installation-state.ts'],
  },
  'oversight.index_entries_of(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.investigations_open_at_end(uuid,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.is_all_sealed(uuid)': {
    kind: 'technical',
    note: 'Used by a policy, about an investigation named by id.',
  },
  'oversight.is_named_in_cases(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.is_sealed(uuid)': {
    kind: 'technical',
    note: 'Used by policies, about a complaint named by id.',
  },
  'oversight.is_suspended(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.kilometres_between(double precision,double precision,double precision,double precision)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.was_transferred_to(uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.search_key_prefix(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.ledger_backlog()': {
    kind: 'technical',
    note: 'How much of the ledger is not folded, and for how long.',
    callers: ['platform/database/installation-state.ts'],
  },
  'oversight.match_subject_index(bytea[],uuid,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.matching_subjects(text,text,date,integer,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.may_answer(app.transfers,text,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.may_be_indexed(uuid,uuid,text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.merged_with(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.reindex_names(uuid[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.name_keys(text,uuid,uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.names_inserted()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.names_updated()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.names_deleted()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.misspelling_keys(text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.approximate_distance(double precision,interval)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.open_complaints(timestamp with time zone,integer[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.open_hits(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.open_processes(uuid)': {
    kind: 'counts-only',
    note: 'A number of legal processes of an investigation of the seat.',
    callers: ['casework/investigations/investigation-closure.service.ts'],
  },
  'oversight.open_records(date,date,text,refcursor)': {
    kind: 'own-rows-only',
    note: 'Records of the seat for an export.',
    callers: ['reporting/exports/exported-reports.service.ts'],
  },
  'oversight.operation_participants(uuid)': {
    kind: 'counts-only',
    note: 'Numbers of task forces and agencies of an operation.',
    callers: ['demo/operation-report.ts', 'reporting/reports/operation-report.service.ts'],
  },
  'oversight.operation_totals(uuid,boolean)': {
    kind: 'counts-only',
    note: 'Totals of an operation in which the task force takes part.',
    callers: ['demo/operation-report.ts', 'reporting/reports/operation-report.service.ts'],
  },
  'oversight.conflict_notices(uuid)': {
    kind: 'writes-an-entry',
    action: 'conflict-notices.read',
    test: 'test/reporting/event-deconfliction.e2e-spec.ts: notifies the owner of each event that a check returned',
    note: 'Whoever asked about an event of the seat.',
    callers: ['reporting/operations/operation-events.service.ts'],
  },
  'oversight.conflicting_events(uuid)': {
    kind: 'writes-an-entry',
    action: 'event-conflicts.checked',
    test: 'test/reporting/event-deconfliction.e2e-spec.ts: writes each check and its purpose to the trail',
    note: 'It answers the question of this transaction alone, and writes each pointer.',
    callers: ['reporting/operations/operation-events.service.ts'],
  },
  'oversight.own_event(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.persons_arrested(uuid,date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.recalculate_recipient_memberships()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.set_sealed_before()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.complaint_with_reference(text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.owner_of_record(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.pointers_of(uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'index-query.read',
    test: 'test/intelligence/subject-index-sharing.e2e-spec.ts',
    note: 'The answer to a query of the seat as it was logged.',
    callers: ['intelligence/subject-index/index-queries.service.ts'],
  },
  'oversight.count_outstanding_processes(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.publications(text[])': {
    kind: 'writes-an-entry',
    action: 'figures.published',
    test: 'test/reporting/publications.e2e-spec.ts: is rejected and logged where its suppressed numbers alone would reveal one',
    note: 'The register of published figures, for an act of that name alone.',
    callers: ['reporting/reports/publications/publications.service.ts'],
  },
  'oversight.publishable_operation(uuid)': {
    kind: 'writes-an-entry',
    action: 'figures.published',
    test: 'test/reporting/publications.e2e-spec.ts: writes one row and one audit entry, and neither when the file is rejected',
    note: 'Records of an operation, for a publication alone.',
    callers: ['reporting/reports/publications/publications.service.ts'],
  },
  'oversight.publishable_records(text[])': {
    kind: 'writes-an-entry',
    action: 'figures.published',
    test: 'test/reporting/publications.e2e-spec.ts: writes one row and one audit entry, and neither when the file is rejected',
    note: 'Records behind published figures, for a publication alone.',
    callers: ['reporting/reports/publications/publications.service.ts'],
  },
  'oversight.publishing_task_force(text[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.purged_rows_of(text,uuid,uuid,date,date,uuid[],jsonb,date,uuid,text,integer)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.restore_previous_state(app.complaints,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.operation_scope(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.reader_seat()': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.receiver(uuid,date)': {
    kind: 'does-not-vary',
    test: 'test/casework/transfers.e2e-spec.ts',
    note: 'Name and agreement of an agency named by id; no record of a case.',
    callers: ['intelligence/subject-index/recipients.ts', 'organization/agencies/receiving-agency.ts'],
  },
  'oversight.receivers(date,uuid,text,uuid,integer)': {
    kind: 'does-not-vary',
    test: 'test/casework/transfers.e2e-spec.ts: lists agencies with an agreement, of any task force, by name, in pages',
    note: 'Names of agencies with an agreement; no record of a case.',
    callers: ['casework/transfers/receiving-agencies.service.ts'],
  },
  'oversight.membership_on(uuid,uuid,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.recompute_commonness(uuid,bytea)': {
    kind: 'technical',
    note: 'It recomputes a table and answers with a number.',
    callers: ['casework/identifiers/commonness.ts'],
  },
  'oversight.reference_of(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.rows_of(text,uuid,uuid,date,date,uuid[],jsonb,date,uuid,text,integer)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.search_identifiers(text[],text[],boolean[],integer)': {
    kind: 'does-not-vary',
    test: 'test/intelligence/search.e2e-spec.ts: behaves the same when thousands of rows beyond the seat contain it',
    note: 'The seat comes before the limit; only a value of the daily table is limited before it, and then always.',
    callers: ['intelligence/search/search.service.ts'],
  },
  'oversight.search_names(text,integer)': {
    kind: 'own-rows-only',
    note: 'The seat comes before the limit.',
    callers: ['intelligence/search/search.service.ts'],
  },
  'oversight.search_narratives(text,date,date,timestamp with time zone,uuid,integer,integer)': {
    kind: 'own-rows-only',
    note: 'The seat comes before the limit.',
    callers: ['intelligence/search/search.service.ts'],
  },
  'oversight.search_references(text,text[],integer)': {
    kind: 'own-rows-only',
    note: 'Complaints of the seat.',
    callers: ['intelligence/search/search.service.ts'],
  },
  'oversight.seat_keys(uuid,uuid,uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.seconds_of(integer)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.sentences(uuid,date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.shared_complaint(uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'share.read',
    test: 'test/casework/shares.e2e-spec.ts: shows its owner and the task force of the reader the access log',
    note: 'A share that its owner granted.',
    callers: ['casework/transfers/shares.service.ts'],
  },
  'oversight.sound_keys(text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.staffing_at_end(uuid,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.stale_commonness(interval)': {
    kind: 'technical',
    note: 'Ids of task forces whose table is old.',
    callers: ['casework/identifiers/commonness.ts'],
  },
  'oversight.is_primary_record(uuid)': {
    kind: 'writes-an-entry',
    action: 'linked-records.disclosed',
    test: 'test/casework/suspects-same-person.e2e-spec.ts: is counted once for readers who do not see all the records',
    note: 'One fact about a record that the session changes: whether another names it as the same person. The refusal is entered.',
    callers: ['casework/records/primary-records.ts'],
  },
  'oversight.standbys()': {
    kind: 'technical',
    note: 'Number and lag of the standbys. It reads no table of the record.',
    callers: ['platform/database/installation-state.ts'],
  },
  'oversight.suspects_like(text,text,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.copy_to_receiver(app.transfers,app.complaints,uuid,timestamp with time zone)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.recalculate_timings(uuid[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.recalculate_timings_of_complaint()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.store_offer_timing()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.recalculate_timings_of_rows()': {
    kind: 'technical',
    note: 'A trigger; it answers nothing.',
  },
  'oversight.timed(text,date,date,uuid,integer,text,boolean,integer[],date,uuid,integer,integer)': {
    kind: 'own-rows-only',
    note: 'Complaints of the seat.',
    callers: ['reporting/reports/timeliness/timeliness.service.ts'],
  },
  'oversight.timeliness(date,date,text[],uuid,uuid,boolean,integer[])': {
    kind: 'counts-only',
    note: 'Shares and medians; published ones are suppressed.',
    callers: ['reporting/reports/timeliness/timeliness.service.ts'],
  },
  'oversight.timing_of(app.transfers)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.timings_of(uuid[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.totals(text[],text[],date,date,text[],uuid,uuid,boolean)': {
    kind: 'counts-only',
    note: 'Totals; published ones are suppressed.',
    callers: ['reporting/reports/drill-down.service.ts', 'reporting/reports/totals.service.ts'],
  },
  'oversight.contact_of_unit(uuid)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.unworked(date,date,uuid,uuid,boolean)': {
    kind: 'counts-only',
    note: 'Counts of complaints that nobody works.',
    callers: ['reporting/reports/timeliness/unworked.service.ts'],
  },
  'oversight.unworked_complaints(date,date)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.unworked_list(date,date,uuid,text,text,text,timestamp with time zone,uuid,integer)': {
    kind: 'own-rows-only',
    note: 'Complaints of the seat.',
    callers: ['reporting/reports/timeliness/unworked.service.ts'],
  },
  'oversight.victim_identifiers(uuid,text[],text[])': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.waiting(timestamp with time zone,uuid,integer,text,text,integer,integer,text,integer[],timestamp with time zone,uuid,integer)':
    {
      kind: 'own-rows-only',
      note: 'Complaints of the seat.',
      callers: ['reporting/reports/timeliness/backlog.service.ts'],
    },
  'oversight.weight_of_kind(text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'oversight.words_of_name(text)': {
    kind: 'technical',
    note: 'Not for the application: other functions of this list call it.',
  },
  'staging.delete_expired()': {
    kind: 'technical',
    note: 'Housekeeping. It answers with a number.',
    callers: ['platform/database/housekeeping.ts'],
  },
  'vault.active_keys(boolean)': {
    kind: 'technical',
    note: 'Wrapped keys of the task force, which open nothing without the server’s secret.',
    callers: ['casework/vault/name-scanner.ts'],
  },
  'vault.add_key(uuid,bytea,text)': {
    kind: 'writes-an-entry',
    action: 'identity.recorded',
    test: 'test/casework/vault.e2e-spec.ts: is recorded, outlined without values, and revealed for a stated purpose',
    note: 'It stores a wrapped key.',
    callers: ['casework/vault/content-encryption.ts', 'casework/vault/identities.service.ts'],
  },
  'vault.approve_destruction(uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'identity.destroyed',
    test: 'test/casework/vault.e2e-spec.ts',
    note: 'A case of the seat.',
    callers: ['casework/vault/identity-destructions.service.ts'],
  },
  'vault.request_identity(uuid,text,text)': {
    kind: 'writes-an-entry',
    action: 'identity.revealed',
    test: 'test/casework/vault.e2e-spec.ts: is in the trail before anything is revealed, whatever happens to the transaction',
    note: 'It enters the purpose.',
    callers: ['casework/vault/identities.service.ts'],
  },
  'vault.is_own_access_withdrawn()': {
    kind: 'own-rows-only',
    note: 'The account’s own access.',
    callers: ['casework/vault/require-identity-access.ts'],
  },
  'vault.is_wrapped_by(text[])': {
    kind: 'technical',
    note: 'Whether stored keys are wrapped by the server’s secrets.',
    callers: ['platform/self-check/start-facts.ts'],
  },
  'vault.write_identity(uuid,integer,uuid,bytea,text[],bytea[],text[],text[],bytea[])': {
    kind: 'writes-an-entry',
    action: 'identity.recorded',
    test: 'test/casework/vault.e2e-spec.ts: is recorded, outlined without values, and revealed for a stated purpose',
    note: 'It stores sealed values.',
    callers: ['casework/vault/identities.service.ts'],
  },
  'vault.open_to_record(uuid)': {
    kind: 'own-rows-only',
    note: 'The key of an identity of a case that the session works.',
    callers: ['casework/vault/identities.service.ts'],
  },
  'vault.recorded_fields(uuid)': {
    kind: 'own-rows-only',
    note: 'Which fields an identity of a case of the seat has.',
    callers: ['casework/vault/identities.service.ts', 'casework/vault/identity-destructions.service.ts'],
  },
  'vault.restore_access(uuid,timestamp with time zone)': {
    kind: 'writes-an-entry',
    action: 'identity-access.restored',
    test: 'test/casework/vault.e2e-spec.ts',
    note: 'An account of the seat.',
    callers: ['casework/vault/identity-access-withdrawals.service.ts'],
  },
  'vault.reveal(uuid)': {
    kind: 'writes-an-entry',
    action: 'identity.revealed',
    test: 'test/casework/vault.e2e-spec.ts: is in the trail before anything is revealed, whatever happens to the transaction',
    note: 'A case that the session works.',
    callers: ['casework/vault/identities.service.ts'],
  },
  'vault.scan_text(uuid,text,bytea[],boolean)': {
    kind: 'writes-an-entry',
    action: 'identities.scanned',
    test: 'test/casework/look-ups.e2e-spec.ts: finds no family name of another case, and writes each scan to the trail',
    note: 'Every scan is an entry and counts towards a budget of names.',
    callers: ['casework/vault/name-scanner.ts'],
  },
  'vault.search(text[],bytea[],integer)': {
    kind: 'writes-an-entry',
    action: 'identities.searched',
    test: 'test/casework/vault.e2e-spec.ts: matches all criteria in any spelling, and returns pseudonyms',
    note: 'Identities of the seat. What is asked by counts towards a budget of names.',
    callers: ['casework/vault/identity-search.service.ts'],
  },
  'vault.show_unsaved_matches(uuid[],text,text,bytea[],boolean)': {
    kind: 'writes-an-entry',
    action: 'complaint.matched-unsaved',
    test: 'test/casework/unsaved-matches.e2e-spec.ts: shows only the contact of another agency that has the number, with an entry at that agency',
    note: 'One entry for the holder, the children’s complaints and the given complaints. Numbers and names count towards budgets.',
    callers: ['casework/intake/unsaved-matches.service.ts'],
  },
  'vault.warn_of_names(uuid,uuid,bytea[],boolean)': {
    kind: 'writes-an-entry',
    action: 'identity.mentioned',
    test: 'test/casework/vault.e2e-spec.ts: is saved with a warning that states the position and not the name',
    note: 'Names of children of cases that the writer works; for an analyst, of the complaint of the text.',
    callers: ['casework/vault/name-scanner.ts'],
  },
};
