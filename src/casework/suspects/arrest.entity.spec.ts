import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Arrest, type ArrestFacts } from './arrest.entity.js';
import { Suspect } from './suspect.entity.js';
import { JuvenileHandlingMissing, NibrsRejected } from './suspects.errors.js';

const today = '2018-05-14';
const complaint = Object.assign(new Complaint(), { receivedOn: '2018-03-01', state: 'closed' });
const made: ArrestFacts = {
  arrestedOn: '2018-04-02',
  kind: 'summoned',
  agencyId: 'the agency',
  juvenileHandling: null,
};
const adult = Object.assign(new Suspect(), { bornOn: null, juvenile: false });
const juvenile = Object.assign(new Suspect(), { bornOn: '2001-11-02', juvenile: true });

function anArrest(): Arrest {
  return Object.assign(new Arrest(), { voidedAt: null, voidReason: null });
}

function refusalOf(arrestedOn: string): unknown {
  try {
    anArrest().describe({ ...made, arrestedOn }, complaint, adult, today);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('an arrest', () => {
  it('is described with all fields, also for a closed complaint', () => {
    const arrest = anArrest();

    arrest.describe(made, complaint, adult, today);

    expect(arrest).toMatchObject(made);
  });

  it('is dated between the receipt of its complaint and today, inclusive', () => {
    expect(refusalOf('2018-02-28')).toEqual([
      { pointer: '#/arrestedOn', detail: 'must not be before the complaint was received' },
    ]);
    expect(refusalOf('2018-03-01')).toBeNull();
    expect(refusalOf('2018-05-14')).toBeNull();
    expect(refusalOf('2018-05-15')).toEqual([{ pointer: '#/arrestedOn', detail: 'must not be in the future' }]);
  });

  it('requires the juvenile handling for a person under 18 only', () => {
    const describe = (suspect: Suspect, juvenileHandling: ArrestFacts['juvenileHandling']) => () => {
      anArrest().describe({ ...made, juvenileHandling }, complaint, suspect, today);
    };
    const grown = Object.assign(new Suspect(), { bornOn: '1979-11-02', juvenile: false });

    expect(describe(juvenile, null)).toThrow(JuvenileHandlingMissing);
    expect(describe(juvenile, 'referred')).not.toThrow();
    for (const nobodyElse of [grown, adult]) expect(describe(nobodyElse, 'referred')).toThrow(NibrsRejected);
  });

  it('becomes inconsistent when the age of the suspect is corrected', () => {
    const [arrest, ofMinor] = [anArrest(), anArrest()];
    const unknown = Object.assign(new Suspect(), { bornOn: null, juvenile: true });
    const grown = Object.assign(new Suspect(), { bornOn: '1999-11-02', juvenile: true });
    arrest.describe(made, complaint, adult, today);
    ofMinor.describe({ ...made, juvenileHandling: 'referred' }, complaint, unknown, today);

    expect(arrest.findHandlingFault(adult)).toBeNull();
    expect(arrest.findHandlingFault(juvenile)).toMatchObject({ nibrsError: '652' });
    expect(ofMinor.findHandlingFault(unknown)).toBeNull();
    expect(ofMinor.findHandlingFault(grown)).toMatchObject({ nibrsError: '653' });
    arrest.void('Recorded twice.', new Date());
    expect(arrest.findHandlingFault(juvenile)).toBeNull();
  });
});
