import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { Given, type GivenComplaint } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const tip = { source: 'ncmec_cybertip', receivedAt: '2026-02-12T09:30:00-06:00' } as const;

const putOn = (by: GivenAccount, { id, etag }: Pick<GivenComplaint, 'id' | 'etag'>, ncmecClass: unknown) =>
  tracker.as(by).put<ComplaintView>(`/complaints/${id}/ncmec-class`, { ncmecClass }, { 'if-match': etag });

describe('the class that NCMEC gave a CyberTip', () => {
  it('is recorded at intake, and is not stated if omitted', async () => {
    const by = await given.account();

    const stated = await given.complaint({ by, ...tip, ncmecClass: 'referral' });
    const unstated = await given.complaint({ by, ...tip });

    expect(stated).toMatchObject({ ncmecClass: 'referral' });
    expect(unstated).toMatchObject({ ncmecClass: null, may: { correctNcmecClass: true } });
  });

  it('is corrected by accounts that work the complaint, with its trail', async () => {
    const received = await given.complaint({ ...tip, ncmecClass: 'referral' });
    const { id, by } = received;

    const corrected = await putOn(by, received, 'informational');
    const stale = await putOn(by, received, 'referral');
    const unstated = await putOn(by, { id, etag: corrected.etag }, null);

    expect(corrected).toMatchObject({ status: 200, etag: '"v2"', body: { ncmecClass: 'informational' } });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
    expect(unstated.body).toMatchObject({ ncmecClass: null });
    expect((await tracker.trailOf(id)).slice(1)).toMatchObject([
      {
        action: 'complaint.ncmec-class-corrected',
        was: { ncmec_class: 'referral' },
        became: { ncmec_class: 'informational' },
      },
      { action: 'complaint.ncmec-class-corrected', became: { ncmec_class: null } },
    ]);
  });

  it('is rejected on a complaint from another source, and in another word', async () => {
    const observed = await given.complaint({ source: 'observation' });
    const received = await given.complaint(tip);
    const logged = await tracker.as(observed.by).post('/complaints', {
      source: 'observation',
      receivedAt: tip.receivedAt,
      ncmecClass: 'referral',
      jurisdiction: { state: 'NE' },
      narrative: 'An adult asked for a meeting.',
    });

    expect(observed).toMatchObject({ ncmecClass: null, may: { correctNcmecClass: false } });
    for (const answer of [
      logged,
      await putOn(observed.by, observed, 'informational'),
      await putOn(received.by, received, 'Referral'),
      await putOn(received.by, received, undefined),
    ])
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/ncmecClass' }] } });
  });

  it('does not make the same tip another one', async () => {
    const by = await given.account();
    const sent = { ...tip, externalReference: '107999001', jurisdiction: { state: 'NE' }, narrative: 'The same.' };
    const first = await tracker.as(by).post<ComplaintView>('/complaints', { ...sent, ncmecClass: 'referral' });

    const again = await tracker.as(by).post<ComplaintView>('/complaints', { ...sent, ncmecClass: 'informational' });

    expect(again.body).toMatchObject({ id: first.body.id, ncmecClass: 'referral' });
  });

  it('filters the list, and breaks down the CyberTips received', async () => {
    const by = await given.account({ role: 'supervisor' });
    const referral = await given.complaint({ by, ...tip, ncmecClass: 'referral' });
    const corrected = await given.complaint({ by, ...tip, ncmecClass: 'referral' });
    await given.complaint({ by, ...tip });
    await given.complaint({ by, receivedAt: tip.receivedAt, source: 'observation' });
    await putOn(by, corrected, 'informational');

    const list = await tracker.as(by).get<ComplaintPage>('/complaints?ncmecClass=referral');
    const { body } = await tracker
      .as(by)
      .get<TotalsView>('/reports/totals?from=2026-02-01&until=2026-03-01&measures=cybertips_received&by=ncmecClass');
    const drilled = await tracker
      .as(by)
      .get(
        '/reports/totals/drill-down?from=2026-02-01&until=2026-03-01&measure=cybertips_received&ncmecClass=not_stated',
      );

    const counted = body.rows.map((row) => [row.ncmecClass, row.figures.cybertipsReceived?.recorded]);
    expect(list.body.items.map(({ id }) => id)).toEqual([referral.id]);
    expect(body.figures.cybertipsReceived).toMatchObject({ recorded: 3 });
    expect(counted.filter(([name]) => name !== null).sort()).toEqual([
      ['informational', 1],
      ['not_stated', 1],
      ['referral', 1],
    ]);
    expect(drilled.body).toMatchObject({ total: 1, items: [{ facets: { ncmecClass: 'not_stated' } }] });
  });
});
