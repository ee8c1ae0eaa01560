import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { Database } from '@gong-timeline/persistence';
import { CONFIG, LOGGER, type Logger, StartError } from '@gong-timeline/runtime';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { hashApiToken, makeApiToken } from '../access/api-token';
import type { GatewayConfig } from '../config';
import { addOperatorToken, operatorTokenExists } from '../store/token.store';

/**
 * At the first start there is nobody who could make a token: one for the operator is made and written to a file. When
 * the file is lost, delete the row of `gateway.operator_tokens` and restart: a new one is made, the old one is dead.
 */
@Injectable()
export class OperatorToken implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const file = this.config.OPERATOR_TOKEN_FILE;
    await this.database.transaction(async (tx) => {
      if (await operatorTokenExists(tx)) return;
      const token = makeApiToken();
      await addOperatorToken(tx, randomUUID(), hashApiToken(token));
      // Before the commit: a token that could not be written must not stand in the table, where nobody would know it.
      await writePrivateFile(file, `${token}\n`);
      this.log.info(`the operator token was made; it stands in ${file}`);
    });
  }
}

/** Never readable by others, not even for a moment, and never half written. */
const writePrivateFile = async (file: string, text: string): Promise<void> => {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' });
    await rename(unfinished, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The operator token cannot be written to ${file} (${reason}): make its folder, or correct OPERATOR_TOKEN_FILE`,
    );
  }
};
