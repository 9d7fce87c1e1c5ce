import { ValidateBy } from 'class-validator';
import { isLei } from '#crypto';

/** A Legal Entity Identifier with right check digits. */
export const IsLei = (): PropertyDecorator =>
  ValidateBy({
    name: 'isLei',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isLei(value),
      defaultMessage: () => '$property must be a Legal Entity Identifier with right check digits (ISO 17442)',
    },
  });
