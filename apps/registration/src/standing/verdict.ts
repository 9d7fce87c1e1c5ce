/** How something that a registration rests on stands now. */
export type Verdict =
  /** `source` is who said so, where somebody was asked whose silence counts. */
  | { readonly outcome: 'good'; readonly source?: string }
  | { readonly outcome: 'bad'; readonly reason: string; readonly since?: string }
  /** There is nobody who would say that it is good, or that it is not: what is known of it stays. */
  | { readonly outcome: 'unheard' }
  /** Nobody who would know could be asked: nothing speaks against it. `source` is whom to ask. */
  | { readonly outcome: 'unknown'; readonly source: string };

export const good: Verdict = { outcome: 'good' };
export const unheard: Verdict = { outcome: 'unheard' };

export const bad = (reason: string, since?: string | null): Verdict => ({
  outcome: 'bad',
  reason,
  ...(since && { since }),
});

/** The reason for which a client is suspended whose evidence nobody could vouch for in time. */
export const UNKNOWN = 'status-unknown';
