import { describe, expect, it } from '@jest/globals';
import { parseTipMapping } from './tip-mapping.js';
import { mapTip } from './map-tip.js';

const file = {
  format: 'icac_data_system',
  recognisedBy: ['body'],
  paths: { '/no': 'reportId', '/body/says': 'narrative', '/body/who': { part: 'person', role: 'suspect' } },
  parts: {
    person: { makes: 'person', paths: { '/mail': { part: 'email' } } },
    email: { makes: 'identifier', kind: 'email', paths: { '': 'value' } },
  },
  words: {
    incidentTypes: {},
    identifierKinds: {},
    hashAlgorithms: {},
    accountRoles: {},
    fileRelevances: {},
    yesNo: {},
  },
} as const;
const report = { no: 7, body: { told: 'a text', who: [{ mail: 'a@example.net', post: 'b@example.net' }] } };

describe('a mapping', () => {
  it('is the only change needed for a changed export format', () => {
    const before = mapTip(parseTipMapping(file), report);
    const after = mapTip(parseTipMapping({ ...file, paths: { ...file.paths, '/body/told': 'narrative' } }), report);

    expect(before.narrative).toEqual([]);
    expect(before.withheld.map(({ sourcePath }) => sourcePath)).toEqual(['/body/told', '/body/who/0/post']);
    expect(after.narrative).toEqual([{ label: 'Told', text: 'a text', sourcePath: '/body/told' }]);
    expect(after.identifiers).toMatchObject([{ kind: 'email', raw: 'a@example.net', person: 0 }]);
  });

  it.each([
    ['a field', { ...file, paths: { '/no': 'reportNumber' } }],
    ['a field of another part', { ...file, paths: { '/no': 'givenName' } }],
    ['a part', { ...file, paths: { '/no': { part: 'nobody' } } }],
    ['a role', { ...file, paths: { '/no': { part: 'person', role: 'bystander' } } }],
    ['a format', { ...file, format: 'word' }],
    ['a meaning', { ...file, words: { ...file.words, incidentTypes: { x: 'y' } } }],
  ])('is rejected when it names %s that does not exist', (_, wrong) => {
    expect(() => parseTipMapping(wrong as unknown as typeof file)).toThrow('The mapping');
  });
});
