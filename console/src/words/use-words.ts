import { createContext, useContext } from 'react';
import { en, type Words } from './en';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

export const WordsContext = createContext<Words>(en);

/** Returns the words of the console in the language of the user. */
export function useWords(): Words {
  return useContext(WordsContext);
}

/** Loads the words of a language. English is part of the first load. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'es' ? (await import('./es')).es : en;
}

/** Language of the console, and the function that changes it. */
export const LanguageContext = createContext<{
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}>({ language: 'en', setLanguage: () => undefined });

export function useLanguage(): { readonly language: Language; readonly setLanguage: (language: Language) => void } {
  return useContext(LanguageContext);
}
