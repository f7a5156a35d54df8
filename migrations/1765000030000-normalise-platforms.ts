import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legal forms and aliases of platforms on the day of this migration. The present ones are in `platform-aliases.ts`. */
const legalForm = '(,? (inc|incorporated|llc|ltd|limited|corp|corporation|pte|gmbh|plc)[.]?)+$';
const aliases: Readonly<Record<string, string>> = {
  discord: 'discord.com discordapp discordapp.com',
  facebook: 'facebook.com fb',
  google: 'google.com',
  instagram: 'instagram.com insta ig',
  kik: 'kik_interactive kik_messenger kik.com',
  meetme: 'meetme.com meet_me',
  meta: 'meta_platforms',
  omegle: 'omegle.com',
  reddit: 'reddit.com',
  roblox: 'roblox.com',
  snapchat: 'snap snapchat.com',
  telegram: 'telegram_messenger telegram.org',
  tiktok: 'tiktok.com tik_tok',
  twitch: 'twitch_interactive twitch.tv',
  whatsapp: 'whatsapp_messenger whatsapp.com whats_app',
  x: 'x.com twitter twitter.com x_(twitter) x_(formerly_twitter) x_formerly_twitter twitter_(x) x/twitter twitter/x x_/_twitter twitter_/_x',
  youtube: 'youtube.com you_tube',
};

/**
 * Compares the handles and accounts of one platform under one name: `Instagram, Inc.` is Instagram, and Twitter is X. The platform as said
 * stays. A second identifier of a suspect, or a second exclusion, that would become equal to the first keeps its former value.
 */
export class NormalisePlatforms1765000030000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(namePlatforms());
    await db.query(lift('identifiers'));
    await db.query(lift('subject_index_identifiers'));
    await db.query(renameIdentifiers());
    await db.query(restore('subject_index_identifiers'));
    await db.query(restore('identifiers'));
    await db.query(lift('excluded_identifiers'));
    await db.query(renameExclusions());
    await db.query(restore('excluded_identifiers'));
    await db.query('DROP TABLE platform_names');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['identifiers', 'excluded_identifiers']) {
      await db.query(lift(table));
      await db.query(nameAsSaid(table));
      await db.query(restore(table));
    }
  }
}

/** Returns the statements that create the table of aliases. An underscore in the list stands for a space. */
function namePlatforms(): string {
  const rows = Object.entries(aliases).flatMap(([name, list]) =>
    list.split(' ').map((alias) => `('${alias.replaceAll('_', ' ')}', '${name}')`),
  );
  return `
    CREATE TEMPORARY TABLE platform_names (alias text PRIMARY KEY, name text NOT NULL) ON COMMIT DROP;
    INSERT INTO platform_names VALUES ${rows.join(', ')};
  `;
}

/** The application hashes an identifier again when its index entry is reviewed and its key is not the present one. */
function renameIdentifiers(): string {
  return `
    WITH ${ranked('identifiers', 'suspect_id', 'voided_at')},
    changed AS (
      UPDATE app.identifiers i SET normalised = r.now FROM ranked r
       WHERE i.id = r.id AND r.now <> r.was AND (r.rank = 1 OR r.owner IS NULL OR NOT r.is_open)
      RETURNING i.id
    )
    UPDATE app.subject_index_identifiers s SET key_id = '' FROM changed c WHERE s.identifier_id = c.id AND s.ended_at IS NULL
  `;
}

function renameExclusions(): string {
  return `
    WITH ${ranked('excluded_identifiers', 'task_force_id', 'ended_at')}
    UPDATE app.excluded_identifiers i SET normalised = r.now FROM ranked r
     WHERE i.id = r.id AND r.now <> r.was AND (r.rank = 1 OR NOT r.is_open)
  `;
}

/** Returns the statement that compares each handle by its platform as said. */
function nameAsSaid(table: string): string {
  return `
    UPDATE app.${table} SET normalised = substring(normalised from '^(.*@)[^@]*$')
             || lower(regexp_replace(btrim(normalize(platform, NFKC)), '\\s+', ' ', 'g'))
     WHERE platform IS NOT NULL AND position('@' in platform) = 0
  `;
}

/** Returns the parts of a statement that name each row's value of today and its rank among the open rows of an owner with that value. */
function ranked(table: string, owner: string, ended: string): string {
  return `
    named AS (
      SELECT i.id, i.${owner} AS owner, i.kind, i.${ended} IS NULL AS is_open, i.normalised AS was,
             left(i.normalised, -length(said)) || coalesce(n.name, bare) AS now
        FROM app.${table} i
       CROSS JOIN LATERAL (SELECT substring(i.normalised from '[^@]*$') AS said) s
       CROSS JOIN LATERAL (SELECT regexp_replace(said, '${legalForm}', '') AS bare) b
        LEFT JOIN platform_names n ON n.alias = bare
       WHERE i.platform IS NOT NULL AND position('@' in i.platform) = 0
    ), ranked AS (
      SELECT n.*, row_number() OVER (PARTITION BY owner, kind, is_open, now ORDER BY was = now DESC, id) AS rank FROM named n
    )`;
}

/** Lifts row security and the triggers of the trail, which never holds the value by which identifiers are compared. */
function lift(table: string): string {
  return `ALTER TABLE app.${table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;`;
}

function restore(table: string): string {
  return `ALTER TABLE app.${table} ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY;`;
}
