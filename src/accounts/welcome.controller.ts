import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/access/access.js';
import { closedPage, PageFiles } from '../platform/http/page-files.js';

const page = new URL('./page/', import.meta.url);

const files = new PageFiles(
  {
    'welcome.html': new URL('welcome.html', page),
    'welcome.css': new URL('welcome.css', page),
    'welcome.js': new URL('welcome.js', page),
  },
  `${closedPage}; img-src data:; require-trusted-types-for 'script'`,
);

/**
 * The page that a one-time link opens: `/welcome#admin=…` or `/welcome#invite=…`. The token stands behind the #, so that no
 * server, log or referrer ever has it in an address.
 */
@ApiExcludeController()
@Controller('welcome')
export class WelcomeController {
  @Get()
  @Public()
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    files.send('welcome.html', request, reply);
  }

  @Get(':file')
  @Public()
  file(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    files.send(file, request, reply);
  }
}
