import type { FormFault } from './error-summary';
import type { FormField } from './use-submit';

/** Returns a fault if a required field is blank or has no value. The sentence asks for the field by its label. */
export function checkRequired(
  field: FormField,
  value: string | readonly string[],
  sentence: (label: string) => string,
): FormFault[] {
  const isBlank = typeof value === 'string' ? value.trim() === '' : value.length === 0;
  return isBlank ? [{ fieldId: field.id, message: sentence(field.label) }] : [];
}
