import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { InvalidInput, Voided } from '../platform/http/problems.js';
import { ForensicExam, type ExamCompletion, type ExamRequest } from './forensic-exam.entity.js';

const today = '2018-05-14';
const complaint = Object.assign(new Complaint(), { receivedOn: '2018-03-01', state: 'closed' });
const request: ExamRequest = {
  agencyId: 'the laboratory',
  legalProcessId: null,
  requestedOn: '2018-03-05',
  beganOn: '2018-03-10',
};
const completion: ExamCompletion = {
  completedOn: '2018-04-02',
  result: 'evidence_found',
  devices: 5,
  bytes: Number.MAX_SAFE_INTEGER,
  byKind: { computers: 1, phones: 2, storageMedia: 2, otherDevices: 0 },
};

function requested(over: Partial<ExamRequest> = {}): ForensicExam {
  const exam = Object.assign(new ForensicExam(), { completedOn: null, voidedAt: null });
  exam.describe({ ...request, ...over }, complaint, today);
  return exam;
}

function refusalOf(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (fault) {
    if (!(fault instanceof InvalidInput)) return (fault as Error).constructor;
    const [error] = fault.members.errors;
    return `${error?.pointer ?? ''} ${error?.detail ?? ''}`;
  }
}

describe('a forensic examination', () => {
  it.each([
    [{ requestedOn: '2018-02-28' }, '#/requestedOn must not be before the complaint was received'],
    [{ requestedOn: '2018-03-01' }, null],
    [{ requestedOn: '2018-05-15', beganOn: null }, '#/requestedOn must not be in the future'],
    [{ beganOn: '2018-03-04' }, '#/beganOn must not be before the exam was requested'],
    [{ beganOn: '2018-03-05' }, null],
    [{ beganOn: today }, null],
    [{ beganOn: '2018-05-15' }, '#/beganOn must not be in the future'],
    [{ beganOn: null }, null],
  ])('requested as %j, of a complaint that may be closed, is refused by %s', (over, refusal) => {
    expect(refusalOf(() => requested(over))).toBe(refusal);
  });

  it.each([
    ['2018-03-09', '#/completedOn must not be before it began'],
    ['2018-03-10', null],
    [today, null],
    ['2018-05-15', '#/completedOn must not be in the future'],
  ])('that began on 10 March and was complete on %s is refused by %s', (completedOn, refusal) => {
    expect(
      refusalOf(() => {
        requested().complete({ ...completion, completedOn }, today);
      }),
    ).toBe(refusal);
  });

  it('of which nobody knows when it began is complete on the day of the request at the earliest', () => {
    const act = (completedOn: string) => () => {
      requested({ beganOn: null }).complete({ ...completion, completedOn }, today);
    };

    expect(refusalOf(act('2018-03-05'))).toBeNull();
    expect(refusalOf(act('2018-03-04'))).toBe('#/completedOn must not be before the exam was requested');
  });

  it('counts devices that add up to their kinds, where these are known', () => {
    const exam = requested();
    const off = { ...completion, devices: 6 };

    expect(
      refusalOf(() => {
        exam.complete(off, today);
      }),
    ).toBe('#/byKind does not add up to the number of devices');
    exam.complete(completion, today);
    expect(exam).toMatchObject({ devices: 5, bytes: Number.MAX_SAFE_INTEGER, byKind: completion.byKind });
    exam.complete({ ...off, byKind: null }, today);
    expect(exam).toMatchObject({ devices: 6, byKind: null, computers: null });
  });

  it('is put right, but not so that it began after it was complete', () => {
    const exam = requested();
    exam.complete(completion, today);
    const put = (over: Partial<ExamRequest>) => () => {
      exam.describe({ ...request, ...over }, complaint, today);
    };

    expect(refusalOf(put({ beganOn: '2018-04-03' }))).toBe('#/beganOn must not be after the completion');
    expect(refusalOf(put({ requestedOn: '2018-04-03', beganOn: null }))).toBe(
      '#/requestedOn must not be after the completion',
    );
    expect(refusalOf(put({ beganOn: '2018-04-02' }))).toBeNull();
  });

  it('that is voided takes no change', () => {
    const exam = requested();
    exam.voidFor('Recorded twice.', new Date());

    expect(
      refusalOf(() => {
        exam.describe(request, complaint, today);
      }),
    ).toBe(Voided);
    expect(
      refusalOf(() => {
        exam.complete(completion, today);
      }),
    ).toBe(Voided);
    expect(
      refusalOf(() => {
        exam.voidFor('Again.', new Date());
      }),
    ).toBe(Voided);
  });
});
