import { EnterpriseUser, User } from 'scimmy/schemas';
import { Attribute, Schema, SchemaDefinition } from 'scimmy/types';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Attributes of a user that the tracker keeps. */
export const userDefinition = new SchemaDefinition('User', userSchema, 'Proposal of an account', [
  new Attribute('string', 'userName', { required: true, uniqueness: 'server', description: 'Name at the provider.' }),
  new Attribute('complex', 'name', { description: 'Parts of the name of the person.' }, [
    new Attribute('string', 'formatted', { description: 'Whole name.' }),
    new Attribute('string', 'familyName', { description: 'Family name.' }),
    new Attribute('string', 'givenName', { description: 'Given name.' }),
  ]),
  new Attribute('string', 'displayName', { description: 'Name of the person.' }),
  new Attribute('boolean', 'active', { description: 'Whether the person may have an account.' }),
  new Attribute('complex', 'emails', { multiValued: true, description: 'Address at work; one is kept.' }, [
    new Attribute('string', 'value', { description: 'Email address.' }),
    new Attribute('string', 'type', { description: 'Kind of address; always "work".' }),
    new Attribute('boolean', 'primary', { description: 'Whether this is the address to use; always true.' }),
  ]),
]);

/** User as SCIM transfers it, limited to the attributes that the tracker keeps. */
export class ScimUserSchema extends Schema {
  static override get id(): string {
    return userDefinition.id;
  }

  static override get definition(): SchemaDefinition {
    return userDefinition;
  }

  declare readonly userName?: string;
  declare readonly externalId?: string;
  declare readonly displayName?: string;
  declare readonly active?: boolean;
  declare readonly name?: { readonly formatted?: string; readonly familyName?: string; readonly givenName?: string };
  declare readonly emails?: readonly { readonly value?: string }[];

  constructor(resource: object) {
    super(resource, 'in');
    Object.assign(this, userDefinition.coerce(resource, 'in'));
  }
}

/** Names by which requests may write an attribute: lower case, because SCIM compares them so. */
const keptNames = new Map(
  ['userName', 'externalId', 'name', 'displayName', 'active', 'emails'].map((name) => [name.toLowerCase(), name]),
);
const keptParts = new Map(['formatted', 'familyName', 'givenName'].map((name) => [name.toLowerCase(), name]));
const readOnlyNames = new Set(['schemas', 'id', 'meta', 'groups']);
const standardNames = new Set(
  [...User.definition.attributes, ...EnterpriseUser.definition.attributes].flatMap((attribute) =>
    attribute instanceof Attribute ? [attribute.name.toLowerCase()] : [],
  ),
);
const standardPartsOfName = new Set(['middlename', 'honorificprefix', 'honorificsuffix']);

/** Treatment of an attribute: kept under its name, read-only, part of the standard and not kept, or unknown. */
export type AttributeUse = { readonly kept: string } | 'readOnly' | 'dropped' | 'unknown';

export function useOfAttribute(name: string): AttributeUse {
  const lower = name.toLowerCase();
  const kept = keptNames.get(lower);
  if (kept !== undefined) return { kept };
  if (readOnlyNames.has(lower)) return 'readOnly';
  return standardNames.has(lower) || lower === enterpriseSchema.toLowerCase() ? 'dropped' : 'unknown';
}

export function useOfNamePart(name: string): AttributeUse {
  const kept = keptParts.get(name.toLowerCase());
  if (kept !== undefined) return { kept };
  return standardPartsOfName.has(name.toLowerCase()) ? 'dropped' : 'unknown';
}
