export { TokensModule } from './tokens.module.js';
export { tokensService } from './tokens.service-definition.js';
