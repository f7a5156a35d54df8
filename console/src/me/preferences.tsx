import { ProblemMessage } from '../kit/messages';
import { QueryContent } from '../kit/query-content';
import { type Preferences as Values, useChangePreferences, usePreferences } from '../session/preferences';
import { useSession } from '../session/session';
import { languages, useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Language, density, shortcuts and daily mail of the account. */
export function Preferences() {
  const words = useWords();
  const preferences = usePreferences();
  const change = useChangePreferences();
  const { run, problem } = usePageAct();
  return (
    <section className="card">
      <h2>{words.me.preferences}</h2>
      <ProblemMessage problem={problem} />
      <QueryContent query={preferences}>
        {(values) => <Fields values={values} onChange={(part) => run(() => change(part), words.me.saved)} />}
      </QueryContent>
    </section>
  );
}

function Fields({ values, onChange }: { readonly values: Values; readonly onChange: (part: Partial<Values>) => void }) {
  const words = useWords();
  const { session } = useSession();
  return (
    <>
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.language}</legend>
        {languages.map((one) => (
          <label key={one} className="radio-option">
            <input
              type="radio"
              name="language"
              checked={values.language === one}
              onChange={() => onChange({ language: one })}
            />
            <span>{words.me.languages[one]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.density}</legend>
        {(['comfortable', 'compact'] as const).map((one) => (
          <label key={one} className="radio-option">
            <input
              type="radio"
              name="density"
              checked={values.density === one}
              onChange={() => onChange({ density: one })}
            />
            <span>{words.me.densities[one]}</span>
          </label>
        ))}
      </fieldset>
      <label className="radio-option">
        <input
          type="checkbox"
          checked={values.shortcuts === 'on'}
          aria-describedby="shortcuts-hint"
          onChange={(event) => onChange({ shortcuts: event.target.checked ? 'on' : 'off' })}
        />
        {words.me.shortcuts}
      </label>
      <p className="usa-hint flush" id="shortcuts-hint">
        {words.me.shortcutsHint}
      </p>
      <label className="radio-option">
        <input
          type="checkbox"
          checked={values.dailyMail}
          aria-describedby="daily-mail-hint"
          onChange={(event) => onChange({ dailyMail: event.target.checked })}
        />
        {words.me.dailyMail}
      </label>
      <p className="usa-hint flush" id="daily-mail-hint">
        {words.me.dailyMailHint(session.account.email)}
      </p>
    </>
  );
}
