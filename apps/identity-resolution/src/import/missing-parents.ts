import type { Transaction } from '@gong-timeline/persistence';
import { companyGsidsOf } from '../store/stored-entries';
import type { Child } from './import-piece';
import type { RowSource } from './read-row';
import { fault, type RowProblem } from './row-problem';

/** Children whose parent has not come yet are looked up when there are this many, so that few are remembered. */
const MANY = 10_000;

/** Companies of a file whose parent nobody knows. It may come later in the file, so that this is known at its end only. */
export class MissingParents {
  private readonly children = new Map<string, { readonly line: number; readonly parentExternalId: string }>();
  private lookedUp = 0;

  /** Of a company that comes twice the later row counts. */
  add(children: readonly Child[]): void {
    for (const { line, externalId, parentExternalId } of children) {
      if (parentExternalId === null) this.children.delete(externalId);
      else this.children.set(externalId, { line, parentExternalId });
    }
  }

  /** Looks up whose parent is there by now: in the directory, or in what a dry run would have written. */
  async forgetFound(
    reader: Pick<Transaction, 'query'>,
    tenantId: string,
    rehearsal: { has(externalId: string): boolean } | null,
    which: 'when many' | 'all' = 'when many',
  ): Promise<void> {
    if (which === 'when many' && this.children.size < this.lookedUp + MANY) return;
    const parents = [...new Set([...this.children.values()].map(({ parentExternalId }) => parentExternalId))];
    const here = parents.length === 0 ? new Map() : await companyGsidsOf(reader, tenantId, parents);
    for (const [externalId, { parentExternalId }] of this.children) {
      if (here.has(parentExternalId) || rehearsal?.has(parentExternalId) === true) this.children.delete(externalId);
    }
    this.lookedUp = this.children.size;
  }

  problems({ nameOf }: Pick<RowSource<never>, 'nameOf'>): RowProblem[] {
    const message = 'no company has this external id; the row went in, and gets its parent once that is imported';
    return [...this.children.values()].map(({ line, parentExternalId }) => ({
      line,
      ...fault(nameOf('parentExternalId'), parentExternalId, message),
    }));
  }
}
