import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { NotesController } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import { TasksController } from './tasks.controller.js';
import { TasksService } from './tasks.service.js';
import { Note } from './note.entity.js';
import { Task, TaskTermsVersion } from './task.entity.js';
import './notes-and-tasks.attention.js';
import './notes-and-tasks.packet.js';
import './notes-and-tasks.timeline.js';
import './notes-and-tasks.trail.js';

/** Notes and tasks of a complaint. */
@Module({
  imports: [TypeOrmModule.forFeature([Note, Task, TaskTermsVersion]), ComplaintsModule, TaskForcesModule],
  controllers: [NotesController, TasksController],
  providers: [NotesService, TasksService],
})
export class NotesAndTasksModule {}
