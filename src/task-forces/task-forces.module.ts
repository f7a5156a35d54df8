import { Module } from '@nestjs/common';
import { TaskForcesController } from './task-forces.controller.js';
import { TaskForcesService } from './task-forces.service.js';

/** Task forces of the programme. */
@Module({
  controllers: [TaskForcesController],
  providers: [TaskForcesService],
  exports: [TaskForcesService],
})
export class TaskForcesModule {}
