import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** The body of a registration or update, for the OpenAPI document; the checks are in `metadata`. */
export class ClientMetadataBody {
  @ApiProperty({ description: 'Software statement (JWT). On update: only a newer one, if any.' })
  software_statement: string;

  @ApiPropertyOptional({ description: 'Required on update (RFC 7592 §2.2)' })
  client_id?: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'A subset of those in the statement; all of them when left out',
  })
  redirect_uris?: string[];

  @ApiPropertyOptional({ type: [String], example: ['authorization_code', 'client_credentials'] })
  grant_types?: string[];

  @ApiPropertyOptional({ type: [String], example: ['code id_token'] })
  response_types?: string[];

  @ApiPropertyOptional({
    example: 'openid intents createQuote',
    description: 'All that the roles allow when left out',
  })
  scope?: string;

  @ApiPropertyOptional({ enum: ['private_key_jwt'] })
  token_endpoint_auth_method?: string;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'] })
  token_endpoint_auth_signing_alg?: string;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'] })
  request_object_signing_alg?: string;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'], default: 'PS256' })
  id_token_signed_response_alg?: string;

  @ApiPropertyOptional({ description: 'If sent, equal to `software_jwks_endpoint` of the statement' })
  jwks_uri?: string;

  @ApiPropertyOptional({
    description: "Token endpoint of the Buyer, where the Seller authenticates for the Buyer's listener",
  })
  meflso_listener_token_endpoint?: string;

  @ApiPropertyOptional({ description: "Client identifier of the Seller at the Buyer's token endpoint" })
  meflso_listener_client_id?: string;

  @ApiPropertyOptional({
    description: 'On a repeat: proof of the client key (RFC 7523), for a new registration access token',
  })
  client_assertion?: string;

  @ApiPropertyOptional({ enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'] })
  client_assertion_type?: string;
}
