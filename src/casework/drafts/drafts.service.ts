import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import {
  AlreadyExists,
  Forbidden,
  InvalidInput,
  NotFound,
  StaleVersion,
  VersionRequired,
} from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import type { DraftKind } from '../records/draft-header.decorator.js';
import { ContentEncryption, type EncryptedContent } from '../vault/content-encryption.js';
import { draftContent } from '../vault/content-keys.js';
import type { SaveDraft } from './draft.request.js';
import type { DraftRow } from './draft.view.js';
import { DraftNotReadable } from './drafts.errors.js';

export interface OpenDraft extends DraftRow {
  readonly body: Readonly<Record<string, unknown>>;
}

interface Subject {
  readonly complaintId: string | null;
  readonly reportId: string | null;
}

type EncryptedDraft = DraftRow & EncryptedContent;

const dayMs = 86_400_000;

const columns = `d.id, d.task_force_id AS "taskForceId", d.version, d.kind, d.complaint_id AS "complaintId",
  d.report_id AS "reportId", c.reference, d.saved_at AS "savedAt", d.expires_at AS "expiresAt"`;
const source = 'FROM staging.drafts d LEFT JOIN app.complaints c ON c.id = d.complaint_id';
const isOwn = 'd.saved_by = $1 AND d.ended_at IS NULL';
const selectDrafts = `
  SELECT ${columns} ${source} WHERE ${isOwn} AND ($2::uuid IS NULL OR d.complaint_id = $2)
   ORDER BY d.saved_at DESC, d.id DESC`;
const selectDraft = `
  SELECT ${columns}, d.key_id AS "keyId", d.wrapped_key AS "wrappedKey", d.body AS content ${source}
   WHERE d.id = $1 AND d.ended_at IS NULL`;
const lockDraft = `SELECT ${columns} ${source} WHERE d.id = $1 AND d.ended_at IS NULL FOR UPDATE OF d`;
const insertDraft = `
  INSERT INTO staging.drafts (id, task_force_id, saved_by, kind, complaint_id, report_id, key_id, wrapped_key, body,
                              begun_at, saved_at, expires_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, 1) ON CONFLICT (id) DO NOTHING RETURNING id`;
const updateDraft = `
  UPDATE staging.drafts SET key_id = $2, wrapped_key = $3, body = $4, saved_at = $5, expires_at = $6, version = version + 1
   WHERE id = $1`;
const endDraft = `UPDATE staging.drafts SET ended_at = $2, outcome = 'deleted', version = version + 1 WHERE id = $1`;
const submitDraft = `
  UPDATE staging.drafts SET ended_at = $4, outcome = 'submitted', version = version + 1
   WHERE id = $1 AND kind = $2 AND coalesce(complaint_id, report_id) IS NOT DISTINCT FROM $3::uuid AND ended_at IS NULL`;
const selectComplaint = 'SELECT FROM app.complaints WHERE id = $1';
const selectReport = 'SELECT FROM app.performance_reports WHERE id = $1';

/**
 * Drafts of an account, encrypted and read by the author alone. A draft is no record yet: no feed, search, export or packet contains it.
 */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly encryption: ContentEncryption,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor): Promise<DraftRow[]> {
    return this.database.read(actor, (tx) => selectOwnDrafts(tx, actor));
  }

  get(actor: Actor, id: string): Promise<OpenDraft> {
    return this.database.read(actor, async (tx) => {
      // A rotation of keys between the two statements changes the key of the draft, so it is read once more.
      const draft = (await this.open(tx, id)) ?? (await this.open(tx, id));
      if (!draft) throw new DraftNotReadable();
      return draft;
    });
  }

  /**
   * Saves a draft: a new one without a version, or else the next version of an existing one. Throws 412 if another tab
   * has saved or ended it meanwhile.
   */
  save(actor: Actor, id: string, version: number | null, request: SaveDraft): Promise<DraftRow> {
    const { seat } = actor;
    if (seat.level === 'national') throw new Forbidden();
    return this.database.change(actor, { action: 'draft.saved', subject: id }, async (tx) => {
      const [draft] = await tx.query<DraftRow[]>(lockDraft, [id]);
      if (version === null && draft) throw new VersionRequired();
      if (version !== null && draft?.version !== version) throw new StaleVersion(version, draft?.version ?? null);
      if (draft) requireSame(draft, request);
      const subject = draft ?? (await findSubject(tx, request));
      const content = Buffer.from(JSON.stringify(request.body));
      const row = { id, taskForceId: seat.taskForceId };
      const encrypted = await this.encryption.encrypt(tx, draftContent, row, content);
      const values = [encrypted.keyId, encrypted.wrappedKey, encrypted.content];
      const now = this.clock.now();
      const times = [now, new Date(now.getTime() + this.config.DRAFT_DAYS * dayMs)];
      if (draft) await tx.query(updateDraft, [id, ...values, ...times]);
      else {
        const { complaintId, reportId } = subject;
        const owner = [seat.taskForceId, actor.accountId, request.kind, complaintId, reportId];
        const inserted = await tx.query<unknown[]>(insertDraft, [id, ...owner, ...values, ...times]);
        // Another tab was first, or the id belongs to a draft that has ended.
        if (inserted.length === 0) throw await conflictOf(tx, id);
      }
      const [saved] = await tx.query<DraftRow[]>(lockDraft, [id]);
      if (!saved) throw new Error('The saved draft was not found');
      return saved;
    });
  }

  async delete(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.change(actor, { action: 'draft.deleted', subject: id }, async (tx) => {
      const [draft] = await tx.query<DraftRow[]>(lockDraft, [id]);
      if (!draft) throw new NotFound();
      if (draft.version !== version) throw new StaleVersion(version, draft.version);
      await tx.query(endDraft, [id, this.clock.now()]);
    });
  }

  /** Ends the draft of a request, in the transaction of the request. Other drafts stay. */
  async submit(actor: Actor, id: string, kind: DraftKind, subjectId: string | null): Promise<void> {
    const tx = this.database.managerOf(actor);
    await tx.query(submitDraft, [id, kind, subjectId, this.clock.now()]);
  }

  /** Returns the decrypted draft, or null if its key is unavailable. Throws 404 if there is no such draft. */
  private async open(tx: EntityManager, id: string): Promise<OpenDraft | null> {
    const [draft] = await tx.query<EncryptedDraft[]>(selectDraft, [id]);
    if (!draft) throw new NotFound();
    const plain = await this.encryption.decrypt(tx, draftContent, draft, false);
    return plain && { ...draft, body: JSON.parse(plain.toString()) as OpenDraft['body'] };
  }
}

async function findSubject(tx: EntityManager, { kind, subjectId = null }: SaveDraft): Promise<Subject> {
  if (kind === 'complaint') {
    if (subjectId !== null) throw InvalidInput.forPath('/subjectId', 'must be null for a new complaint');
    return { complaintId: null, reportId: null };
  }
  if (subjectId === null) throw InvalidInput.forPath('/subjectId', 'must be set for this kind of draft');
  const isReport = kind === 'report_answers';
  const found = await tx.query<unknown[]>(isReport ? selectReport : selectComplaint, [subjectId]);
  if (found.length === 0) throw InvalidInput.forPath('/subjectId', 'does not exist or is not accessible');
  return isReport ? { complaintId: null, reportId: subjectId } : { complaintId: subjectId, reportId: null };
}

/** Throws 422 if a later save names another kind or record. */
function requireSame({ kind, complaintId, reportId }: DraftRow, request: SaveDraft): void {
  if (request.kind !== kind) throw InvalidInput.forPath('/kind', 'cannot be changed after the first save');
  if ((request.subjectId ?? null) !== (complaintId ?? reportId))
    throw InvalidInput.forPath('/subjectId', 'cannot be changed after the first save');
}

async function conflictOf(tx: EntityManager, id: string): Promise<VersionRequired | AlreadyExists> {
  const [draft] = await tx.query<DraftRow[]>(lockDraft, [id]);
  return draft ? new VersionRequired() : new AlreadyExists();
}

/** Returns the drafts of an account, or those about one complaint, without their text, latest save first. */
export function selectOwnDrafts(
  tx: EntityManager,
  actor: Actor,
  complaintId: string | null = null,
): Promise<DraftRow[]> {
  return tx.query<DraftRow[]>(selectDrafts, [actor.accountId, complaintId]);
}

/** Returns the statement of the ends of an account's drafts, with its parameters. */
export function selectDraftEnds(accountId: string): { readonly sql: string; readonly parameters: unknown[] } {
  return { sql: `SELECT d.expires_at AS due FROM staging.drafts d WHERE ${isOwn}`, parameters: [accountId] };
}
