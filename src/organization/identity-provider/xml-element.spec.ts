import { describe, expect, it } from '@jest/globals';
import { onlyChild, SamlRejected, textOf } from './saml-element.js';
import { parseXml, xmlLimits, XmlRejected } from './xml-element.js';

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join('');

describe('an XML document', () => {
  it('has names in namespaces, values without references, and text', () => {
    const root = parseXml(
      '<?xml version="1.0"?>\n<a xmlns="urn:a" xmlns:b="urn:b" b:c="1" d=\'&lt;&#65;&#x42;\'><b:e>x&amp;y</b:e></a>\n',
    );

    expect(root).toMatchObject({ name: 'a', namespace: 'urn:a' });
    expect([...root.attributes]).toEqual([
      ['{urn:b}c', '1'],
      ['d', '<AB'],
    ]);
    expect(textOf(onlyChild(root, 'urn:b', 'e'))).toBe('x&y');
    expect(root.children[0]?.source()).toBe('<b:e xmlns="urn:a" xmlns:b="urn:b">x&#38;y</b:e>');
  });

  it('has one source for every form of the same content', () => {
    const { source } = parseXml('<a b="c d"><e></e><e>f\n&#13;&#62;</e></a>');

    expect(source()).toBe('<a b="c d"><e></e><e>f&#10;&#13;&#62;</e></a>');
    expect(parseXml(`<?xml version='1.0'?>\r\n<a\n b = 'c\t&#100;' ><e /><e>f\r\n&#xD;></e\r></a >\n`).source()).toBe(
      source(),
    );
  });

  it('has no text where it has elements', () => {
    expect(() => textOf(parseXml('<a>x<b/></a>'))).toThrow(SamlRejected);
  });

  it.each([
    '<a>&e;</a>',
    '<a b="&e;"/>',
    '<a>&am&lt;p;</a>',
    '<a>&#0;</a>',
    '<a>&#x110000;</a>',
    '<a b="1" b="2"/>',
    '<a xmlns:x="urn:a" xmlns:y="urn:a" x:b="1" y:b="2"/>',
    '<x:a/>',
    '<a xmlns:x=""/>',
    '<a xmlns:xml="urn:a"/>',
    '<a xmlns:x="1"/>',
    '<a xmlns="/a"/>',
    '<a xml:xmlns="urn:a"/>',
    '<a xmlnsx="urn:a"/>',
    '<a hasOwnProperty=""/>',
    '<constructor/>',
    '<a b=1/>',
    '<a b="<"/>',
    '<a><!-- --></a>',
    '<a><![CDATA[x]]></a>',
    '<a>]]></a>',
    '<a><?b ?></a>',
    '<!DOCTYPE a><a/>',
    '<?xml version="1.1"?><a/>',
    '<?xml version="1.0" encoding="utf-16"?><a/>',
    '<a></b>',
    '<a>',
    '<a/><a/>',
    '<a/>x',
    '',
    'x',
  ])('is rejected: %s', (xml) => {
    expect(() => parseXml(xml)).toThrow(XmlRejected);
  });

  it.each<[string, (beyond: number) => string]>([
    ['characters', (beyond) => `<a>${'x'.repeat(xmlLimits.characters - 7 + beyond)}</a>`],
    ['levels', (beyond) => `${'<a>'.repeat(xmlLimits.depth + beyond)}${'</a>'.repeat(xmlLimits.depth + beyond)}`],
    ['elements', (beyond) => `<a>${'<b/>'.repeat(xmlLimits.elements - 1 + beyond)}</a>`],
    [
      'attributes of an element',
      (beyond) => `<a${many(xmlLimits.attributesOfElement + beyond, (at) => ` b${at}=""`)}/>`,
    ],
    [
      'attributes',
      (beyond) =>
        `<a>${many(xmlLimits.attributes / 4, () => '<b c="" d="" e="" f=""/>')}${'<b c=""/>'.repeat(beyond)}</a>`,
    ],
    [
      'namespaces',
      (beyond) =>
        `<a>${many(xmlLimits.namespaces / 4, () => '<b xmlns="a:" xmlns:c="a:" xmlns:d="a:" xmlns:e="a:"/>')}${'<b xmlns="a:"/>'.repeat(beyond)}</a>`,
    ],
  ])('has at most the number of %s of its limit', (_, make) => {
    expect(parseXml(make(0)).name).toBe('a');
    expect(() => parseXml(make(1))).toThrow(XmlRejected);
  });
});
