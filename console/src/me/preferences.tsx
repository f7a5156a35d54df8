import { ProblemMessage } from '../kit/messages';
import { usePreferences } from '../session/preferences';
import { languages, useWords } from '../words/use-words';
import { usePageAct } from './use-page-act';

/** Language, density and shortcuts of the account. */
export function Preferences() {
  const words = useWords();
  const { preferences, change } = usePreferences();
  const { run, problem } = usePageAct();
  if (!preferences) return null;
  const save = (part: Partial<typeof preferences>): void => run(() => change(part), words.me.saved);
  return (
    <section className="card">
      <h2>{words.me.preferences}</h2>
      <ProblemMessage problem={problem} />
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.language}</legend>
        {languages.map((one) => (
          <label key={one} className="tier-option">
            <input
              type="radio"
              name="language"
              checked={preferences.language === one}
              onChange={() => save({ language: one })}
            />
            <span>{words.me.languages[one]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="usa-fieldset">
        <legend className="usa-label">{words.me.density}</legend>
        {(['comfortable', 'compact'] as const).map((one) => (
          <label key={one} className="tier-option">
            <input
              type="radio"
              name="density"
              checked={preferences.density === one}
              onChange={() => save({ density: one })}
            />
            <span>{words.me.densities[one]}</span>
          </label>
        ))}
      </fieldset>
      <label className="tier-option">
        <input
          type="checkbox"
          checked={preferences.shortcuts === 'on'}
          aria-describedby="shortcuts-hint"
          onChange={(event) => save({ shortcuts: event.target.checked ? 'on' : 'off' })}
        />
        {words.me.shortcuts}
      </label>
      <p className="usa-hint flush" id="shortcuts-hint">
        {words.me.shortcutsHint}
      </p>
    </section>
  );
}
