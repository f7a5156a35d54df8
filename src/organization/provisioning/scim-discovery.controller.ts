import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Requires } from '../../access/access.decorators.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/http/problems.js';
import { ScimResponseInterceptor } from './scim-response.interceptor.js';
import { scimPath } from './scim-protocol.js';
import { userDefinition, userSchema } from './scim-schema.js';
import type { JsonObject } from './scim-user.js';

const schemasOfCore = 'urn:ietf:params:scim:schemas:core:2.0';
const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** Routes of the documents by which an identity provider learns the supported parts of SCIM (RFC 7644, 4). */
@Controller('scim')
@ApiExcludeController()
@UseInterceptors(ScimResponseInterceptor)
export class ScimDiscoveryController {
  private readonly base: string;

  constructor({ publicUrl }: Config) {
    this.base = `${publicUrl}${scimPath}`;
  }

  /** Read the supported features. */
  @Get('ServiceProviderConfig')
  @Requires('provisioned-users:sync')
  readScimConfig(): JsonObject {
    return {
      schemas: [`${schemasOfCore}:ServiceProviderConfig`],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: 'Machine key',
          description: 'A machine key of the tracker in the header Authorization: Bearer.',
          primary: true,
        },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${this.base}/ServiceProviderConfig` },
    };
  }

  /** List the types of resources: users alone. */
  @Get('ResourceTypes')
  @Requires('provisioned-users:sync')
  listScimResourceTypes(): JsonObject {
    return listOf([this.userType()]);
  }

  /** Read a type of resource. */
  @Get('ResourceTypes/:name')
  @Requires('provisioned-users:sync')
  readScimResourceType(@Param('name') name: string): JsonObject {
    return requireNamed(name, 'User', this.userType());
  }

  /** List the schemas: that of a user alone. */
  @Get('Schemas')
  @Requires('provisioned-users:sync')
  listScimSchemas(): JsonObject {
    return listOf([this.describeUser()]);
  }

  /** Read a schema. */
  @Get('Schemas/:name')
  @Requires('provisioned-users:sync')
  readScimSchema(@Param('name') name: string): JsonObject {
    return requireNamed(name, userSchema, this.describeUser());
  }

  private userType(): JsonObject {
    return {
      schemas: [`${schemasOfCore}:ResourceType`],
      id: 'User',
      name: 'User',
      endpoint: '/Users',
      description: userDefinition.description,
      schema: userSchema,
      meta: { resourceType: 'ResourceType', location: `${this.base}/ResourceTypes/User` },
    };
  }

  private describeUser(): JsonObject {
    return userDefinition.describe(`${this.base}/Schemas`);
  }
}

function listOf(resources: readonly JsonObject[]): JsonObject {
  return {
    schemas: [listSchema],
    totalResults: resources.length,
    startIndex: 1,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

function requireNamed(name: string, known: string, document: JsonObject): JsonObject {
  if (name.toLowerCase() !== known.toLowerCase()) throw new NotFound();
  return document;
}
