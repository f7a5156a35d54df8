import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { resolveCountingAgency } from '../../casework/complaints/counting-agency.js';
import { ComplaintMerged } from '../../casework/complaints/complaints.errors.js';
import { Identifier } from '../../casework/identifiers/identifier.entity.js';
import { kindsWithPlatform, type IdentifierKind } from '../../casework/identifiers/identifiers.enums.js';
import { describeInvalid, normaliseIdentifier } from '../../casework/identifiers/normal-forms.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { IdentifierHashes, type NormalIdentifier } from '../subject-index/identifier-hashes.js';
import { findRecipient, requireAgreement } from '../subject-index/recipients.js';
import { SharingNotAllowed } from '../subject-index/subject-index.errors.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import type { AnsweredCheck } from './check.view.js';
import type { AskedIdentifier, AskOtherTaskForces, ChecksQuery } from './check.request.js';
import { DeconflictionCheck } from './deconfliction-check.entity.js';
import { DeconflictionHit } from './deconfliction-hit.entity.js';
import { maxIdentifiersPerCheck } from './deconfliction.enums.js';
import { HitsService } from './hits.service.js';

const answerCheck = 'SELECT app.answer_check($1, $2, $3, $4)';

/**
 * Runs deconfliction checks; Postgres finds and records the hits. It drops victims' values and notifies their holder, so no statement here
 * learns which value it was.
 */
@Injectable()
export class ChecksService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly hashes: IdentifierHashes,
    private readonly hits: HitsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<AnsweredCheck> {
    return this.database.read(actor, async (tx) =>
      this.loadAnswer(tx, await findByIdOrFail(tx, DeconflictionCheck, id)),
    );
  }

  list(actor: Actor, query: ChecksQuery): Promise<Page<DeconflictionCheck>> {
    const { complaintId } = query;
    return this.database.read(actor, async (tx) => {
      const checks = tx
        .createQueryBuilder(DeconflictionCheck, 'q')
        .where('q.complaintId = :complaintId', { complaintId })
        .orderBy({ 'q.askedAt': 'DESC', 'q.id': 'DESC' });
      return listPage(tx, checks, { list: 'deconfliction-checks', query });
    });
  }

  /** Runs a check for any complaint that the actor sees, except a sealed one: outsiders must not learn of it. */
  run(actor: Actor, request: AskOtherTaskForces): Promise<AnsweredCheck> {
    const { complaintId, purpose, needToKnow, rightToKnow, imminentDanger = null } = request;
    const given = (request.identifiers ?? []).map(toNormalIdentifier);
    const id = newId();
    return this.database.change(
      actor,
      { action: 'deconfliction.checked', subject: id, reason: purpose },
      async (tx) => {
        const complaint = await lockCheckableComplaint(tx, complaintId);
        const { taskForceId } = complaint;
        const agencyId = resolveCountingAgency(actor, complaint);
        const askedOn = await this.taskForces.today(tx, taskForceId);
        requireAgreement(await findRecipient(tx, agencyId, askedOn), imminentDanger);
        const asked = [...given, ...(await findIdentifiers(tx, request))];
        if (asked.length > maxIdentifiersPerCheck)
          throw InvalidInput.forPath(
            '/identifiers',
            `must hold at most ${maxIdentifiersPerCheck} together with those of the complaint`,
          );
        const check = tx.create(DeconflictionCheck, {
          id,
          taskForceId,
          agencyId,
          complaintId: complaint.id,
          kinds: [...new Set(asked.map(({ kind }) => kind))].sort(),
          purpose,
          needToKnow,
          rightToKnow,
          imminentDanger,
          askedBy: actor.accountId,
          askedAt: this.clock.now(),
          askedOn,
        });
        await tx.insert(DeconflictionCheck, check);
        const hashed = asked.flatMap((identifier) =>
          this.hashes.hashWithAllKeys(identifier).map((hash) => ({ ...identifier, hash })),
        );
        await tx.query(answerCheck, [
          id,
          hashed.map(({ kind }) => kind),
          hashed.map(({ normalised }) => normalised),
          hashed.map(({ hash }) => hash),
        ]);
        return this.loadAnswer(tx, await findByIdOrFail(tx, DeconflictionCheck, id));
      },
    );
  }

  private async loadAnswer(tx: EntityManager, check: DeconflictionCheck): Promise<AnsweredCheck> {
    const ids = check.hitIds ?? [];
    const hits = ids.length === 0 ? [] : await tx.findBy(DeconflictionHit, { id: In(ids) });
    // Restores the order of strength, strongest first.
    const inOrder = hits.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    return { check, pointers: await this.hits.loadRecords(tx, inOrder) };
  }
}

async function lockCheckableComplaint(tx: EntityManager, id: string): Promise<Complaint> {
  const complaint = requireAccessible(
    await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_read' } }),
    '/complaintId',
  );
  complaint.requireNotExpunged();
  if (complaint.isSealed) throw new SharingNotAllowed('sealed');
  if (complaint.mergedInto !== null) throw new ComplaintMerged(complaint.mergedInto);
  return complaint;
}

/** Returns the named identifiers of the complaint's suspects. Without any names, returns all of them. */
async function findIdentifiers(
  tx: EntityManager,
  { complaintId, identifierIds, identifiers }: AskOtherTaskForces,
): Promise<NormalIdentifier[]> {
  if (identifierIds === undefined && identifiers !== undefined) return [];
  const ofSuspects = { complaintId, role: 'suspect', voidedAt: IsNull() } as const;
  const wanted = identifierIds && [...new Set(identifierIds)];
  const found = await tx.find(Identifier, {
    where: wanted ? { ...ofSuspects, id: In(wanted) } : ofSuspects,
    order: { id: 'ASC' },
    take: maxIdentifiersPerCheck + 1,
  });
  if (wanted && found.length < wanted.length) {
    throw InvalidInput.forPath('/identifierIds', 'must be an identifier of a suspect of this complaint');
  }
  if (found.length > maxIdentifiersPerCheck) {
    throw InvalidInput.forPath(
      '/identifierIds',
      `must select identifiers: there are more than ${maxIdentifiersPerCheck}`,
    );
  }
  if (found.length === 0)
    throw InvalidInput.forPath('/identifiers', 'must be set: no suspect of the complaint has an identifier');
  return found;
}

function toNormalIdentifier(
  { kind, raw, platform = null, algorithm = null }: AskedIdentifier,
  index: number,
): NormalIdentifier {
  const pointer = `/identifiers/${index}`;
  const hasPlatform = (kindsWithPlatform as readonly IdentifierKind[]).includes(kind);
  if (hasPlatform && platform === null) throw InvalidInput.forPath(`${pointer}/platform`, 'must be set for this kind');
  if (!hasPlatform && platform !== null) {
    throw InvalidInput.forPath(`${pointer}/platform`, 'must not be set for this kind');
  }
  if (kind !== 'hash' && algorithm !== null) {
    throw InvalidInput.forPath(`${pointer}/algorithm`, 'must not be set for this kind');
  }
  const form = normaliseIdentifier({ kind, raw, platform, algorithm });
  if (form === null) throw InvalidInput.forPath(`${pointer}/raw`, describeInvalid(kind));
  return { kind, normalised: form.normalised };
}
