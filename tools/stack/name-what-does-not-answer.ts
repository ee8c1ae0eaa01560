/** Runs a step against a server that a variable names; its failure says which server, why, and what to do. */
export async function nameWhatDoesNotAnswer<T>(
  server: { readonly what: string; readonly variable: string; readonly address: string },
  step: Promise<T>,
): Promise<T> {
  try {
    return await step;
  } catch (error) {
    const { what, variable, address } = server;
    const reason = error instanceof AggregateError ? error.errors.map(String).join('; ') : messageOf(error);
    throw new Error(
      `${what} at ${withoutPassword(address)} cannot be used: ${reason}. Start it or correct ${variable}; without ${variable} one is started here.`,
      { cause: error },
    );
  }
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

const withoutPassword = (address: string): string => address.replace(/\/\/[^@/]*@/, '//');
