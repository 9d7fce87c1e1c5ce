import type { Addressed, ReturnAddress } from './attempt.js';
import { responseModeOf } from './checks/response-mode-is-allowed.js';

/** Where an error goes: response mode and state are taken from the object if it can be read, else from beside it. */
export const returnAddress = ({ client, redirectUri, parameters, peeked }: Addressed): ReturnAddress => {
  const said = { ...parameters, ...peeked } as Readonly<Record<string, unknown>>;
  const state = said['state'];
  const sound = typeof state === 'string' && state.length <= 2048 && /^[\x20-\x7e]+$/.test(state);
  return {
    clientId: client.clientId,
    redirectUri,
    responseMode: responseModeOf(said['response_type'], said['response_mode']),
    ...(sound && { state }),
  };
};
