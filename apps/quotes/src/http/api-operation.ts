import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiQuery,
  ApiResponse,
} from '@nestjs/swagger';
import { bodyForms, contentTypeOf } from '#crypto';
import { SIGNATURE_HEADER } from '#service';
import { MESSAGE_HEADER } from '../authenticity/vouched.decorator.js';
import { errorSchemas } from './quote-schemas.js';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly status: number;
  readonly answer: object;
  /** Statuses of errors, as the contract lists them for the operation. */
  readonly errors: readonly number[];
  /** Query parameters beside `buyerId` and `sellerId`. */
  readonly query?: Readonly<Record<string, object>>;
  /** JSON Schema of the body of a request: of `Data`, where that is a signed one. */
  readonly asks?: object;
  /** Whether request and answer may be messages of a conversation. */
  readonly vouched?: boolean;
}

const parties = {
  buyerId: {
    type: 'string',
    description: 'LEI of the Buyer, only where the client represents more than one',
  },
  sellerId: { type: 'string', description: 'Not for this Seller: the deployment is one' },
};

const about = 'Message of a conversation (draft W128 §9), a compact JWS';

const messageHeader = {
  name: MESSAGE_HEADER,
  required: false,
  description: `${about}: needed where the client or its profile demands it, and once a conversation was begun`,
};

const answeredHeader = {
  description: `${about}, where the request had one`,
  schema: { type: 'string' as const },
};

const asText = { type: 'string' };

/** What bodies may be: JSON, and what the client has registered in `meflso_body_forms`. */
const mediaTypes = bodyForms.map(contentTypeOf);

const signatureHeader = {
  name: SIGNATURE_HEADER,
  required: false,
  description:
    'Detached JWS over the bytes of a JSON body: needed where the client registered `detached`, or certified messages',
};

const signedHeader = {
  description: 'Detached JWS over the bytes of a JSON answer; other forms are signed themselves',
  schema: { type: 'string' as const },
};

const asked = (schema: object): readonly MethodDecorator[] => [
  ApiConsumes('application/json', ...mediaTypes.slice(1)),
  ApiBody({ schema }),
  ApiHeader(signatureHeader),
];

/** Documents one operation of the quote API. */
export const ApiLsoOperation = (described: Described): MethodDecorator => {
  const { operationId, summary, status, answer, errors, query, asks, vouched } = described;
  const parameters = Object.entries({ ...query, ...parties });
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiProduces(...mediaTypes),
    ...(asks ? asked(asks) : []),
    ...parameters.map(([name, schema]) =>
      ApiQuery({ name, required: false, schema: { ...asText, ...schema } as object }),
    ),
    ...(vouched ? [ApiHeader(messageHeader)] : []),
    ApiResponse({
      status,
      schema: answer as object,
      description: 'Done',
      headers: { [SIGNATURE_HEADER]: signedHeader, ...(vouched && { [MESSAGE_HEADER]: answeredHeader }) },
    }),
    ...[...errors, 406, ...(asks ? [413, 415] : [])].map((code) =>
      ApiResponse({ status: code, schema: errorSchemas[code] as object, description: 'Refused' }),
    ),
  );
};
