/** The start failed: one line that names the variable to change, and a bad exit. */
export function explainFailure(error: NodeJS.ErrnoException): void {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'SIMULATOR_PORT: the port is taken by another program',
    EACCES: 'SIMULATOR_PORT: this port may not be opened by this user',
    EADDRNOTAVAIL: 'SIMULATOR_HOST: this machine has no such address',
    ENOTFOUND: 'SIMULATOR_HOST: there is no such host',
  };
  process.stderr.write(`gong-simulator: ${reasons[error.code ?? ''] ?? error.message}\n`);
  process.exitCode = 1;
}
