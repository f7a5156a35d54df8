import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { TaskForcesModule } from '../task-forces/task-forces.module.js';
import { NotesController } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import { PreservationsController } from './preservations.controller.js';
import { PreservationsService } from './preservations.service.js';
import { ExpiringPreservationService } from './running-out.service.js';
import { SeatDay } from './seat-day.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { TimelineService } from './timeline/timeline.service.js';

/** Casework besides the complaint itself: notes, tasks, preservations with their last days, and the timeline. */
@Module({
  imports: [ComplaintsModule, TaskForcesModule],
  controllers: [NotesController, TasksController, PreservationsController, TimelineController],
  providers: [NotesService, TasksService, PreservationsService, ExpiringPreservationService, SeatDay, TimelineService],
  exports: [TimelineService],
})
export class DeskModule {}
