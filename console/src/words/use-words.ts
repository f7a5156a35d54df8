import { createContext, use, useContext } from 'react';
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

/**
 * Returns the hook with the words of one screen. They load with the screen and not with the console: English is part of its chunk, and
 * another language loads when it is needed.
 */
export function screenWords<Texts>(english: Texts, loadSpanish: () => Promise<Texts>): () => Texts {
  const inEnglish = Promise.resolve(english);
  let inSpanish: Promise<Texts> | undefined;
  return () => {
    const { language } = useLanguage();
    if (language === 'es') {
      inSpanish ??= loadSpanish().catch((fault: unknown) => {
        inSpanish = undefined;
        throw fault;
      });
    }
    return use(language === 'es' ? (inSpanish ?? inEnglish) : inEnglish);
  };
}
