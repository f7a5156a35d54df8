import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { InvalidInput, Forbidden, type InputError } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Account } from './account.entity.js';
import { recertificationDecisions, type RecertificationDecision } from './accounts.enums.js';
import { Recertification, RecertificationLine } from './recertification.entity.js';
import type { CountedRecertification } from './recertification.view.js';
import type { LineDecision } from './recertification.request.js';
import { loadCounts } from './recertifications.service.js';

const reason = 'It was not confirmed in the yearly review.';

/** Use case of the decisions on the accounts of a review: confirmed, or disabled at once. */
@Injectable()
export class RecertificationLinesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves all decisions or none, but none on the actor's own account. A repeated decision is accepted, and earlier ones
   * stay.
   */
  decide(actor: Actor, id: string, decisions: readonly LineDecision[]): Promise<CountedRecertification> {
    return this.database.change(actor, { action: 'recertification.decided', subject: id }, async (tx) => {
      const review = await findByIdOrFail(tx, Recertification, id);
      review.requireOpen();
      const isDisabling = decisions.some(({ decision }) => decision === 'disabled');
      if (isDisabling && !allows(actor.role, 'accounts:manage')) throw new Forbidden();
      const newDecisions = await findNewDecisions(tx, actor, id, decisions);
      for (const decision of recertificationDecisions) {
        const lineIds = newDecisions.filter((one) => one.decision === decision).map(({ line }) => line.id);
        const decisionColumns = { decision, decidedBy: actor.accountId, decidedAt: this.clock.now() };
        if (lineIds.length > 0) await tx.update(RecertificationLine, { id: In(lineIds) }, decisionColumns);
      }
      for (const { line, decision } of newDecisions) {
        if (decision === 'disabled') await this.disable(tx, actor, line.accountId);
      }
      return loadCounts(tx, review);
    });
  }

  private disable(tx: EntityManager, actor: Actor, accountId: string): Promise<void> {
    const change = { action: 'account.disabled', subject: accountId, reason };
    return this.database.change(actor, change, async () => {
      const { version } = await findByIdOrFail(tx, Account, accountId);
      const account = await lockForUpdate(tx, Account, accountId, version);
      if (account.disabledAt) return;
      account.disable(this.clock.now(), reason);
      await tx.save(account);
    });
  }
}

interface NewDecision {
  readonly line: RecertificationLine;
  readonly decision: RecertificationDecision;
}

async function findNewDecisions(
  tx: EntityManager,
  { accountId: ownAccountId }: Actor,
  recertificationId: string,
  decisions: readonly LineDecision[],
): Promise<NewDecision[]> {
  const ids = decisions.map(({ accountId }) => accountId);
  const lines = await tx.find(RecertificationLine, {
    where: { recertificationId, accountId: In(ids) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  const byAccount = new Map(lines.map((line) => [line.accountId, line]));
  const faults: InputError[] = [];
  const newDecisions = decisions.flatMap(({ decision }, at): NewDecision[] => {
    const id = ids[at] ?? '';
    const line = byAccount.get(id);
    const detail = ids.indexOf(id) === at ? findFault(line, decision, ownAccountId) : 'must not be listed twice';
    if (detail !== null) faults.push({ pointer: `#/decisions/${at}/accountId`, detail });
    return line?.decision === null ? [{ line, decision }] : [];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
  return newDecisions;
}

function findFault(
  line: RecertificationLine | undefined,
  decision: RecertificationDecision,
  ownAccountId: string,
): string | null {
  if (!line) return 'is not on this list';
  if (line.accountId === ownAccountId) return 'is your own account; another person decides on it';
  return line.decision === null || line.decision === decision ? null : 'has already been decided';
}
