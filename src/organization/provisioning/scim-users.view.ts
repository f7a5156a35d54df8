import type { ProvisionedUser } from './provisioned-user.entity.js';
import { scimPath } from './scim-protocol.js';
import type { ScimAttributesQuery } from './scim-users.request.js';
import { attributesOf } from './scim-user.js';

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** Location and version of a user (RFC 7643, 3.1). */
export interface ScimMeta {
  readonly resourceType: 'User';
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  readonly version: string;
}

/** User in the form of SCIM, with the attributes that the provider sent and the tracker keeps. */
export interface ScimUserView {
  readonly id: string;
  readonly meta: ScimMeta;
}

/** Page of users in the form of SCIM (RFC 7644, 3.4.2). */
export interface ScimUserList {
  readonly schemas: readonly string[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly Partial<ScimUserView>[];
}

export interface ScimPage {
  readonly users: readonly ProvisionedUser[];
  readonly total: number;
  readonly startIndex: number;
}

/** Names of attributes that a response has, or omits. */
export type AttributeSelection = Readonly<Record<keyof ScimAttributesQuery, readonly string[]>>;

export function toScimUser(user: ProvisionedUser, publicUrl: string): ScimUserView {
  const { schemas, ...attributes } = attributesOf(user);
  const meta: ScimMeta = {
    resourceType: 'User',
    created: user.receivedAt.toISOString(),
    lastModified: user.changedAt.toISOString(),
    location: `${publicUrl}${scimPath}/Users/${user.id}`,
    version: `W/"v${user.version}"`,
  };
  return { ...{ schemas }, id: user.id, ...attributes, meta };
}

export function toScimList(
  { users, total, startIndex }: ScimPage,
  publicUrl: string,
  selection: AttributeSelection,
): ScimUserList {
  return {
    schemas: [listSchema],
    totalResults: total,
    startIndex,
    itemsPerPage: users.length,
    Resources: users.map((user) => selectAttributes(toScimUser(user, publicUrl), selection)),
  };
}

/** Parses the names of a query, separated by commas. */
export function parseSelection({ attributes, excludedAttributes }: ScimAttributesQuery): AttributeSelection {
  return { attributes: namesIn(attributes), excludedAttributes: namesIn(excludedAttributes) };
}

/** Returns the user with the selected attributes. A part of an attribute selects it whole, and the id is always there. */
export function selectAttributes<View extends object>(
  user: View,
  { attributes, excludedAttributes }: AttributeSelection,
): Partial<View> {
  const [wanted, unwanted] = [attributes, excludedAttributes].map((names) => names.map((name) => name.toLowerCase()));
  const isWanted = (name: string): boolean => {
    if (['schemas', 'id'].includes(name)) return true;
    if (wanted && wanted.length > 0) return wanted.some((one) => one.split('.', 1)[0] === name);
    return unwanted?.includes(name) !== true;
  };
  return Object.fromEntries(Object.entries(user).filter(([name]) => isWanted(name.toLowerCase()))) as Partial<View>;
}

function namesIn(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
