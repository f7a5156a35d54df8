import { createSocket } from 'node:dgram';
import { mkdir, open } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Config } from '../../platform/config/config.js';
import { SigningError } from './signing-error.js';
import { formatSignatureLine, signingTimeOf, type SignatureRecord } from './signature-lines.js';

/** Name of the signer's file in the default folder. */
export const signatureFileName = 'signatures.jsonl';

/** Destination of signatures outside the database, beyond the reach of the database owner. */
export interface SignatureSink {
  readonly name: string;
  write(signatures: readonly SignatureRecord[]): Promise<void>;
}

/** Creates the configured destinations. The default is a file in the folder, unless there is a log. */
export function createSinks(
  { SIGN_FILE, SIGN_SYSLOG }: Pick<Config, 'SIGN_FILE' | 'SIGN_SYSLOG'>,
  folder: string,
): SignatureSink[] {
  const log = SIGN_SYSLOG === undefined ? [] : [createSyslogSink(SIGN_SYSLOG)];
  if (SIGN_FILE === undefined && log.length > 0) return log;
  return [createFileSink(SIGN_FILE ?? join(folder, signatureFileName)), ...log];
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

/** Maximum length of a message in bytes. Collectors such as rsyslog cut a longer one by default. */
const maxSyslogBytes = 8192;

/** Rejects a record that a syslog could lose or cut off. */
export function checkSyslogLength(record: SignatureRecord): void {
  const bytes = Buffer.byteLength(formatSyslogMessage(record));
  if (bytes > maxSyslogBytes)
    throw new SigningError(
      `The line has ${bytes} bytes, and a syslog may cut it off after ${maxSyslogBytes}. Run the command with SIGN_FILE and without SIGN_SYSLOG.`,
    );
}

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

function formatSyslogMessage(signature: SignatureRecord): string {
  return `<${priority}>1 ${signingTimeOf(signature)} ${hostname()} tracker-sign ${process.pid} signature - ${formatSignatureLine(signature)}`;
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
