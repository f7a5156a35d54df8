import { declareProtocol } from '../../platform/http/client-protocols.js';
import { AlreadyExists, InvalidInput, MalformedRequest, type Problem } from '../../platform/http/problems.js';
import { InvalidScimRequest, UserNameTaken, type ScimErrorType } from './provisioning.errors.js';

export const scimPath = '/api/v1/scim';
export const scimMediaType = 'application/scim+json';
const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

declareProtocol({
  below: `${scimPath}/`,
  mediaType: scimMediaType,
  toStatus: (problem) => (problem instanceof InvalidInput ? 400 : problem.status),
  toBody: (problem, status) => {
    const scimType = scimTypeOf(problem);
    return {
      schemas: [errorSchema],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail: detailOf(problem),
    };
  },
});

function scimTypeOf(problem: Problem): ScimErrorType | undefined {
  if (problem instanceof InvalidScimRequest) return problem.scimType;
  if (problem instanceof InvalidInput) return 'invalidValue';
  if (problem instanceof MalformedRequest) return 'invalidSyntax';
  // Only the userName is unique, also between two requests at once.
  return problem instanceof UserNameTaken || problem instanceof AlreadyExists ? 'uniqueness' : undefined;
}

/** Returns the title of a problem and its details, neither of which contains a value of the request. */
function detailOf(problem: Problem): string {
  const details =
    problem instanceof InvalidInput ? problem.members.errors.map(({ pointer, detail }) => `${pointer} ${detail}.`) : [];
  return [problem.title, problem.detail, ...details].filter((part) => part !== undefined).join(' ');
}
