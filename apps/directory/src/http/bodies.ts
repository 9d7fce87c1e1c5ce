import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsLei } from './is-lei.js';

const redirectUri = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

export class OrganisationBody {
  @ApiProperty({ example: 'Buyer Networks Ltd', maxLength: 255 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  legalName: string;

  @ApiProperty({
    description: 'Legal Entity Identifier with right check digits (ISO 17442)',
    example: '5493001KJTIIGC8Y1R12',
  })
  @IsLei()
  lei: string;

  @ApiPropertyOptional({
    description: 'ISO 3166-1 alpha-2, for the names of its certificates',
    example: 'AE',
  })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;
}

export class SoftwareBody {
  @ApiProperty({ example: 'Quote desk', maxLength: 100 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @ApiProperty({ example: 'Requests quotes for access and transport', maxLength: 1000 })
  @IsString()
  @MaxLength(1000)
  description: string;

  @ApiProperty({ example: '1.0.0' })
  @IsString()
  @Matches(/^[\w.+-]{1,40}$/)
  version: string;

  @ApiProperty({ description: 'Home page of the software', example: 'http://localhost:3000/buyer' })
  @IsUrl(redirectUri)
  @MaxLength(2000)
  uri: string;

  @ApiProperty({ enum: ['sandbox', 'production'] })
  @IsIn(['sandbox', 'production'])
  environment: 'sandbox' | 'production';

  @ApiProperty({ type: [String], example: ['BUYER'], description: 'Roles in the framework' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ArrayUnique()
  @Matches(/^[A-Z][A-Z_]{0,39}$/, { each: true })
  roles: string[];

  @ApiProperty({ type: [String], example: ['http://localhost:3000/buyer/callback'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUrl(redirectUri, { each: true })
  @MaxLength(2000, { each: true })
  redirectUris: string[];

  @ApiPropertyOptional({
    description: 'LEI of the legal entity that the software acts for, when it is another (MEF 128 §6.3)',
  })
  @IsOptional()
  @IsLei()
  onBehalfOf?: string;
}

export class KeyBody {
  @ApiPropertyOptional({ description: 'PKCS#10 certificate signing request in PEM. Either this or `jwk`.' })
  @ValidateIf((body: KeyBody) => body.jwk === undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  csr?: string;

  @ApiPropertyOptional({ description: 'Public JWK (RFC 7517). Either this or `csr`.', type: Object })
  @ValidateIf((body: KeyBody) => body.jwk !== undefined || body.csr === undefined)
  @IsObject()
  jwk?: Record<string, unknown>;
}

export class StatementBody {
  @ApiPropertyOptional({ enum: ['PS256', 'ES256'], default: 'PS256' })
  @IsOptional()
  @IsIn(['PS256', 'ES256'])
  alg?: 'PS256' | 'ES256';
}

export class SuspensionBody {
  @ApiProperty({ example: 'membership lapsed', maxLength: 255 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  reason: string;
}
