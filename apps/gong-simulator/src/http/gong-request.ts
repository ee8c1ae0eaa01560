import type { Company } from '../companies/company';
import type { Simulator } from '../simulator';

/** A request to a company's API that has been let in. */
export interface GongRequest {
  simulator: Simulator;
  company: Company;
  path: string;
  /** The id in the path, on paths that have one. */
  id: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  scopes: readonly string[];
  nowMs: number;
  requestId: string;
  /** Counted for the statistics. */
  callsServed: number;
}

/** Answers the JSON text of a 200; everything else is thrown as a GongError. */
export type GongHandler = (request: GongRequest) => string;
