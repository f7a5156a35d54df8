import { describe, expect, it } from '@jest/globals';
import { Complaint } from '../complaints/complaint.entity.js';
import { rejectionOf } from '../../../test/support/rejection.js';
import { Voided } from '../../platform/http/problems.js';
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

function requested(overrides: Partial<ExamRequest> = {}): ForensicExam {
  const exam = Object.assign(new ForensicExam(), { completedOn: null, voidedAt: null });
  exam.describe({ ...request, ...overrides }, complaint, today);
  return exam;
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
  ])('requested as %j, also for a closed complaint, has the error %s', (overrides, refusal) => {
    expect(rejectionOf(() => requested(overrides))).toBe(refusal);
  });

  it.each([
    ['2018-03-09', '#/completedOn must not be before it began'],
    ['2018-03-10', null],
    [today, null],
    ['2018-05-15', '#/completedOn must not be in the future'],
  ])('begun on 10 March and completed on %s has the error %s', (completedOn, refusal) => {
    expect(
      rejectionOf(() => {
        requested().complete({ ...completion, completedOn }, today);
      }),
    ).toBe(refusal);
  });

  it('without a start date is completed on the request date at the earliest', () => {
    const act = (completedOn: string) => () => {
      requested({ beganOn: null }).complete({ ...completion, completedOn }, today);
    };

    expect(rejectionOf(act('2018-03-05'))).toBeNull();
    expect(rejectionOf(act('2018-03-04'))).toBe('#/completedOn must not be before the exam was requested');
  });

  it('has a device count that equals the sum of its kinds, where known', () => {
    const exam = requested();
    const off = { ...completion, devices: 6 };

    expect(
      rejectionOf(() => {
        exam.complete(off, today);
      }),
    ).toBe('#/byKind does not add up to the number of devices');
    exam.complete(completion, today);
    expect(exam).toMatchObject({ devices: 5, bytes: Number.MAX_SAFE_INTEGER, byKind: completion.byKind });
    exam.complete({ ...off, byKind: null }, today);
    expect(exam).toMatchObject({ devices: 6, byKind: null, computers: null });
  });

  it('is corrected, but not to a start after its completion', () => {
    const exam = requested();
    exam.complete(completion, today);
    const put = (overrides: Partial<ExamRequest>) => () => {
      exam.describe({ ...request, ...overrides }, complaint, today);
    };

    expect(rejectionOf(put({ beganOn: '2018-04-03' }))).toBe('#/beganOn must not be after the completion');
    expect(rejectionOf(put({ requestedOn: '2018-04-03', beganOn: null }))).toBe(
      '#/requestedOn must not be after the completion',
    );
    expect(rejectionOf(put({ beganOn: '2018-04-02' }))).toBeNull();
  });

  it('rejects changes when it is voided', () => {
    const exam = requested();
    exam.voidFor('Recorded twice.', new Date());

    expect(
      rejectionOf(() => {
        exam.describe(request, complaint, today);
      }),
    ).toBe(Voided);
    expect(
      rejectionOf(() => {
        exam.complete(completion, today);
      }),
    ).toBe(Voided);
    expect(
      rejectionOf(() => {
        exam.voidFor('Again.', new Date());
      }),
    ).toBe(Voided);
  });
});
