import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { StaffingLevelsController } from './staffing-levels.controller.js';
import { StaffingLevelsService } from './staffing-levels.service.js';
import { StaffingLevel } from './staffing-level.entity.js';
import './staffing.trail.js';

/** Staff dedicated to the program. */
@Module({
  imports: [TypeOrmModule.forFeature([StaffingLevel]), TaskForcesModule],
  controllers: [StaffingLevelsController],
  providers: [StaffingLevelsService],
})
export class StaffingModule {}
