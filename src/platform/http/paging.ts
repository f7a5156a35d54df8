import { createHash } from 'node:crypto';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { isDay } from '../time/calendar.js';
import { isId } from './ids.js';
import { Integer, Omittable, Whole } from './input.js';
import { isInstant } from './instants.js';
import { InvalidInput } from './problems.js';
import { isWellFormed } from './unicode.js';

/** What a cursor is made of. */
export const cursorPattern = /^[A-Za-z0-9_-]{1,200}$/;

/** How much of a list, and from where on. A list's own filter extends it. */
export class PageQuery {
  @Omittable()
  @Whole(1, 200)
  @ApiProperty({ description: 'How many at most.', default: 50 })
  readonly limit: number = 50;

  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this list' })
  @ApiProperty({
    description: 'The nextCursor of the page before, under the same filter.',
    type: 'string',
    maxLength: 200,
    pattern: cursorPattern.source,
  })
  readonly cursor?: string;
}

/** The same of a list that is asked for in a body, since its filter is no business of a URL. */
export class PageAsked {
  /** How many at most. */
  @Omittable() @Integer(1, 200) @ApiProperty({ default: 50 }) readonly limit: number = 50;

  /** The nextCursor of the page before, under the same filter. */
  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this list' })
  @ApiProperty({ type: 'string', maxLength: 200, pattern: cursorPattern.source })
  readonly cursor?: string;
}

/** A part of a list and the way on; a view class of the same shape names it for the API's document. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** What a part of a sort key is, so that nothing else gets out of a cursor into SQL. */
export type KeyPart = 'instant' | 'day' | 'id' | 'whole' | 'word';

const partChecks: Readonly<Record<KeyPart, (part: string) => boolean>> = {
  instant: isInstant,
  day: isDay,
  id: isId,
  whole: (part) => /^\d{1,15}$/.test(part),
  word: (part) => part.length <= 60 && isWellFormed(part) && !/\p{Cc}/u.test(part),
};

/**
 * The order of one list under one filter. A cursor holds the sort key of the last row and a mark of the list and filter
 * it was made for, and is read back only there.
 *
 * A key must say all that the ORDER BY compares: an instant with microseconds is handed over as SQL text, for a
 * JavaScript date drops them and rows would be skipped.
 */
export class Keyset {
  private readonly mark: string;

  constructor(
    list: string,
    filter: object,
    private readonly parts: readonly KeyPart[],
  ) {
    const fields = Object.entries(filter)
      .filter(([name, value]) => value !== undefined && name !== 'limit' && name !== 'cursor')
      .sort(([a], [b]) => (a < b ? -1 : 1));
    this.mark = createHash('sha256')
      .update(JSON.stringify([list, fields]))
      .digest('base64url')
      .slice(0, 8);
  }

  cursorOf(key: readonly string[]): string {
    return Buffer.from(JSON.stringify([this.mark, ...key])).toString('base64url');
  }

  /** The key of the last row of the page before; `null` on the first page. The parameter is whatever the list takes it by. */
  after(cursor: string | undefined, parameter = 'cursor'): readonly string[] | null {
    if (cursor === undefined) return null;
    const key = this.read(cursor);
    if (!key) throw InvalidInput.at(`/${parameter}`, 'is not a cursor of this list under this filter');
    return key;
  }

  private read(cursor: string): readonly string[] | null {
    let read: unknown;
    try {
      read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    } catch {
      return null;
    }
    if (!Array.isArray(read)) return null;
    const key = read.slice(1) as unknown[];
    if (key.length !== this.parts.length) return null;
    const checked = key.filter(
      (part, index): part is string => typeof part === 'string' && this.allows(part, this.parts[index]),
    );
    return checked.length === key.length && this.cursorOf(checked) === cursor ? checked : null;
  }

  private allows(part: string, kind: KeyPart | undefined): boolean {
    return kind !== undefined && partChecks[kind](part);
  }
}

/** Cuts the one row too many that was read to learn whether there are more, and makes the cursor from the last kept. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
