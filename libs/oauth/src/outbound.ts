/** HTTP to addresses that others named: time limits, size limits, no redirects, and no private networks (SSRF). */
export abstract class Outbound {
  /** Throws `Refused('forbidden-address')`, `Refused('unreachable')`. */
  abstract fetch(
    url: string,
    init?: {
      method?: string;
      headers?: Record<string, string>;
      body?: string;
      timeoutMs?: number;
      maxBytes?: number;
    },
  ): Promise<{ status: number; headers: Headers; text: string }>;
}
