import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Asked, Buyers } from '../buyers.js';
import { JsonErrors } from '../errors.filter.js';
import { sellerClientId } from '../seller/registration.js';
import { IssuedTokens } from './issued-tokens.js';
import { verifySellerAssertion } from './seller-assertion.js';

interface Reply {
  status(code: number): Reply;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Form = Readonly<Record<string, unknown>>;

/** Where the Seller gets a token for the Buyer's listener: MEF 128 turns the roles round for notifications. */
@ApiTags('sample Buyer')
@Controller('buyer/token')
@UseFilters(new JsonErrors())
export class BuyerTokenController {
  constructor(
    private readonly buyers: Buyers,
    private readonly tokens: IssuedTokens,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'client_credentials with private_key_jwt, for the Seller' })
  async issue(
    @Body() form: Form | undefined,
    @Req() request: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    if (form?.['grant_type'] !== 'client_credentials') return refuse(reply, 400, 'unsupported_grant_type');
    if (!(await this.isSeller(form, request))) return refuse(reply, 401, 'invalid_client');
    const { token, expiresIn } = this.tokens.issue();
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
  }

  private async isSeller(form: Form, request: Asked): Promise<boolean> {
    const { client_id = sellerClientId, client_assertion, client_assertion_type } = form;
    if (client_id !== sellerClientId || client_assertion_type !== assertionType) return false;
    if (typeof client_assertion !== 'string') return false;
    try {
      const buyer = await this.buyers.at(request);
      const { jti, expiresAt } = await verifySellerAssertion(buyer, client_assertion);
      return this.tokens.takeOnce(jti, expiresAt);
    } catch {
      return false;
    }
  }
}

const refuse = (reply: Reply, status: number, error: string): object => {
  reply.status(status);
  return { error };
};
