import { lazy, type ReactNode, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { BrowserRouter, Route, Routes } from 'react-router';
import { SessionProvider } from './session/session';
import { ErrorBoundary } from './shell/error-boundary';
import { FailedConsole } from './shell/failure';
import { NotFoundPage } from './shell/not-found';
import { type PageName, Permitted } from './shell/pages';
import { SignInFrame, Shell } from './shell/shell';
import { en } from './words/en';
import { type Language, LanguageContext, loadWords, WordsContext } from './words/use-words';

const Home = lazy(() => import('./home/home'));
const Queue = lazy(() => import('./queue/queue'));
const Triage = lazy(() => import('./triage/triage'));
const Bundles = lazy(() => import('./bundles/bundles'));
const Bundle = lazy(() => import('./bundles/bundle'));
const Intake = lazy(() => import('./intake/intake'));
const Complaint = lazy(() => import('./complaint/complaint'));
const Search = lazy(() => import('./search/search'));
const Totals = lazy(() => import('./reports/totals'));
const TotalsRecords = lazy(() => import('./reports/totals-records'));
const Accounts = lazy(() => import('./accounts/accounts'));
const Users = lazy(() => import('./users/users'));
const Trail = lazy(() => import('./oversight/trail'));
const Access = lazy(() => import('./oversight/access'));
const Me = lazy(() => import('./me/me'));
const IdentityProviderAnswer = lazy(() => import('./me/identity-provider-answer'));
const Help = lazy(() => import('./help/help'));

/** The console: words, session, frame and screens. */
export function App() {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith('es') ? 'es' : 'en');
  const [words, setWords] = useState(en);
  useEffect(() => {
    let isLast = true;
    void loadWords(language).then((loaded) => {
      if (!isLast) return;
      setWords(loaded);
      document.documentElement.lang = language;
    });
    return () => {
      isLast = false;
    };
  }, [language]);
  return (
    <LanguageContext.Provider value={{ language, setLanguage }}>
      <WordsContext.Provider value={words}>
        <I18nProvider locale={words.locale}>
          <ErrorBoundary fallback={<FailedConsole />}>
            <BrowserRouter basename="/app">
              <SessionProvider signInFrame={(content) => <SignInFrame>{content}</SignInFrame>}>
                <Routes>
                  <Route element={<Shell />}>
                    <Route index element={<Home />} />
                    <Route path="queue" element={permitted('queue', <Queue />)} />
                    <Route path="triage" element={permitted('triage', <Triage />)} />
                    <Route path="bundles" element={permitted('triage', <Bundles />)} />
                    <Route path="bundles/:id" element={permitted('triage', <Bundle />)} />
                    <Route path="new" element={permitted('newComplaint', <Intake />)} />
                    <Route path="new/:draft" element={permitted('newComplaint', <Intake />)} />
                    <Route path="complaints/:id" element={permitted('queue', <Complaint />)} />
                    <Route path="search" element={permitted('search', <Search />)} />
                    <Route path="totals" element={permitted('totals', <Totals />)} />
                    <Route path="totals/records" element={permitted('totals', <TotalsRecords />)} />
                    <Route path="accounts" element={permitted('accounts', <Accounts />)} />
                    <Route path="users" element={permitted('users', <Users />)} />
                    <Route path="trail" element={permitted('trail', <Trail />)} />
                    <Route path="access" element={permitted('access', <Access />)} />
                    <Route path="me" element={<Me />} />
                    <Route path="identity-provider" element={<IdentityProviderAnswer />} />
                    <Route path="help" element={<Help />} />
                    <Route path="*" element={<NotFoundPage />} />
                  </Route>
                </Routes>
              </SessionProvider>
            </BrowserRouter>
          </ErrorBoundary>
        </I18nProvider>
      </WordsContext.Provider>
    </LanguageContext.Provider>
  );
}

function permitted(name: PageName, screen: ReactNode): ReactNode {
  return <Permitted name={name}>{screen}</Permitted>;
}
