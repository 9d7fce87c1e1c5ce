import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { connections, type flow } from '#testing';
import { Ledger } from '../../chaos/client/ledger.js';
import { Listener } from '../../chaos/client/listener.js';
import { OutOfTime, Patience } from '../../chaos/client/patience.js';
import { Walk } from '../../chaos/client/walk.js';
import { Random } from '../../chaos/random.js';
import type { Hub } from '../hub/hub.js';
import type { Cast } from '../people/cast.js';
import { CertifiedBuyer, type Method } from './certified-buyer.js';
import { by, connectEach } from './connection.js';
import { everyoneElse } from './everyone-else.js';
import { keySetOf, signerOfBody } from './exchange.js';
import { Sightings } from './sightings.js';

/** Milliseconds that walks may take to their end, and between two messages of everyone else. */
const GRACE = 60_000;
const EVERY = 200;

/** Everybody uses their keys, again and again: Buyers walk, the Hub and the back office call each other, messages are signed. */
export class CertifiedLoad {
  readonly ledger = new Ledger();
  walks = 0;
  private stopping = false;
  private readonly deadline = new AbortController();
  private working: readonly Promise<void>[] = [];

  private constructor(
    readonly buyers: Readonly<Record<Method, CertifiedBuyer>>,
    readonly sightings: Sightings,
    private readonly listener: Listener,
  ) {}

  /** Registers a client of each method, and begins; `walkers` walk at the same time. */
  static async start(cast: Cast, hub: Hub, walkers: number): Promise<CertifiedLoad> {
    const ca = await readFile(cast.trusted, 'utf8');
    connectEach(ca);
    const random = new Random(1);
    const sightings = new Sightings();
    const keys = keySetOf(cast, 'Sig2');
    const listener = await Listener.start(random.fork(), (signature, body) =>
      sightings.note('Sig2', () => signerOfBody(keys, signature, body)),
    );
    const seen = { ca, person: await hub.person(), listener: listener.origin };
    const join = (method: Method): Promise<CertifiedBuyer> => CertifiedBuyer.join(cast, hub, method, seen);
    const [one, other] = [await join('tls_client_auth'), await join('private_key_jwt')];
    const load = new CertifiedLoad({ tls_client_auth: one, private_key_jwt: other }, sightings, listener);
    const walking = Array.from({ length: walkers }, (_, n) =>
      load.walkOn(n % 2 ? other : one, random.fork()),
    );
    const uses = Object.entries(await everyoneElse(cast, hub));
    load.working = [...walking, ...uses.map(([use, work]) => load.goOn(use, work))];
    return load;
  }

  /** Requests and messages that came to their end so far. */
  get done(): number {
    return connections.answered + this.sightings.done;
  }

  /** All that failed so far, in words. */
  get failures(): readonly string[] {
    const { connectionErrors, unavailable, surprises } = this.ledger;
    return [
      ...(connectionErrors > 0 ? [`${connectionErrors} requests without an answer`] : []),
      ...(unavailable > 0 ? [`${unavailable} answers 503`] : []),
      ...surprises,
      ...this.sightings.failures,
    ];
  }

  /** Ends what is left open: the listener of the Buyers. */
  close(): void {
    this.listener.stop();
  }

  /** Lets every walk come to its end. */
  async stop(): Promise<void> {
    this.stopping = true;
    const late = setTimeout(() => this.deadline.abort(), GRACE);
    await Promise.all(this.working);
    clearTimeout(late);
  }

  private async walkOn(buyer: CertifiedBuyer, random: Random): Promise<void> {
    const { ledger, sightings } = this;
    const patience = new Patience(ledger, this.deadline.signal);
    const read = async (tokens: flow.Tokens, front: string): Promise<void> => {
      for (const [use, kid] of await buyer.read([front, tokens.id_token])) sightings.saw(use, kid);
      for (const jwt of [tokens.access_token, tokens.resource_token])
        sightings.saw('own', decodeProtectedHeader(jwt).kid!);
      for (const kid of buyer.sealedTo) sightings.saw('own', kid);
    };
    while (!this.stopping) {
      const { walking, connection, kids } = await buyer.present();
      const walk = new Walk({ buyer: walking, ledger, patience, random, read });
      const ended = await by(connection, () => walk.run()).then(() => true, unlessLate);
      if (ended) {
        this.walks += 1;
        sightings.saw('C1', kids[0]);
        sightings.saw('Sig1', kids[1]);
      }
      await pause(random.between(20, 120));
    }
  }

  private async goOn(use: string, work: () => Promise<string>): Promise<void> {
    while (!this.stopping) {
      await this.sightings.note(use, work);
      await pause(EVERY);
    }
  }
}

const unlessLate = (error: unknown): false => {
  if (error instanceof OutOfTime) return false;
  throw error;
};
