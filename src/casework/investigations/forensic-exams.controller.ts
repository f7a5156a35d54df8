import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import {
  CompleteForensicExam,
  CorrectForensicExam,
  ForensicExamsQuery,
  RequestForensicExam,
} from './forensic-exam.request.js';
import { ForensicExamPage, ForensicExamView, toForensicExamSummary, toForensicExamView } from './forensic-exam.view.js';
import { ForensicExamsService } from './forensic-exams.service.js';

/**
 * Forensic examinations of devices: days, amounts, and whether there was evidence. The evidence itself is not recorded.
 */
@Controller('forensic-exams')
export class ForensicExamsController {
  constructor(private readonly exams: ForensicExamsService) {}

  /**
   * Record a request for an examination. The complaint may be closed.
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('investigations:work')
  async requestForensicExam(
    @CurrentActor() actor: Actor,
    @Body() request: RequestForensicExam,
  ): Promise<ForensicExamView> {
    return toForensicExamView(await this.exams.request(actor, request), actor);
  }

  /** List the examinations within your seat, latest request first. */
  @Get()
  @Requires('investigations:read')
  async listForensicExams(@CurrentActor() actor: Actor, @Query() query: ForensicExamsQuery): Promise<ForensicExamPage> {
    const { items, nextCursor } = await this.exams.list(actor, query);
    return { items: items.map(toForensicExamSummary), nextCursor };
  }

  /** Get an examination. */
  @Get(':id')
  @Requires('investigations:read')
  async readForensicExam(@CurrentActor() actor: Actor, @Id() id: string): Promise<ForensicExamView> {
    return toForensicExamView(await this.exams.get(actor, id), actor);
  }

  /**
   * Correct the request: laboratory, warrant and days.
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id')
  @Requires('investigations:work')
  async correctForensicExam(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectForensicExam,
  ): Promise<ForensicExamView> {
    return toForensicExamView(await this.exams.correct(actor, id, version, correction), actor);
  }

  /**
   * Record or correct the result of an examination.
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id/completion')
  @Requires('investigations:work')
  async completeForensicExam(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() completion: CompleteForensicExam,
  ): Promise<ForensicExamView> {
    return toForensicExamView(await this.exams.complete(actor, id, version, completion), actor);
  }

  /**
   * Void an examination that was recorded in error. It remains readable and no longer counts.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('investigations:work')
  async voidForensicExam(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ForensicExamView> {
    return toForensicExamView(await this.exams.void(actor, id, version, reason), actor);
  }
}
