import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  CorrectStaffingLevel,
  RecordStaffingLevel,
  StaffingLevelPage,
  StaffingLevelsQuery,
  StaffingLevelView,
  viewOf,
} from './staffing-levels.contract.js';
import { StaffingLevelsService } from './staffing-levels.service.js';

/** How many people agencies dedicate to the work, by role and over time. */
@Controller('staffing-levels')
export class StaffingLevelsController {
  constructor(private readonly levels: StaffingLevelsService) {}

  /**
   * Record how many people an agency dedicates to the work from a day on. The level before has to have an end by then.
   * @throws AlreadyExists
   * @throws StaffingOverlaps
   */
  @Post()
  @Requires('resources:record')
  async recordStaffingLevel(
    @CurrentActor() actor: Actor,
    @Body() level: RecordStaffingLevel,
  ): Promise<StaffingLevelView> {
    return viewOf(await this.levels.record(actor, level), actor);
  }

  /** List the staffing levels of one's seat, the one that began last first. */
  @Get()
  @Requires('resources:read')
  async listStaffingLevels(
    @CurrentActor() actor: Actor,
    @Query() query: StaffingLevelsQuery,
  ): Promise<StaffingLevelPage> {
    const { items, nextCursor } = await this.levels.list(actor, query);
    return { items: items.map((level) => viewOf(level, actor)), nextCursor };
  }

  /** Read a staffing level. */
  @Get(':id')
  @Requires('resources:read')
  async readStaffingLevel(@CurrentActor() actor: Actor, @Id() id: string): Promise<StaffingLevelView> {
    return viewOf(await this.levels.get(actor, id), actor);
  }

  /**
   * Correct a staffing level, or say when it ended; whose it is stays.
   * @throws AlreadyExists
   * @throws StaffingOverlaps
   * @throws Voided
   */
  @Put(':id')
  @Requires('resources:record')
  async correctStaffingLevel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() facts: CorrectStaffingLevel,
  ): Promise<StaffingLevelView> {
    return viewOf(await this.levels.correct(actor, id, version, facts), actor);
  }

  /**
   * Void a staffing level that should not have been recorded. It stays to be read, and is counted no more.
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('resources:record')
  async voidStaffingLevel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<StaffingLevelView> {
    return viewOf(await this.levels.void(actor, id, version, voiding), actor);
  }
}
