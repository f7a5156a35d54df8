import { formatInstant } from '../kit/dates';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { useAccountWords } from './account-words';

export interface OneTimeLinkProps {
  readonly name: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** One-time link of an account, which no later page shows. */
export function OneTimeLink({ name, link, expiresAt }: OneTimeLinkProps) {
  const words = useWords();
  const texts = useAccountWords();
  const zone = useZone();
  return (
    <div className="usa-alert usa-alert--success" role="status">
      <div className="usa-alert__body">
        <p className="usa-alert__heading">{texts.link.made(name)}</p>
        <div className="usa-alert__text">
          <p className="flush">{texts.link.text(formatInstant(expiresAt, words.locale, zone))}</p>
          <code className="secret">{link}</code>
        </div>
      </div>
    </div>
  );
}
