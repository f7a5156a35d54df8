import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { ChangeTask, CompleteTask, CancelTask, SetTask, TasksQuery } from './task.request.js';
import { toTaskSummary, TaskPage, TaskView, toTaskView } from './task.view.js';
import { TasksService } from './tasks.service.js';

/** Tasks about complaints, each with an owner and a due day. */
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  /**
   * Create a task.
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('complaints:work')
  async createTask(@CurrentActor() actor: Actor, @Body() task: SetTask): Promise<TaskView> {
    return toTaskView(await this.tasks.create(actor, task), actor);
  }

  /** List the tasks of your seat, first due first. */
  @Get()
  @Requires('complaints:read')
  async listTasks(@CurrentActor() actor: Actor, @Query() query: TasksQuery): Promise<TaskPage> {
    const { items, nextCursor, today } = await this.tasks.list(actor, query);
    return { items: items.map((task) => toTaskSummary(task, today)), nextCursor };
  }

  /** Get a task. */
  @Get(':id')
  @Requires('complaints:read')
  async readTask(@CurrentActor() actor: Actor, @Id() id: string): Promise<TaskView> {
    return toTaskView(await this.tasks.get(actor, id), actor);
  }

  /**
   * Update a task: title, owner and due day.
   * @throws TaskEnded
   * @throws ComplaintMerged
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
    return toTaskView(await this.tasks.change(actor, id, version, task), actor);
  }

  /**
   * Complete a task, with its result.
   * @throws TaskEnded
   * @throws Expunged
   */
  @Put(':id/completion')
  @Requires('complaints:work')
  async completeTask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() completion: CompleteTask,
  ): Promise<TaskView> {
    return toTaskView(await this.tasks.complete(actor, id, version, completion), actor);
  }

  /**
   * Cancel a task, with a reason.
   * @throws TaskEnded
   * @throws Expunged
   */
  @PostAction(':id/cancel')
  @Requires('complaints:work')
  async cancelTask(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() cancellation: CancelTask,
  ): Promise<TaskView> {
    return toTaskView(await this.tasks.cancel(actor, id, version, cancellation), actor);
  }
}
