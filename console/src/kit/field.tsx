import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label, hint and error of a native form element. */
function Field({
  id,
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly id?: string | undefined; readonly children: (wiring: Wiring) => ReactNode }) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  const described = [hint && `${fieldId}-hint`, error && `${fieldId}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field usa-form-group usa-form-group--error' : 'field usa-form-group'}>
      <label className={error ? 'usa-label usa-label--error' : 'usa-label'} htmlFor={fieldId}>
        {label}
      </label>
      {hint && (
        <div className="usa-hint" id={`${fieldId}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div className="usa-error-message" id={`${fieldId}-error`}>
          {error}
        </div>
      )}
      {children({
        id: fieldId,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
    </div>
  );
}

/** Text field with its label, hint and error. */
export function TextField({ label, hint, error, id, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(wiring) => <input type="text" {...input} {...wiring} className={inputClass('usa-input', error)} />}
    </Field>
  );
}

/** Text area with its label, hint and error. */
export function TextArea({ label, hint, error, id, ...input }: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(wiring) => <textarea {...input} {...wiring} className={inputClass('usa-textarea', error)} />}
    </Field>
  );
}

/** Native selection of one value, with its label, hint and error. */
export function SelectField({ label, hint, error, id, children, ...input }: FieldProps & ComponentProps<'select'>) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(wiring) => (
        <select {...input} {...wiring} className={inputClass('usa-select', error)}>
          {children}
        </select>
      )}
    </Field>
  );
}

function inputClass(name: string, error: string | undefined): string {
  return error ? `${name} usa-input--error` : name;
}

/** Options of a selection: each value with its words. */
export function Options({ words }: { readonly words: Readonly<Record<string, string>> }) {
  return Object.entries(words).map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}
