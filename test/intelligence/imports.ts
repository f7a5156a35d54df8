import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { ImportKind } from '../../src/intelligence/import/import.enums.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { Answer, Client } from '../support/client.js';
import { csvOf, type Spreadsheet } from './spreadsheets.js';

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

/** Imports a spreadsheet up to validation. */
export function sheetSent(
  client: Client,
  kind: ImportKind,
  { file, type }: Spreadsheet,
  overrides: object = {},
): Promise<Answer<ImportView>> {
  return fileSent(client, kind, file, { type, overrides });
}

/** Connection on which the head of an import's file was sent. The sender writes its bytes, as fast as it likes. */
export interface ImportUpload {
  readonly importId: string;
  readonly socket: Socket;
  /** First bytes of the answer. */
  readonly answer: Promise<string>;
}

/** Begins the upload of a CSV file of complaints, of which the import leaves out unknown columns. */
export async function beginUpload(url: string, client: Client, token: string, bytes: number): Promise<ImportUpload> {
  const { body, etag } = await client.post<ImportView>('/imports', { kind: 'complaints', leavesOutOther: true });
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  await once(socket, 'connect');
  const answer = once(socket, 'data').then(([first]) => String(first));
  const head = [`PUT /api/v1/imports/${body.id}/file HTTP/1.1`, 'host: localhost', `if-match: ${etag}`];
  head.push(`authorization: Bearer ${token}`, 'content-type: text/csv', `content-length: ${bytes}`);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return { importId: body.id, socket, answer };
}

/** Imports rows as CSV up to validation. */
export function rowsSent(
  client: Client,
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  overrides: object = {},
): Promise<Answer<ImportView>> {
  return sheetSent(client, kind, csvOf(rows), overrides);
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

/** Returns each complaint that the client sees, in full. */
export async function complaintsSeenBy(client: Client): Promise<ComplaintView[]> {
  const { items } = (await client.get<ComplaintPage>('/complaints?limit=200')).body;
  return Promise.all(items.map(async ({ id }) => (await client.get<ComplaintView>(`/complaints/${id}`)).body));
}

/** Returns the totals of a period. */
export async function figuresOf(client: Client, query: string): Promise<TotalsView['figures']> {
  return (await client.get<TotalsView>(`/reports/totals?${query}`)).body.figures;
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
