import { describe, expect, it } from '@jest/globals';
import { complaintTypes } from '../complaints/complaints.enums.js';
import { federalSectionOf, usualCharges } from './charges.codes.js';
import { checkCharge } from './nibrs.rules.js';

describe('the usual charges', () => {
  it.each(complaintTypes)('for %s are in title 18, and accepted by the NIBRS rules', (type) => {
    const { federal, nibrs } = usualCharges[type];

    expect(federal.map(federalSectionOf)).not.toContain(null);
    const faults = nibrs.flatMap(({ offense, activities = [] }) =>
      checkCharge({
        nibrsOffense: offense,
        completion: 'completed',
        criminalActivities: activities,
        offenderUsing: ['C'],
        location: '20',
        victimAge: 13,
      }),
    );
    expect(nibrs.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('of receipt are apart from those of possession and of distribution', () => {
    expect(usualCharges.csam_receipt).toEqual({
      federal: ['2252(a)(2)', '2252A(a)(2)'],
      nibrs: [{ offense: '370', activities: ['B'] }],
    });
    expect(usualCharges.csam_possession.nibrs).toEqual([{ offense: '370', activities: ['P'] }]);
    expect(usualCharges.csam_distribution.nibrs).toEqual([{ offense: '370', activities: ['D', 'T'] }]);
  });
});

describe('a citation of title 18', () => {
  it.each([
    ['2252A(a)(5)(B)', '2252A'],
    ['2422(b)', '2422'],
    ['2251', '2251'],
    ['2252 (a)', null],
    ['2252A(a', null],
    ['924(c)', null],
    ['constructor', null],
    ['', null],
  ])('%s has the section %s', (citation, section) => {
    expect(federalSectionOf(citation)).toBe(section);
  });
});
