import { Injectable } from '@nestjs/common';
import { authorize } from '../../access/policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import { findByIdOrFail, lockForUpdate } from '../../platform/database/rows.js';
import type { Page } from '../../platform/http/paging.js';
import { Forbidden, InvalidInput } from '../../platform/http/problems.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { hasUnknownPlaceholders } from './fill-template.js';
import { ProcessTemplate } from './process-template.entity.js';
import type {
  ProcessTemplatesQuery,
  RewriteProcessTemplate,
  WriteProcessTemplate,
} from './process-template.request.js';
import { processTemplatesPolicy } from './process-templates.policy.js';

/** Templates of documents of legal process, in the words of each task force. */
@Injectable()
export class ProcessTemplatesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ProcessTemplate> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, ProcessTemplate, id));
  }

  list(actor: Actor, query: ProcessTemplatesQuery): Promise<Page<ProcessTemplate>> {
    const { kind } = query;
    return this.database.read(actor, async (tx) => {
      const templates = tx.createQueryBuilder(ProcessTemplate, 't').orderBy('t.id', 'DESC');
      if (kind) templates.andWhere('t.kind = :kind', { kind });
      return listPage(tx, templates, { list: 'process-templates', query });
    });
  }

  write(actor: Actor, { kind, name, text }: WriteProcessTemplate): Promise<ProcessTemplate> {
    const { seat, accountId: writtenBy } = actor;
    if (seat.level === 'national') throw new Forbidden();
    const { taskForceId } = seat;
    authorize(processTemplatesPolicy.write, actor, { taskForceId });
    requireKnownPlaceholders(text);
    const id = newId();
    return this.database.change(actor, { action: 'process-template.written', subject: id }, async (tx) => {
      await tx.insert(ProcessTemplate, { id, taskForceId, kind, name, text, writtenBy, writtenAt: this.clock.now() });
      return findByIdOrFail(tx, ProcessTemplate, id);
    });
  }

  rewrite(actor: Actor, id: string, version: number, written: RewriteProcessTemplate): Promise<ProcessTemplate> {
    return this.database.change(actor, { action: 'process-template.rewritten', subject: id }, async (tx) => {
      const template = await lockForUpdate(tx, ProcessTemplate, id, version);
      authorize(processTemplatesPolicy.write, actor, template);
      requireKnownPlaceholders(written.text);
      template.rewrite(written, actor.accountId, this.clock.now());
      return tx.save(template);
    });
  }
}

function requireKnownPlaceholders(text: string): void {
  if (!hasUnknownPlaceholders(text)) return;
  throw InvalidInput.forPath('/text', 'has braces that are no placeholder: GET /process-templates lists them');
}
