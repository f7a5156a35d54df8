/**
 * Faults that somebody could make, each with its spec and words of the names of the tests that must fail. `find` stands
 * once in the file; a `statement` runs at the end of the SQL file that is applied last; `routes` are parts of the paths
 * that the access table is made for.
 */
export const mutants = [
  {
    name: 'a policy that lets everybody in',
    edits: [
      {
        statement: 'ALTER POLICY presentations_of_the_seat ON app.presentations USING (true) WITH CHECK (true)',
      },
    ],
    spec: 'test/access/access.e2e-spec.ts',
    tests: ['equals the responses of the routes'],
    routes: ['/presentations'],
  },
  {
    name: 'row security that does not bind the owner',
    edits: [
      {
        statement: 'ALTER TABLE app.suspects NO FORCE ROW LEVEL SECURITY',
      },
    ],
    spec: 'test/access/row-security.e2e-spec.ts',
    tests: ['has forced row security with policies for reads and writes'],
  },
  {
    name: 'a context that is left over counts as one',
    edits: [
      {
        statement: `DO $do$ BEGIN
          EXECUTE replace(pg_get_functiondef('audit.record()'::regprocedure),
                          $$nullif(current_setting('app.action', true), '')$$, $$current_setting('app.action', true)$$);
        END $do$`,
      },
    ],
    spec: 'test/access/row-security.e2e-spec.ts',
    tests: ['rejects a write without a named change after a named one on the same connection'],
  },
  {
    name: 'a reference without its task force',
    edits: [
      {
        file: 'migrations/1765000007000-create-suspects-and-prosecutions.ts',
        find: `        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id, suspect_id) REFERENCES app.suspects (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, agency_id)`,
        replacement: `        UNIQUE (task_force_id, complaint_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (suspect_id) REFERENCES app.suspects (id),
        FOREIGN KEY (task_force_id, agency_id)`,
      },
    ],
    spec: 'test/platform/schema.e2e-spec.ts',
    tests: ['carry the task force in references between such tables'],
  },
  {
    name: 'a route that is open to more roles',
    edits: [
      {
        file: 'src/organization/agencies/agencies.controller.ts',
        find: `  @Post()
  @Requires('agencies:manage')`,
        replacement: `  @Post()
  @Requires('agencies:read')`,
      },
    ],
    spec: 'test/access/access.e2e-spec.ts',
    tests: ['equals the responses of the routes'],
    routes: ['/agencies'],
  },
  {
    name: 'a new route that is in no table',
    edits: [
      {
        file: 'src/organization/agencies/agencies.controller.ts',
        find: `  /** Read an agency and its memberships over time. */`,
        replacement: `  @Get('newest')
  @Requires('agencies:read')
  newest(): AgencyPage {
    return { items: [], nextCursor: null };
  }

  /** Read an agency and its memberships over time. */`,
      },
    ],
    spec: 'test/access/access.e2e-spec.ts',
    tests: ['equals the responses of the routes'],
    routes: ['/agencies'],
  },
  {
    name: 'a table that the trail does not watch',
    edits: [
      {
        statement: 'DROP TRIGGER arrests_changed ON app.arrests',
      },
    ],
    spec: 'test/access/row-security.e2e-spec.ts',
    tests: ['writes an audit entry for each insert and update'],
  },
  {
    name: 'commits that are not waited for',
    edits: [
      {
        file: 'src/platform/embedded-postgres/settings.ts',
        find: `synchronous_commit: 'on'`,
        replacement: `synchronous_commit: 'off'`,
      },
    ],
    spec: 'test/long/embedded-postgres.e2e-spec.ts',
    tests: ['configures Postgres for durability, logs without data, and local connections only'],
  },
  {
    name: 'a verification that misses what was edited, deleted or cut off',
    edits: [
      {
        file: 'src/audit/chain/entry-matcher.ts',
        find: 'else if (digest.result() !== link.digest) {',
        replacement: 'else if (digest.count > link.entries) {',
      },
      {
        file: 'src/audit/chain/entry-matcher.ts',
        find: 'if (digest.count < link.entries) {',
        replacement: 'if (digest.count < 0) {',
      },
      {
        file: 'src/audit/chain/signature-check.ts',
        find: 'if (lost.length > 0) {',
        replacement: 'if (lost.length < 0) {',
      },
    ],
    spec: 'test/audit/trail-signatures.e2e-spec.ts',
    tests: [
      'is detected by an entry whose reason was edited',
      'is detected by a deleted entry, also with its link',
      'is detected by the signatures alone when its newest part was cut off',
    ],
  },
  {
    name: 'a sealed secret that opens anywhere',
    edits: [
      {
        file: 'src/platform/secrets/encrypted-value.ts',
        find: 'return Buffer.concat([head, Buffer.from(JSON.stringify(location))]);',
        replacement: 'return head;',
      },
    ],
    spec: 'test/organization/second-factors.e2e-spec.ts',
    tests: ['has an encrypted secret that is unusable when changed'],
  },
  {
    name: 'a one-time code that can be used again',
    edits: [
      {
        file: 'database/auth/functions/consume_proof.sql',
        find: 'UPDATE auth.totps t SET last_step = (proof).number, last_used_at = now()',
        replacement: 'UPDATE auth.totps t SET last_used_at = now()',
      },
    ],
    spec: 'test/organization/second-factors.e2e-spec.ts',
    tests: ['is accepted once: not again, not with spaces and not after a failure'],
  },
  {
    name: 'failures that each process counts for itself',
    edits: [
      {
        file: 'src/organization/accounts/auth-records.ts',
        find: 'return firstOrNull(await tx.query<SessionRecord[]>(signIn, parameters));',
        replacement: `const failed = ((this as unknown as { failed?: Map<string | null, number> }).failed ??= new Map());
    if ((failed.get(accountId) ?? 0) >= 5) return null;
    parameters[1] = 1_000_000;
    const entry = oneOf(await tx.query<Entry[]>(signIn, parameters));
    if (!entry) failed.set(accountId, (failed.get(accountId) ?? 0) + 1);
    return entry;`,
      },
    ],
    spec: 'test/organization/sign-in-lockout.e2e-spec.ts',
    tests: ['lock the account for passwords, and four do not, with 2 instances'],
  },
  {
    name: 'a log that takes whatever it is handed',
    edits: [
      {
        file: 'src/platform/logs/tracker-log.ts',
        find: 'log: (given) => this.selectAllowed(given) }',
        replacement: 'log: (given) => given }',
      },
      {
        file: 'src/platform/logs/tracker-log.ts',
        find: 'this.pino[level]({ ...context, ...errorLocation(message), cause: message });',
        replacement: 'this.pino[level]({ ...context, ...message, text: message.message });',
      },
    ],
    spec: 'src/platform/logs/tracker-log.spec.ts',
    tests: ['contains nothing else of its input'],
  },
  {
    name: 'a change by cookie from anywhere',
    edits: [
      {
        file: 'src/access/session-token.ts',
        find: `if ((site !== 'same-origin' && site !== 'none') || !isKnown) throw new CsrfRejected();`,
        replacement: '',
      },
    ],
    spec: 'test/organization/sessions.e2e-spec.ts',
    tests: ['by cookie reads freely, and writes with the CSRF token of the console only'],
  },
  {
    name: 'a secret of its own making in production',
    edits: [
      {
        file: 'src/platform/secrets/secrets.ts',
        find: 'if (config.isProduction) {',
        replacement: 'if (config.isProduction && key === undefined) {',
      },
    ],
    spec: 'test/platform/self-check.e2e-spec.ts',
    tests: ['is refused because of a secret that is missing'],
  },
  {
    name: 'a row that is read, and saved without having been held',
    edits: [
      {
        file: 'src/platform/database/rows.ts',
        find: 'const lockById = `${selectById} FOR UPDATE`;',
        replacement: 'const lockById = selectById;',
      },
    ],
    spec: 'test/platform/races.e2e-spec.ts',
    tests: ['assigns the complaint once and rejects the others as stale'],
  },
  {
    name: 'a state that is set without being asked for',
    edits: [
      {
        file: 'src/casework/complaints/complaint.entity.ts',
        find: 'if (!this.canMoveTo(next)) throw new InvalidTransition(this.state, this.allowedMoves);',
        replacement: '',
      },
    ],
    spec: 'src/casework/complaints/complaint.entity.spec.ts',
    tests: ['rejects other changes'],
  },
  {
    name: 'a sealed complaint that its agency still sees',
    edits: [
      {
        statement: `ALTER POLICY complaints_of_the_seat ON app.complaints
          USING (task_force_id = (SELECT auth.case_task_force())
                 AND coalesce((SELECT auth.agency()), agency_id) IN (agency_id, working_agency_id))`,
      },
    ],
    spec: 'test/casework/sealing.e2e-spec.ts',
    tests: ['is visible to supervisors of its task force only'],
  },
  {
    name: 'an identity that is revealed without an entry',
    edits: [
      {
        file: 'database/vault/functions/reveal.sql',
        find: 'OR request.transaction = pg_current_xact_id() OR',
        replacement: 'OR',
      },
    ],
    spec: 'test/casework/vault.e2e-spec.ts',
    tests: ['is in the trail before anything is revealed'],
  },
  {
    name: 'a packet with data of a child that nobody left out',
    edits: [
      {
        file: 'src/casework/packets/redaction.ts',
        find: "return concern === 'matter' || (concern === 'suspect' && !isOfJuvenile);",
        replacement: "return concern !== 'words' || !isOfJuvenile;",
      },
    ],
    spec: 'src/casework/packets/redaction.spec.ts',
    tests: ['loses data on children and free text when redacted'],
  },
  {
    name: 'a ledger that what hangs on a complaint does not follow',
    edits: [
      {
        file: 'database/tally/functions/enter_complaints.sql',
        find: 'IF cardinality(reclassified) > 0 THEN',
        replacement: 'IF false THEN',
      },
    ],
    spec: 'test/reporting/tally.e2e-spec.ts',
    tests: ['give the same ledger as a recount, at every instant'],
  },
  {
    name: 'a small number that a subtraction gives back',
    edits: [
      {
        file: 'src/reporting/reports/suppression.ts',
        find: "for (const other of findComplementarySums(sum, sums)) other.suppression ??= 'complement';",
        replacement: 'findComplementarySums(sum, sums);',
      },
    ],
    spec: 'src/reporting/reports/suppression.spec.ts',
    tests: ['reveals no suppressed number by calculation'],
  },
  {
    name: 'a return that is locked while something in it has no answer',
    edits: [
      {
        file: 'src/reporting/performance-reports/performance-report.entity.ts',
        find: 'if (open.length > 0) throw new UnansweredFindings(open);',
        replacement: '',
      },
    ],
    spec: 'src/reporting/performance-reports/performance-report.entity.spec.ts',
    tests: ['is approved after its period when each finding has an answer'],
  },
  {
    name: 'a feed in the order in which entries were numbered',
    edits: [
      {
        statement: `DO $do$ DECLARE feed text := pg_get_functiondef('audit.changes_after(bigint,bigint,text,integer)'::regprocedure); BEGIN
          feed := replace(feed, 'l.position >= after_position', 'l.first_seq >= coalesce(start.first_seq, 0)');
          feed := replace(feed, '(l.position > after_position', '(l.first_seq > coalesce(start.first_seq, 0)');
          EXECUTE replace(feed, 'ORDER BY l.position', 'ORDER BY l.first_seq');
        END $do$`,
      },
    ],
    spec: 'test/audit/events.e2e-spec.ts',
    tests: ['returns a change that commits after a change that began later'],
  },
  {
    name: 'an entry of the trail that no sequencer links',
    edits: [
      {
        file: 'database/audit/functions/queue_entry.sql',
        find: 'INSERT INTO audit.unlinked_entries (at, transaction, seq) VALUES (new.at, new.transaction, new.seq);',
        replacement: 'NULL;',
      },
    ],
    spec: 'test/audit/trail-sequencer.e2e-spec.ts',
    tests: ['links nothing twice and loses nothing when it runs several times beside writers'],
  },
  {
    name: 'a late sequencer that readiness does not report',
    edits: [
      {
        file: 'src/platform/health/readiness.ts',
        find: 'row.seconds <= this.config.TRAIL_LINK_DELAY',
        replacement: 'row.seconds >= 0',
      },
    ],
    spec: 'test/audit/trail-sequencer.e2e-spec.ts',
    tests: ['catches up after an hour in several transactions', 'fails readiness after the clock was set back'],
  },
  {
    name: 'a batch of the trail in any order',
    edits: [
      {
        file: 'src/audit/chain/verify-file.ts',
        find: 'this.digest.add(this.digest.count, Buffer.from(text))',
        replacement: 'this.digest.add(Number(text.slice(1, text.indexOf(","))), Buffer.from(text))',
      },
    ],
    spec: 'test/audit/trail-sequencer.e2e-spec.ts',
    tests: ['reveals an entry of its file that was moved'],
  },
  {
    name: 'a feed that shows what the seat does not see',
    edits: [
      {
        file: 'database/audit/functions/changes_after.sql',
        find: 'ELSE EXISTS (SELECT FROM app.complaints r WHERE r.id = written.complaint_id OFFSET 0)',
        replacement: 'ELSE true',
      },
    ],
    spec: 'test/audit/events.e2e-spec.ts',
    tests: ['hides a complaint from a neighbour agency', 'holds the same records as a full listing'],
  },
  {
    name: 'a feed that says of a complaint that it is gone to who never had it',
    edits: [
      {
        file: 'database/audit/functions/changes_after.sql',
        find: 'AND audit.previously_visible(e.complaint_id, e.seq) AS is_gone',
        replacement: 'AS is_gone',
      },
    ],
    spec: 'test/audit/events.e2e-spec.ts',
    tests: ['reports a transferred complaint as gone to the old owner'],
  },
  {
    name: 'a match by what was voided',
    edits: [
      {
        file: 'src/casework/identifiers/matches.ts',
        find: 'AND t.kind = j.kind AND t.voided_at IS NULL',
        replacement: 'AND t.kind = j.kind',
      },
    ],
    spec: 'test/casework/identifiers.e2e-spec.ts',
    tests: ['omit voided identifiers and merged complaints', 'equal a recalculation after random updates'],
  },
  {
    name: 'a match by what everybody has',
    edits: [
      {
        file: 'src/casework/identifiers/matches.ts',
        find: "WHEN c.kind IS NOT NULL THEN 'too_common' END",
        replacement: 'END',
      },
    ],
    spec: 'test/casework/identifiers.e2e-spec.ts',
    tests: ['skip a value held by more than 20 complaints'],
  },
  {
    name: 'a tip about somebody else that is taken for the same',
    edits: [
      {
        file: 'src/casework/complaints/intake-digest.ts',
        find: "if (particularsDigest !== null) parts.push(particularsDigest.toString('hex'));",
        replacement: '',
      },
    ],
    spec: 'test/casework/identifiers.e2e-spec.ts',
    tests: ['rejects the same number with other persons'],
  },
  {
    name: 'two that come to stand at once and do not wait for each other',
    edits: [
      {
        file: 'database/app/functions/match_subject.sql',
        find: `PERFORM pg_advisory_xact_lock(hashtextextended(encode(hashes[n], 'hex'), 0));`,
        replacement: 'NULL;',
      },
    ],
    spec: 'test/intelligence/deconfliction.e2e-spec.ts',
    tests: ['is reported to both sides when their entries are approved concurrently'],
  },
];
