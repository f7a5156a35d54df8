import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RefusedFile } from './refused-file.js';
import { readXml, type XmlListener } from './xml-stream.js';

class Notes implements XmlListener<string> {
  private made: string[] = [];

  opened(name: string, attributes: Readonly<Record<string, string | undefined>>): void {
    this.made.push(
      `<${name}${Object.entries(attributes)
        .map(([key, value]) => ` ${key}=${value}`)
        .join('')}>`,
    );
  }

  text(part: string): void {
    this.made.push(part);
  }

  closed(name: string): void {
    this.made.push(`</${name}>`);
  }

  take(): readonly string[] {
    const { made } = this;
    this.made = [];
    return made;
  }
}

function* inPieces(bytes: Uint8Array, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

async function heard(document: string | Uint8Array, size = 7): Promise<string> {
  let all = '';
  const pieces = inPieces(typeof document === 'string' ? Buffer.from(document) : document, size);
  for await (const part of readXml(pieces as unknown as AsyncIterable<Buffer>, new Notes())) all += part;
  return all;
}

async function faultOf(document: string | Uint8Array, size?: number): Promise<string | null> {
  try {
    await heard(document, size);
    return null;
  } catch (refused) {
    if (!(refused instanceof RefusedFile)) throw refused;
    return refused.fault;
  }
}

describe('an XML stream', () => {
  it.each([1, 7, 1000])('produces the same events in pieces of %i bytes', async (size) => {
    const document =
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- c --><n:a xmlns:n="u"><b c="1&amp;2"/>x&#65;ü😀<b><![CDATA[<y>]]></b></n:a>';

    expect(await heard(document, size)).toBe('<a xmlns:n=u><b c=1&2></b>xAü😀<b><y></b></a>');
  });

  it('produces events before it ends', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('<a>');
      for (;;) {
        asked += 1;
        await Promise.resolve();
        yield Buffer.from('<b/>'.repeat(1000));
      }
    }
    let count = 0;
    for await (const part of readXml(endless(), new Notes())) {
      count += part.length;
      if (count > 50_000) break;
    }

    expect(asked).toBeLessThan(10);
  });

  it.each([
    ['an entity expansion attack', '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]><a>&m;</a>', 'document-type'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document-type'],
    ['an unterminated document type', `<!DOCTYPE a [ ${'<!-- -->'.repeat(100_000)}`, 'not-xml'],
    ['an SGML declaration', '<a><!ELEMENT a ANY></a>', 'document-type'],
    ['an undeclared entity', '<a>&x;</a>', 'not-xml'],
    ['an HTML entity', '<a>&nbsp;</a>', 'not-xml'],
    ['a control character', '<a>\u0001</a>', 'control-characters'],
    ['UTF-16', Buffer.from('\uFEFF<a/>', 'utf16le'), 'not-utf-8'],
    ['Latin 1', Buffer.from('<a>ü</a>', 'latin1'), 'not-utf-8'],
    ['a different declared encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>', 'not-utf-8'],
    ['half a file', '<a><b>', 'not-xml'],
    ['an unpaired surrogate', Buffer.from('<a>ü', 'utf8').subarray(0, 4), 'not-utf-8'],
    ['two roots', '<a/><a/>', 'not-xml'],
    ['nothing', '', 'not-xml'],
    ['only whitespace', '  ', 'not-xml'],
    ['only text', 'hello', 'not-xml'],
    ['an unterminated tag', `<a ${'b="c" '.repeat(100_000)}`, 'too-large'],
    ['an unterminated attribute', `<a b="${'c'.repeat(1_000_000)}"/>`, 'too-large'],
    ['an unterminated comment', `<a><!-- ${'c'.repeat(1_000_000)}`, 'not-xml'],
    ['a hundred nesting levels', '<a>'.repeat(100), 'too-deep'],
  ])('is rejected with its fault: %s', async (_, document, fault) => {
    expect(await faultOf(document, 65_536)).toBe(fault);
  });

  it('is read or rejected for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        await faultOf(Buffer.concat([Buffer.from('<a>'), bytes]));
      }),
      { numRuns: 500 },
    );
  });
});
