import { request } from 'node:http';

export interface Undecoded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** Sends a request as a client that decodes nothing and follows nothing by itself. */
export function requestUndecoded(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Undecoded> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (answer) => {
      const received: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => received.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(received) });
      });
    })
      .on('error', reject)
      .end();
  });
}
