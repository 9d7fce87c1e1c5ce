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

  @ApiPropertyOptional({
    enum: ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'],
    default: 'private_key_jwt',
    description: 'Certificates only where the discovery document offers them',
  })
  token_endpoint_auth_method?: string;

  @ApiPropertyOptional({
    example: 'CN=app,OU=unit,O=Acme,C=AE',
    description: 'Subject of the certificates of tls_client_auth (RFC 4514); exactly one of the five members',
  })
  tls_client_auth_subject_dn?: string;

  @ApiPropertyOptional({ description: 'Or their dNSName' })
  tls_client_auth_san_dns?: string;

  @ApiPropertyOptional({ description: 'Or their uniformResourceIdentifier' })
  tls_client_auth_san_uri?: string;

  @ApiPropertyOptional({ description: 'Or their iPAddress' })
  tls_client_auth_san_ip?: string;

  @ApiPropertyOptional({ description: 'Or their rfc822Name' })
  tls_client_auth_san_email?: string;

  @ApiPropertyOptional({ description: 'Whether access tokens are bound to the certificate (RFC 8705 §3.4)' })
  tls_client_certificate_bound_access_tokens?: boolean;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'] })
  token_endpoint_auth_signing_alg?: string;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'] })
  request_object_signing_alg?: string;

  @ApiPropertyOptional({ enum: ['PS256', 'ES256', 'EdDSA'], default: 'PS256' })
  id_token_signed_response_alg?: string;

  @ApiPropertyOptional({
    enum: ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'],
    description: 'Request objects come encrypted so; together with its `_enc`',
  })
  request_object_encryption_alg?: string;

  @ApiPropertyOptional({
    enum: ['A128GCM', 'A256GCM', 'A256CBC-HS512'],
    description: 'Without a default: that of OIDC, A128CBC-HS256, is not offered',
  })
  request_object_encryption_enc?: string;

  @ApiPropertyOptional({
    enum: ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'],
    description: 'id_tokens are encrypted to a key (`use: enc`) of the jwks_uri; together with its `_enc`',
  })
  id_token_encrypted_response_alg?: string;

  @ApiPropertyOptional({
    enum: ['A128GCM', 'A256GCM', 'A256CBC-HS512'],
    description: 'Without a default: that of OIDC, A128CBC-HS256, is not offered',
  })
  id_token_encrypted_response_enc?: string;

  @ApiPropertyOptional({ description: 'If sent, equal to `software_jwks_endpoint` of the statement' })
  jwks_uri?: string;

  @ApiPropertyOptional({
    description: "Token endpoint of the Buyer, where the Seller authenticates for the Buyer's listener",
  })
  meflso_listener_token_endpoint?: string;

  @ApiPropertyOptional({ description: "Client identifier of the Seller at the Buyer's token endpoint" })
  meflso_listener_client_id?: string;

  @ApiPropertyOptional({
    enum: ['required', 'offered'],
    default: 'offered',
    description: 'Whether every request of a quote has to be a message that proves itself (draft W128 §9)',
  })
  meflso_payload_authenticity?: string;

  @ApiPropertyOptional({
    isArray: true,
    enum: ['detached', 'jose', 'jwt'],
    description:
      'Forms in which bodies are signed, both ways, the one to be preferred first: JSON with `x-jws-signature`, `application/jose`, `application/jwt`. Without it, JSON that may be signed.',
  })
  meflso_body_forms?: string[];

  @ApiPropertyOptional({
    enum: ['required', 'offered'],
    default: 'offered',
    description:
      'Whether bodies count only by keys with good certificates of the trust framework (MEF 128 R43, R44)',
  })
  meflso_certified_messages?: string;

  @ApiPropertyOptional({
    description:
      'The Legal Entity presents itself (MEF 128 R6-R12): a `vp+jwt`, or a `dc+sd-jwt` with `kb+jwt`, for the `nonce` and `audience` of `POST /register/challenge`, signed by a key at the JWKS endpoint of the statement',
  })
  legal_entity_presentation?: string;

  @ApiPropertyOptional({
    description: 'On a repeat: proof of the client key (RFC 7523), for a new registration access token',
  })
  client_assertion?: string;

  @ApiPropertyOptional({ enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'] })
  client_assertion_type?: string;
}
