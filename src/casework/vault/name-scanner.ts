import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { atEach, InvalidInput } from '../../platform/http/problems.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { candidatesIn, looksLikeList, type Candidate } from './names.js';
import type { TaskForceKey } from './task-force-key.js';
import { NameLimitReached } from './vault.errors.js';
import type { MentionMatch, ScanPurpose } from './vault.words.js';

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly match: MentionMatch;
}

/** The case of the texts. Without a complaint, family names alone are not looked up. */
export interface TextPlace {
  readonly taskForceId: string;
  readonly complaintId: string | null;
}

/** Names found in each text. Nothing is looked up beyond the account's daily budget. */
export interface FoundNames {
  readonly isWithin: boolean;
  readonly mentions: readonly (readonly Mention[])[];
}

interface ScannedText {
  readonly taskForceId: string;
  readonly complaintId: string;
  readonly purpose: ScanPurpose;
  readonly text: string;
}

interface FoundTokens {
  readonly is_within: boolean;
  readonly is_alarm: boolean;
  readonly kinds: readonly string[] | null;
  readonly tokens: readonly Buffer[] | null;
}

const livingKeys = 'SELECT id, wrapped, wrapped_by FROM vault.living_keys($1)';
const warnOfNames = 'SELECT is_within, is_alarm, kinds, tokens FROM vault.warn_of_names($1, $2, $3)';
const scanText = 'SELECT is_within, is_alarm, kinds, tokens FROM vault.scan_text($1, $4, $2, $3)';

/**
 * Lifetime of a task force's cached key list, in milliseconds. A first name recorded meanwhile is found a little later.
 */
const remembersMs = 5000;

interface Remembered {
  readonly keys: readonly WrappedKey[];
  readonly until: number;
}

/**
 * Finds names of known children in texts by tokens, without decrypting any identity. Postgres decides which names
 * match, counts the candidates per account and day, and records the matches. Nothing is looked up for a task force
 * without recorded identities.
 */
@Injectable()
export class NameScanner {
  private readonly logger = new Logger(NameScanner.name);
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async mentionsIn(
    tx: EntityManager,
    { accountId }: Actor,
    { taskForceId, complaintId }: TextPlace,
    texts: readonly string[],
  ): Promise<FoundNames> {
    const keys = await this.keysOf(tx, taskForceId);
    const candidates = texts.map((text) => candidatesOf(text, complaintId));
    if (keys.length === 0 || candidates.flat().length === 0) return { isWithin: true, mentions: texts.map(() => []) };
    return this.found(accountId, candidates, keys, (tokens) =>
      tx.query(warnOfNames, [complaintId, tokens, looksLikeList(texts.join('\n'))]),
    );
  }

  /** Scans a text of a case. The audit trail records the scan even without candidates. */
  async scan(
    tx: EntityManager,
    { accountId }: Actor,
    { taskForceId, complaintId, purpose, text }: ScannedText,
  ): Promise<FoundNames> {
    const keys = await this.keysOf(tx, taskForceId);
    return this.found(accountId, [candidatesOf(text, complaintId)], keys, (tokens) =>
      tx.query(scanText, [complaintId, tokens, looksLikeList(text), purpose]),
    );
  }

  /**
   * Throws 422 if a field that stays in the audit trail or outside the vault names a child. The request rolls back, so
   * a replacement transaction records the match. Throws 429 if the account's budget is exhausted, because an unchecked
   * text is not stored.
   */
  async requireNone(actor: Actor, place: TextPlace, told: Readonly<Record<string, string>>): Promise<void> {
    const texts = Object.values(told);
    const find = (tx: EntityManager): Promise<FoundNames> => this.mentionsIn(tx, actor, place, texts);
    const { isWithin, mentions } = await find(this.database.managerOf(actor));
    const naming = Object.keys(told).filter((_, index) => mentions[index]?.length);
    if (isWithin && naming.length === 0) return;
    await this.database.instead(actor, find);
    if (!isWithin) throw new NameLimitReached();
    throw new InvalidInput(atEach(naming, 'holds the name of a child; call the child by pseudonym'));
  }

  /**
   * Clears the cached keys after a first key was created, so that this process finds its names at once. Other processes
   * find them within seconds.
   */
  forget(taskForceId: string): void {
    this.remembered.delete(taskForceId);
  }

  private async found(
    accountId: string,
    candidates: readonly (readonly Candidate[])[],
    keys: readonly TaskForceKey[],
    ask: (tokens: readonly Buffer[]) => Promise<readonly FoundTokens[]>,
  ): Promise<FoundNames> {
    const tokens = tokensFor(candidates.flat(), keys);
    const [answer] = await ask([...tokens.values()].flat());
    if (!answer) throw new Error('The look-up of names returned no row');
    if (answer.is_alarm) this.logger.warn({ problem: 'names-look-like-a-list', accountId });
    const known = new Set(answer.tokens?.map((token, at) => `${answer.kinds?.[at] ?? ''} ${token.toString('hex')}`));
    const isKnown = (candidate: Candidate): boolean =>
      (tokens.get(keyOf(candidate)) ?? []).some((token) => known.has(`${candidate.kind} ${token.toString('hex')}`));
    return { isWithin: answer.is_within, mentions: candidates.map((all) => mentionsOf(all.filter(isKnown))) };
  }

  private async keysOf(tx: EntityManager, taskForceId: string): Promise<readonly TaskForceKey[]> {
    let held = this.remembered.get(taskForceId);
    if (!held || held.until < performance.now()) {
      held = { keys: await livingKeysOf(tx, taskForceId, false), until: performance.now() + remembersMs };
      this.remembered.set(taskForceId, held);
    }
    return Promise.all(held.keys.map((key) => this.keys.open(key)));
  }
}

/** Returns the task force's undestroyed keys. With `areHeld`, none can be retired until the transaction ends. */
export async function livingKeysOf(tx: EntityManager, taskForceId: string, areHeld: boolean): Promise<WrappedKey[]> {
  const rows = await tx.query<{ id: string; wrapped: Buffer; wrapped_by: string }[]>(livingKeys, [areHeld]);
  return rows.map(({ id, wrapped, wrapped_by: by }) => ({ id, taskForceId, wrapped, by }));
}

/** Returns possible names in a text. A family name alone counts only in a text of a case. */
function candidatesOf(text: string, complaintId: string | null): Candidate[] {
  const candidates = candidatesIn(text);
  return complaintId === null ? candidates.filter(({ kind }) => kind === 'name_in_text') : candidates;
}

/** Returns the tokens of each distinct value, one per key. */
function tokensFor(candidates: readonly Candidate[], keys: readonly TaskForceKey[]): Map<string, Buffer[]> {
  const tokens = new Map<string, Buffer[]>();
  for (const candidate of candidates) {
    const of = keyOf(candidate);
    if (!tokens.has(of))
      tokens.set(
        of,
        keys.map((key) => key.token(candidate)),
      );
  }
  return tokens;
}

function keyOf({ kind, value }: Candidate): string {
  return `${kind} ${value}`;
}

/** Returns the matches in text order. A family name inside a full-name match is omitted. */
function mentionsOf(found: readonly Candidate[]): Mention[] {
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
