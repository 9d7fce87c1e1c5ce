/** The text of a request, ready to be written to a socket. */
export interface RequestParts {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const text = (origin: string, line: string, { headers = {}, body }: RequestParts): string => {
  const length = body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [line, `host: ${new URL(origin).host}`, ...fields, ...length, '', body ?? ''].join('\r\n');
};

export const get = (origin: string, path: string, headers: Readonly<Record<string, string>> = {}): string =>
  text(origin, `GET ${path} HTTP/1.1`, { headers });

/** A POST of form parameters. */
export const postForm = (
  origin: string,
  path: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): string =>
  text(origin, `POST ${path} HTTP/1.1`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });

/** A POST of a JSON text. */
export const postJson = (
  origin: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): string =>
  text(origin, `POST ${path} HTTP/1.1`, {
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
