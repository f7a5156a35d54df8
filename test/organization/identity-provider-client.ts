import type { NoticeView } from '../../src/organization/accounts/sign-in.view.js';
import type { Answer } from '../support/client.js';
import { SignInClient, type Session } from '../support/factors.js';
import { Given, madeBy } from '../support/given.js';
import type { AccountOver, GivenAccount } from '../support/people.js';
import { setPassword } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

/** Request of one browser: the address of the provider, and the cookie that binds the answer. */
export interface Begun {
  readonly url: string;
  readonly cookie: string;
}

/** Returns the request that an answer of the tracker begins. */
export function begunBy(answer: Answer): Begun {
  const { url } = madeBy(answer, 201).body as { url: string };
  return { url, cookie: /__Host-identity-request=[^;]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? '' };
}

/** Person of a provider. It can state more of a person at a sign-in. */
interface PersonThere {
  readonly subject: string;
}

let people = 0;
export const newPerson = (): PersonThere => ({ subject: `person-${(people += 1)}` });

interface Provider<Person, Returned> {
  readonly protocol: 'oidc' | 'saml';
  readonly signIn: (url: string, person: Person | PersonThere) => Promise<Returned>;
  /** Returns the answer as the page of the console sends it. */
  readonly toBody: (returned: Returned) => object;
}

interface LinkedAccount {
  readonly account: GivenAccount;
  readonly person: PersonThere;
  readonly secret: string;
  readonly session: Session;
}

/** Client of a tracker whose persons sign in at an identity provider. */
export class IdentityProviderClient<Person, Returned> {
  readonly given: Given;
  readonly signInClient: SignInClient;

  private constructor(
    private readonly tracker: Tracker,
    private readonly provider: Provider<Person, Returned>,
    /** Version of the notice that each sign-in confirms. */
    readonly notice: string,
  ) {
    this.given = new Given(tracker);
    this.signInClient = new SignInClient(tracker);
  }

  static async open<Person, Returned>(
    tracker: Tracker,
    provider: Provider<Person, Returned>,
  ): Promise<IdentityProviderClient<Person, Returned>> {
    const { version } = (await tracker.anonymous().get<NoticeView>('/notice')).body;
    return new IdentityProviderClient(tracker, provider, version);
  }

  async beginSignIn(): Promise<Begun> {
    const { protocol } = this.provider;
    return begunBy(
      await this.tracker.anonymous().post('/identity-provider-requests', { protocol, notice: this.notice }),
    );
  }

  finishSignIn(returned: Returned, cookie: string): Promise<Answer<Session>> {
    const body = this.provider.toBody(returned);
    return this.tracker.anonymous().post<Session>('/sessions/identity-provider', body, { cookie });
  }

  async signIn(person: Person | PersonThere): Promise<Answer<Session>> {
    const { url, cookie } = await this.beginSignIn();
    return this.finishSignIn(await this.provider.signIn(url, person), cookie);
  }

  async beginLink(session: { readonly token: string }): Promise<Begun> {
    const { protocol } = this.provider;
    return begunBy(await this.tracker.as(session).post('/accounts/me/identity-provider-requests', { protocol }));
  }

  finishLink(session: { readonly token: string }, returned: Returned, cookie: string): Promise<Answer<Session>> {
    const body = this.provider.toBody(returned);
    return this.tracker.as(session).post<Session>('/accounts/me/identity-provider-links', body, { cookie });
  }

  async link(session: { readonly token: string }, person: Person | PersonThere): Promise<Answer<Session>> {
    const { url, cookie } = await this.beginLink(session);
    return this.finishLink(session, await this.provider.signIn(url, person), cookie);
  }

  /** Returns an account with a password, an authenticator app and a link. */
  async linkedAccount(overrides: AccountOver = {}): Promise<LinkedAccount> {
    const account = await this.given.account(overrides);
    await setPassword(this.tracker, account.accountId);
    const { secret, session } = await this.signInClient.enrolTotp(account);
    const person = newPerson();
    return { account, person, secret, session: madeBy(await this.link(session, person), 201).body };
  }
}
