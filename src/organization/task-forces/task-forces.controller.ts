import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { CreateTaskForce, DescribeTaskForce, TaskForcesQuery } from './task-force.request.js';
import { TaskForcePage, TaskForceView, toTaskForceView } from './task-force.view.js';
import { TaskForcesService } from './task-forces.service.js';

/** Routes of the task forces. */
@Controller('task-forces')
export class TaskForcesController {
  constructor(private readonly taskForces: TaskForcesService) {}

  /**
   * Add a task force to the program. Only the national office may do this.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('task-forces:manage')
  async createTaskForce(@CurrentActor() actor: Actor, @Body() input: CreateTaskForce): Promise<TaskForceView> {
    return toTaskForceView(await this.taskForces.create(actor, input), actor);
  }

  /** List the task forces of the program, by code. */
  @Get()
  @Requires('task-forces:read')
  async listTaskForces(@CurrentActor() actor: Actor, @Query() query: TaskForcesQuery): Promise<TaskForcePage> {
    const { items, nextCursor } = await this.taskForces.list(actor, query);
    return { items: items.map((taskForce) => toTaskForceView(taskForce, actor)), nextCursor };
  }

  /** Read a task force. */
  @Get(':id')
  @Requires('task-forces:read')
  async readTaskForce(@CurrentActor() actor: Actor, @Id() id: string): Promise<TaskForceView> {
    return toTaskForceView(await this.taskForces.get(actor, id), actor);
  }

  /** Change the name, coverage and contacts of a task force. Only the national office may do this. */
  @Put(':id')
  @Requires('task-forces:manage')
  async updateTaskForce(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() particulars: DescribeTaskForce,
  ): Promise<TaskForceView> {
    return toTaskForceView(await this.taskForces.update(actor, id, version, particulars), actor);
  }
}
