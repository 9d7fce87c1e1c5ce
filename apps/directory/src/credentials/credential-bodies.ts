import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** A credential to be issued to an organisation. */
export class CredentialBody {
  @ApiPropertyOptional({
    enum: ['vc+jwt', 'dc+sd-jwt'],
    default: 'vc+jwt',
    description: 'W3C VC 2.0 secured with JOSE, or SD-JWT VC',
  })
  @IsOptional()
  @IsIn(['vc+jwt', 'dc+sd-jwt'])
  form?: 'vc+jwt' | 'dc+sd-jwt';

  @ApiPropertyOptional({
    description: 'Software of the organisation that is the subject, by its did:web here',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  softwareId?: string;

  @ApiPropertyOptional({
    description: 'An identifier elsewhere that is the subject: did:web, did:key or did:jwk. Needs `proof`.',
    example: 'did:web:buyer.example',
  })
  @IsOptional()
  @Matches(/^did:(web|key|jwk):[A-Za-z0-9._:%-]+$/)
  @MaxLength(2048)
  did?: string;

  @ApiPropertyOptional({
    description:
      'JWT of the typ `openid4vci-proof+jwt` by a key of `did` for authentication: iss the DID, aud the directory, iat, jti',
  })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  proof?: string;

  @ApiPropertyOptional({
    description: 'Key (`kid`) of the member here that alone may present the credential',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  holderKid?: string;

  @ApiPropertyOptional({
    description: 'Whether the subject may issue such credentials for others (MEF 128 R8)',
  })
  @IsOptional()
  @IsBoolean()
  mayIssue?: boolean;
}

/** Why a credential is suspended or revoked. */
export class CredentialReasonBody {
  @ApiProperty({ example: 'superseded', maxLength: 255 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  reason: string;
}
