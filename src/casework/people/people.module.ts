import { Module } from '@nestjs/common';
import { TaskForcesModule } from '../../organization/task-forces/task-forces.module.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';

/** Choice of people for tasks and assignments. */
@Module({ imports: [TaskForcesModule], controllers: [PeopleController], providers: [PeopleService] })
export class PeopleModule {}
