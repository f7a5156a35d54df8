import { createInterface } from 'node:readline/promises';
import pg from 'pg';

/**
 * Takes statements from the terminal, from standard input or after `-c`, and prints what each answers as a table. Returns the exit code:
 * 1 where a statement failed that nobody typed.
 */
export async function openPrompt(url, [option, statement]) {
  const client = new pg.Client({ connectionString: url });
  client.on('notice', ({ message }) => console.error(message));
  await client.connect();
  try {
    return option === '-c' ? await answer(client, statement) : await answerEach(client);
  } finally {
    await client.end();
  }
}

async function answerEach(client) {
  const { stdin: input, stdout } = process;
  const lines = createInterface({ input, ...(input.isTTY ? { output: stdout, prompt: 'tracker=# ' } : {}) });
  let pending = '';
  let failed = 0;
  lines.prompt();
  for await (const line of lines) {
    if (pending === '' && line.trim() === '\\q') break;
    pending += `${line}\n`;
    if (/;\s*$/.test(pending)) {
      failed |= await answer(client, pending);
      pending = '';
    }
    lines.prompt();
  }
  if (pending.trim() !== '') failed |= await answer(client, pending);
  return input.isTTY ? 0 : failed;
}

async function answer(client, statement) {
  try {
    for (const { command, rowCount, rows, fields } of [await client.query(statement)].flat()) {
      if (fields.length > 0) console.table(rows);
      console.log(`${command} ${rowCount ?? ''}`.trim());
    }
    return 0;
  } catch (fault) {
    console.error(`${fault.severity ?? 'ERROR'}: ${fault.message}${fault.detail ? `\n${fault.detail}` : ''}`);
    return 1;
  }
}
