import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConsoleFiles } from '../../platform/console/console-files.js';
import { FileStream, type StreamedFile } from '../../platform/http/file-body.js';
import { AcceptsFormOfOtherSites, readForm } from '../../platform/http/form-body.js';
import { Public } from '../../platform/http/public.decorator.js';
import { consumerPath } from './saml-settings.js';

const maxFormBytes = 98_304;

/**
 * Address to which the SAML provider sends the browser by a form. It changes nothing and verifies nothing: it answers with the page of the
 * console, which posts the response by a request of the same site, like that of OpenID Connect. Both cookies stay `SameSite=Strict`.
 */
@ApiExcludeController()
@Controller()
export class SamlFormController {
  constructor(private readonly files: ConsoleFiles) {}

  @Post(consumerPath)
  @Public()
  @HttpCode(200)
  @AcceptsFormOfOtherSites(maxFormBytes)
  async openWithSamlResponse(@FileStream() form: StreamedFile, @Res() reply: FastifyReply): Promise<void> {
    const fields = await readForm(form, maxFormBytes);
    const state = fields.get('RelayState') ?? '';
    const response = (fields.get('SAMLResponse') ?? '').replace(/\s/g, '');
    await this.files.sendWithMeta({ 'saml-state': state, 'saml-response': response }, reply);
  }
}
