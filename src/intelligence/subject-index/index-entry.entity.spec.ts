import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../../platform/http/problems.js';
import { addDays } from '../../platform/time/calendar.js';
import {
  fiveYearsAfter,
  requireCertifiedChecks,
  requireShareable,
  SubjectIndexEntry,
  type Decision,
  type IndexedSubject,
  type SubjectChecks,
} from './index-entry.entity.js';
import { InvalidEntryTransition, SharingNotAllowed } from './subject-index.errors.js';
import { indexEntryTransitions, indexEntryStates } from './subject-index.enums.js';

const subject: IndexedSubject = {
  givenName: 'Alex',
  familyName: 'Sample',
  bornOn: '1979-11-02',
  descriptors: null,
  criminalActivity: 'enticement',
  suspicionBasis: 'Two children named the same account.',
  obtainedHow: 'Interviews with a guardian’s consent.',
  sensitivity: 'unclassified',
};
const decision: Decision = { by: 'a reviewer', at: new Date('2018-05-14T12:00:00Z'), today: '2018-05-14' };
const checks: SubjectChecks = { showsReasonableSuspicion: true, wasLawfullyObtained: true, protectedViews: 'none' };

function entry(overrides: Partial<SubjectIndexEntry> = {}): SubjectIndexEntry {
  const made = Object.assign(new SubjectIndexEntry(), {
    state: 'submitted',
    reviewDueOn: null,
    reviewCalledFor: null,
    correctedBy: null,
  });
  made.describe(subject);
  return Object.assign(made, overrides);
}

function faultOf(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors.map(({ pointer }) => pointer) : fault;
  }
}

describe('a subject index entry', () => {
  it('changes only by an allowed transition', () => {
    for (const from of indexEntryStates) {
      const moves = {
        approved: (one: SubjectIndexEntry) => {
          one.approve(decision, undefined);
        },
        refused: (one: SubjectIndexEntry) => {
          one.refuse();
        },
        purged: (one: SubjectIndexEntry) => {
          one.purge();
        },
      };
      for (const [to, move] of Object.entries(moves)) {
        const one = entry({ state: from });
        const allowed = indexEntryTransitions[from] as readonly string[];
        const fault = faultOf(() => {
          move(one);
        });
        expect({ from, to, fault, state: one.state }).toMatchObject(
          allowed.includes(to)
            ? { from, to, fault: null, state: to }
            : { from, to, fault: expect.any(InvalidEntryTransition), state: from },
        );
      }
    }
  });

  it('is valid for five years or less', () => {
    const [longest, shorter] = [entry(), entry()];

    longest.approve(decision, undefined);
    shorter.approve(decision, '2019-05-14');

    expect(longest).toMatchObject({ validatedOn: '2018-05-14', reviewDueOn: '2023-05-14', approvedBy: 'a reviewer' });
    expect(shorter.reviewDueOn).toBe('2019-05-14');
  });

  it.each(['2018-05-14', '2018-05-13', '2023-05-15'])('is rejected with the review date %s', (dueOn) => {
    const one = entry({ state: 'approved', validatedOn: '2018-01-01', reviewDueOn: '2018-06-01' });

    expect(
      faultOf(() => {
        entry().approve(decision, dueOn);
      }),
    ).toEqual(['#/reviewDueOn']);
    expect(
      faultOf(() => {
        one.revalidate('It still holds.', decision.today, dueOn);
      }),
    ).toEqual(['#/reviewDueOn']);
    expect(one.reviewDueOn).toBe('2018-06-01');
  });

  it('is active on its review date, and not on the next day', () => {
    const one = entry({ state: 'approved', reviewDueOn: '2018-05-14' });

    expect(one.isActive('2018-05-14')).toBe(true);
    expect(one.isActive('2018-05-15')).toBe(false);
    expect(
      faultOf(() => {
        one.revalidate('It still holds.', '2018-05-15', undefined);
      }),
    ).toBeInstanceOf(InvalidEntryTransition);
    one.revalidate('It still holds.', '2018-05-14', undefined);
    expect(one).toMatchObject({ reviewDueOn: '2023-05-14', suspicionBasis: 'It still holds.' });
  });

  it('needs a correction after a change of its subject, and a revalidation after other events', () => {
    const approved = { state: 'approved', reviewDueOn: '2020-01-01' } as const;
    const changed = entry({ ...approved, reviewCalledFor: 'subject_changed' });
    const parted = entry({ ...approved, reviewCalledFor: 'case_purged' });

    expect(changed.correct({ ...subject, descriptors: 'An anchor.' }, decision)).toEqual(['descriptors']);
    parted.correct(subject, decision);

    expect(changed.reviewCalledFor).toBeNull();
    expect(parted.reviewCalledFor).toBe('case_purged');
    parted.revalidate('It stands by itself.', '2018-05-14', undefined);
    expect(parted.reviewCalledFor).toBeNull();
  });

  it.each([
    ['familyName', { familyName: 'Samples' }],
    ['givenName', { givenName: 'Alexis' }],
    ['bornOn', { bornOn: null }],
    ['criminalActivity', { criminalActivity: 'sextortion' }],
  ] as const)('needs a review by another person after a correction of its %s', (field, overrides) => {
    const one = entry({ state: 'approved', reviewDueOn: '2020-01-01', reviewCalledFor: 'subject_changed' });

    expect(one.correct({ ...subject, ...overrides }, decision)).toEqual([field]);
    expect(one).toMatchObject({ correctedBy: 'a reviewer', reviewCalledFor: 'entry_corrected' });
    expect(one.isActive('2018-05-14')).toBe(false);
    one.correct({ ...subject, ...overrides, descriptors: 'An anchor.' }, { ...decision, by: 'another' });
    expect(one).toMatchObject({ correctedBy: 'a reviewer', reviewCalledFor: 'entry_corrected' });
    one.revalidate('It still holds.', '2018-05-14', undefined);
    expect(one).toMatchObject({ correctedBy: null, reviewCalledFor: null });
  });

  it('requires a searchable name', () => {
    expect(
      faultOf(() => {
        entry().describe({ ...subject, givenName: '—', familyName: '...' });
      }),
    ).toEqual(['#/givenName', '#/familyName']);
  });
});

describe('the subject of an index entry', () => {
  it.each([
    ['juvenile', { juvenile: true, voidedAt: null }, { isSealed: false }],
    ['voided', { juvenile: false, voidedAt: new Date() }, { isSealed: false }],
    ['sealed', { juvenile: false, voidedAt: null }, { isSealed: true }],
  ] as const)('is rejected when %s', (because, suspect, complaint) => {
    const fault = faultOf(() => {
      requireShareable(suspect, complaint);
    });

    expect(fault).toBeInstanceOf(SharingNotAllowed);
    expect(fault).toMatchObject({ members: { reason: because } });
  });

  it('is accepted as an adult in an unsealed case', () => {
    expect(
      faultOf(() => {
        requireShareable({ juvenile: false, voidedAt: null }, { isSealed: false });
      }),
    ).toBeNull();
  });
});

describe('the checks of a reviewer', () => {
  it.each<[Partial<SubjectChecks>, string[] | null]>([
    [{}, null],
    [{ protectedViews: 'directly_related', protectedViewsBasis: 'The group organised the abuse.' }, null],
    [{ showsReasonableSuspicion: false }, ['#/checks/showsReasonableSuspicion']],
    [{ wasLawfullyObtained: false }, ['#/checks/wasLawfullyObtained']],
    [{ protectedViews: 'directly_related' }, ['#/checks/protectedViewsBasis']],
    [{ protectedViewsBasis: 'A congregation.' }, ['#/checks/protectedViewsBasis']],
  ])('%j result in %j', (overrides, pointers) => {
    expect(
      faultOf(() => {
        requireCertifiedChecks({ ...checks, ...overrides });
      }),
    ).toEqual(pointers);
  });
});

describe('a five-year period', () => {
  it('ends on the same calendar day, or on 28 February after a leap day', () => {
    expect(fiveYearsAfter('2018-05-14')).toBe('2023-05-14');
    expect(fiveYearsAfter('2024-02-29')).toBe('2029-02-28');
    expect(fiveYearsAfter('2023-02-28')).toBe('2028-02-28');
    for (let day = '2019-01-01'; day < '2024-12-31'; day = addDays(day, 1)) {
      expect(fiveYearsAfter(day) < fiveYearsAfter(addDays(day, 1)) || day.endsWith('02-28')).toBe(true);
    }
  });
});
