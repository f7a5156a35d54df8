import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { AgenciesQuery, ChangeMembership, CreateAgency, DescribeAgency } from './agency.request.js';
import { AgencyPage, AgencyView, toAgencySummary, toAgencyView } from './agency.view.js';
import { AgenciesService } from './agencies.service.js';

/** Routes of agencies and their memberships. */
@Controller('agencies')
export class AgenciesController {
  constructor(private readonly agencies: AgenciesService) {}

  /**
   * Add an agency and its first membership to a task force.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   */
  @Post()
  @Requires('agencies:manage')
  async createAgency(@CurrentActor() actor: Actor, @Body() input: CreateAgency): Promise<AgencyView> {
    return toAgencyView(await this.agencies.create(actor, input), actor);
  }

  /** List the agencies of the caller's task force, or all agencies for the national office, by name. */
  @Get()
  @Requires('agencies:read')
  async listAgencies(@CurrentActor() actor: Actor, @Query() query: AgenciesQuery): Promise<AgencyPage> {
    const { items, nextCursor } = await this.agencies.list(actor, query);
    return { items: items.map(toAgencySummary), nextCursor };
  }

  /** Read an agency and its memberships over time. */
  @Get(':id')
  @Requires('agencies:read')
  async readAgency(@CurrentActor() actor: Actor, @Id() id: string): Promise<AgencyView> {
    return toAgencyView(await this.agencies.get(actor, id), actor);
  }

  /**
   * Change an agency's particulars.
   * @throws AlreadyExists
   * @throws LookUpLimitReached
   */
  @Put(':id')
  @Requires('agencies:manage')
  async updateAgency(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() particulars: DescribeAgency,
  ): Promise<AgencyView> {
    return toAgencyView(await this.agencies.update(actor, id, version, particulars), actor);
  }

  /**
   * Change the membership of an agency from a day on.
   * @throws MembershipOverlap
   */
  @Put(':id/membership')
  @Requires('agencies:manage')
  async changeAgencyMembership(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() change: ChangeMembership,
  ): Promise<AgencyView> {
    return toAgencyView(await this.agencies.changeMembership(actor, id, version, change), actor);
  }
}
