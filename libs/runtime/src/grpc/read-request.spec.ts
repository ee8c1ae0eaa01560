import { timeline } from '@gong-timeline/client';
import { resolveCompanyMethod, listActivitiesMethod } from '@gong-timeline/contracts';
import type { ProblemError } from '../http/problem-error';
import { readRequest } from './read-request';

const NOTHING = Buffer.alloc(0);
const faults = (schema: typeof listActivitiesMethod.request | typeof resolveCompanyMethod.request, message: object) => {
  try {
    readRequest(schema, () => message, NOTHING);
    return [];
  } catch (error) {
    return (error as ProblemError).errors?.map(({ field, message: expected }) => `${field}: ${expected}`) ?? [];
  }
};
const list = (message: object) =>
  faults(listActivitiesMethod.request, { ...timeline.ListActivitiesRequest.create(), ...message });
const company = (by: unknown) => faults(resolveCompanyMethod.request, { by });

describe('a request over gRPC (X2)', () => {
  it('is taken as its contract describes it', () => {
    expect(list({ companyGsid: '018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e6f', pageSize: 200 })).toEqual([]);
    expect(company({ $case: 'externalId', value: 'c-1' })).toEqual([]);
  });

  it('is refused by the names of the .proto, each field once', () => {
    expect(list({ companyGsid: 'ABC', pageSize: -1 })).toEqual([
      'company_gsid: expected a UUID in lower case or "", got other text',
      'page_size: expected a whole number from 0 to 200, got -1',
    ]);
    expect(company({ $case: 'externalId', value: '' })).toEqual([
      'external_id: expected text from 1 to 200 characters, got empty text',
    ]);
    expect(company(undefined)).toEqual(['by: is missing; set one of gsid, external_id, evidence']);
  });

  it('is refused for text that cannot be stored', () => {
    expect(company({ $case: 'externalId', value: 'a\0b' })).toEqual([
      'by.value: expected text without NUL and half characters',
    ]);
  });

  it('is refused for a field that is not known, wherever it stands, by its number', () => {
    const unknown = { [(7 << 3) | 2]: [NOTHING] };
    expect(list({ _unknownFields: unknown })).toEqual(['#7: is not known here; leave it out']);
    const evidence = { crmAccountIds: [], crmContactIds: [], emails: ['a@b.example'], matchDomains: false };
    expect(company({ $case: 'evidence', value: { ...evidence, _unknownFields: unknown } })).toEqual([
      'by.value#7: is not known here; leave it out',
    ]);
    expect(list({ _unknownFields: {} })).toEqual([]);
  });

  it('is refused when it is no message at all', () => {
    const read = () =>
      readRequest(
        listActivitiesMethod.request,
        () => {
          throw new RangeError('index out of range');
        },
        NOTHING,
      );
    expect(read).toThrow('request.invalid: The request is not a message of this method');
  });
});
