import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/public.decorator.js';
import { strictPagePolicy, PageFiles } from '../http/page-files.js';

const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const page = new URL('./page/', import.meta.url);

// The style sheet of Swagger UI contains icons as data: URIs.
const files = new PageFiles(
  {
    'reference.html': new URL('reference.html', page),
    'reference.css': new URL('reference.css', page),
    'reference.js': new URL('reference.js', page),
    'swagger-ui.css': join(swaggerUi, 'swagger-ui.css'),
    'swagger-ui-bundle.js': join(swaggerUi, 'swagger-ui-bundle.js'),
    'favicon-32x32.png': join(swaggerUi, 'favicon-32x32.png'),
  },
  `${strictPagePolicy}; img-src 'self' data:`,
);

/** Page that shows the API document and sends test requests. It is not part of the API. */
@ApiExcludeController()
@Controller()
export class ReferenceController {
  @Get('docs')
  @Public()
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send('reference.html', request, reply);
  }

  @Get('docs/:file')
  @Public()
  file(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send(file, request, reply);
  }
}
