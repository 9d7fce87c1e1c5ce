import type { ServerResponse } from 'node:http';

const titles = {
  'not-found': [404, 'There is nothing at this address'],
  'request-too-large': [413, 'The request is longer than any service takes'],
  'service-broke-off': [502, 'The service did not answer this request to its end'],
  'service-unavailable': [503, 'The service is not available now'],
  'service-too-slow': [504, 'The service did not answer in time'],
} as const;

/** Why the gateway itself answers. */
export type Problem = keyof typeof titles;

const RETRY_AFTER_SECONDS = '1';

/** Answers application/problem+json (RFC 9457); what may pass by waiting carries Retry-After. */
export const answerProblem = (response: ServerResponse, problem: Problem): void => {
  const [status, title] = titles[problem];
  const body = JSON.stringify({ type: `urn:assent:problem:${problem}`, title, status });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status >= 500 && { 'retry-after': RETRY_AFTER_SECONDS }),
  });
  response.end(body);
};
