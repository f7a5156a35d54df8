import { Module } from '@nestjs/common';
import { ConsoleModule } from '../../platform/console/console.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { IdentityProviderController } from './identity-provider.controller.js';
import { IdentityProviderService } from './identity-provider.service.js';
import { IdentityRecords } from './identity-records.js';
import { IdentityRequestCookie } from './identity-request-cookie.js';
import { ProviderClients } from './provider-clients.js';
import { SamlFormController } from './saml-form.controller.js';
import './identity-provider.trail.js';

/** Sign-in through the identity provider of the agency. */
@Module({
  imports: [AccountsModule, ConsoleModule],
  controllers: [IdentityProviderController, SamlFormController],
  providers: [ProviderClients, IdentityProviderService, IdentityRecords, IdentityRequestCookie],
})
export class IdentityProviderModule {}
