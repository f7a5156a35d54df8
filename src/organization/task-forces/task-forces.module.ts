import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SeatDay } from './seat-day.js';
import { TaskForcesController } from './task-forces.controller.js';
import { TaskForcesService } from './task-forces.service.js';
import { TaskForce } from './task-force.entity.js';
import './task-forces.trail.js';

/** Task forces of the program. */
@Module({
  imports: [TypeOrmModule.forFeature([TaskForce])],
  controllers: [TaskForcesController],
  providers: [TaskForcesService, SeatDay],
  exports: [TaskForcesService, SeatDay],
})
export class TaskForcesModule {}
