import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { RESOURCE_SCOPE } from './resources.js';

const PERSON = 'person';

/** The least that a page with one button takes: no markup to speak of, no password to hash. */
export const interact =
  (provider: Provider) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') {
      request.resume();
      return finish(provider, request, response);
    }
    const { prompt } = await provider.interactionDetails(request, response);
    const page = `<!doctype html><title>${prompt.name}</title><form method="post" action="${request.url}/confirm"><button>Go on</button></form>`;
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(page));
    response.end(page);
  };

const finish = async (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { prompt, params } = await provider.interactionDetails(request, response);
  const result =
    prompt.name === 'login'
      ? { login: { accountId: PERSON } }
      : { consent: { grantId: await grant(provider, String(params['client_id'])) } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const grant = async (provider: Provider, clientId: string): Promise<string> => {
  const granted = new provider.Grant({ accountId: PERSON, clientId });
  granted.addOIDCScope('openid');
  granted.addResourceScope('urn:bench:jwt', RESOURCE_SCOPE);
  return granted.save();
};
