import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { getRestoreKeyFolder, getSignatureFolder, listPublicKeyFiles } from '../audit/chain/signing-keys.js';
import { signatureFileName } from '../audit/chain/signature-sinks.js';
import { nilChain } from '../audit/chain/link.js';
import type { Manifest, NeededKey, OutsideItem } from './backup-manifest.js';
import type { Config } from '../platform/config/config.js';
import type { Connection } from '../platform/database/connection.js';
import { ignoreErrors } from '../platform/files/private-file.js';
import { secretFileOf } from '../platform/secrets/secret-files.js';
import { previousSecretSettings, secretSettings, type Purpose } from '../platform/secrets/secrets.js';
import { partsOf } from '../platform/streams/owned-stream.js';

/** Part of a manifest that describes the record. */
export type RecordFacts = Pick<
  Manifest,
  'migration' | 'postgres' | 'installation' | 'counts' | 'digests' | 'trail' | 'keys' | 'masterKeys'
>;

const selectFacts = `
  SELECT current_setting('server_version_num')::integer AS postgres,
         (SELECT name FROM app.migrations ORDER BY timestamp DESC LIMIT 1) AS migration,
         (SELECT encode(hash, 'hex') FROM audit.links WHERE chain = $1 AND position = 1) AS installation,
         (SELECT coalesce(array_agg(DISTINCT k.wrapped_by ORDER BY k.wrapped_by), '{}') FROM vault.keys k WHERE k.destroyed_at IS NULL)
           AS "masterKeys",
         json_build_object(
           'entries', (SELECT count(*) FROM audit.entries), 'signatures', (SELECT count(*) FROM audit.signatures),
           'heads', (SELECT coalesce(json_agg(json_build_object('chain', chain, 'position', position, 'hash', encode(hash, 'hex')) ORDER BY chain), '[]')
                       FROM audit.heads)) AS trail`;
const selectKeys = `
  SELECT DISTINCT ON (purpose) purpose, encode(value, 'hex') AS "checkValue" FROM auth.key_checks ORDER BY purpose, id DESC`;
/** Tables whose changes the trail records. The digest of a table does not depend on the order of its rows. */
const selectRecordTables = `
  SELECT DISTINCT t.tgrelid::regclass::text AS name,
         format('SELECT count(*)::float8 AS rows, coalesce(sum(hashtextextended(r::text, 0)::numeric), 0)::text AS digest FROM %s r',
                t.tgrelid::regclass) AS statement
    FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace n ON n.oid = f.pronamespace
   WHERE n.nspname = 'audit' AND f.proname = 'record' ORDER BY 1`;
/** Settings on which the text of a row depends, until the savepoint is rolled back. */
const beginSameText = `
  SAVEPOINT same_text; SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO'; SET LOCAL intervalstyle TO 'postgres';
  SET LOCAL bytea_output TO 'hex'; SET LOCAL extra_float_digits TO 1`;
const endSameText = 'ROLLBACK TO SAVEPOINT same_text';

/** Reads the facts of a snapshot as a superuser, in a transaction. */
export async function readRecordFacts(snapshot: Connection): Promise<RecordFacts> {
  const { rows } = await snapshot.query<Omit<RecordFacts, 'counts' | 'digests' | 'keys'>>(selectFacts, [nilChain]);
  const [facts] = rows;
  if (!facts) throw new Error('The facts of the record returned no row');
  const keys = (await snapshot.query<NeededKey>(selectKeys)).rows;
  return { ...facts, keys, ...(await readTables(snapshot)) };
}

/** Counts the rows of each table of the record, and computes the digest of their contents. */
async function readTables(snapshot: Connection): Promise<Pick<RecordFacts, 'counts' | 'digests'>> {
  const tables = (await snapshot.query<{ name: string; statement: string }>(selectRecordTables)).rows;
  const counts: Record<string, number> = {};
  const digests: Record<string, string> = {};
  await snapshot.query(beginSameText);
  for (const { name, statement } of tables) {
    const { rows } = await snapshot.query<{ rows: number; digest: string }>(statement);
    counts[name] = rows[0]?.rows ?? 0;
    digests[name] = rows[0]?.digest ?? '0';
  }
  await snapshot.query(endSameText);
  return { counts, digests };
}

/** Lists what the tracker needs besides the database. Secrets are named by their setting and have no checksum. */
export async function listOutsideItems(config: Config, server: Manifest['server']): Promise<OutsideItem[]> {
  const { DATA_DIRECTORY: directory, SIGN_IN_NOTICE_FILE: notice, IP_TABLE_FILES: tables, SMTP_CA_FILE: ca } = config;
  const signatures = getSignatureFolder(directory);
  const secrets = (Object.keys(secretSettings) as Purpose[]).map((purpose) => locateSecret(config, purpose));
  const signed = config.SIGN_FILE ?? join(signatures, signatureFileName);
  const named = await Promise.all([
    describeFile('file of signatures', 'SIGN_FILE', signed),
    ...(await listPublicKeyFiles(signatures)).map((file) => describeFile('public key', null, file)),
    ...(await listPublicKeyFiles(getRestoreKeyFolder(directory))).map((file) =>
      describeFile('public restore key', null, file),
    ),
    ...(notice === undefined ? [] : [describeFile('text of the notice', 'SIGN_IN_NOTICE_FILE', notice)]),
    ...(tables?.split(',') ?? []).map((file) => describeFile('table of IP addresses', 'IP_TABLE_FILES', file.trim())),
    ...(ca === undefined ? [] : [describeFile('authority of the mail server', 'SMTP_CA_FILE', ca)]),
  ]);
  return [
    ...secrets,
    ...listPreviousSecrets(config),
    ...(['OIDC_CLIENT_KEY_FILE', 'OIDC_CLIENT_SECRET_FILE', 'SAML_KEY_FILE'] as const).flatMap((setting) =>
      config[setting] === undefined
        ? []
        : [{ what: 'credential at the identity provider', setting, path: config[setting], sha256: null }],
    ),
    { what: 'signing key', setting: 'SIGN_KEY_FILE', path: config.SIGN_KEY_FILE ?? null, sha256: null },
    { what: 'restore key', setting: 'RESTORE_KEY_FILE', path: config.RESTORE_KEY_FILE ?? null, sha256: null },
    ...(config.SMTP_PASSWORD_FILE === undefined
      ? []
      : [
          {
            what: 'password of the mail server',
            setting: 'SMTP_PASSWORD_FILE',
            path: config.SMTP_PASSWORD_FILE,
            sha256: null,
          },
        ]),
    ...named,
    { what: 'archived months of the trail', setting: null, path: join(directory, 'archive'), sha256: null },
    { what: 'passwords of the database roles', setting: 'DATABASE_*_URL', path: null, sha256: null },
    { what: 'settings', setting: '.env', path: null, sha256: null },
    { what: 'TLS keys of proxy and database', setting: null, path: null, sha256: null },
    ...(server === 'external'
      ? [{ what: 'configuration of the database server', setting: 'postgresql.conf', path: null, sha256: null }]
      : []),
  ].map((item) => ({ ...item, path: item.path === null ? null : resolve(item.path) }));
}

async function describeFile(what: string, setting: keyof Config | null, path: string): Promise<OutsideItem> {
  return { what, setting, path, sha256: await checksumOf(path) };
}

/** Lists the previous keys that are configured during a replacement. */
function listPreviousSecrets(config: Config): OutsideItem[] {
  const settings = [...previousSecretSettings, ['vault-master-key', 'VAULT_KMS_PREVIOUS_MODULE'] as const];
  return settings.flatMap(([purpose, setting]) => {
    const path = config[setting];
    return path === undefined ? [] : [{ what: `previous ${purpose}`, setting, path, sha256: null }];
  });
}

/** Returns where a key is configured: a file, the environment, or a key service. Production has none of its own. */
function locateSecret(config: Config, purpose: Purpose): OutsideItem {
  const others = purpose === 'vault-master-key' ? (['VAULT_KMS_MODULE', 'VAULT_MASTER_KEY'] as const) : [];
  const other = others.find((setting) => config[setting] !== undefined);
  if (other !== undefined) return { what: purpose, setting: other, path: null, sha256: null };
  const setting = secretSettings[purpose];
  const own = config.isProduction ? null : secretFileOf(config.DATA_DIRECTORY, purpose);
  return { what: purpose, setting, path: config[setting] ?? own, sha256: null };
}

/** Returns the version of this release. */
export async function readRelease(): Promise<string> {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder);
  const { version } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8')) as { version: string };
  return version;
}

/** Returns the checksum of a file; null if it cannot be read. */
export async function checksumOf(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  const read = async (): Promise<string> => {
    for await (const part of partsOf(createReadStream(file))) hash.update(part);
    return hash.digest('hex');
  };
  return (await ignoreErrors(read(), 'ENOENT', 'EACCES', 'EISDIR')) ?? null;
}

/** Reads the public keys of the signer that are readable here: beside its key, or in the data directory. */
export async function readSignerKeys({ DATA_DIRECTORY, SIGN_KEY_FILE }: Config): Promise<string[]> {
  const folder = SIGN_KEY_FILE === undefined ? getSignatureFolder(DATA_DIRECTORY) : dirname(SIGN_KEY_FILE);
  const files = (await ignoreErrors(listPublicKeyFiles(folder), 'EACCES')) ?? [];
  const texts = await Promise.all(files.map((file) => ignoreErrors(readFile(file, 'utf8'), 'ENOENT', 'EACCES')));
  return texts.filter((text) => text !== undefined);
}
