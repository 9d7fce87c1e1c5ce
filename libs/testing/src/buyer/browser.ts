import { connections } from './connections.js';

/** A form found in a page. */
export interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: Record<string, string>;
  readonly html: string;
}

const decode = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, dec: string) => String.fromCodePoint(Number(dec)))
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const attribute = (tag: string, name: string): string | undefined => {
  const match = new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag);
  return match ? decode(match[1]!) : undefined;
};

/** Every form of a page with its preset fields: hidden inputs, text inputs, checked radios. */
export const formsOf = (html: string): Form[] =>
  [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)].map(([form]) => {
    const fields: Record<string, string> = {};
    for (const [input] of form.matchAll(/<input\b[^>]*>/gi)) {
      const name = attribute(input, 'name');
      const type = attribute(input, 'type') ?? 'text';
      if (!name || type === 'submit') continue;
      if (['radio', 'checkbox'].includes(type) && !/\schecked\b/i.test(input)) continue;
      fields[name] = attribute(input, 'value') ?? '';
    }
    const open = /<form\b[^>]*>/i.exec(form)![0];
    return {
      action: attribute(open, 'action') ?? '',
      method: attribute(open, 'method') ?? 'get',
      fields,
      html: form,
    };
  });

/** A user agent without scripts: keeps cookies, follows nothing by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` that came, whole. */
  readonly received: string[] = [];

  constructor(private readonly origin: string) {}

  async open(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ response: Response; html: string; url: string }> {
    const target = new URL(url, this.origin);
    const headers: Record<string, string> = { accept: 'text/html', origin: this.origin };
    if (this.cookies.size)
      headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await connections.browser(target.href, {
      method: form ? 'POST' : 'GET',
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...(form && { body: new URLSearchParams(form) }),
    });
    this.keep(response);
    connections.answered += 1;
    return { response, html: await response.text(), url: target.href };
  }

  /** Opens, and follows redirects within the origin; stops at a page, or at a redirect that leaves for `stopAt`. */
  async follow(
    url: string,
    stopAt: string,
    form?: Record<string, string>,
  ): Promise<{ html: string; url: string; status: number; headers: Headers }> {
    let next = await this.open(url, form);
    for (let hops = 0; hops < 10; hops++) {
      const location = next.response.headers.get('location');
      const { status, headers } = next.response;
      if (!location) return { html: next.html, url: next.url, status, headers };
      const target = new URL(location, next.url).href;
      if (target.startsWith(stopAt)) return { html: '', url: target, status, headers };
      next = await this.open(target);
    }
    throw new Error(`too many redirects from ${url}`);
  }

  private keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      this.received.push(cookie);
      const [pair] = cookie.split(';');
      const [name, ...value] = pair!.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(name!);
      else this.cookies.set(name!, value.join('='));
    }
  }
}
