/**
 * The rules of the product, a sentence each. S: a rule of the product as it was first asked for; X: one of ours, beyond
 * it. Specs name the rule that they prove by its number; docs/rules.md brings both together.
 */
export interface Rule {
  readonly id: string;
  readonly section: string;
  readonly sentence: string;
}

const section = (name: string, sentences: Readonly<Record<string, string>>): Rule[] =>
  Object.entries(sentences).map(([id, sentence]) => ({ id, section: name, sentence }));

export const RULES: readonly Rule[] = [
  ...section('Connecting Gong', {
    S1: 'An admin creates a connection to Gong by name and authorises it at Gong by OAuth 2.0, authorization code flow.',
    S2: 'Connecting alone imports nothing: Initiate Sync starts with the Activity Type Meeting, or the first Save does.',
    S3: 'Only an admin who is a technical admin at Gong connects; whatever goes wrong on the way is told, and leaves no half-made connection.',
    S4: 'A connection is pending, active, in need of re-authorization, or revoked; its tokens are sealed, refreshed one at a time, and seen nowhere; reconnecting keeps and doubles nothing, deleting wipes tokens and stops jobs.',
    S5: 'CRM objects count only when they are of the CRM that the directory names; those of HubSpot never do, and the connection says so.',
  }),
  ...section('The sync', {
    S6: 'A connection is read at fixed hours UTC, every 4 by default; a slot runs once over all replicas, a missed one once at start, and a running job is not doubled.',
    S7: 'The toggle, one active global Activity Type, filters and Save, which starts a sync; off means that nothing starts and a running job stops at its next page.',
    S8: 'Filters are conditions on fields of Company and User, all of which must hold or an expression over their letters; a skipped call names each condition that did not hold and what it saw.',
    S9: 'A private call is not synced and nothing of it is stored; one that turns private is wiped and redacted everywhere, and one that turns public again comes back as updated.',
    S10: 'A run reads from its look-back to now, so late calls and edits come in; an unchanged call writes nothing, a failed one goes through again, a synced one never loses its Activity, and nothing is doubled.',
    S11: "Gong's limits are kept per Gong company over all connections and replicas; its 404, expired cursors, calls on two pages, missing parties and odd titles end no job that could go on.",
  }),
  ...section('What an Activity holds', {
    S12: 'An Activity holds subject, type, start, duration, Company, Author, internal and external attendees, trackers that were said, a link to the recording, the call id, and Notes.',
    S13: 'The recording and the trackers are fetched from Gong when they are looked at; when that fails the view says so in fixed words, with the probable reasons.',
  }),
  ...section('Which company, which people', {
    S14: 'The company is found by CRM Account, then CRM Contact, then e-mail, then (by a setting) e-mail domain; each step narrows the one before, and an ancestor of all candidates wins.',
    S15: 'A call without a company fails as without data, not found, or not unique, in fixed words, the last with its candidates.',
    S16: 'Internal parties become Users and external ones Persons, one person once; who matches nobody keeps name and e-mail, and who has neither is left out.',
  }),
  ...section('Who is the Author', {
    S17: 'A User whom an admin mapped to the Gong user by hand is the Author, whatever else holds.',
    S18: 'When all Users of the owner are inactive the call fails, in fixed words.',
    S19: 'Inactive Users are set aside when there are active ones.',
    S20: 'One paid User wins over all unpaid ones.',
    S21: 'Of several paid Users the highest tier wins; two in it are a conflict.',
    S22: 'Without a paid User the one Internal Collaborator is the Author; several are a conflict.',
    S23: 'When only external kinds are there a new Internal Collaborator is created and is the Author.',
    S24: 'When nobody is there the call fails in fixed words, an Internal Collaborator is created, and the call is tried again by itself; never two Users for one address.',
    S25: 'What cannot be decided waits as a user conflict until an admin decides.',
    S26: 'An owner without e-mail, or unknown at Gong, fails with that reason.',
    S27: "Gong's users are read at each run, mapped by the same rules, listed with their Status, and can be mapped, changed and removed by hand.",
    S28: 'What failed for want of a company, a person or a User is tried again when that changes, or by hand: by a job of its own that reads its calls at Gong again.',
  }),
  ...section('The execution log', {
    S29: 'Jobs are listed newest first with trigger, status, counts and duration, filtered by date and status.',
    S30: 'The log of a job downloads as an .xlsx, a row a call and a summary, in which no text runs as a formula and a million rows stream in bounded memory.',
    S31: 'A log expires 30 days after its creation: it says so, the download answers 410, and its rows are purged.',
    S32: 'Read is the sum of created, updated, unchanged, skipped, failed and waiting, in every finished job.',
    S33: 'A running job shows its progress live: calls read, calls done, the step it is at.',
  }),
  ...section('For other teams', {
    X1: 'Each Activity is told on a compacted topic, whole, in order and documented, so that a late consumer rebuilds the Timeline.',
    X2: 'Every capability is an HTTP operation, described by OpenAPI 3.1.',
    X3: 'Every request is authenticated and has a role, and a tenant never sees anything of another.',
    X4: 'Companies, Persons and Users with custom fields are imported as JSON lines or CSV, idempotent by external id, each bad row told.',
    X7: 'Why a call is not on the Timeline is answered by its whole story: what became of it in each job.',
  }),
];
