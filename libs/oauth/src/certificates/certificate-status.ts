import { randomBytes } from 'node:crypto';
import {
  type Certificate,
  createOcspRequest,
  parseCrl,
  type Revocation,
  revocationIn,
  type RevocationList,
  type RevocationStatus,
  Untrusted,
  verifyCrl,
  verifyOcspResponse,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { Outbound } from '../outbound.js';
import { causeOf } from '../cause-of.js';
import { Remembered, type Reading } from '../remembered.js';

const MINUTE_MS = 60_000;
/** A failure is remembered for so long. */
const FAILURE_MS = 10_000;
const MAX_CRL_BYTES = 4 * 1024 * 1024;
const MAX_OCSP_BYTES = 32_768;
const CRL_TIMEOUT_MS = 10_000;
/** RFC 9654 §2.1 */
const NONCE_BYTES = 32;

/** How long answers are relied on, milliseconds. */
export interface CertificateStatusOptions {
  /** Asked again after this; a minute unless said otherwise. */
  readonly maxAge?: number;
  /** Of use for so much longer while nobody answers, and never after the answer's own end; an hour unless said otherwise. */
  readonly staleIfError?: number;
}

/**
 * Asks the issuer of a certificate whether it is revoked: its OCSP responder, or its list (CRL) where there is none or it does
 * not answer. Addresses come from the certificate, whose signature by the issuer must have been verified before. What cannot
 * be learned is `unknown`, with the cause.
 */
export class CertificateStatus implements RevocationStatus {
  private readonly lists: Remembered<RevocationList>;
  private readonly verdicts: Remembered<Revocation>;
  private readonly limits: Required<CertificateStatusOptions>;

  constructor(
    private readonly outbound: Pick<Outbound, 'fetchBytes'>,
    private readonly clock: Clock,
    { maxAge = MINUTE_MS, staleIfError = 60 * MINUTE_MS }: CertificateStatusOptions = {},
  ) {
    this.limits = { maxAge, staleIfError };
    this.lists = new Remembered(clock, { most: 64, failureFor: FAILURE_MS });
    this.verdicts = new Remembered(clock, { most: 10_000, failureFor: FAILURE_MS });
  }

  readonly of = async (certificate: Certificate, issuer: Certificate): Promise<Revocation> => {
    let cause = 'no-address';
    for (const ask of this.sources(certificate, issuer)) {
      try {
        return await ask();
      } catch (error) {
        cause = causeOf(error);
      }
    }
    return { status: 'unknown', cause };
  };

  private sources(certificate: Certificate, issuer: Certificate): (() => Promise<Revocation>)[] {
    return [
      ...certificate.ocspUrls.slice(0, 2).map((url) => () => this.byOcsp(url, certificate, issuer)),
      ...certificate.crlUrls.slice(0, 2).map((url) => () => this.byList(url, certificate, issuer)),
    ];
  }

  private async byOcsp(url: string, certificate: Certificate, issuer: Certificate): Promise<Revocation> {
    const { value } = await this.verdicts.get(`${issuer.id} ${certificate.serial} ${url}`, async () => {
      const nonce = randomBytes(NONCE_BYTES);
      const bytes = await this.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
        body: createOcspRequest(certificate, issuer, { nonce }),
        maxBytes: MAX_OCSP_BYTES,
      });
      const expected = { certificate, issuer, now: this.clock.now(), nonce, nonceOptional: true };
      const { expiresAt, ...answer } = verifyOcspResponse(bytes, expected);
      return this.reading(answer, expiresAt);
    });
    return value;
  }

  private async byList(url: string, certificate: Certificate, issuer: Certificate): Promise<Revocation> {
    const read = (before?: RevocationList) => this.fetchList(url, issuer, before);
    const { value } = await this.lists.get(`${issuer.id} ${url}`, read);
    return revocationIn(value, certificate);
  }

  private async fetchList(
    url: string,
    issuer: Certificate,
    known: RevocationList | undefined,
  ): Promise<Reading<RevocationList>> {
    const headers = { accept: 'application/pkix-crl' };
    const bytes = await this.fetch(url, { headers, maxBytes: MAX_CRL_BYTES, timeoutMs: CRL_TIMEOUT_MS });
    const list = parseCrl(bytes);
    verifyCrl(list, issuer, this.clock.now());
    // An older list, though still valid, would take a revocation back.
    if (known && list.thisUpdate.getTime() < known.thisUpdate.getTime())
      throw new Untrusted('crl-rolled-back');
    return this.reading(list, list.nextUpdate);
  }

  // Asked again when it is old: so long a revocation may go unnoticed. Relied on for longer while nobody answers, but never
  // after its signer stands by it.
  private reading<Answer>(value: Answer, expiresAt: Date): Reading<Answer> {
    const { maxAge, staleIfError } = this.limits;
    const [now, end] = [this.clock.now().getTime(), expiresAt.getTime()];
    const usableUntil = Math.min(now + maxAge + staleIfError, end);
    return { value, freshUntil: Math.min(now + maxAge, end), usableUntil };
  }

  private async fetch(url: string, request: Parameters<Outbound['fetchBytes']>[1]): Promise<Uint8Array> {
    const { status, bytes } = await this.outbound.fetchBytes(url, { ...request, signedAnswer: true });
    if (status !== 200) throw new Refused('unreachable', { cause: `status-${status}` });
    return bytes;
  }
}
