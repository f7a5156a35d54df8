import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RefusedFile } from './refused-file.js';
import { parseXmlFile } from './xml-file.js';
import { cpuMsOf } from '../../../test/support/cpu-time.js';

function faultOf(text: string | Buffer, most = 1_000_000): string | null {
  try {
    parseXmlFile(Buffer.from(text as string), most);
    return null;
  } catch (refused) {
    if (!(refused instanceof RefusedFile)) throw refused;
    return refused.fault;
  }
}

const laughs = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>
<lolz>&lol2;</lolz>`;

describe('an XML file', () => {
  it('is a tree of elements, attributes and text', () => {
    const root = parseXmlFile(
      Buffer.from(
        '\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- c --><n:a xmlns:n="urn:x" n:b="1&amp;2"><c/>x&#65;<c><![CDATA[<y>]]></c></n:a>',
      ),
      1000,
    );

    expect(root).toMatchObject({ name: 'a', attributes: [['b', '1&2']], text: 'xA' });
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['c', ''],
      ['c', '<y>'],
    ]);
  });

  it.each([
    ['an entity expansion attack', laughs, 'document-type'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'document-type'],
    ['an unterminated document type', '<!-- c --><!DOCTYPE a [ <a></a>', 'document-type'],
    ['a document type in lower case', '<!doctype a><a/>', 'document-type'],
    ['a document type inside the root', '<a><!DOCTYPE a></a>', 'not-xml'],
    ['an SGML declaration', '<a><!ELEMENT a ANY></a>', 'document-type'],
    ['an undeclared entity', '<a>&x;</a>', 'not-xml'],
    ['an HTML entity', '<a>&nbsp;</a>', 'not-xml'],
    ['an entity named like a member of Object.prototype', '<a>&constructor;</a>', 'not-xml'],
    ['a character not allowed in XML', '<a>&#0;</a>', 'not-xml'],
    ['a control character', '<a>\u0001</a>', 'control-characters'],
    ['a duplicate attribute', '<a b="1" b="2"/>', 'not-xml'],
    ['a duplicate attribute in two namespaces', '<a xmlns:n="u" b="1" n:b="2"/>', 'not-xml'],
    ['an undeclared prefix', '<n:a/>', 'not-xml'],
    ['an unterminated element', '<a><b></a>', 'not-xml'],
    ['two roots', '<a/><a/>', 'not-xml'],
    ['only text', 'hello', 'not-xml'],
    ['only whitespace', '  ', 'not-xml'],
    ['only a comment', '<!-- a', 'not-xml'],
    ['another declared encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'not-utf-8'],
    ['UTF-16', Buffer.from('\uFEFF<a/>', 'utf16le'), 'utf-16'],
    ['too deep', '<a>'.repeat(33), 'too-deep'],
    ['too many elements', `<a>${'<b/>'.repeat(100_000)}</a>`, 'too-large'],
    ['too many attributes', `<a ${Array.from({ length: 33 }, (_, at) => `b${at}=""`).join(' ')}/>`, 'too-large'],
    ['an attribute too long', `<a b="${'x'.repeat(30_000)}"/>`, 'too-large'],
  ])('is rejected with its fault: %s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('may have attributes named like members of Object.prototype', () => {
    const { attributes } = parseXmlFile(Buffer.from('<a hasOwnProperty="1" __proto__="2" toString="3"/>'), 100);

    expect(attributes).toEqual([
      ['hasOwnProperty', '1'],
      ['__proto__', '2'],
      ['toString', '3'],
    ]);
  });

  it('is rejected quickly with a hundred thousand attributes', () => {
    const text = `<a ${Array.from({ length: 100_000 }, (_, at) => `b${at}=""`).join(' ')}/>`;

    const took = cpuMsOf(() => {
      expect(faultOf(text)).toBe('too-large');
    });

    // It takes about 7 ms. Reading all attributes before the refusal would take the square of their number.
    expect(took).toBeLessThan(1000);
  });

  it('preserves a long text', () => {
    const text = 'long '.repeat(50_000).trim();

    expect(parseXmlFile(Buffer.from(`<a>${text}</a>`), 1_000_000).text).toBe(text);
  });

  it('is read or rejected for any combination of parts', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<a ',
      'b="',
      '"',
      '/>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE',
      '[',
      ']',
      '&',
      ';',
      '<?',
      '?>',
      '__proto__',
      'xmlns:',
      '=',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        faultOf(pieces.join(''));
      }),
      { numRuns: 3000 },
    );
  });
});
