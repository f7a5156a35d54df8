import { Component, type ReactNode } from 'react';
import { WordsContext } from '../words/use-words';

/** Shows a sentence in place of a page that failed. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  static override contextType = WordsContext;
  declare context: React.ContextType<typeof WordsContext>;
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="sign-in">
        <h1>{this.context.errors.pageFailed}</h1>
        <p>{this.context.errors.pageFailedAdvice}</p>
        <button type="button" className="usa-button" onClick={() => location.reload()}>
          {this.context.errors.reload}
        </button>
      </main>
    );
  }
}
