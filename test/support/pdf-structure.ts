import { fontsIn, objectsOf, textPiecesIn, streamIn, type PdfFonts } from './pdf-text.js';

export interface PdfElement {
  readonly tag: string;
  readonly alt: string | null;
  readonly actual: string | null;
  readonly scope: string | null;
  readonly text: string;
  readonly children: readonly PdfElement[];
}

/** PDF as a screen reader reads it. */
export interface PdfStructure {
  readonly isMarked: boolean;
  readonly language: string | null;
  readonly title: string | null;
  readonly showsTitle: boolean;
  readonly pages: number;
  readonly roots: readonly PdfElement[];
  /** Drawing commands that belong to no element or artifact. */
  readonly untagged: readonly string[];
  /** Page content without an element, or with the wrong one. */
  readonly astray: readonly string[];
  /** Content drawn as artifacts. */
  readonly artifacts: readonly string[];
}

type Value = string | number | boolean | null | Ref | Value[] | { [name: string]: Value };
class Ref {
  constructor(readonly id: string) {}
}

export function structureOf(pdf: Uint8Array): PdfStructure {
  const objects = objectsOf(pdf);
  const fonts = fontsIn(objects);
  const at = (value: Value | undefined): Value =>
    value instanceof Ref ? at(valueIn(objects.get(value.id) ?? 'null')) : (value ?? null);
  const member = (value: Value | undefined, name: string): Value | undefined => {
    const found = at(value);
    return isObject(found) ? found[name] : undefined;
  };
  const trailer = Buffer.from(pdf).toString('latin1').split('trailer').at(-1) ?? '';
  const root = member(valueIn(trailer), 'Root');
  const pages = kids(member(root, 'Pages'), member, at);
  const parents = parentsIn(at(member(member(root, 'StructTreeRoot'), 'ParentTree')), at);
  const content = new Map<string, Map<number, string>>();
  const [untagged, artifacts]: [string[], string[]] = [[], []];
  for (const page of pages) {
    const drawn = drawnOn(streamIn(objects.get(refOf(member(page, 'Contents'))) ?? ''), fonts);
    content.set(page.id, drawn.marked);
    untagged.push(...drawn.untagged);
    artifacts.push(...drawn.artifacts);
  }
  const astray = new Set([...content].flatMap(([page, marked]) => [...marked.keys()].map((mcid) => `${page}:${mcid}`)));
  const elementOf = (ref: Value): PdfElement => {
    const id = refOf(ref);
    const own: string[] = [];
    const children: PdfElement[] = [];
    for (const kid of listOf(at(member(ref, 'K')))) {
      if (kid instanceof Ref) {
        children.push(elementOf(kid));
        continue;
      }
      const page = refOf(isObject(kid) ? kid['Pg'] : member(ref, 'Pg'));
      const mcid = Number(isObject(kid) ? kid['MCID'] : kid);
      const isOwn = parents.get(Number(member(new Ref(page), 'StructParents')))?.[mcid] === id;
      if (isOwn) astray.delete(`${page}:${mcid}`);
      own.push(content.get(page)?.get(mcid) ?? '');
    }
    return {
      tag: textOf(member(ref, 'S') ?? null) ?? '',
      alt: textOf(at(member(ref, 'Alt'))),
      actual: textOf(at(member(ref, 'ActualText'))),
      scope: textOf(at(member(member(ref, 'A'), 'Scope'))),
      text: own.join(''),
      children,
    };
  };
  return {
    isMarked: at(member(member(root, 'MarkInfo'), 'Marked')) === true,
    language: textOf(at(member(root, 'Lang'))),
    title: textOf(at(member(member(valueIn(trailer), 'Info'), 'Title'))),
    showsTitle: at(member(member(root, 'ViewerPreferences'), 'DisplayDocTitle')) === true,
    pages: pages.length,
    roots: listOf(at(member(member(root, 'StructTreeRoot'), 'K'))).map(elementOf),
    untagged,
    astray: [...astray],
    artifacts,
  };
}

/** Returns all elements of a tag in reading order. */
export function elementsOf(roots: readonly PdfElement[], tag: string): PdfElement[] {
  return roots.flatMap((one) => [...(one.tag === tag ? [one] : []), ...elementsOf(one.children, tag)]);
}

/** Returns the text of an element and its children as it is read out. */
export function readOutOf({ alt, actual, text, children }: PdfElement): string {
  return actual ?? alt ?? [text, ...children.map(readOutOf)].join('');
}

type Member = (value: Value | undefined, name: string) => Value | undefined;

function kids(tree: Value | undefined, member: Member, at: (value: Value | undefined) => Value): Ref[] {
  return listOf(at(member(tree, 'Kids'))).filter((one) => one instanceof Ref);
}

function parentsIn(tree: Value, at: (value: Value | undefined) => Value): Map<number, readonly (string | null)[]> {
  const nums = isObject(tree) ? listOf(at(tree['Nums'])) : [];
  const parents = new Map<number, readonly (string | null)[]>();
  for (let index = 0; index < nums.length; index += 2) {
    const owners = listOf(at(nums[index + 1])).map((one) => (one instanceof Ref ? one.id : null));
    parents.set(Number(nums[index]), owners);
  }
  return parents;
}

function drawnOn(
  stream: string,
  fonts: PdfFonts,
): { marked: Map<number, string>; artifacts: string[]; untagged: string[] } {
  const marked = new Map<number, string>();
  const [artifacts, untagged]: [string[], string[]] = [[], []];
  const open: { mcid: number | null; isArtifact: boolean; within: string[] }[] = [];
  const lines = stream.replaceAll(/<<[^>]*>> BDC$/gm, (marks) => marks.replaceAll('\n', ' ')).split('\n');
  for (const line of lines) {
    if (/ B[DM]C$/.test(line)) {
      const [, mcid] = /\/MCID (\d+)/.exec(line) ?? [];
      open.push({
        mcid: mcid === undefined ? null : Number(mcid),
        isArtifact: line.startsWith('/Artifact'),
        within: [],
      });
    } else if (line === 'EMC') {
      const { mcid = null, isArtifact = false, within = [] } = open.pop() ?? {};
      const said = textPiecesIn(within.join('\n'), fonts).join('');
      if (mcid !== null) marked.set(mcid, said);
      else if (isArtifact) artifacts.push(said);
    } else {
      open.at(-1)?.within.push(line);
      if (open.length === 0 && /(?:^|\s)(?:TJ|Tj|f\*?|F|S|s|B\*?|b\*?|Do)$/.test(line)) untagged.push(line);
      if (open.length > 1) untagged.push(`within another: ${line}`);
    }
  }
  return { marked, artifacts, untagged: [...untagged, ...open.map(() => 'not closed')] };
}

function isObject(value: Value | undefined): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Ref);
}

function listOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}

function refOf(value: Value | undefined): string {
  return value instanceof Ref ? value.id : '';
}

function textOf(value: Value): string | null {
  return typeof value === 'string' ? value : null;
}

const token =
  /\s*(?:(<<)|(>>)|(\[)|(\])|\/([^\s/<>[\]()]+)|\(((?:\\[\s\S]|[^\\()])*)\)|<([\da-fA-F]*)>|(\d+) \d+ R\b|([-+.\d]+)|(true|false|null))/y;

/** Parses the first value of a text with PDF objects, without streams. */
function valueIn(text: string): Value {
  token.lastIndex = 0;
  return next(text) ?? null;
}

const end = Symbol('end');

function next(text: string): Value {
  const value = nextOrEnd(text);
  return value === end ? null : value;
}

function nextOrEnd(text: string): Value | typeof end {
  const [whole, dictionary, , list, , name, string, hex, ref, number, word] = token.exec(text) ?? [];
  if (whole === undefined) return end;
  if (dictionary !== undefined) {
    const members: Record<string, Value> = {};
    for (let key = nextOrEnd(text); typeof key === 'string'; key = nextOrEnd(text)) members[key] = next(text);
    return members;
  }
  if (list !== undefined) {
    const all: Value[] = [];
    for (let one = nextOrEnd(text); one !== end; one = nextOrEnd(text)) all.push(one);
    return all;
  }
  if (name !== undefined) return name;
  if (string !== undefined) return decoded(string);
  if (hex !== undefined) return hex;
  if (ref !== undefined) return new Ref(ref);
  if (number !== undefined) return Number(number);
  if (word !== undefined) return word === 'null' ? null : word === 'true';
  return end;
}

function decoded(string: string): string {
  const bytes = string.replaceAll(/\\([\s\S])/g, (_, character: string) => escapes[character] ?? character);
  if (!bytes.startsWith('þÿ')) return bytes;
  return Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le');
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Returns the accessibility faults of a file; empty for a conforming one. */
export function barriersIn(structure: PdfStructure): string[] {
  const { isMarked, language, title, showsTitle, roots, untagged, astray } = structure;
  const [first, ...others] = elementsOf(roots, 'H1');
  const rows = elementsOf(roots, 'TR').map(({ children }) => children.length);
  const faults: readonly (readonly [boolean, string])[] = [
    [!isMarked, 'is not marked as tagged'],
    [language !== 'en-US', 'has no language'],
    [title === null || title === '' || !showsTitle, 'shows no title'],
    [roots.length !== 1 || roots[0]?.tag !== 'Document', 'is no tree of one document'],
    [first === undefined || others.length > 0, 'has no heading, or several'],
    [untagged.length > 0, `draws outside of its elements: ${untagged.slice(0, 3).join(', ')}`],
    [astray.length > 0, `has pieces that no element holds: ${astray.slice(0, 3).join(', ')}`],
    [elementsOf(roots, 'TH').some(({ scope }) => scope !== 'Column'), 'has a head of a table that heads nothing'],
    [rows.length > 0 && elementsOf(roots, 'TH').length !== rows[0], 'has a table without heads'],
    [new Set(rows).size > 1, 'has rows of several lengths'],
    [elementsOf(roots, 'Figure').some(({ alt }) => alt === null || alt.length < 20), 'has a figure without words'],
  ];
  return faults.flatMap(([isSo, fault]) => (isSo ? [fault] : []));
}
