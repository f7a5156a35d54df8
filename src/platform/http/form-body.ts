import { RouteConfig } from '@nestjs/platform-fastify';
import { limitBytes, type FileRoute, type StreamedFile } from './file-body.js';
import { UnsupportedMediaType } from './problems.js';

const formType = 'application/x-www-form-urlencoded';

/**
 * Accepts a form that a page of another site sends, up to a maximum size. Its handler must change nothing, because every other change from
 * another site is rejected. The form stays unread like a file, and `@FileStream()` injects it.
 */
export const AcceptsFormOfOtherSites = (bytes: number): MethodDecorator =>
  RouteConfig({ fileTypes: [formType], fileBytes: bytes, isOpenToSites: true } satisfies FileRoute);

/** Reads the fields of a form. */
export async function readForm({ type, bytes }: StreamedFile, maxBytes: number): Promise<URLSearchParams> {
  if (type !== formType) throw new UnsupportedMediaType();
  const chunks: Buffer[] = [];
  for await (const chunk of limitBytes(bytes, maxBytes)) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
