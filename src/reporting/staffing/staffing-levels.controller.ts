import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import { CorrectStaffingLevel, RecordStaffingLevel, StaffingLevelsQuery } from './staffing-level.request.js';
import { StaffingLevelPage, StaffingLevelView, toStaffingLevelView } from './staffing-level.view.js';
import { StaffingLevelsService } from './staffing-levels.service.js';

/** Routes of the dedicated staff of agencies, by role and period. */
@Controller('staffing-levels')
export class StaffingLevelsController {
  constructor(private readonly levels: StaffingLevelsService) {}

  /**
   * Record the dedicated staff of an agency from a day on. The previous level must end by that day.
   * @throws AlreadyExists
   * @throws StaffingOverlap
   */
  @Post()
  @Requires('resources:record')
  async recordStaffingLevel(
    @CurrentActor() actor: Actor,
    @Body() level: RecordStaffingLevel,
  ): Promise<StaffingLevelView> {
    return toStaffingLevelView(await this.levels.record(actor, level), actor);
  }

  /** List the staffing levels visible to the caller, latest start first. */
  @Get()
  @Requires('resources:read')
  async listStaffingLevels(
    @CurrentActor() actor: Actor,
    @Query() query: StaffingLevelsQuery,
  ): Promise<StaffingLevelPage> {
    const { items, nextCursor } = await this.levels.list(actor, query);
    return { items: items.map((level) => toStaffingLevelView(level, actor)), nextCursor };
  }

  /** Read a staffing level. */
  @Get(':id')
  @Requires('resources:read')
  async readStaffingLevel(@CurrentActor() actor: Actor, @Id() id: string): Promise<StaffingLevelView> {
    return toStaffingLevelView(await this.levels.get(actor, id), actor);
  }

  /**
   * Correct a staffing level or set its end. The agency does not change.
   * @throws AlreadyExists
   * @throws StaffingOverlap
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
    return toStaffingLevelView(await this.levels.correct(actor, id, version, facts), actor);
  }

  /**
   * Void a staffing level recorded in error. It stays readable and is no longer counted.
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('resources:record')
  async voidStaffingLevel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<StaffingLevelView> {
    return toStaffingLevelView(await this.levels.void(actor, id, version, voiding), actor);
  }
}
