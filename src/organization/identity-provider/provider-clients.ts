import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { createBoundedFetch } from './bounded-fetch.js';
import { protocols, type Protocol } from './identity-provider.enums.js';
import { IdentityProviderUnavailable, NoIdentityProvider, SignInNotConfirmed } from './identity-provider.errors.js';
import { OidcClient } from './oidc-client.js';
import { readOidcSettings } from './oidc-settings.js';
import {
  AnswerRejected,
  type ExternalIdentity,
  type ProviderAnswer,
  type ProviderClient,
  ProviderUnavailable,
  type RequestState,
} from './provider-client.js';
import { SamlClient } from './saml-client.js';
import { writeSamlMetadata } from './saml-metadata.js';
import { readSamlSettings } from './saml-settings.js';

const maxAnswerBytes = 256 * 1024;

interface SetUp {
  /** Name for people. */
  readonly name: string;
  readonly client: ProviderClient;
}

/** Identity providers that the operator has set up: at most one for each protocol. Without one the tracker calls nobody. */
@Injectable()
export class ProviderClients {
  private readonly logger = new Logger('IdentityProvider');
  private readonly setUps: Readonly<Record<Protocol, SetUp | null>>;
  private readonly metadata: string | null;

  constructor(config: Config) {
    const oidc = readOidcSettings(config);
    const saml = readSamlSettings(config);
    this.setUps = {
      oidc: oidc && {
        name: oidc.name,
        client: new OidcClient(oidc, createBoundedFetch(new URL(oidc.issuer).origin, maxAnswerBytes)),
      },
      saml: saml && { name: saml.name, client: new SamlClient(saml) },
    };
    this.metadata = saml && writeSamlMetadata(saml);
  }

  list(): { readonly protocol: Protocol; readonly name: string }[] {
    return protocols.flatMap((protocol) => {
      const setUp = this.setUps[protocol];
      return setUp === null ? [] : [{ protocol, name: setUp.name }];
    });
  }

  samlMetadata(): string {
    if (this.metadata === null) throw new NoIdentityProvider();
    return this.metadata;
  }

  createRequest(protocol: Protocol): Promise<RequestState & { readonly url: string }> {
    return this.ask(protocol, (client) => client.createRequest());
  }

  verifyAnswer(protocol: Protocol, answer: ProviderAnswer, request: RequestState): Promise<ExternalIdentity> {
    return this.ask(protocol, (client) => client.verifyAnswer(answer, request));
  }

  private async ask<T>(protocol: Protocol, question: (client: ProviderClient) => Promise<T>): Promise<T> {
    const setUp = this.setUps[protocol];
    if (setUp === null) throw new NoIdentityProvider();
    try {
      return await question(setUp.client);
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
