import type { Companies } from '../companies/companies';
import type { Answer } from '../http/answer';
import type { MediaKind } from './media-signer';
import { makeRecording } from './recording';

const recording = makeRecording();

/** `/media/{company}/{callId}/{audio|video}`: answers as S3 does, XML errors and byte ranges included. */
export function serveMedia(
  companies: Companies,
  path: string,
  query: URLSearchParams,
  range: string | undefined,
  nowMs: number,
): Answer {
  const [, key = '', callId = '', kind = ''] = /^\/media\/([^/]+)\/(\d+)\/(audio|video)$/.exec(path) ?? [];
  const company = companies.find(key);
  if (!company) return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  const verdict = company.media.judge(callId, kind as MediaKind, query, nowMs);
  if (verdict === 'forged') return refusal(403, 'SignatureDoesNotMatch', 'The request signature does not match.');
  if (verdict === 'expired') return refusal(403, 'AccessDenied', 'Request has expired');
  if (company.media.deletedRecordings.has(callId) || company.overlay.get(callId)?.deleted) {
    return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  return range === undefined ? whole() : part(range);
}

function whole(): Answer {
  return { status: 200, headers: { 'content-type': 'audio/wav', 'accept-ranges': 'bytes' }, body: recording };
}

/** One range, as players ask for it; anything else is answered whole, as the standard allows. */
function part(range: string): Answer {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range);
  if (!asked || (asked[1] === '' && asked[2] === '')) return whole();
  const size = recording.length;
  const first = asked[1] === '' ? Math.max(0, size - Number(asked[2])) : Number(asked[1]);
  const last = asked[1] === '' || asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  if (first > last || first >= size) {
    return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: '' };
  }
  return {
    status: 206,
    headers: {
      'content-type': 'audio/wav',
      'accept-ranges': 'bytes',
      'content-range': `bytes ${first}-${last}/${size}`,
    },
    body: recording.subarray(first, last + 1),
  };
}

function refusal(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
