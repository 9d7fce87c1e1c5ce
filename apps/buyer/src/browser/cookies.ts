/** Cookies of one origin, as a browser would keep them for a visit (RFC 6265 §5.3, as far as one origin needs it). */
export class Cookies {
  private readonly values = new Map<string, string>();

  /** `fetch` is how the browser that has them connects. */
  constructor(readonly fetch: typeof globalThis.fetch) {}

  take(headers: Headers): void {
    for (const line of headers.getSetCookie()) this.set(line);
  }

  get header(): Readonly<Record<string, string>> {
    const pairs = [...this.values].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? {} : { cookie: pairs.join('; ') };
  }

  private set(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const ended = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
    if (ended) this.values.delete(name);
    else this.values.set(name, pair.slice(at + 1));
  }
}
