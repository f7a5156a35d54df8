import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotAcceptable } from './problems.js';

interface Range {
  readonly type: string;
  readonly quality: number;
}

const range = /^([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)$/;
const quality = /^q=([01](?:\.\d{0,3})?)$/i;

/**
 * Injects the media type that the client prefers: `@Accepted('image/svg+xml', 'application/json') form: string`. The
 * first is the default and wins a tie. Throws 406 if none is acceptable.
 */
export const AcceptedMediaType = (...forms: readonly [string, ...string[]]): ParameterDecorator =>
  createParamDecorator((_: unknown, context: ExecutionContext): string => {
    const http = context.switchToHttp();
    void http.getResponse<FastifyReply>().header('vary', 'accept');
    return negotiateMediaType(http.getRequest<FastifyRequest>().headers.accept, forms);
  })();

/** Returns the preferred media type of the header (RFC 9110, 12.5.1). The most specific range applies. */
export function negotiateMediaType(accept: string | undefined, forms: readonly [string, ...string[]]): string {
  if (accept === undefined || accept.trim() === '') return forms[0];
  const ranges = accept.split(',').flatMap(parseRange);
  const wanted = forms.map((form) => ({ form, quality: qualityOf(form, ranges) }));
  const best = wanted.reduce((most, one) => (one.quality > most.quality ? one : most));
  if (best.quality === 0) throw new NotAcceptable(forms);
  return best.form;
}

/** Whether the header names the media type itself, and not only a wildcard. A browser names HTML only when it opens a page. */
export function mentionsMediaType(accept: string | undefined, form: string): boolean {
  return (accept ?? '')
    .split(',')
    .flatMap(parseRange)
    .some(({ type, quality }) => type === form && quality > 0);
}

function parseRange(text: string): Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  if (!range.test(type)) return [];
  const stated = parameters.map((parameter) => quality.exec(parameter)?.[1]).find((found) => found !== undefined);
  return [{ type: type.toLowerCase(), quality: Math.min(1, Number(stated ?? 1)) }];
}

function qualityOf(form: string, ranges: readonly Range[]): number {
  const [family = ''] = form.split('/');
  const naming = [form, `${family}/*`, '*/*'].map((type) => ranges.find((one) => one.type === type));
  return naming.find((one) => one !== undefined)?.quality ?? 0;
}
