import { describe, expect, it } from '@jest/globals';
import { LinkUnchanged, NotLinked, NotPrimaryRecord } from '../records/primary-records.js';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { Suspect, type OffenseDay, type SuspectParticulars } from './suspect.entity.js';
import { DuplicateSuspect } from './suspects.errors.js';

const today = '2018-05-14';
const known: SuspectParticulars = {
  givenName: 'Alex',
  familyName: null,
  bornOn: '1979-11-02',
  offenderClass: 'unknown',
  juvenile: false,
  identifiedOn: today,
};

function aSuspect(): Suspect {
  return Object.assign(new Suspect(), { samePersonAs: null, voidedAt: null, voidReason: null });
}

function refusalOf(particulars: Partial<SuspectParticulars>, offense: OffenseDay | null = null): unknown {
  try {
    aSuspect().describe({ ...known, ...particulars }, today, offense);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('a suspect', () => {
  it('is described with all fields', () => {
    const suspect = aSuspect();

    suspect.describe(known, today);

    expect(suspect).toMatchObject(known);
  });

  it('is rejected with a future identification', () => {
    expect(refusalOf({ identifiedOn: '2018-05-15' })).toEqual([
      { pointer: '#/identifiedOn', detail: 'must not be in the future' },
    ]);
  });

  it('is rejected with a birth after identification', () => {
    const late = [{ pointer: '#/bornOn', detail: 'must be before the day the suspect was identified' }];

    expect(refusalOf({ bornOn: '2018-05-13', juvenile: true })).toBeNull();
    expect(refusalOf({ bornOn: today })).toEqual(late);
    expect(refusalOf({ bornOn: null })).toBeNull();
  });

  it('is unchanged after a rejected correction', () => {
    const suspect = aSuspect();
    suspect.describe(known, today);

    expect(() => {
      suspect.describe({ ...known, offenderClass: 'both', identifiedOn: '2018-06-01' }, today);
    }).toThrow(InvalidInput);

    expect(suspect).toMatchObject(known);
  });

  it.each([
    ['at the first upload in the tip', '2000-05-14', { on: '2018-05-13', basis: 'upload' }, '2018-05-14'],
    ['at the first login in the tip', '2000-05-14', { on: '2018-05-13', basis: 'login' }, '2018-05-14'],
    [
      'at the incident time as reported',
      '2000-05-14',
      { on: '2018-05-13', basis: 'incident_as_reported' },
      '2018-05-14',
    ],
    ['on the day of the identification', '2000-05-15', null, '2018-05-14'],
  ] as const)('is a juvenile when under 18 %s, and only then', (time, bornOn, offense, identifiedOn) => {
    const dayLater = '2000-05-13';
    const facts = { identifiedOn };

    expect(refusalOf({ ...facts, bornOn, juvenile: true }, offense)).toBeNull();
    expect(refusalOf({ ...facts, bornOn, juvenile: false }, offense)).toEqual([
      { pointer: '#/juvenile', detail: `does not match the day of birth: the suspect was under 18 ${time}` },
    ]);
    expect(refusalOf({ ...facts, bornOn: dayLater, juvenile: false }, offense)).toBeNull();
    expect(refusalOf({ ...facts, bornOn: dayLater, juvenile: true }, offense)).toMatchObject([
      { pointer: '#/juvenile' },
    ]);
    expect(refusalOf({ ...facts, bornOn: null, juvenile: true }, offense)).toBeNull();
  });

  describe('a suspect recorded before', () => {
    const record = (overrides: Partial<Suspect>): Suspect =>
      Object.assign(aSuspect(), { id: 's', complaintId: 'c', offenderClass: 'producer' }, overrides);
    const first = record({ id: 'first', complaintId: 'before' });

    it('counts by the primary record, and by itself when unlinked', () => {
      const suspect = record({});

      suspect.linkTo(first);
      expect(suspect.samePersonAs).toBe('first');
      expect(() => {
        suspect.linkTo(first);
      }).toThrow(LinkUnchanged);
      suspect.unlink();
      expect(suspect.samePersonAs).toBeNull();
      expect(() => {
        suspect.unlink();
      }).toThrow(NotLinked);
    });

    it.each([
      ['one of the same complaint', record({ id: 'other' }), DuplicateSuspect],
      ['a linked one', record({ id: 'x', complaintId: 'd', samePersonAs: 'first' }), NotPrimaryRecord],
      ['a voided one', record({ id: 'x', complaintId: 'd', voidedAt: new Date(0) }), InvalidInput],
      ['itself', record({}), InvalidInput],
      ['one of another class', record({ id: 'x', complaintId: 'd', offenderClass: 'unknown' }), InvalidInput],
    ])('is not linked to %s', (_, other, Refusal) => {
      expect(() => {
        record({}).linkTo(other);
      }).toThrow(Refusal);
    });

    it('keeps the class of the primary record, and accepts other corrections', () => {
      const suspect = record({});
      suspect.linkTo(first);

      suspect.describe({ ...known, offenderClass: 'producer', familyName: 'Sample' }, today);
      expect(suspect.familyName).toBe('Sample');
      expect(() => {
        suspect.describe({ ...known, offenderClass: 'unknown' }, today);
      }).toThrow(InvalidInput);
    });
  });

  it('is voided once, and then rejects changes', () => {
    const suspect = aSuspect();
    suspect.describe(known, today);
    suspect.void('Recorded twice.', new Date('2018-05-14T12:00:00Z'));

    expect(suspect).toMatchObject({ voidedAt: new Date('2018-05-14T12:00:00Z'), voidReason: 'Recorded twice.' });
    expect(() => {
      suspect.describe(known, today);
    }).toThrow(Voided);
    expect(() => {
      suspect.void('Again.', new Date('2018-05-15T12:00:00Z'));
    }).toThrow(Voided);
    expect(suspect.voidReason).toBe('Recorded twice.');
  });
});
