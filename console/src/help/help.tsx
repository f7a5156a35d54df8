import { Link } from 'react-router';
import { type KeyId, type KeyScope, keyTable } from '../keys/table';
import { Page } from '../kit/page';
import { Table } from '../kit/table';
import { type PageName, usePages } from '../shell/pages';
import { useWords } from '../words/use-words';

/** Page of the navigation that leads to the shortcuts of a scope; null where every account has them. */
const pageOfScope: Readonly<Record<KeyScope, PageName | null>> = {
  everywhere: null,
  list: 'queue',
  record: 'queue',
  triage: 'triage',
  form: null,
};

/** Help: the keyboard shortcuts of the pages that the account may open, accessibility, and what the browser keeps. */
export default function Help() {
  const words = useWords();
  const pages = usePages();
  const pageKeys = new Set<KeyId>(pages.map(({ key }) => key));
  const scopes = (Object.keys(words.help.scopes) as KeyScope[]).filter((scope) => {
    const needed = pageOfScope[scope];
    return needed === null || pages.some(({ name }) => name === needed);
  });
  return (
    <Page title={words.help.title} width="narrow">
      <h2>{words.help.keys}</h2>
      <p>
        {words.help.keysText} <Link to="/me">{words.me.title}</Link>
      </p>
      {scopes.map((scope) => (
        <Table
          key={scope}
          caption={words.help.scopes[scope]}
          columns={[
            {
              key: 'key',
              head: words.help.key,
              isRowHeader: true,
              className: 'key-cell',
              cell: ({ keys }) => <Keys keys={keys} />,
            },
            { key: 'action', head: words.help.action, cell: ({ id }) => words.help.does[id] },
          ]}
          rows={keyTable.filter((key) => key.scope === scope && (scope !== 'everywhere' || pageKeys.has(key.id)))}
          rowKey={({ id }) => id}
        />
      ))}
      <h2>{words.help.accessibility}</h2>
      <p>{words.help.accessibilityText}</p>
      <h2>{words.help.privacy}</h2>
      <p>{words.help.privacyText}</p>
      <p>
        <a href="/docs">{words.nav.reference}</a>
      </p>
    </Page>
  );
}

function Keys({ keys }: { readonly keys: string }) {
  return keys.split(/[ +]/).map((key) => <kbd key={key}>{key}</kbd>);
}
