import { readFileSync, statSync } from 'node:fs';

export type SecretReading = { readonly text: string } | { readonly problem: string };

/** Mounted by whoever runs the container, who chose its mode; nobody else's processes are in there. */
const MOUNTED = '/run/secrets/';

/**
 * The secret that a variable names a file of, without the blanks around it. A file that others on this machine may read
 * is refused: a secret in it is one no more. The problem names the variable and the file, never what is in it.
 */
export const readSecretFile = (variable: string, path: string): SecretReading => {
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0 && !path.startsWith(MOUNTED)) {
      return {
        problem: `${variable}: others may read ${path}; set its mode to 600 (chmod 600), then replace the secret`,
      };
    }
    return { text: readFileSync(path, 'utf8').trim() };
  } catch (error) {
    return { problem: `${variable} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}` };
  }
};
