import { existsSync } from 'node:fs';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access.js';
import { closedPage, PageFiles } from '../http/page-files.js';
import { OpenApiDocument } from './document.contract.js';

const files = new PageFiles({ 'openapi.json': new URL('docs/openapi.json', rootAbove(import.meta.url)) }, closedPage);

/** What this API is, for people and for programs. */
@Controller('openapi.json')
export class DocumentController {
  /** Read this document: OpenAPI 3.1, as it was committed with the code it describes. */
  @Get()
  @Public()
  @ApiOkResponse({ type: OpenApiDocument })
  readApiDocument(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send('openapi.json', request, reply);
  }
}

/** The project's folder: where its package.json is, above the source and above what is built from it. */
function rootAbove(file: string): URL {
  let folder = new URL('./', file);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder);
  return folder;
}
