import { gzipSync } from 'node:zlib';
import { csrfTokenOf } from '../../src/access/session-token.js';
import type { Kind, Fixtures } from '../support/fixtures.js';
import { validRequests, type ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';
import type { Attempt, BodyDamage, Twist } from './attempts.js';
import { rawNumberPattern } from './hostile.js';
import type { DescribedOperation } from './operations.js';
import { slotPattern } from './values.js';
import type { Sender, World } from './world.js';

export interface Rendered {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  readonly sender: Sender;
  /** Token of the sender, if it was sent unchanged. */
  readonly token: string | null;
  readonly record: string | null;
}

type Slots = Readonly<Record<string, string>>;

type Of<On extends Twist['on']> = Extract<Twist, { on: On }>;

/** Fills an attempt with current records and senders, and applies its mutations in order. */
export async function rendered(
  attempt: Attempt,
  operation: DescribedOperation,
  world: World,
  tracker: Tracker,
): Promise<Rendered> {
  const right = validRequests[operation.name.replaceAll(/\{(\w+)\}/g, ':$1')] ?? {};
  const sender = await world.present(operation, attempt.sender, attempt.at);
  const place = placeIn(world, attempt);
  const record = right.of ? place[right.of] : null;
  const slots = { ...place, cursor: world.cursor(operation.name) };
  const twistsOn = <On extends Twist['on']>(on: On): Of<On>[] =>
    attempt.twists.filter((twist): twist is Of<On> => twist.on === on);

  const base = right.path?.(place) ?? operation.path.replace('{id}', record ?? '');
  const path = pathOf(base, record, slots, twistsOn('id'), twistsOn('query'), twistsOn('path'));
  const value = attempt.body.by === 'schema' ? attempt.body.value : await rightBody(right, place, sender, tracker);
  const isFile = value instanceof Uint8Array;
  const hasBody = isFile || operation.body || twistsOn('body').length > 0;
  const body = hasBody ? bodyOf(value, slots, twistsOn('field'), twistsOn('body')) : null;
  const headers = new Headers();
  if (body) headers.set('content-type', isFile ? 'application/octet-stream' : 'application/json');
  if (record !== null && operation.parameters.some(({ name }) => name === 'If-Match')) {
    headers.set('if-match', `"v${world.version(record) ?? 1}"`);
  }
  const token = carry(headers, sender, world, twistsOn('token'));
  for (const { name, value: header } of twistsOn('header')) headers.set(name, header);
  const method = twistsOn('method').at(-1)?.method ?? operation.method;
  return { method, path, headers: headers.all, body, sender, token, record };
}

/** A request that is valid for a new account may be invalid for this one. */
async function rightBody(
  right: ValidRequest,
  place: Fixtures,
  { account }: Sender,
  tracker: Tracker,
): Promise<unknown> {
  try {
    return (await right.body?.(place, account, tracker)) ?? null;
  } catch {
    return {};
  }
}

function placeIn(world: World, { side, at }: Attempt): Fixtures {
  const place = world.place(side, at);
  return Object.fromEntries(Object.keys(place).map((kind) => [kind, world.record(kind as Kind, side, at)])) as Fixtures;
}

/** Headers in order; a name may be repeated. */
class Headers {
  readonly all: [string, string][] = [];

  set(name: string, value: string | null): void {
    const at = this.all.findIndex(([present]) => present === name);
    if (at !== -1) this.all.splice(at, 1);
    if (value !== null) this.all.push([name, value]);
  }
}

function carry(headers: Headers, { account }: Sender, world: World, twists: readonly Of<'token'>[]): string | null {
  const damage = twists.at(-1);
  if (!account && !damage) return null;
  const token = account?.token ?? world.endedToken;
  const bearer = `Bearer ${token}`;
  const cookie = `localhost-session=${token}`;
  switch (damage?.how) {
    case undefined:
      headers.set('authorization', bearer);
      return token;
    case 'none':
      return null;
    case 'words':
      headers.set('authorization', `Bearer ${damage.value}`);
      return null;
    case 'another scheme':
      headers.set('authorization', damage.value);
      return null;
    case 'ended':
      headers.set('authorization', `Bearer ${world.endedToken}`);
      return null;
    case 'cookie':
      headers.set('cookie', cookie);
      return null;
    case 'cookie and word':
      headers.set('cookie', cookie);
      headers.set('x-csrf-token', csrfTokenOf(token));
      headers.set('sec-fetch-site', 'same-origin');
      return account && token;
    case 'twice':
      headers.all.push(['authorization', bearer], ['authorization', bearer]);
      return null;
    case 'both':
      headers.set('authorization', bearer);
      headers.set('cookie', `${cookie}; localhost-session=${damage.value}`);
      return null;
  }
}

function pathOf(
  base: string,
  record: string | null,
  slots: Slots,
  ids: readonly Of<'id'>[],
  queries: readonly Of<'query'>[],
  ends: readonly Of<'path'>[],
): string {
  let [path = '', query = ''] = base.split('?');
  for (const { value, isRaw } of ids) {
    if (record !== null) path = path.replace(record, () => (isRaw ? value : encoded(value)));
  }
  for (const { key, value, isRaw } of queries) {
    const [name, filled] = [encoded(key), withIds(value, slots)];
    const others = isRaw ? query : query.replaceAll(new RegExp(`(?:^|&)${escaped(name)}=[^&]*`, 'g'), '');
    query = [...(others === '' ? [] : [others]), `${name}=${isRaw ? filled : encoded(filled)}`].join('&');
  }
  for (const { suffix } of ends) path += suffix;
  return query === '' ? path : `${path}?${query}`;
}

/** Percent-encodes a text, with unpaired surrogates as bytes. */
function encoded(text: string): string {
  return text.isWellFormed()
    ? encodeURIComponent(text)
    : [...text].map((one) => (one.isWellFormed() ? encodeURIComponent(one) : '%ED%A0%80')).join('');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function withIds(text: string, slots: Slots): string {
  return text.replaceAll(slotPattern, (_, kind: string) => slots[kind] ?? slots['account'] ?? '');
}

function bodyOf(
  value: unknown,
  slots: Slots,
  fields: readonly Of<'field'>[],
  damages: readonly Of<'body'>[],
): Buffer | null {
  const replaced = damages.find((damage) => damage.how === 'replaced');
  const content = replaced ? replaced.value : value;
  let bytes: Buffer | null = content instanceof Uint8Array ? Buffer.from(content) : jsonOf(content, slots, fields);
  for (const damage of damages) if (damage.how !== 'replaced' && bytes) bytes = damaged(bytes, damage.how, damage.at);
  return bytes;
}

function jsonOf(content: unknown, slots: Slots, fields: readonly Of<'field'>[]): Buffer {
  let tree = structuredClone(content);
  for (const twist of fields) tree = withField(tree, twist);
  return Buffer.from(withIds(JSON.stringify(tree), slots).replaceAll(rawNumberPattern, '$1'));
}

interface Spot {
  readonly holder: object;
  readonly key: string;
}

function spotsIn(tree: unknown): Spot[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.keys(tree).flatMap((key) => [
    { holder: tree, key },
    ...spotsIn((tree as Record<string, unknown>)[key]),
  ]);
}

function withField(tree: unknown, twist: Of<'field'>): unknown {
  if (typeof tree !== 'object' || tree === null) return 'value' in twist ? twist.value : tree;
  if (twist.how === 'add') {
    const holders = [tree, ...spotsIn(tree).map(({ holder, key }) => (holder as Record<string, unknown>)[key])];
    const objects = holders.filter((one): one is object => typeof one === 'object' && one !== null);
    const holder = objects[twist.at % objects.length] ?? tree;
    if (Array.isArray(holder)) holder.push(structuredClone(twist.value));
    else define(holder, twist.key, twist.value);
    return tree;
  }
  if (twist.how === 'set' && typeof twist.at !== 'number') {
    setAt(tree, twist.at, twist.value);
    return tree;
  }
  const spots = spotsIn(tree);
  const spot = spots[Number(twist.at) % Math.max(1, spots.length)];
  if (!spot) return tree;
  if (twist.how === 'drop') Reflect.deleteProperty(spot.holder, spot.key);
  else define(spot.holder, spot.key, twist.value);
  return tree;
}

function setAt(tree: object, [step = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    define(tree, step, value);
    return;
  }
  const below = (tree as Record<string, unknown>)[step];
  const next = typeof below === 'object' && below !== null ? below : rest[0] === '0' ? [] : {};
  setAt(next, rest, value);
  define(tree, step, next);
}

/** Sets an own property, even one named `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value: structuredClone(value),
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function damaged(bytes: Buffer, how: BodyDamage, at: number): Buffer | null {
  const text = bytes.toString();
  const middle = Math.floor((bytes.length * (at % 100)) / 100);
  const into = (...more: number[]): Buffer =>
    Buffer.concat([bytes.subarray(0, middle), Buffer.from(more), bytes.subarray(middle)]);
  switch (how) {
    case 'key twice':
      return Buffer.from(text.replace(/^\{("(?:[^"\\]|\\.)*"):/, '{$1:null,$1:'));
    case 'byte order mark':
      return Buffer.from(`\ufeff${text}`);
    case 'UTF-16':
      return Buffer.from(text, 'utf16le');
    case 'UTF-32':
      return Buffer.from([...text].flatMap((one) => [one.codePointAt(0) ?? 0, 0, 0, 0].map((part) => part & 255)));
    case 'latin1':
      return Buffer.from(text.replaceAll('a', 'ä'), 'latin1');
    case 'broken UTF-8':
      return into(0xc3, 0x28);
    case 'overlong UTF-8':
      return into(0xc0, 0xaf);
    case 'cut':
      return bytes.subarray(0, middle);
    case 'trailing':
      return Buffer.from(`${text}${text}`);
    case 'nested':
      return Buffer.from(`${'{"a":'.repeat(at)}${text}${'}'.repeat(at)}`);
    case 'nested deeply':
      return Buffer.from(`${'['.repeat(at * 300)}${']'.repeat(at * 300)}`);
    case 'padded':
      return Buffer.from(`${' \n\t'.repeat(at)}${text}${' '.repeat(at)}`);
    case 'larger than 64 KiB':
      return Buffer.from(text.padEnd(65_537, ' '));
    case 'gzip':
      return gzipSync(bytes);
    case 'none':
      return null;
    case 'form':
      return Buffer.from('narrative=a&source=b');
    case 'lines':
      return Buffer.from(text.replaceAll(',', ',\r\n\u2028'));
    case 'NUL':
      return into(0);
  }
}
