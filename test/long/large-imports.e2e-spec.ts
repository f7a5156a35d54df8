import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import { maxUploadBytes } from '../../src/intelligence/import/import.enums.js';
import { FairScheduler } from '../../src/platform/limits/fair-scheduler.js';
import { beginUpload, fileEntered, fileSent } from '../intelligence/imports.js';
import type { Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import { times } from '../support/times.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const head = 'source,externalReference,mode,receivedAt,state,narrative,formerly\n';
const narrative = 'It was seen in the harbor. '.repeat(16);
/** Column that the import leaves out, so that most of the file is read and little is staged. */
const formerly = 'It was kept in another system. '.repeat(120);
const lineOf = (n: number): string =>
  `public_complaint,L-${n},reactive,2026-05-01T12:00:00Z,NE,${narrative},${formerly}\n`;
const overrides = { leavesOutOther: true };
/**
 * Size of the file. The largest permitted one, of 64 MB, takes seven minutes on a quiet machine:
 * `IMPORT_MEGABYTES=64 npm run test:long -- test/long/large-imports`.
 */
const bytes = Math.min(maxUploadBytes, times('IMPORT_MEGABYTES', { api: 24, long: 24 }) * 1_048_576);

let tracker: Tracker;
let given: Given;
const sockets: Socket[] = [];

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-06-01T12:00:00Z'), limitsConnections: true });
  given = new Given(tracker);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => tracker.close());

/** Sends requests until the signal aborts, so that long work of other accounts pauses for nine times its duration. */
async function useTracker(client: Client, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await client.get('/accounts/me').catch(() => undefined);
    await delay(20);
  }
}

describe('a large file', () => {
  it('is imported by a tracker that reads it at a tenth of its pace', async () => {
    const agency = await given.agency();
    const sender = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const other = tracker.as(await given.account({ agency: await given.agency(), role: 'supervisor' }));
    const lines: string[] = [];
    for (let size = head.length; ; size += lines.at(-1)?.length ?? 0) {
      const line = lineOf(lines.length);
      if (size + (lines.at(-1)?.length ?? 0) + line.length > bytes) break;
      lines.push(line);
    }
    const file = Buffer.from(head + lines.join(''));
    expect(file.length).toBeGreaterThan(0.999 * bytes);
    const server: Server = tracker.app.getHttpServer();
    // Other work can delay the requests for which the reading pauses, so that it takes less than the usual limit of 30 s.
    const { requestTimeout } = server;
    server.requestTimeout = 1000;
    let isLate = false;
    server.once('clientError', () => (isLate = true));
    const scheduler = tracker.app.get(FairScheduler);
    let pauses = 0;
    const watch = setInterval(() => (pauses += scheduler.pausedCount), 10);
    const stopping = new AbortController();
    const use = useTracker(other, stopping.signal);

    const received = await fileSent(sender, 'complaints', file, { overrides });
    stopping.abort();
    clearInterval(watch);
    await use;
    server.requestTimeout = requestTimeout;

    expect(received).toMatchObject({ status: 200, body: { state: 'checked', ready: lines.length, faulty: 0 } });
    expect(pauses).toBeGreaterThan(0);
    // The whole request took longer than Node permits to any other one.
    expect(isLate).toBe(true);
    expect(await fileEntered(sender, received)).toMatchObject({ state: 'committed', logged: lines.length });
  });
});

describe('senders that keep the readers of their task force waiting', () => {
  it('lose them to another file, although they are faster than the slowest permitted one', async () => {
    const agency = await given.agency();
    // Two of them have the readers of their task force, and two more have yielded theirs. So none of them can yield again.
    const slow = await Promise.all(Array.from({ length: 4 }, () => slowSender(agency)));
    const colleague = tracker.as(await given.account({ agency, role: 'supervisor' }));

    // A small file has slots of its own, and waits for no reader.
    const long = head + Array.from({ length: 300 }, (_, n) => lineOf(n)).join('');
    let status: number;
    do ({ status } = await fileSent(colleague, 'complaints', long, { overrides }));
    while (status === 503);
    expect(status).toBe(200);
    expect(await Promise.race(slow.map(({ answer }) => answer))).toMatch(/^HTTP\/1\.1 408 /);
  });

  /** Sends what is received before the reading, and then 40 KB a second. Resolves when the file is read. */
  async function slowSender(agency: GivenAgency): Promise<{ answer: Promise<string> }> {
    const { token } = await given.account({ agency, role: 'supervisor' });
    const client = tracker.as({ token });
    const { importId, socket, answer } = await beginUpload(tracker.url, client, token, maxUploadBytes);
    sockets.push(socket);
    socket.write(head);
    for (let n = 0; n < 1000; n += 1) socket.write(lineOf(n));
    let sent = 1000;
    const trickle = setInterval(() => socket.write(lineOf((sent += 1))), 100);
    socket.once('close', () => {
      clearInterval(trickle);
    });
    let state = '';
    while (state !== 'receiving') {
      ({ state } = (await client.get<ImportView>(`/imports/${importId}`)).body);
      await delay(50);
    }
    return { answer };
  }
});
