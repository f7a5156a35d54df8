import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { ResponseLocation } from '../../platform/http/versions.js';
import { EndsDraft } from '../records/draft-header.decorator.js';
import { NotePage, NoteView, toNoteView } from './note.view.js';
import { NotesQuery, WriteNote } from './note.request.js';
import { NotesService } from './notes.service.js';

/** Notes about a complaint. They are added and never changed. */
@Controller('complaints')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  /**
   * Add a note to a complaint. It can correct an earlier one.
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post(':id/notes')
  @Requires('complaints:work')
  @ResponseLocation(null)
  @EndsDraft('note')
  async writeNote(@CurrentActor() actor: Actor, @Id() id: string, @Body() note: WriteNote): Promise<NoteView> {
    return toNoteView(await this.notes.write(actor, id, note));
  }

  /**
   * List the notes about a complaint, newest first. Notes can identify persons, so the read is written to the access
   * log.
   */
  @Get(':id/notes')
  @Requires('complaint-trail:read')
  async listNotes(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: NotesQuery): Promise<NotePage> {
    const { items, nextCursor } = await this.notes.list(actor, id, query);
    return { items: items.map(toNoteView), nextCursor };
  }

  /** Returns the note that a repeated request created. */
  async get(actor: Actor, id: string): Promise<NoteView> {
    return toNoteView(await this.notes.get(actor, id));
  }
}
