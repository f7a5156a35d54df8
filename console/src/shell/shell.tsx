import { type ReactNode, Suspense, useState } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { useKeys } from '../keys/use-keys';
import { LoadingPage } from '../kit/messages';
import { StatusLine } from '../kit/status-line';
import { useAppliedPreferences } from '../session/preferences';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { ErrorBoundary } from './error-boundary';
import { FailedPage } from './failure';
import { NameWarning } from './name-warning';
import { AreaLinks } from './area-links';
import { pageOf, usePages } from './pages';
import { PrintFoot } from './print-foot';
import { useKeptFocus } from './use-kept-focus';

/** Handling mark of every page. */
export function HandlingMark() {
  const words = useWords();
  return (
    <div className="marking" role="region" aria-label={words.marking.label}>
      {words.marking.text}
    </div>
  );
}

/** Frame of the pages before a sign-in. */
export function SignInFrame({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  return (
    <>
      <HandlingMark />
      <main className="sign-in" id="content">
        <p className="sign-in-product">{words.product}</p>
        <div className="sign-in-box">
          <h1>{words.signIn.title}</h1>
          {children}
        </div>
        <p className="sign-in-footer">{words.signIn.footer}</p>
      </main>
    </>
  );
}

/** Frame of the pages after a sign-in: handling mark, header with navigation by permission, content, status line. */
export function Shell() {
  const words = useWords();
  const { session, signOut } = useSession();
  useAppliedPreferences();
  useKeptFocus();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const pages = usePages();
  const area = pageOf(pathname)?.area;
  const areas = pages.filter((page, index) => pages.findIndex((other) => other.area === page.area) === index);
  useKeys(Object.fromEntries(pages.map(({ key, path }) => [key, () => void navigate(path)])));
  const { seat, account } = session;
  return (
    <div className="frame">
      <a className="usa-skipnav" href="#content">
        {words.nav.skip}
      </a>
      <HandlingMark />
      <header className="header">
        <div className="header-inner">
          <Link to="/" className="header-title">
            {words.product}
          </Link>
          <button
            type="button"
            className="header-menu usa-button usa-button--unstyled"
            aria-expanded={isMenuOpen}
            aria-controls="main-navigation"
            onClick={() => setIsMenuOpen(!isMenuOpen)}
          >
            {words.nav.menu}
          </button>
          <nav
            id="main-navigation"
            className={isMenuOpen ? 'header-nav header-nav--open' : 'header-nav'}
            aria-label={words.nav.label}
          >
            <ul>
              {areas.map((page) => (
                <li key={page.area}>
                  <Link
                    to={page.path}
                    aria-current={page.area === area ? (page.path === pathname ? 'page' : 'true') : undefined}
                    onClick={() => setIsMenuOpen(false)}
                  >
                    {words.nav[page.area]}
                  </Link>
                </li>
              ))}
            </ul>
            <div className="header-account">
              <span className="header-seat">{seat.agency?.name ?? seat.taskForce?.name ?? words.seat.national}</span>
              <NavLink to="/me" onClick={() => setIsMenuOpen(false)}>
                {words.seat.signedInAs(account.name, words.role[account.role].toLocaleLowerCase(words.locale))}
              </NavLink>
              <button type="button" className="usa-button usa-button--unstyled" onClick={() => void signOut()}>
                {words.nav.signOut}
              </button>
            </div>
          </nav>
        </div>
      </header>
      <StatusLine>
        <main id="content" tabIndex={-1}>
          <NameWarning />
          <AreaLinks pages={pages.filter((page) => page.area === area)} />
          <ErrorBoundary fallback={<FailedPage />} path={pathname}>
            <Suspense fallback={<LoadingPage />}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </StatusLine>
      <PrintFoot />
    </div>
  );
}
