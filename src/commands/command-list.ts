/** Command of the tracker, as `npm run tracker` lists and starts it. */
export interface Command {
  /** Name on the command line. Commands that also have an npm script of their own share its name. */
  readonly name: string;
  /** File of this folder without `.command.js`, and the arguments that come before those of the caller. */
  readonly file: string;
  readonly fixed?: readonly string[];
  readonly summary: string;
  /** Arguments and settings, a line each. */
  readonly usage: readonly string[];
}

/** All commands, in the order of the list. A new command is one more entry. */
export const commands: readonly Command[] = [
  {
    name: 'db:roles',
    file: 'create-database-roles',
    summary: 'Create or repair the database roles and the database on a server of your own.',
    usage: ['DATABASE_ADMIN_URL is a role that may create roles and databases.'],
  },
  {
    name: 'db:migrate',
    file: 'migrate',
    summary: 'Bring the database to the schema of this release.',
    usage: ['DATABASE_OWNER_URL is the owner of the tables. Without it the embedded database is migrated.'],
  },
  {
    name: 'import',
    file: 'import',
    summary: 'Validate a file of complaints or other records, and commit it with --commit.',
    usage: [
      '--file FILE  --kind KIND  --format FORMAT  --map field=column  --set field=value  --translate field:cell=value',
      '--head-row NUMBER  --leave-out-other  --token-file FILE  --commit  --without-faulty',
      'docs/import.md describes them. The token of the session is in the token file or in IMPORT_TOKEN.',
    ],
  },
  {
    name: 'tally:verify',
    file: 'tally',
    fixed: ['verify'],
    summary: 'Compare the ledger with a recount of the records.',
    usage: ['DATABASE_OWNER_URL is the owner of the tables. The code is 1 if a count differs.'],
  },
  {
    name: 'tally:rebuild',
    file: 'tally',
    fixed: ['rebuild'],
    summary: 'Correct the counts of the ledger that differ from a recount.',
    usage: ['DATABASE_OWNER_URL is the owner of the tables.'],
  },
  {
    name: 'retention:purge',
    file: 'purge',
    summary: 'Run one round of the purge, for a daily scheduler.',
    usage: [
      '--every 1d  repeats the round after each interval of 1s to 7d, where there is no scheduler.',
      'DATABASE_PURGE_URL is the role that purges (docs/operations/retention.md).',
    ],
  },
  {
    name: 'audit:sign',
    file: 'audit-sign',
    summary: 'Sign the trail once a minute.',
    usage: [
      '--once  signs once and ends.',
      'DATABASE_SIGNER_URL is the role that signs. SIGN_KEY_FILE, SIGN_FILE and SIGN_SYSLOG name the key and the targets.',
    ],
  },
  {
    name: 'audit:verify',
    file: 'audit-verify',
    summary: 'Recompute the trail and check its signatures.',
    usage: [
      '--signatures FILE  --key FILE  --restore-key FILE  --archive FOLDER  --export FILE  --record ID  --from FILE',
      'DATABASE_AUDITOR_URL is the role that reads the trail. The code is 1 for a damaged trail, and 2 if it could not be checked.',
    ],
  },
  {
    name: 'audit:archive',
    file: 'audit-archive',
    summary: 'Move the months of the trail older than seven years into files.',
    usage: ['--before MONTH  --to FOLDER  --key FILE', 'DATABASE_AUDITOR_URL is the role that reads the trail.'],
  },
  {
    name: 'audit:restore',
    file: 'audit-restore',
    summary: 'Attest, as two persons, that the trail was restored from a backup.',
    usage: [
      '--request FILE --person NAME --reason TEXT  is the first person, with RESTORE_KEY_FILE, and writes the file.',
      '--approve FILE --person NAME  is the second person, and shows the request and its digest.',
      '--confirm DIGEST  approves that request, with SIGN_KEY_FILE, and enters the restore into the trail.',
      "--signatures FILE  is the signer's file. --key FILE and --restore-key FILE are the public keys of the two.",
      'DATABASE_AUDITOR_URL is the role that reads the trail, and DATABASE_SIGNER_URL the role that signs it.',
    ],
  },
  {
    name: 'vault',
    file: 'vault',
    summary: 'Rotate the keys of the vault while the tracker runs.',
    usage: [
      'rotate-master       wraps the keys of all task forces with the current master key.',
      'rotate-keys [CODE]  gives each task force, or the one with the code, a new key.',
      'DATABASE_OWNER_URL is the owner of the tables.',
    ],
  },
  {
    name: 'doctor',
    file: 'doctor',
    summary: 'Check an installation, with a sentence for each fault.',
    usage: [
      'It reads the settings of the tracker, and writes nothing. docs/operations/install.md describes the checks.',
    ],
  },
  {
    name: 'backup',
    file: 'backup',
    summary: 'Copy the database into a new folder while the tracker serves.',
    usage: [
      '--to FOLDER  is the folder for backups. Each is a folder of its own in it.',
      '--every 1h  repeats the backup after each interval of 1s to 7d, where there is no scheduler.',
      'The embedded database is that of DATA_DIRECTORY. DATABASE_ADMIN_URL is a superuser of a server of your own.',
    ],
  },
  {
    name: 'restore',
    file: 'restore',
    summary: 'Restore a backup into an empty folder.',
    usage: [
      '--from BACKUP  is the folder that the backup wrote.',
      '--data FOLDER  is the empty data folder of a server of your own. Without it the embedded database is restored in DATA_DIRECTORY.',
      'The settings of the four keys must name those of the backup. The codes are in docs/operations/backup.md.',
    ],
  },
  {
    name: 'restore:verify',
    file: 'restore-verify',
    summary: 'Prove the totals, the trail, the signatures and the keys of a restored database.',
    usage: [
      '--from BACKUP  compares totals and rows with the backup, before the tracker starts.',
      '--signatures FILE  --key FILE  --restore-key FILE  --archive FOLDER  are those of audit:verify.',
      'The embedded database is that of DATA_DIRECTORY. DATABASE_ADMIN_URL is a superuser of a server of your own.',
    ],
  },
];

const nameWidth = Math.max(...commands.map(({ name }) => name.length)) + 2;

/** Returns the list of commands, a line each. */
export function formatCommands(): string[] {
  return [
    'npm run tracker -- <command> [arguments]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(nameWidth)}${summary}`),
    '',
    'npm run tracker -- <command> --help describes one of them.',
  ];
}

/** Returns the help of a command. */
export function formatHelp({ name, summary, usage }: Command): string[] {
  return [`npm run tracker -- ${name}`, '', summary, ...usage.map((line) => `  ${line}`)];
}
