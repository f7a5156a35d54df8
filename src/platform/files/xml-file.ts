import type sax from 'sax';
import { RefusedFile } from './refused-file.js';
import { decodeText } from './text-file.js';
import { forbidden, localName, maxTagLength, notXmlFault, strictParser } from './xml-parser.js';

/** Element of an XML document, by its local name. Namespaces are ignored. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface ElementBuilder extends XmlElement {
  readonly attributes: (readonly [string, string])[];
  readonly children: ElementBuilder[];
  readonly texts: string[];
}

const maxDepth = 32;
const maxElements = 100_000;
const maxAttributes = 32;
/**
 * Number of characters per parser step. The limits of a tag are checked between steps, because the parser has none.
 */
const sliceLength = 4096;

/**
 * Parses an XML file and returns its root element. A document type is rejected, so no entity is expanded and no
 * external resource is read.
 */
export function parseXmlFile(bytes: Uint8Array, maxBytes: number): XmlElement {
  const text = decodeText(bytes, maxBytes);
  if (forbidden.test(text)) throw new RefusedFile('control-characters', 'must not hold control characters');
  requireNoDocumentType(text);
  return new DocumentParser().parse(text);
}

/** Rejects a document type before parsing, because the parser would read on in an unterminated one. */
function requireNoDocumentType(text: string): void {
  let at = text.search(/\S/);
  while (at !== -1 && at < text.length) {
    if (text.startsWith('<?', at)) at = after(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at);
    else break;
  }
  if (text.startsWith('<!', at)) throw new RefusedFile('document-type', 'must not have a document type');
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at === -1) return text.length;
  let next = at + end.length;
  while (/\s/.test(text.charAt(next))) next += 1;
  return next;
}

/** State of one parse. A fault thrown from a callback stops the parser. */
class DocumentParser {
  private readonly open: ElementBuilder[] = [];
  private root: ElementBuilder | null = null;
  private attributes: (readonly [string, string])[] = [];
  private elements = 0;
  private tagBegan: number | null = null;

  parse(text: string): XmlElement {
    const parser = strictParser({ xmlns: true });
    this.listenTo(parser);
    for (let at = 0; at < text.length; at += sliceLength) {
      parser.write(text.slice(at, at + sliceLength));
      if (this.tagBegan !== null && parser.position - this.tagBegan > maxTagLength) {
        throw new RefusedFile('too-large', `has a tag of more than ${maxTagLength} characters`);
      }
    }
    parser.close();
    if (!this.root) throw notXmlFault();
    return this.root;
  }

  private listenTo(parser: sax.SAXParser): void {
    parser.onopentagstart = () => {
      this.tagBegan = parser.position;
      this.attributes = [];
    };
    parser.onattribute = ({ name, value }) => {
      this.addAttribute(localName(name), name, value);
    };
    parser.onopentag = ({ name }) => {
      this.tagBegan = null;
      this.enter(localName(name));
    };
    parser.ontext = parser.oncdata = (part) => {
      this.open.at(-1)?.texts.push(part);
    };
    parser.onclosetag = () => {
      this.open.pop();
    };
  }

  private addAttribute(local: string, name: string, value: string): void {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return;
    if (this.attributes.some(([known]) => known === local)) {
      throw new RefusedFile('not-xml', 'has an element with a duplicate attribute');
    }
    if (this.attributes.length === maxAttributes) {
      throw new RefusedFile('too-large', `has an element with more than ${maxAttributes} attributes`);
    }
    this.attributes.push([local, value]);
  }

  private enter(name: string): void {
    this.elements += 1;
    if (this.elements > maxElements) {
      throw new RefusedFile('too-large', `has more than ${maxElements} elements`);
    }
    if (this.open.length === maxDepth) throw new RefusedFile('too-deep', `is nested deeper than ${maxDepth} levels`);
    const texts: string[] = [];
    const element: ElementBuilder = {
      name,
      attributes: this.attributes,
      children: [],
      texts,
      get text() {
        return texts.join('');
      },
    };
    if (this.open.length === 0) {
      if (this.root) throw notXmlFault();
      this.root = element;
    } else this.open.at(-1)?.children.push(element);
    this.open.push(element);
  }
}
