import { isEmail } from 'class-validator';
import { SCIMError } from 'scimmy/types';
import { faultOf, normalizeText } from '../../platform/validation/text.js';
import type { ProvisionedUser, UserFacts } from './provisioned-user.entity.js';
import { maxUserTextLength } from './provisioning.enums.js';
import { InvalidScimRequest, type ScimErrorType } from './provisioning.errors.js';
import { ScimUserSchema, useOfAttribute, useOfNamePart, userSchema } from './scim-schema.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** User of a request: the facts, and whether it is active, if the request says so. */
export interface ScimUserInput {
  readonly facts: UserFacts;
  readonly isActive: boolean | null;
}

interface ScimEmail {
  readonly value: unknown;
  readonly type: 'work';
  readonly primary: true;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a whole user. Attributes of the standard that the tracker does not keep are ignored, and unknown ones rejected. */
export function readScimUser(body: JsonObject): ScimUserInput {
  const kept: Record<string, unknown> = { schemas: [userSchema] };
  for (const [name, value] of Object.entries(body)) {
    const use = useOfAttribute(name);
    if (use === 'unknown')
      throw new InvalidScimRequest('invalidSyntax', 'It has an attribute that is not of the schema User.');
    if (typeof use === 'object') kept[use.kept] = toKeptValue(use.kept, value);
    else if (name.toLowerCase() === 'schemas') requireUserSchema(value);
  }
  return readFacts(convertErrors(() => new ScimUserSchema(kept)));
}

/** Returns a value in the form of the standard: a string for a boolean, and lists of addresses, have other forms elsewhere. */
export function toKeptValue(name: string, value: unknown): unknown {
  if (name === 'active') return toBoolean(value);
  if (name === 'emails') return toEmails(value);
  return name === 'name' ? toName(value) : toText(value);
}

/** Returns the facts of a validated user. No error quotes a value. */
export function readFacts(user: ScimUserSchema): ScimUserInput {
  const userName = readText('userName', user.userName);
  if (userName === null) throw new InvalidScimRequest('invalidValue', 'The attribute userName must not be empty.');
  const email = readText('emails', user.emails?.[0]?.value);
  if (email !== null && !isEmail(email))
    throw new InvalidScimRequest('invalidValue', 'The attribute emails must have an email address as its value.');
  const facts = {
    userName,
    externalId: readText('externalId', user.externalId),
    displayName: readText('displayName', user.displayName),
    formattedName: readText('name.formatted', user.name?.formatted),
    givenName: readText('name.givenName', user.name?.givenName),
    familyName: readText('name.familyName', user.name?.familyName),
    email,
  };
  return { facts, isActive: user.active ?? null };
}

/** Returns the stored user as the object to which a PATCH applies. */
export function toPatchTarget(user: ProvisionedUser): ScimUserSchema {
  return new ScimUserSchema(attributesOf(user));
}

/** Returns the attributes of a user without those that are missing. */
export function attributesOf(user: ProvisionedUser): JsonObject {
  const { formattedName: formatted, familyName, givenName, email } = user;
  const name = present({ formatted, familyName, givenName });
  return present({
    schemas: [userSchema],
    externalId: user.externalId,
    userName: user.userName,
    name: Object.keys(name).length === 0 ? null : name,
    displayName: user.displayName,
    emails: email === null ? null : [toEmail(email)],
    active: user.isActive,
  });
}

/** Runs work of the SCIM library. Its errors quote values, so only their kind and the name of the attribute are kept. */
export function convertErrors<T>(work: () => T, usualType: ScimErrorType = 'invalidValue'): T {
  try {
    return work();
  } catch (fault) {
    throw toInvalidRequest(fault, usualType);
  }
}

export function toInvalidRequest(fault: unknown, usualType: ScimErrorType = 'invalidValue'): unknown {
  if (!(fault instanceof SCIMError) && !(fault instanceof TypeError)) return fault;
  const scimType = (fault instanceof SCIMError ? fault.scimType : null) as ScimErrorType | null;
  const attribute = /[Aa]ttribute '(\w+)'/.exec(fault.message)?.[1];
  const use = attribute === undefined ? 'unknown' : useOfAttribute(attribute);
  const detail =
    typeof use === 'object'
      ? `The attribute ${use.kept} has a value that is not accepted.`
      : 'A part of it is not accepted.';
  return new InvalidScimRequest(scimType ?? usualType, detail);
}

export function toEmail(value: unknown): ScimEmail {
  return { value, type: 'work', primary: true };
}

function requireUserSchema(schemas: unknown): void {
  const names = Array.isArray(schemas)
    ? schemas.map((name: unknown) => (typeof name === 'string' ? name.toLowerCase() : ''))
    : [];
  if (!names.includes(userSchema.toLowerCase()))
    throw new InvalidScimRequest('invalidSyntax', 'Its schemas do not include that of a user.');
}

/** Returns the boolean of a text, which Entra ID sends as "True" and "False". */
function toBoolean(value: unknown): unknown {
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  return word === 'true' ? true : word === 'false' ? false : value;
}

/** Returns the text of a list with one object, by which Entra ID sends some single values. */
function toText(value: unknown): unknown {
  const [only, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  return Array.isArray(value) && others.length === 0 && isJsonObject(only) ? only['value'] : value;
}

function toName(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const parts = Object.entries(value).map(([name, part]) => [useOfNamePart(name), part] as const);
  if (parts.some(([use]) => use === 'unknown'))
    throw new InvalidScimRequest('invalidSyntax', 'The attribute name has a part that is not of the schema User.');
  return Object.fromEntries(parts.flatMap(([use, part]) => (typeof use === 'object' ? [[use.kept, part]] : [])));
}

/** Returns the one address that is kept: the primary one, else that of work, else the first. */
function toEmails(value: unknown): unknown {
  if (value === null) return null;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const emails = items.map(toLowerKeys);
  if (!emails.every((email) => email !== null)) return value;
  const chosen =
    emails.find(({ primary }) => toBoolean(primary) === true) ??
    emails.find(({ type }) => typeof type === 'string' && type.toLowerCase() === 'work') ??
    emails[0];
  return chosen?.value === undefined || chosen.value === '' ? [] : [toEmail(chosen.value)];
}

function toLowerKeys(
  value: unknown,
): { readonly value?: unknown; readonly type?: unknown; readonly primary?: unknown } | null {
  if (!isJsonObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key.toLowerCase(), part]));
}

function readText(name: string, value: string | null | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = normalizeText(value);
  if (text === '') return null;
  const fault = faultOf(text, { max: maxUserTextLength, isName: true });
  if (fault !== null) throw new InvalidScimRequest('invalidValue', `The attribute ${name} ${fault}.`);
  return text;
}

function present(attributes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}
