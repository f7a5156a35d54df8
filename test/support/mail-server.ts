import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly isEncrypted: boolean;
  /** Decoded content. */
  readonly text: string;
  /** Headers and content as received. */
  readonly source: string;
}

/** Settings of a tracker that sends its mail to a server of a test. */
export type MailSettings = Readonly<Record<string, string>>;

export interface MailServer {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  readonly settings: MailSettings;
  stop(): Promise<void>;
}

export interface Certificate {
  readonly key: string;
  readonly certificate: string;
  /** File of the certificate. */
  readonly file: string;
  remove(): Promise<void>;
}

/** Makes a certificate of 127.0.0.1 that signs itself. */
export async function makeCertificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-mail-'));
  const [key, file] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', file],
  ]);
  return {
    key: await readFile(key, 'utf8'),
    certificate: await readFile(file, 'utf8'),
    file,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts a mail server of nodemailer on a free port. It accepts every mail, unless the options say otherwise. */
export async function startMailServer(
  { key, certificate, file }: Certificate,
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    key,
    cert: certificate,
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, { envelope, secure }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const source = Buffer.concat(parts).toString('utf8');
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isEncrypted: secure,
          source,
          text: textOf(source),
        });
        done();
      });
    },
    ...options,
  });
  // A client that leaves in the middle is part of the tests.
  server.on('error', () => undefined);
  const port = await listen(server.server);
  return {
    port,
    mails,
    settings: settingsFor(`smtp://127.0.0.1:${port}`, file),
    stop: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection.close();
        server.close(resolve);
      }),
  };
}

/** Starts listening on a free port of this machine. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export function settingsFor(url: string, authority: string): MailSettings {
  return {
    SMTP_URL: url,
    SMTP_CA_FILE: authority,
    MAIL_FROM: 'tracker@example.gov',
    PUBLIC_URL: 'https://tracker.example.gov',
  };
}

/** Returns the decoded content of a mail in quoted-printable. */
function textOf(source: string): string {
  const body = source.slice(source.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '');
  const bytes = body.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}
