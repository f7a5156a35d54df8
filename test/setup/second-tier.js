/**
 * Spec files of the second tier, which `npm test` leaves out because of their cost: none is about a feature that a developer changes in
 * an hour. `npm run test:all` and `.ci/run` run them. A command that names files runs them too: `npm test -- test/access/access`.
 */
export const secondTier = new Set(
  [
    // They start processes, clusters or standbys.
    'audit-restore backup backup-folder crash doctor drill.spec exhausted-host file-workers graceful-end import-crash limits logs',
    'migrate newer-release outages postgres-away postgres-versions release replica restore-verify retention-purge rounds self-check',
    'server-log sign-in-lockout small-host standby-access tracker trail-signatures upgrade upgrade-dates upgrade-writes vault-rotation',
    // They send requests to every route, or change every field.
    'access bad-fields conditional-reads foreign-record-times generated-client headers lists log-canary openapi reads',
    // They attack.
    'fuzz fuzz-files hostile-files hostile-tips leaks publications-attack saml-forgeries strangers uploads vault-canary',
    // They repeat, or need large amounts of data.
    'aborted-streams copy-out races transfers-model two-persons-model xlsx-rows.spec',
    // They compare documents with the sources.
    'asvs figures sources',
  ].flatMap((names) => names.split(' ')),
);

/** Spec files of features, whose behaviors the second tier repeats many times. test/support/times.ts says how often. */
export const repeated = new Set([
  'complaint-life',
  'deconfliction',
  'health',
  'identity-provider',
  'retention',
  'tally',
  'timeliness-recount',
  'trail-chain',
]);
