import type sax from 'sax';
import { RefusedFile } from './refused-file.js';
import { textIn } from './text-file.js';
import { forbidden, localName, longestTag, notXml, strictParser } from './xml-parser.js';

/** An element of an XML document. Namespaces are left out: an element is what its own name says. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlElement[];
  /** All of its own text, as one. */
  readonly text: string;
}

interface Growing extends XmlElement {
  readonly attributes: (readonly [string, string])[];
  readonly children: Growing[];
  readonly texts: string[];
}

const deepest = 32;
const mostElements = 100_000;
const mostAttributes = 32;
/** What is read in one go: an element's bounds are looked at in between, for the parser has none of its own. */
const stretch = 4096;

/**
 * The element at the root of an XML file. A document type is refused outright, and with it every entity that is not of XML itself:
 * nothing is expanded, and nothing outside of the file is reached.
 */
export function xmlIn(bytes: Uint8Array, mostBytes: number): XmlElement {
  const text = textIn(bytes, mostBytes);
  if (forbidden.test(text)) throw new RefusedFile('control-characters', 'must not hold control characters');
  requireNoDocumentType(text);
  return new Reading().of(text);
}

/** Only comments and instructions may stand before the root. The parser would read on in a type that does not end. */
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

/** One document as it is read. What is wrong is thrown from within the parser, which then stops. */
class Reading {
  private readonly open: Growing[] = [];
  private root: Growing | null = null;
  private attributes: (readonly [string, string])[] = [];
  private elements = 0;
  private tagBegan: number | null = null;

  of(text: string): XmlElement {
    const parser = strictParser({ xmlns: true });
    this.listenTo(parser);
    for (let at = 0; at < text.length; at += stretch) {
      parser.write(text.slice(at, at + stretch));
      if (this.tagBegan !== null && parser.position - this.tagBegan > longestTag) {
        throw new RefusedFile('too-large', `has a tag of more than ${longestTag} characters`);
      }
    }
    parser.close();
    if (!this.root) throw notXml();
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
      throw new RefusedFile('not-xml', 'has an element with an attribute twice');
    }
    if (this.attributes.length === mostAttributes) {
      throw new RefusedFile('too-large', `has an element with more than ${mostAttributes} attributes`);
    }
    this.attributes.push([local, value]);
  }

  private enter(name: string): void {
    this.elements += 1;
    if (this.elements > mostElements) {
      throw new RefusedFile('too-large', `has more than ${mostElements} elements`);
    }
    if (this.open.length === deepest) throw new RefusedFile('too-deep', `goes deeper than ${deepest} levels`);
    const texts: string[] = [];
    const element: Growing = {
      name,
      attributes: this.attributes,
      children: [],
      texts,
      get text() {
        return texts.join('');
      },
    };
    if (this.open.length === 0) {
      if (this.root) throw notXml();
      this.root = element;
    } else this.open.at(-1)?.children.push(element);
    this.open.push(element);
  }
}
