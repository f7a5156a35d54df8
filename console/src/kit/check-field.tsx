import { useId } from 'react';

interface CheckFieldProps {
  readonly id?: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Checkbox with its label and error. */
export function CheckField({ id, label, error, isChecked, onChange }: CheckFieldProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  return (
    <div className={error ? 'field usa-form-group usa-form-group--error' : 'field usa-form-group'}>
      {error && (
        <div className="usa-error-message" id={`${fieldId}-error`}>
          {error}
        </div>
      )}
      <label className="radio-option">
        <input
          id={fieldId}
          type="checkbox"
          checked={isChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${fieldId}-error` : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
    </div>
  );
}
