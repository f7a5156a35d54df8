import type { CustomFetch } from 'openid-client';

/** Failed request of the identity provider: another host, a redirect, no answer in time, or one that is too long. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/**
 * Creates the only HTTP client of the tracker. It calls one origin, follows no redirect, and reads at most `maxBytes` of
 * an answer.
 */
export function createBoundedFetch(origin: string, maxBytes: number): CustomFetch {
  return async (url, { body: sent, signal, ...options }) => {
    if (new URL(url).origin !== origin) throw new UnusableAnswer('The address is on another host than the issuer');
    const response = await fetch(url, { ...options, body: sent ?? null, signal: signal ?? null, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) throw new UnusableAnswer('The answer is a redirect');
    const body = await readBody(response, maxBytes);
    const { status } = response;
    return new Response(body.length === 0 ? null : body, {
      status,
      headers: { 'content-type': response.headers.get('content-type') ?? '' },
    });
  };
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = response.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of stream ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new UnusableAnswer('The answer is too long');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
