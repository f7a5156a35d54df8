import { Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { NoticesQuery } from './notice.request.js';
import { SubjectNoticePage, SubjectNoticeView, toSubjectNoticeView } from './notice.view.js';
import { NoticesService } from './notices.service.js';

/** Notices to recipients of index entries that were corrected or purged. */
@Controller('subject-index/notices')
export class SubjectNoticesController {
  constructor(private readonly notices: NoticesService) {}

  /** List the notices that the seat received, or those that it sent about one of its entries, latest first. */
  @Get()
  @Requires('subject-index:read')
  async listIndexNotices(@CurrentActor() actor: Actor, @Query() query: NoticesQuery): Promise<SubjectNoticePage> {
    const { items, nextCursor } = await this.notices.list(actor, query);
    return { items: items.map((notice) => toSubjectNoticeView(notice, actor)), nextCursor };
  }

  /** Get a notice. */
  @Get(':id')
  @Requires('subject-index:read')
  async readIndexNotice(@CurrentActor() actor: Actor, @Id() id: string): Promise<SubjectNoticeView> {
    return toSubjectNoticeView(await this.notices.get(actor, id), actor);
  }

  /**
   * Acknowledge a notice, after its content has reached those concerned.
   * @throws AlreadyAcknowledged
   */
  @Put(':id/acknowledgement')
  @Requires('subject-index:read')
  async acknowledgeIndexNotice(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<SubjectNoticeView> {
    return toSubjectNoticeView(await this.notices.acknowledge(actor, id, version), actor);
  }
}
