import { describe, expect, it } from '@jest/globals';
import { icacReport, jsonBytes } from '../../../test/support/tips.js';
import { toParticularRows } from '../../casework/identifiers/particulars.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import type { ReportedIdentifier, ReportedTip } from './formats/reported-tip.js';
import { parseTipFile } from './formats/tip-file.js';
import { toComplaint, toParticulars } from './complaint-from-tip.js';

const { tip } = parseTipFile(jsonBytes(icacReport()));
const now = new Date('2026-06-01T12:00:00Z');
const complaintWith = (overrides: Partial<ReportedTip>): ReturnType<typeof toComplaint> =>
  toComplaint({ ...tip, ...overrides }, { state: 'NE', receivedAt: now, now });

describe('a tip converted to a complaint', () => {
  it('has the earlier of the times at which it was submitted and NCMEC had it, if that is past', () => {
    const reportTimeOf = (overrides: Partial<ReportedTip>): unknown => complaintWith(overrides).reportedToNcmecAt;

    expect(reportTimeOf({})).toBe('2026-05-12T14:30:00.000Z');
    expect(reportTimeOf({ submittedAt: '2026-05-11T23:00:00.000Z' })).toBe('2026-05-11T23:00:00.000Z');
    expect(reportTimeOf({ submittedAt: '2026-05-14T23:00:00.000Z' })).toBe('2026-05-12T14:30:00.000Z');
    expect(reportTimeOf({ receivedAt: null })).toBeNull();
    expect(reportTimeOf({ receivedAt: '2026-07-01T00:00:00.000Z' })).toBeNull();
  });

  it('was received at the time that the importer states, which is not before NCMEC had it', () => {
    const receivedAt = (at: string): string =>
      toComplaint(tip, { state: 'NE', receivedAt: new Date(at), now }).receivedAt;

    expect(receivedAt('2026-05-12T14:30:00Z')).toBe('2026-05-12T14:30:00.000Z');
    expect(() => receivedAt('2026-05-12T14:29:59Z')).toThrow(InvalidInput);
  });

  it('is informational if the report says so, and no referral if it does not', () => {
    expect(complaintWith({ annotations: ['spam', 'informational'] }).ncmecClass).toBe('informational');
    expect(complaintWith({ annotations: ['spam'] }).ncmecClass).toBeNull();
  });

  it('has the annotations of the report and of its files, and tags in the same words', () => {
    const files = tip.files.map((file) => ({
      ...file,
      annotations: ['infant', 'generativeAi'],
      tags: ['Viral', 'A1'],
    }));

    expect(complaintWith({ annotations: ['sadisticOnlineExploitation', 'informational'], files }).annotations).toEqual([
      'sadistic_online_exploitation',
      'generative_ai',
      'infant',
      'viral',
    ]);
    expect(complaintWith({ annotations: ['informational'], files: [] }).annotations).toBeNull();
  });

  it('has an incident time before its receipt, or none', () => {
    expect(complaintWith({}).incidentAt).toBe('2026-05-11T22:04:10.000Z');
    expect(complaintWith({ incidentTimes: ['2026-06-02T00:00:00.000Z'] }).incidentAt).toBeNull();
  });

  it('has the first upload of a suspect, or else the first login, before its receipt', () => {
    const [sample] = tip.identifiers;
    if (!sample) throw new Error('The sample has identifiers');
    const used = (event: string, observedAt: string, role: ReportedRole = 'suspect'): ReportedIdentifier => ({
      ...sample,
      ...{ event, observedAt, role },
    });
    const firstUseOf = (identifiers: ReportedIdentifier[], uploadedAt: string | null = null): unknown => {
      const { firstUse = null, firstUseAt } = complaintWith({
        identifiers,
        files: tip.files.map((file) => ({ ...file, uploadedAt })),
      });
      return [firstUse, firstUseAt?.toISOString()];
    };
    const [early, late, future] = ['2026-05-01T00:00:00.000Z', '2026-05-02T00:00:00.000Z', '2026-06-02T00:00:00.000Z'];

    expect(firstUseOf([used('login', early), used('upload', late)])).toEqual(['upload', late]);
    expect(firstUseOf([used('upload', late)], early)).toEqual(['upload', early]);
    expect(firstUseOf([used('login', late), used('login', early)])).toEqual(['login', early]);
    expect(firstUseOf([used('login', early, 'victim'), used('registration', early)])).toEqual([null, undefined]);
    expect(firstUseOf([used('upload', future), used('login', late)], future)).toEqual(['login', late]);
  });

  it('has the type of its original incident, unless triage must decide', () => {
    expect(complaintWith({}).type).toBe('enticement');
    expect(complaintWith({ incidentTypes: [{ raw: 'x', type: 'child_pornography' }] }).type).toBeNull();
    expect(complaintWith({ incidentTypes: [{ raw: 'x', type: null }] }).type).toBeNull();
    expect(complaintWith({ incidentTypes: [] }).type).toBeNull();
  });

  it('has a narrative up to the maximum length, with a reference to the rest', () => {
    const long = { label: 'value', text: 'word '.repeat(4000).trim(), sourcePath: '/x' };
    const { narrative } = complaintWith({ narrative: [long, long] });

    expect(narrative.length).toBeLessThanOrEqual(20_000);
    expect(narrative).toMatch(/^CyberTip 107324881, reported by Example Chat\./);
    expect(narrative).toMatch(/The rest stands in the tip itself, sealed\.\)$/);
  });

  it('keeps a long text that is cut within a character of two code units', () => {
    const [person] = tip.persons;
    if (!person) throw new Error('The sample has persons');
    const faces = (length: number): string => '😀'.repeat(length / 2);
    const chat = (start: string): string =>
      complaintWith({
        narrative: [
          { label: 'chat', text: `${start}${faces(18_000)}`, sourcePath: '/x' },
          { label: 'chat', text: faces(18_000), sourcePath: '/y' },
        ],
      }).narrative;
    const details = [{ label: 'about', text: faces(6000), sourcePath: '/z' }];
    const named = { ...person, givenName: null, middleName: null, familyName: `x${faces(400)}`, details };
    const [row] = toParticularRows(toParticulars({ ...tip, persons: [named], files: [], identifiers: [] })).persons;

    for (const narrative of [chat(''), chat('x')]) {
      expect(narrative.length).toBeGreaterThan(19_000);
      expect(narrative).toMatch(/The rest stands in the tip itself, sealed\.\)$/);
    }
    expect(row?.familyName).toBe(`x${faces(198)}`);
    expect(row?.description?.isWellFormed()).toBe(true);
  });

  it('has valid persons, files and identifiers', () => {
    const rows = toParticularRows(toParticulars(tip));

    expect(rows.persons).toHaveLength(2);
    expect(rows.files).toHaveLength(3);
    expect(rows.identifiers.filter(({ kind }) => kind === 'other')).toEqual([]);
  });

  it('stores an identifier of an invalid form unchanged', () => {
    const [first] = tip.identifiers;
    if (!first) throw new Error('The sample has identifiers');
    const odd = (kind: 'phone' | 'handle', raw: string): ReportedTip => ({
      ...tip,
      files: [],
      identifiers: [{ ...first, kind, raw, person: null, platform: null }],
    });

    expect(toParticularRows(toParticulars(odd('phone', 'call me'))).identifiers[0]).toMatchObject({
      kind: 'other',
      raw: 'call me',
    });
    expect(toParticularRows(toParticulars(odd('handle', 'owl'))).identifiers[0]).toMatchObject({
      kind: 'other',
      raw: 'owl',
    });
  });
});
