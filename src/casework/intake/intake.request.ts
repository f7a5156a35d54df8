import { ReceiveComplaint } from '../complaints/complaint.request.js';
import { LooseIdentifier } from '../identifiers/identifier.request.js';
import { FileInput, KnownPerson } from '../identifiers/reported.request.js';
import { ListOf, Omittable } from '../../platform/validation/input.js';

/** Tip or report with its persons, identifiers and files. */
export class LogComplaint extends ReceiveComplaint {
  @Omittable() @ListOf(() => KnownPerson, 50) readonly persons?: KnownPerson[];
  @Omittable() @ListOf(() => LooseIdentifier, 200) readonly identifiers?: LooseIdentifier[];
  @Omittable() @ListOf(() => FileInput, 200) readonly files?: FileInput[];
}
