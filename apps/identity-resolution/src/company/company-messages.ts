import type { OutcomeCode } from '@gong-timeline/domain';
import type { CompanyResolution } from './resolve-company';

type NoCompany = Exclude<CompanyResolution['kind'], 'found'>;

/** Letter for letter (S15). */
export const COMPANY_OUTCOMES: Readonly<Record<NoCompany, { readonly code: OutcomeCode; readonly message: string }>> = {
  'no-data': {
    code: 'company.no-data',
    message: 'Account and Contact data not found for Company Resolution.',
  },
  'not-found': {
    code: 'company.not-found',
    message: 'CompanyId and Attendees information not present.',
  },
  'not-unique': {
    code: 'company.not-unique',
    message: 'Unique GSID not found.',
  },
};
