import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { listQuerySchema } from '../intent-list.query.js';

/** Documents the query of `GET /intents` from the schema that checks it. */
export const ApiListQuery = (): MethodDecorator =>
  applyDecorators(
    ...Object.entries(listQuerySchema.properties).map(([name, schema]) =>
      ApiQuery({ name, required: false, schema: { type: 'string', ...schema } as object }),
    ),
  );
