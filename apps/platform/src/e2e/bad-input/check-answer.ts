import type { Row } from './row.js';

interface Read {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly location: string;
}

const codeOf: Record<Row['format'], (answer: Read) => string | undefined> = {
  oauth: ({ text }) => (JSON.parse(text) as { error?: string }).error,
  introspection: ({ text }) => text,
  mef: ({ text }) => {
    const body = JSON.parse(text) as { code?: string; reason?: string };
    return body.reason ? body.code : 'no reason given';
  },
  'mef-list': ({ text }) => {
    const body = JSON.parse(text) as { code?: string; reason?: string }[];
    return body.every(({ reason }) => reason) ? body[0]?.code : 'no reason given';
  },
  problem: ({ text, type }) => {
    const body = JSON.parse(text) as { type?: string };
    return type.startsWith('application/problem+json') ? body.type?.split(/[:/]/).at(-1) : type;
  },
  page: ({ type, text }) =>
    type.startsWith('text/html') && text.includes('</html>') ? 'invalid_request' : type,
  redirect: ({ location }) => {
    const url = new URL(location);
    return new URLSearchParams(url.hash.slice(1) || url.search.slice(1)).get('error') ?? undefined;
  },
};

const leaks = /at \w+ \(|node_modules|\.js:\d+|SELECT |INSERT |stack|ECONN|<script>alert/;

/** Exact status and code, the right format, and nothing that tells of the inside. */
export const checkAnswer = async (row: Row, response: Response): Promise<void> => {
  const text = await response.text();
  const { status, headers } = response;
  const answer = {
    status,
    text,
    type: headers.get('content-type') ?? '',
    location: headers.get('location') ?? 'none:',
  };
  const code = status === row.status ? codeOf[row.format](answer) : undefined;
  const shown = code === undefined ? text.slice(0, 300) : undefined;
  expect({ status, code, shown }).toEqual({ status: row.status, code: row.code, shown: undefined });
  expect(text).not.toMatch(leaks);
};
