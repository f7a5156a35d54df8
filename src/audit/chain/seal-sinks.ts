import { createSocket } from 'node:dgram';
import { mkdir, open } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { lineOfArchiveSeal, type ArchiveSeal } from './archive-seals.js';
import { CannotSeal } from './cannot-seal.js';
import { lineOf, type Seal } from './seals.js';

/** Destination of signatures outside the database, beyond the reach of the database owner. */
export interface SealSink {
  readonly name: string;
  /** Resolves when the signatures have left this process. */
  keep(seals: readonly (Seal | ArchiveSeal)[]): Promise<void>;
}

/** Creates an append-only file with a line per signature. */
export function sealFile(file: string): SealSink {
  return {
    name: file,
    keep: async (seals) => {
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const handle = await open(file, 'a', 0o600);
        try {
          await handle.appendFile(seals.map((seal) => `${textOf(seal)}\n`).join(''));
          await handle.sync();
        } finally {
          await handle.close();
        }
      } catch (fault) {
        throw new CannotSeal(`The seals cannot be written to ${file}: ${(fault as Error).message}.`);
      }
    },
  };
}

/** Facility 13 (log audit) and severity 5 (notice). */
const priority = 13 * 8 + 5;
const answerMs = 5000;

/**
 * Creates a syslog client (RFC 5424): `udp://host:port` or `tcp://host:port`. TCP messages have their length as a
 * prefix (RFC 6587).
 */
export function sealSyslog(address: string): SealSink {
  const { protocol, hostname: host, port } = new URL(address);
  const at = { host: host.replace(/^\[|\]$/g, ''), port: Number(port || 514) };
  return {
    name: address,
    keep: async (seals) => {
      const messages = seals.map((seal) => Buffer.from(message(seal)));
      try {
        await (protocol === 'udp:' ? byUdp(messages, at) : byTcp(messages, at));
      } catch (fault) {
        throw new CannotSeal(`The seals cannot be sent to ${address}: ${(fault as Error).message}.`);
      }
    },
  };
}

function textOf(seal: Seal | ArchiveSeal): string {
  return 'month' in seal ? lineOfArchiveSeal(seal) : lineOf(seal);
}

function message(seal: Seal | ArchiveSeal): string {
  return `<${priority}>1 ${seal.sealedAt} ${hostname()} tracker-seal ${process.pid} seal - ${textOf(seal)}`;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

async function byUdp(messages: readonly Buffer[], { host, port }: Address): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    for (const one of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.send(one, port, host, (fault) => {
          if (fault) reject(fault);
          else resolve();
        });
      });
    }
  } finally {
    socket.close();
  }
}

function byTcp(messages: readonly Buffer[], { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      for (const one of messages) socket.write(Buffer.concat([Buffer.from(`${one.length} `), one]));
      socket.end();
    });
    socket.setTimeout(answerMs, () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject).on('close', () => {
      resolve();
    });
    // The response is discarded. Without reading it, the end of the connection would go unnoticed.
    socket.resume();
  });
}
