import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { InvestigationClosureService } from './investigation-closure.service.js';
import {
  CloseInvestigation,
  InvestigationsQuery,
  LinkComplaints,
  NameInvestigation,
  OpenInvestigation,
  ReopenInvestigation,
  UnlinkComplaint,
} from './investigation.request.js';
import {
  InvestigationPage,
  InvestigationView,
  toInvestigationSummary,
  toInvestigationView,
} from './investigation.view.js';
import { InvestigationsService } from './investigations.service.js';

/** Investigations of complaints about the same matter. */
@Controller('investigations')
export class InvestigationsController {
  constructor(
    private readonly investigations: InvestigationsService,
    private readonly closing: InvestigationClosureService,
  ) {}

  /**
   * Open an investigation of one or more complaints.
   * @throws InvalidTransition
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws AlreadyLinked
   */
  @Post()
  @Requires('investigations:work')
  async openInvestigation(
    @CurrentActor() actor: Actor,
    @Body() opening: OpenInvestigation,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.investigations.open(actor, opening), actor);
  }

  /** List the investigations that your agency leads or that contain a complaint you see, latest opened first. */
  @Get()
  @Requires('investigations:read')
  async listInvestigations(
    @CurrentActor() actor: Actor,
    @Query() query: InvestigationsQuery,
  ): Promise<InvestigationPage> {
    const { items, nextCursor } = await this.investigations.list(actor, query);
    return { items: items.map(toInvestigationSummary), nextCursor };
  }

  /** Get an investigation. */
  @Get(':id')
  @Requires('investigations:read')
  async readInvestigation(@CurrentActor() actor: Actor, @Id() id: string): Promise<InvestigationView> {
    return toInvestigationView(await this.investigations.get(actor, id), actor);
  }

  /**
   * Rename an investigation.
   * @throws Expunged
   * @throws InvestigationClosed
   */
  @Put(':id')
  @Requires('investigations:work')
  async renameInvestigation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() name: NameInvestigation,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.investigations.rename(actor, id, version, name), actor);
  }

  /**
   * Link complaints to an investigation. Each is a complaint that you may work, of any agency, or a linked complaint
   * that was reopened.
   * @throws InvalidTransition
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws AlreadyLinked
   * @throws InvestigationClosed
   */
  @PostAction(':id/complaints')
  @Requires('investigations:work')
  async linkInvestigationComplaints(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() complaints: LinkComplaints,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.investigations.link(actor, id, version, complaints), actor);
  }

  /**
   * Unlink a complaint that belongs to a different matter.
   * @throws Expunged
   * @throws InvestigationClosed
   */
  @PostAction(':id/complaints/unlink')
  @Requires('investigations:work')
  async unlinkInvestigationComplaints(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() complaint: UnlinkComplaint,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.investigations.unlink(actor, id, version, complaint), actor);
  }

  /**
   * Close an investigation with its outcome, once no legal process is outstanding.
   * @throws InvestigationClosed
   * @throws ProcessOutstanding
   */
  @Put(':id/closure')
  @Requires('investigations:work')
  async closeInvestigation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() closing: CloseInvestigation,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.closing.close(actor, id, version, closing), actor);
  }

  /**
   * Reopen a closed investigation.
   * @throws Expunged
   * @throws InvestigationOpen
   */
  @PostAction(':id/reopen')
  @Requires('investigations:work')
  async reopenInvestigation(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() reopening: ReopenInvestigation,
  ): Promise<InvestigationView> {
    return toInvestigationView(await this.closing.reopen(actor, id, version, reopening), actor);
  }
}
