import { createSocket } from 'node:dgram';
import { mkdir, open } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { formatArchiveSignature, type ArchiveSignature } from './archive-signatures.js';
import { SigningError } from './signing-error.js';
import { formatHeadSignature, type HeadSignature } from './head-signatures.js';

/** Destination of signatures outside the database, beyond the reach of the database owner. */
export interface SignatureSink {
  readonly name: string;
  write(signatures: readonly (HeadSignature | ArchiveSignature)[]): Promise<void>;
}

/** Creates an append-only file with a line per signature. */
export function createFileSink(file: string): SignatureSink {
  return {
    name: file,
    write: async (signatures) => {
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const handle = await open(file, 'a', 0o600);
        try {
          await handle.appendFile(signatures.map((signature) => `${formatSignatureLine(signature)}\n`).join(''));
          await handle.sync();
        } finally {
          await handle.close();
        }
      } catch (fault) {
        throw new SigningError(`The signatures cannot be written to ${file}: ${(fault as Error).message}.`);
      }
    },
  };
}

/** Facility 13 (log audit) and severity 5 (notice). */
const priority = 13 * 8 + 5;
const timeoutMs = 5000;

/**
 * Creates a syslog client (RFC 5424): `udp://host:port` or `tcp://host:port`. TCP messages have their length as a
 * prefix (RFC 6587).
 */
export function createSyslogSink(address: string): SignatureSink {
  const { protocol, hostname: host, port } = new URL(address);
  const target = { host: host.replace(/^\[|\]$/g, ''), port: Number(port || 514) };
  return {
    name: address,
    write: async (signatures) => {
      const messages = signatures.map((signature) => Buffer.from(formatSyslogMessage(signature)));
      try {
        await (protocol === 'udp:' ? sendByUdp(messages, target) : sendByTcp(messages, target));
      } catch (fault) {
        throw new SigningError(`The signatures cannot be sent to ${address}: ${(fault as Error).message}.`);
      }
    },
  };
}

function formatSignatureLine(signature: HeadSignature | ArchiveSignature): string {
  return 'month' in signature ? formatArchiveSignature(signature) : formatHeadSignature(signature);
}

function formatSyslogMessage(signature: HeadSignature | ArchiveSignature): string {
  return `<${priority}>1 ${signature.signedAt} ${hostname()} tracker-sign ${process.pid} signature - ${formatSignatureLine(signature)}`;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

async function sendByUdp(messages: readonly Buffer[], { host, port }: Address): Promise<void> {
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

function sendByTcp(messages: readonly Buffer[], { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port }, () => {
      for (const one of messages) socket.write(Buffer.concat([Buffer.from(`${one.length} `), one]));
      socket.end();
    });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no answer in time')));
    socket.on('error', reject).on('close', () => {
      resolve();
    });
    // Without reading the response, the end of the connection would go unnoticed.
    socket.resume();
  });
}
