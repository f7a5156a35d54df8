import { Module } from '@nestjs/common';
import { SeatDay } from './seat-day.js';
import { TaskForcesController } from './task-forces.controller.js';
import { TaskForcesService } from './task-forces.service.js';
import './task-forces.trail.js';

/** Task forces of the programme. */
@Module({
  controllers: [TaskForcesController],
  providers: [TaskForcesService, SeatDay],
  exports: [TaskForcesService, SeatDay],
})
export class TaskForcesModule {}
