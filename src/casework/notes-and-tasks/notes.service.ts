import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor, Role } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Note } from './note.entity.js';
import type { NoteRecord } from './note.view.js';
import type { NotesQuery, WriteNote } from './note.request.js';

interface NoteRow {
  readonly id: string;
  readonly complaint_id: string;
  readonly text: string;
  readonly corrects: string | null;
  readonly corrected_by: readonly string[];
  readonly written_at: Date;
  readonly written_by: string;
  readonly name: string | null;
  readonly role: Role | null;
  readonly agency: string | null;
}

const noteDetails = `
  SELECT page.id, page.complaint_id, page.text, page.corrects, page.written_at, page.written_by, who.name, who.role, who.agency,
         ARRAY(SELECT later.id FROM app.notes later WHERE later.corrects = page.id ORDER BY later.written_at, later.id) AS corrected_by
    FROM page
    LEFT JOIN app.names_of_accounts(ARRAY(SELECT written_by FROM page)) who ON who.id = page.written_by
   ORDER BY page.written_at DESC, page.id DESC`;
const selectNotes = `
  WITH page AS (
    SELECT n.* FROM app.notes n
     WHERE n.complaint_id = $1 AND ($2::timestamptz IS NULL OR (n.written_at, n.id) < ($2, $3::uuid))
     ORDER BY n.written_at DESC, n.id DESC LIMIT $4)
  ${noteDetails}`;
const selectNoteById = `
  WITH page AS (SELECT n.* FROM app.notes n WHERE n.id = $1)
  ${noteDetails}`;

/** Notes about a complaint, never changed. They can identify persons, so their reads are in the access log. */
@Injectable()
export class NotesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<NoteRecord> {
    return this.database.auditedRead(
      actor,
      'note.read',
      (tx) => findNote(tx, id),
      ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
    );
  }

  list(actor: Actor, complaintId: string, query: NotesQuery): Promise<Page<NoteRecord>> {
    const page = new RequestedPage<NoteRecord>({
      list: 'notes',
      query,
      filter: { complaintId },
      key: { writtenAt: 'instant', id: 'id' },
    });
    const work = async (tx: EntityManager): Promise<Page<NoteRecord>> => {
      await findByIdOrFail(tx, Complaint, complaintId);
      const rows = await tx.query<NoteRow[]>(selectNotes, [complaintId, ...page.position, page.limit]);
      return page.toPage(rows.map(toNoteRecord));
    };
    return this.database.auditedRead(actor, 'notes.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: [complaintId],
    }));
  }

  write(actor: Actor, complaintId: string, { text, corrects = null }: WriteNote): Promise<NoteRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'note.written', subject: id }, async (tx) => {
      await findByIdOrFail(tx, Complaint, complaintId);
      const { taskForceId } = await this.complaints.lockForNewWork(tx, actor, complaintId);
      if (corrects !== null && !(await tx.existsBy(Note, { id: corrects, complaintId }))) {
        throw InvalidInput.forPath('/corrects', 'is not a note of this complaint');
      }
      const authorship = { writtenBy: actor.accountId, writtenAt: this.clock.now() };
      await tx.insert(Note, { id, taskForceId, complaintId, corrects, text, ...authorship });
      return findNote(tx, id);
    });
  }
}

async function findNote(tx: EntityManager, id: string): Promise<NoteRecord> {
  const [row] = await tx.query<NoteRow[]>(selectNoteById, [id]);
  if (!row) throw new NotFound();
  return toNoteRecord(row);
}

function toNoteRecord(row: NoteRow): NoteRecord {
  const { id, complaint_id: complaintId, text, corrects, corrected_by: correctedBy, written_at: writtenAt } = row;
  const author = { id: row.written_by, name: row.name, role: row.role, agency: row.agency };
  return { id, complaintId, text, corrects, correctedBy, writtenAt, author };
}
