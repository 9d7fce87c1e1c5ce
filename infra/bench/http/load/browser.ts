import { type Answer, type Connection, headerOf } from './connection.js';
import { get, postForm } from './requests.js';

/** A person's browser on one connection: keeps cookies, follows redirects that stay. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly origin: string,
  ) {}

  async open(path: string): Promise<Answer> {
    return this.keep(await this.connection.send(get(this.origin, path, this.headers())));
  }

  async submit(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const headers = { ...this.headers(), origin: this.origin };
    return this.keep(await this.connection.send(postForm(this.origin, path, fields, headers)));
  }

  /** Follows redirects within the origin, until a page or an address elsewhere. */
  async follow(answer: Answer): Promise<Answer> {
    let last = answer;
    for (let path = this.within(last); path !== undefined; path = this.within(last))
      last = await this.open(path);
    return last;
  }

  private within(answer: Answer): string | undefined {
    const location = headerOf(answer, 'location');
    if (location === undefined) return undefined;
    if (location.startsWith('/')) return location;
    return location.startsWith(`${this.origin}/`) ? location.slice(this.origin.length) : undefined;
  }

  private headers(): Record<string, string> {
    if (this.cookies.size === 0) return { accept: 'text/html' };
    return { accept: 'text/html', cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') };
  }

  private keep(answer: Answer): Answer {
    for (const [, name, value, rest] of answer.head.matchAll(/\r\nset-cookie: ([^=]+)=([^;\r]*)([^\r]*)/gi)) {
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(rest!)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }
}
