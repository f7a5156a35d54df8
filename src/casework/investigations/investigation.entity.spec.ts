import { describe, expect, it } from '@jest/globals';
import { dispositionCodes } from '../complaints/complaints.enums.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Investigation } from './investigation.entity.js';
import { InvestigationClosed, InvestigationOpen } from './investigations.errors.js';
import { investigationOutcomes } from './investigations.enums.js';

const today = '2018-05-14';
const opened = (overrides: Partial<Investigation> = {}): Investigation =>
  Object.assign(new Investigation(), {
    title: 'One household',
    openedOn: '2018-03-02',
    closedOn: null,
    outcome: null,
    ...overrides,
  });
const closed = (): Investigation => opened({ closedOn: '2018-04-01', outcome: 'convicted_plea' });

function errorsOf(act: () => void): unknown {
  try {
    act();
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors : fault;
  }
}

describe('an investigation', () => {
  it.each([
    ['2018-02-27', [{ pointer: '#/openedOn', detail: 'must not be before its first complaint was received' }]],
    ['2018-02-28', null],
    [today, null],
    ['2018-05-15', [{ pointer: '#/openedOn', detail: 'must not be in the future' }]],
  ])('opened on %s, for complaints received from 28 February, is rejected with %j', (day, errors) => {
    const complaints = [{ receivedOn: '2018-03-01' }, { receivedOn: '2018-02-28' }];

    expect(
      errorsOf(() => {
        new Investigation().openOn(day, complaints, today);
      }),
    ).toEqual(errors);
  });

  it.each([
    ['2018-03-01', [{ pointer: '#/closedOn', detail: 'must not be before the investigation was opened' }]],
    ['2018-03-02', null],
    [today, null],
    ['2018-05-15', [{ pointer: '#/closedOn', detail: 'must not be in the future' }]],
  ])('opened on 2 March and closed on %s is rejected with %j', (day, errors) => {
    const investigation = opened();

    expect(
      errorsOf(() => {
        investigation.closeAs('convicted_plea', day, today);
      }),
    ).toEqual(errors);
    expect(investigation.isOpen).toBe(errors !== null);
  });

  it('is renamed and closed while it is open, and only reopened after that', () => {
    const investigation = closed();

    expect(
      errorsOf(() => {
        investigation.rename('Two households');
      }),
    ).toBeInstanceOf(InvestigationClosed);
    expect(
      errorsOf(() => {
        investigation.closeAs('dismissed', today, today);
      }),
    ).toBeInstanceOf(InvestigationClosed);
    expect(investigation).toMatchObject({ title: 'One household', outcome: 'convicted_plea' });
    investigation.reopen();
    expect(investigation).toMatchObject({ isOpen: true, closedOn: null, outcome: null });
    expect(
      errorsOf(() => {
        investigation.reopen();
      }),
    ).toBeInstanceOf(InvestigationOpen);
  });

  it('has the outcomes of an investigated complaint, without duplicate and informational', () => {
    const outcomes: readonly string[] = investigationOutcomes;

    expect(dispositionCodes.filter((code) => !outcomes.includes(code))).toEqual([
      'not_criminal_viral_or_meme',
      'duplicate',
      'informational_only',
    ]);
  });
});
