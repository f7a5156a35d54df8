import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from '../platform/http/problems.js';
import { mediaTypes, type ImportFormat } from './import.words.js';

/** A file on its way in. */
export interface SentFile {
  readonly format: ImportFormat;
  readonly bytes: AsyncIterable<Buffer>;
  /** Lets what nobody reads any more go by, so that its connection can be answered on, and used again. */
  readonly letGo: () => void;
}

/** The file that a request brings, by its media type: only on the route whose bodies are files. */
export const FileSent = createParamDecorator((_: unknown, context: ExecutionContext): SentFile => {
  const { headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const format = (Object.keys(mediaTypes) as ImportFormat[]).find((one) => mediaTypes[one] === type);
  if (format === undefined) throw new UnsupportedMediaType();
  return {
    format,
    bytes: raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    letGo: () => setImmediate(() => raw.resume()),
  };
});
