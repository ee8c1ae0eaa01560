/** CRM systems as Gong names them in a call's context (Gong: `context[].system`). */
export const CRM_SYSTEMS = ['Salesforce', 'HubSpot', 'MicrosoftDynamic', 'Generic'] as const;
export type CrmSystem = (typeof CRM_SYSTEMS)[number];
