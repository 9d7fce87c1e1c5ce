import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { requestByOpenssl } from './openssl.js';

/** A certificate of the sandbox's trust framework, as files. */
export interface TransportFiles {
  readonly certificate: string;
  readonly key: string;
  /** Its id in the directory. */
  readonly certificateId: string;
}

/** Software of a member of the trust framework. */
export interface Enrolled {
  readonly organisationId: string;
  readonly softwareId: string;
  /** As `openssl req -subj` takes it. */
  readonly subject: string;
}

type Json = Readonly<Record<string, string>>;

/** The directory as a member uses it from outside, over https. */
export class Directory {
  private readonly dispatcher: Agent;
  /** PEM of the authorities of the trust framework. */
  readonly authority: string;

  constructor(
    private readonly origin: string,
    ca: string,
  ) {
    this.authority = readFileSync(ca, 'utf8');
    this.dispatcher = new Agent({ connect: { ca: this.authority } });
  }

  async send(method: string, path: string, body?: object): Promise<Json> {
    return JSON.parse(await this.text(path, method, body)) as Json;
  }

  private async text(path: string, method = 'GET', body?: object): Promise<string> {
    const response = await fetch(`${this.origin}/directory${path}`, {
      method,
      dispatcher: this.dispatcher,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    return answer;
  }

  async enrol(legalName: string, lei: string, name: string): Promise<Enrolled> {
    const { organisationId = '' } = await this.send('POST', '/organisations', {
      legalName,
      lei,
      country: 'AE',
    });
    const { softwareId = '' } = await this.send('POST', `/organisations/${organisationId}/software`, {
      name,
      description: '',
      version: '1.0.0',
      uri: 'http://localhost/',
      environment: 'sandbox',
      roles: ['BUYER'],
      redirectUris: ['http://localhost/callback'],
    });
    const subject = `/C=AE/O=${legalName}/OU=${organisationId}/CN=${softwareId}`;
    return { organisationId, softwareId, subject };
  }

  /** Has a key of OpenSSL's making certified for a client's connections (C1, C3 or C4). */
  async certify(
    folder: string,
    { organisationId, softwareId, subject }: Enrolled,
    { profile, key: again }: { readonly profile: string; readonly key: string },
  ): Promise<TransportFiles> {
    const { key, csr } = requestByOpenssl(folder, `${profile}-${softwareId}${again}`, subject);
    const path = `/organisations/${organisationId}/software/${softwareId}/certificates/${profile}`;
    const issued = await this.send('POST', path, { csr: readFileSync(csr, 'utf8') });
    const certificate = join(folder, `${profile}-${softwareId}${again}.pem`);
    const issuing = await this.text('/pki/sandbox/rsa-issuing.pem');
    writeFileSync(certificate, `${issued.certificate}${issuing}`);
    return { certificate, key, certificateId: issued.certificateId ?? '' };
  }

  revoke(organisationId: string, certificateId: string): Promise<Json> {
    const path = `/organisations/${organisationId}/certificates/${certificateId}/revocation`;
    return this.send('PUT', path, { reason: 'key-compromise' });
  }

  async close(): Promise<void> {
    await this.dispatcher.destroy();
  }
}
