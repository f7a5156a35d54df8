import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import {
  ProcessTemplatesQuery,
  ProcessTextQuery,
  RewriteProcessTemplate,
  WriteProcessTemplate,
} from './process-template.request.js';
import {
  ProcessTemplatePage,
  ProcessTemplateView,
  ProcessTextView,
  toProcessTemplatePage,
  toProcessTemplateView,
  toProcessTextView,
} from './process-template.view.js';
import { ProcessTemplatesService } from './process-templates.service.js';
import { ProcessTextsService } from './process-texts.service.js';

/** Templates of subpoenas, preservation letters and affidavits, and drafts that are filled from the record. */
@Controller('process-templates')
export class ProcessTemplatesController {
  constructor(
    private readonly templates: ProcessTemplatesService,
    private readonly texts: ProcessTextsService,
  ) {}

  /**
   * Write a template of a document, in the words of the task force.
   * @throws AlreadyExists
   */
  @Post()
  @Requires('process-templates:write')
  async writeProcessTemplate(
    @CurrentActor() actor: Actor,
    @Body() template: WriteProcessTemplate,
  ): Promise<ProcessTemplateView> {
    return toProcessTemplateView(await this.templates.write(actor, template), actor);
  }

  /** List the templates of your task force, and the placeholders that a template may have. */
  @Get()
  @Requires('process-templates:read')
  async listProcessTemplates(
    @CurrentActor() actor: Actor,
    @Query() query: ProcessTemplatesQuery,
  ): Promise<ProcessTemplatePage> {
    return toProcessTemplatePage(await this.templates.list(actor, query), actor);
  }

  /** Get a template. */
  @Get(':id')
  @Requires('process-templates:read')
  async readProcessTemplate(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProcessTemplateView> {
    return toProcessTemplateView(await this.templates.get(actor, id), actor);
  }

  /**
   * Update the name and text of a template.
   * @throws AlreadyExists
   */
  @Put(':id')
  @Requires('process-templates:write')
  async updateProcessTemplate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() written: RewriteProcessTemplate,
  ): Promise<ProcessTemplateView> {
    return toProcessTemplateView(await this.templates.rewrite(actor, id, version, written), actor);
  }

  /**
   * Prepare a draft: fill a template from a complaint, one of its identifiers and the provider to serve. The text is plain and not
   * stored. Missing values are marked and listed. The read is written to the access log.
   * @throws Expunged
   */
  @Get(':id/text')
  @Requires('process-texts:fill')
  async prepareProcessText(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: ProcessTextQuery,
  ): Promise<ProcessTextView> {
    return toProcessTextView(await this.texts.fill(actor, id, query));
  }
}
