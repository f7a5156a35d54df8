import { createServer, type Server, type Socket } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import {
  listen,
  makeCertificate,
  settingsFor,
  startMailServer,
  type Certificate,
  type MailServer,
  type MailSettings,
  type ReceivedMail,
} from '../../../test/support/mail-server.js';
import { until } from '../../../test/support/until.js';
import { Config } from '../config/config.js';
import { MailFault } from './mail-fault.js';
import { Mailer, type MailLimits } from './mailer.js';

const never = new AbortController().signal;
const patient: MailLimits = { connectMs: 300_000, replyMs: 300_000, totalMs: 300_000 };
const mail = { to: 'dana@example.gov', subject: 'Evaluación', text: 'Línea\n', date: new Date(0) };

let certificate: Certificate;
let other: Certificate;
const servers: MailServer[] = [];
const sockets: Socket[] = [];
const plain: Server[] = [];

beforeAll(async () => {
  certificate = await makeCertificate();
  other = await makeCertificate();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of plain.splice(0)) server.close();
});
afterAll(async () => {
  await certificate.remove();
  await other.remove();
});

async function serve(options: SMTPServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(certificate, options);
  servers.push(server);
  return server;
}

/** Replies of a server up to the one that asks for the content. */
const upToContent = ['220 mail\r\n', '250 mail\r\n', '250 ok\r\n', '250 ok\r\n', '354 go on\r\n'];

/** Starts a server that sends a text whenever the client has sent something. After the last one it calls `end` instead. */
async function serveTexts(
  texts: readonly string[],
  end: (socket: Socket) => void = () => undefined,
): Promise<MailSettings> {
  const server = createServer((socket) => {
    sockets.push(socket);
    const left = [...texts];
    const sendNext = (): void => {
      const text = left.shift();
      if (text === undefined) end(socket);
      else socket.write(text);
    };
    sendNext();
    socket.on('data', sendNext).on('error', () => undefined);
  });
  plain.push(server);
  const port = await listen(server);
  return { ...settingsFor(`smtp://127.0.0.1:${port}`, certificate.file), SMTP_TLS: 'off' };
}

function mailerOf(settings: MailSettings, limits: MailLimits = patient): Mailer {
  return new Mailer(Config.parse(settings), limits);
}

function namesOfHeaders(source: string): string[] {
  const lines = source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n');
  return lines.map((line) => line.slice(0, line.indexOf(':'))).sort();
}

async function faultOf(mailer: Mailer, stop = never): Promise<Pick<MailFault, 'code' | 'mayBeRepeated'>> {
  const fault = await mailer.send(mail, stop).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof MailFault)) throw new Error('The mail had no fault');
  return { code: fault.code, mayBeRepeated: fault.mayBeRepeated };
}

describe('the mailer', () => {
  it('is not configured without a mail server', () => {
    expect(new Mailer(Config.parse({})).isConfigured).toBe(false);
  });

  it('sends plain text over TLS, from the configured address', async () => {
    const { settings, mails } = await serve();

    await mailerOf(settings).send(mail, never);

    expect(mails).toMatchObject([{ from: 'tracker@example.gov', to: ['dana@example.gov'], isEncrypted: true }]);
    const [{ source, text }] = mails as [ReceivedMail];
    expect(text).toBe('Línea\n');
    expect(namesOfHeaders(source)).toEqual([
      'Auto-Submitted',
      'Content-Transfer-Encoding',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Subject',
      'To',
    ]);
    expect(source).toContain('Auto-Submitted: auto-generated\r\n');
  });

  it('signs in with the user and the password file', async () => {
    const given: unknown[] = [];
    const { port } = await serve({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) => {
        given.push([username, password]);
        done(null, { user: username });
      },
    });
    const file = `${certificate.file}.password`;
    await writeFile(file, 'correct horse\n');
    const url = `smtp://tracker%40example.gov@127.0.0.1:${port}`;

    await mailerOf({ ...settingsFor(url, certificate.file), SMTP_PASSWORD_FILE: file }).send(mail, never);

    expect(given).toEqual([['tracker@example.gov', 'correct horse']]);
  });

  it.each(['SMTP_PASSWORD_FILE', 'SMTP_CA_FILE'])('rejects a start whose %s cannot be read', (key) => {
    const user = key === 'SMTP_PASSWORD_FILE' ? 'tracker@' : '';
    const settings = { ...settingsFor(`smtp://${user}127.0.0.1`, certificate.file), [key]: '/nowhere' };

    expect(() => mailerOf(settings)).toThrow(`${key} must name a file that can be read.`);
  });

  it('sends nothing to a server that offers no TLS', async () => {
    const { settings, mails } = await serve({ hideSTARTTLS: true, disabledCommands: ['STARTTLS', 'AUTH'] });

    expect(await faultOf(mailerOf(settings))).toEqual({ code: 'ETLS', mayBeRepeated: true });
    expect(mails).toEqual([]);
  });

  it('sends without TLS where the operator switched it off', async () => {
    const { settings, mails } = await serve();

    await mailerOf({ ...settings, SMTP_TLS: 'off' }).send(mail, never);

    expect(mails).toMatchObject([{ isEncrypted: false }]);
  });

  it('sends nothing to a server whose certificate the authority did not issue', async () => {
    const { port, mails } = await serve();

    const fault = await faultOf(mailerOf(settingsFor(`smtp://127.0.0.1:${port}`, other.file)));

    expect(fault.mayBeRepeated).toBe(true);
    expect(fault.code).toMatch(/^(DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_VERIFY/);
    expect(mails).toEqual([]);
  });

  it.each(['MailFrom', 'RcptTo'] as const)('reports a refusal at on%s with its reply', async (step) => {
    const { settings, mails } = await serve({
      [`on${step}`]: (_address: unknown, _session: unknown, done: (fault: Error) => void) => {
        done(Object.assign(new Error('dana@example.gov is unknown here'), { responseCode: 550 }));
      },
    });

    expect(await faultOf(mailerOf(settings))).toEqual({ code: 'SMTP_550', mayBeRepeated: true });
    expect(mails).toEqual([]);
  });

  it('has no address in its error', async () => {
    const { settings } = await serve({
      onRcptTo: (_address, _session, done) => {
        done(new Error('dana@example.gov is unknown here'));
      },
    });

    const fault = await mailerOf(settings)
      .send(mail, never)
      .catch((error: unknown) => error);

    expect(String(fault)).not.toContain('@');
    expect(Object.keys(fault as object).sort()).toEqual(['code', 'isOfRecipient', 'mayBeRepeated', 'name']);
  });

  it('reports a server that is not there', async () => {
    const server = await serve();
    await server.stop();

    expect(await faultOf(mailerOf(server.settings))).toEqual({ code: 'ECONNREFUSED', mayBeRepeated: true });
  });

  it.each([
    ['says nothing', [], { replyMs: 50 }],
    ['says nothing after its greeting', ['220 mail\r\n'], { replyMs: 50 }],
    ['does not end its reply', ['220 mail\r\n', '250-more\r\n'], { totalMs: 50 }],
  ])('ends at its limit with a server that %s', async (_, texts, limit) => {
    const mailer = mailerOf(await serveTexts(texts), { ...patient, ...limit });

    expect(await faultOf(mailer)).toEqual({ code: 'ETIMEDOUT', mayBeRepeated: true });
  });

  it('ends with a server that speaks another protocol', async () => {
    const mailer = mailerOf(await serveTexts(['HTTP/1.1 400 Bad Request\r\n\r\n']));

    expect(await faultOf(mailer)).toEqual({ code: 'EPROTOCOL', mayBeRepeated: true });
  });

  it('does not repeat a mail whose content a silent server may have accepted', async () => {
    const stop = new AbortController();
    const settings = await serveTexts(upToContent, () => {
      stop.abort();
    });

    expect(await faultOf(mailerOf(settings), stop.signal)).toEqual({ code: 'STOPPED', mayBeRepeated: false });
  });

  it('does not repeat a mail whose content a server received before it left', async () => {
    const settings = await serveTexts(upToContent, (socket) => socket.destroy());

    expect(await faultOf(mailerOf(settings))).toMatchObject({ mayBeRepeated: false });
  });

  it('ends at once when it is stopped', async () => {
    const stop = new AbortController();
    const mailer = mailerOf(await serveTexts([]));
    const fault = faultOf(mailer, stop.signal);
    await until(() => sockets.length > 0);

    stop.abort();

    expect(await fault).toEqual({ code: 'STOPPED', mayBeRepeated: true });
  });

  it.each(['dana@example.gov\r\nRCPT TO:<eve@example.org>', 'dana@example.gov>\r\nBcc: <eve@example.org', 'a b'])(
    'sends no second recipient for the address %j',
    async (to) => {
      const { settings, mails } = await serve();

      await mailerOf(settings)
        .send({ ...mail, to }, never)
        .catch(() => undefined);

      expect(mails.flatMap((received) => received.to).filter((one) => one.startsWith('eve'))).toEqual([]);
      expect(mails.map(({ source }) => source).join('')).not.toMatch(/^Bcc:/m);
    },
  );
});

describe('the verification of a mail server', () => {
  it('connects and signs in, and sends nothing', async () => {
    const { settings, mails } = await serve();

    await mailerOf(settings).verify();

    expect(mails).toEqual([]);
  });

  it('reports a wrong password', async () => {
    const { port } = await serve({
      authOptional: false,
      onAuth: (_auth, _session, done) => {
        done(new Error('no'));
      },
    });
    const file = `${certificate.file}.wrong`;
    await writeFile(file, 'wrong');
    const settings = settingsFor(`smtp://tracker@127.0.0.1:${port}`, certificate.file);

    await expect(mailerOf({ ...settings, SMTP_PASSWORD_FILE: file }).verify()).rejects.toMatchObject({
      code: 'SMTP_535',
    });
  });
});
