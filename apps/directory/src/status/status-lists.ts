import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { CredentialReader } from '../credentials/credential-reader.js';
import { CredentialSigner } from '../credentials/credential-signer.js';
import { type ServedStatusList, SignedLists } from './signed-lists.js';

/** The status lists of the directory (Token Status List §4, §5), made from the credentials as they are. */
@Injectable()
export class StatusLists {
  constructor(
    private readonly reader: CredentialReader,
    private readonly signer: CredentialSigner,
    private readonly signed: SignedLists,
  ) {}

  /** A list by its number. Throws `Refused('status-list-unknown')` for one that was not begun. */
  async list(list: number): Promise<ServedStatusList> {
    const content = await this.reader.list(list);
    if (!content) throw new Refused('status-list-unknown');
    return this.signed.serve(`credentials ${list}`, content, (claims) =>
      this.signer.signStatusList(list, claims),
    );
  }
}
