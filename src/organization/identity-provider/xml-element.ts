/** Limits of an XML document. A SAML answer has some 60 elements, and the parser behind it takes quadratic time. */
export const xmlLimits = {
  characters: 45_000,
  depth: 24,
  elements: 600,
  attributes: 1200,
  attributesOfElement: 24,
  namespaces: 48,
} as const;

/** Document that is no XML, or has a part that no SAML answer needs. */
export class XmlRejected extends Error {
  override readonly name = 'XmlRejected';
}

/** Element of an XML document, with names resolved to namespaces. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** Values by local name for attributes without a prefix, and by `{namespace}name` for others. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Own text, without that of the children. */
  readonly text: string;
  /** Element as text, in one form for all documents of the same content, with the namespaces of its ancestors declared. */
  readonly source: () => string;
}

interface OpenElement {
  readonly tag: string;
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly scope: ReadonlyMap<string, string>;
  readonly declared: ReadonlySet<string>;
  readonly start: number;
  text: string;
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

const declarationPattern =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"utf-8"|'utf-8'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>[ \t\r\n]*/i;
const invalidCharacter = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const tagPattern = /<([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)/y;
const attributePattern =
  /[ \t\r\n]+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)[ \t\r\n]*=[ \t\r\n]*(?:"([^<"]*)"|'([^<']*)')/y;
const tagEndPattern = /[ \t\r\n]*(\/?)>/y;
const endTagPattern = /<\/([A-Za-z_][\w.:-]*)[ \t\r\n]*>/y;
const textPattern = /[^<]+/y;
const referencePattern = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/g;
const namedCharacters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Parses an XML document in one pass, whose time grows with its length alone. It accepts elements, attributes and text. It throws
 * {@link XmlRejected} for a document type, a comment, CDATA, a processing instruction, an own entity, a name that every object has, and beyond
 * {@link xmlLimits}.
 */
export function parseXml(source: string): XmlElement {
  if (source.length > xmlLimits.characters) throw new XmlRejected('The document is too long');
  if (invalidCharacter.test(source)) throw new XmlRejected('The document has a character that XML excludes');
  return new XmlParser(source).parse();
}

class XmlParser {
  private readonly source: string;
  private readonly open: OpenElement[] = [];
  private at: number;
  /** Document as it was read, which elements are sources of. */
  private written = '';
  private elements = 0;
  private attributes = 0;
  private namespaces = 0;

  constructor(source: string) {
    this.source = source.replace(/\r\n?/g, '\n');
    this.at = declarationPattern.exec(this.source)?.[0].length ?? 0;
  }

  parse(): XmlElement {
    let root: XmlElement | null = null;
    while (root === null) root = this.readPart();
    if (!/^[ \t\r\n]*$/.test(this.source.slice(this.at)))
      throw new XmlRejected('The document continues after its element');
    return root;
  }

  /** Reads a tag or a text. Returns the root when it ends. */
  private readPart(): XmlElement | null {
    const [, tag] = this.take(tagPattern) ?? [];
    if (tag !== undefined) return this.openElement(tag);
    const current = this.open.at(-1);
    if (current === undefined) throw new XmlRejected('The document does not begin with an element');
    const [, end] = this.take(endTagPattern) ?? [];
    if (end !== undefined) {
      if (end !== current.tag) throw new XmlRejected('An end tag does not match');
      return this.closeElement(current);
    }
    const [text] = this.take(textPattern) ?? [];
    if (text === undefined) throw new XmlRejected('The document has a part that is no element and no text');
    if (text.includes(']]>')) throw new XmlRejected('A text ends a section that never began');
    const decoded = decode(text);
    current.text += decoded;
    this.written += escapeXml(decoded);
    return null;
  }

  private openElement(tag: string): XmlElement | null {
    requireOwnName(tag);
    this.elements += 1;
    if (this.elements > xmlLimits.elements || this.open.length >= xmlLimits.depth) {
      throw new XmlRejected('The document has too many elements');
    }
    const written = this.readAttributes();
    const [, slash] = this.take(tagEndPattern) ?? [];
    if (slash === undefined) throw new XmlRejected('A start tag is not well-formed');
    const declared = this.readNamespaces(written);
    const inherited = this.open.at(-1)?.scope ?? new Map([['', '']]);
    const scope = declared.size === 0 ? inherited : new Map([...inherited, ...declared]);
    const [name, namespace] = resolve(tag, scope, '');
    const attributes = new Map<string, string>();
    for (const [attribute, value] of written) {
      if (isDeclaration(attribute)) continue;
      const [local, of] = resolve(attribute, scope, null);
      const key = of === '' ? local : `{${of}}${local}`;
      if (attributes.has(key)) throw new XmlRejected('An attribute is repeated');
      attributes.set(key, value);
    }
    const element: OpenElement = {
      ...{ tag, name, namespace, attributes, children: [], scope },
      ...{ declared: new Set(declared.keys()), start: this.written.length, text: '' },
    };
    this.written += `<${tag}${[...written].map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`).join('')}>`;
    if (slash === '/') return this.closeElement(element);
    this.open.push(element);
    return null;
  }

  private closeElement(closed: OpenElement): XmlElement | null {
    if (this.open.at(-1) === closed) this.open.pop();
    this.written += `</${closed.tag}>`;
    const end = this.written.length;
    const { name, namespace, attributes, children, text } = closed;
    const element = { name, namespace, attributes, children, text, source: () => this.sourceOf(closed, end) };
    const parent = this.open.at(-1);
    parent?.children.push(element);
    return parent === undefined ? element : null;
  }

  private readAttributes(): ReadonlyMap<string, string> {
    const written = new Map<string, string>();
    for (let found = this.take(attributePattern); found; found = this.take(attributePattern)) {
      const [, name = '', double, single = ''] = found;
      this.attributes += 1;
      if (this.attributes > xmlLimits.attributes || written.size >= xmlLimits.attributesOfElement) {
        throw new XmlRejected('The document has too many attributes');
      }
      requireOwnName(name);
      if (written.has(name)) throw new XmlRejected('An attribute is repeated');
      written.set(name, decode((double ?? single).replace(/[\t\n]/g, ' ')));
    }
    return written;
  }

  private readNamespaces(written: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const declared = new Map<string, string>();
    for (const [name, value] of written) {
      if (!isDeclaration(name)) {
        if (/^xmlns|:xmlns$/.test(name)) throw new XmlRejected('A name is reserved');
        continue;
      }
      const prefix = name.slice('xmlns:'.length);
      this.namespaces += 1;
      if (this.namespaces > xmlLimits.namespaces) throw new XmlRejected('The document has too many namespaces');
      const isReserved = prefix === 'xml' || prefix === 'xmlns' || value === xmlNamespace || value === xmlnsNamespace;
      // Parsers differ at a relative name, and the canonicalization of some ends there without a text.
      const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(value);
      if (isReserved || !(isAbsolute || (prefix === '' && value === '')))
        throw new XmlRejected('A namespace is not allowed');
      declared.set(prefix, value);
    }
    return declared;
  }

  private sourceOf({ tag, scope, declared, start }: OpenElement, end: number): string {
    const inherited = [...scope].filter(([prefix, namespace]) => namespace !== '' && !declared.has(prefix));
    const declarations = inherited.map(
      ([prefix, namespace]) => ` xmlns${prefix === '' ? '' : ':'}${prefix}="${escapeXml(namespace)}"`,
    );
    const rest = start + 1 + tag.length;
    return `<${tag}${declarations.join('')}${this.written.slice(rest, end)}`;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}

/** Escapes a text for an element or an attribute, with the characters that parsers take for the end of a line. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\n\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Rejects a name that every object has. The parser of the signature keeps attributes as properties. */
function requireOwnName(name: string): void {
  if (name in Object.prototype) throw new XmlRejected('A name is reserved');
}

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

/** Returns the local name and the namespace. `unprefixed` is null for attributes, which have none without a prefix. */
function resolve(name: string, scope: ReadonlyMap<string, string>, unprefixed: '' | null): [string, string] {
  const colon = name.indexOf(':');
  if (colon === -1) return [name, unprefixed === null ? '' : (scope.get('') ?? '')];
  const prefix = name.slice(0, colon);
  const namespace = prefix === 'xml' && unprefixed === null ? xmlNamespace : scope.get(prefix);
  if (namespace === undefined) throw new XmlRejected('A prefix is not declared');
  return [name.slice(colon + 1), namespace];
}

/** Replaces the references of a text. Only the five entities of XML and numbers of characters are accepted. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  const known = text.replace(referencePattern, '');
  if (known.includes('&')) throw new XmlRejected('The document has an entity of its own');
  const decoded = text.replace(referencePattern, (_, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return namedCharacters[name] ?? '';
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    if (code > 0x10ffff) throw new XmlRejected('The document has a character that XML excludes');
    return String.fromCodePoint(code);
  });
  if (invalidCharacter.test(decoded)) throw new XmlRejected('The document has a character that XML excludes');
  return decoded;
}
