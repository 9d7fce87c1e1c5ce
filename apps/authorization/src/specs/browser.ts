import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Shown {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly location: string | undefined;
}

/** A browser without scripts: keeps cookies, follows redirects within the Seller, fills in forms. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly setCookies: string[] = [];

  constructor(
    private readonly app: () => NestFastifyApplication,
    private readonly address = '127.0.0.1',
  ) {}

  async get(path: string): Promise<Shown> {
    return this.follow(await this.send('GET', path));
  }

  async post(path: string, fields: Record<string, string>): Promise<Shown> {
    return this.follow(await this.send('POST', path, fields));
  }

  /** Sends the form of a page with its hidden fields, and what a person adds. */
  submit(page: Shown, action: RegExp, fields: Record<string, string>): Promise<Shown> {
    const form = [...page.text.matchAll(/<form[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(
      ([, to = '']) => action.test(to),
    );
    if (!form?.[1]) throw new Error(`no form for ${action} in ${page.status} ${page.text}`);
    const hidden = [...(form[2] ?? '').matchAll(/type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)];
    return this.post(form[1], {
      ...Object.fromEntries(hidden.map(([, name, value]) => [name ?? '', value ?? ''])),
      ...fields,
    });
  }

  async send(method: 'GET' | 'POST', path: string, fields?: Record<string, string>): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app().inject({
      method,
      url: path,
      remoteAddress: this.address,
      headers: {
        ...(cookie && { cookie }),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(fields && { payload: new URLSearchParams(fields).toString() }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.keep(line);
    const { location } = answer.headers;
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      location: location?.toString(),
    };
  }

  private follow(shown: Shown): Shown | Promise<Shown> {
    return shown.location?.startsWith('/') ? this.get(shown.location) : shown;
  }

  private keep(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
