import { decodeJwt } from 'jose';
import { flow } from '#testing';

interface Stated {
  readonly jti: string;
  readonly org_id: string;
  readonly software_id: string;
}

/** The trust framework takes back the statement that a client was registered by. */
export const revokeStatement = async (origin: string, statement: string): Promise<void> => {
  const { jti, org_id, software_id } = decodeJwt(statement) as unknown as Stated;
  const path = `/directory/organisations/${org_id}/software/${software_id}/software-statements/${jti}/revocation`;
  const answer = await flow.call('PUT', `${origin}${path}`, { body: { reason: 'issued-in-error' } });
  flow.demand(answer, 200, 'revoke the statement');
};

/** Another statement of the same software. */
export const anotherStatement = async (origin: string, statement: string): Promise<string> => {
  const { org_id, software_id } = decodeJwt(statement) as unknown as Stated;
  const path = `/directory/organisations/${org_id}/software/${software_id}/software-statement`;
  const answer = await flow.call<{ software_statement: string }>('POST', `${origin}${path}`, { body: {} });
  return flow.demand(answer, 201, 'statement').software_statement;
};
