import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { IdentityProviderController } from './identity-provider.controller.js';
import { IdentityProvider } from './identity-provider.js';
import { IdentityProviderService } from './identity-provider.service.js';
import { IdentityRecords } from './identity-records.js';
import { IdentityRequestCookie } from './identity-request-cookie.js';
import './identity-provider.trail.js';

/** Sign-in through the identity provider of the agency. */
@Module({
  imports: [AccountsModule],
  controllers: [IdentityProviderController],
  providers: [IdentityProvider, IdentityProviderService, IdentityRecords, IdentityRequestCookie],
})
export class IdentityProviderModule {}
