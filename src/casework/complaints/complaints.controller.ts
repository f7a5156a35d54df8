import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { FirstRead } from '../../platform/database/first-read.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { Complaint } from './complaint.entity.js';
import { ComplaintPage, toComplaintPage } from './complaint-line.view.js';
import { ComplaintView, toComplaintView } from './complaint.view.js';
import { ComplaintsQuery, CorrectAnnotations, CorrectNcmecClass, CorrectSubmission } from './complaint.request.js';
import { ComplaintsService } from './complaints.service.js';
import { IntakeService } from './intake.service.js';
import { QueuesService } from './queues.service.js';

/** Tips and reports, from intake to disposition. */
@Controller('complaints')
export class ComplaintsController {
  constructor(
    private readonly intake: IntakeService,
    private readonly complaints: ComplaintsService,
    private readonly queues: QueuesService,
  ) {}

  /**
   * List the complaints of your seat, latest receipt first, or those of a queue in its order. The first page has their
   * number, counted up to 1,000. With filters, the count examines at most 10,000 complaints of the queue.
   */
  @Get()
  @Requires('complaints:read')
  async listComplaints(@CurrentActor() actor: Actor, @Query() query: ComplaintsQuery): Promise<ComplaintPage> {
    return toComplaintPage(await this.queues.list(actor, query), actor);
  }

  /** Get a complaint. */
  @Get(':id')
  @Requires('complaints:read')
  @FirstRead(Complaint)
  async readComplaint(@CurrentActor() actor: Actor, @Id() id: string): Promise<ComplaintView> {
    return toComplaintView(await this.complaints.get(actor, id), actor);
  }

  /**
   * Correct when NCMEC received the report, from which the provider's preservation counts. A merged complaint has its
   * own period, and accepts the correction too.
   * @throws Expunged
   */
  @Put(':id/submission')
  @Requires('complaints:work')
  async correctComplaintSubmission(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectSubmission,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.intake.correctSubmission(actor, id, version, correction), actor);
  }
  /**
   * Correct the class that NCMEC gave a CyberTip. A merged complaint accepts the correction too.
   * @throws Expunged
   */
  @Put(':id/ncmec-class')
  @Requires('complaints:work')
  async correctComplaintNcmecClass(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectNcmecClass,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.intake.correctNcmecClass(actor, id, version, correction), actor);
  }
  /**
   * Correct the annotations of a complaint. A merged complaint accepts the correction too.
   * @throws Expunged
   */
  @Put(':id/annotations')
  @Requires('complaints:work')
  async correctComplaintAnnotations(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectAnnotations,
  ): Promise<ComplaintView> {
    return toComplaintView(await this.intake.correctAnnotations(actor, id, version, correction), actor);
  }
}
