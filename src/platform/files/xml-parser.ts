import sax from 'sax';
import { RefusedFile } from './refused-file.js';

/** The characters that XML 1.0 has not. */
export const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u;
/** No tag is longer, with all its attributes. */
export const longestTag = 16_384;
const predefined = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };

/**
 * A parser that throws what is wrong. A document type is refused outright, and with it every entity that is not of XML itself: nothing
 * is expanded, and nothing outside of the file is reached.
 */
export function strictParser(options: { readonly xmlns: boolean }): sax.SAXParser {
  const parser = sax.parser(true, { ...options, position: true });
  // By itself the parser knows those of HTML, too.
  parser.ENTITIES = Object.assign(Object.create(null) as Record<string, string>, predefined);
  parser.onerror = () => {
    throw notXml();
  };
  parser.ondoctype = parser.onsgmldeclaration = () => {
    throw new RefusedFile('document-type', 'must not have a document type');
  };
  parser.onprocessinginstruction = ({ name, body }) => {
    if (name.toLowerCase() === 'xml') requireUtf8(body);
  };
  return parser;
}

/** What says that it is something else is not read as UTF-8, even where it would pass for it. */
function requireUtf8(declaration: string): void {
  const named = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  if (named !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(named.toLowerCase())) {
    throw new RefusedFile('not-utf-8', 'says that it is not UTF-8');
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function notXml(): RefusedFile {
  return new RefusedFile('not-xml', 'is not well-formed XML');
}
