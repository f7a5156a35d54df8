import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { ImportKind } from '../../src/intelligence/import/import.enums.js';
import type { Answer, Client } from '../support/client.js';

/** Imports a file of that kind up to validation. */
export async function fileSent(
  client: Client,
  kind: ImportKind,
  file: string | Uint8Array,
  { type = 'text/csv', overrides = {} }: { readonly type?: string; readonly overrides?: object } = {},
): Promise<Answer<ImportView>> {
  const { status, body, etag } = await client.post<ImportView>('/imports', { kind, ...overrides });
  if (status !== 201) throw new Error(`An import of ${kind} was answered with ${status}`);
  return client.send('PUT', `/imports/${body.id}/file`, file, { 'content-type': type, 'if-match': etag });
}

/** Returns it after its rows are committed. */
export async function fileEntered(
  client: Client,
  { body, etag }: Answer<ImportView>,
  overrides = {},
): Promise<ImportView> {
  const path = `/imports/${body.id}`;
  const { status } = await client.put<ImportView>(`${path}/commit`, overrides, { 'if-match': etag });
  if (status !== 202) throw new Error(`A commit was answered with ${status}`);
  for (let tries = 0; tries < 6000; tries += 1) {
    const { body: now } = await client.get<ImportView>(path);
    if (now.state === 'committed') return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The rows are not entered');
}

/** Returns the faults of its rows, one line each. */
export function faultsOfFile(client: Client, answer: Answer<ImportView>): Promise<string[]> {
  return linesOf(client, answer, 'fault');
}

/** Returns the warnings of its rows, one line each. */
export function warningsOfFile(client: Client, answer: Answer<ImportView>): Promise<string[]> {
  return linesOf(client, answer, 'warning');
}

async function linesOf(client: Client, { body }: Answer<ImportView>, severity: string): Promise<string[]> {
  const lines = (await client.get(`/imports/${body.id}/faults`)).text.trimEnd().split('\r\n').slice(1);
  const end = `,${severity}`;
  return lines.filter((line) => line.endsWith(end)).map((line) => line.slice(0, -end.length));
}
