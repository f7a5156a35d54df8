import { Controller, Get, HttpStatus, Param, Redirect, Req, Res, type HttpRedirectResponse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../http/public.decorator.js';
import { ConsoleFiles } from './console-files.js';

/** Pages of the console. They are not part of the API. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  constructor(private readonly files: ConsoleFiles) {}

  /** Redirects to the console, or to the API reference if no console was built. */
  @Get()
  @Public()
  @Redirect()
  home(): HttpRedirectResponse {
    return { url: this.files.isBuilt ? 'app/' : 'docs', statusCode: HttpStatus.FOUND };
  }

  @Get('app')
  @Public()
  @Redirect('app/', 302)
  app(): void {
    return;
  }

  @Get('app/*')
  @Public()
  file(@Param('*') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.files.send(name, request, reply);
  }
}
