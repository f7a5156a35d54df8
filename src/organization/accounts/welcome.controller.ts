import { createRequire } from 'node:module';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/public.decorator.js';
import { strictPagePolicy, PageFiles } from '../../platform/http/page-files.js';

const page = new URL('./page/', import.meta.url);
/** QR code encoder as a single module for the browser, so that the key never leaves the page. */
const uqr = createRequire(import.meta.url)
  .resolve('uqr')
  .replace(/\.cjs$/, '.mjs');

const files = new PageFiles(
  {
    'welcome.html': new URL('welcome.html', page),
    'welcome.css': new URL('welcome.css', page),
    'welcome.js': new URL('welcome.js', page),
    'sign-in.html': new URL('sign-in.html', page),
    'sign-in.js': new URL('sign-in.js', page),
    'api-client.js': new URL('api-client.js', page),
    'passkey.js': new URL('passkey.js', page),
    'qr-code.js': new URL('qr-code.js', page),
    'uqr.js': uqr,
  },
  `${strictPagePolicy}; img-src data:; require-trusted-types-for 'script'`,
);

/**
 * Pages of sign-in. A one-time link opens `/welcome#admin=…` or `/welcome#invite=…`, with the token in the fragment,
 * which no server, log or referrer receives.
 */
@ApiExcludeController()
@Controller()
export class WelcomeController {
  @Get('sign-in')
  @Public()
  signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send('sign-in.html', request, reply);
  }

  @Get('welcome')
  @Public()
  page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send('welcome.html', request, reply);
  }

  @Get('welcome/:file')
  @Public()
  file(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return files.send(file, request, reply);
  }
}
