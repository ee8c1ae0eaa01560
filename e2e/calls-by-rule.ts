import type { Licence } from '@gong-timeline/domain';
import type { CallBlocks } from './at-gong';
import { CRM_ID } from './own-directory';

const crm = (
  objectType: string,
  objectId: string,
  { system = 'Salesforce', timing = 'Now' as string | null } = {},
) => ({
  system,
  objects: [{ objectType, objectId, fields: [], ...(timing !== null && { timing }) }],
});
export const account = (id: string, how = {}) => crm('Account', id, how);
export const contact = (id: string, how = {}) => crm('Contact', id, how);
export const guest = (emailAddress: string | null, ...context: object[]) => ({
  name: 'Some Guest',
  emailAddress,
  affiliation: 'External',
  context,
});
/** What each call carries, and the company it is about, or the outcome. */
export const COMPANY_CALLS: Readonly<Record<string, readonly [CallBlocks, string]>> = {
  'S14: an Account by 18 characters where the directory has 15': [{ context: [account(`${CRM_ID.acme}AAB`)] }, 'acme'],
  'S14: an Account by its 15, blanks around it': [{ context: [account(` ${CRM_ID.acme} `)] }, 'acme'],
  'S14: an Account whose id differs by case alone': [{ context: [account(`${CRM_ID.twin}AAB`)] }, 'twin'],
  'S14: an Account without timing': [{ context: [account(CRM_ID.acme, { timing: null })] }, 'acme'],
  'S14: an Account of the time of the call does not count': [
    { context: [account(CRM_ID.globex, { timing: 'TimeOfCall' }), account(CRM_ID.acme)] },
    'acme',
  ],
  'S14: child and parent': [{ context: [account(CRM_ID.emea), account(CRM_ID.acme)] }, 'acme'],
  'S14: two Accounts, narrowed by a Contact': [
    { context: [account(CRM_ID.acme), account(CRM_ID.globex)], parties: [guest(null, contact(CRM_ID.gus))] },
    'globex',
  ],
  'S14: a step that names none of the candidates changes nothing, the next one narrows': [
    {
      context: [account(CRM_ID.acme), account(CRM_ID.globex)],
      parties: [guest(null, contact(CRM_ID.ina)), guest('ann@acme.example')],
    },
    'acme',
  ],
  'S14: an Account outranks the people': [
    { context: [account(CRM_ID.initech)], parties: [guest('gus@globex.example', contact(CRM_ID.ann))] },
    'initech',
  ],
  'S14: a Contact alone': [{ parties: [guest(null, contact(`${CRM_ID.gus}QAB`))] }, 'globex'],
  'S14: an e-mail in capitals with blanks': [{ parties: [guest(' ANN@Acme.Example ')] }, 'acme'],
  'S11: an Account, and no parties at all': [{ context: [account(CRM_ID.acme)], parties: null }, 'acme'],
  'S5: HubSpot objects beside an e-mail': [
    { context: [account(CRM_ID.globex, { system: 'HubSpot' })], parties: [guest('ann@acme.example')] },
    'acme',
  ],
  'S15: two Accounts': [{ context: [account(CRM_ID.globex), account(CRM_ID.acme)] }, 'company.not-unique'],
  'S15: a Person at two companies': [{ parties: [guest('both@people.example')] }, 'company.not-unique'],
  'S15: an Account that nobody knows': [{ context: [account('0015e00009NoOne')] }, 'company.not-found'],
  'S15: an e-mail that nobody knows': [{ parties: [guest('nobody@nowhere.example')] }, 'company.not-found'],
  'S15: nothing at all': [{}, 'company.no-data'],
  'S15: a guest without e-mail, and a text that is none': [
    { parties: [guest(null), guest('front desk')] },
    'company.no-data',
  ],
  'S15: a Contact on one of us': [
    { parties: [{ ...guest('ann@acme.example', contact(CRM_ID.ann)), affiliation: 'Internal' }] },
    'company.no-data',
  ],
  'S5: an Account of another CRM': [
    { context: [account(CRM_ID.acme, { system: 'MicrosoftDynamic' })] },
    'company.no-data',
  ],
  'S5: HubSpot objects alone': [{ context: [account('12345678', { system: 'HubSpot' })] }, 'company.no-data'],
};

/** By the domain of guests: with the setting off, none is found. */
export const DOMAIN_CALLS: Readonly<Record<string, readonly [email: string, becomes: string]>> = {
  'S14: a domain': ['new@acme.example', 'acme'],
  'S14: the longest domain, subdomains included': ['new@office.emea.acme.example', 'emea'],
  'S14: free mail never': ['new@gmail.com', 'company.not-found'],
  'S14: a public suffix never': ['new@some-shop.co.uk', 'company.not-found'],
};

export const FULL: Licence = 'Full';
export const IC: Licence = 'Internal Collaborator';

/** The Users of each owner (minus: inactive), and the one who is the Author, or the outcome. */
export const AUTHOR_CALLS: Readonly<
  Record<string, readonly [users: readonly (Licence | `-${Licence}`)[], becomes: number | string]>
> = {
  'S18: all inactive': [['-Full', '-Guest'], 'author.inactive'],
  'S19: the inactive ones are set aside': [['-Full', 'Viewer'], 1],
  'S20: one paid among unpaid ones': [[IC, 'Viewer', 'Guest'], 1],
  'S21: the highest tier': [['Viewer', 'Viewer+Analytics', 'Viewer'], 1],
  'S21: two in the highest tier': [[FULL, FULL, 'Viewer'], 'author.conflict'],
  'S22: one IC among external kinds': [['Partner', IC, 'System'], 1],
  'S22: several IC': [[IC, IC], 'author.conflict'],
  'S25: decided by an admin': [[FULL, FULL], 'author.conflict'],
  'S25: decided by the directory': [[FULL, FULL, IC], 'author.conflict'],
};

/** Titles as Gong sends them, and the subjects they become; null: the day of the call. */
export const TITLES: Readonly<Record<string, readonly [title: string | null, subject: string | null]>> = {
  'S12: a title': ['Kick-off', 'Kick-off'],
  'S12: control characters and half an emoji': [' \u0007Weekly\u0000 sync \ud83d\t', 'Weekly sync'],
  'S12: nothing but blanks': [' \u0007 ', null],
  'S12: none': [null, null],
  'S12: what a spreadsheet would run': ['=1+1', '=1+1'],
  'S12: 700 characters of two halves each': ['🚀'.repeat(700), '🚀'.repeat(500)],
};
