import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** What is asked of the Legal Entities that register clients. */
export class PresentationMembers {
  @ApiProperty({ type: [String], example: ['vp+jwt', 'dc+sd-jwt'] })
  formats_supported!: readonly string[];

  @ApiProperty({ type: [String], example: ['LegalEntityCredential', 'urn:assent:vct:legal-entity:1'] })
  credential_types_supported!: readonly string[];

  @ApiProperty({ type: [String], example: ['PS256', 'ES256', 'EdDSA'] })
  signing_alg_values_supported!: readonly string[];

  @ApiProperty({
    type: [String],
    description: 'Identifiers of the issuers to which a credential has to lead',
  })
  anchors!: readonly string[];

  @ApiProperty({
    description:
      'By profile of clients, for whom a presentation is wanted: anchors that count for them, and claims that it has to disclose. Empty where a software statement is enough',
    example: { 'mef-128': { anchors: ['did:web:trust.example'], claims: ['legalName'] } },
  })
  required!: object;
}

/** Members of the discovery documents that no standard defines: how Buyer and Seller show each other who they are. */
export class IdentityMembers {
  @ApiProperty({ description: 'Where the nonce of a `legal_entity_presentation` is to be had' })
  meflso_registration_challenge_endpoint!: string;

  @ApiProperty({ type: PresentationMembers })
  meflso_legal_entity_presentation!: PresentationMembers;

  @ApiProperty({ description: 'The identifier of the Seller', example: 'did:web:seller.example' })
  meflso_identifier!: string;

  @ApiPropertyOptional({ description: 'Its Legal Entity credential, where it has one' })
  meflso_legal_entity_credential_endpoint?: string;

  @ApiPropertyOptional({ description: 'Where it presents that credential to a client, for a nonce' })
  meflso_legal_entity_presentation_endpoint?: string;
}
