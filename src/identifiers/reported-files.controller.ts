import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import { ReportedFileList, ReportedFileView, fileViewOf, RecordFile, ReportedQuery } from './reported.contract.js';
import { ReportedService } from './reported.service.js';

/** Which files complaints tell of: what they are called and their hashes, never the files. */
@Controller('reported-files')
export class ReportedFilesController {
  constructor(private readonly reported: ReportedService) {}

  /**
   * Add a file a tip tells of, by its name and hashes.
   *
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('identifiers:record')
  async recordReportedFile(@CurrentActor() actor: Actor, @Body() file: RecordFile): Promise<ReportedFileView> {
    return fileViewOf(await this.reported.recordFile(actor, file));
  }

  /** List the files a complaint tells of, in the order in which they were recorded. */
  @Get()
  @Requires('identifiers:read')
  async listReportedFiles(
    @CurrentActor() actor: Actor,
    @Query() { complaintId }: ReportedQuery,
  ): Promise<ReportedFileList> {
    return { items: (await this.reported.files(actor, complaintId)).map(fileViewOf) };
  }

  /** Read what is known of a file. */
  @Get(':id')
  @Requires('identifiers:read')
  async readReportedFile(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReportedFileView> {
    return fileViewOf(await this.reported.file(actor, id));
  }

  /**
   * Say that a file should not have been recorded. Its hashes stay, and are voided by themselves.
   *
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('identifiers:record')
  async voidReportedFile(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ReportedFileView> {
    return fileViewOf(await this.reported.voidFile(actor, id, version, reason));
  }
}
