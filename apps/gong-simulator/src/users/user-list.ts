import { formatGongTime } from '../calls/gong-time';
import type { PlatformUser, Staff } from '../world/staff';

/** A user as Gong's user lists show it; added and edited ones hold what was given, verbatim. */
export type GongUser = Record<string, unknown> & { id: string };

export interface UserEntry {
  user: GongUser;
  avatar: boolean;
  technicalAdmin: boolean;
  /** Not Gong's: how the person exists in the customer-success platform. Shown by the world list only. */
  platformUsers: PlatformUser[];
}

/** The users of one Gong company; small enough to be held as objects. */
export class UserList {
  private readonly entries: Map<string, UserEntry>;

  constructor(staff: readonly Staff[]) {
    this.entries = new Map(staff.map((person) => [person.id, entryOf(person)]));
  }

  all(): UserEntry[] {
    return [...this.entries.values()];
  }

  get(id: string): UserEntry | undefined {
    return this.entries.get(id);
  }

  put(entry: UserEntry): void {
    this.entries.set(entry.user.id, entry);
  }

  remove(id: string): boolean {
    return this.entries.delete(id);
  }
}

function entryOf(person: Staff): UserEntry {
  return {
    user: userFrom({
      id: person.id,
      emailAddress: person.emailAddress,
      created: formatGongTime(person.createdMs * 1000, 120),
      active: person.active,
      emailAliases: person.emailAliases,
      trustedEmailAddress: person.emailAddress,
      firstName: person.firstName,
      lastName: person.lastName,
      title: person.title,
    }),
    avatar: person.avatar,
    technicalAdmin: person.technicalAdmin,
    platformUsers: person.platformUsers,
  };
}

/** A whole user from the members that matter; what is missing is what Gong shows for it: null, or an empty list. */
export function userFrom(given: Record<string, unknown> & { id: string }): GongUser {
  return {
    emailAddress: null,
    created: '2024-01-15T09:00:00+02:00',
    active: true,
    emailAliases: [],
    trustedEmailAddress: null,
    firstName: null,
    lastName: null,
    title: null,
    phoneNumber: null,
    extension: null,
    personalMeetingUrls: [],
    settings: {
      webConferencesRecorded: true,
      preventWebConferenceRecording: false,
      telephonyCallsImported: true,
      emailsImported: true,
      preventEmailImport: false,
      nonRecordedMeetingsImported: false,
      gongConnectEnabled: false,
    },
    managerId: null,
    meetingConsentPageUrl: null,
    spokenLanguages: [{ language: 'en-US', primary: true }],
    ...given,
  };
}
