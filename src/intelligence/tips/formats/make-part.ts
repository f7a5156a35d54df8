import { FileDraft } from './file-draft.js';
import { IdentifierDraft } from './identifier-draft.js';
import { PersonDraft } from './person-draft.js';
import type { PartMaker } from './tip-draft.js';

/** Creates the part that a mapping opens. Hashes are created by their file. */
export const makePart: PartMaker = (tip, opening, location, owner) => {
  switch (opening.part.makes) {
    case 'person':
      return new PersonDraft(tip, opening.role ?? 'suspect', location);
    case 'identifier':
      return new IdentifierDraft(tip, opening, location, owner);
    case 'file':
      return new FileDraft(tip, location);
    case 'hash':
    case 'metadata':
      throw new Error('The mapping of a tip format places a hash or metadata outside a file');
  }
};
