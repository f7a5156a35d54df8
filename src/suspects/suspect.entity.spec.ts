import { describe, expect, it } from '@jest/globals';
import { InvalidInput, Voided } from '../platform/http/problems.js';
import { Suspect, type SuspectParticulars } from './suspect.entity.js';

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
  return Object.assign(new Suspect(), { voidedAt: null, voidReason: null });
}

function refusalOf(particulars: Partial<SuspectParticulars>, offenseOn: string | null = null): unknown {
  try {
    aSuspect().describe({ ...known, ...particulars }, today, offenseOn);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('a suspect', () => {
  it('is described whole, on the day of identification at the earliest', () => {
    const suspect = aSuspect();

    suspect.describe(known, today);

    expect(suspect).toMatchObject(known);
  });

  it('is not identified in the future', () => {
    expect(refusalOf({ identifiedOn: '2018-05-15' })).toEqual([
      { pointer: '#/identifiedOn', detail: 'lies in the future' },
    ]);
  });

  it('was born before that', () => {
    const late = [{ pointer: '#/bornOn', detail: 'does not lie before the suspect was identified' }];

    expect(refusalOf({ bornOn: '2018-05-13', juvenile: true })).toBeNull();
    expect(refusalOf({ bornOn: today })).toEqual(late);
    expect(refusalOf({ bornOn: null })).toBeNull();
  });

  it('keeps what was known when a correction is refused', () => {
    const suspect = aSuspect();
    suspect.describe(known, today);

    expect(() => {
      suspect.describe({ ...known, offenderClass: 'both', identifiedOn: '2018-06-01' }, today);
    }).toThrow(InvalidInput);

    expect(suspect).toMatchObject(known);
  });

  it.each([
    ['on the day of the offense', '2000-05-14', '2018-05-13', '2018-05-14'],
    ['on the day of identification, where that is not known', '2000-05-15', null, '2018-05-14'],
  ])('is a juvenile who was under 18 %s, and nobody else', (_, bornOn, offenseOn, identifiedOn) => {
    const dayLater = '2000-05-13';
    const facts = { identifiedOn };

    expect(refusalOf({ ...facts, bornOn, juvenile: true }, offenseOn)).toBeNull();
    expect(refusalOf({ ...facts, bornOn, juvenile: false }, offenseOn)).toEqual([
      {
        pointer: '#/juvenile',
        detail: 'does not go with the day of birth: the suspect was under 18 at the time of the offense',
      },
    ]);
    expect(refusalOf({ ...facts, bornOn: dayLater, juvenile: false }, offenseOn)).toBeNull();
    expect(refusalOf({ ...facts, bornOn: dayLater, juvenile: true }, offenseOn)).toMatchObject([
      { pointer: '#/juvenile' },
    ]);
    expect(refusalOf({ ...facts, bornOn: null, juvenile: true }, offenseOn)).toBeNull();
  });

  it('is voided once, and described no more', () => {
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
