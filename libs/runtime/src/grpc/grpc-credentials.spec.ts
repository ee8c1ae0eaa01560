import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '@gong-timeline/testing';
import { StartError } from '../service/start-error';
import { grpcCertificate, grpcCredentials } from './grpc-credentials';

const folder = mkdtempSync(join(tmpdir(), 'grpc-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ours = selfSigned(new Date('2031-02-03T00:00:00Z'));
const file = (name: string, text: string, mode = 0o600): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};
const cert = file('cert.pem', ours.certificate, 0o644);
const key = file('key.pem', ours.privateKey);

describe('the files of TLS for gRPC (X2)', () => {
  it('are taken when the key is that of the certificate, and not needed', () => {
    const files = { GRPC_TLS_CERT_FILE: cert, GRPC_TLS_KEY_FILE: key };
    expect(grpcCredentials(files)._isSecure()).toBe(true);
    expect(grpcCertificate(files)?.validTo).toBe('Feb  3 00:00:00 2031 GMT');
    expect(grpcCredentials({})._isSecure()).toBe(false);
    expect(grpcCertificate({})).toBeNull();
  });

  it.each([
    ['a certificate alone', cert, undefined, /^GRPC_TLS_CERT_FILE and GRPC_TLS_KEY_FILE go together/],
    ['a key alone', undefined, key, /^GRPC_TLS_CERT_FILE and GRPC_TLS_KEY_FILE go together/],
    ['a certificate that is not there', join(folder, 'none.pem'), key, /^GRPC_TLS_CERT_FILE cannot be read: .*ENOENT/],
    ['a key that is not there', cert, join(folder, 'none.pem'), /^GRPC_TLS_KEY_FILE cannot be read: ENOENT/],
    ['a certificate that is none', key, key, /^GRPC_TLS_CERT_FILE is no certificate: .*expected PEM/],
    ['a key that is none', cert, file('text.pem', 'not a key'), /^GRPC_TLS_KEY_FILE is no private key: .*expected PEM/],
    ['a key that others may read', cert, file('open.pem', ours.privateKey, 0o644), /others may read .*chmod 600/],
    ['the key of another certificate', cert, file('other.pem', selfSigned().privateKey), /is not the key of/],
  ])('stop the start, in one line that says what to do: %s', (_, certFile, keyFile, why) => {
    const start = () => grpcCredentials({ GRPC_TLS_CERT_FILE: certFile, GRPC_TLS_KEY_FILE: keyFile });
    expect(start).toThrow(StartError);
    expect(start).toThrow(why);
    expect(start).not.toThrow(/\n|PRIVATE KEY/);
  });
});
