import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Config, ConfigFault } from '../../platform/config/config.js';
import { InvalidInput } from '../../platform/http/problems.js';

const defaultText = `This is an information system of the agencies that run it. It holds law enforcement records about crimes against children.
What you do here is monitored and recorded, and may be audited.
Using it without being authorized is prohibited, and may be punished under criminal and civil law.
By going on you agree to being monitored and recorded.`;
const maxLength = 10_000;

/** System use notification before sign-in (CJIS AC-8), and the check of its acknowledgement. */
@Injectable()
export class Notice {
  readonly text: string;
  /** Version derived from the text. A changed text must be acknowledged again. */
  readonly version: string;
  readonly isRequired: boolean;
  readonly warning: string | null;

  constructor({ SIGN_IN_NOTICE_FILE: file, SIGN_IN_NOTICE: demand, AUTH_MFA: factors }: Config) {
    this.text = file === undefined ? defaultText : readText(file);
    this.version = createHash('sha256').update(this.text).digest('hex').slice(0, 16);
    this.isRequired = demand === 'required';
    this.warning =
      factors === 'optional'
        ? 'Second factors are optional here: a password alone signs in. This is no place for a real record.'
        : null;
  }

  /** Returns the acknowledged version. Throws 422 for an outdated version, and for a missing one if it is required. */
  requireAcknowledgement(version: string | null | undefined): string | null {
    if (version == null ? this.isRequired : version !== this.version) {
      throw InvalidInput.forPath('/notice', 'must be the current version of the notice');
    }
    return version ?? null;
  }
}

function readText(file: string): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).trim();
  } catch {
    throw new ConfigFault('SIGN_IN_NOTICE_FILE must name a file with text in UTF-8 that can be read.', [
      'SIGN_IN_NOTICE_FILE',
    ]);
  }
  if (text === '' || text.length > maxLength) {
    throw new ConfigFault(`SIGN_IN_NOTICE_FILE must hold a text of at most ${maxLength} characters.`, [
      'SIGN_IN_NOTICE_FILE',
    ]);
  }
  return text;
}
