import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { ReportedFileList, ReportedFileView, toReportedFileView } from './reported.view.js';
import { RecordFile, ReportedQuery } from './reported.request.js';
import { ReportedItemsService } from './reported-items.service.js';

/** Files reported in complaints: names and hashes, never the files. */
@Controller('reported-files')
export class ReportedFilesController {
  constructor(private readonly reported: ReportedItemsService) {}

  /**
   * Record a file reported in a tip, with its name and hashes.
   *
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('identifiers:record')
  async recordReportedFile(@CurrentActor() actor: Actor, @Body() file: RecordFile): Promise<ReportedFileView> {
    return toReportedFileView(await this.reported.recordFile(actor, file));
  }

  /** List the reported files of a complaint, in the order of their recording. */
  @Get()
  @Requires('identifiers:read')
  async listReportedFiles(
    @CurrentActor() actor: Actor,
    @Query() { complaintId }: ReportedQuery,
  ): Promise<ReportedFileList> {
    return { items: (await this.reported.listFiles(actor, complaintId)).map(toReportedFileView) };
  }

  /** Get a reported file. */
  @Get(':id')
  @Requires('identifiers:read')
  async readReportedFile(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReportedFileView> {
    return toReportedFileView(await this.reported.getFile(actor, id));
  }

  /**
   * Void a reported file that was recorded in error. Its hashes stay and are voided separately.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('identifiers:record')
  async voidReportedFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ReportedFileView> {
    return toReportedFileView(await this.reported.voidFile(actor, id, version, reason));
  }
}
