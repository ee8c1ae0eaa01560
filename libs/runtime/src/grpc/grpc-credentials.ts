import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ServerCredentials } from '@grpc/grpc-js';
import { readSecretFile } from '../config/secret-file';
import { StartError } from '../service/start-error';

export interface TlsFiles {
  /** Without them gRPC is served without TLS. */
  readonly GRPC_TLS_CERT_FILE?: string | undefined;
  readonly GRPC_TLS_KEY_FILE?: string | undefined;
}

/** Looked at here: grpc-js takes any bytes, and then refuses every caller without a word of why. */
export const grpcCredentials = (files: TlsFiles): ServerCredentials => {
  const pair = pairOf(files);
  if (pair === null) return ServerCredentials.createInsecure();
  const { chain, key } = pair;
  return ServerCredentials.createSsl(null, [{ cert_chain: Buffer.from(chain), private_key: Buffer.from(key) }]);
};

/** Null where gRPC is served without TLS. */
export const grpcCertificate = (files: TlsFiles): X509Certificate | null => pairOf(files)?.certificate ?? null;

const pairOf = ({ GRPC_TLS_CERT_FILE: certFile, GRPC_TLS_KEY_FILE: keyFile }: TlsFiles) => {
  if (certFile === undefined && keyFile === undefined) return null;
  if (certFile === undefined || keyFile === undefined) {
    throw new StartError('GRPC_TLS_CERT_FILE and GRPC_TLS_KEY_FILE go together: set both, or neither');
  }
  const chain = orSay(() => readFileSync(certFile, 'utf8'), `GRPC_TLS_CERT_FILE cannot be read: ${certFile}`);
  const reading = readSecretFile('GRPC_TLS_KEY_FILE', keyFile);
  if ('problem' in reading) throw new StartError(reading.problem);
  const certificate = orSay(() => new X509Certificate(chain), `GRPC_TLS_CERT_FILE is no certificate: ${certFile}`);
  const key = orSay(() => createPrivateKey(reading.text), `GRPC_TLS_KEY_FILE is no private key: ${keyFile}`);
  if (!certificate.checkPrivateKey(key)) {
    throw new StartError(
      'GRPC_TLS_KEY_FILE is not the key of GRPC_TLS_CERT_FILE: give the two that were made together',
    );
  }
  return { chain, certificate, key: reading.text };
};

const orSay = <T>(read: () => T, what: string): T => {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `${what}${code?.startsWith('E') && !code.startsWith('ERR') ? ` (${code})` : ', expected PEM'}`,
    );
  }
};
