import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { ConfigFault, type Config } from '../config/config.js';
import { codeOfMailFault, hasReply, isOfRecipient, MailFault } from './mail-fault.js';

/** Mail in plain text to one person. It has no display name of the recipient. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
}

/** Limits in milliseconds: for a connection, for each reply of the server, and for all of one mail. */
export interface MailLimits {
  readonly connectMs: number;
  readonly replyMs: number;
  readonly totalMs: number;
}

const usualLimits: MailLimits = { connectMs: 10_000, replyMs: 10_000, totalMs: 30_000 };
const senderName = 'Task Force Tracker';
const ports: Readonly<Record<string, number>> = { 'smtp:': 25, 'smtps:': 465 };

interface Server {
  readonly options: ConstructorParameters<typeof SMTPConnection>[0];
  readonly credentials: { readonly user: string; readonly pass: string } | null;
  readonly from: string;
}

type Done = (fault?: Error | null) => void;

/**
 * Client of the mail server that the operator named, and of no other. It has TLS unless the operator switched that off.
 * Each mail has a connection of its own.
 */
export class Mailer {
  private readonly server: Server | null;

  /** Throws {@link ConfigFault} for a file that cannot be read. */
  constructor(
    config: Config,
    private readonly limits: MailLimits = usualLimits,
  ) {
    this.server = serverOf(config, limits);
  }

  /** Whether the operator named a mail server. */
  get isConfigured(): boolean {
    return this.server !== null;
  }

  /** Sends a mail. Throws {@link MailFault}, which says whether the mail may be sent again. */
  async send({ to, subject, text, date }: Mail, stop: AbortSignal): Promise<void> {
    const { from } = this.requireServer();
    const message = await new MailComposer({
      from: { name: senderName, address: from },
      to: { name: '', address: to },
      subject,
      text,
      date,
      textEncoding: 'quoted-printable',
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
    const content = new MessageContent(message);
    try {
      await this.converse(stop, (connection) =>
        settled((done) => {
          connection.send({ from, to: [to] }, content, done);
        }),
      );
    } catch (fault) {
      throw new MailFault(codeOfMailFault(fault), !content.isRead || hasReply(fault), isOfRecipient(fault));
    }
  }

  /** Connects, demands TLS and signs in, without a mail. Throws {@link MailFault}. */
  async verify(): Promise<void> {
    try {
      await this.converse(new AbortController().signal, () => Promise.resolve());
    } catch (fault) {
      throw new MailFault(codeOfMailFault(fault), true);
    }
  }

  /** Runs work on a new connection. A silent or endless server is cut off at the limits, and all are when `stop` aborts. */
  private async converse(stop: AbortSignal, work: (connection: SMTPConnection) => Promise<void>): Promise<void> {
    const { options, credentials } = this.requireServer();
    const connection = new SMTPConnection(options);
    const signal = AbortSignal.any([stop, AbortSignal.timeout(this.limits.totalMs)]);
    const broken = new Promise<never>((_, reject) => {
      connection.on('error', reject);
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
    try {
      signal.throwIfAborted();
      await Promise.race([broken, talk()]);
    } finally {
      connection.close();
    }

    async function talk(): Promise<void> {
      await settled((done) => {
        connection.connect(done);
      });
      if (credentials) {
        await settled((done) => {
          connection.login({ credentials }, done);
        });
      }
      await work(connection);
    }
  }

  private requireServer(): Server {
    if (this.server === null) throw new Error('Mail was sent without a mail server');
    return this.server;
  }
}

/** Content of a mail. The client reads it when the server has accepted sender and recipient. */
class MessageContent extends Readable {
  isRead = false;

  constructor(private readonly message: Buffer) {
    super();
  }

  override _read(): void {
    this.isRead = true;
    this.push(this.message);
    this.push(null);
  }
}

function settled(start: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((fault) => {
      if (fault) reject(fault);
      else resolve();
    });
  });
}

function serverOf(config: Config, { connectMs, replyMs }: MailLimits): Server | null {
  const { SMTP_URL, SMTP_PASSWORD_FILE, SMTP_CA_FILE, SMTP_TLS, MAIL_FROM } = config;
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const { protocol, hostname, port, username } = new URL(SMTP_URL);
  const password = readSetting('SMTP_PASSWORD_FILE', SMTP_PASSWORD_FILE)?.replace(/\r?\n$/, '');
  const ca = readSetting('SMTP_CA_FILE', SMTP_CA_FILE);
  return {
    from: MAIL_FROM,
    credentials: password === undefined ? null : { user: decodeURIComponent(username), pass: password },
    options: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? ports[protocol] : Number(port),
      name: new URL(config.publicUrl).hostname,
      secure: protocol === 'smtps:',
      requireTLS: SMTP_TLS === 'required',
      ignoreTLS: SMTP_TLS === 'off',
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      connectionTimeout: connectMs,
      dnsTimeout: connectMs,
      greetingTimeout: replyMs,
      socketTimeout: replyMs,
    },
  };
}

function readSetting(key: string, file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch {
    throw new ConfigFault(`${key} must name a file that can be read.`, [key]);
  }
}
