import type { Response } from 'undici';
import { Environment } from '#service';
import { CannotStart } from '../../start/cannot-start.js';
import { fetchFrom } from '../../start/fetch-from.js';
import { commandFolder, findRunning, type Running } from '../../start/running.js';

/** The API of a directory, for whoever may change it. */
export interface DirectoryAccess {
  /** Where it answers, such as `http://localhost:3000`. */
  readonly origin: string;
  get<T>(path: string): Promise<T>;
  text(path: string): Promise<string>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
}

interface Problem {
  readonly title?: string;
  readonly problems?: readonly { readonly propertyPath?: string; readonly reason?: string }[];
}

/**
 * Finds the directory: the one that is named, that of `ASSENT_DIRECTORY_URL`, or the sandbox that runs on the data folder. The
 * token comes from `ASSENT_DIRECTORY_TOKEN`, never from an argument, which every process of the machine can see.
 */
export const directoryAccess = async (named?: string): Promise<DirectoryAccess> => {
  const url = named ?? process.env.ASSENT_DIRECTORY_URL;
  const { origin, ca }: Seen = url === undefined ? await runningDirectory() : { origin: url };
  const token = process.env.ASSENT_DIRECTORY_TOKEN;
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const headers = {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && method !== 'GET' && { authorization: `Bearer ${token}` }),
    };
    const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const answer = await fetchFrom(ca, `${origin}/directory${path}`, sent).catch(() => {
      throw new CannotStart(
        `No directory answers at ${origin}: start one with "npm start", or name it with --directory.`,
      );
    });
    if (answer.ok) return answer;
    throw new CannotStart(await inWords(answer));
  };
  return {
    origin,
    get: async <T>(path: string) => (await (await ask('GET', path)).json()) as T,
    text: async (path) => (await ask('GET', path)).text(),
    send: async <T>(method: string, path: string, body?: object) => {
      const text = await (await ask(method, path, body)).text();
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
};

/** Where it answers, and the authority of its server certificate where that is the sandbox's own. */
type Seen = Pick<Running, 'origin' | 'ca'>;

const runningDirectory = async (): Promise<Seen> => {
  const { mode } = new Environment(process.env);
  const running = mode === 'sandbox' ? await findRunning(await commandFolder(process.env)) : undefined;
  if (running) return running;
  throw new CannotStart('No directory is named: use --directory <url>, or start a sandbox with "npm start".');
};

const hints: Readonly<Record<number, string>> = {
  401: ' Set ASSENT_DIRECTORY_TOKEN to the token of the directory.',
};

const inWords = async (answer: Response): Promise<string> => {
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  const said = problem.title ?? `it answered ${answer.status}`;
  const details = (problem.problems ?? []).map(({ reason }) => ` ${reason ?? ''}`).join('');
  return `The directory refuses: ${said}${details}${hints[answer.status] ?? ''}`;
};
