import { Injectable } from '@nestjs/common';
import { authenticity, jwkThumbprint, type PublicJwk } from '#crypto';
import { Clock, Database } from '#event-sourcing';
import { CoreSettings } from '#service';

interface Row {
  readonly type: 'MessageAccepted' | 'MessageSent' | 'MessageRefused';
  readonly recorded_at: Date;
  readonly view: { readonly clientId: string; readonly intentId: string };
  readonly detail: {
    readonly conversation: string;
    readonly message: string;
    readonly messageHash: string;
    readonly reason: string;
    readonly kid: string;
    readonly jwk: PublicJwk;
  };
}

const said = `
  select e.type, e.recorded_at, e.view, e.detail
    from entry e join concern c on c.stream = e.stream and c.intent = $1
   where e.type in ('MessageAccepted', 'MessageSent', 'MessageRefused')
   order by e.stream, e.version`;

/** What Buyer and Seller said to each other about an intent (draft W128 §9), as evidence for third parties. */
@Injectable()
export class Conversations {
  constructor(
    private readonly database: Database,
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  /** Undefined where nothing was said. Bodies are not in it: audit has none. */
  async about(intentId: string): Promise<authenticity.Evidence | undefined> {
    const rows = await this.database.query<Row>(said, [intentId]);
    const messages = rows.filter(({ type }) => type !== 'MessageRefused');
    if (messages.length === 0) return undefined;
    const { issuer } = this.core;
    return {
      format: authenticity.EVIDENCE_FORMAT,
      exportedAt: this.clock.now().toISOString(),
      exportedBy: issuer,
      conversations: [...conversationsIn(rows)].map(([conversation, own]) => ({
        conversation,
        initiator: own[0]!.view.clientId,
        responder: issuer,
        intentId,
        messages: own.filter(({ type }) => type !== 'MessageRefused').map(recorded),
        refused: own.filter(({ type }) => type === 'MessageRefused').map(refused),
      })),
      keys: keysOf(messages, issuer),
    };
  }
}

/** Rows by the conversation that they are part of: what was refused may say that it is of another. */
const conversationsIn = (rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> => {
  const conversations = new Map<string, Row[]>();
  let current: Row[] = [];
  for (const row of rows) {
    const { conversation } = row.detail;
    if (row.type !== 'MessageRefused') {
      current = conversations.get(conversation) ?? [];
      conversations.set(conversation, current);
    }
    current.push(row);
  }
  return conversations;
};

const recorded = ({ detail: { message }, recorded_at }: Row): authenticity.RecordedMessage => ({
  message,
  recordedAt: recorded_at.toISOString(),
});

const refused = ({ detail: { messageHash, reason }, recorded_at }: Row): authenticity.RefusedMessage => ({
  messageHash,
  reason,
  recordedAt: recorded_at.toISOString(),
});

const keysOf = (messages: readonly Row[], issuer: string): readonly authenticity.EvidenceKey[] => {
  const used = messages.map(({ type, view, detail: { kid, jwk } }) => {
    const party = type === 'MessageSent' ? issuer : view.clientId;
    return { party, kid, thumbprint: jwkThumbprint(jwk), jwk };
  });
  return [...new Map(used.map((key) => [`${key.party} ${key.thumbprint}`, key])).values()];
};
