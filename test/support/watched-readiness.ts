import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Answer, Client } from './client.js';
import { aTip } from './given.js';

export interface Probe {
  readonly afterMs: number;
  readonly status: number;
}

export interface Watched {
  readonly probes: readonly Probe[];
  readonly writes: readonly Answer<{ readonly id: string }>[];
}

/** Probes readiness ten times a second for a time, and logs complaints meanwhile, at this rate. */
export async function watchReadiness(client: Client, url: string, ms: number, perSecond: number): Promise<Watched> {
  const began = performance.now();
  const probes: Probe[] = [];
  const writing: Promise<Answer<{ readonly id: string }>>[] = [];
  const write = (): void => void writing.push(client.post('/complaints', aTip));
  const load = perSecond === 0 ? undefined : setInterval(write, 1000 / perSecond);
  while (performance.now() - began < ms) {
    const { status } = await client.get(`${url}/health/ready`);
    probes.push({ afterMs: performance.now() - began, status });
    await delay(100);
  }
  clearInterval(load);
  return { probes, writes: await Promise.all(writing) };
}

/** Expects that readiness turned to this status within this time, and stayed there. */
export function expectTurned({ probes }: Watched, status: number, withinMs: number): void {
  const turned = probes.findIndex((probe) => probe.status === status);
  expect(turned).toBeGreaterThanOrEqual(0);
  expect(probes[turned]?.afterMs).toBeLessThan(withinMs);
  expect(new Set(probes.slice(turned).map((probe) => probe.status))).toEqual(new Set([status]));
}
