/** The token of an `Authorization: Bearer` header (RFC 6750 §2.1), if that is what it is. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
