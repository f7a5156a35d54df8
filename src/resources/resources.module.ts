import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../task-forces/task-forces.module.js';
import { StaffingLevelsController } from './staffing-levels.controller.js';
import { StaffingLevelsService } from './staffing-levels.service.js';

/** The people who are dedicated to the work. */
@Module({
  imports: [TaskForcesModule],
  controllers: [StaffingLevelsController],
  providers: [StaffingLevelsService],
})
export class ResourcesModule {}
