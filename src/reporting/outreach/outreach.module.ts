import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { AssistanceSessionsController } from './assistance-sessions.controller.js';
import { AssistanceSessionsService } from './assistance-sessions.service.js';
import { PresentationsController } from './presentations.controller.js';
import { PresentationsService } from './presentations.service.js';
import { TrainingsController } from './trainings.controller.js';
import { TrainingsService } from './trainings.service.js';
import { AssistanceSession } from './assistance-session.entity.js';
import { Presentation } from './presentation.entity.js';
import { Training } from './training.entity.js';
import './outreach.import.js';
import './outreach.trail.js';

/** Outreach: presentations to the public, trainings of professionals, and technical help for other agencies. */
@Module({
  imports: [TypeOrmModule.forFeature([Presentation, Training, AssistanceSession]), TaskForcesModule],
  controllers: [PresentationsController, TrainingsController, AssistanceSessionsController],
  providers: [PresentationsService, TrainingsService, AssistanceSessionsService],
  exports: [PresentationsService, TrainingsService],
})
export class OutreachModule {}
