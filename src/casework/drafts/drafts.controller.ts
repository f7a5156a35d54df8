import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch, IfMatchUnlessNew } from '../../platform/http/versions.js';
import { SaveDraft } from './draft.request.js';
import { DraftList, DraftSummary, DraftView, toDraftSummary } from './draft.view.js';
import { DraftsService } from './drafts.service.js';

/** Drafts: unfinished requests, which only their author reads. */
@Controller('drafts')
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  /** List your drafts without their text, latest save first. */
  @Get()
  @Requires('drafts:own')
  async listDrafts(@CurrentActor() actor: Actor): Promise<DraftList> {
    return { items: (await this.drafts.list(actor)).map(toDraftSummary) };
  }

  /**
   * Get a draft with its text.
   * @throws DraftNotReadable
   */
  @Get(':id')
  @Requires('drafts:own')
  async readDraft(@CurrentActor() actor: Actor, @Id() id: string): Promise<DraftView> {
    const draft = await this.drafts.get(actor, id);
    return { ...toDraftSummary(draft), body: draft.body };
  }

  /**
   * Save a draft under an id of your choice. The first save has no `If-Match`, and each later one needs it. The
   * response is 412 if another tab has saved or ended the draft. The maximum is 50 drafts per account. A draft is
   * deleted 14 days after its last save, unless the settings name another number.
   * @throws LimitReached
   * @throws AlreadyExists
   */
  @Put(':id')
  @Requires('drafts:own')
  async saveDraft(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatchUnlessNew() version: number | null,
    @Body() draft: SaveDraft,
  ): Promise<DraftSummary> {
    return toDraftSummary(await this.drafts.save(actor, id, version, draft));
  }

  /** Delete a draft. While its complaint is on legal hold, the draft is only hidden; it is erased when the hold ends. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('drafts:own')
  deleteDraft(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number): Promise<void> {
    return this.drafts.delete(actor, id, version);
  }
}
