import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const requests = [
  'POST /complaints',
  'GET /complaints/:id',
  'GET /complaints (50)',
  'GET /complaints/:id/case',
] as const;

async function runBench(...flags: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'bench/short.mjs', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await ended)[0], out, err };
}

describe('the short bench', () => {
  it('measures the CPU time of each committed request in both servers', async () => {
    const { code, out, err } = await runBench('--trial');

    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of requests) {
      const [ratio, ...milliseconds] = (out.split('\n').find((line) => line.includes(`'${name}'`)) ?? '')
        .split('│')
        .map((cell) => cell.trim())
        .filter((cell) => /^[\d.]+$/.test(cell))
        // The first number is the index of the row, the second the number of rounds.
        .slice(2)
        .map(Number);
      expect(ratio).toBeGreaterThan(0);
      expect(milliseconds).toHaveLength(4);
    }
  });

  it('has a committed figure for each of its requests', async () => {
    const { cpuOfARequest } = JSON.parse(await readFile('bench/figures.json', 'utf8')) as {
      cpuOfARequest: Record<string, number>;
    };

    expect(Object.keys(cpuOfARequest)).toEqual(requests);
  });
});
