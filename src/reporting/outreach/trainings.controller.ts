import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../../casework/records/voiding.request.js';
import { CorrectTraining, TrainingsQuery, RecordTraining } from './training.request.js';
import { TrainingPage, TrainingView, toTrainingView } from './training.view.js';
import { TrainingsService } from './trainings.service.js';

/** Training sessions, and their trainees. */
@Controller('trainings')
export class TrainingsController {
  constructor(private readonly trainings: TrainingsService) {}

  /** Record a training that has ended. */
  @Post()
  @Requires('outreach:record')
  async recordTraining(@CurrentActor() actor: Actor, @Body() training: RecordTraining): Promise<TrainingView> {
    return toTrainingView(await this.trainings.record(actor, training), actor);
  }

  /** List the trainings of your seat, the latest first. */
  @Get()
  @Requires('outreach:read')
  async listTrainings(@CurrentActor() actor: Actor, @Query() query: TrainingsQuery): Promise<TrainingPage> {
    const { items, nextCursor } = await this.trainings.list(actor, query);
    return { items: items.map((training) => toTrainingView(training, actor)), nextCursor };
  }

  /** Get a training. */
  @Get(':id')
  @Requires('outreach:read')
  async readTraining(@CurrentActor() actor: Actor, @Id() id: string): Promise<TrainingView> {
    return toTrainingView(await this.trainings.get(actor, id), actor);
  }

  /**
   * Correct the facts of a training. Its agency does not change.
   * @throws Voided
   */
  @Put(':id')
  @Requires('outreach:record')
  async correctTraining(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() facts: CorrectTraining,
  ): Promise<TrainingView> {
    return toTrainingView(await this.trainings.correct(actor, id, version, facts), actor);
  }

  /**
   * Void a training that was recorded by mistake. It remains readable and no longer counts.
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('outreach:record')
  async voidTraining(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() voiding: VoidRecord,
  ): Promise<TrainingView> {
    return toTrainingView(await this.trainings.void(actor, id, version, voiding), actor);
  }
}
