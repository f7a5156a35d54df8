import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given } from '../support/given.js';
import { password, setPassword } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Folder of the client, which other runs in this checkout leave as it is. */
const folder = join(process.env['TEST_RUN_FOLDER'] ?? '', 'client');
const compiled = pathToFileURL(join(folder, 'compiled/use-client.js'));

let tracker: Tracker;
let generated: string;

beforeAll(async () => {
  tracker = await sharedTracker();
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/openapi-client.mjs', folder], { cwd: root });
  generated = stdout;
});
afterAll(() => tracker.close());

describe('a client generated from docs/openapi.json', () => {
  it('compiles under strict TypeScript', () => {
    expect(generated).toBe('The generated client compiles.\n');
  });

  it('signs in, lists, logs a complaint once, and narrows problems by their type', async () => {
    const given = new Given(tracker);
    const agency = await given.agency();
    const account = await given.account({ agency });
    await setPassword(tracker, account.accountId);
    const { walkThrough } = (await import(compiled.href)) as {
      walkThrough: (url: string, account: object, complaint: object) => Promise<Record<string, unknown>>;
    };

    const walk = await walkThrough(
      tracker.url,
      { email: account.email, password },
      {
        agencyId: agency.id,
        source: 'public_source',
        type: 'enticement',
        receivedAt: '2018-05-12T09:30:00-05:00',
        jurisdiction: { state: 'NE', county: 'Lancaster', city: null },
        narrative: 'An adult asked a 13-year-old for a meeting in a game chat.',
      },
    );

    const made = walk['made'] as { id: string; reference: string };
    expect(walk).toMatchObject({
      signedInAs: account.name,
      repeated: { id: made.id, reference: made.reference },
      listed: [made.id],
      type: 'enticement',
      problems: [expect.stringMatching(/^404 /), expect.stringMatching(/^422 /)],
    });
    expect(walk['pointers']).toContain('#/narrative');
  });
});
