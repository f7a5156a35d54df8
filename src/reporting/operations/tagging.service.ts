import { Injectable } from '@nestjs/common';
import type { EntityManager, EntityTarget } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { Presentation } from '../outreach/presentation.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, findByIdOrFail, type Row } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput, Forbidden, type InputError } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Arrest } from '../../casework/suspects/arrest.entity.js';
import { VictimIdentified } from '../../casework/victims-identified/victim-identified.entity.js';
import type { MembersQuery, UntagRecords } from './member.request.js';
import type { UntagView } from './member.view.js';
import { Operation } from './operation.entity.js';
import type { TagCounts, TagView } from './operation.view.js';
import type { TagRecords } from './operation.request.js';
import { operationPolicy } from './operations.policy.js';
import { OperationMember } from './participation.entity.js';

const maxErrors = 50;

type Tag = Readonly<Record<'complaint_id' | 'arrest_id' | 'victim_id' | 'presentation_id', string | null>>;

/** Tags of operations that count tagged records. */
@Injectable()
export class TaggingService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, id: string, query: MembersQuery): Promise<Page<OperationMember>> {
    return this.database.read(actor, async (tx) => {
      await findByIdOrFail(tx, Operation, id);
      const members = tx
        .createQueryBuilder(OperationMember, 'm')
        .where('m.operationId = :operation AND m.voidedAt IS NULL', { operation: id })
        .orderBy('m.id', 'DESC');
      return listPage(tx, members, { list: `members of ${id}`, query });
    });
  }

  /**
   * Tags records that the actor sees; a repeat changes nothing. If one does not exist for the actor, none is tagged.
   */
  tag(actor: Actor, id: string, records: TagRecords): Promise<TagView> {
    return this.database.change(actor, { action: 'operation.tagged', subject: id }, async (tx) => {
      const operation = await findByIdOrFail(tx, Operation, id);
      authorize(operationPolicy.tag, actor, operation);
      operation.requireTags();
      await requireVisible(tx, records);
      return { operationId: id, added: countTags(await insertTags(tx, actor, id, records)) };
    });
  }

  /** Removes the tags of records that the actor sees; a repeat changes nothing. Removed tags remain readable. */
  untag(actor: Actor, id: string, { reason, ...records }: UntagRecords): Promise<UntagView> {
    return this.database.change(actor, { action: 'operation.untagged', subject: id, reason }, async (tx) => {
      const operation = await findByIdOrFail(tx, Operation, id);
      authorize(operationPolicy.tag, actor, operation);
      await requireVisible(tx, records);
      return { operationId: id, removed: countTags(await voidTags(tx, id, records, reason, this.clock.now())) };
    });
  }
}

/** Rejects each record that the actor cannot see (422), whether it exists or not. */
async function requireVisible(tx: EntityManager, records: TagRecords): Promise<void> {
  const { complaintIds = [], arrestIds = [], victimIds = [], presentationIds = [] } = records;
  const errors = [
    ...(await findInvisible(tx, Complaint, 'complaintIds', complaintIds)),
    ...(await findInvisible(tx, Arrest, 'arrestIds', arrestIds)),
    ...(await findInvisible(tx, VictimIdentified, 'victimIds', victimIds)),
    ...(await findInvisible(tx, Presentation, 'presentationIds', presentationIds)),
  ];
  if (errors.length > 0) throw new InvalidInput(errors.slice(0, maxErrors));
}

async function findInvisible(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  list: keyof TagRecords,
  ids: readonly string[],
): Promise<InputError[]> {
  if (ids.length === 0) return [];
  const rows = await selectEntities(
    tx,
    tx.createQueryBuilder(entity, 'r').select('r.id').where('r.id = ANY(:ids)', { ids }),
  );
  const visible = new Set(rows.map(({ id }) => id));
  return ids.flatMap((id, index) =>
    visible.has(id) ? [] : [{ pointer: `#/${list}/${index}`, detail: 'does not exist or is not accessible' }],
  );
}

/** Inserts the tags, and returns the new ones. */
async function insertTags(
  tx: EntityManager,
  { seat }: Actor,
  operationId: string,
  records: TagRecords,
): Promise<Tag[]> {
  if (seat.level === 'national') throw new Forbidden();
  const { complaintIds = [], arrestIds = [], victimIds = [], presentationIds = [] } = records;
  const tags = [
    ...complaintIds.map((complaint_id) => ({ ...emptyTag, complaint_id })),
    ...arrestIds.map((arrest_id) => ({ ...emptyTag, arrest_id })),
    ...victimIds.map((victim_id) => ({ ...emptyTag, victim_id })),
    ...presentationIds.map((presentation_id) => ({ ...emptyTag, presentation_id })),
  ];
  return tx.query<Tag[]>(
    `INSERT INTO app.operation_members (id, operation_id, task_force_id, complaint_id, arrest_id, victim_id, presentation_id)
     SELECT tag.id, $1, $2, tag.complaint_id, tag.arrest_id, tag.victim_id, tag.presentation_id
       FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[])
            tag (id, complaint_id, arrest_id, victim_id, presentation_id)
         ON CONFLICT DO NOTHING
     RETURNING complaint_id, arrest_id, victim_id, presentation_id`,
    [
      operationId,
      seat.taskForceId,
      tags.map(() => newId()),
      tags.map((tag) => tag.complaint_id),
      tags.map((tag) => tag.arrest_id),
      tags.map((tag) => tag.victim_id),
      tags.map((tag) => tag.presentation_id),
    ],
  );
}

/** Removes the tags, and returns those that existed. */
async function voidTags(
  tx: EntityManager,
  operationId: string,
  { complaintIds = [], arrestIds = [], victimIds = [], presentationIds = [] }: TagRecords,
  reason: string,
  now: Date,
): Promise<Tag[]> {
  const [tags] = await tx.query<[Tag[], number]>(
    `UPDATE app.operation_members SET voided_at = $6, void_reason = $7
      WHERE operation_id = $1 AND voided_at IS NULL
        AND (complaint_id = ANY ($2::uuid[]) OR arrest_id = ANY ($3::uuid[]) OR victim_id = ANY ($4::uuid[])
             OR presentation_id = ANY ($5::uuid[]))
     RETURNING complaint_id, arrest_id, victim_id, presentation_id`,
    [operationId, complaintIds, arrestIds, victimIds, presentationIds, now, reason],
  );
  return tags;
}

const emptyTag: Tag = { complaint_id: null, arrest_id: null, victim_id: null, presentation_id: null };

function countTags(tags: readonly Tag[]): TagCounts {
  const count = (column: keyof Tag): number => tags.filter((tag) => tag[column] !== null).length;
  return {
    complaints: count('complaint_id'),
    arrests: count('arrest_id'),
    victims: count('victim_id'),
    presentations: count('presentation_id'),
  };
}
