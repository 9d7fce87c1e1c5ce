import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { createCertificateRequest, signerOf } from '#crypto';
import type { Context } from '#event-sourcing';
import { Authorities } from '../authorities/authorities.js';
import { bundle as pemBundle } from '../authorities/published-files.js';
import { Certification } from '../certificates/request-certification.js';
import { type Subject, subjectOf } from '../certificates/request-rules.js';
import type { CertifiedKey } from './bundle.js';

/** Makes keys for a bundle, has them certified, and keeps none of them. */
@Injectable()
export class CertifiedKeys {
  constructor(
    private readonly certification: Certification,
    private readonly authorities: Authorities,
  ) {}

  async make(context: Context, profile: string, subject: Subject): Promise<CertifiedKey> {
    const { privateKey } = await newKeyPair('ec', { namedCurve: 'P-256' });
    const csr = await createCertificateRequest(signerOf(privateKey), { subject: subjectOf(subject) });
    const { organisation, softwareId } = subject;
    const asked = { profile, organisationId: organisation.organisationId, softwareId, csr };
    const { view } = await this.certification.request(context, asked);
    if (!('certificate' in view)) throw new TypeError('a profile of the bundle has no certificate');
    return {
      profile,
      kid: view.kid,
      notAfter: view.notAfter,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      certificates: `${view.certificate}${view.chain}`,
    };
  }

  /** The roots that vouch for the other side, PEM. */
  async anchors(): Promise<string> {
    return pemBundle(await this.authorities.anchors('sandbox'));
  }
}

const newKeyPair = promisify(generateKeyPair);
