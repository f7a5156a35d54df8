import { useState } from 'react';
import { api } from '../api/client';
import type { Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { checkRequired } from '../kit/check-required';
import { Options, SelectField, TextField } from '../kit/field';
import { saveFile } from '../kit/save-file';
import { useAnnounce } from '../kit/status-line';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { formatPeriod, type Period } from './periods';
import type { TotalsFilters } from './totals-address';
import { useTotalsWords } from './totals-words';
import { totalsQuery } from './use-totals';

const fields = { format: 'export-format', handling: 'export-handling', purpose: 'export-purpose' } as const;

/** Export of what the page shows as a file, for a stated purpose, of the period or also of the compared one. */
export function ExportTotals({
  filters,
  period,
  compared,
  onClose,
}: {
  readonly filters: TotalsFilters;
  readonly period: Period;
  readonly compared: Period | null;
  readonly onClose: () => void;
}) {
  const words = useWords();
  const { export: texts } = useTotalsWords();
  const { session } = useSession();
  const announce = useAnnounce();
  const [format, setFormat] = useState<Schemas['ExportFormat']>('xlsx');
  const [handling, setHandling] = useState<Schemas['Handling'] | ''>('');
  const [purpose, setPurpose] = useState('');
  const [hasCompared, setHasCompared] = useState(false);
  const { public_release, ...internal } = texts.handlings;
  const handlings = session.account.role === 'supervisor' ? { ...internal, public_release } : internal;
  const periods = hasCompared && compared ? [period, compared] : [period];
  const handlingField = { id: fields.handling, label: texts.handling };
  const purposeField = { id: fields.purpose, label: texts.purpose };
  return (
    <ActDialog
      title={texts.act}
      effect={texts.effect}
      submitLabel={texts.submit}
      isLong
      fields={{ format: { id: fields.format, label: texts.format }, handling: handlingField, purpose: purposeField }}
      check={() => [
        ...checkRequired(handlingField, handling, words.errors.choose),
        ...checkRequired(purposeField, purpose, words.errors.required),
      ]}
      send={async () => {
        if (handling === '') return;
        for (const days of periods) {
          const body = { format, handling, purpose: purpose.trim(), query: totalsQuery(filters, days) };
          await saveFile(() => api.POST('/api/v1/exports/totals', { body, parseAs: 'blob' }));
        }
        announce(texts.done(periods.length));
        onClose();
      }}
      onClose={onClose}
    >
      {(fieldOf) => (
        <>
          <SelectField
            {...fieldOf('format')}
            value={format}
            onChange={({ target: { value } }) => setFormat(value as Schemas['ExportFormat'])}
          >
            <Options words={texts.formats} />
          </SelectField>
          {compared && (
            <SelectField
              label={texts.periods}
              value={hasCompared ? 'both' : 'one'}
              onChange={({ target: { value } }) => setHasCompared(value === 'both')}
            >
              <option value="one">{formatPeriod(period, words.locale)}</option>
              <option value="both">
                {texts.both(formatPeriod(period, words.locale), formatPeriod(compared, words.locale))}
              </option>
            </SelectField>
          )}
          <SelectField
            {...fieldOf('handling')}
            value={handling}
            onChange={({ target: { value } }) => setHandling(value as Schemas['Handling'])}
          >
            <option value="">{words.common.choose}</option>
            <Options words={handlings} />
          </SelectField>
          <TextField
            {...fieldOf('purpose')}
            hint={texts.purposeHint}
            maxLength={1000}
            value={purpose}
            onChange={({ target: { value } }) => setPurpose(value)}
          />
        </>
      )}
    </ActDialog>
  );
}
