import { describe, expect, it } from '@jest/globals';
import { compare, isFailure } from '../bench/comparison.mjs';
import { readCpuMs, readDuration } from '../bench/cpu-time.mjs';

describe('the comparison with the committed figures of the bench', () => {
  it.each([
    ['keeps a figure that did not change', 4, 4, 'kept', false],
    ['keeps a figure that grew by 15 %', 4, 4.6, 'kept', false],
    ['fails on a figure that grew by more', 4, 4.61, 'worse', true],
    ['keeps a figure that shrank by 15 %', 4, 3.4, 'kept', false],
    ['reports a figure that shrank by more, and passes', 4, 3.39, 'better', false],
  ])('%s', (_, committed, measured, result, fails) => {
    const comparisons = compare({ 'GET /complaints/:id': committed }, { 'GET /complaints/:id': measured });

    const change = expect.closeTo(measured / committed - 1, 4);
    expect(comparisons).toEqual([{ name: 'GET /complaints/:id', committed, measured, change, result }]);
    expect(comparisons.some(isFailure)).toBe(fails);
  });

  it('fails on a committed figure that was not measured', () => {
    const comparisons = compare({ one: 4, other: 2 }, { one: 4 });

    expect(comparisons.filter(isFailure)).toEqual([
      { name: 'other', committed: 2, measured: null, change: null, result: 'not measured' },
    ]);
  });

  it('fails on a measured figure that has no committed one', () => {
    const comparisons = compare({ one: 4 }, { one: 4, other: 2 });

    expect(comparisons.filter(isFailure)).toEqual([
      { name: 'other', committed: null, measured: 2, change: null, result: 'not committed' },
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('fails on %s, which a division by nothing gives', (measured) => {
    expect(compare({ one: 4 }, { one: measured }).filter(isFailure)).toHaveLength(1);
  });
});

describe('the CPU time of processes', () => {
  const own = async (): Promise<number> => (await readCpuMs([process.pid]))?.get(process.pid) ?? Number.NaN;

  it('includes the work of a process', async () => {
    const before = await own();
    const began = process.cpuUsage();
    while (process.cpuUsage(began).user < 50_000);

    expect((await own()) - before).toBeGreaterThanOrEqual(40);
  });

  it('leaves out a process that has ended', async () => {
    // Beyond the largest process id of Linux and macOS.
    const times = await readCpuMs([process.pid, 2 ** 22 + 1]);

    expect([...(times?.keys() ?? [])]).toEqual([process.pid]);
  });

  it.each([
    ['0:00.07', 70],
    ['2:03.45', 123_450],
    ['01:02:03', 3_723_000],
    ['1-02:03:04', 93_784_000],
  ])('reads %s of ps as %d ms', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });
});
