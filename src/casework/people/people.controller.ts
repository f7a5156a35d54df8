import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PeoplePage } from './people.view.js';
import { PeopleQuery } from './people.request.js';
import { PeopleService } from './people.service.js';

/** People of a task force, by name. */
@Controller('people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  /**
   * List the people of your task force with an active account, by name.
   * Analysts, investigators and auditors get the name, role, title and agency. Supervisors also get the training and the open
   * complaints of each. A task or an assignment takes the `id` of a person as `ownerId` or `investigatorId`.
   */
  @Get()
  @Requires('people:read')
  async listPeople(@CurrentActor() actor: Actor, @Query() query: PeopleQuery): Promise<PeoplePage> {
    return this.people.list(actor, query);
  }
}
