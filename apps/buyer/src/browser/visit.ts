import { insist, Unreachable } from '../seller/patience.js';
import { Cookies } from './cookies.js';
import { type Form, formsOf, titleOf } from './forms.js';
import { Approver, type Person } from './person.js';

/** A page that was shown on the way. */
export interface Page {
  readonly url: string;
  readonly title: string;
}

/** Who visits, and how the browser connects. */
export interface Visitor {
  readonly person: Person;
  readonly fetch: typeof fetch;
}

export interface Visit {
  readonly pages: readonly Page[];
  /** Where the Seller sent the browser in the end: the redirect URI with its answer. */
  readonly answer: URL;
}

/** The Seller showed a page from which a person who approves cannot go on. */
export class Stuck extends Error {
  override readonly name = 'Stuck';
}

const mostPages = 15;

interface Shown {
  readonly url: string;
  readonly status: number;
  readonly location: string | null;
  readonly markup: string;
}

/** Signs in and approves at the Seller's pages, like a browser without scripts, until it is sent back to `redirectUri`. */
export const approveAtSeller = async (
  url: string,
  redirectUri: string,
  { person, fetch }: Visitor,
): Promise<Visit> => {
  const cookies = new Cookies(fetch);
  const approver = new Approver(person);
  const pages: Page[] = [];
  let shown = await open(cookies, url);
  for (let count = 0; count < mostPages; count++) {
    if (shown.location !== null) {
      const next = new URL(shown.location, shown.url);
      if (next.href.startsWith(redirectUri)) return { pages, answer: next };
      shown = await open(cookies, next.href);
      continue;
    }
    pages.push({ url: shown.url, title: titleOf(shown.markup) });
    shown = await submit(cookies, shown, approver);
  }
  throw new Stuck(`no answer after ${mostPages} pages; the last was “${pages.at(-1)?.title}”`);
};

const submit = async (cookies: Cookies, page: Shown, approver: Approver): Promise<Shown> => {
  const form = formToGoOn(page);
  if (!form) throw new Stuck(`“${titleOf(page.markup)}” (${page.status}) has no form to go on with`);
  const action = new URL(form.action, page.url).href;
  return open(cookies, action, await approver.fill(form));
};

const formToGoOn = ({ markup }: Shown): Form | undefined => {
  const posts = formsOf(markup).filter(({ method }) => method === 'POST');
  const isAsking = ({ fields }: Form): boolean =>
    fields.some(({ type, value }) => ['password', 'text', 'radio'].includes(type) || /approve/i.test(value));
  return posts.find(isAsking) ?? posts.find(({ action }) => !/sign-out|cancel|decline/.test(action));
};

const open = (cookies: Cookies, url: string, form?: URLSearchParams): Promise<Shown> =>
  insist(async () => {
    const response = await cookies.fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
      headers: { accept: 'text/html', ...cookies.header, ...(form && { origin: new URL(url).origin }) },
      ...(form && { body: form }),
    });
    if (response.status === 503 || response.status === 502) throw new Unreachable(`${url} is not ready`);
    cookies.take(response.headers);
    const { status, headers } = response;
    return { url, status, location: headers.get('location'), markup: await response.text() };
  });
