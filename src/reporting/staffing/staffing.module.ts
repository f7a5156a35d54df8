import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { StaffingLevelsController } from './staffing-levels.controller.js';
import { StaffingLevelsService } from './staffing-levels.service.js';
import './staffing.trail.js';

/** Staff dedicated to the programme. */
@Module({
  imports: [TaskForcesModule],
  controllers: [StaffingLevelsController],
  providers: [StaffingLevelsService],
})
export class StaffingModule {}
