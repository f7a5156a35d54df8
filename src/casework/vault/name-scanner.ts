import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { errorsForFields, InvalidInput, Unavailable } from '../../platform/http/problems.js';
import { DecryptionFailure } from '../../platform/secrets/encrypted-value.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { findCandidates, looksLikeList, type Candidate } from './name-matching.js';
import type { TaskForceKey } from './task-force-key.js';
import { NameLimitReached } from './vault.errors.js';
import type { MentionMatch, ScanPurpose } from './vault.enums.js';

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly match: MentionMatch;
}

/** The case of the texts. Without a complaint, family names alone are not looked up. */
export interface TextContext {
  readonly taskForceId: string;
  readonly complaintId: string | null;
  /** Draft that the texts are saved in. The trail names each child once for each draft. */
  readonly draftId?: string | null;
}

/** Names found in each text. Nothing is looked up beyond the account's daily budget. */
export interface NameScan {
  readonly isWithinLimit: boolean;
  readonly mentions: readonly (readonly Mention[])[];
}

interface CaseText {
  readonly taskForceId: string;
  readonly complaintId: string;
  readonly purpose: ScanPurpose;
  readonly text: string;
}

export interface TokenRow {
  readonly is_within: boolean;
  readonly is_alarm: boolean;
  readonly kinds: readonly string[] | null;
  readonly tokens: readonly Buffer[] | null;
}

/** Tokens of the possible names in several texts, to look up in one statement with other data. */
export interface PreparedScan {
  readonly tokens: readonly Buffer[];
  readonly isList: boolean;
  readonly toScan: (row: TokenRow) => NameScan;
}

const selectActiveKeys = 'SELECT id, wrapped, wrapped_by FROM vault.active_keys($1)';
const selectNameWarnings = 'SELECT is_within, is_alarm, kinds, tokens FROM vault.warn_of_names($1, $2, $3, $4)';
const scanText = 'SELECT is_within, is_alarm, kinds, tokens FROM vault.scan_text($1, $4, $2, $3)';

/**
 * Lifetime of a task force's cached key list, in milliseconds. A first name recorded meanwhile is found a little later.
 */
const cacheMs = 5000;

interface CachedKeys {
  readonly keys: readonly WrappedKey[];
  readonly until: number;
}

/**
 * Finds names of known children in texts by tokens, without decrypting any identity. Postgres decides which names match, counts the
 * candidates per account and day, and records the matches.
 */
@Injectable()
export class NameScanner {
  private readonly logger = new Logger(NameScanner.name);
  private readonly cachedKeys = new Map<string, CachedKeys>();

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async findMentions(
    tx: EntityManager,
    { accountId }: Actor,
    { taskForceId, complaintId, draftId = null }: TextContext,
    texts: readonly string[],
  ): Promise<NameScan> {
    const scan = await this.prepare(tx, accountId, { taskForceId, complaintId }, texts);
    if (scan.tokens.length === 0) return { isWithinLimit: true, mentions: texts.map(() => []) };
    return lookUp(scan, (tokens) => tx.query(selectNameWarnings, [complaintId, draftId, tokens, scan.isList]));
  }

  /** Computes the tokens of the possible names in texts; none for a task force without recorded identities. */
  async prepare(
    tx: EntityManager,
    accountId: string,
    { taskForceId, complaintId }: TextContext,
    texts: readonly string[],
  ): Promise<PreparedScan> {
    const keys = await this.loadKeys(tx, taskForceId);
    const candidates = texts.map((text) => selectCandidates(text, complaintId));
    const tokens = computeTokens(candidates.flat(), keys);
    return {
      tokens: [...tokens.values()].flat(),
      isList: looksLikeList(texts.join('\n')),
      toScan: (row) => {
        if (row.is_alarm) this.logger.warn({ problem: 'names-look-like-a-list', accountId });
        const known = new Set(row.tokens?.map((token, at) => `${row.kinds?.[at] ?? ''} ${token.toString('hex')}`));
        const isKnown = (candidate: Candidate): boolean =>
          (tokens.get(toLookUpKey(candidate)) ?? []).some((token) =>
            known.has(`${candidate.kind} ${token.toString('hex')}`),
          );
        return { isWithinLimit: row.is_within, mentions: candidates.map((all) => toMentions(all.filter(isKnown))) };
      },
    };
  }

  /** Scans a text of a case. The audit trail records the scan even without candidates. */
  async scan(
    tx: EntityManager,
    { accountId }: Actor,
    { taskForceId, complaintId, purpose, text }: CaseText,
  ): Promise<NameScan> {
    const scan = await this.prepare(tx, accountId, { taskForceId, complaintId }, [text]);
    return lookUp(scan, (tokens) => tx.query(scanText, [complaintId, tokens, scan.isList, purpose]));
  }

  /**
   * Throws 422 if a field that stays outside the vault names a child, and records the match in a replacement transaction. Throws 429 if the
   * account's budget is exhausted, because an unchecked text is not stored.
   */
  async requireNoNames(actor: Actor, context: TextContext, fields: Readonly<Record<string, string>>): Promise<void> {
    const texts = Object.values(fields);
    const find = (tx: EntityManager): Promise<NameScan> => this.findMentions(tx, actor, context, texts);
    const { isWithinLimit, mentions } = await find(this.database.managerOf(actor));
    const fieldsWithNames = Object.keys(fields).filter((_, index) => mentions[index]?.length);
    if (isWithinLimit && fieldsWithNames.length === 0) return;
    await this.database.replaceTransaction(actor, find);
    if (!isWithinLimit) throw new NameLimitReached();
    throw new InvalidInput(errorsForFields(fieldsWithNames, 'holds the name of a child; call the child by pseudonym'));
  }

  /**
   * Clears the cached keys after a first key was created, so that this process finds its names at once. Other processes
   * find them within seconds.
   */
  clearCache(taskForceId: string): void {
    this.cachedKeys.delete(taskForceId);
  }

  private async loadKeys(tx: EntityManager, taskForceId: string): Promise<readonly TaskForceKey[]> {
    let cached = this.cachedKeys.get(taskForceId);
    if (!cached || cached.until < performance.now()) {
      cached = { keys: await findActiveKeys(tx, taskForceId, false), until: performance.now() + cacheMs };
      this.cachedKeys.set(taskForceId, cached);
    }
    return Promise.all(cached.keys.map((key) => this.keys.open(key)));
  }
}

/** Whether a scan failed because no key of the vault can be decrypted. The caller then continues without a scan. */
export function isKeyFailure(fault: unknown): boolean {
  return fault instanceof DecryptionFailure || fault instanceof Unavailable;
}

async function lookUp(
  { tokens, toScan }: PreparedScan,
  ask: (tokens: readonly Buffer[]) => Promise<readonly TokenRow[]>,
): Promise<NameScan> {
  const [row] = await ask(tokens);
  if (!row) throw new Error('The look-up of names returned no row');
  return toScan(row);
}

/** Returns the task force's undestroyed keys. With `areHeld`, none can be retired until the transaction ends. */
export async function findActiveKeys(
  tx: EntityManager,
  taskForceId: string,
  areLocked: boolean,
): Promise<WrappedKey[]> {
  const rows = await tx.query<{ id: string; wrapped: Buffer; wrapped_by: string }[]>(selectActiveKeys, [areLocked]);
  return rows.map(({ id, wrapped, wrapped_by: masterKeyId }) => ({ id, taskForceId, wrapped, masterKeyId }));
}

/** Returns possible names in a text. A family name alone counts only in a text of a case. */
function selectCandidates(text: string, complaintId: string | null): Candidate[] {
  const candidates = findCandidates(text);
  return complaintId === null ? candidates.filter(({ kind }) => kind === 'name_in_text') : candidates;
}

/** Returns the tokens of each distinct value, one per key. */
function computeTokens(candidates: readonly Candidate[], keys: readonly TaskForceKey[]): Map<string, Buffer[]> {
  const tokens = new Map<string, Buffer[]>();
  for (const candidate of candidates) {
    const lookUpKey = toLookUpKey(candidate);
    if (!tokens.has(lookUpKey))
      tokens.set(
        lookUpKey,
        keys.map((key) => key.computeToken(candidate)),
      );
  }
  return tokens;
}

function toLookUpKey({ kind, value }: Candidate): string {
  return `${kind} ${value}`;
}

/** Returns the matches in text order. A family name inside a full-name match is omitted. */
function toMentions(found: readonly Candidate[]): Mention[] {
  const full = found.filter(({ kind }) => kind === 'name_in_text');
  const alone = found.filter(
    ({ kind, start, end }) =>
      kind === 'family_name_in_text' && !full.some((other) => other.start <= start && end <= other.end),
  );
  return [
    ...full.map(({ start, end }) => ({ start, end, match: 'full_name' as const })),
    ...alone.map(({ start, end }) => ({ start, end, match: 'family_name' as const })),
  ].sort((one, other) => one.start - other.start || one.end - other.end);
}
