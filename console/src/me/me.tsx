import { Breakable } from '../kit/breakable';
import { Facts } from '../kit/facts';
import { Page } from '../kit/page';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { Factors } from './factors';
import { IdentityProviderLinks } from './identity-provider-links';
import { MachineKeys } from './machine-keys';
import { Password } from './password';
import { Preferences } from './preferences';
import { Sessions } from './sessions';

/** Own account: seat, factors, links, password, sessions, machine keys and preferences. */
export default function Me() {
  const words = useWords();
  const { session, may } = useSession();
  const { account, seat } = session;
  return (
    <Page title={words.me.title} width="narrow">
      <section className="card">
        <h2>{words.me.account}</h2>
        <Facts
          facts={[
            [words.me.name, account.name],
            [words.me.email, <Breakable text={account.email} />],
            [words.me.role, words.role[account.role]],
            [words.me.personTitle, account.title && words.accountTitle[account.title]],
            [
              words.me.seat,
              [seat.agency?.name, seat.taskForce?.name].filter(Boolean).join(', ') || words.seat.national,
            ],
          ]}
        />
      </section>
      <Preferences />
      <Factors />
      <IdentityProviderLinks />
      <Password />
      <Sessions />
      {may('machine-keys:manage') && <MachineKeys />}
    </Page>
  );
}
