import { readdirSync } from 'node:fs';
import { loadSync, type PackageDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import { methodPath } from './define-method';
import { METHODS } from './methods';
import { PROTO_FILES, PROTO_FOLDER } from './proto-files';

const load = (): PackageDefinition => loadSync([...PROTO_FILES], { includeDirs: [PROTO_FOLDER] });

const ofProto = Object.entries(load()).flatMap(([name, definition]) =>
  'format' in definition ? [] : Object.values(definition as ServiceDefinition).map((method) => ({ name, method })),
);

describe('the gRPC methods (X2)', () => {
  it('are those of the .proto files, each listed once', () => {
    const listed = METHODS.map(methodPath);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.sort()).toEqual(ofProto.map(({ method }) => method.path).sort());
    expect(listed.length).toBeGreaterThan(8);
  });

  it('stream where the .proto says so, and take no stream', () => {
    for (const { method } of ofProto) {
      const known = METHODS.find((each) => methodPath(each) === method.path);
      expect([method.path, method.responseStream]).toEqual([method.path, known?.responseStream]);
      expect([method.path, method.requestStream]).toEqual([method.path, false]);
    }
  });

  it('check every field of their requests, and none that there is not', () => {
    for (const { method } of ofProto) {
      const known = METHODS.find((each) => methodPath(each) === method.path);
      const { field, oneofDecl } = method.requestType.type as {
        field: { name: string }[];
        oneofDecl: { name: string }[];
      };
      const properties = known?.request.properties ?? {};
      const ways = oneofDecl.flatMap(
        ({ name }) => properties[camel(name)]?.anyOf as { properties: typeof properties }[],
      );
      const checked = [
        ...Object.keys(properties).filter((name) => !oneofDecl.some((oneof) => camel(oneof.name) === name)),
        ...ways.map((way) => String(way.properties.$case?.const)),
      ];
      expect([method.path, checked.sort()]).toEqual([method.path, field.map(({ name }) => camel(name)).sort()]);
    }
  });

  it('belong to one service a file, and each file is read', () => {
    const files = readdirSync(PROTO_FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.startsWith('gong_timeline') && file.endsWith('.proto'),
    );
    expect(files.sort()).toEqual([...PROTO_FILES].sort());
    expect(new Set(ofProto.map(({ name }) => name)).size).toBe(files.length);
  });

  it('are open to nobody but members and admins', () => {
    for (const { like, method } of METHODS)
      expect([method, ['member', 'admin']]).toEqual([method, expect.arrayContaining([like.access])]);
  });
});

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
