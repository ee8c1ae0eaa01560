import { join } from 'node:path';

/** Where the .proto files lie, beside the sources as beside the built ones. */
export const PROTO_FOLDER = join(__dirname, '..', '..', 'proto');

/** Of our own packages; what they import lies in the same folder or comes with protobuf. */
export const PROTO_FILES = ['timeline', 'directory', 'sync', 'jobs'].map(
  (name) => `gong_timeline/${name}/v1/${name}.proto`,
);

/** All of them and health, with what they import and their comments, as a FileDescriptorSet (`npm run proto`): for reflection. */
export const DESCRIPTORS_FILE = join(__dirname, '..', '..', 'descriptors.binpb');
