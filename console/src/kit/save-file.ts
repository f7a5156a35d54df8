import { call } from '../api/client';

interface FileAnswer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** Requests a file, and gives it to the browser to save under the name that the tracker gave it. Throws as `call` does. */
export async function saveFile(send: () => Promise<FileAnswer>): Promise<void> {
  let name = 'download';
  const content = await call(async () => {
    const answer = await send();
    const [, stated] = /filename="([^"]+)"/.exec(answer.response.headers.get('content-disposition') ?? '') ?? [];
    name = stated ?? name;
    return answer;
  });
  const address = URL.createObjectURL(content as Blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
