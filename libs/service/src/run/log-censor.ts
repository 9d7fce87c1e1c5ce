const secret =
  /authorization|cookie|password|passphrase|secret|token|assertion|^code$|code_?verifier|private|^(request|d|key|jwt|jwk|totp|kek)$|statement$/i;

/** A copy of what is to be logged, without what must not be: by name of the member, at any depth. */
export const censored = (value: object): object => copy(value, 0) as object;

/** What of an error is safe to log: not its query parameters or detail, which quote values. */
export const errorFacts = (error: Error): object => {
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name, message, code, stack, ...(cause instanceof Error && { cause: errorFacts(cause) }) };
};

const copy = (value: unknown, depth: number): unknown => {
  if (value instanceof Error) return errorFacts(value);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '[deep]';
  if (Array.isArray(value)) return value.map((member) => copy(member, depth + 1));
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([name, member]) => [name, secret.test(name) ? '[secret]' : copy(member, depth + 1)]),
  );
};
