import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from './problems.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
};

interface Loaded {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** What a page's own files may do: load each other, speak to the tracker, and nothing beyond it. */
export const closedPage =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The files that make up a page, by the name they are asked for. There are no others: a name is looked up, never joined to a
 * path. Each is read when it is first wanted.
 */
export class PageFiles {
  private readonly loaded = new Map<string, Loaded>();

  constructor(
    private readonly paths: Readonly<Record<string, string | URL>>,
    private readonly policy: string,
  ) {}

  send(name: string, request: FastifyRequest, reply: FastifyReply): void {
    const { bytes, etag } = this.load(name);
    void reply.headers({
      etag,
      'cache-control': 'no-cache',
      'content-security-policy': this.policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) void reply.code(304).send();
    else void reply.type(types[extname(name)] ?? 'application/octet-stream').send(bytes);
  }

  private load(name: string): Loaded {
    const known = this.loaded.get(name);
    if (known) return known;
    const path = Object.hasOwn(this.paths, name) ? this.paths[name] : undefined;
    if (path === undefined) throw new NotFound();
    const bytes = readFileSync(path);
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    const file = { bytes, etag };
    this.loaded.set(name, file);
    return file;
  }
}
