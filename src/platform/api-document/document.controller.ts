import { existsSync } from 'node:fs';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/public.decorator.js';
import { strictPagePolicy, PageFiles } from '../http/page-files.js';
import { OpenApiDocument } from './document.view.js';

const files = new PageFiles(
  { 'openapi.json': new URL('docs/openapi.json', projectRootOf(import.meta.url)) },
  strictPagePolicy,
);

/** Route of the API document. */
@Controller('openapi.json')
export class DocumentController {
  /** Read this OpenAPI 3.1 document, as committed with the code that it describes. */
  @Get()
  @Public()
  @ApiOkResponse({ type: OpenApiDocument })
  readApiDocument(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send('openapi.json', request, reply);
  }
}

function projectRootOf(file: string): URL {
  let folder = new URL('./', file);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder);
  return folder;
}
