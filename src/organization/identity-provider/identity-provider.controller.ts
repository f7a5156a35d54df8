import { Body, Controller, Delete, Get, Header, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowPendingSession, CurrentToken } from '../../access/access.decorators.js';
import type { RequestToken } from '../../access/session-token.js';
import { CurrentCaller, type Caller } from '../../platform/actor/caller.js';
import { Id } from '../../platform/http/id.pipe.js';
import { Public } from '../../platform/http/public.decorator.js';
import { ResponseLocation } from '../../platform/http/versions.js';
import { SessionResponder } from '../accounts/session-responder.js';
import { SessionView } from '../accounts/sign-in.view.js';
import { IdentityProviderAnswer, RequestIdentityLink, RequestIdentityProvider } from './identity-provider.request.js';
import { IdentityProviderService } from './identity-provider.service.js';
import { IdentityProviderLinks, IdentityProviders, IdentityProviderRequestView } from './identity-provider.view.js';
import type { StoredIdentityLink } from './identity-records.js';
import { IdentityRequestCookie } from './identity-request-cookie.js';
import { ProviderClients } from './provider-clients.js';

const metadataType = 'application/samlmetadata+xml';

/** Routes of sign-in through the identity provider of the agency, and of the links of the caller's account to it. */
@Controller()
export class IdentityProviderController {
  constructor(
    private readonly providers: ProviderClients,
    private readonly service: IdentityProviderService,
    private readonly cookie: IdentityRequestCookie,
    private readonly responder: SessionResponder,
  ) {}

  /** List the identity providers for sign-in: those that the operator set up, at most one for each protocol. */
  @Get('identity-providers')
  @Public()
  listIdentityProviders(): IdentityProviders {
    return { items: this.providers.list() };
  }

  /**
   * Read the SAML metadata of the tracker, by which the identity provider registers it.
   * @throws NoIdentityProvider
   */
  @Get('identity-providers/saml/metadata')
  @Public()
  @ApiOkResponse({ content: { [metadataType]: { schema: { type: 'string', format: 'binary' } } } })
  @Header('content-type', metadataType)
  readSamlMetadata(): string {
    return this.providers.samlMetadata();
  }

  /**
   * Begin a sign-in through the identity provider. The browser opens the returned address. The answer is accepted once, within ten
   * minutes, and only from this browser.
   * @throws NoIdentityProvider
   * @throws IdentityProviderUnavailable
   */
  @Post('identity-provider-requests')
  @Public()
  @ResponseLocation(null)
  requestIdentityProviderSignIn(
    @CurrentCaller() caller: Caller,
    @Body() request: RequestIdentityProvider,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentityProviderRequestView> {
    return this.service.requestSignIn(caller, this.cookie.create(reply), request);
  }

  /**
   * Sign in with the answer of the identity provider. A linked account is signed in, and none is created. A second factor follows,
   * unless the identity provider states one that the operator accepts.
   * @throws NoIdentityProvider
   * @throws IdentityProviderUnavailable
   * @throws SignInNotConfirmed
   * @throws AccountNotLinked
   */
  @Post('sessions/identity-provider')
  @Public()
  @ResponseLocation(null)
  async signInThroughIdentityProvider(
    @CurrentCaller() caller: Caller,
    @Body() answer: IdentityProviderAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const signedIn = await this.service.signIn(caller, this.cookie.read(request), answer);
    this.cookie.clear(reply);
    return this.responder.send(signedIn, caller, reply);
  }

  /** List the links of the caller's account to identity providers. */
  @Get('accounts/me/identity-provider-links')
  @AllowPendingSession()
  async listIdentityProviderLinks(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
  ): Promise<IdentityProviderLinks> {
    return { items: (await this.service.list(caller, hash)).map(toIdentityProviderLinkView) };
  }

  /**
   * Begin to link the caller's account to an identity. The browser opens the returned address.
   * @throws ReauthenticationRequired
   * @throws NoIdentityProvider
   * @throws IdentityProviderUnavailable
   */
  @Post('accounts/me/identity-provider-requests')
  @AllowPendingSession()
  @ResponseLocation(null)
  requestIdentityProviderLink(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() request: RequestIdentityLink,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentityProviderRequestView> {
    return this.service.requestLink(caller, this.cookie.create(reply), hash, request);
  }

  /**
   * Link the caller's account with the answer of the identity provider. The session token becomes another one, and other sessions
   * end.
   * @throws ReauthenticationRequired
   * @throws NoIdentityProvider
   * @throws IdentityProviderUnavailable
   * @throws SignInNotConfirmed
   * @throws AccountAlreadyLinked
   */
  @Post('accounts/me/identity-provider-links')
  @AllowPendingSession()
  @ResponseLocation(null)
  async linkIdentityProvider(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Body() answer: IdentityProviderAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const linked = await this.service.link(caller, this.cookie.read(request), hash, answer);
    this.cookie.clear(reply);
    return this.responder.send(linked, caller, reply);
  }

  /**
   * Remove a link of the caller's account. The session token becomes another one, and other sessions end.
   * @throws ReauthenticationRequired
   * @throws NotFound
   */
  @Delete('accounts/me/identity-provider-links/:id')
  @AllowPendingSession()
  async unlinkIdentityProvider(
    @CurrentCaller() caller: Caller,
    @CurrentToken() { hash }: RequestToken,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.responder.send(await this.service.unlink(caller, hash, id), caller, reply);
  }
}

function toIdentityProviderLinkView({ id, protocol, issuer, since, last_used_at: lastUsedAt }: StoredIdentityLink) {
  return { id, protocol, issuer, addedAt: since.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
