import type { Company, CompanySurroundings } from './company';
import { createCompany } from './company';
import type { CompanySpec } from './company-spec';

/** The Gong companies on this port, by their key. */
export class Companies {
  private readonly byKey = new Map<string, Company>();

  constructor(
    specs: readonly CompanySpec[],
    private readonly around: CompanySurroundings,
  ) {
    for (const spec of specs) this.add(spec);
  }

  find(key: string): Company | undefined {
    return this.byKey.get(key);
  }

  all(): Company[] {
    return [...this.byKey.values()];
  }

  /** Adds it; an already known key is replaced, and with it all that was changed by hand. */
  add(spec: CompanySpec): Company {
    const company = createCompany(spec, this.around);
    this.byKey.set(spec.key, company);
    return company;
  }

  remove(key: string): boolean {
    return this.byKey.delete(key);
  }
}
