import { fromBase64url } from '../../base64url.js';
import { signatureAlgorithms } from '../../jws/algorithms.js';
import { Untrusted, trust } from '../../untrusted.js';
import { senderOf } from '../conversation.js';
import { hashOfMessage, type Message } from '../message.js';
import { openMessage, readMessage } from '../open-message.js';
import { payloadHashOf } from '../payload-hash.js';
import { commitmentOf, proofOf } from '../secrets.js';
import type { ConversationEvidence, RecordedMessage } from './evidence.js';
import type { KnownKeys } from './known-keys.js';
import type { MessageReport, Verdict } from './report.js';

/** Seconds by which the clocks of two parties may differ. */
const CLOCKS = 60;

type Report = { -readonly [Member in keyof MessageReport]: MessageReport[Member] };

interface Examined {
  readonly report: Report;
  /** Undefined where the signature is not its sender's. */
  readonly message?: Message;
}

/** Reads the messages of a conversation in their order, as a third party who knows no secret. */
export class ConversationReader {
  private readonly examined: Examined[] = [];
  private readonly seen = new Set<string>();
  /** Authentic messages by number: the last is what the next one has to follow. */
  private readonly chain = new Map<number, Examined & { readonly message: Message }>();
  private last = 0;

  constructor(
    private readonly evidence: ConversationEvidence,
    private readonly keys: KnownKeys,
  ) {}

  async read(recorded: RecordedMessage): Promise<void> {
    const { report, message } = await this.open(recorded);
    const examined = { report, ...(message && { message }) };
    this.examined.push(examined);
    if (!message) return;
    report.verdict = verdict(() => this.assertFollows(message));
    if (report.verdict === 'good') report.verdict = verdict(() => this.assertTruths(message, recorded));
    this.take({ report, message });
  }

  // Also one that does not follow is followed from then on, so that each fault is told once.
  private take(examined: Examined & { readonly message: Message }): void {
    const { hash, claims } = examined.message;
    const own = claims.conversation === this.evidence.conversation;
    if (own && claims.sequence > this.last && !this.seen.has(hash)) {
      this.last = claims.sequence;
      this.chain.set(this.last, examined);
    }
    this.seen.add(hash);
  }

  /** All reports, the proofs of possession among them, which later messages or the exporter make checkable. */
  conclude(): readonly MessageReport[] {
    for (const { report, message } of this.chain.values()) {
      const secret = this.secretBefore(message.claims.sequence);
      if (secret === undefined) continue;
      const proven = verdict(() => this.assertProven(message, secret));
      if (proven === 'good') report.secret = 'shown';
      else if (report.verdict === 'good') report.verdict = proven;
    }
    return this.examined.map(({ report }) => report);
  }

  private async open(recorded: RecordedMessage): Promise<Examined> {
    const jws = recorded.message;
    const report: Report = {
      hash: hashOfMessage(jws),
      payload: 'none',
      secret: 'not shown',
      verdict: 'good',
    };
    try {
      const { claims } = readMessage(jws);
      Object.assign(report, factsOf(claims));
      if (claims.payload_hash !== undefined)
        report.payload = recorded.payload === undefined ? 'not given' : 'matches';
      const { initiator, responder } = this.evidence;
      const from = senderOf(this.evidence, claims.sequence);
      const peer = { id: from, key: this.keys.of(from), algorithms: signatureAlgorithms, domains: [] };
      const to = from === initiator ? responder : initiator;
      return { report, message: await openMessage(jws, peer, to) };
    } catch (error) {
      report.verdict = reasonOf(error);
      return { report };
    }
  }

  private assertFollows({ hash, claims }: Message): void {
    trust(claims.conversation === this.evidence.conversation, 'foreign-conversation');
    trust(!this.seen.has(hash), 'message-replayed');
    trust(claims.sequence > this.last, 'message-forked');
    trust(claims.sequence === this.last + 1, 'message-out-of-order');
    trust(claims.previous_message === this.chain.get(this.last)?.message.hash, 'chain-broken');
  }

  private assertTruths({ claims }: Message, { payload }: RecordedMessage): void {
    const before = this.chain.get(this.last)?.message.claims;
    trust(!before || claims.iat + CLOCKS >= before.iat, 'time-runs-backwards');
    const own = this.chain.get(this.last - 1)?.message.claims; // the sender's message before
    trust(!own || claims.domain === (own.next_domain ?? own.domain), 'foreign-domain');
    const { intentId } = this.evidence;
    trust(
      claims.sequence > 1 || intentId === undefined || claims.meflso_intent_id === intentId,
      'wrong-intent',
    );
    trust(payload === undefined || payloadHashOf(payload) === claims.payload_hash, 'wrong-payload');
  }

  /** The secret that a message had to prove: revealed by the next one, or disclosed by whoever exports. */
  private secretBefore(sequence: number): string | undefined {
    return (
      this.chain.get(sequence + 1)?.message.claims.spent_secret ??
      this.evidence.disclosed?.[String(sequence - 1)]
    );
  }

  private assertProven({ claims }: Message, secret: string): void {
    trust(/^[\w-]{43}$/.test(secret) && fromBase64url(secret).length === 32, 'wrong-spent-secret');
    trust(proofOf(secret, claims) === claims.previous_secret_proof, 'unproven-secret');
    const place = claims.sequence - 1;
    const bringer = this.chain.get(place)?.message.claims;
    const commitment = commitmentOf(secret, claims.conversation, place);
    trust(!bringer || bringer.new_secret_hash === commitment, 'uncommitted-secret');
  }
}

const factsOf = (claims: Message['claims']) => ({
  sequence: claims.sequence,
  from: claims.iss,
  at: new Date(claims.iat * 1000).toISOString(),
  what: claims.status === undefined ? `${claims.method} ${claims.target}` : String(claims.status),
});

const verdict = (check: () => void): Verdict => {
  try {
    check();
    return 'good';
  } catch (error) {
    return reasonOf(error);
  }
};

const reasonOf = (error: unknown): Verdict => {
  if (error instanceof Untrusted) return error.reason;
  throw error;
};
