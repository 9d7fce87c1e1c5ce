import { Availability } from './availability.js';

/** What a client asks for; each is acknowledged by an answer of its own. */
export const kinds = [
  'token',
  'intent',
  'amendment',
  'withdrawal',
  'consent',
  'redemption',
  'quote',
  'revocation',
] as const;
export type Kind = (typeof kinds)[number];

/** An answer that says: done. */
export interface Acknowledged {
  readonly kind: Kind;
  /** Of the Buyer who was answered. */
  readonly clientId: string;
  /** The intent or quote id, or the token. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What must be found again with it, such as the `externalId` of a payload. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What was asked for and given up, since no answer told what became of it. */
export interface Unknown {
  readonly kind: Kind;
  readonly why: string;
}

/** A client's record of everything it was told, and of how it was treated. */
export class Ledger {
  readonly availability = new Availability();
  readonly acknowledged: Acknowledged[] = [];
  readonly unknown: Unknown[] = [];
  /** Answers that a correct request must never get, however broken the platform is. */
  readonly surprises: string[] = [];
  /** Tries that ended without any answer of HTTP. */
  connectionErrors = 0;
  unavailable = 0;
  /** 503 that did not say when to try again. */
  withoutRetryAfter = 0;

  acknowledge(one: Omit<Acknowledged, 'at'>): void {
    this.acknowledged.push({ ...one, at: Date.now() });
  }

  giveUp(kind: Kind, why: string): void {
    this.unknown.push({ kind, why });
  }

  surprise(kind: Kind, what: string): void {
    this.surprises.push(`${kind}: ${what}`);
  }

  of(kind: Kind): readonly Acknowledged[] {
    return this.acknowledged.filter((one) => one.kind === kind);
  }
}
