import { IsString, Matches, MaxLength } from 'class-validator';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Integer, Omittable, Texts } from '../../platform/validation/input.js';
import { InvalidScimRequest } from './provisioning.errors.js';
import { isJsonObject, type JsonObject } from './scim-user.js';

const wholeNumber = { message: 'must be a whole number' };

/** Attributes that a response shall have or omit. */
export class ScimAttributesQuery {
  @Omittable() @IsString() @MaxLength(1000) readonly attributes?: string;
  @Omittable() @IsString() @MaxLength(1000) readonly excludedAttributes?: string;
}

/** Parameters of a list of users. The order cannot be chosen, so the two of sorting have no effect. */
export class ScimUsersQuery extends ScimAttributesQuery {
  @Omittable() @IsString() @MaxLength(1000) readonly filter?: string;
  @Omittable() @Matches(/^-?\d{1,9}$/, wholeNumber) readonly startIndex?: string;
  @Omittable() @Matches(/^-?\d{1,9}$/, wholeNumber) readonly count?: string;
  @Omittable() @IsString() @MaxLength(100) readonly sortBy?: string;
  @Omittable() @IsString() @MaxLength(20) readonly sortOrder?: string;
}

/** Body of a search, by which a filter with an address stays out of the URL (RFC 7644, 3.4.3). */
export class ScimSearch {
  @Omittable() @Texts({ max: 100 }, 5) readonly schemas?: string[];
  @Omittable() @Texts({ max: 100 }, 50) readonly attributes?: string[];
  @Omittable() @Texts({ max: 100 }, 50) readonly excludedAttributes?: string[];
  @Omittable() @IsString() @MaxLength(1000) readonly filter?: string;
  @Omittable() @Integer(-999_999_999, 999_999_999) readonly startIndex?: number;
  @Omittable() @Integer(-999_999_999, 999_999_999) readonly count?: number;
  @Omittable() @IsString() @MaxLength(100) readonly sortBy?: string;
  @Omittable() @IsString() @MaxLength(20) readonly sortOrder?: string;
}

/** Injects the body of a SCIM request. The schema of SCIM validates it, and not a request class. */
export const ScimBody = createParamDecorator((_: unknown, context: ExecutionContext): JsonObject => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!isJsonObject(body)) throw new InvalidScimRequest('invalidSyntax', 'Its body is not a JSON object.');
  return body;
});

const versionPattern = /^(?:W\/)?"v([1-9]\d{0,9})"$/;
const maxVersion = 2_147_483_647;

/** Injects the version of If-Match, which is optional in SCIM; null without one. */
export const ScimVersion = createParamDecorator((_: unknown, context: ExecutionContext): number | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  const version = Number(versionPattern.exec(header.trim())?.[1] ?? Number.NaN);
  if (!(version <= maxVersion)) throw new InvalidScimRequest('invalidSyntax', 'If-Match is not a version of a user.');
  return version;
});
