/** Certificates of the hosts of a drill, by an authority of its own. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const usual = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

export class Authority {
  /** Creates the authority in a folder. */
  static async create(openssl, folder) {
    const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.pem')];
    await execute(openssl, [...usual, '-subj', '/CN=Drill', '-keyout', key, '-out', certificate]);
    return new Authority({ openssl, key, certificate, pem: await readFile(certificate, 'utf8') });
  }

  constructor({ openssl, key, certificate, pem }) {
    this.openssl = openssl;
    this.key = key;
    this.certificate = certificate;
    this.pem = pem;
  }

  /** Returns the key and the certificate of the addresses, for a server and a client. */
  async issue(addresses, folder) {
    const [address] = addresses;
    const [key, certificate] = [join(folder, `${address}.key`), join(folder, `${address}.crt`)];
    const extensions = [
      `subjectAltName=${addresses.map((one) => `IP:${one}`).join(',')}`,
      'extendedKeyUsage=serverAuth,clientAuth',
      'basicConstraints=critical,CA:FALSE',
    ].flatMap((extension) => ['-addext', extension]);
    const issuer = ['-CA', this.certificate, '-CAkey', this.key];
    const parameters = [
      ...usual,
      ...issuer,
      '-subj',
      `/CN=${address}`,
      ...extensions,
      '-keyout',
      key,
      '-out',
      certificate,
    ];
    await execute(this.openssl, parameters);
    return `${await readFile(key, 'utf8')}${await readFile(certificate, 'utf8')}`;
  }
}
