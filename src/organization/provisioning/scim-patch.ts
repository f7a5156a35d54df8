import { PatchOp } from 'scimmy/messages';
import type { ProvisionedUser } from './provisioned-user.entity.js';
import { InvalidScimRequest } from './provisioning.errors.js';
import { enterpriseSchema, ScimUserSchema, useOfAttribute, useOfNamePart, userSchema } from './scim-schema.js';
import {
  convertErrors,
  isJsonObject,
  readFacts,
  toInvalidRequest,
  toKeptValue,
  toPatchTarget,
  type JsonObject,
  type ScimUserInput,
} from './scim-user.js';

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** Request of the library's type, which it validates itself. */
type PatchRequest = ConstructorParameters<typeof PatchOp>[0];

const maxOperations = 100;
const maxPathLength = 300;
/** Attribute, an optional filter of its values, and an optional sub-attribute. */
const pathPattern = /^([a-z$][\w-]*)(?:\[([^\]]*)\])?(?:\.([a-z$][\w-]*))?$/i;
/** Filter of addresses that are not those of work. None of them is kept. */
const otherAddresses = /\btype\s+eq\s+"(?:home|other)"/i;
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Applies a PATCH to a user and returns the result. The operations are first brought into the one form of the standard. */
export async function patchScimUser(user: ProvisionedUser, body: JsonObject): Promise<ScimUserInput> {
  const { Operations: sent } = convertErrors(() => new PatchOp(body as unknown as PatchRequest));
  if (sent.length > maxOperations)
    throw new InvalidScimRequest('invalidValue', `It has more than ${maxOperations} operations.`);
  const operations = (sent as readonly Operation[]).flatMap(toKeptOperations);
  const target = toPatchTarget(user);
  if (operations.length === 0) return readFacts(target);
  const patched = await convertErrors(
    () => new PatchOp({ schemas: [patchSchema], Operations: operations } as PatchRequest),
  )
    .apply(target)
    .catch((fault: unknown) => {
      throw toInvalidRequest(fault);
    });
  return readFacts(patched instanceof ScimUserSchema ? patched : target);
}

/** Returns the operations on attributes that are kept. One without a path becomes one for each attribute of its value. */
function toKeptOperations({ op, path, value }: Operation): Operation[] {
  const verb = op.toLowerCase();
  if (path !== undefined && path !== '') return toOperationsAt(verb, path, value, true);
  if (verb === 'remove') throw new InvalidScimRequest('noTarget', 'An operation that removes something has no path.');
  if (!isJsonObject(value))
    throw new InvalidScimRequest('invalidValue', 'An operation without a path has no object as its value.');
  return Object.entries(value).flatMap(([name, part]) => toOperationsAt(verb, name, part, false));
}

function toOperationsAt(op: string, path: string, value: unknown, isNamed: boolean): Operation[] {
  if (path.length > maxPathLength) throw invalidPath();
  const lower = path.toLowerCase();
  if (lower === enterpriseSchema.toLowerCase() || lower.startsWith(`${enterpriseSchema.toLowerCase()}:`)) return [];
  const isQualified = lower.startsWith(`${userSchema.toLowerCase()}:`);
  const [, attribute = '', filter, part] =
    pathPattern.exec(isQualified ? path.slice(userSchema.length + 1) : path) ?? [];
  const use = useOfAttribute(attribute);
  if (use === 'unknown') throw invalidPath();
  if (use === 'dropped' || (use === 'readOnly' && !isNamed)) return [];
  if (use === 'readOnly')
    throw new InvalidScimRequest('mutability', 'An operation changes an attribute that is read-only.');
  if (use.kept === 'emails') return toEmailOperations(op, value, filter, part);
  if (filter !== undefined) throw invalidPath();
  if (use.kept === 'name') return toNameOperations(op, value, part);
  if (part !== undefined) throw invalidPath();
  return [toOperation(op, use.kept, toKeptValue(use.kept, value))];
}

/** The whole name replaces the parts that it has, and keeps the others (RFC 7644, 3.5.2.3). */
function toNameOperations(op: string, value: unknown, part: string | undefined): Operation[] {
  if (part === undefined && op !== 'remove' && isJsonObject(value))
    return Object.entries(value).flatMap(([name, text]) => toNameOperations(op, text, name));
  if (part === undefined) return [toOperation(op, 'name', value)];
  const use = useOfNamePart(part);
  if (use === 'unknown') throw invalidPath();
  return typeof use === 'object' ? [toOperation(op, `name.${use.kept}`, value)] : [];
}

/** One address is kept, so an operation on it replaces or removes the list. */
function toEmailOperations(
  op: string,
  value: unknown,
  filter: string | undefined,
  part: string | undefined,
): Operation[] {
  if (filter !== undefined && otherAddresses.test(filter)) return [];
  const isOfAddress = part === undefined || part.toLowerCase() === 'value';
  if (!isOfAddress) return [];
  if (op === 'remove') return [{ op, path: 'emails' }];
  const emails = toKeptValue('emails', part === undefined ? value : { value });
  return Array.isArray(emails) && emails.length === 0
    ? [{ op: 'remove', path: 'emails' }]
    : [{ op: 'replace', path: 'emails', value: emails }];
}

/** An empty value removes the attribute, because SCIM does not distinguish the two. */
function toOperation(op: string, path: string, value: unknown): Operation {
  if (op === 'remove') return { op, path };
  return value === '' && path !== 'userName' ? { op: 'remove', path } : { op, path, value };
}

function invalidPath(): InvalidScimRequest {
  return new InvalidScimRequest('invalidPath', 'An operation has a path that is not of the schema User.');
}
