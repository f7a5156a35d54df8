import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  ChangeTask,
  CompleteTask,
  DropTask,
  SetTask,
  summaryOf,
  TaskPage,
  TasksQuery,
  TaskView,
  viewOf,
} from './tasks.contract.js';
import { TasksService } from './tasks.service.js';

/** What is to be done about complaints: each task has an owner and a day. */
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  /**
   * Set a task.
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('complaints:work')
  async createTask(@CurrentActor() actor: Actor, @Body() task: SetTask): Promise<TaskView> {
    return viewOf(await this.tasks.set(actor, task), actor);
  }

  /** List tasks of one's seat, those due first before others. */
  @Get()
  @Requires('complaints:read')
  async listTasks(@CurrentActor() actor: Actor, @Query() query: TasksQuery): Promise<TaskPage> {
    const { items, nextCursor, today } = await this.tasks.list(actor, query);
    return { items: items.map((task) => summaryOf(task, today)), nextCursor };
  }

  /** Read a task. */
  @Get(':id')
  @Requires('complaints:read')
  async readTask(@CurrentActor() actor: Actor, @Id() id: string): Promise<TaskView> {
    return viewOf(await this.tasks.get(actor, id), actor);
  }

  /**
   * Say anew what a task is, whose and until when.
   * @throws TaskEnded
   * @throws MergedAway
   * @throws Expunged
   */
  @Put(':id')
  @Requires('complaints:work')
  async updateTask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() task: ChangeTask,
  ): Promise<TaskView> {
    return viewOf(await this.tasks.change(actor, id, version, task), actor);
  }

  /**
   * Complete a task, with what came of it.
   * @throws TaskEnded
   */
  @Put(':id/completion')
  @Requires('complaints:work')
  async completeTask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() completion: CompleteTask,
  ): Promise<TaskView> {
    return viewOf(await this.tasks.complete(actor, id, version, completion), actor);
  }

  /**
   * Drop a task, and say why it is not to be done.
   * @throws TaskEnded
   */
  @Put(':id/dropping')
  @Requires('complaints:work')
  async dropTask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() dropping: DropTask,
  ): Promise<TaskView> {
    return viewOf(await this.tasks.drop(actor, id, version, dropping), actor);
  }
}
