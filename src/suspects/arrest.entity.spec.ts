import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Arrest, type ArrestFacts } from './arrest.entity.js';

const today = '2018-05-14';
const complaint = Object.assign(new Complaint(), { receivedOn: '2018-03-01', state: 'closed' });
const made: ArrestFacts = { arrestedOn: '2018-04-02', kind: 'summoned', agencyId: 'the agency' };

function refusalOf(arrestedOn: string): unknown {
  try {
    new Arrest().describe({ ...made, arrestedOn }, complaint, today);
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('an arrest', () => {
  it('is described whole, also when its complaint is closed', () => {
    const arrest = new Arrest();

    arrest.describe(made, complaint, today);

    expect(arrest).toMatchObject(made);
  });

  it('falls between the day its complaint was received and today, both included', () => {
    expect(refusalOf('2018-02-28')).toEqual([
      { pointer: '#/arrestedOn', detail: 'lies before the complaint was received' },
    ]);
    expect(refusalOf('2018-03-01')).toBeNull();
    expect(refusalOf('2018-05-14')).toBeNull();
    expect(refusalOf('2018-05-15')).toEqual([{ pointer: '#/arrestedOn', detail: 'lies in the future' }]);
  });
});
