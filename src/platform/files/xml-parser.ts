import sax from 'sax';
import { RefusedFile } from './refused-file.js';

/** Characters that XML 1.0 does not allow. */
export const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u;
export const maxTagLength = 16_384;
const predefined = { amp: '&', lt: '<', gt: '>', apos: "'", quot: '"' };

/** Creates a parser that throws all faults and rejects a document type. */
export function strictParser(options: { readonly xmlns: boolean }): sax.SAXParser {
  const parser = sax.parser(true, { ...options, position: true });
  // By default the parser also accepts the entities of HTML.
  parser.ENTITIES = Object.assign(Object.create(null) as Record<string, string>, predefined);
  parser.onerror = () => {
    throw notXmlFault();
  };
  parser.ondoctype = parser.onsgmldeclaration = () => {
    throw new RefusedFile('document-type', 'must not have a document type');
  };
  parser.onprocessinginstruction = ({ name, body }) => {
    if (name.toLowerCase() === 'xml') requireUtf8(body);
  };
  return parser;
}

/** Rejects a declaration of another encoding, even if the bytes are valid UTF-8. */
function requireUtf8(declaration: string): void {
  const named = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1];
  if (named !== undefined && !['utf-8', 'utf8', 'us-ascii'].includes(named.toLowerCase())) {
    throw new RefusedFile('not-utf-8', 'declares an encoding other than UTF-8');
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function notXmlFault(): RefusedFile {
  return new RefusedFile('not-xml', 'is not well-formed XML');
}
