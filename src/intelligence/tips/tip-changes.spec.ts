import { describe, expect, it } from '@jest/globals';
import { icacReport, jsonBytes } from '../../../test/support/tips.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import { toParticularRows, type ParticularRows } from '../../casework/identifiers/particulars.js';
import { ReportedFile } from '../../casework/identifiers/reported-file.entity.js';
import { ReportedPerson } from '../../casework/identifiers/reported-person.entity.js';
import { parseTipFile } from './formats/tip-file.js';
import { toParticulars } from './complaint-from-tip.js';
import type { RecordedParticulars } from './match-particulars.js';
import { findDifferences, selectNewParticulars, findChangedParts } from './tip-changes.js';
import { tipParts } from './tips.enums.js';

const { tip } = parseTipFile(jsonBytes(icacReport()));
const rows = (): ParticularRows => toParticularRows(toParticulars(tip));

function recorded({ persons, files, identifiers }: ParticularRows): RecordedParticulars {
  return {
    persons: persons.map((row) => Object.assign(new ReportedPerson(), row)),
    files: files.map((row) => Object.assign(new ReportedFile(), row)),
    identifiers: identifiers.map((row) => Object.assign(new Identifier(), row)),
  };
}

describe('a newer version of a tip', () => {
  it('differs in the changed parts, and in all when the previous one is lost', () => {
    expect(findChangedParts(tip, structuredClone(tip))).toEqual([]);
    expect(findChangedParts(tip, { ...tip, provider: 'Another', files: [] })).toEqual(['provider', 'files']);
    expect(findChangedParts(null, tip)).toEqual(tipParts);
  });

  it('adds nothing already recorded, including voided records', () => {
    const there = recorded(rows());

    const { rows: fresh, knownFiles } = selectNewParticulars(there, rows());

    expect(fresh).toEqual({ persons: [], files: [], identifiers: [] });
    expect(knownFiles).toHaveLength(3);
  });

  it('adds an identifier to a recorded person, and a file with its hashes', () => {
    const there = recorded(rows());
    const person = there.persons[0];
    const [email, file] = [tip.identifiers[4], tip.files[0]];
    if (!email || !file) throw new Error('The sample has identifiers and files');
    const told = toParticulars({
      ...tip,
      identifiers: [...tip.identifiers, { ...email, raw: 'third@example.net' }],
      files: [...tip.files, { ...file, hashes: [{ algorithm: 'md5', value: 'f'.repeat(32), sourcePath: '/x' }] }],
    });

    const { rows: fresh } = selectNewParticulars(there, toParticularRows(told));

    expect(fresh.persons).toEqual([]);
    expect(fresh.files).toHaveLength(1);
    expect(fresh.identifiers.map(({ normalised, personId, fileId }) => [normalised, personId, fileId])).toEqual(
      expect.arrayContaining([
        ['third@example.net', person?.id, null],
        ['f'.repeat(32), null, fresh.files[0]?.id],
      ]),
    );
    expect(fresh.identifiers).toHaveLength(2);
  });

  it('reports differences only for the facts it states', () => {
    const complaint = {
      type: 'sextortion' as const,
      incidentAt: null,
      reportedToNcmecAt: null,
      ncmecClass: null,
      annotations: null,
      narrative: 'x',
    };
    const said = {
      source: 'ncmec_cybertip' as const,
      receivedAt: '2026-05-12T14:30:00.000Z',
      jurisdiction: { state: 'NE' as const },
      narrative: 'x',
    };

    expect(findDifferences(complaint, { ...said, type: null, incidentAt: null, reportedToNcmecAt: null }, [])).toEqual(
      [],
    );
    expect(
      findDifferences(
        complaint,
        {
          ...said,
          type: 'enticement',
          incidentAt: '2026-05-11T00:00:00.000Z',
          ncmecClass: 'informational',
          narrative: 'y',
        },
        [],
      ),
    ).toEqual(['type', 'incidentAt', 'ncmecClass', 'narrative']);
  });

  it.each([
    [null, true, ['files']],
    [true, null, []],
    [true, false, ['files']],
    [true, true, []],
  ])('reports a file viewed before: %s, and now %s', (was, now, differs) => {
    const [file] = recorded(rows()).files;
    const [row] = rows().files;
    if (!file || !row) throw new Error('The sample has files');
    const pair = [Object.assign(file, { isViewedByProvider: was }), { ...row, isViewedByProvider: now }] as const;
    const complaint = {
      type: null,
      incidentAt: null,
      reportedToNcmecAt: null,
      ncmecClass: null,
      annotations: null,
      narrative: 'x',
    };
    const said = { source: 'ncmec_cybertip', receivedAt: '', jurisdiction: { state: 'NE' }, narrative: 'x' } as const;

    expect(findDifferences(complaint, said, [pair])).toEqual(differs);
  });
});
