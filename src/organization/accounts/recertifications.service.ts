import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { Account } from './account.entity.js';
import { AccountsUndecided } from './accounts.errors.js';
import { Recertification, RecertificationLine } from './recertification.entity.js';
import type { CountedRecertification, NamedLine } from './recertification.view.js';
import type { LinesQuery, RecertificationsQuery } from './recertification.request.js';

// The list omits accounts that a lower seat has confirmed and signed off within the year.
const selectAccountsToReview = `
  SELECT a.id FROM app.accounts a
   WHERE a.disabled_at IS NULL
     AND NOT EXISTS (
           SELECT FROM app.recertification_lines l JOIN app.recertifications r ON r.id = l.recertification_id
            WHERE l.account_id = a.id AND l.decision = 'confirmed' AND r.signed_off_at > $1::timestamptz - interval '365 days'
              AND (r.task_force_id, r.agency_id) IS DISTINCT FROM ($2::uuid, $3::uuid))
   ORDER BY a.id`;
const insertLines = `
  INSERT INTO app.recertification_lines (id, task_force_id, recertification_id, account_id, role, agency_id, last_signed_in_at)
  SELECT line.id, a.task_force_id, $1, a.id, a.role, a.agency_id, s.last_signed_in_at
    FROM unnest($2::uuid[], $3::uuid[]) line (id, account_id)
    JOIN app.accounts a ON a.id = line.account_id
    LEFT JOIN auth.sign_in_statuses($3, NULL) s ON s.account_id = a.id`;
const countLines = `
  SELECT recertification_id, count(*)::int AS lines, count(*) FILTER (WHERE decision IS NULL)::int AS undecided
    FROM app.recertification_lines WHERE recertification_id = ANY ($1) GROUP BY recertification_id`;

const countLinesAndLastSignOff = `
  SELECT (SELECT coalesce(jsonb_agg(c), '[]') FROM (${countLines}) c) AS counts,
         (SELECT max(r.signed_off_at) FROM app.recertifications r
           WHERE r.task_force_id IS NOT DISTINCT FROM $2 AND r.agency_id IS NOT DISTINCT FROM $3) AS last`;

/** Use cases of the yearly review of accounts (CJIS AC-2). */
@Injectable()
export class RecertificationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<CountedRecertification> {
    return this.database.read(actor, async (tx) => loadCounts(tx, await findByIdOrFail(tx, Recertification, id)));
  }

  list(actor: Actor, query: RecertificationsQuery): Promise<Page<CountedRecertification> & { last: Date | null }> {
    return this.database.read(actor, async (tx) => {
      const reviews = queryRecertifications(tx, query);
      const page = await listPage(tx, reviews, { list: 'recertifications', query });
      const { counts, last } = await loadCountsAndLastSignOff(tx, actor, page.items);
      return { ...page, items: page.items.map((review) => addCount(review, counts)), last };
    });
  }

  listLines(actor: Actor, id: string, query: LinesQuery): Promise<Page<NamedLine>> {
    const { decided } = query;
    return this.database.read(actor, async (tx) => {
      const lines = tx.createQueryBuilder(RecertificationLine, 'l').orderBy('l.id').where({ recertificationId: id });
      if (decided !== undefined) lines.andWhere(decided ? 'l.decision IS NOT NULL' : 'l.decision IS NULL');
      const page = await listPage(tx, lines, { list: `recertifications/${id}`, query });
      // Visible lines prove that the review is visible.
      if (page.items.length === 0) await findByIdOrFail(tx, Recertification, id);
      return { ...page, items: await addNames(tx, page.items) };
    });
  }

  start(actor: Actor): Promise<CountedRecertification> {
    const id = newId();
    return this.database.change(actor, { action: 'recertification.started', subject: id }, async (tx) => {
      const seat = seatOfActor(actor);
      const startedAt = this.clock.now();
      await tx.insert(Recertification, { id, ...seat, startedBy: actor.accountId, startedAt });
      const found = await tx.query<{ id: string }[]>(selectAccountsToReview, [
        startedAt,
        seat.taskForceId,
        seat.agencyId,
      ]);
      const accountIds = found.map((account) => account.id);
      await tx.query(insertLines, [id, accountIds.map(() => newId()), accountIds]);
      return loadCounts(tx, await findByIdOrFail(tx, Recertification, id));
    });
  }

  signOff(actor: Actor, id: string, version: number): Promise<CountedRecertification> {
    return this.database.change(actor, { action: 'recertification.signed-off', subject: id }, async (tx) => {
      const review = await lockForUpdate(tx, Recertification, id, version);
      review.requireOpen();
      const { undecided } = await loadCounts(tx, review);
      if (undecided > 0) throw new AccountsUndecided(undecided);
      review.signOff(actor.accountId, this.clock.now());
      await tx.save(review);
      return loadCounts(tx, await findByIdOrFail(tx, Recertification, id));
    });
  }
}

interface LineCount {
  readonly recertification_id: string;
  readonly lines: number;
  readonly undecided: number;
}

export async function loadCounts(tx: EntityManager, review: Recertification): Promise<CountedRecertification> {
  return addCount(review, await tx.query<LineCount[]>(countLines, [[review.id]]));
}

async function loadCountsAndLastSignOff(
  tx: EntityManager,
  actor: Actor,
  reviews: readonly Recertification[],
): Promise<{ counts: readonly LineCount[]; last: Date | null }> {
  const { taskForceId, agencyId } = seatOfActor(actor);
  const [row] = await tx.query<{ counts: LineCount[]; last: Date | null }[]>(countLinesAndLastSignOff, [
    reviews.map(({ id }) => id),
    taskForceId,
    agencyId,
  ]);
  return row ?? { counts: [], last: null };
}

function addCount(recertification: Recertification, counts: readonly LineCount[]): CountedRecertification {
  const { lines = 0, undecided = 0 } = counts.find((one) => one.recertification_id === recertification.id) ?? {};
  return { recertification, lines, undecided };
}

async function addNames(tx: EntityManager, lines: readonly RecertificationLine[]): Promise<NamedLine[]> {
  const accounts = await tx.findBy(Account, { id: In(lines.map(({ accountId }) => accountId)) });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return lines.map((line) => {
    const { name = '', email = '' } = byId.get(line.accountId) ?? {};
    return { line, name, email };
  });
}

function seatOfActor({ seat }: Actor): { taskForceId: string | null; agencyId: string | null } {
  return {
    taskForceId: seat.level === 'national' ? null : seat.taskForceId,
    agencyId: seat.level === 'agency' ? seat.agencyId : null,
  };
}

/** Returns the query of the reviews that meet the filters, the latest first. */
export function queryRecertifications(
  tx: EntityManager,
  { signedOff }: Omit<RecertificationsQuery, keyof PageQuery>,
): SelectQueryBuilder<Recertification> {
  const reviews = tx.createQueryBuilder(Recertification, 'r').orderBy('r.id', 'DESC');
  if (signedOff !== undefined) reviews.andWhere(signedOff ? 'r.signedOffAt IS NOT NULL' : 'r.signedOffAt IS NULL');
  return reviews;
}
