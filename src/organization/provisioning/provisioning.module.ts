import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ProvisionedUser } from './provisioned-user.entity.js';
import { ProvisionedUsersController } from './provisioned-users.controller.js';
import { ProvisionedUsersService } from './provisioned-users.service.js';
import { ScimDiscoveryController } from './scim-discovery.controller.js';
import { ScimUsersController } from './scim-users.controller.js';
import { ScimUsersService } from './scim-users.service.js';
import './provisioning.attention.js';
import './provisioning.trail.js';
import './scim-protocol.js';

/** Users that identity providers send by SCIM, as proposals of accounts. */
@Module({
  imports: [TypeOrmModule.forFeature([ProvisionedUser]), AccountsModule],
  controllers: [ProvisionedUsersController, ScimUsersController, ScimDiscoveryController],
  providers: [ProvisionedUsersService, ScimUsersService],
})
export class ProvisioningModule {}
