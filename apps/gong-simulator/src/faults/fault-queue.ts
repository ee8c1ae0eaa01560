import type { Fault } from './fault';

export interface FaultTarget {
  company: string | null;
  path: string;
  hasCursor: boolean;
}

/** Faults waiting for their requests, first come first served: a request suffers at most one. */
export class FaultQueue {
  private faults: Fault[] = [];
  private count = 0;

  add(fault: Omit<Fault, 'id'>): Fault {
    this.count += 1;
    const added = { ...fault, id: `fault-${this.count}` };
    this.faults.push(added);
    return added;
  }

  all(): readonly Fault[] {
    return this.faults;
  }

  remove(id: string): boolean {
    const before = this.faults.length;
    this.faults = this.faults.filter((fault) => fault.id !== id);
    return this.faults.length < before;
  }

  clear(): void {
    this.faults = [];
  }

  /** The fault this request has to suffer, if any; it is used up by it. */
  take(target: FaultTarget): Fault | null {
    for (const fault of this.faults) {
      if (!hits(fault, target)) continue;
      if (fault.afterRequests > 0) {
        fault.afterRequests -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) this.remove(fault.id);
      return fault;
    }
    return null;
  }
}

function hits(fault: Fault, { company, path, hasCursor }: FaultTarget): boolean {
  return (
    (fault.company === null || fault.company === company) &&
    path.startsWith(fault.path ?? '/v2/') &&
    (fault.kind !== 'cursor-expired' || hasCursor)
  );
}
