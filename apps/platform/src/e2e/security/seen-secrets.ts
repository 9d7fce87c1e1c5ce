const names =
  /^(client_assertion|code|code_verifier|token|(access|refresh|id|resource|registration_access)_token|software_statement|request|password|totp|form_token|csrf)$/;

/** Every secret that goes over the wire between clients and the platform, in either direction, while it listens. */
export class SeenSecrets {
  readonly values = new Set<string>();
  private readonly fetch = globalThis.fetch;

  listen(): void {
    globalThis.fetch = async (input, init) => {
      this.sent(String(input instanceof Request ? input.url : input), init ?? {});
      const response = await this.fetch(input, init);
      this.received(response.headers, await response.clone().text());
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.fetch;
  }

  add(value: string | undefined): void {
    if (value !== undefined && value.length >= 6) this.values.add(value);
  }

  /** Those of the secrets that a text holds, whole or by the signature of a JWT. */
  foundIn(text: string): readonly string[] {
    return [...this.values].filter((value) => {
      const [, , signature] = value.split('.');
      const needles = [
        value,
        encodeURIComponent(value),
        ...(signature && signature.length > 20 ? [signature] : []),
      ];
      // A one-time password is short enough to stand in a number by chance.
      return value.length > 8
        ? needles.some((needle) => text.includes(needle))
        : new RegExp(`(?<![0-9a-f-])${value}(?![0-9a-f-])`).test(text);
    });
  }

  private sent(url: string, { headers, body }: RequestInit): void {
    this.parameters(new URL(url).searchParams);
    this.headers(new Headers(headers));
    if (body instanceof URLSearchParams) this.parameters(body);
    else if (typeof body === 'string') this.json(body);
  }

  private received(headers: Headers, text: string): void {
    for (const cookie of headers.getSetCookie()) this.cookies(cookie.split(';', 1)[0] ?? '');
    const location = headers.get('location');
    if (location) this.parameters(new URLSearchParams(new URL(location, 'http://x').hash.slice(1)));
    this.json(text);
  }

  private headers(headers: Headers): void {
    this.add(headers.get('authorization')?.replace(/^\w+ /, ''));
    this.add(headers.get('resource-token') ?? undefined);
    this.cookies(headers.get('cookie') ?? '');
  }

  private cookies(text: string): void {
    for (const pair of text.split('; ')) this.add(pair.slice(pair.indexOf('=') + 1) || undefined);
  }

  private parameters(parameters: URLSearchParams): void {
    for (const [name, value] of parameters) if (names.test(name)) this.add(value);
  }

  private json(text: string): void {
    for (const [, name, value] of text.matchAll(/"([a-z_]+)":\s*"([^"]+)"/g))
      if (names.test(name!)) this.add(value);
  }
}
