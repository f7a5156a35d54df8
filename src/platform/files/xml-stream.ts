import { RefusedFile } from './refused-file.js';
import { forbidden, localName, longestTag, notXml, strictParser } from './xml-parser.js';

/** What hears an XML document as it is read, and makes something of it. Namespaces are left out: an element is what its own name says. */
export interface XmlListener<Made> {
  opened(name: string, attributes: Readonly<Record<string, string | undefined>>): void;
  /** A part of a text; the next may be of the same. */
  text(part: string): void;
  closed(name: string): void;
  /** What has been made of it since this was last asked. */
  take(): readonly Made[];
}

const deepest = 32;
/** What is read in one go: in between a tag's length is looked at, and what was made is handed on. */
const stretch = 4096;

/** What is made of an XML document of any length, read by the piece under the rules of `xmlIn`: none of it waits in memory. */
export async function* readXml<Made>(
  pieces: AsyncIterable<Buffer>,
  listener: XmlListener<Made>,
): AsyncGenerator<Made, void, undefined> {
  const parser = strictParser({ xmlns: false });
  let [depth, roots] = [0, 0];
  let tagBegan = null as number | null;
  parser.onopentagstart = () => {
    tagBegan = parser.position;
  };
  parser.onopentag = ({ name, attributes }) => {
    tagBegan = null;
    if (depth === 0) roots += 1;
    if (roots > 1) throw notXml();
    depth += 1;
    if (depth > deepest) throw new RefusedFile('too-deep', `goes deeper than ${deepest} levels`);
    listener.opened(localName(name), attributes as Record<string, string>);
  };
  parser.ontext = parser.oncdata = (part) => {
    listener.text(part);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    listener.closed(localName(name));
  };
  for await (const text of utf8(pieces)) {
    for (let at = 0; at < text.length; at += stretch) {
      parser.write(text.slice(at, at + stretch));
      if (tagBegan !== null && parser.position - tagBegan > longestTag) {
        throw new RefusedFile('too-large', `has a tag of more than ${longestTag} characters`);
      }
      yield* listener.take();
    }
  }
  parser.close();
  if (roots === 0) throw notXml();
  yield* listener.take();
}

async function* utf8(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) yield checked(() => decoder.decode(piece, { stream: true }));
  yield checked(() => decoder.decode());
}

function checked(decode: () => string): string {
  let text: string;
  try {
    text = decode();
  } catch {
    throw new RefusedFile('not-utf-8', 'is not UTF-8');
  }
  if (forbidden.test(text)) throw new RefusedFile('control-characters', 'must not hold control characters');
  return text;
}
