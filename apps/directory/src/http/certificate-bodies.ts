import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { revocationReasons } from '../authorities/revocation-reasons.js';
import type { RevocationReason } from '../certificates/certificate.decider.js';
import { type Environment, environments } from '../certificates/profile.js';
import { KeyBody } from './bodies.js';

export class CertificateBody extends KeyBody {
  @ApiPropertyOptional({
    enum: environments,
    description:
      'Software has one of its own, which this has to be; an organisation is in both, `sandbox` unless given',
  })
  @IsOptional()
  @IsIn(environments)
  environment?: Environment;
}

export class RevocationBody {
  @ApiProperty({ enum: revocationReasons, description: 'RFC 5280 §5.3.1' })
  @IsIn(revocationReasons)
  reason: RevocationReason;
}

export class StatementRevocationBody {
  @ApiProperty({ example: 'issued-in-error', description: 'In kebab-case' })
  @IsString()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  @Matches(/^.{1,100}$/)
  reason: string;
}
