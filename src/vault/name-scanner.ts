import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { atEach, InvalidInput } from '../platform/http/problems.js';
import { KeyRing, type WrappedKey } from './key-ring.js';
import { candidatesIn, type Candidate } from './names.js';
import type { TaskForceKey } from './task-force-key.js';
import type { MentionMatch } from './vault.words.js';

/** A child's name in a text: where, and how it fits. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly match: MentionMatch;
}

const livingKeys = 'SELECT id, wrapped, wrapped_by FROM vault.living_keys($1)';
const namesAmong = 'SELECT kind, token FROM vault.names_among($1)';

/** For so long a task force is taken to have the keys it had: a name that is recorded meanwhile is found a little later. */
const remembersMs = 5000;

interface Remembered {
  readonly keys: readonly WrappedKey[];
  readonly until: number;
}

/**
 * Finds names of known children in what people write, by tokens alone: what is known is not read, and only the session's own seat
 * is looked through. Where nobody has recorded an identity it costs nothing.
 */
@Injectable()
export class NameScanner {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async mentionsIn(tx: EntityManager, taskForceId: string, texts: readonly string[]): Promise<Mention[][]> {
    const keys = await this.keysOf(tx, taskForceId);
    if (keys.length === 0) return texts.map(() => []);
    const candidates = texts.map(candidatesIn);
    const tokens = tokensFor(candidates.flat(), keys);
    if (tokens.size === 0) return texts.map(() => []);
    const found = await tx.query<{ kind: string; token: Buffer }[]>(namesAmong, [[...tokens.values()].flat()]);
    const known = new Set(found.map(({ kind, token }) => `${kind} ${token.toString('hex')}`));
    const isKnown = (candidate: Candidate): boolean =>
      (tokens.get(keyOf(candidate)) ?? []).some((token) => known.has(`${candidate.kind} ${token.toString('hex')}`));
    return candidates.map((all) => mentionsOf(all.filter(isKnown)));
  }

  /**
   * 422 where one of these fields, which stay in the trail or beside the vault, names a child. The request's transaction is undone
   * with the refusal, and so the name that was found is entered in another: nobody tries names unseen.
   */
  async requireNone(actor: Actor, taskForceId: string, told: Readonly<Record<string, string>>): Promise<void> {
    const texts = Object.values(told);
    const found = await this.mentionsIn(this.database.managerOf(actor), taskForceId, texts);
    const naming = Object.keys(told).filter((_, index) => found[index]?.length);
    if (naming.length === 0) return;
    await this.database.instead(actor, (tx) => this.mentionsIn(tx, taskForceId, texts));
    throw new InvalidInput(atEach(naming, 'holds the name of a child; call the child by pseudonym'));
  }

  /** Its first key has just been made: here its names are found at once, and elsewhere within seconds. */
  forget(taskForceId: string): void {
    this.remembered.delete(taskForceId);
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

/** The keys of the session's task force that something is under; held, none is retired until the transaction ends. */
export async function livingKeysOf(tx: EntityManager, taskForceId: string, areHeld: boolean): Promise<WrappedKey[]> {
  const rows = await tx.query<{ id: string; wrapped: Buffer; wrapped_by: string }[]>(livingKeys, [areHeld]);
  return rows.map(({ id, wrapped, wrapped_by: by }) => ({ id, taskForceId, wrapped, by }));
}

/** Each value once, by each key. */
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

/** In the order of the text. A family name that is part of a full one is not told apart. */
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
