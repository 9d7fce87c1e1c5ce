import { didWebOf, type PresentationRequest, signKeyBinding, signVpJwt, type SigningKey } from '#crypto';
import { flow } from '#testing';

/** The two forms in which the directory issues a Legal Entity credential. */
export type Form = 'vc+jwt' | 'dc+sd-jwt';

interface Issued {
  readonly credentialId: string;
  readonly organisationId: string;
  /** What its holder got. */
  readonly credential: string;
}

/** A member of the sandbox's trust framework, whose software is the subject of a Legal Entity credential. */
export class Member {
  private constructor(
    readonly enrolled: flow.Enrolled,
    readonly form: Form,
    readonly issued: Issued,
  ) {}

  static async enrol(origin: string, name: string, form: Form): Promise<Member> {
    return Member.with(await flow.enrol(origin, name, `http://localhost:9/${name}/callback`), form);
  }

  /** The same member with another credential. */
  another(): Promise<Member> {
    return Member.with(this.enrolled, this.form);
  }

  private static async with(enrolled: flow.Enrolled, form: Form): Promise<Member> {
    const [, , , organisationId, , softwareId] = enrolled.path.split('/');
    const url = `${enrolled.origin}/directory/organisations/${organisationId}/credentials`;
    const answer = await flow.call<Issued>('POST', url, { body: { form, softwareId } });
    return new Member(enrolled, form, flow.demand(answer, 201, 'issue the credential'));
  }

  get origin(): string {
    return this.enrolled.origin;
  }

  /** The identifier of its software, whose document the directory publishes. */
  get did(): string {
    return didWebOf(`${this.origin}${this.enrolled.path.replace('organisations', 'members')}`);
  }

  /** What the Seller is shown: VP-JWT or KB-JWT for a nonce of its own, or for what is asked otherwise (R11). */
  async present(change: Partial<PresentationRequest> = {}): Promise<string> {
    const challenge = await flow.call<{ nonce: string; audience: string }>(
      'POST',
      `${this.origin}/register/challenge`,
    );
    const { nonce, audience } = flow.demand(challenge, 200, 'challenge');
    const asked = { nonce, audience, now: new Date(), ...change };
    const { credential } = this.issued;
    return this.form === 'vc+jwt'
      ? signVpJwt(this.key, this.did, [credential], asked)
      : signKeyBinding(this.key, credential, asked);
  }

  async register(metadata: object = {}): Promise<flow.Registered> {
    const legal_entity_presentation = await this.present();
    return flow.register(this.enrolled, { legal_entity_presentation, ...metadata });
  }

  suspendCredential(): Promise<void> {
    return this.change('PUT', 'suspension', { reason: 'under-review' });
  }

  reinstateCredential(): Promise<void> {
    return this.change('POST', 'reinstatement');
  }

  revokeCredential(): Promise<void> {
    return this.change('PUT', 'revocation', { reason: 'ceased-trading' });
  }

  private async change(method: string, what: string, body?: object): Promise<void> {
    const { organisationId, credentialId } = this.issued;
    const url = `${this.origin}/directory/organisations/${organisationId}/credentials/${credentialId}/${what}`;
    flow.demand(await flow.call(method, url, { ...(body && { body }) }), 200, what);
  }

  private get key(): SigningKey {
    const { private: privateKey, kid } = this.enrolled.key;
    return { alg: 'ES256', kid: `${this.did}#${kid}`, privateKey };
  }
}
