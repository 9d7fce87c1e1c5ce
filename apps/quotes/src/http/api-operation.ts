import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse } from '@nestjs/swagger';
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
}

const parties = {
  buyerId: {
    type: 'string',
    description: 'LEI of the Buyer, only where the client represents more than one',
  },
  sellerId: { type: 'string', description: 'Not for this Seller: the deployment is one' },
};

const asText = { type: 'string' };

/** Documents one operation of the quote API. */
export const ApiLsoOperation = (described: Described): MethodDecorator => {
  const { operationId, summary, status, answer, errors, query } = described;
  const parameters = Object.entries({ ...query, ...parties });
  return applyDecorators(
    ApiOperation({ operationId, summary }),
    ApiProduces('application/json;charset=utf-8'),
    ...parameters.map(([name, schema]) =>
      ApiQuery({ name, required: false, schema: { ...asText, ...schema } as object }),
    ),
    ApiResponse({ status, schema: answer as object, description: 'Done' }),
    ...errors.map((code) =>
      ApiResponse({ status: code, schema: errorSchemas[code] as object, description: 'Refused' }),
    ),
  );
};
