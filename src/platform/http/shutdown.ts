import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config/config.js';

const endingServers = new WeakSet<object>();

/** Whether every answer of the server ends its connection, because the server will close. */
export function isEnding(server: object): boolean {
  return endingServers.has(server);
}

/** Marks a server that will close. */
export function markEnding(server: object): void {
  endingServers.add(server);
}

/** End of the application. A load balancer sees the announcement before the port closes. */
@Injectable()
export class Shutdown {
  constructor(
    private readonly adapters: HttpAdapterHost,
    private readonly config: Config,
  ) {}

  get isAnnounced(): boolean {
    return isEnding(this.server);
  }

  /** Announces the end: readiness fails from now on, and each answer ends its connection. The port stays open for DRAIN_SECONDS. */
  async drain(): Promise<void> {
    markEnding(this.server);
    await delay(this.config.DRAIN_SECONDS * 1000);
  }

  private get server(): Server {
    return this.adapters.httpAdapter.getHttpServer() as Server;
  }
}
