import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../platform/http/problems.js';
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

function refusalOf(particulars: Partial<SuspectParticulars>): unknown {
  try {
    new Suspect().describe({ ...known, ...particulars }, today);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('a suspect', () => {
  it('is described whole, on the day of identification at the earliest', () => {
    const suspect = new Suspect();

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

    expect(refusalOf({ bornOn: '2018-05-13' })).toBeNull();
    expect(refusalOf({ bornOn: today })).toEqual(late);
    expect(refusalOf({ bornOn: null })).toBeNull();
  });

  it('keeps what was known when a correction is refused', () => {
    const suspect = new Suspect();
    suspect.describe(known, today);

    expect(() => {
      suspect.describe({ ...known, offenderClass: 'both', identifiedOn: '2018-06-01' }, today);
    }).toThrow(InvalidInput);

    expect(suspect).toMatchObject(known);
  });
});
