import { RefusedFile } from './refused-file.js';
import { forbidden, localName, maxTagLength, notXmlFault, strictParser } from './xml-parser.js';

export interface XmlListener<Made> {
  opened(name: string, attributes: Readonly<Record<string, string | undefined>>): void;
  /** Receives a part of a text, which may continue in the next call. */
  text(part: string): void;
  closed(name: string): void;
  take(): readonly Made[];
}

const maxDepth = 32;
/** Number of characters per parser step. The length of a tag is checked and results are yielded between steps. */
const sliceLength = 4096;

/** Parses an XML document of any length as a stream, under the rules of `parseXmlFile`, in constant memory. */
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
    if (roots > 1) throw notXmlFault();
    depth += 1;
    if (depth > maxDepth) throw new RefusedFile('too-deep', `is nested deeper than ${maxDepth} levels`);
    listener.opened(localName(name), attributes as Record<string, string>);
  };
  parser.ontext = parser.oncdata = (part) => {
    listener.text(part);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    listener.closed(localName(name));
  };
  for await (const text of decodeUtf8(pieces)) {
    for (let at = 0; at < text.length; at += sliceLength) {
      parser.write(text.slice(at, at + sliceLength));
      if (tagBegan !== null && parser.position - tagBegan > maxTagLength) {
        throw new RefusedFile('too-large', `has a tag of more than ${maxTagLength} characters`);
      }
      yield* listener.take();
    }
  }
  parser.close();
  if (roots === 0) throw notXmlFault();
  yield* listener.take();
}

async function* decodeUtf8(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) yield decodeChecked(() => decoder.decode(piece, { stream: true }));
  yield decodeChecked(() => decoder.decode());
}

function decodeChecked(decode: () => string): string {
  let text: string;
  try {
    text = decode();
  } catch {
    throw new RefusedFile('not-utf-8', 'is not UTF-8');
  }
  if (forbidden.test(text)) throw new RefusedFile('control-characters', 'must not hold control characters');
  return text;
}
