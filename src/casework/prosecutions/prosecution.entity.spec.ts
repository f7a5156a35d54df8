import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { Suspect } from '../suspects/suspect.entity.js';
import { ProsecutionReferral } from './prosecution-referral.entity.js';
import { Prosecution, type ProsecutionBackground, type ProsecutionFacts, type Sentence } from './prosecution.entity.js';
import { AlreadyDecided, ReferralNotAccepted, SentenceAboveMaximum } from './prosecutions.errors.js';

const today = '2018-12-01';
const complaint = Object.assign(new Complaint(), { receivedOn: '2018-03-01', state: 'closed' });
const suspect = Object.assign(new Suspect(), { juvenile: false });
const facts: ProsecutionFacts = {
  forum: 'us_attorney',
  court: 'District of Nebraska',
  caseNumber: '8:18-cr-00123',
  filedOn: '2018-06-20',
  agencyId: 'the agency',
  isTriedAsAdult: false,
};
const tenYears: Sentence = { months: 120, isLife: false, statutoryMaxMonths: 240, isMaxLife: false, note: null };

function aReferral(): ProsecutionReferral {
  const referral = new ProsecutionReferral();
  const made = { forum: 'us_attorney', office: null, referredOn: '2018-06-04', agencyId: 'the agency' } as const;
  referral.refer(made, complaint, today);
  return referral;
}

function filed(overrides: Partial<ProsecutionFacts> = {}, around: Partial<ProsecutionBackground> = {}): Prosecution {
  const prosecution = new Prosecution();
  prosecution.file({ ...facts, ...overrides }, { complaint, suspect, referral: null, today, ...around });
  return prosecution;
}

function refusalOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors[0]?.pointer : (fault as Error).constructor;
  }
}

describe('a prosecution referral', () => {
  const accepted = { decision: 'accepted', decidedOn: '2018-06-18', declineReason: null } as const;

  it('is pending until the prosecutor decides, once', () => {
    const referral = aReferral();
    expect(referral.decision).toBe('pending');

    referral.decide(accepted, today);

    expect(referral).toMatchObject(accepted);
    expect(
      refusalOf(() => {
        referral.decide(accepted, today);
      }),
    ).toBe(AlreadyDecided);
  });

  it.each([
    ['before it was made', { ...accepted, decidedOn: '2018-06-03' }, '/decidedOn'],
    ['in the future', { ...accepted, decidedOn: '2018-12-02' }, '/decidedOn'],
    ['with a decline reason for an acceptance', { ...accepted, declineReason: 'resources' }, '/declineReason'],
    ['without a reason for a decline', { ...accepted, decision: 'declined' }, '/declineReason'],
  ] as const)('is not decided %s', (_, answer, field) => {
    expect(
      refusalOf(() => {
        aReferral().decide(answer, today);
      }),
    ).toBe(`#${field}`);
  });

  it('is dated between the complaint and today', () => {
    const refer = (referredOn: string) => () => {
      new ProsecutionReferral().refer({ forum: 'state', office: null, agencyId: 'a', referredOn }, complaint, today);
    };

    expect(refusalOf(refer('2018-02-28'))).toBe('#/referredOn');
    expect(refusalOf(refer('2018-03-01'))).toBeUndefined();
    expect(refusalOf(refer('2018-12-01'))).toBeUndefined();
    expect(refusalOf(refer('2018-12-02'))).toBe('#/referredOn');
  });
});

describe('a prosecution', () => {
  it('is pending when it is filed', () => {
    expect(filed()).toMatchObject({ ...facts, outcome: 'pending', disposedOn: null, sentenceMonths: null });
  });

  it('is dated between the complaint, or the acceptance of its referral, and today', () => {
    const referral = aReferral();
    referral.decide({ decision: 'accepted', decidedOn: '2018-06-18', declineReason: null }, today);

    expect(refusalOf(() => filed({ filedOn: '2018-02-28' }))).toBe('#/filedOn');
    expect(refusalOf(() => filed({ filedOn: '2018-12-02' }))).toBe('#/filedOn');
    expect(refusalOf(() => filed({ filedOn: '2018-06-17' }, { referral }))).toBe('#/filedOn');
    expect(refusalOf(() => filed({ filedOn: '2018-06-18' }, { referral }))).toBeUndefined();
  });

  it('requires an accepted referral to the same forum', () => {
    const declined = aReferral();
    declined.decide({ decision: 'declined', decidedOn: '2018-06-18', declineReason: 'no_interest' }, today);
    const accepted = aReferral();
    accepted.decide({ decision: 'accepted', decidedOn: '2018-06-18', declineReason: null }, today);

    expect(refusalOf(() => filed({}, { referral: aReferral() }))).toBe(ReferralNotAccepted);
    expect(refusalOf(() => filed({}, { referral: declined }))).toBe(ReferralNotAccepted);
    expect(refusalOf(() => filed({ forum: 'state' }, { referral: accepted }))).toBe('#/forum');
    accepted.void('Another suspect’s.', new Date());
    expect(refusalOf(() => filed({}, { referral: accepted }))).toBe(Voided);
  });

  it('tries only a juvenile as an adult', () => {
    const juvenile = Object.assign(new Suspect(), { juvenile: true });

    expect(refusalOf(() => filed({ isTriedAsAdult: true }))).toBe('#/isTriedAsAdult');
    expect(refusalOf(() => filed({ isTriedAsAdult: true }, { suspect: juvenile }))).toBeUndefined();
  });

  it.each([
    ['before it was filed', { disposedOn: '2018-06-19' }, '#/disposedOn'],
    ['in the future', { disposedOn: '2018-12-02' }, '#/disposedOn'],
    ['in a sentence without a conviction', { outcome: 'acquitted', sentence: tenYears }, '#/sentence'],
    ['in a conviction without a sentence', { sentence: { ...tenYears, months: null } }, '#/sentence/months'],
    ['in a life sentence with months', { sentence: { ...tenYears, isLife: true } }, '#/sentence/months'],
    ['without a maximum', { sentence: { ...tenYears, statutoryMaxMonths: null } }, '#/sentence/statutoryMaxMonths'],
    ['with two maxima', { sentence: { ...tenYears, isMaxLife: true } }, '#/sentence/statutoryMaxMonths'],
  ] as const)('does not end %s', (_, overrides, pointer) => {
    const end = { outcome: 'plea', disposedOn: '2018-11-02', sentence: null, ...overrides } as const;

    expect(
      refusalOf(() => {
        filed().dispose(end, today);
      }),
    ).toBe(pointer);
  });

  it.each([
    ['at the maximum', { months: 240 }, false],
    ['a month above it', { months: 241 }, true],
    ['for life', { months: null, isLife: true }, true],
    [
      'for life with life as the maximum',
      { months: null, isLife: true, statutoryMaxMonths: null, isMaxLife: true },
      false,
    ],
    ['of 100 years with life as the maximum', { months: 1200, statutoryMaxMonths: null, isMaxLife: true }, false],
  ])('with a sentence %s requires a note: %s', (_, overrides, needsNote) => {
    const end = { outcome: 'convicted_trial', disposedOn: '2018-11-02' } as const;
    const sentence = { ...tenYears, ...overrides };
    const prosecution = filed();

    expect(
      refusalOf(() => {
        prosecution.dispose({ ...end, sentence }, today);
      }),
    ).toBe(needsNote ? SentenceAboveMaximum : undefined);
    expect(prosecution.outcome).toBe(needsNote ? 'pending' : 'convicted_trial');
    prosecution.dispose({ ...end, sentence: { ...sentence, note: 'Ten years more: 18 U.S.C. 2260A.' } }, today);
    expect(prosecution.sentenceNote).toBe('Ten years more: 18 U.S.C. 2260A.');
  });

  it('loses its sentence when the outcome changes to one without', () => {
    const prosecution = filed();
    prosecution.dispose({ outcome: 'plea', disposedOn: '2018-11-02', sentence: tenYears }, today);

    prosecution.dispose({ outcome: 'dismissed', disposedOn: '2018-11-20', sentence: null }, today);

    expect(prosecution).toMatchObject({ outcome: 'dismissed', sentenceMonths: null, statutoryMaxMonths: null });
  });

  it('is not filed after it ended, and rejects changes once voided', () => {
    const prosecution = filed();
    prosecution.dispose({ outcome: 'plea', disposedOn: '2018-11-02', sentence: null }, today);
    const describe = (filedOn: string) => () => {
      prosecution.describe({ ...facts, filedOn }, { complaint, suspect, referral: null, today });
    };

    expect(refusalOf(describe('2018-11-03'))).toBe('#/filedOn');
    expect(refusalOf(describe('2018-11-02'))).toBeUndefined();
    prosecution.void('Another defendant’s.', new Date());
    expect(refusalOf(describe('2018-11-02'))).toBe(Voided);
  });
});
