import { lendAccessToken, type ResponseOf } from '@gong-timeline/contracts';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { type BeforeApplicationShutdown, Controller, Inject } from '@nestjs/common';
import { TokenLender } from './lending/lend-access-token';

/** For our own services only: no gateway offers it. */
@Controller()
export class AccessTokensApi implements BeforeApplicationShutdown {
  constructor(@Inject(TokenLender) private readonly lender: TokenLender) {}

  @Implements(lendAccessToken)
  lend(@Input() input: InputOf<typeof lendAccessToken>): Promise<ResponseOf<typeof lendAccessToken>> {
    const { identity, correlationId, traceparent } = input;
    const { connectionId } = input.params;
    const { refused } = input.body;
    return this.lender.lend({ tenantId: identity.tenantId, connectionId, refused, correlationId, traceparent });
  }

  /** A refresh in hand is stored before the database closes: Gong has voided the old pair already. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.lender.finish();
  }
}
