import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../words/use-words';

let isFirst = true;

/** Moves the focus to the heading of the page, after the element with the focus is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** Frame of a screen: its title in the tab and its one heading. A navigation moves the focus to the heading. */
export function Page({
  title,
  heading,
  acts,
  children,
  width = 'wide',
}: {
  readonly title: string;
  readonly heading?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
  readonly width?: 'narrow' | 'wide';
}) {
  const words = useWords();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${words.product}`;
  }, [title, words.product]);
  useEffect(() => {
    // The skip link is first after a load of the page.
    if (!isFirst && !document.activeElement?.closest('main')) head.current?.focus();
    isFirst = false;
  }, []);
  return (
    <div className={`page page--${width}`}>
      <div className="page-head">
        <h1 ref={head} tabIndex={-1}>
          {heading ?? title}
        </h1>
        {acts && <div className="page-acts">{acts}</div>}
      </div>
      {children}
    </div>
  );
}
