import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatchesView } from '../../src/casework/identifiers/match.view.js';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import type { Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { times } from '../support/times.js';
import { zipOf } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';

/*
 * A month of tips about strangers who have the same common names, display names, providers and carriers. The seed is
 * fixed. Every hundredth tip has a second one about the same person, who is known by one value in another spelling.
 * `STRANGERS=10000` imports as many tips, in five minutes on two busy cores.
 */

const count = times('STRANGERS', { api: 500, long: 3000 });
const firstNumber = 500_000_000;
const tipsOfFile = 500;
/** Tips that share an address of a carrier: few enough that the address is matched, and too many for a set-aside one. */
const [matchedUses, commonUses] = [12, 60];

const givenNames = 'Michael James Robert David John Chris Daniel Mary Jessica Ashley'.split(' ');
const familyNames = 'Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Lee'.split(' ');
const displayNames = ['Mike', 'Chris', 'Jay', 'Alex', 'mike :)', 'No Name', 'user'];
const platforms = ['Instagram', 'Snapchat', 'X', 'Discord', 'TikTok', 'Kik'];
const callingCodes = ['+63', '+49', '+44', '+91', '+52', '+234', '+1', '+55'];
const carriers = ['198.51.100', '203.0.113', '192.0.2'];
/** Values that say that there is no value. Each is in a few tips, so that none is set aside as common. */
const placeholders = ['N/A', 'unknown', 'none', 'null', '-', '0'];

interface Person {
  readonly n: number;
  /** Whether it is the second tip about this person. */
  readonly isSecond: boolean;
}

let state = 20_260_302;
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const anyOf = (list: readonly string[]): string => list[below(list.length)] ?? '';

/** Returns an address of a pool in which each address has the same number of users. */
function addressOf(pool: number, uses: number, n: number): string {
  const place = (n * 7919) % Math.max(1, Math.floor(count / uses));
  return `${carriers[pool] ?? ''}.${place % 256}`.replace(/^198\.51\.100/, `198.51.${100 + (place >> 8)}`);
}

function atMinute(minutes: number): string {
  return new Date(Date.UTC(2026, 1, 1) + minutes * 60_000).toISOString();
}

/** The value by which a person of two tips is known, in the spelling of the first or the second. */
const sharedValues: readonly ((n: number, isSecond: boolean) => string)[] = [
  (n, isSecond) =>
    `<espService>${isSecond ? 'Instagram, Inc.' : 'Instagram'}</espService><screenName>${isSecond ? 'HERON' : 'heron'}_${n}</screenName>`,
  (n, isSecond) =>
    `<personOrUserReportedPerson><email>${isSecond ? 'Wren' : 'wren'}.${n}@example.com</email></personOrUserReportedPerson>`,
  (n, isSecond) =>
    `<personOrUserReportedPerson><phone${isSecond ? ' countryCallingCode="+1"' : ''}>${
      isSecond ? `402555${lineOf(n)}` : `(402) 555-${lineOf(n)}`
    }</phone></personOrUserReportedPerson>`,
  (n, isSecond) => `<espService>${isSecond ? 'Snap' : 'Snapchat'}</espService><espIdentifier>id-${n}</espIdentifier>`,
  (n, isSecond) => `<ipCaptureEvent><ipAddress>2001:db8::${n.toString(16)}</ipAddress><port>4001</port>
    <dateTime>${atMinute(n + (isSecond ? 30 : 0))}</dateTime></ipCaptureEvent>`,
];

/** Whether a second tip is about this person, too. The first of them have the shared values in order. */
const isKnownTwice = (n: number): boolean => n % 100 === 50;
/** Whether the person has a telephone number without its area, which one or two neighbors have as well. */
const hasLocalPhone = (n: number): boolean => n % 40 === 3;
const lineOf = (n: number): string => String(1000 + n).slice(-4);

function userOf({ n, isSecond }: Person): string {
  const national = `2${String(10 + (n >> 3)).padStart(5, '0')}${String(n >> 3).padStart(4, '0')}`;
  // Two strangers have the same user name on two platforms.
  const platform = platforms[n % platforms.length] ?? '';
  return `<personOrUserReported>
    ${isKnownTwice(n) ? (sharedValues[Math.floor(n / 100) % sharedValues.length]?.(n, isSecond) ?? '') : ''}
    ${isKnownTwice(n) ? '' : `<espService>${platform}</espService><screenName>mike_${Math.floor(n / platforms.length)}</screenName>`}
    <displayName>${anyOf(displayNames)}</displayName>
    <personOrUserReportedPerson>
      <firstName>${anyOf(givenNames)}</firstName><lastName>${anyOf(familyNames)}</lastName><age>${18 + below(50)}</age>
      ${isKnownTwice(n) ? '' : `<phone countryCallingCode="${callingCodes[n % 8] ?? ''}">${national}</phone>`}
      ${hasLocalPhone(n) ? `<phone>555-${String(Math.floor(n / 80)).padStart(4, '01')}</phone>` : ''}
      ${n % 150 === 1 ? `<email>${anyOf(placeholders)}</email><phone>${anyOf(placeholders)}</phone>` : ''}
    </personOrUserReportedPerson>
    <ipCaptureEvent><ipAddress>${addressOf(0, matchedUses, n)}</ipAddress><dateTime>${atMinute(below(40_000))}</dateTime>
      <port>${1024 + below(60_000)}</port></ipCaptureEvent>
    <ipCaptureEvent><ipAddress>${addressOf(1, commonUses, n)}</ipAddress><dateTime>${atMinute(below(40_000))}</dateTime></ipCaptureEvent>
    ${n % 170 === 5 ? '<deviceId><idType>IDFA</idType><idValue>00000000-0000-0000-0000-000000000000</idValue></deviceId>' : ''}
  </personOrUserReported>`;
}

function tipOf(person: Person, number: number): string {
  const provider = `safety${person.n % 3}@example.org`;
  return `<cyberTip><report reportId="${number}">
    <incidentSummary><incidentType>Online Enticement of Children for Sexual Acts</incidentType></incidentSummary>
    <reporter><reportingPerson><email>${provider}</email><phone>+1 202 555 0100</phone></reportingPerson>
      <contactPerson><email>${provider}</email></contactPerson></reporter>
    ${userOf(person)}
  </report></cyberTip>`;
}

let tracker: Tracker;
let client: Client;
/** The complaint of each tip, by its number. */
const complaints = new Map<number, string>();
/** The two tips about one person. */
const pairs: (readonly [number, number])[] = [];
/** The tips with a telephone number without its area. */
const localPhones: number[] = [];

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '100000' } });
  const given = new Given(tracker);
  client = tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
  let files: Record<string, string> = {};
  const send = async (): Promise<void> => {
    const type = { 'content-type': 'application/zip' };
    const { body } = await client.send<TipImportView>('POST', '/tip-imports', zipOf(files), type);
    files = {};
    for (const { reportId, complaintId } of body.items) complaints.set(Number(reportId), complaintId ?? '');
  };
  for (let number = firstNumber, n = 1; number < firstNumber + count; number += 1, n += 1) {
    files[`${number}.xml`] = tipOf({ n, isSecond: false }, number);
    if (hasLocalPhone(n)) localPhones.push(number);
    if (isKnownTwice(n)) {
      pairs.push([number, number + 1]);
      number += 1;
      files[`${number}.xml`] = tipOf({ n, isSecond: true }, number);
    }
    if (Object.keys(files).length >= tipsOfFile - 1) await send();
  }
  await send();
});
afterAll(() => tracker.close());

async function matchesOf(number: number): Promise<MatchesView['items']> {
  const { body } = await client.get<MatchesView>(`/complaints/${complaints.get(number) ?? ''}/matches`);
  return body.items;
}

async function pageAfter(cursor: string): Promise<ComplaintPage> {
  const place = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  return (await client.get<ComplaintPage>(`/complaints?limit=200${place}`)).body;
}

/** Returns the kinds of value for which complaints match. */
async function describeMatches(ids: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for (const id of ids) {
    const { items } = (await client.get<MatchesView>(`/complaints/${id}/matches`)).body;
    const [first] = items;
    lines.push(`${first?.strength ?? ''}: ${first?.sharedValues.map(({ kind }) => kind).join(', ') ?? ''}`);
  }
  return lines;
}

describe('tips about strangers', () => {
  it('are all complaints', () => {
    expect(complaints.size).toBeGreaterThanOrEqual(count);
    expect([...complaints.values()]).not.toContain('');
    expect(pairs.length).toBeGreaterThanOrEqual(sharedValues.length);
  });

  it('match each other at most weakly, while both tips about one person match', async () => {
    const matched = new Map<string, string | null>();
    let next: string | null = '';
    while (next !== null) {
      const page: ComplaintPage = await pageAfter(next);
      for (const { id, strongestMatch } of page.items) matched.set(id, strongestMatch);
      next = page.nextCursor;
    }

    const known = pairs.flat().map((number) => complaints.get(number) ?? '');
    const found = [...matched].flatMap(([id, strength]) => (strength === 'fair' || strength === 'strong' ? [id] : []));
    expect(matched.size).toBe(complaints.size);
    expect(await describeMatches(found.filter((id) => !known.includes(id)))).toEqual([]);
    expect(found.sort()).toEqual([...known].sort());
  });

  it('match the other tip about that person, and no third one', async () => {
    for (const [first, second] of pairs) {
      for (const [one, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const items = await matchesOf(one);
        const certain = items.flatMap(({ strength, complaint }) => (strength === 'weak' ? [] : [complaint.id]));
        expect({ one, certain }).toEqual({ one, certain: [complaints.get(other)] });
      }
    }
  });

  it('share an address of a carrier, or a telephone number without its area, where they match weakly', async () => {
    const kinds = new Set<string>();
    const every = Math.floor(count / 50);
    const sample = [...complaints.keys()].filter((number) => (number - firstNumber) % every === 0);
    for (const number of [...sample, ...localPhones]) {
      const weak = (await matchesOf(number)).filter(({ strength }) => strength === 'weak');
      for (const { kind } of weak.flatMap(({ sharedValues: values }) => values)) kinds.add(kind);
    }

    expect([...kinds].sort()).toEqual(['ip', 'other']);
  });
});
