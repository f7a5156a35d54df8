import { describe, expect, it } from '@jest/globals';
import type { Draft } from './draft.js';
import { DraftList } from './draft-list.js';
import { partFields, parseTipMapping, type Opening, type PartKind } from './tip-mapping.js';
import { makePart } from './make-part.js';
import { TipDraft } from './tip-draft.js';
import { InvalidTip } from './invalid-tip.js';

const place = { path: '/a', key: 'a' };
const { words, root } = parseTipMapping({
  format: 'icac_data_system',
  recognisedBy: [],
  paths: {},
  parts: {},
  words: {
    incidentTypes: {},
    identifierKinds: {},
    hashAlgorithms: {},
    accountRoles: {},
    fileRelevances: {},
    yesNo: {},
  },
});

/** Keys of a mapping, which no report fills. */
const roleBy: readonly string[] = [];

function draftOf(kind: PartKind): Draft {
  const tip = new TipDraft('icac_data_system', words, makePart);
  if (kind === 'tip') return tip;
  const opening: Opening = { part: { makes: kind, kind: null, root }, role: 'suspect', roleBy };
  if (kind !== 'hash' && kind !== 'metadata') return tip.openPart(opening, place);
  return tip
    .openPart({ part: { makes: 'file', kind: null, root }, role: null, roleBy }, place)
    .openPart(opening, place);
}

/** Returns the lists reachable from an object, by path. Arrays inside a `DraftList` belong to that list. */
function listsIn(value: unknown): ReadonlyMap<string, DraftList<unknown> | readonly unknown[]> {
  const found = new Map<string, DraftList<unknown> | readonly unknown[]>();
  const seen = new Set<unknown>([words, roleBy]);
  const walk = (at: string, one: unknown): void => {
    if (typeof one !== 'object' || one === null || seen.has(one)) return;
    seen.add(one);
    if (one instanceof DraftList) {
      seen.add(one.items);
      found.set(at, one);
    } else if (Array.isArray(one)) found.set(at, one);
    else {
      // Visits bounded lists first, so that arrays of the finished record are attributed to them.
      const entries = Object.entries(one).sort(
        ([, a], [, b]) => Number(b instanceof DraftList) - Number(a instanceof DraftList),
      );
      for (const [name, below] of entries) walk(`${at}.${name}`, below);
    }
  };
  walk('draft', value);
  return found;
}

const lists = (Object.keys(partFields) as PartKind[]).flatMap((kind) =>
  [...listsIn(draftOf(kind))].map(([path, list]) => ({ name: `${kind} ${path}`, list })),
);

describe('the lists of a report', () => {
  it('are found in the draft classes', () => {
    expect(lists.length).toBeGreaterThan(12);
    expect(lists.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['tip draft.incidentTypes', 'file draft.hashes', 'person draft.details']),
    );
  });

  it.each(lists)('have a limit, beyond which the report is rejected: $name', ({ list }) => {
    if (!(list instanceof DraftList)) throw new Error('The list has no limit: make it a DraftList.');
    const item = (at: number) => {
      const text = String(at);
      return { raw: text, algorithm: 'md5', value: text, text, toString: () => text };
    };
    const fill = (): void => {
      for (let at = 0; at <= list.maxItems; at += 1) list.add(item(at));
    };

    expect(list.maxItems).toBeLessThanOrEqual(50_000);
    expect(fill).toThrow(InvalidTip);
    expect(list.items).toHaveLength(list.maxItems);
  });
});
