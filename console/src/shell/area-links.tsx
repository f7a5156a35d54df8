import { NavLink } from 'react-router';
import { useWords } from '../words/use-words';
import type { NavigationPage } from './pages';

/** Links to the pages of an area that the account may open. An area of one page has none. */
export function AreaLinks({ pages }: { readonly pages: readonly NavigationPage[] }) {
  const words = useWords();
  const [first] = pages;
  if (first === undefined || pages.length === 1) return null;
  return (
    <nav className="area-links no-print" aria-label={words.nav[first.area]}>
      <ul>
        {pages.map(({ path, name }) => (
          <li key={path}>
            <NavLink to={path}>{words.nav[name]}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
