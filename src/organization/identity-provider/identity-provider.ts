import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { createBoundedFetch } from './bounded-fetch.js';
import { IdentityProviderUnavailable, SignInNotConfirmed, NoIdentityProvider } from './identity-provider.errors.js';
import {
  AnswerRejected,
  OidcClient,
  ProviderUnavailable,
  type ExternalIdentity,
  type ProviderAnswer,
  type RequestState,
} from './oidc-client.js';
import { readOidcSettings } from './oidc-settings.js';

const maxAnswerBytes = 256 * 1024;

/** Identity provider that the operator has set up. Without one the tracker calls nobody. */
@Injectable()
export class IdentityProvider {
  /** Name for people; null without an identity provider. */
  readonly name: string | null;
  private readonly logger = new Logger('IdentityProvider');
  private readonly client: OidcClient | null;

  constructor(config: Config) {
    const settings = readOidcSettings(config);
    this.name = settings?.name ?? null;
    this.client =
      settings && new OidcClient(settings, createBoundedFetch(new URL(settings.issuer).origin, maxAnswerBytes));
  }

  createRequest(): Promise<RequestState & { readonly url: string }> {
    return this.ask((client) => client.createRequest());
  }

  verifyAnswer(answer: ProviderAnswer, request: RequestState): Promise<ExternalIdentity> {
    return this.ask((client) => client.verifyAnswer(answer, request));
  }

  private async ask<T>(question: (client: OidcClient) => Promise<T>): Promise<T> {
    if (this.client === null) throw new NoIdentityProvider();
    try {
      return await question(this.client);
    } catch (error) {
      if (error instanceof AnswerRejected) {
        this.logger.warn(`An answer of the identity provider was rejected. ${error.message}.`);
        throw new SignInNotConfirmed();
      }
      if (!(error instanceof ProviderUnavailable)) throw error;
      this.logger.error(`The identity provider cannot be used. ${error.message}.`);
      throw new IdentityProviderUnavailable();
    }
  }
}
