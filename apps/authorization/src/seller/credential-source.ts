/** A credential of the Seller, as its issuer gave it, and until when it need not be asked for again. */
export interface HeldCredential {
  readonly text: string;
  readonly until: Date;
}

/** Where the Seller has the credential of its Legal Entity from. */
export abstract class CredentialSource {
  /** Undefined for a Seller that has none. */
  abstract read(): Promise<HeldCredential | undefined>;

  /** Whether there is to be one, so that others are told of it. */
  readonly offers: boolean = true;

  /** Rejects at the start of the service for what only the operator can mend. */
  async check(): Promise<void> {}
}

/** Of a Seller that has no credential. */
export class NoCredential extends CredentialSource {
  override readonly offers = false;

  async read(): Promise<undefined> {}
}
