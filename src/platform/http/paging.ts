import { createHash } from 'node:crypto';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { isDay } from '../time/calendar.js';
import { isId } from '../ids/ids.js';
import { Integer, Omittable, IntegerText } from '../validation/input.js';
import { isInstant } from '../validation/instants.js';
import { InvalidInput } from './problems.js';
import { isWellFormed } from '../validation/unicode.js';

export const cursorPattern = /^[A-Za-z0-9_-]{1,200}$/;

/** Paging parameters of a list. The filter class of a list extends it. */
export class PageQuery {
  @Omittable()
  @IntegerText(1, 200)
  @ApiProperty({ description: 'Maximum number of records on the page.', default: 50 })
  readonly limit: number = 50;

  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this list' })
  @ApiProperty({
    description: '`nextCursor` of the previous page, with the same filters.',
    type: 'string',
    maxLength: 200,
    pattern: cursorPattern.source,
  })
  readonly cursor?: string;
}

/** Paging parameters of a list with its filter in the body, because the filter must not appear in a URL. */
export class PageAsked {
  /** Maximum number of items. */
  @Omittable() @Integer(1, 200) @ApiProperty({ default: 50 }) readonly limit: number = 50;

  /** Value of `nextCursor` from the previous page, with the same filter. */
  @Omittable()
  @Matches(cursorPattern, { message: 'is not a cursor of this list' })
  @ApiProperty({ type: 'string', maxLength: 200, pattern: cursorPattern.source })
  readonly cursor?: string;
}

/** Page of a list. A view class of the same shape names it for the API document. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/**
 * Kind of a part of a sort key, which is checked before it reaches SQL. An instant or a day that may be missing is
 * `infinity` then, after all others.
 */
export type KeyPart = 'instant' | 'instantOrNever' | 'day' | 'dayOrNever' | 'id' | 'whole' | 'word';

const partChecks: Readonly<Record<KeyPart, (part: string) => boolean>> = {
  instant: isInstant,
  instantOrNever: (part) => part === 'infinity' || isInstant(part),
  day: isDay,
  dayOrNever: (part) => part === 'infinity' || isDay(part),
  id: isId,
  whole: (part) => /^\d{1,15}$/.test(part),
  word: (part) => part.length <= 60 && isWellFormed(part) && !/\p{Cc}/u.test(part),
};

/**
 * Keyset of one list and filter. A cursor holds all that ORDER BY compares of the last row, and is valid only for this
 * list and filter. An instant with microseconds must be SQL text, because a JavaScript date truncates it and rows would
 * be skipped.
 */
export class Keyset {
  private readonly cursorMark: string;

  constructor(
    list: string,
    filter: object,
    private readonly parts: readonly KeyPart[],
  ) {
    const fields = Object.entries(filter)
      .filter(([name, value]) => value !== undefined && name !== 'limit' && name !== 'cursor')
      .sort(([a], [b]) => (a < b ? -1 : 1));
    this.cursorMark = createHash('sha256')
      .update(JSON.stringify([list, fields]))
      .digest('base64url')
      .slice(0, 8);
  }

  cursorOf(key: readonly string[]): string {
    return Buffer.from(JSON.stringify([this.cursorMark, ...key])).toString('base64url');
  }

  /**
   * Returns the sort key of the previous page's last row; `null` for the first page. Throws 422 for an invalid cursor.
   */
  after(cursor: string | undefined, parameter = 'cursor'): readonly string[] | null {
    if (cursor === undefined) return null;
    const key = this.read(cursor);
    if (!key) throw InvalidInput.forPath(`/${parameter}`, 'is not a cursor of this list under this filter');
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

/** Options of a requested page. */
export interface RequestedPageOptions<Row> {
  /** Name of the list, which binds its cursors to it. */
  readonly list: string;
  readonly query: Pick<PageQuery, 'limit' | 'cursor'>;
  /** Filter to which the cursors are bound. The default is the query. */
  readonly filter?: object;
  /** Properties that ORDER BY compares, in its order, each with the kind of its values. */
  readonly key: { readonly [Property in keyof Row]?: KeyPart };
  /** Position before the first row. The default is a null for each part of the key. */
  readonly first?: readonly string[];
}

/**
 * Requested page of a list. Its statement takes the position and the limit as parameters, and `toPage` makes the page
 * of its rows. Rejects an invalid cursor (422).
 */
export class RequestedPage<Row> {
  /** Sort key of the previous page's last row. */
  readonly position: readonly (string | null)[];
  readonly isFirst: boolean;
  /** Number of rows to read: one more than the page has. */
  readonly limit: number;
  private readonly keyset: Keyset;
  private readonly properties: readonly (keyof Row)[];

  constructor({ list, query, filter = query, key, first }: RequestedPageOptions<Row>) {
    this.properties = Object.keys(key) as (keyof Row)[];
    this.keyset = new Keyset(list, filter, Object.values(key) as KeyPart[]);
    const after = this.keyset.after(query.cursor);
    this.isFirst = after === null;
    this.position = after ?? first ?? this.properties.map(() => null);
    this.limit = query.limit + 1;
  }

  toPage(rows: readonly Row[]): Page<Row> {
    return pageOf(rows, this.limit - 1, (row) => this.keyset.cursorOf(this.properties.map((one) => textOf(row[one]))));
  }
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return value === Infinity ? 'infinity' : String(value);
}

/** Returns a page from one row more than the limit, which only shows that there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
