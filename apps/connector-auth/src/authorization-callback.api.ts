import { completeAuthorization, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { askedBy } from './connecting/asked';
import { completeAuthorization as complete } from './connecting/complete-authorization';
import { GongOAuthClient } from './oauth/gong-oauth-client';
import { SETTINGS, type Settings } from './settings';

/** Where Gong sends the admin back to. */
@Controller()
export class AuthorizationCallbackApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(GongOAuthClient) private readonly client: GongOAuthClient,
  ) {}

  @Implements(completeAuthorization)
  async complete(
    @Input() input: InputOf<typeof completeAuthorization>,
  ): Promise<ResponseOf<typeof completeAuthorization>> {
    const { database, client, settings } = this;
    const { app, keys } = settings;
    const { state, code, error } = input.query;
    const callback = { ...askedBy(input), state, code, error };
    return { connection: await complete({ database, app, client, keys }, callback) };
  }
}
