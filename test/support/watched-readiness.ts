import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Answer, Client } from './client.js';
import { aTip } from './given.js';
import { sendInTurn } from './senders.js';

export interface Probe {
  readonly afterMs: number;
  readonly status: number;
}

export interface Watched {
  readonly probes: readonly Probe[];
  readonly writes: readonly Answer<{ readonly id: string }>[];
}

/** Time for which a turned readiness is watched, so that a second turn is seen. */
const stayMs = 3000;

/** Probes readiness at most ten times a second for a time, and logs complaints meanwhile, at most at this rate. */
export function watchReadiness(client: Client, url: string, ms: number, perSecond: number): Promise<Watched> {
  return watchUntil(client, url, perSecond, (_, sinceMs) => sinceMs >= ms);
}

/** The same until readiness has this status, whenever that is, and for three seconds more. */
export function watchTurn(client: Client, url: string, status: number, perSecond: number): Promise<Watched> {
  return watchUntil(client, url, perSecond, (probes, sinceMs) => {
    const turned = probes.find((probe) => probe.status === status);
    return turned !== undefined && sinceMs >= turned.afterMs + stayMs;
  });
}

async function watchUntil(
  client: Client,
  url: string,
  perSecond: number,
  isOver: (probes: readonly Probe[], sinceMs: number) => boolean,
): Promise<Watched> {
  const began = performance.now();
  const probes: Probe[] = [];
  const write = (): Promise<Answer<{ readonly id: string }>> => client.post('/complaints', aTip);
  const endWriting = perSecond === 0 ? undefined : sendInTurn(write, 1000 / perSecond);
  while (!isOver(probes, performance.now() - began)) {
    const { status } = await client.get(`${url}/health/ready`);
    probes.push({ afterMs: performance.now() - began, status });
    await delay(100);
  }
  return { probes, writes: (await endWriting?.()) ?? [] };
}

/** Expects that readiness turned to this status, within a time where one is given, and stayed there. */
export function expectTurned({ probes }: Watched, status: number, withinMs = Infinity): void {
  const turned = probes.findIndex((probe) => probe.status === status);
  expect(turned).toBeGreaterThanOrEqual(0);
  expect(probes[turned]?.afterMs).toBeLessThan(withinMs);
  expect(new Set(probes.slice(turned).map((probe) => probe.status))).toEqual(new Set([status]));
}
