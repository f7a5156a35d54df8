import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../task-forces/task-forces.module.js';
import { PresentationsController } from './presentations.controller.js';
import { PresentationsService } from './presentations.service.js';
import { TrainingsController } from './trainings.controller.js';
import { TrainingsService } from './trainings.service.js';

/** Outreach: presentations to the public, trainings of those who work on such cases. */
@Module({
  imports: [TaskForcesModule],
  controllers: [PresentationsController, TrainingsController],
  providers: [PresentationsService, TrainingsService],
  exports: [PresentationsService, TrainingsService],
})
export class OutreachModule {}
