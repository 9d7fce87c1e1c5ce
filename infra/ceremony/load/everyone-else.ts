import { readFile } from 'node:fs/promises';
import type { Hub } from '../hub/hub.js';
import type { Cast } from '../people/cast.js';
import { greet, shownAt } from '../people/shown.js';
import { Wallet } from '../people/wallet.js';
import { encryptedExchange, type Exchange, signedExchange } from './exchange.js';

/** What is done with every certificate and key beside those that Buyers walk with, by profile. */
export const everyoneElse = async (
  cast: Cast,
  { origins }: Hub,
): Promise<Readonly<Record<string, Exchange>>> => {
  const [anchors, trusted] = [await readFile(cast.anchors, 'utf8'), await readFile(cast.trusted, 'utf8')];
  return {
    S1: () => shownAt(origins.api, anchors),
    S2: () => shownAt(origins.issuer, trusted),
    S3: () => shownAt(origins.consent, anchors),
    S4: () => shownAt(origins.backOffice, anchors),
    C3: await pinnedCall(cast, 'C3', origins.consent, anchors),
    C4: await pinnedCall(cast, 'C4', origins.backOffice, anchors),
    Sig3: await signedExchange(cast, 'Sig3'),
    Sig4: await signedExchange(cast, 'Sig4'),
    Enc1: await encryptedExchange(cast),
  };
};

const pinnedCall = async (cast: Cast, id: string, origin: string, ca: string): Promise<Exchange> => {
  const wallet = await Wallet.open(cast.holder(cast.profile(id)));
  return async () => {
    const shown = await wallet.inUse(id);
    const { status, body } = await greet(origin, ca, shown);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return shown.kid;
  };
};
