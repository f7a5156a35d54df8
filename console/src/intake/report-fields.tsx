import { AgencyPicker } from '../acts/agency-picker';
import type { ComplaintMode, ComplaintSource, ComplaintType, PostalCode } from '../api/types';
import { Options, SelectField, TextArea, TextField } from '../kit/field';
import { states } from '../kit/states';
import { useWords } from '../words/use-words';
import { FoundValues } from './found-values';
import type { ReportForm } from './use-report';

/** Fields of a report: its text with the values found in it, its source, and the facts about it. */
export function ReportFields({ form }: { readonly form: ReportForm }) {
  const words = useWords();
  const { report, change, agency, choosesAgency, fields, faultOf } = form;
  return (
    <>
      <TextArea
        {...fields.narrative}
        hint={words.intake.reportedHint}
        error={faultOf('narrative')}
        value={report.narrative}
        rows={10}
        dir="auto"
        autoFocus
        onChange={(event) => change({ narrative: event.target.value })}
      />
      <FoundValues form={form} />
      <div className="field-row">
        <SelectField
          {...fields.source}
          hint={words.intake.sourceHint(Object.keys(words.complaintSource).length)}
          error={faultOf('source')}
          value={report.source}
          onChange={(event) => change({ source: event.target.value as ComplaintSource })}
        >
          <Options words={words.complaintSource} />
        </SelectField>
        <TextField
          {...fields.externalReference}
          label={words.common.optional(fields.externalReference.label)}
          error={faultOf('externalReference')}
          value={report.externalReference}
          autoComplete="off"
          onChange={(event) => change({ externalReference: event.target.value })}
        />
      </div>
      <div className="field-row">
        <TextField
          {...fields.receivedAt}
          type="datetime-local"
          error={faultOf('receivedAt')}
          value={report.received}
          onChange={(event) => change({ received: event.target.value })}
        />
        <SelectField
          {...fields['jurisdiction/state']}
          error={faultOf('jurisdiction/state')}
          value={report.state}
          onChange={(event) => change({ state: event.target.value as PostalCode | '' })}
        >
          <option value="">{words.common.choose}</option>
          <Options words={states} />
        </SelectField>
      </div>
      <div className="field-row">
        <TextField
          {...fields['jurisdiction/county']}
          label={words.common.optional(words.intake.county)}
          error={faultOf('jurisdiction/county')}
          value={report.county}
          onChange={(event) => change({ county: event.target.value })}
        />
        <TextField
          {...fields['jurisdiction/city']}
          label={words.common.optional(words.intake.city)}
          error={faultOf('jurisdiction/city')}
          value={report.city}
          onChange={(event) => change({ city: event.target.value })}
        />
      </div>
      <div className="field-row">
        <SelectField
          {...fields.type}
          label={words.common.optional(words.intake.type)}
          error={faultOf('type')}
          value={report.type}
          onChange={(event) => change({ type: event.target.value as ComplaintType | '' })}
        >
          <option value="">{words.intake.later}</option>
          <Options words={words.complaintType} />
        </SelectField>
        <SelectField
          {...fields.mode}
          label={words.common.optional(words.intake.mode)}
          error={faultOf('mode')}
          value={report.mode}
          onChange={(event) => change({ mode: event.target.value as ComplaintMode | '' })}
        >
          <option value="">{words.intake.later}</option>
          <Options words={words.complaintMode} />
        </SelectField>
      </div>
      {choosesAgency && (
        <AgencyPicker
          {...fields.agencyId}
          error={faultOf('agencyId')}
          value={report.agencyId}
          known={agency}
          onChange={(agencyId) => change({ agencyId })}
        />
      )}
    </>
  );
}
